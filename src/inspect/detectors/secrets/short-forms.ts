/**
 * The two forms of provider keys once more, for providers who document a prefix or a shape and nothing else: examples and
 * counter-examples are made from one function that makes a value. Every value is invented, the same at every run.
 */
import type { CounterExample, Detector } from "../../detector.ts";
import { sample } from "../sample.ts";
import { type Key, namedKey, prefixedKey } from "./forms.ts";

/**
 * What must stand between name and value: a sign, or the word that says it. A commit, a version or a path behind the name of
 * a service is no key.
 */
const assigned = [
  String.raw`[\w .-]{0,24}(?:["'\x60)\]]{0,2}\s{0,3}(?:=>|->|:{1,3}=|==|\|\||[.?+]=|[=:>,(])\s{0,6}`,
  String.raw`|(?:key|token|secret|password|[ _-]id)["']?[ \t]{1,3}|[ \t](?:is|was)[ \t:]{1,3})["'\x60]?`,
].join("");

interface Short extends Omit<Key, "values" | "not"> {
  /** A value that the whole of `pattern` matches. */
  readonly make: (seed: number) => string;
  /** More texts without such a key: what is known to look like one. */
  readonly unlike?: readonly string[];
}

const more = (unlike: readonly string[] = []): readonly CounterExample[] => unlike.map((text) => ({ text }));

/** A key that starts with `prefix`: its name in prose, a placeholder, and the same value behind another word are none. */
export function prefixed(key: Short & { readonly prefix: string; readonly commit?: number }): Detector {
  const { make, unlike, prefix, ...rest } = key;
  const other = make(4).replace(prefix, "q0");
  return prefixedKey({
    ...rest,
    values: [make(1), make(2), make(3)],
    not: [
      { text: `its keys start with ${prefix} and are secret` },
      { text: sample(prefix, "x".repeat(make(1).length - prefix.length), "\n") },
      { text: `api_key: "${other.slice(0, 60)}"`, neighbour: "secret-quoted" },
      ...more(unlike),
    ],
  });
}

/** A key of a common shape behind its provider's name: the name in prose, half a key, and the same value by itself are none. */
export function named(key: Short & { readonly name: string; readonly word: string }): Detector {
  const { make, unlike, ...rest } = key;
  const detector = namedKey({
    ...rest,
    values: [make(1), make(2), make(3)],
    not: [
      { text: `${key.word} is a service; see the documentation of ${key.word}` },
      { text: `${key.word}_token: ${make(1).slice(0, 7)}` },
      { text: `client_secret: "q0${make(4).slice(0, 60)}"`, neighbour: "secret-quoted" },
      ...more(unlike),
    ],
  });
  return { ...detector, lead: `${key.name}${assigned}` };
}
