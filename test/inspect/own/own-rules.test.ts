import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type OwnDetector, ownRules } from "../../../src/inspect/own/own-rules.ts";
import { createEngine } from "../../laws/twin.ts";
import { judgeWhole } from "../../oracle/lane.ts";

const own = (words: readonly string[]): OwnDetector => ({
  ...{ id: "names", entity: "NAMES", label: "confidential", tags: [], confidence: 1, caseless: true },
  ...{ lead: undefined, notBefore: undefined, notAfter: undefined, tail: undefined, context: undefined, validate: [] },
  what: { kind: "words", words, whole: true },
});

describe("a long list of words", () => {
  // Letters as in no language, so that few words share a beginning.
  const letters = (i: number): string =>
    [...createHash("md5").update(String(i)).digest()]
      .slice(0, 11)
      .map((byte) => String.fromCharCode(97 + (byte % 26)))
      .join("");
  const words = Array.from({ length: 2000 }, (_, i) => letters(i));
  const rules = ownRules(own(words));

  it("is several detectors that the engine takes, under one name", () => {
    expect(rules.length).toBeGreaterThan(3);
    expect(rules.map(({ id }) => id)).toEqual(rules.map((_rule, i) => (i === 0 ? "names" : `names/${i + 1}`)));
  });

  it("finds each of them, and nothing else", () => {
    const engine = createEngine(rules);
    const profile = new Uint8Array(rules.length).fill(2);
    const some = words.filter((_word, i) => i % 20 === 0);
    const text = Buffer.from(some.map((word) => `${word.toUpperCase()} x${word} ${word}9, `).join(""));
    const found = judgeWhole(engine, text, profile).findings.map(({ start, end }) =>
      text.subarray(start, end).toString(),
    );
    expect(found).toEqual(some.map((word) => word.toUpperCase()));
  });
});
