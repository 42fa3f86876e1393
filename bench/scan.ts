/**
 * How fast is the whole catalogue, on one core?
 *
 *   node dist/bench/scan.js [--quick] [--json]
 *
 * Whole text in steps of 64 KiB (clean prose, source code, dense), text that streams through a lane in small deltas (what
 * is held back and scanned again is the price of a delta; of source code and of made-up words more than any automaton
 * remembers), and one long token in tiny ones; prose with the names of people looked for, too. Beside it, in the same run,
 * the same detectors' patterns as JavaScript regular expressions, one after the other, without checksums and context; and,
 * in turns with each case, a loop that looks every byte up in a table, which any machine runs alike.
 * Every case first shows that it finds what is there; only then it is timed. Processor time, not wall time.
 */
import { equal, ok } from "node:assert";
import type { Detector } from "../src/inspect/detector.ts";
import { catalogue } from "../src/inspect/detectors/catalogue.ts";
import type { LaneResult } from "../src/inspect/scanner.ts";
import { type Engine, openEngine, openLane } from "./engine.ts";
import { cut, dense, jwt, nothing, prose, sourceCode, varied } from "./texts.ts";
import { type Beside, ratiosOf, timed, timedBeside } from "./timing.ts";
import { inOwnProcess, type Measure, main, measured, median, quick, type Report } from "./trial.ts";

type TextName = "prose" | "source" | "dense" | "varied";

type Case =
  | { readonly kind: "whole"; readonly text: TextName; readonly stepBytes: number; readonly person?: "broad" }
  | { readonly kind: "deltas"; readonly text: TextName; readonly bytes: number }
  | { readonly kind: "token"; readonly bytes: number }
  | { readonly kind: "regexp"; readonly text: TextName };

/** Of so many bytes and deltas. The baseline is the loop over the same bytes; empty without one. */
interface Result extends Beside {
  readonly bytes: number;
  readonly deltas: number;
}

const trials = 7;
const seconds = quick ? 0.08 : 0.4;

/** Text and how many values it holds: `undefined` where nobody planted any. */
function textOf(name: TextName, bytes: number): { bytes: Uint8Array; planted: number | undefined } {
  if (name === "prose") return { bytes: Buffer.from(prose(bytes)), planted: 0 };
  if (name === "source") return { bytes: Buffer.from(sourceCode(bytes)), planted: undefined };
  if (name === "varied") return { bytes: Buffer.from(varied(bytes)), planted: undefined };
  const { text, planted } = dense(bytes);
  return { bytes: Buffer.from(text), planted };
}

const table = Uint8Array.from({ length: 256 }, (_, byte) => (byte * 7) & 0xff);

/** The sum of what a table says of each byte. */
function lookUp(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at++) sum = (sum + (table[bytes[at] ?? 0] ?? 0)) | 0;
  return sum;
}

/** Both in turns; the loop says the same each time, or it was no loop. */
function besideLoop(bytes: Uint8Array, run: () => void): Beside {
  const sum = lookUp(bytes);
  return timedBeside(run, () => equal(lookUp(bytes), sum), trials, seconds);
}

function whole(engine: Engine, wanted: Case & { kind: "whole" }): Result {
  const { bytes, planted } = textOf(wanted.text, 4 << 20);
  const pieces = cut(bytes, wanted.stepBytes);
  const { scanner, profile } = engine;
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
  if (planted === 0 && wanted.person === undefined) equal(spans, 0);
  if (wanted.person === "broad") showNames(engine);
  return { bytes: bytes.length, deltas: pieces.length, ...besideLoop(bytes, run) };
}

/** That the names of people are looked for at all: prose has hardly any. */
function showNames(engine: Engine): void {
  const { lane, spans } = openLane(engine);
  lane.push(Buffer.from("The report was written by John Smith and sent to Maria Garcia on Monday."));
  lane.end();
  equal(spans(), 2);
}

function deltas(engine: Engine, wanted: Case & { kind: "deltas" }): Result {
  const { bytes, planted } = textOf(
    wanted.text,
    wanted.text === "varied" || wanted.text === "source" ? 1 << 20 : 32 << 10,
  );
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
  return { bytes: bytes.length, deltas: pieces.length, ...besideLoop(bytes, run) };
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
  return { bytes: text.length, deltas: pieces.length, ours: timed(run, trials, seconds), baseline: [] };
}

/** A detector as one would write it without an engine. */
function regExpOf({ pattern, lead, notBefore, caseless }: Detector): RegExp {
  const before = `${notBefore === undefined ? "" : `(?<!${notBefore})`}${lead === undefined ? "" : `(?<=${lead})`}`;
  return new RegExp(`${before}(?:${pattern})`, caseless === true ? "gi" : "g");
}

function regexp(wanted: Case & { kind: "regexp" }): Result {
  const source = textOf(wanted.text, quick ? 4 << 10 : 16 << 10);
  const text = Buffer.from(source.bytes).toString("utf8");
  const patterns = catalogue.map(regExpOf);
  const run = (): number => {
    let found = 0;
    for (const pattern of patterns) for (const _match of text.matchAll(pattern)) found += 1;
    return found;
  };
  const found = run();
  ok(source.planted === undefined || found >= source.planted, `${found} matches, ${source.planted} values`);
  return { bytes: source.bytes.length, deltas: 1, ours: timed(run, quick ? 1 : 2, seconds), baseline: [] };
}

function runCase(wanted: Case): Result {
  switch (wanted.kind) {
    case "whole":
      return whole(openEngine(wanted.person), wanted);
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
    ["source", "source code", { least: 0.5 }],
    ["dense", "a value every 60 bytes", { least: 0.25 }],
  ] as const) {
    const engine = await run({ kind: "whole", text, stepBytes });
    const speed = engine.ours.map((s) => engine.bytes / s / 1e9);
    speeds.set(text, median(speed));
    measures.push(measured(`engine, ${said}, steps of 64 KiB`, "GB/s", speed, limit));
    measures.push(measured(`engine against a loop over the bytes, ${said}`, "x", ratiosOf(engine)));
  }
  const named = await run({ kind: "whole", text: "prose", stepBytes, person: "broad" });
  const speed = named.ours.map((s) => named.bytes / s / 1e9);
  measures.push(measured("engine with `person: broad`, clean English prose", "GB/s", speed, { least: 0.25 }));
  for (const text of ["prose", "dense"] as const) {
    const plain = await run({ kind: "regexp", text });
    const speed = plain.ours.map((s) => plain.bytes / s / 1e9);
    measures.push(measured(`baseline: JavaScript RegExp loop, ${text}`, "GB/s", speed));
    const ratio = (speeds.get(text) ?? Number.NaN) / median(speed);
    measures.push({ name: `engine against that loop, ${text}`, value: ratio, unit: "x", better: "more" });
  }
  for (const bytes of [1_024, 200]) {
    const steps = await run({ kind: "whole", text: "prose", stepBytes: bytes });
    const each = steps.ours.map((s) => (s / steps.deltas) * 1e6);
    measures.push(measured(`one clean step of ${bytes} bytes, whole`, "us", each));
  }
  for (const [text, bytes, limit] of [
    ["prose", 16, { most: 2_000 }],
    ["prose", 4, {}],
    ["dense", 16, {}],
    ["dense", 4, {}],
    ["source", 16, {}],
    ["varied", 16, {}],
  ] as const) {
    const streamed = await run({ kind: "deltas", text, bytes });
    const each = streamed.ours.map((s) => (s / streamed.deltas) * 1e9);
    measures.push(measured(`lane, deltas of ${bytes} bytes, ${text}`, "ns/delta", each, limit));
  }
  const long = await run({ kind: "token", bytes: 2_048 });
  const each = long.ours.map((s) => s * 1e3);
  measures.push(measured("lane, a 2 KiB JWT in deltas of 4 bytes", "ms", each));
  return { bench: "scan: the whole catalogue on one core", measures, skipped: [] };
}

await main(runCase, report);
