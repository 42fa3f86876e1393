/**
 * What does the audit trail cost?
 *
 *   node dist/bench/audit.js [--quick] [--json]
 *
 * An exchange is a start, two decisions and an end: four rows. Ours: events accepted, batched, handed to the writer's thread, packed,
 * chained and synced in groups. Baseline, in turns of the same process: the same events as lines of JSON, written to a file in pieces
 * of 64 KiB and synced as often, without a thread, a chain or a bound on what waits. Processor time of all threads until
 * everything is on disk. Afterwards the trail is read back and verified: every row must be there.
 */
import { deepEqual, equal } from "node:assert";
import { closeSync, fdatasyncSync, fstatSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { type Audit, createAudit } from "../src/audit/audit.ts";
import { defaultAuditLimits } from "../src/audit/audit-limits.ts";
import type { DecisionEvent, EndEvent, StartEvent } from "../src/audit/events.ts";
import { readAudit } from "../src/audit/read.ts";
import { type Beside, cpuSeconds, ratiosOf } from "./timing.ts";
import { inOwnProcess, main, measured, quick, type Report } from "./trial.ts";

interface Result extends Beside {
  readonly ourBytes: number;
  readonly baselineBytes: number;
}

const exchanges = quick ? 4_000 : 20_000;
const trials = quick ? 5 : 7;
const rowsPerExchange = 4;
/** So many exchanges arrive in one turn of the event loop. */
const perTurn = 32;

type Events = readonly [StartEvent, DecisionEvent, DecisionEvent, EndEvent];

let number = 0;

function nextEvents(): Events {
  const exchange = (++number).toString(36).padStart(26, "0");
  const time = Date.now();
  const start: StartEvent = {
    ...{ kind: "start", time, exchange, connection: "default", principalKind: "anonymous", principal: "anonymous" },
    ...{ session: "", protocol: "openai", operation: "chat.completions", direction: "request", remote: "127.0.0.1" },
    ...{ mode: "enforce", ruleset: "9f3b7c1e5d80a2f6", policy: "4b7c9e1d3a5f80b2" },
  };
  const decision = (entity: string, detector: string, from: number): DecisionEvent => ({
    ...{ kind: "decision", time, exchange, direction: "response", entity, detector, lane: "choices[].delta.content" },
    ...{ count: 1, offsets: [from, from + 17], fingerprint: `${exchange.slice(-8)}${from}kQvW3xYz`, decision: "mask" },
    ...{ operator: "replace", rule: "", truncated: false },
  });
  const end: EndEvent = {
    ...{ kind: "end", time, exchange, status: 200, outcome: "completed", reason: "" },
    ...{ requestBytesIn: 514, requestBytesOut: 514, responseBytesIn: 61_440, responseBytesOut: 61_422, events: 253 },
    ...{ findings: { EMAIL_ADDRESS: 1, CREDIT_CARD: 1 }, heldCharactersMax: 17, heldMsMax: 41, durationMs: 5_102 },
  };
  return [start, decision("EMAIL_ADDRESS", "email", 120), decision("CREDIT_CARD", "payment-card", 480), end];
}

async function record(audit: Audit): Promise<void> {
  for (let i = 1; i <= exchanges; i++) {
    const [start, first, second, end] = nextEvents();
    audit.start(start, { durable: false }, (error) => equal(error, undefined));
    equal(audit.decision(first), true);
    equal(audit.decision(second), true);
    audit.end(end);
    if (i % perTurn !== 0) continue;
    await turn();
    await new Promise<void>((resolve, reject) =>
      audit.whenWritable((error) => (error === undefined ? resolve() : reject(error))),
    );
  }
  await audit.flush();
}

async function writeLines(file: number): Promise<void> {
  let lines = "";
  let syncedAt = performance.now();
  const write = (): void => {
    writeSync(file, lines);
    lines = "";
    if (performance.now() - syncedAt < defaultAuditLimits.syncMs) return;
    fdatasyncSync(file);
    syncedAt = performance.now();
  };
  for (let i = 1; i <= exchanges; i++) {
    for (const event of nextEvents()) lines += `${JSON.stringify(event)}\n`;
    if (lines.length >= defaultAuditLimits.batchBytes) write();
    if (i % perTurn === 0) await turn();
  }
  write();
  fdatasyncSync(file);
}

/** How many of each kind are in a trail that is whole. */
async function countKinds(directory: string): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  const summary = await readAudit(directory, {
    onEvent: ({ kind }) => {
      counts[kind] = (counts[kind] ?? 0) + 1;
    },
  });
  equal(summary.damaged, 0);
  equal(summary.torn, false);
  return counts;
}

async function processorSeconds(work: () => Promise<void>): Promise<number> {
  const from = cpuSeconds();
  await work();
  return cpuSeconds() - from;
}

async function runCase(): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), "sluice-bench-audit-"));
  const trail = join(directory, "audit");
  const file = openSync(join(directory, "lines.jsonl"), "w");
  const gateway = { version: "0", ruleset: "r", policy: "p", connections: 1, detectors: 1 };
  const audit = await createAudit({ directory: trail, gateway });
  const [ours, baseline]: [number[], number[]] = [[], []];
  // The first one of each warms up and does not count.
  for (let trial = 0; trial <= trials; trial++) {
    ours.push(await processorSeconds(() => record(audit)));
    baseline.push(await processorSeconds(() => writeLines(file)));
  }
  await audit.close();
  const all = exchanges * (trials + 1);
  deepEqual(await countKinds(trail), { open: 1, start: all, decision: 2 * all, end: all, close: 1 });
  const bytes = { ourBytes: audit.statistics.writtenBytes / all, baselineBytes: fstatSync(file).size / all };
  closeSync(file);
  rmSync(directory, { recursive: true });
  return { ours: ours.slice(1), baseline: baseline.slice(1), ...bytes };
}

async function report(): Promise<Report> {
  const result = await inOwnProcess<null, Result>(null);
  const us = (of: readonly number[]): number[] => of.map((s) => (s / exchanges) * 1e6);
  const rows = result.ours.map((s) => (exchanges * rowsPerExchange) / s);
  return {
    bench: `audit: exchanges of ${rowsPerExchange} rows`,
    measures: [
      measured("audit, rows a second of processor time", "rows/s", rows),
      measured("audit, CPU per exchange", "us", us(result.ours)),
      measured("baseline: JSON lines, CPU per exchange", "us", us(result.baseline)),
      measured("audit against JSON lines, CPU per exchange", "x", ratiosOf(result)),
      { name: "audit, per exchange on disk", value: result.ourBytes, unit: "bytes" },
      { name: "baseline: JSON lines, per exchange on disk", value: result.baselineBytes, unit: "bytes" },
    ],
    skipped: [],
  };
}

await main(runCase, report);
