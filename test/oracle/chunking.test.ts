/**
 * Does docs/engine.md itself keep the laws? Small alphabets and small random detectors reach every corner of the rule:
 * any split gives the same segments and findings, and nothing of an accepted candidate is left in the text.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Detector } from "../../src/inspect/detector.ts";
import type { Finding } from "../../src/inspect/scanner.ts";
import { feed, type Judged, judgeWhole } from "./lane.ts";
import { createOracle } from "./oracle.ts";
import { createRuleset } from "./ruleset.ts";
import { synthetic } from "./synthetic.ts";

const runs = Number(process.env.SLUICE_FUZZ_RUNS ?? 2500);
const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");

const charClass = fc.constantFrom("a", "b", "c", "[ab]", "[bc]", "[^a]", ".");
const pattern: fc.Arbitrary<string> = fc.letrec<{ term: string }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 3, depthIdentifier: "pattern" },
    charClass,
    fc.tuple(charClass, fc.constantFrom("{1,3}", "{2}", "{0,2}", "?", "{2,4}")).map((parts) => parts.join("")),
    fc.tuple(tie("term"), tie("term")).map((parts) => parts.join("")),
    fc.tuple(tie("term"), tie("term")).map(([left, right]) => `(?:${left}|${right})`),
    tie("term").map((term) => `(?:${term}){1,2}`),
  ),
})).term;

const consuming = pattern.filter((source) => {
  try {
    createOracle([synthetic("probe", { pattern: source })]);
    return true;
  } catch {
    return false;
  }
});

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 });
const optional = <K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]?: T });

const detector = fc
  .record({
    pattern: consuming,
    lead: maybe(fc.constantFrom("a", "[^a]", "b?", "[ac]b", "a{1,3}", "ca?")),
    notBefore: maybe(fc.constantFrom("a", "[bc]")),
    notAfter: maybe(fc.constantFrom("a", "b", "[ab]c", "a|bb", "c[ab]a")),
    tail: maybe(fc.constantFrom("a", "[bc]", "[ab]", "c", "[^b]", "[^\\xa9]")),
    commit: maybe(fc.record({ bytes: fc.integer({ min: 1, max: 3 }) })),
    context: maybe(
      fc.record({
        words: fc.constantFrom(["b"], ["a", "cc"], ["1"]),
        before: fc.integer({ min: 1, max: 4 }),
      }),
    ),
    allow: maybe(fc.array(fc.record({ pattern: consuming, caseless: fc.boolean() }), { minLength: 1, maxLength: 2 })),
    validate: maybe(fc.constantFrom([{ name: "digits", min: 1 }] as const, [{ name: "entropy", min: 0.9 }] as const)),
  })
  .map(
    (rule): Detector =>
      synthetic("random", {
        pattern: rule.pattern,
        ...optional("lead", rule.lead),
        ...optional("notBefore", rule.notBefore),
        ...optional("notAfter", rule.notAfter),
        ...optional("tail", rule.tail),
        ...optional("commit", rule.commit),
        ...optional("context", rule.context),
        ...optional("validate", rule.validate),
        ...optional("allow", rule.allow),
      }),
  );

const ruleset = fc.array(fc.tuple(detector, fc.constantFrom(2, 2, 2, 1, 0)), { minLength: 1, maxLength: 4 });
const plain = fc
  .array(fc.constantFrom("a", "b", "c", "a", "b", "c", "-"), { maxLength: 14 })
  .map((parts) => parts.join(""));
const disguised = fc
  .array(
    fc.constantFrom(
      "a",
      "b",
      "c",
      "1",
      "\u200b",
      "%61",
      "\\u0062",
      "&#99;",
      "\uff11",
      "%",
      "\\",
      "&",
      "\\\\u0061",
      "\u2010",
      "é",
      "%E2",
      "\u0000",
      "%00",
      "\u200b".repeat(15),
      "\u200b".repeat(17),
      "%00".repeat(16),
    ),
    {
      maxLength: 10,
    },
  )
  .map((parts) => parts.join(""));

/** The text cut at random places, some of them twice (an empty chunk), maybe with nothing in the last one. */
const cuts = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 8 });
function split(text: Uint8Array, at: readonly number[]): Uint8Array[] {
  const places = [0, ...at.map((place) => Math.min(place, text.length)).sort((a, b) => a - b), text.length];
  return places.slice(1).map((end, i) => text.subarray(places[i], end));
}
const singly = (text: Uint8Array): Uint8Array[] =>
  [...text].map((byte) => Uint8Array.of(byte)).concat(new Uint8Array(0));

const finalOnly = ({ segments, findings }: Judged) => ({ segments, findings });

/** All of it that is neither redacted nor swallowed. A character of no width (`\b` and `%1a` are some, too) may stay between two
 * overlapping spans. */
function leftIn(judged: Judged, text: Uint8Array, from: number, to: number): string {
  const parts = judged.segments
    .filter(({ kind, start, end }) => kind === "text" && start < to && from < end)
    .map(({ start, end }) => text.subarray(Math.max(start, from), Math.min(end, to)));
  return Buffer.concat(parts)
    .toString("utf8")
    .replaceAll(/[\u200b\0]|%00|%1[1abc]|\\b/g, "");
}

function sameUnderSplits(rules: [Detector, number][], text: Uint8Array, context: Uint8Array, at: number[]): Judged {
  const oracle = createOracle(rules.map(([rule]) => rule));
  const profile = Uint8Array.from(rules, ([, use]) => use);
  const whole = judgeWhole(oracle, text, profile, context);
  for (const chunks of [split(text, at), singly(text)]) {
    expect(finalOnly(feed(oracle, chunks, profile, context))).toEqual(finalOnly(whole));
  }
  const acting = ({ detector, allowed }: Finding): boolean => profile[detector] === 2 && allowed !== true;
  for (const finding of whole.findings.filter(acting)) {
    expect(leftIn(whole, text, finding.start, finding.end)).toBe("");
  }
  return whole;
}

describe("the finality rule", () => {
  it("gives the same segments and findings for every split, and leaves nothing uncovered", () => {
    fc.assert(
      fc.property(ruleset, plain, plain, cuts, (rules, text, context, at) => {
        sameUnderSplits(rules, bytes(text), bytes(context.slice(0, 5)), at);
      }),
      { numRuns: runs },
    );
  });

  it("leaves nothing of a tail in the text, whatever else is found in it", () => {
    fc.assert(
      fc.property(ruleset, plain, cuts, (rules, text, at) => {
        const whole = sameUnderSplits(rules, bytes(text), bytes(""), at);
        for (const finding of whole.findings) {
          const [rule, use] = rules[finding.detector] ?? [undefined, 0];
          if (use !== 2 || rule?.tail === undefined || finding.allowed === true) continue;
          const tail = new RegExp(`^${rule.tail}*`).exec(text.slice(finding.end))?.[0] ?? "";
          expect(leftIn(whole, bytes(text), finding.end, finding.end + tail.length)).toBe("");
        }
      }),
      { numRuns: runs },
    );
  });

  it("never holds more than the widest match, lookahead and carry", () => {
    fc.assert(
      fc.property(ruleset, plain, (rules, text) => {
        const oracle = createOracle(rules.map(([rule]) => rule));
        const { detectors } = createRuleset(
          rules.map(([rule]) => rule),
          () => false,
        );
        const most =
          Math.max(...detectors.map((each) => each.pattern.width)) +
          Math.max(...detectors.map((each) => each.lookahead));
        const { released } = feed(
          oracle,
          singly(bytes(text)),
          Uint8Array.from(rules, ([, use]) => use),
        );
        for (const [i, offset] of released.slice(0, -1).entries()) expect(i + 1 - offset).toBeLessThanOrEqual(most);
      }),
      { numRuns: runs },
    );
  });

  it("does so when characters are escaped, wide, invisible or cut", () => {
    fc.assert(
      fc.property(ruleset, disguised, disguised, cuts, (rules, text, context, at) => {
        sameUnderSplits(rules, bytes(text), bytes(context.slice(0, 8)), at);
      }),
      { numRuns: runs },
    );
  });
});
