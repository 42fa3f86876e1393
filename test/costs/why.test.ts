import { describe, expect, it } from "vitest";
import { whyOf } from "../../src/costs/why.ts";
import type { DetectorRule } from "../../src/inspect/detector.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";

const rule = (more: Partial<DetectorRule>): DetectorRule => ({
  ...{ id: "d", entity: "D", label: "internal", tags: [], pattern: "x", confidence: 1 },
  ...more,
});

describe("why a detector costs what it costs", () => {
  it.each<[Partial<DetectorRule>, string, string]>([
    [{ pattern: "sk-live-[a-z]{10}" }, "key", "what it begins with is looked for everywhere"],
    [{ pattern: "sk-live-[a-z]{20}" }, "key", "what it begins with is looked for around runs of 28 bytes"],
    [{ pattern: "[a-z]{9}", lead: "token: ?" }, "name", "the word before it is looked for everywhere"],
    [{ pattern: "[0-9]{12}", notBefore: "[0-9]" }, "gate", "from every digit (12 needed"],
    [{ pattern: "[a-z]{1,20}@[a-z]{1,20}", notBefore: "[a-z]" }, "gate", 'from every "@" (1 needed'],
  ])("is told of %j by its route", (more, route, words) => {
    expect(whyOf(rule(more))).toMatchObject({ route, sentence: expect.stringContaining(words) });
  });

  it("names checks, context words and the width", () => {
    const more = {
      pattern: "[0-9]{9}",
      notBefore: "[0-9]",
      context: { words: ["tax", "fiscal"], before: 20 },
      validate: [{ name: "luhn" as const }],
    };
    expect(whyOf(rule(more)).sentence).toMatch(/2 context words; checks: luhn; at most 9 bytes$/);
  });

  it("never shows the expression or the words, which may be a secret of the configuration", () => {
    const secret = rule({ pattern: "project-nightjar-[0-9]{4}", context: { words: ["nightjar"], before: 20 } });
    expect(whyOf(secret).sentence).not.toContain("nightjar");
  });

  it("has a sentence for every route of the catalogue", () => {
    const seen = new Set<string>();
    for (const { route, sentence } of catalogue.map(whyOf)) {
      seen.add(route);
      expect(sentence).not.toMatch(/undefined|NaN/);
    }
    expect([...seen].sort()).toEqual(["ends", "gate", "key", "name", "prefix", "run", "words"]);
  });
});
