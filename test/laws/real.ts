/**
 * The gateway's own way from bytes to bytes, without sockets: the codec that the pipeline chooses, one direction's policy, and
 * the real engine over the whole catalogue, on this thread or in a worker.
 *
 * A run is everything that a client and an auditor would see of one body; the laws compare runs.
 */
import { setImmediate as turn } from "node:timers/promises";
import { inject } from "vitest";
import { copyBytes } from "../../src/concat.ts";
import { configFromFlags } from "../../src/config/flags.ts";
import { checkConfig } from "../../src/config/parse-config.ts";
import type { SluiceError } from "../../src/errors.ts";
import type { StoppableInspection } from "../../src/inspect/create-inspection.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import type { BodyCodec, BodySink } from "../../src/inspect/inspection.ts";
import type { Scanner } from "../../src/inspect/scanner.ts";
import { createBodyCodec } from "../../src/pipeline/body-codec.ts";
import { createDirection, type DirectionPolicy, type Note } from "../../src/pipeline/direction.ts";
import type { PipelineLimits } from "../../src/pipeline/ports.ts";
import { pipelineLimits } from "../../src/pipeline-limits.ts";
import { createProfile } from "../../src/policy/profile.ts";
import type { Dialect, OpaqueKind } from "../../src/protocols/llm/dialect.ts";
import { createScanner } from "../../src/scanning/create-scanner.ts";
import { type OpenedRuleset, openRuleset } from "../../src/scanning/ruleset-cache.ts";
import { chunkOf, type Random } from "../harness/chunks.ts";
import { createLateScanner } from "../harness/late-scanner.ts";

/** What is inspected: one body of one kind. */
export interface BodyKind {
  readonly direction: "request" | "response";
  readonly contentType: string;
  readonly dialect?: Dialect;
  readonly operation?: string;
}

export interface Run {
  readonly output: Buffer;
  /** Code of the failure; undefined: it ended cleanly, or has not ended. */
  readonly failed: string | undefined;
  readonly ended: boolean;
  /** What the audit trail would get, in an order that does not depend on when scans answer. */
  readonly notes: readonly string[];
  /** Length of the output, and the codec's `held`, after each chunk. */
  readonly trace: readonly number[];
  readonly held: readonly number[];
  /** Events that went by the fast path. */
  readonly taken: number;
}

export type Mask = Readonly<Record<string, unknown>>;

/** Every label is masked, also those that are let through by default: a test of framing wants many values. */
export const maskAll = (action: unknown = "replace"): Mask => {
  const line = { request: action, response: action };
  // What is optional is on where a tag of it is named.
  const optional = { marking: line, schema: line, "source-code": line };
  return { labels: { regulated: line, confidential: line, internal: line, public: line }, tags: optional };
};

let opened: OpenedRuleset | undefined;

function ruleset(): OpenedRuleset {
  if (opened === undefined) {
    opened = openRuleset({ detectors: catalogue, cacheDirectory: inject("rulesets") });
  }
  return opened;
}

export function openScanner(mode: "inline" | "pool"): ReturnType<typeof createScanner> {
  const { ruleset: compiled, bytes } = ruleset();
  return createScanner({ mode, ruleset: compiled, rulesetBytes: bytes, workers: 1 });
}

const policies = new Map<string, DirectionPolicy>();

/** As the configuration would make it; without `mask`, the defaults. */
export function policyOf(direction: "request" | "response", mask: Mask = {}): DirectionPolicy {
  const key = `${direction} ${JSON.stringify(mask)}`;
  let policy = policies.get(key);
  if (policy === undefined) {
    const value = {
      version: 1,
      connections: { c: { dialect: "openai", upstream: "http://127.0.0.1:1", path: "/", clients: "anonymous" } },
      mask,
    };
    const config = checkConfig(value, () => undefined, { source: "laws", directory: "/tmp", detectors: catalogue });
    const [connection] = config.connections;
    if (connection === undefined) throw new Error("no connection");
    policy = {
      profile: createProfile(config, connection, direction, catalogue),
      hashKey: Buffer.alloc(32, 7),
      fingerprint: (_entity, bytes) => `${bytes.length}`,
    };
    policies.set(key, policy);
  }
  return policy;
}

/** The configuration's defaults. */
export const realLimits: PipelineLimits = pipelineLimits(
  configFromFlags({ upstream: "http://127.0.0.1:1" }, { directory: "/tmp", detectors: catalogue }).limits,
);

export interface RunOptions {
  readonly scanner: Scanner;
  readonly mask?: Mask;
  /** In place of the catalogue's with `mask`; the scanner's ruleset is its own. */
  readonly policy?: DirectionPolicy;
  readonly limits?: Partial<PipelineLimits>;
  readonly passes?: readonly OpaqueKind[];
  /** False: the source breaks off. */
  readonly end?: boolean;
  /** False: nothing goes by the fast path. */
  readonly fast?: boolean;
}

interface Started {
  readonly codec: BodyCodec;
  readonly inspection: StoppableInspection;
  readonly chunks: Buffer[];
  readonly notes: Note[];
  readonly settled: Promise<void>;
  readonly sink: BodySink;
  length: number;
  taken: number;
  failed: SluiceError | undefined;
  ended: boolean;
}

function start(kind: BodyKind, options: RunOptions): Started {
  let settle: () => void = () => {};
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const closed = (): boolean => started.ended || started.failed !== undefined;
  const sink: BodySink = {
    write(bytes) {
      if (closed()) throw new Error("written after the end");
      started.chunks.push(Buffer.from(bytes));
      started.length += bytes.length;
    },
    end() {
      if (closed()) throw new Error("ended twice");
      started.ended = true;
      settle();
    },
    fail(error) {
      if (closed()) throw new Error("failed after the end");
      started.failed = error;
      settle();
    },
  };
  const notes: Note[] = [];
  const limits = { ...realLimits, ...options.limits };
  const inspection = createDirection({
    policy: options.policy ?? policyOf(kind.direction, options.mask),
    scanner: watched(options, () => {
      started.taken += 1;
    }),
    limits,
    note: (note) => notes.push(note),
    counted: () => {},
  });
  const operation = kind.dialect?.operations.find(({ name }) => name === kind.operation);
  if (kind.dialect !== undefined && operation === undefined) throw new Error(`no operation ${kind.operation}`);
  const request = kind.direction === "request";
  const codec = createBodyCodec({
    source: request ? "client" : "upstream",
    contentType: kind.contentType,
    rules: (request ? operation?.request : operation?.response) ?? {},
    stream: request ? undefined : operation?.stream,
    inspection,
    sink,
    limits,
    passes: new Set(options.passes),
    keepLogprobs: false,
  });
  const started: Started = {
    codec: codec instanceof Error ? { write: () => {}, end: () => {}, held: 0 } : codec,
    inspection,
    chunks: [],
    notes,
    settled,
    sink,
    length: 0,
    taken: 0,
    failed: codec instanceof Error ? codec : undefined,
    ended: false,
  };
  if (started.failed !== undefined) settle();
  return started;
}

/** The scanner, without a fast path or with one that tells of each event that it takes. */
function watched({ scanner, fast }: RunOptions, took: () => void): Scanner {
  return {
    scan: (step, done) => scanner.scan(step, done),
    scanWhole: (texts, profile) => scanner.scanWhole?.(texts, profile),
    fastPath: (profile, options) => {
      const path = fast === false ? undefined : scanner.fastPath?.(profile, options);
      if (path === undefined) return undefined;
      const take = path.take.bind(path);
      return Object.assign(path, {
        take: (...[what, bytes, from, to]: Parameters<typeof take>): number => {
          const next = take(what, bytes, from, to);
          if (next !== from) took();
          return next;
        },
      });
    },
    close: () => scanner.close(),
  };
}

function finish(started: Started, trace: readonly number[], held: readonly number[] = []): Run {
  const { chunks, failed, ended, notes, taken } = started;
  const output = Buffer.concat(chunks);
  return { output, failed: failed?.code, ended, notes: notes.map(spellNote).sort(), trace, held, taken };
}

/** As an answer gives its codec what an upstream sent in chunks (src/pipeline/answer.ts): the fast path is asked first. */
function feed(started: Started, chunk: Uint8Array, { fast = true }: RunOptions): void {
  const { codec, sink } = started;
  if (fast && started.failed === undefined && codec.take !== undefined) {
    const framed = chunkOf(chunk);
    if (codec.take(framed, 0, framed.length) === framed.length) {
      const released = codec.taken?.released();
      if (codec.taken?.data !== chunk.length || released === undefined) throw new Error("taken, and not told");
      if (released.length > 0) sink.write(copyBytes(released));
      return;
    }
  }
  codec.write(chunk);
}

const spellNote = ({ lane, offsets, detector, decision, operator, rule, truncated, fingerprint }: Note): string =>
  [lane, offsets, detector, decision, operator, rule, truncated, fingerprint].join(" ");

/** With scans that answer at once. */
export function run(kind: BodyKind, chunks: readonly Uint8Array[], options: RunOptions): Run {
  const started = start(kind, options);
  const trace: number[] = [];
  const held: number[] = [];
  for (const chunk of chunks) {
    feed(started, chunk, options);
    trace.push(started.length);
    held.push(started.codec.held);
  }
  if (options.end !== false) started.codec.end();
  return finish(started, trace, held);
}

/** With scans that answer later, in an order that `random` picks. */
export function runLate(kind: BodyKind, chunks: readonly Uint8Array[], random: Random, options: RunOptions): Run {
  const scanner = createLateScanner(options.scanner);
  const started = start(kind, { ...options, scanner });
  for (const chunk of chunks) {
    started.codec.write(chunk);
    while (random() < 0.5 && scanner.answer(random())) {}
  }
  if (options.end !== false) started.codec.end();
  while (scanner.answer(random())) {}
  return finish(started, []);
}

/** With scans in a worker; the body is complete, so it must come to an end. */
export async function runPooled(
  kind: BodyKind,
  chunks: readonly Uint8Array[],
  random: Random,
  options: RunOptions,
): Promise<Run> {
  const started = start(kind, options);
  for (const chunk of chunks) {
    feed(started, chunk, options);
    if (random() < 0.2) await turn();
  }
  started.codec.end();
  await started.settled;
  return finish(started, []);
}

/** Inspection of one direction, for what is not a body. */
export const directionOf = (direction: "request" | "response", options: RunOptions): StoppableInspection =>
  createDirection({
    policy: options.policy ?? policyOf(direction, options.mask),
    scanner: options.scanner,
    limits: { ...realLimits, ...options.limits },
    note: () => {},
    counted: () => {},
  });

/** What leaves of a text that is one lane, whole: what every way through a codec must come to. */
export function redactText(
  text: string,
  context: string,
  options: RunOptions,
  direction: "request" | "response",
): string {
  const bytes = Buffer.from(text);
  const inspection = directionOf(direction, options);
  const lane = inspection.open({ name: "whole", context, progress: () => {} });
  lane.end(bytes);
  const out: Uint8Array[] = [];
  let at = 0;
  for (const edit of lane.takeEdits()) {
    out.push(bytes.subarray(at, edit.start), edit.replacement);
    at = edit.end;
  }
  return Buffer.concat([...out, bytes.subarray(at)]).toString();
}
