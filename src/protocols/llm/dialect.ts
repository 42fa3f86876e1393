/**
 * What an LLM provider's API looks like, as data. A dialect never touches bytes: the JSON document codec and the event
 * codec read its rules, and every string that no rule names is inspected all the same (as a lane of its own; in a
 * stream both whole and continued from event to event).
 *
 * A **shape** is a path of keys joined by `.`, an array element is `[]`: `choices[].delta.content`, `[].text`, and the
 * empty string for the root. In a rule's shape `*` stands for any one key and a final `**` for everything below that no
 * more specific rule names. A key that is named exactly is never tried against `*`.
 */

/** Kinds of payload that cannot be inspected; a connection may let each of them pass. */
export type OpaqueKind = "image" | "audio" | "video" | "file" | "tokens" | "signature" | "encrypted";

export type Rule =
  | TextRule
  /**
   * Inspected whole wherever it stands and never continued in a later event: ids, names, roles, models. A value that is one
   * of `known` is a word of the protocol and not inspected.
   */
  | { readonly as: "discrete"; readonly known?: readonly string[]; readonly carry?: true; readonly ends?: Ends }
  /** A number or flag that is not inspected (timestamps, counters). Strings here are inspected as discrete. */
  | { readonly as: "number"; readonly carry?: true }
  /**
   * An integer or short string that names the object it stands in: `choices[].index`. Strings are inspected as discrete.
   * `part`: the object is a part of the one that its other identities name (of the stream, if none does). Named lanes of
   * parts that follow one another are one text: where a part ends, what may go on in the next one waits for it.
   */
  | { readonly as: "identity"; readonly part?: true; readonly carry?: true }
  /** The whole value, leaf or subtree, cannot be inspected. `null`, `""`, `[]` and `{}` pass. */
  | { readonly as: "opaque"; readonly what: OpaqueKind }
  /** A string: a `data:` URL is opaque (or decoded where it holds text), any other is discrete. */
  | { readonly as: "url"; readonly what: OpaqueKind }
  /** Base64 in a string: opaque, or decoded where it holds text. */
  | { readonly as: "base64"; readonly what: OpaqueKind }
  /** A string or an array of strings is inspected; numbers in arrays (token ids) are opaque. */
  | { readonly as: "text-or-tokens" }
  /** The whole value, leaf or subtree, becomes `null` (token lists repeat the text in pieces). What is empty stays as it is. */
  | { readonly as: "drop"; readonly option: "logprobs" }
  /** Which rule holds is for a sibling to say: the string under `key` in the same object. No `per` in the rules inside. */
  | { readonly as: "by"; readonly key: string; readonly is: Readonly<Record<string, Rule>>; readonly else: Rule }
  /** Not a leaf that matters: only its presence does. Any value but `null`, `""` and `[]` ends lanes; what is below is judged as usual. */
  | { readonly as: "marker"; readonly ends: Ends };

export interface TextRule {
  /** `json`: text that is JSON again (tool arguments); edits in it keep it valid JSON. */
  readonly as: "text" | "json";
  /**
   * Leaves with the same `lane` name inside the same instance of `per` are one lane, in document order, from event to
   * event. Default: the leaf's own shape, inside the innermost object that has an identity. In a document a named lane
   * joins parts (content arrays), and each part is also inspected on its own.
   */
  readonly lane?: string;
  /** Shape of an enclosing object or array element; `""` is the whole document or stream. */
  readonly per?: string;
  /** Virtual text before the lane; default: the nearest object key and `: `. `""`: none. */
  readonly context?: string;
  /**
   * Stream: the text is a whole copy of what other events carried in pieces (`*.done`): one lane of its own in each event.
   * With a `lane`: of that lane, and copies with the same `lane` and `per` in one event are also one text.
   */
  readonly whole?: true;
}

/**
 * Lanes that end cleanly once this event's text is in them. `object`: those opened in or below the object in which the
 * rule's leaf stands (for a kind: the event's root with its identity). `stream`: all of them, and the stream is complete.
 * `wait`: none; but what parts left waiting for the next part waits no longer.
 */
export type Ends = "object" | "stream" | "wait";

/** By shape. */
export type Rules = Readonly<Record<string, Rule>>;

export interface StreamRules {
  /** Shape of the string leaf that says what kind of event this is (`type`); absent: all events are alike. */
  readonly kind?: string;
  readonly rules: Rules;
  /** By kind: rules that go before `rules`, and what the event ends. */
  readonly kinds?: Readonly<Record<string, { readonly rules?: Rules; readonly ends?: Ends }>>;
  /** Event data that is not JSON and ends the stream. */
  readonly done?: readonly string[];
  /** True: without a clean end (an `ends` or `done`) the stream counts as truncated. */
  readonly mustEnd: boolean;
}

export interface Operation {
  /** Bounded name for audit and metrics: `chat.completions`. */
  readonly name: string;
  readonly method: "GET" | "POST" | "DELETE";
  /** Segments of the path after the connection's prefix; `{}` is any one segment. The first alternative that fits wins. */
  readonly paths: readonly string[];
  /** On the default allow-list (inference and model listing). */
  readonly listed: boolean;
  /** Query parameters that would make the answer begin in the middle of a stream: the exchange is refused. */
  readonly resumes?: readonly string[];
  readonly request: Rules;
  readonly response: Rules;
  readonly stream?: StreamRules;
}

/** What is told to a client whose exchange is refused. Texts are ours: never payload. */
export interface Refusal {
  readonly status: number;
  /** Stable, kebab-case. */
  readonly code: string;
  readonly message: string;
  readonly exchange: string;
}

export interface Dialect {
  readonly name: string;
  readonly operations: readonly Operation[];
  /** The provider's error body, JSON, before the answer has begun. */
  refusalBody(refusal: Refusal): Uint8Array;
  /** One or more whole events that make the provider's SDK raise, in the middle of a stream. */
  refusalEvent(refusal: Refusal): Uint8Array;
}

/** The operation that a request asks for, by method and path (no query); undefined: not one of the dialect's. */
export const findOperation = (dialect: Dialect, method: string, path: string): Operation | undefined =>
  dialect.operations.find((operation) => operation.method === method && operation.paths.some((p) => fits(p, path)));

const fits = (pattern: string, path: string): boolean => {
  const wanted = pattern.split("/");
  const given = path.split("/");
  return (
    wanted.length === given.length && wanted.every((part, i) => (part === "{}" ? given[i] !== "" : part === given[i]))
  );
};
