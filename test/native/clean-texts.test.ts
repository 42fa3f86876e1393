/**
 * Steps that come again. Whatever is known of them, an answer is the one that a scan gives: of the same bytes, context and
 * profile only. And what is kept has a bound.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import { Ruleset } from "../../src/scanning/addon.ts";

const some = catalogue.filter((_, i) => i % 8 === 0 || catalogue[i]?.id === "email" || catalogue[i]?.id === "us-ssn");
const serialized = Ruleset.compile(createRulesetSpec(some).bytes).serialize();
const n = some.length;
const room = 16;
const region = 8 + 3 * (2 * room + 2) + 4 * room;
const on = new Uint8Array(n).fill(2);

interface Step {
  readonly text: string;
  readonly context?: string;
  readonly profile?: Uint8Array;
  readonly last?: boolean;
  readonly floor?: number;
  readonly released?: number;
  readonly tails?: number;
}

const mostBytes = 8 << 20;

function scan(ruleset: Ruleset, step: Step, most = mostBytes) {
  const { text, context = "", profile = on, last = true, floor = 0, released = 0, tails = 0 } = step;
  const [before, bytes] = [Buffer.from(context), Buffer.from(text)];
  const arena = Buffer.concat([profile, before, bytes]);
  const out = new Int32Array(region);
  const item = [n, before.length, bytes.length, floor, released, last ? 1 : 0, tails, 0, n, 0, room, most];
  ruleset.scan(arena, Int32Array.from(item), 1, out);
  return [...out];
}

const forgetful = Ruleset.load(serialized);
/** As if nothing had been seen before. */
const anew = (step: Step) => scan(forgetful, step, 0);

const clean = "Answer in plain English, in full sentences.";

describe("a clean text that comes again", () => {
  it("is kept when it comes the second time, once", () => {
    const ruleset = Ruleset.load(serialized);
    const kept = [1, 2, 3, 4].map(() => [scan(ruleset, { text: clean }), ruleset.cleanTextBytes]);
    const answer = anew({ text: clean });
    expect(answer.slice(0, 7)).toEqual([1, clean.length, clean.length, expect.any(Number), 0, 0, 0]);
    expect(kept).toEqual([
      [answer, 0],
      [answer, clean.length],
      [answer, clean.length],
      [answer, clean.length],
    ]);
  });

  it.each<[string, Step]>([
    ["a text with a value", { text: "mail alice@example.com" }],
    ["some text of a stream", { text: clean, last: false }],
    ["the end of a stream", { text: clean, floor: 3, released: 5 }],
    ["a text behind a swallowed tail", { text: clean, tails: 1 }],
    ["nothing", { text: "" }],
    ["a long text", { text: clean.repeat(400) }],
  ])("is not kept: %s", (_name, step) => {
    const ruleset = Ruleset.load(serialized);
    for (let i = 0; i < 4; i++) expect(scan(ruleset, step)).toEqual(anew(step));
    expect(ruleset.cleanTextBytes).toBe(0);
  });

  it.each<[string, Step]>([
    ["the first step of a long text", { text: clean.repeat(180), last: false }],
    ["a later one", { text: clean.repeat(180), last: false, floor: 40, released: 80 }],
    ["its last one", { text: clean.repeat(180), floor: 40, released: 80 }],
  ])("may be %s", (_name, step) => {
    const ruleset = Ruleset.load(serialized);
    for (let i = 0; i < 4; i++) expect(scan(ruleset, step)).toEqual(anew(step));
    expect(ruleset.cleanTextBytes).toBe(step.text.length);
    // At another place of the text it is another step, and takes its turn.
    for (const other of [
      { ...step, floor: 1 },
      { ...step, released: 90 },
      { ...step, last: step.last === false },
    ])
      for (let i = 0; i < 3; i++) expect(scan(ruleset, other)).toEqual(anew(other));
  });

  it("counts for no other context, profile or byte", () => {
    const ruleset = Ruleset.load(serialized);
    const off = new Uint8Array(n);
    const ssn = "078-05-1120";
    for (let i = 0; i < 4; i++) {
      for (const step of [
        { text: ssn, profile: off },
        { text: ssn },
        { text: "078051120", context: "order: " },
        { text: "078051120", context: "ssn: " },
        // What stands in the context once and in the text once.
        { text: "ssn: 078051120" },
        { text: " 078051120", context: "ssn:" },
      ])
        expect(scan(ruleset, step)).toEqual(anew(step));
    }
    expect(ruleset.cleanTextBytes).toBeGreaterThan(0);
    expect(scan(ruleset, { text: ssn })[6]).toBe(1);
    expect(scan(ruleset, { text: ssn, profile: off })[6]).toBe(0);
  });

  it("is compared whole, not by what its place is reckoned from", () => {
    const ruleset = Ruleset.load(serialized);
    const words = "all of it is plain prose. ".repeat(200);
    for (let i = 0; i < 3; i++) scan(ruleset, { text: words });
    expect(ruleset.cleanTextBytes).toBe(words.length);
    const value = "alice@example.com";
    for (let at = 0; at + value.length <= words.length; at += 131) {
      const text = `${words.slice(0, at)} ${value} ${words.slice(at + value.length + 2)}`;
      expect(scan(ruleset, { text })[6], String(at)).toBe(1);
    }
    expect(ruleset.cleanTextBytes).toBe(words.length);
  });

  it("has the answer of a first scan, among any other texts", () => {
    const step = fc.record({
      text: fc.stringMatching(/^(?:[a-c ]{0,9}|mail a@example\.com|ssn 078-05-1120|\d{3}-\d{2}|%41|\u200b){0,4}$/),
      context: fc.constantFrom("", "ssn: ", "mail: "),
      profile: fc.constantFrom(on, new Uint8Array(n), new Uint8Array(n).fill(1)),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), fc.infiniteStream(fc.nat(3)), (steps, order) => {
        const ruleset = Ruleset.load(serialized);
        const answers = steps.map(anew);
        for (const turn of [...order.take(24)]) {
          const at = turn % steps.length;
          expect(scan(ruleset, steps[at] as Step)).toEqual(answers[at]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("what is kept", () => {
  it("has a bound, whatever comes", () => {
    const ruleset = Ruleset.load(serialized);
    const off = new Uint8Array(n);
    let most = 0;
    for (let i = 0; i < 2_500; i++) {
      const text = `${i} ${"a ".repeat(4_000)}`;
      for (let turn = 0; turn < 2; turn++) scan(ruleset, { text, profile: off });
      most = Math.max(most, ruleset.cleanTextBytes);
    }
    expect(most).toBeGreaterThan(mostBytes * 0.9);
    expect(most).toBeLessThanOrEqual(mostBytes);
    // A smaller one takes effect with the next text.
    for (let turn = 0; turn < 2; turn++) scan(ruleset, { text: clean, profile: off }, 1_000);
    expect(ruleset.cleanTextBytes).toBeLessThanOrEqual(1_000);
    scan(ruleset, { text: clean.repeat(30) }, 1_000);
    scan(ruleset, { text: clean.repeat(30) }, 1_000);
    expect(ruleset.cleanTextBytes).toBeLessThanOrEqual(1_000);
  });

  it("is nothing with a bound of 0", () => {
    const ruleset = Ruleset.load(serialized);
    for (let i = 0; i < 4; i++) expect(scan(ruleset, { text: clean }, 0)).toEqual(anew({ text: clean }));
    expect(ruleset.cleanTextBytes).toBe(0);
  });

  it("is forgotten where profiles are many", () => {
    const ruleset = Ruleset.load(serialized);
    const profileOf = (i: number) => Uint8Array.from({ length: n }, (_, at) => ((i >> (at % 8)) & 1) * 2);
    for (let i = 0; i < 64; i++)
      for (let turn = 0; turn < 2; turn++) scan(ruleset, { text: clean, profile: profileOf(i) });
    // Some share a place.
    expect(ruleset.cleanTextBytes).toBeGreaterThan(50 * clean.length);
    scan(ruleset, { text: clean, profile: profileOf(64) });
    expect(ruleset.cleanTextBytes).toBe(0);
  });
});
