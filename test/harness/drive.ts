/**
 * Drives any BodyCodec with chunks and collects what comes out. Output is copied as it is written, so a codec that writes
 * bytes it later changes is caught.
 */
import type { SluiceError } from "../../src/errors.ts";
import type { BodyCodec, BodySink, Inspection } from "../../src/inspect/inspection.ts";
import { createOracleScanner } from "../oracle/oracle.ts";
import { everySplit, type Random, randomChunks } from "./chunks.ts";
import { testDetectors } from "./detectors.ts";
import {
  createTestInspection,
  type Found,
  sortFindings,
  type TestInspection,
  type TestInspectionOptions,
} from "./inspection.ts";
import { createLateScanner } from "./late-scanner.ts";

export interface Driven {
  readonly output: string;
  /** Output length after each chunk: when bytes left. */
  readonly trace: readonly number[];
  /** The failure's code; undefined when the body ended cleanly. */
  readonly failed: string | undefined;
  readonly message: string | undefined;
  readonly ended: boolean;
  readonly findings: readonly Found[];
  /** The codec's `held` after each chunk. */
  readonly held: readonly number[];
}

export type MakeCodec = (inspection: Inspection, sink: BodySink) => BodyCodec;

export interface DriveOptions extends TestInspectionOptions {
  /** False: the source breaks off; `end` is not called. */
  readonly end?: boolean;
}

interface Recording {
  readonly sink: BodySink;
  readonly chunks: Buffer[];
  length: number;
  ended: boolean;
  failed: SluiceError | undefined;
}

function createRecording(): Recording {
  const closed = (): boolean => recording.ended || recording.failed !== undefined;
  const recording: Recording = {
    chunks: [],
    length: 0,
    ended: false,
    failed: undefined,
    sink: {
      write(bytes) {
        if (closed()) throw new Error("written after the end");
        if (bytes.length === 0) throw new Error("an empty write");
        recording.chunks.push(Buffer.from(bytes));
        recording.length += bytes.length;
      },
      end() {
        if (closed()) throw new Error("ended twice");
        recording.ended = true;
      },
      fail(error) {
        if (closed()) throw new Error("failed after the end");
        recording.failed = error;
      },
    },
  };
  return recording;
}

const result = (
  recording: Recording,
  inspection: TestInspection,
  trace: readonly number[],
  held: readonly number[],
): Driven => ({
  output: Buffer.concat(recording.chunks).toString("utf8"),
  trace,
  failed: recording.failed?.code,
  message: recording.failed?.message,
  ended: recording.ended,
  findings: sortFindings(inspection.findings),
  held,
});

/** With scans that answer at once. */
export function drive(make: MakeCodec, chunks: readonly Uint8Array[], options: DriveOptions = {}): Driven {
  const inspection = createTestInspection(options);
  const recording = createRecording();
  const codec = make(inspection, recording.sink);
  const trace: number[] = [];
  const held: number[] = [];
  for (const chunk of chunks) {
    codec.write(chunk);
    trace.push(recording.length);
    held.push(codec.held);
  }
  if (options.end !== false) codec.end();
  return result(recording, inspection, trace, held);
}

/** With scans that answer later, in an order that `random` picks. */
export function driveLate(
  make: MakeCodec,
  chunks: readonly Uint8Array[],
  random: Random,
  options: DriveOptions = {},
): Driven {
  const scanner = createLateScanner(options.scanner ?? createOracleScanner(options.detectors ?? testDetectors));
  const inspection = createTestInspection({ ...options, scanner });
  const recording = createRecording();
  const codec = make(inspection, recording.sink);
  for (const chunk of chunks) {
    codec.write(chunk);
    while (random() < 0.5 && scanner.answer(random())) {}
  }
  if (options.end !== false) codec.end();
  while (scanner.answer(random())) {}
  return result(recording, inspection, [], []);
}

export interface Variant {
  readonly name: string;
  readonly driven: Driven;
}

/**
 * The same input cut in every place (`splits: "every"`) or by `seeds` random cuttings, and each cutting once with scans
 * that answer late. Law 2: output, failure and findings equal those of the whole input; the caller compares.
 */
export function* variants(
  make: MakeCodec,
  input: Uint8Array,
  how: { readonly splits: "every" | "random"; readonly seeds: number },
  random: (seed: number) => Random,
  options: DriveOptions = {},
): Generator<Variant> {
  if (how.splits === "every") {
    let at = 0;
    for (const chunks of everySplit(input)) yield { name: `cut at ${at++}`, driven: drive(make, chunks, options) };
    const bytes = Array.from(input, (_, i) => input.subarray(i, i + 1));
    yield { name: "byte by byte", driven: drive(make, bytes, options) };
  }
  for (let seed = 1; seed <= how.seeds; seed++) {
    const pick = random(seed);
    const widest = [1, 3, 10, 40, 200][seed % 5] ?? 10;
    yield { name: `seed ${seed}`, driven: drive(make, randomChunks(input, pick, widest), options) };
    yield { name: `seed ${seed}, late`, driven: driveLate(make, randomChunks(input, pick, widest), pick, options) };
  }
}
