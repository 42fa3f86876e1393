/**
 * The two forms that nearly all keys of service providers have. A family file gives what its provider documents: the
 * characters, their number, and well-formed invented values; the words around them are the same for all.
 */
import type { CounterExample, Detector, Validator } from "../../detector.ts";

interface Common {
  readonly id: string;
  readonly entity: string;
  readonly tags: readonly string[];
  /** The value alone. */
  readonly pattern: string;
  readonly caseless?: boolean;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly tail?: string;
  readonly validate?: readonly Validator[];
  readonly confidence?: number;
  readonly source: string;
  /** Three whole values that it finds, put together with `sample`. */
  readonly values: readonly [string, string, string];
  /** Texts in which it finds nothing; the last one names the neighbour that does. */
  readonly not: readonly [CounterExample, CounterExample, CounterExample, ...CounterExample[]];
}

/** Documentation is full of `ghp_xxxxxxxx`, and words follow words. */
export const genuine: readonly Validator[] = [{ name: "not-placeholder" }, { name: "entropy", min: 2.8 }];

/** A key whose beginning is its provider's alone. `commit`: bytes of a cut key after which nothing else can be meant. */
export function prefixedKey(key: Common & { readonly commit?: number }): Detector {
  const { values, not, commit, confidence = 0.95, validate = genuine, tags, ...rest } = key;
  const [plain, quoted, assigned] = values;
  return {
    ...rest,
    label: "confidential",
    tags: ["credential", ...tags],
    validate,
    confidence,
    ...(commit === undefined ? {} : { commit: { bytes: commit } }),
    examples: [
      { text: `the key ${plain} works`, find: [plain] },
      { text: `{"key": "${quoted}"}`, find: [quoted] },
      { text: `API_KEY=${assigned}\n`, find: [assigned] },
    ],
    counterExamples: not,
  };
}

/**
 * A key of a common shape, told by its provider's name before it: `name` is a regular expression in lower case, `word` one way to
 * write it for the examples. What stands name and value is an assignment in code, env, YAML, JSON, XML or a call.
 */
export function namedKey(key: Common & { readonly name: string; readonly word: string }): Detector {
  const { values, not, name, word, confidence = 0.8, validate = genuine, tags, notAfter, ...rest } = key;
  const [plain, quoted, assigned] = values;
  return {
    ...rest,
    label: "confidential",
    tags: ["credential", ...tags],
    caseless: true,
    lead: `${name}${assignment}`,
    notAfter: notAfter ?? "[A-Za-z0-9_]",
    validate,
    confidence,
    examples: [
      { text: `${word}_token: ${plain}\n`, find: [plain] },
      { text: `{"${word}Key": "${quoted}"}`, find: [quoted] },
      { text: `export ${word.toUpperCase()}_SECRET=${assigned}`, find: [assigned] },
    ],
    counterExamples: not,
  };
}

/** `_api_key = "`, `Token": '`, `-key => `, `Secret>`; 40 bytes at most. */
const assignment = String.raw`[\w .-]{0,24}["'\x60)\]]{0,2}\s{0,3}(?:=>|->|:{1,3}=|==|\|\||[.?+]=|[=:>,(])?\s{0,6}["'\x60]?`;
