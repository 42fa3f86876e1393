import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { builtFile } from "../../src/built-file.ts";
import type { Detector, DetectorRule } from "../../src/inspect/detector.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { ruleDigest, rulesDigest, rulesetDigest } from "../../src/scanning/rules-digest.ts";

test("a ruleset is what judges, in its order; examples are not", () => {
  const [first, second] = catalogue;
  if (first === undefined || second === undefined) throw new Error("the catalogue has two detectors");
  const list = [first, second];
  const digest = rulesetDigest(list);
  expect(rulesetDigest(list)).toBe(digest);
  expect(rulesDigest(list)).toMatch(new RegExp(`^${digest}[0-9a-f]{48}$`));
  expect(digest).toMatch(/^[0-9a-f]{16}$/);
  expect(rulesetDigest([{ ...first, source: "elsewhere" }, second])).toBe(digest);
  const others: Detector = { ...first, examples: second.examples, counterExamples: second.counterExamples };
  expect(rulesetDigest([others, second])).toBe(digest);
  expect(rulesetDigest([{ ...first, confidence: 0.123 }, second])).not.toBe(digest);
  expect(rulesetDigest([{ ...first, pattern: `${first.pattern}x` }, second])).not.toBe(digest);
  expect(rulesetDigest([second, first])).not.toBe(digest);
});

test("the program was built with the digests of the catalogue's rules", () => {
  const built = JSON.parse(readFileSync(builtFile("src/inspect/detectors/catalogue.json"), "latin1")) as {
    readonly catalogue: readonly DetectorRule[];
    readonly builtDigests: readonly string[];
  };
  expect(built.builtDigests).toEqual(catalogue.map(ruleDigest));
  // And they are those of what it reads beside them.
  expect(built.catalogue.map(ruleDigest)).toEqual(built.builtDigests);
});
