/**
 * What do the codecs cost, without sockets: an SSE event of a streamed chat completion, and a JSON document?
 *
 *   node dist/bench/codecs.js [--quick] [--json]
 *
 * Bytes in, inspected, bytes out, through the codec that the pipeline chooses for an OpenAI answer: once with a scanner that finds
 * nothing and costs nothing (the codec alone), once with the engine over the whole catalogue. Baseline, in turns of the same
 * process: the same bytes through JSON.parse and JSON.stringify, which is what a gateway does that reads answers at all. What is
 * clean must leave byte for byte; so it must from the baseline. Processor time.
 */
import { equal } from "node:assert";
import { createBodyCodec } from "../src/pipeline/body-codec.ts";
import { createDirection } from "../src/pipeline/direction.ts";
import type { PipelineLimits } from "../src/pipeline/ports.ts";
import { openai } from "../src/protocols/llm/openai.ts";
import { type Engine, findsNothing, openEngine } from "./engine.ts";
import { cleanDocument, cleanEvents, largeDocument } from "./load/traffic.ts";
import { type Beside, ratiosOf, timedBeside } from "./timing.ts";
import { inOwnProcess, type Measure, main, measured, quick, type Report } from "./trial.ts";

type Body = "sse" | "json" | "large-json";

interface Case {
  readonly body: Body;
  readonly scanner: "none" | "engine";
}

/** Of so many events or documents. */
interface Result extends Beside {
  readonly units: number;
}

const trials = 7;
const seconds = quick ? 0.08 : 0.4;
const events = 250;
const documents = 100;

/** As the configuration's defaults, where they matter here. */
const limits: PipelineLimits = {
  laneHoldBytes: 16 * 1024,
  lanePendingBytes: 64 * 1024,
  lanes: 100_000,
  findings: 10_000,
  swallowBytes: 64 * 1024,
  stepBytes: 8 * 1024,
  inflatedBytes: 32 << 20,
  ratio: 200,
  bodyBytes: 8 << 20,
  csvHeaderBytes: 16 * 1024,
  jsonDepth: 128,
  eventBytes: 4 << 20,
  eventsBehind: 16,
  bytesBehind: 16 * 1024,
  exchanges: 4_096,
  bufferedBytes: 256 << 20,
};

const operation = openai.operations.find(({ name }) => name === "chat.completions");
if (operation === undefined) throw new Error("OpenAI has chat completions");

const never = (): never => {
  throw new Error("the body is clean");
};

/** What comes out of a codec for these chunks of one body. */
function through(engine: Engine, contentType: string, chunks: readonly Uint8Array[]): readonly Uint8Array[] {
  const out: Uint8Array[] = [];
  const inspection = createDirection({
    policy: { profile: engine.policy, hashKey: new Uint8Array(32), fingerprint: never },
    scanner: engine.scanner,
    limits,
    note: never,
    counted: never,
  });
  const codec = createBodyCodec({
    source: "upstream",
    contentType,
    rules: operation?.response ?? {},
    stream: operation?.stream,
    inspection,
    sink: { write: (bytes) => out.push(bytes), end: () => {}, fail: never },
    limits,
    passes: new Set(),
    keepLogprobs: false,
  });
  if (codec instanceof Error) throw codec;
  for (const chunk of chunks) codec.write(chunk);
  codec.end();
  return out;
}

const dataOf = (event: string): string => event.slice("data: ".length, -2);

function reparsedEvent(event: Uint8Array): Uint8Array {
  const data = dataOf(Buffer.from(event.buffer, event.byteOffset, event.length).toString());
  return Buffer.from(`data: ${data === "[DONE]" ? data : JSON.stringify(JSON.parse(data))}\n\n`);
}

const reparsed = (body: Uint8Array): Uint8Array =>
  Buffer.from(JSON.stringify(JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.length).toString())));

function runCase({ body, scanner }: Case): Result {
  const engine = scanner === "engine" ? openEngine() : { ...openEngine(), scanner: findsNothing };
  if (body === "sse") {
    const chunks = cleanEvents(events).map((event) => Buffer.from(event));
    const whole = Buffer.concat(chunks).toString();
    const ours = (): readonly Uint8Array[] => through(engine, "text/event-stream", chunks);
    const baseline = (): readonly Uint8Array[] => chunks.map(reparsedEvent);
    for (const way of [ours, baseline]) equal(Buffer.concat(way()).toString(), whole);
    return { units: chunks.length, ...timedBeside(ours, baseline, trials, seconds) };
  }
  const bytes = Buffer.from(body === "json" ? cleanDocument() : largeDocument());
  const each = (way: () => readonly Uint8Array[]) => (): void => {
    for (let i = 0; i < documents; i++) way();
  };
  const ours = (): readonly Uint8Array[] => through(engine, "application/json", [bytes]);
  const baseline = (): readonly Uint8Array[] => [reparsed(bytes)];
  for (const way of [ours, baseline]) equal(Buffer.concat(way()).toString(), bytes.toString());
  return { units: documents, ...timedBeside(each(ours), each(baseline), trials, seconds) };
}

async function report(): Promise<Report> {
  const measures: Measure[] = [];
  for (const [body, unit] of [
    ["sse", "SSE event"],
    ["json", "JSON document of 1 KiB"],
    ["large-json", "JSON document of 10 KiB"],
  ] as const) {
    for (const scanner of ["none", "engine"] as const) {
      const result = await inOwnProcess<Case, Result>({ body, scanner });
      const us = (of: readonly number[]): number[] => of.map((s) => (s / result.units) * 1e6);
      const name = scanner === "none" ? `${unit}, codec alone` : `${unit}, codec and engine`;
      if (scanner === "none")
        measures.push(measured(`baseline: ${unit}, JSON.parse and JSON.stringify`, "us", us(result.baseline)));
      measures.push(measured(name, "us", us(result.ours)));
      measures.push(measured(`${name}, against JSON.parse and JSON.stringify`, "x", ratiosOf(result)));
    }
  }
  return { bench: "codecs: bytes in to bytes out, without sockets", measures, skipped: [] };
}

await main(runCase, report);
