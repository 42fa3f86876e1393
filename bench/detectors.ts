/**
 * What do more detectors cost?
 *
 *   node dist/bench/detectors.js [--quick] [--json]
 *
 * Clean prose in steps of 64 KiB, with 300 detectors taken evenly from the catalogue, with the whole catalogue, and with 3,000: the
 * catalogue and keys like its own, half of them told by their prefix and half by a name before them. Each engine first finds what
 * is planted for it. Both sides of a ratio were measured in turns of one process.
 */
import { equal } from "node:assert";
import type { DetectorRule } from "../src/inspect/detector.ts";
import { catalogue } from "../src/inspect/detectors/catalogue.ts";
import { mixed } from "../src/inspect/detectors/secrets/invented.ts";
import { random } from "../src/load/random.ts";
import { type Engine, openEngineOf } from "./engine.ts";
import { cut, nothing, prose } from "./texts.ts";
import { type Beside, ratiosOf, timedBeside } from "./timing.ts";
import { inOwnProcess, main, measured, quick, type Report } from "./trial.ts";

const few = 300;
const many = 3_000;

interface Case {
  readonly count: number;
}

const stepBytes = 64 << 10;
const textBytes = quick ? 512 << 10 : 2 << 20;
const trials = quick ? 3 : 5;
const seconds = quick ? 0.1 : 0.4;

const syllables = "ba cor del fin gra hol jet kim lum nov por quo ret sul tav vex wim xan yor zep".split(" ");

/** Three syllables: no word of the text, and none twice. */
function words(count: number): string[] {
  const next = random(6);
  const pick = (): string => syllables[Math.floor(next() * syllables.length)] ?? "";
  const found = new Set<string>();
  while (found.size < count) found.add(pick() + pick() + pick());
  return [...found];
}

const made: Pick<DetectorRule, "label" | "tags" | "validate" | "confidence"> = {
  label: "confidential",
  tags: ["credential", "made"],
  validate: [{ name: "not-placeholder" }, { name: "entropy", min: 3 }],
  confidence: 0.9,
};

const prefixedKey = (word: string): DetectorRule => ({
  ...made,
  id: `${word}-token`,
  entity: "MADE_TOKEN",
  pattern: `${word}_[A-Za-z0-9]{32}`,
  notBefore: "[A-Za-z0-9_]",
  notAfter: "[A-Za-z0-9_]",
});

/** As the catalogue's named keys. */
const namedKey = (word: string): DetectorRule => ({
  ...made,
  id: `${word}-key`,
  entity: "MADE_KEY",
  caseless: true,
  lead: String.raw`${word}[\w .-]{0,24}[\s"'\x60=:>,(){}\[\]|?+!*.<&/-]{0,12}`,
  pattern: "[A-Za-z0-9]{32}",
  notBefore: "[A-Za-z0-9]",
  notAfter: "[A-Za-z0-9_]",
});

const names = words(many - catalogue.length);
const added = names.map((word, i) => (i % 2 === 0 ? prefixedKey(word) : namedKey(word)));

function detectorsOf(count: number): readonly DetectorRule[] {
  if (count > catalogue.length) return [...catalogue, ...added].slice(0, count);
  return Array.from({ length: count }, (_, i) => catalogue[Math.floor((i * catalogue.length) / count)]).filter(
    (detector) => detector !== undefined,
  );
}

/** How many spans are in these texts, each scanned whole. */
function spansIn({ scanner, profile }: Engine, texts: readonly Uint8Array[]): number {
  let spans = 0;
  for (const bytes of texts) {
    const step = { context: nothing, bytes, floor: 0, released: 0, last: true, profile, tails: 0 };
    scanner.scan(step, (failure, result) => {
      if (result === undefined) throw failure ?? new Error("no result");
      spans += result.spans.length;
    });
  }
  return spans;
}

/** With so many detectors, and with the few. */
function runCase({ count }: Case): Beside {
  const pieces = cut(Buffer.from(prose(textBytes)), stepBytes);
  const [engine, baseline] = [openEngineOf(detectorsOf(count)), openEngineOf(detectorsOf(few))];
  equal(spansIn(engine, pieces), 0);
  const [prefixed = "", named = ""] = names;
  const keys = [`token ${prefixed}_${mixed(32)} `, `${named}_key = ${mixed(32)} `].map((text) => Buffer.from(text));
  if (count > catalogue.length) equal(spansIn(engine, keys), 2);
  return timedBeside(
    () => spansIn(engine, pieces),
    () => spansIn(baseline, pieces),
    trials,
    seconds,
  );
}

async function report(): Promise<Report> {
  const all = await inOwnProcess<Case, Beside>({ count: catalogue.length });
  const most = await inOwnProcess<Case, Beside>({ count: many });
  const speed = (of: readonly number[]): number[] => of.map((s) => textBytes / s / 1e9);
  return {
    bench: "detectors: clean English prose, by how many are looked for",
    measures: [
      measured(`${few} detectors`, "GB/s", speed(most.baseline)),
      measured(`the catalogue's ${catalogue.length} detectors`, "GB/s", speed(all.ours)),
      measured(`${many} detectors`, "GB/s", speed(most.ours)),
      measured(`the catalogue against ${few} of it, time`, "x", ratiosOf(all)),
      measured(`${many} detectors against ${few}, time`, "x", ratiosOf(most), { most: 2 }),
    ],
    skipped: [],
  };
}

await main(runCase, report);
