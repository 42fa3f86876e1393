/** A family of keys that look like any hash or UUID, each told by its provider's name before it. */
import type { Detector, Validator } from "../../detector.ts";
import { type Key, namedKey } from "./forms.ts";
import { three, unnamed } from "./invented.ts";

/** A value of letters alone is a word. Of 24 random letters and digits one value in fifteen has fewer than two digits. */
export const random: readonly Validator[] = [
  { name: "not-placeholder" },
  { name: "entropy", min: 3 },
  { name: "digits", min: 1 },
];

interface Named extends Pick<Key, "id" | "entity" | "pattern" | "notAfter" | "source"> {
  /** Regular expression, in lower case. */
  readonly name: string;
  /** One way to write the name, for the examples. */
  readonly word: string;
  /** An invented value, another one for another number. */
  readonly value: (from: number) => string;
  /** More texts in which it finds nothing. */
  readonly not?: readonly string[];
}

export function namedFamily(...tags: readonly string[]): (key: Named) => Detector {
  return ({ value, not = [], ...key }) =>
    namedKey({ ...key, tags, validate: random, values: three(value), not: unnamed(key.word, value(0), ...not) });
}
