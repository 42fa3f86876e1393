/**
 * What do the codecs cost, without sockets: an SSE event of a streamed chat completion, and a JSON document?
 *
 *   node dist/bench/codecs.js [--quick] [--json]
 *
 * Bytes in, inspected, bytes out, through the codec that the pipeline chooses for an OpenAI answer: once with a scanner that finds
 * nothing and costs nothing (the codec alone), once with the engine over the whole catalogue. Baseline, in turns of the same
 * process: the same bytes through JSON.parse and JSON.stringify, which is what a gateway does that reads answers at all. What is
 * clean must leave byte for byte; so it must from the baseline. Events in the chunked coding besides: by the fast path, beside the long way; one in
 * each chunk, one with an escape in every sixth, and chunks that a proxy made anew. And what a value in a stream costs until it is redacted. Processor time.
 */
import { equal, ok } from "node:assert";
import type { Scanner } from "../src/inspect/scanner.ts";
import { type Engine, findsNothing, openEngine } from "./engine.ts";
import {
  chunkOf,
  cleanDocument,
  cleanEvents,
  contentOf,
  largeDocument,
  plantedEvents,
  plantedValues,
  redacted,
  unplantedEvents,
} from "./load/traffic.ts";
import { cut } from "./texts.ts";
import { type Beside, ratiosOf, timedBeside } from "./timing.ts";
import { inOwnProcess, type Measure, main, measured, quick, type Report } from "./trial.ts";
import { openAnswerCodec, openRedactingCodec, through, throughFraming } from "./whole-codec.ts";

const escaped = (event: string, at: number): string =>
  at % 6 === 5 ? event.replace(/("content":"[^"]*)"/, '$1\\n"') : event;
const bytesOf = (all: readonly string[]): Buffer => Buffer.from(all.join(""));

/** How events come in chunks. */
const framings = {
  "in its chunk": (all) => all.map((event) => bytesOf([event])),
  "in its chunk, an escape in every sixth": (all) => all.map((event, at) => bytesOf([escaped(event, at)])),
  "of five in a chunk": (all) => all.flatMap((_, at) => (at % 5 === 0 ? [bytesOf(all.slice(at, at + 5))] : [])),
  "in chunks of 1,460 bytes": (all) => cut(bytesOf(all), 1_460),
} as const satisfies Readonly<Record<string, (events: readonly string[]) => readonly Uint8Array[]>>;
type Framing = keyof typeof framings;

interface Case {
  readonly body: "sse" | "json" | "large-json" | "values" | Framing;
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

const dataOf = (event: string): string => event.slice("data: ".length, -2);

function reparsedEvent(event: Uint8Array): Uint8Array {
  const data = dataOf(Buffer.from(event.buffer, event.byteOffset, event.length).toString());
  return Buffer.from(`data: ${data === "[DONE]" ? data : JSON.stringify(JSON.parse(data))}\n\n`);
}

const reparsed = (body: Uint8Array): Uint8Array =>
  Buffer.from(JSON.stringify(JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.length).toString())));

/** The same events as an upstream sends them, in chunks: by the fast path, and beside it by the long way. */
function runFramed(engine: Engine, framing: Framing): Result {
  const clean = cleanEvents(events);
  const chunks = framings[framing](clean);
  const framed = chunks.map(chunkOf);
  const way = (scanner: Scanner) => () =>
    throughFraming((write) => openAnswerCodec({ ...engine, scanner }, "text/event-stream", write), framed);
  const { scanner } = engine;
  // A scanner without a fast path of its own.
  const [ours, baseline] = [
    way(scanner),
    way({ scan: (step, done) => scanner.scan(step, done), close: async () => {} }),
  ];
  for (const each of [ours, baseline]) ok(Buffer.concat(each().out).equals(Buffer.concat(chunks)));
  if (framed.length === clean.length) ok(ours().taken > events * 0.9);
  equal(baseline().taken, 0);
  return { units: clean.length, ...timedBeside(ours, baseline, trials, seconds) };
}

/** A stream with values, beside the same with letters in their place. */
function runValues(engine: Engine): Result {
  const times = 20;
  const framed = (all: readonly string[]): readonly Uint8Array[] => all.map((event) => chunkOf(event));
  const way = (chunks: readonly Uint8Array[]) => () =>
    throughFraming((write) => openRedactingCodec(engine, "text/event-stream", write), chunks);
  const [ours, baseline] = [way(framed(plantedEvents(times))), way(framed(unplantedEvents(times)))];
  equal(contentOf(Buffer.concat(ours().out).toString()), redacted(contentOf(plantedEvents(times).join(""))));
  equal(Buffer.concat(baseline().out).toString(), unplantedEvents(times).join(""));
  return { units: times * plantedValues.length, ...timedBeside(ours, baseline, trials, seconds) };
}

function runCase({ body, scanner }: Case): Result {
  const engine = scanner === "engine" ? openEngine() : { ...openEngine(), scanner: findsNothing };
  if (body === "values") return runValues(engine);
  if (body === "sse") {
    const chunks = cleanEvents(events).map((event) => Buffer.from(event));
    const whole = Buffer.concat(chunks).toString();
    const ours = (): readonly Uint8Array[] =>
      through((write) => openAnswerCodec(engine, "text/event-stream", write), chunks);
    const baseline = (): readonly Uint8Array[] => chunks.map(reparsedEvent);
    for (const way of [ours, baseline]) equal(Buffer.concat(way()).toString(), whole);
    return { units: chunks.length, ...timedBeside(ours, baseline, trials, seconds) };
  }
  if (body !== "json" && body !== "large-json") return runFramed(engine, body);
  const bytes = Buffer.from(body === "json" ? cleanDocument() : largeDocument());
  const each = (way: () => readonly Uint8Array[]) => (): void => {
    for (let i = 0; i < documents; i++) way();
  };
  const ours = (): readonly Uint8Array[] =>
    through((write) => openAnswerCodec(engine, "application/json", write), [bytes]);
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
  for (const framing of Object.keys(framings) as Framing[]) {
    const framed = await inOwnProcess<Case, Result>({ body: framing, scanner: "engine" });
    const us = (of: readonly number[]): number[] => of.map((s) => (s / framed.units) * 1e6);
    const name = `SSE event ${framing}`;
    measures.push(measured(`baseline: ${name}, the long way`, "us", us(framed.baseline)));
    measures.push(measured(`${name}, by the fast path`, "us", us(framed.ours)));
    measures.push(measured(`${name}, by the fast path, against the long way`, "x", ratiosOf(framed)));
  }
  const values = await inOwnProcess<Case, Result>({ body: "values", scanner: "engine" });
  const more = values.ours.map((s, i) => ((s - (values.baseline[i] ?? s)) / values.units) * 1e6);
  measures.push(measured("a value in a stream, found and redacted, beside letters in its place", "us", more));
  return { bench: "codecs: bytes in to bytes out, without sockets", measures, skipped: [] };
}

await main(runCase, report);
