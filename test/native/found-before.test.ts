/**
 * A step of a stream looks through what is new, and knows of the text before it what the step before found. Whatever was scanned
 * before, of this stream or of others with the same words, the answer is the oracle's, which remembers nothing.
 */
import { describe, expect, it } from "vitest";
import type { Detector } from "../../src/inspect/detector.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import type { Scanner } from "../../src/inspect/scanner.ts";
import { randomChunks } from "../harness/chunks.ts";
import { createEngine, createTwin, type Twin } from "../laws/twin.ts";
import { feed, feedLater, judgeWhole } from "../oracle/lane.ts";
import { createOracle } from "../oracle/oracle.ts";
import { createPrng } from "../scanning/fixtures/prng.ts";

/** With context words, with names that stand before a value or in it, with keys, and with none of these. */
const ids = [
  "medical-record-number",
  "customer-number",
  "card-verification-code",
  "year-of-birth",
  "us-driver-license",
  "us-passport",
  "street-address-us",
  "email",
  "email-obfuscated",
  "us-ssn",
  "datadog-api-key",
  "stripe-key",
  "secret-assignment",
];
const labelled = ["us-ssn-labelled", "date-of-birth", "passport"];
const known = catalogue.filter(({ id }) => ids.includes(id) || labelled.includes(id));
const some = known.flatMap((detector) =>
  detector.id === "us-passport"
    ? [detector, { ...detector, id: "bearer", context: { words: ["identification of the bearer"], before: 40 } }]
    : [detector],
);
const filler =
  "The committee met again on Thursday, and whoever had read the notes beforehand asked why they were so long. ";
const examples = some.flatMap((detector) =>
  detector.examples.slice(0, 3).map((example) => (typeof example === "string" ? example : example.text)),
);
// Words that begin, end, or go on where others stop.
const scraps = [
  "patient",
  "patient id",
  "patients",
  "medical record num",
  "social security numb",
  "impatient ",
  "cvv",
  "cvv2",
  "cvvs ",
  "date of birth",
  "born",
  "passport",
  "passports ",
  "no",
  "st",
  "street",
  "key=",
  "é",
  "=",
  " ",
];

function streamOf({ below, pick }: ReturnType<typeof createPrng>): string {
  let text = filler.slice(below(60), 60 + below(filler.length - 60));
  for (let left = 2 + below(3); left > 0; left -= 1) {
    text +=
      pick(["", " ", " ", "x"]) +
      (below(2) === 0 ? pick(scraps as [string, ...string[]]) : pick(examples as [string, ...string[]]));
    if (below(2) === 0) text += ` ${filler.slice(0, below(50))}`;
  }
  return text;
}

/** Mostly few: what one holds back, others do not see released. */
function profileOf({ below }: ReturnType<typeof createPrng>): Uint8Array {
  const profile = new Uint8Array(some.length);
  for (let left = 1 + below(3); left > 0; left -= 1) profile[below(some.length)] = 2;
  return below(6) === 0 ? profile.fill(2) : profile;
}

/** One byte is another one, somewhere. */
function changed(text: Buffer, below: (limit: number) => number): Buffer {
  const copy = Buffer.from(text);
  copy[below(copy.length)] = 0x78;
  return copy;
}

/** The same value behind the same words, a context word at the front, whole or as the end of another word. */
function labelledAlike({ below, pick }: ReturnType<typeof createPrng>): { texts: Buffer[]; ends: number[] } {
  const words = some.filter(({ context }) => (context?.before ?? 0) >= 40);
  const detector = pick(words as [Detector, ...Detector[]]);
  const label = pick(detector.context?.words as [string, ...string[]]);
  const between = filler.slice(3, 3 + 20 + below(16)).trimEnd();
  const example = detector.examples[0];
  const text = `${label}${between} ${typeof example === "object" ? example.find?.[0] : ""} and so on`;
  const texts = ["x", "", `${filler}x`, `${filler}`, "x y "].map((before) => Buffer.from(before + text));
  const ends: number[] = [];
  for (let at = 0; at < text.length; at += 1 + below(12)) ends.push(at);
  return { texts: [...texts, Buffer.from(text.replace(label.slice(0, 2), "xx")), Buffer.from(text)], ends };
}

/** Cut at the same places of what such texts have in common. */
const cutAlike = (text: Buffer, ends: readonly number[]): Buffer[] =>
  ends
    .map((end) => text.length - end)
    .filter((place) => place > 0)
    .reverse()
    .map((place, i, places) => text.subarray(i === 0 ? 0 : places[i - 1], place));

/** Answers in a later turn, so that the steps of several lanes alternate. */
const later = (scanner: Scanner): Scanner => ({
  ...scanner,
  scan: (step, done) => scanner.scan(step, (...answer) => queueMicrotask(() => done(...answer))),
});

describe("what was found before", () => {
  const twin: Twin = createTwin(some);

  it("is of all kinds here", () => {
    expect(known.map(({ id }) => id).sort()).toEqual([...ids, ...labelled].sort());
  });

  it.each(
    Array.from({ length: 12 }, (_, seed) => seed),
  )("counts where the same text stands, and nowhere else (%i)", (seed) => {
    const prng = createPrng(seed + 1);
    const { next, below } = prng;
    for (let round = 0; round < 12; round += 1) {
      const text = Buffer.from(streamOf(prng));
      const profile = profileOf(prng);
      const whole = judgeWhole(twin(), text, profile);
      for (const most of [1, 3, 16, 40]) {
        const pieces = randomChunks(text, next, most);
        const { segments, findings } = feed(twin(), pieces, profile);
        expect({ segments, findings }).toEqual({ segments: whole.segments, findings: whole.findings });
        // Others that end in the same: with another byte, from within, and from within with what stands before as their context.
        for (let other = 0; other < 4; other += 1)
          feed(twin(), randomChunks(changed(text, below), next, most), profile);
        feed(twin(), pieces, profile);
        feed(twin(), randomChunks(text.subarray(below(40)), next, most), profile);
        feed(twin(), randomChunks(text.subarray(20), next, most), profile, text.subarray(below(20), 20));
        feed(twin(), pieces, profile);
      }
    }
  });

  it.each(
    Array.from({ length: 8 }, (_, seed) => seed),
  )("counts not where the word before is another one, or goes on (%i)", (seed) => {
    const prng = createPrng(seed + 101);
    for (let round = 0; round < 40; round += 1) {
      const { texts, ends } = labelledAlike(prng);
      const profile = profileOf(prng);
      for (let turn = 0; turn < 2 * texts.length; turn += 1) {
        const text = texts[prng.below(texts.length)] ?? Buffer.alloc(0);
        feed(twin(), cutAlike(text, ends), profile);
      }
    }
  });

  it.each(
    Array.from({ length: 8 }, (_, seed) => seed),
  )("counts not where another stream ends in the same (%i)", async (seed) => {
    const prng = createPrng(seed + 201);
    const engine = later(createEngine(some));
    const oracle = createOracle(some);
    for (let round = 0; round < 20; round += 1) {
      const { texts, ends } = labelledAlike(prng);
      const profile = profileOf(prng);
      // What one keeps, the next one of the same bytes behind finds.
      const order = texts.map((text) => ({ text, at: prng.below(1_000) })).sort((one, other) => one.at - other.at);
      const streams = order.map(({ text }) => cutAlike(text, ends));
      const judged = await Promise.all(streams.map((pieces) => feedLater(engine, pieces, profile)));
      expect(judged).toEqual(streams.map((pieces) => feed(oracle, pieces, profile)));
    }
  });
});
