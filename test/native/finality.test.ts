/**
 * Values inside of others, where what is known of the inner one decides when the outer one is final: the engine and the oracle
 * say the same at every step, and every split gives what the whole text gives.
 */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { createTwin } from "../laws/twin.ts";
import { feed, type Judged, judgeWhole } from "../oracle/lane.ts";
import { synthetic } from "../oracle/synthetic.ts";

type Rule = Parameters<typeof synthetic>[1];

interface Row {
  readonly name: string;
  readonly text: string;
  readonly rules: readonly Rule[];
  readonly profile?: readonly number[];
  /** Which rules find something, in order. */
  readonly found: readonly number[];
}

const rows: readonly Row[] = [
  {
    name: "that looks one byte further ahead",
    text: "a11c",
    rules: [{ pattern: "a11" }, { pattern: "11", notAfter: "b" }],
    found: [0, 1],
  },
  {
    name: "that looks further ahead than the outer one, which does so, too",
    text: "a11cde",
    rules: [
      { pattern: "a11", notAfter: "x" },
      { pattern: "11", notAfter: "bbb" },
    ],
    found: [0, 1],
  },
  {
    name: "whose tail goes on behind both",
    text: "a11ccc-",
    rules: [{ pattern: "a11" }, { pattern: "11", notAfter: "b", tail: "c" }],
    found: [0, 1],
  },
  {
    name: "that is allowed",
    text: "a11c11d",
    rules: [{ pattern: "a11" }, { pattern: "11", notAfter: "[bc]" }],
    profile: [2, 1],
    found: [0, 1],
  },
  {
    name: "that the end of the lane cuts, when the outer one may have left",
    text: "c1-1-",
    rules: [{ pattern: "c1[^c]{3}" }, { pattern: "1(?:-?1){2,5}", commit: { digits: 2 } }],
    found: [0],
  },
  {
    name: "that the end of the lane cuts, with a tail, before characters of no width",
    text: `aa${"%00".repeat(16)}`,
    rules: [
      { pattern: "a{1,2}" },
      { pattern: "a{1,3}", lead: "a", tail: "a", commit: { bytes: 1 }, validate: [{ name: "digits", min: 1 }] },
    ],
    found: [0],
  },
  {
    name: "that a longer one of its detector hides, with a tail",
    text: "c1éb-",
    rules: [{ pattern: "c1[^c]{3}" }, { pattern: "é[^a]{1,3}", tail: "[^\\xa9]" }],
    found: [0, 1, 1],
  },
  ...[
    { text: "12345", found: [0, 1] },
    { text: "12345\n", found: [0, 1] },
    { text: "12345\r\n", found: [0, 1] },
    { text: "12345   ", found: [] },
    { text: "12345 -", found: [] },
    { text: " 12345", found: [] },
    { text: "12345,12345", found: [] },
    { text: "é is 12345", found: [1] },
    { text: "no 12345, 54321", found: [0, 0] },
  ].map(({ text, found }) => ({
    name: `that stands alone or in context: ${JSON.stringify(text)}`,
    text,
    rules: ["no", "é"].map((word, i) => ({
      pattern: i === 0 ? "\\d{5}" : "[1-5]{5}",
      context: { words: [word], before: 12, orAlone: true as const },
    })),
    found,
  })),
];

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const final = ({ segments, findings }: Judged) => ({ segments, findings });

function sameUnderSplits(twin: ReturnType<typeof createTwin>, text: Uint8Array, profile: Uint8Array): Judged {
  const whole = judgeWhole(twin(), text, profile);
  for (let cut = 0; cut <= text.length; cut += 1) {
    const split = feed(twin(), [text.subarray(0, cut), text.subarray(cut)], profile);
    expect(final(split), `cut at ${cut}`).toEqual(final(whole));
  }
  const singly = [...text].map((byte) => Uint8Array.of(byte));
  expect(final(feed(twin(), [...singly, new Uint8Array(0)], profile))).toEqual(final(whole));
  return whole;
}

describe("a value inside of another", () => {
  it.each(rows)("$name", ({ text, rules, profile, found }) => {
    const twin = createTwin(rules.map((rule, i) => synthetic(`rule-${i}`, rule)));
    const whole = sameUnderSplits(twin, bytes(text), Uint8Array.from(profile ?? rules.map(() => 2)));
    expect(whole.findings.map(({ detector }) => detector)).toEqual(found);
  });

  it("that is a number with which a longer one begins", () => {
    const profile = new Uint8Array(catalogue.length).fill(2);
    const whole = sameUnderSplits(createTwin(catalogue), bytes("Call +20 2 785 8949] now"), profile);
    expect(whole.findings.map(({ detector }) => catalogue[detector]?.id)).toEqual([
      "phone-international",
      "phone-labelled-plus",
      "phone-labelled",
    ]);
  });
});
