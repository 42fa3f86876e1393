/**
 * The native engine is the oracle: same spans, findings, floor and hold at every step of every split. The oracle's own
 * tests say that the rule keeps the laws; these say that the engine keeps the rule.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Detector } from "../../src/inspect/detector.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { feed } from "../oracle/lane.ts";
import { synthetic } from "../oracle/synthetic.ts";
import { createTwin, type Twin } from "./twin.ts";

const runs = Number(process.env.SLUICE_FUZZ_RUNS ?? 400);
const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const noContext = new Uint8Array(0);

/** The text cut at these places, in order; a place twice is an empty chunk. */
function split(text: Uint8Array, at: readonly number[]): Uint8Array[] {
  const places = [0, ...at.map((place) => Math.min(place, text.length)).sort((a, b) => a - b), text.length];
  return places.slice(1).map((end, i) => text.subarray(places[i], end));
}
const singly = (text: Uint8Array): Uint8Array[] => [...text].map((byte) => Uint8Array.of(byte)).concat(noContext);

/** Small repeatable numbers (Numerical Recipes' generator). */
function createDice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("the engine and the oracle agree on the catalogue", () => {
  const all = createTwin(catalogue);
  const profile = new Uint8Array(catalogue.length).fill(2);
  const textsOf = (detector: Detector) => [...detector.examples, ...detector.counterExamples].map(({ text }) => text);

  // Each text whole, and for its own detector alone at every split, too: test/inspect/detectors/examples.test.ts.
  it.each(catalogue)("$id: every example, cut at three random places", (detector) => {
    const dice = createDice(7);
    for (const text of textsOf(detector).map(bytes)) {
      feed(all(), split(text, [dice(text.length + 1), dice(text.length + 1), dice(text.length + 1)]), profile);
    }
  });

  const fragments = catalogue.flatMap(textsOf);
  const piece = fc.oneof(
    fc.constantFrom(...fragments),
    fc.constantFrom(...fragments).chain((text) => fc.nat(text.length).map((at) => text.slice(0, at))),
    fc.constantFrom(...fragments).chain((text) => fc.nat(text.length).map((at) => text.slice(at))),
    fc.constantFrom(
      " ",
      "\n",
      "@",
      ".",
      "-",
      "password: ",
      "card ",
      "+",
      "eyJ",
      "%40",
      "\\u0040",
      "&#64;",
      "\u200b",
      "\uff14",
      "\0",
      "\u00ad".repeat(17),
    ),
    fc.constantFrom("4111 1111 1111 1111", "12 ", "1", "12 4111", "DE89 ", "::", "a@b.cc@d.ee", "alice@example.com"),
  );

  it("on fragments of examples joined at random, with random profiles, contexts and splits", () => {
    const uses = fc.array(fc.constantFrom(2, 2, 2, 1, 0), { minLength: catalogue.length, maxLength: catalogue.length });
    const cuts = fc.array(fc.nat(400), { maxLength: 5 });
    const context = fc.constantFrom("", "", "password: ", "phone: ", "api_key: ", "card number: ", "born: ");
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), uses, cuts, context, (pieces, use, at, before) => {
        const text = bytes(pieces.join(""));
        feed(all(), split(text, at), Uint8Array.from(use), bytes(before));
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });
});

const charClass = fc.constantFrom("a", "b", "c", "[ab]", "[bc]", "[^a]", ".", "1", "\\d", "@");
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

const rule: fc.Arbitrary<Detector> = fc
  .record(
    {
      pattern: fc.oneof(
        pattern,
        fc.constantFrom("abc", "abca[bc]{0,3}", "aab[^c]{1,4}", "[ab1]{2,30}c", "a[^c]{0,40}b", "ab[abc]{3,25}"),
      ),
      caseless: fc.boolean(),
      lead: fc.constantFrom("a", "[^a]", "b?", "[ac]b", "a{1,3}", "ca?", "cab{0,2}"),
      notBefore: fc.constantFrom("a", "[bc]"),
      notAfter: fc.constantFrom("a", "b", "[ab]c", "a|bb", "c[ab]a"),
      tail: fc.constantFrom("a", "[bc]", "[ab]", "c", "[^b]", "[^\\xa9]"),
      commit: fc.constantFrom({ bytes: 1 }, { bytes: 2 }, { bytes: 3 }, { digits: 1 }, { bytes: 2, digits: 1 }),
      context: fc.record({ words: fc.constantFrom(["b"], ["a", "cc"], ["1"]), before: fc.integer({ min: 2, max: 4 }) }),
      allow: fc.array(
        fc.record({
          pattern: fc.constantFrom(
            "a",
            "b",
            "ab",
            "[ab]{1,3}",
            "abc",
            ".{1,4}",
            "[^a]{1,30}c",
            "a[^c]{0,40}b",
            "cab{0,2}",
          ),
          caseless: fc.boolean(),
        }),
        { minLength: 1, maxLength: 2 },
      ),
      validate: fc.constantFrom(
        [{ name: "digits", min: 1 }] as const,
        [{ name: "entropy", min: 0.9 }] as const,
        [{ name: "not-placeholder" }] as const,
      ),
    },
    { requiredKeys: ["pattern"] },
  )
  .map((fields) => synthetic("random", fields));

const ruleset = fc.array(fc.tuple(rule, fc.constantFrom(2, 2, 2, 1, 0)), { minLength: 1, maxLength: 4 });
const plain = fc.array(fc.constantFrom(..."abcabc1@-A"), { maxLength: 40 }).map((parts) => parts.join(""));
const disguises = [
  ..."abc1@\\%&",
  ...["\u200b", "%61", "\\u0062", "&#99;", "\uff11", "\\\\u0061", "\u2010", "é", "%E2", "%C3%A9", "%2561", "&amp;#97;"],
  ...["\\ud83d", "\\ude00", "\u{1f600}", "%80", "\\n", "&sol;", "&#0;", "&#9999999", "\u0661", "\\u200b"],
  ...["%ED%A0%B5", "%ED%B0%9A", "%ED%A0", "\\ud835"],
  ...["\0", "%00", "\x7f", "\u0e54", "\u2028", "\u200b".repeat(9), "\u200b".repeat(17), "\\u200b".repeat(16)],
];
const disguised = fc.array(fc.constantFrom(...disguises), { maxLength: 12 }).map((parts) => parts.join(""));
const cuts = fc.array(fc.nat(60), { maxLength: 6 });

/** undefined: the rules are refused (by both, or the test fails). */
function twinOf(rules: readonly Detector[]): Twin | undefined {
  const named = rules.map((each, i) => ({ ...each, id: `random-${i}` }));
  try {
    return createTwin(named);
  } catch (error) {
    expect(String(error)).toMatch(/matches no byte|width/);
    return undefined;
  }
}

describe("the engine and the oracle agree on random detectors", () => {
  const agree = (rules: readonly [Detector, number][], text: string, before: string, at: readonly number[]): void => {
    const twin = twinOf(rules.map(([each]) => each));
    if (!twin) return;
    const profile = Uint8Array.from(rules, ([, use]) => use);
    for (const chunks of [[bytes(text)], split(bytes(text), at), singly(bytes(text))]) {
      feed(twin(), chunks, profile, bytes(before));
    }
  };

  it("where a word stands as far before a pending match as it may", () => {
    const rule = synthetic("random", { pattern: "a", notAfter: "[ab]c", context: { words: ["b"], before: 2 } });
    agree([[rule, 2]], "b1aa", "", []);
  });

  it("where a lead begins as far before a pending match as it may", () => {
    const rule = synthetic("random", { pattern: "a{2}", lead: "bbbb1", notAfter: "[ab]c" });
    agree([[rule, 2]], "bbbb1aaac", "", []);
  });

  // What a ruleset has natively is freed between two turns of the event loop.
  const agreeInTurn = async (...all: Parameters<typeof agree>): Promise<void> => {
    agree(...all);
    await new Promise((resolve) => setImmediate(resolve));
  };

  it("over plain text, with context before it", async () => {
    await fc.assert(
      fc.asyncProperty(ruleset, plain, plain, cuts, (rules, text, before, at) =>
        agreeInTurn(rules, text, before.slice(0, 5), at),
      ),
      { numRuns: runs },
    );
  }, 120_000);

  it("over text in disguise", async () => {
    await fc.assert(
      fc.asyncProperty(ruleset, disguised, disguised, cuts, (rules, text, before, at) =>
        agreeInTurn(rules, text, before.slice(0, 8), at),
      ),
      { numRuns: runs },
    );
  }, 120_000);
});
