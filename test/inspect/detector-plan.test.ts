import { describe, expect, it } from "vitest";
import type { Detector } from "../../src/inspect/detector.ts";
import { planDetector } from "../../src/inspect/detector-plan.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { literalStrength } from "../../src/inspect/pattern/literal.ts";
import { parsePattern } from "../../src/inspect/pattern/parse.ts";
import { synthetic } from "../oracle/synthetic.ts";

type Rule = Parameters<typeof synthetic>[1];
const plan = (rule: Rule) => planDetector(synthetic("sample", rule));

describe("the plan of a detector", () => {
  it("has the widths of docs/engine.md", () => {
    const made = plan({
      pattern: "\\d{3,9}",
      lead: "no\\.? ?",
      notBefore: "a",
      notAfter: "\\d|[.-]\\d",
      context: { words: ["number"], before: 20 },
    });
    expect([made.maxWidth, made.leadWidth, made.lookback, made.lookahead]).toEqual([9, 4, 21, 2]);
    expect(plan({ pattern: "a", lead: "b{0,7}" }).lookback).toBe(7);
    expect(plan({ pattern: "a", notBefore: "b" }).lookback).toBe(1);
    expect(plan({ pattern: "a" }).lookback).toBe(0);
  });

  it("drops a lead that may be empty: it is always there", () => {
    expect(plan({ pattern: "abcd", lead: "x?" }).lead).toBeUndefined();
  });

  it.each<[string, Rule, string]>([
    ["a literal", { pattern: "AKIA[A-Z0-9]{16}" }, "key"],
    ["a lead", { pattern: "[a-z]{8,20}", lead: "password=" }, "name"],
    ["no literal that it begins with", { pattern: "[a-z]{8,20}", lead: "[a-z]{2}password=" }, "prefix"],
    ["digits", { pattern: "\\d{3}-\\d{2}-\\d{4}" }, "gate"],
    ["a rare byte, many starts", { pattern: "[a-z.]{1,64}@[a-z]{2,9}" }, "gate, by ends"],
    ["a rare byte, few starts", { pattern: "[a-z.]{1,64}@[a-z]{2,9}", notBefore: "[a-z.]" }, "gate"],
    ["context words alone", { pattern: "[A-Z]{8}", context: { words: ["passport"], before: 20 } }, "words"],
    ["nothing to go by", { pattern: "[a-z]{8}" }, "ends"],
  ])("finds by the cheapest way: %s", (_, rule, wanted) => {
    const { route } = plan(rule);
    expect(route.kind === "gate" && route.byEnds ? "gate, by ends" : route.kind).toBe(wanted);
  });

  it("finds nothing of the catalogue by its ends where no literal is in it, which is slow", () => {
    const byEnds = catalogue.filter((detector) => planDetector(detector).route.kind === "ends");
    const slow = byEnds.filter(({ pattern, caseless }) => {
      return literalStrength(parsePattern(pattern, { caseless: caseless === true })) < 2;
    });
    expect(slow.map(({ id }) => id)).toEqual([]);
  });

  it.each<[string, Rule, string]>([
    ["an assertion", { pattern: "a\\b" }, "detector sample: pattern: the escape \\b, at character 4"],
    [
      "no bound",
      { pattern: "a", lead: "b*" },
      "detector sample: lead: * has no upper bound: write {m,n}, at character 2",
    ],
    [
      "a wide pattern",
      { pattern: "a{513}" },
      "detector sample: pattern: matches up to 513 bytes, at most 512 are allowed",
    ],
    [
      "a wide lead",
      { pattern: "a", lead: "b{129}" },
      "detector sample: lead: matches up to 129 bytes, at most 128 are allowed",
    ],
    ["no byte", { pattern: "(?:)" }, "detector sample: pattern: matches no byte"],
    [
      "two classes",
      { pattern: "a", notBefore: "bc" },
      "detector sample: notBefore: more than one class of single bytes",
    ],
    [
      "a long notAfter",
      { pattern: "a", notAfter: "bcdef" },
      "detector sample: notAfter: an alternative of more than 4 bytes",
    ],
    ["an empty commit", { pattern: "a", commit: {} }, "detector sample: commit: gives neither bytes nor digits"],
    [
      "a commit of 0",
      { pattern: "a", commit: { bytes: 0 } },
      "detector sample: commit.bytes: must be a whole number from 1 on",
    ],
    [
      "a wide context",
      { pattern: "a", context: { words: ["b"], before: 129 } },
      "detector sample: context.before: must be a whole number from 1 to 128",
    ],
    ["no words", { pattern: "a", context: { words: [], before: 9 } }, "detector sample: context.words: is empty"],
    [
      "an upper-case word",
      { pattern: "a", context: { words: ["SSN"], before: 9 } },
      'detector sample: context.words: "SSN" is empty or not lower case',
    ],
    [
      "a word that never fits",
      { pattern: "a", context: { words: ["abcd"], before: 3 } },
      'detector sample: context.words: "abcd" is longer than context.before',
    ],
    [
      "assigned telephone numbers of no region",
      { pattern: "a", validate: [{ name: "phone", form: "assigned", regions: [] }] },
      "detector sample: validate: phone of the form assigned needs regions",
    ],
    [
      "telephone numbers of a region that has no plan",
      { pattern: "a", validate: [{ name: "phone", form: "assigned", regions: ["DE", "UK"] }] },
      'detector sample: validate: there is no numbering plan of "UK"',
    ],
    [
      "a checksum of no equation",
      { pattern: "a", validate: [{ name: "checksum", equations: [] }] },
      "detector sample: validate: there is no equation",
    ],
    [
      "an alphabet with a character twice",
      { pattern: "a", validate: [{ name: "checksum", alphabet: "0120", equations: [{ weights: [1], modulus: 2 }] }] },
      'detector sample: validate: the alphabet "0120" is not of distinct characters without lower case',
    ],
    [
      "a modulus of 1",
      { pattern: "a", validate: [{ name: "checksum", equations: [{ weights: [1], modulus: 1 }] }] },
      "detector sample: validate: the modulus 1 is not a whole number from 2 to 4095",
    ],
    [
      "no weights",
      { pattern: "a", validate: [{ name: "checksum", equations: [{ weights: [], modulus: 7 }] }] },
      "detector sample: validate: weights are 1 to 64 whole numbers",
    ],
    [
      "values for other characters",
      { pattern: "a", validate: [{ name: "checksum", equations: [{ weights: [1], values: [[1, 2]], modulus: 7 }] }] },
      "detector sample: validate: each list of values has one for each character of the alphabet",
    ],
    [
      "too few check characters",
      {
        pattern: "a",
        validate: [
          { name: "checksum", equations: [{ weights: [1], modulus: 7, check: { fromEnd: 0, characters: "ab" } }] },
        ],
      },
      "detector sample: validate: check has 2 characters for 7 remainders",
    ],
    [
      "a check character that is not there",
      {
        pattern: "a",
        validate: [
          { name: "checksum", equations: [{ weights: [1], modulus: 2, check: { fromEnd: 1, characters: "ab" } }] },
        ],
      },
      "detector sample: validate: check.fromEnd 1 lies outside of the weights",
    ],
  ])("refuses %s, naming detector, field and construct", (_, rule, message) => {
    expect(() => plan(rule)).toThrow(message);
  });

  it.each([
    [{ name: "entropy" }, "entropy needs min"],
    [{ name: "luhn", min: 3 }, "luhn has no min"],
  ])("refuses %j, which the types do not allow", (validator, message) => {
    const detector = { ...synthetic("sample", { pattern: "a" }), validate: [validator] };
    expect(() => planDetector(detector as Detector)).toThrow(`detector sample: validate: ${message}`);
  });

  it("refuses a check that does not exist", () => {
    const detector = { ...synthetic("sample", { pattern: "a" }), validate: [{ name: "damm" }] };
    expect(() => planDetector(detector as unknown as Detector)).toThrow('there is no check named "damm"');
  });
});
