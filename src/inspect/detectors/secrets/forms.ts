/**
 * The two forms that nearly all keys of service providers have. A family file gives what its provider documents: the
 * characters, their number, and well-formed invented values; the words around them are the same for all.
 */
import type { CounterExample, Detector, Validator } from "../../detector.ts";
import type { Shape } from "../shape.ts";

/** What a family file says of a key: `pattern` is the value alone. */
export interface Key extends Omit<Shape, "label">, Partial<Pick<Detector, "tail" | "validate">> {
  readonly tags: readonly string[];
  /** Three whole values that it finds, put together with `sample`. */
  readonly values: readonly [string, string, string];
  /** Texts in which it finds nothing; the last one names the neighbour that does. */
  readonly not: readonly [CounterExample, CounterExample, CounterExample, ...CounterExample[]];
}

/** Documentation is full of `ghp_xxxxxxxx`, and words follow words. */
export const genuine: readonly Validator[] = [{ name: "not-placeholder" }, { name: "entropy", min: 2.8 }];

/** A key whose beginning is its provider's alone. `commit`: bytes of a cut key after which nothing else can be meant. */
export function prefixedKey(key: Key & { readonly commit?: number }): Detector {
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
export function namedKey(key: Key & { readonly name: string; readonly word: string }): Detector {
  const { values, not, name, word, confidence = 0.8, validate = genuine, tags, notBefore, notAfter, ...rest } = key;
  const [plain, quoted, assigned] = values;
  // A value of open length goes on in its tail.
  const end = notAfter ?? (key.tail === undefined ? "[A-Za-z0-9_]" : undefined);
  return {
    ...rest,
    label: "confidential",
    tags: ["credential", ...tags],
    caseless: true,
    lead: `${name}${assignment}`,
    // The rest of the name must not take the first bytes of a longer value.
    notBefore: notBefore ?? "[A-Za-z0-9]",
    ...(end === undefined ? {} : { notAfter: end }),
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

/**
 * What stands between a provider's name and its value: the rest of the name, signs, and perhaps a second word with signs of its own.
 * `_api_key = "`, `Token .= "`, `_KEY", "`, `Key: string = "`, `_TOKEN\n  value: "`, `: { apiKey: '`, ` API\n[DEBUG] Using Key=`,
 * `Token</key>\n<string>`, `Secret = Buffer.from("`; 72 bytes at most. A third word, as in `.tgz", "integrity": "sha512-`, is too many.
 */
const sign = String.raw`[\s"'\x60=:>,(){}\[\]|?+!*.<&/-]`;
const assignment = String.raw`[\w .-]{0,24}${sign}{0,12}(?:[\w .\]&-]{1,24}${sign}{1,12})?`;
