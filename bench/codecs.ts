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
import { findsNothing, openEngine } from "./engine.ts";
import { cleanDocument, cleanEvents, largeDocument } from "./load/traffic.ts";
import { type Beside, ratiosOf, timedBeside } from "./timing.ts";
import { inOwnProcess, type Measure, main, measured, quick, type Report } from "./trial.ts";
import { openAnswerCodec, through } from "./whole-codec.ts";

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
    const ours = (): readonly Uint8Array[] =>
      through((write) => openAnswerCodec(engine, "text/event-stream", write), chunks);
    const baseline = (): readonly Uint8Array[] => chunks.map(reparsedEvent);
    for (const way of [ours, baseline]) equal(Buffer.concat(way()).toString(), whole);
    return { units: chunks.length, ...timedBeside(ours, baseline, trials, seconds) };
  }
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
  return { bench: "codecs: bytes in to bytes out, without sockets", measures, skipped: [] };
}

await main(runCase, report);
