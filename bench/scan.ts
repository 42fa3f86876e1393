/**
 * How fast is the whole catalogue, on one core?
 *
 *   node dist/bench/scan.js [--quick] [--json]
 *
 * Whole text in steps of 64 KiB (clean prose, source code, dense), text that streams through a lane in small deltas (what
 * is held back and scanned again is the price of a delta), and one long token in tiny ones. Beside it, in the same run,
 * the same detectors' patterns as JavaScript regular expressions, one after the other, without checksums and context.
 * Every case first shows that it finds what is there; only then it is timed. Processor time, not wall time.
 */
import { equal, ok } from "node:assert";
import type { Detector } from "../src/inspect/detector.ts";
import { catalogue } from "../src/inspect/detectors/catalogue.ts";
import type { LaneResult } from "../src/inspect/scanner.ts";
import { type Engine, openEngine, openLane } from "./engine.ts";
import { dense, jwt, prose, sourceCode } from "./texts.ts";
import { inOwnProcess, type Measure, main, measured, median, quick, type Report, timed } from "./trial.ts";

type TextName = "prose" | "source" | "dense";

type Case =
  | { readonly kind: "whole"; readonly text: TextName; readonly stepBytes: number }
  | { readonly kind: "deltas"; readonly text: TextName; readonly bytes: number }
  | { readonly kind: "token"; readonly bytes: number }
  | { readonly kind: "regexp"; readonly text: TextName };

/** Processor seconds per run of so many bytes and deltas, by trial. */
interface Result {
  readonly bytes: number;
  readonly deltas: number;
  readonly seconds: readonly number[];
}

const trials = quick ? 3 : 7;
const seconds = quick ? 0.15 : 0.6;

/** Text and how many values it holds: `undefined` where nobody planted any. */
function textOf(name: TextName, bytes: number): { bytes: Uint8Array; planted: number | undefined } {
  if (name === "prose") return { bytes: Buffer.from(prose(bytes)), planted: 0 };
  if (name === "source") return { bytes: Buffer.from(sourceCode(bytes)), planted: undefined };
  const { text, planted } = dense(bytes);
  return { bytes: Buffer.from(text), planted };
}

function cut(bytes: Uint8Array, size: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
}

const nothing = new Uint8Array(0);

function whole({ scanner, profile }: Engine, wanted: Case & { kind: "whole" }): Result {
  const { bytes, planted } = textOf(wanted.text, 4 << 20);
  const pieces = cut(bytes, wanted.stepBytes);
  let spans = 0;
  const done = (failure: Error | undefined, result: LaneResult | undefined): void => {
    if (result === undefined) throw failure ?? new Error("no result");
    spans += result.spans.length;
  };
  const run = (): void => {
    for (const piece of pieces) {
      const step = { context: nothing, bytes: piece, floor: 0, released: 0, last: true, profile, tails: 0 };
      scanner.scan(step, done);
    }
  };
  run();
  // A value cut by a step's end may be missed or found twice.
  if (planted !== undefined) ok(Math.abs(spans - planted) <= pieces.length, `${spans} spans, ${planted} values`);
  if (planted === 0) equal(spans, 0);
  return { bytes: bytes.length, deltas: pieces.length, seconds: timed(run, trials, seconds) };
}

function deltas(engine: Engine, wanted: Case & { kind: "deltas" }): Result {
  const { bytes, planted } = textOf(wanted.text, 32 << 10);
  const pieces = cut(bytes, wanted.bytes);
  const run = (): number => {
    const { lane, spans } = openLane(engine);
    for (const piece of pieces) lane.push(piece);
    lane.end();
    equal(lane.released, bytes.length);
    return spans();
  };
  const spans = run();
  if (planted !== undefined) equal(spans, planted);
  return { bytes: bytes.length, deltas: pieces.length, seconds: timed(run, trials, seconds) };
}

function token(engine: Engine, wanted: Case & { kind: "token" }): Result {
  const value = Buffer.from(jwt(wanted.bytes));
  const text = Buffer.concat([Buffer.from("The header is then: "), value, Buffer.from(" and so on.")]);
  const pieces = cut(text, 4);
  const run = (): number => {
    const { lane, spans } = openLane(engine);
    for (const piece of pieces) lane.push(piece);
    lane.end();
    return spans();
  };
  equal(run(), 1);
  return { bytes: text.length, deltas: pieces.length, seconds: timed(run, trials, seconds) };
}

/** A detector as one would write it without an engine. */
function regExpOf({ pattern, lead, notBefore, caseless }: Detector): RegExp {
  const before = `${notBefore === undefined ? "" : `(?<!${notBefore})`}${lead === undefined ? "" : `(?<=${lead})`}`;
  return new RegExp(`${before}(?:${pattern})`, caseless === true ? "gi" : "g");
}

function regexp(wanted: Case & { kind: "regexp" }): Result {
  const source = textOf(wanted.text, quick ? 8 << 10 : 32 << 10);
  const text = Buffer.from(source.bytes).toString("utf8");
  const patterns = catalogue.map(regExpOf);
  const run = (): number => {
    let found = 0;
    for (const pattern of patterns) for (const _match of text.matchAll(pattern)) found += 1;
    return found;
  };
  const found = run();
  ok(source.planted === undefined || found >= source.planted, `${found} matches, ${source.planted} values`);
  return { bytes: source.bytes.length, deltas: 1, seconds: timed(run, quick ? 1 : 3, seconds) };
}

function runCase(wanted: Case): Result {
  switch (wanted.kind) {
    case "whole":
      return whole(openEngine(), wanted);
    case "deltas":
      return deltas(openEngine(), wanted);
    case "token":
      return token(openEngine(), wanted);
    case "regexp":
      return regexp(wanted);
  }
}

const run = (wanted: Case): Promise<Result> => inOwnProcess<Case, Result>(wanted);

async function report(): Promise<Report> {
  const measures: Measure[] = [];
  const speeds = new Map<string, number>();
  const stepBytes = 64 << 10;
  for (const [text, said, limit] of [
    ["prose", "clean English prose", { least: 1 }],
    ["source", "source code", {}],
    ["dense", "a value every 60 bytes", {}],
  ] as const) {
    const engine = await run({ kind: "whole", text, stepBytes });
    const speed = engine.seconds.map((s) => engine.bytes / s / 1e9);
    speeds.set(text, median(speed));
    measures.push(measured(`engine, ${said}, steps of 64 KiB`, "GB/s", speed, limit));
  }
  for (const text of ["prose", "dense"] as const) {
    const plain = await run({ kind: "regexp", text });
    const speed = plain.seconds.map((s) => plain.bytes / s / 1e9);
    measures.push(measured(`baseline: JavaScript RegExp loop, ${text}`, "GB/s", speed));
    const ratio = (speeds.get(text) ?? Number.NaN) / median(speed);
    measures.push({ name: `engine against that loop, ${text}`, value: ratio, unit: "x" });
  }
  for (const bytes of [1_024, 200]) {
    const steps = await run({ kind: "whole", text: "prose", stepBytes: bytes });
    measures.push(
      measured(
        `one clean step of ${bytes} bytes, whole`,
        "us",
        steps.seconds.map((s) => (s / steps.deltas) * 1e6),
      ),
    );
  }
  for (const [text, bytes] of [
    ["prose", 16],
    ["prose", 4],
    ["dense", 16],
    ["dense", 4],
  ] as const) {
    const streamed = await run({ kind: "deltas", text, bytes });
    measures.push(
      measured(
        `lane, deltas of ${bytes} bytes, ${text}`,
        "ns/delta",
        streamed.seconds.map((s) => (s / streamed.deltas) * 1e9),
      ),
    );
  }
  const long = await run({ kind: "token", bytes: 2_048 });
  measures.push(
    measured(
      "lane, a 2 KiB JWT in deltas of 4 bytes",
      "ms",
      long.seconds.map((s) => s * 1e3),
    ),
  );
  return { bench: "scan: the whole catalogue on one core", measures, skipped: [] };
}

await main(runCase, report);
