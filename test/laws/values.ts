/**
 * Values to plant: the catalogue's own examples, each in its own text. Only those that the engine finds wherever the text may
 * stand are planted everywhere; a value that needs the end of its text, say, would prove nothing inside of another.
 */
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import type { Scanner } from "../../src/inspect/scanner.ts";
import { maskAll, redactText } from "./real.ts";

export interface Planted {
  readonly detector: string;
  /** The value in the words that belong to it. */
  readonly text: string;
  readonly values: readonly string[];
}

/**
 * Each text of the whole catalogue is judged at every split in test/inspect/detectors/splits.test.ts; in every place every
 * 24th detector stands for its family; all of them in every kind of body: examples.test.ts.
 */
export const sampled = catalogue.filter((_, i) => i % 24 === 0);

/** Words that no detector has an opinion on. */
const before = "Zebra ";
const after = " quokka";

const again = (text: string): string => JSON.stringify({ a: text });
const inside = (text: string): string => JSON.stringify(text).slice(1, -1);

export function plantedValues(scanner: Scanner): readonly Planted[] {
  const options = { scanner, mask: maskAll() };
  const leaves = (text: string, value: string): boolean => redactText(text, "", options, "request").includes(value);
  const found = (text: string, value: string): boolean =>
    !leaves(text, value) &&
    !leaves(again(text), inside(value)) &&
    !leaves(again(again(text)), inside(inside(value))) &&
    !leaves(JSON.stringify({ [text]: 1 }), inside(value));
  return sampled.flatMap((detector) =>
    detector.examples.flatMap(({ text, find }): Planted[] => {
      const whole = `${before}${text}${after}`;
      // An address may begin with any capitalised word.
      if (!redactText(whole, "", options, "request").startsWith(before)) return [];
      const values = find.filter((value) => value.length >= 4 && found(text, value) && found(whole, value));
      return values.length === 0 ? [] : [{ detector: detector.id, text: whole, values }];
    }),
  );
}
