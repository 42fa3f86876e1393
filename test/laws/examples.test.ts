/**
 * Every example of every detector in every kind of body, many to a body: what is found of it in a text of its own is found of it there. (At every
 * split: test/inspect/detectors/splits.test.ts; a sample of them in every place of every dialect: chunking.test.ts.)
 */
import { afterAll, describe, expect, it } from "vitest";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { createRandom, randomChunks } from "../harness/chunks.ts";
import { type Carrier, carriers } from "./carriers.ts";
import { maskAll, openScanner, redactText, run } from "./real.ts";

const scanner = openScanner("inline");
afterAll(() => scanner.close());
const options = { scanner, mask: maskAll() };

interface Example {
  readonly detector: string;
  readonly text: string;
  readonly values: readonly string[];
  /** Values that are found with words before and behind the text, too. */
  readonly sure: readonly string[];
}

const hides = (text: string, context: string): ((value: string) => boolean) => {
  const redacted = redactText(text, context, options, "request");
  return (value) => !redacted.includes(value);
};

const examples = catalogue.flatMap(({ id, examples: texts }) =>
  texts.map(({ text, find }): Example => {
    const values = find.filter(hides(text, ""));
    return { detector: id, text, values, sure: values.filter(hides(`Zebra ${text} quokka`, "")) };
  }),
);

function* batches(most: number): Generator<readonly Example[]> {
  for (let at = 0; at < examples.length; at += most) yield examples.slice(at, at + most);
}

/** What is wrong about what is read where the example was; undefined: nothing. */
function wrong({ detector, text, sure }: Example, read: string, carrier: Carrier): string | undefined {
  if (carrier.refuses?.(detector, text) === true) return undefined;
  // JSON in a text is unescaped and judged once more.
  const exact = carrier.outcome === "exact" && !/^\{"/.test(text);
  const alone = redactText(text, carrier.context, options, carrier.kind.direction);
  if (exact && read !== alone) return `${detector}: ${JSON.stringify(read)} and not ${JSON.stringify(alone)}`;
  const leaked = sure.find((value) => read.includes(value));
  return leaked === undefined ? undefined : `${detector}: ${leaked} is in ${JSON.stringify(read)}`;
}

describe("the examples of all detectors", () => {
  it("are of every detector, and most of them of a text in company", () => {
    const found = (values: (example: Example) => readonly string[]): number =>
      new Set(examples.filter((example) => values(example).length > 0).map(({ detector }) => detector)).size;
    expect(found(({ values }) => values)).toBe(catalogue.length);
    expect(found(({ sure }) => sure)).toBeGreaterThan(catalogue.length * 0.9);
  });

  it.each(carriers.map((carrier) => [carrier.name, carrier] as const))("are found in %s", (_, carrier) => {
    const random = createRandom(7);
    const problems: string[] = [];
    for (const batch of batches(carrier.most)) {
      const texts = batch.map(({ text }) => text);
      const body = Buffer.from(carrier.write(texts, random));
      const { output, failed, ended } = run(carrier.kind, randomChunks(body, random, 4000), options);
      expect([failed, ended]).toEqual([undefined, true]);
      const read = carrier.read(output.toString());
      expect(read.length).toBe(batch.length);
      problems.push(...batch.flatMap((example, at) => wrong(example, read[at] ?? "", carrier) ?? []));
    }
    expect(problems).toEqual([]);
  });
});
