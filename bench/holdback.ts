/**
 * How much of an answer is held back while it streams?
 *
 *   node dist/bench/holdback.js [--quick] [--json]
 *
 * English prose goes through a lane in deltas of 4 bytes, and again in tokens of 1 to 8 characters; after each delta the
 * bytes that have not left are counted as characters. Everything must have left at the end, unchanged.
 */
import { equal } from "node:assert";
import { openEngine, openLane } from "./engine.ts";
import { prose, tokens } from "./texts.ts";
import { inOwnProcess, type Measure, main, quick, type Report } from "./trial.ts";

interface Case {
  readonly cut: "bytes" | "tokens";
}

interface Held {
  readonly boundaries: number;
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Boundaries at which nothing is held. */
  readonly none: number;
}

const textBytes = quick ? 64 << 10 : 512 << 10;

function deltasOf({ cut }: Case): Uint8Array[] {
  const text = prose(textBytes, 5);
  if (cut === "tokens") return tokens(text).map((token) => Buffer.from(token));
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / 4) }, (_, i) => bytes.subarray(4 * i, 4 * i + 4));
}

/** Characters that begin in these bytes. */
function characters(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if ((byte & 0xc0) !== 0x80) count += 1;
  return count;
}

function measure(wanted: Case): Held {
  const deltas = deltasOf(wanted);
  const text = Buffer.concat(deltas);
  const { lane, spans } = openLane(openEngine());
  const held = deltas.map((delta) => {
    lane.push(delta);
    return characters(text.subarray(lane.released, lane.pushed));
  });
  lane.end();
  equal(lane.released, text.length);
  equal(spans(), 0);
  const sorted = held.sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return {
    boundaries: sorted.length,
    mean: sorted.reduce((sum, count) => sum + count, 0) / sorted.length,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    none: sorted.filter((count) => count === 0).length / sorted.length,
  };
}

async function report(): Promise<Report> {
  const measures: Measure[] = [];
  for (const [cut, said] of [
    ["bytes", "4-byte deltas"],
    ["tokens", "tokens of 1 to 8 characters"],
  ] as const) {
    const held = await inOwnProcess<Case, Held>({ cut });
    measures.push(
      { name: `${said}: mean`, value: held.mean, unit: "characters", most: 8 },
      { name: `${said}: p50`, value: held.p50, unit: "characters" },
      { name: `${said}: p99`, value: held.p99, unit: "characters", most: 32 },
      { name: `${said}: max`, value: held.max, unit: "characters" },
      { name: `${said}: boundaries with nothing held`, value: 100 * held.none, unit: "%", better: "more" },
    );
  }
  return { bench: "holdback: English prose, default detectors", measures, skipped: [] };
}

await main(measure, report);
