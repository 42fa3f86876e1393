/** The form of a number that the word directly before it calls by its name, whatever its check digits say. */
import type { Detector } from "../detector.ts";
import { varied } from "./checksums.ts";
import { identifier } from "./identifier.ts";
import { spelled } from "./national-id.ts";

export interface Named extends Partial<Pick<Detector, "label" | "caseless">> {
  readonly id: string;
  readonly entity: string;
  readonly country: string;
  /** Behind `pii`, before the country. */
  readonly tags?: readonly string[];
  readonly pattern: string;
  readonly words: string;
  /** Of values that may have letters anywhere. */
  readonly minDigits?: number;
  readonly source: string;
  /** One of the words, and values whose check does not hold. */
  readonly word: string;
  readonly values: readonly [string, string, string];
}

export function named(of: Named): Detector {
  const { id, entity, country, label = "regulated", tags = ["government-id"], caseless = true } = of;
  const { pattern, words, minDigits, source, word, values } = of;
  const [first, second, third] = values;
  return identifier({
    id,
    entity,
    label,
    tags: [...tags, country],
    pattern,
    ...(caseless ? { caseless } : {}),
    words: spelled(words.split(",").map((phrase) => phrase.trim())).join(","),
    before: Math.max(28, ...words.split(",").map((phrase) => Buffer.byteLength(phrase) + 12)),
    alone: false,
    validate: [varied, ...(minDigits === undefined ? [] : [{ name: "digits" as const, min: minDigits }])],
    confidence: 0.55,
    source,
    finds: [`${word}: «${first}»`, `my ${word} is «${second}», thanks`, `"${word}": "«${third}»"`],
    not: [`item ${first}`, `${word}: 123`, [`${word} of ada@example.com`, "email"]],
  });
}

/** Digits in one run, or in groups. */
export const digits = (from: number, to: number): string => String.raw`\d(?:[ .-]?\d){${from - 1},${to - 1}}`;
