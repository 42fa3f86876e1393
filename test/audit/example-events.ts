/** One plain event of each kind that a pipeline records, with what a test wants to see changed. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { DecisionEvent, EndEvent, GatewayFacts, RecordedEvent, StartEvent } from "../../src/audit/events.ts";
import { type AuditSummary, type Damage, readAudit } from "../../src/audit/read.ts";

export const facts: GatewayFacts = { version: "0.1.0", ruleset: "r1", policy: "p1", connections: 2, detectors: 30 };

export const start = (exchange: string, changed: Partial<StartEvent> = {}): StartEvent => ({
  kind: "start",
  time: 1_770_000_000_000,
  exchange,
  connection: "openai",
  principalKind: "anonymous",
  principal: "anonymous",
  session: "s1",
  protocol: "http",
  operation: "chat.completions",
  direction: "request",
  remote: "127.0.0.1",
  mode: "enforce",
  ruleset: "r1",
  policy: "p1",
  ...changed,
});

export const decision = (exchange: string, changed: Partial<DecisionEvent> = {}): DecisionEvent => ({
  kind: "decision",
  time: 1_770_000_000_001,
  exchange,
  direction: "request",
  entity: "US_SSN",
  detector: "us-ssn",
  lane: "messages[].content",
  count: 2,
  offsets: [10, 21, 40, 51],
  fingerprint: "abcdefghijklmnopqrstuv",
  decision: "mask",
  operator: "replace",
  rule: "mask.regulated",
  truncated: false,
  ...changed,
});

export const end = (exchange: string, changed: Partial<EndEvent> = {}): EndEvent => ({
  kind: "end",
  time: 1_770_000_000_002,
  exchange,
  status: 200,
  outcome: "completed",
  reason: "",
  requestBytesIn: 100,
  requestBytesOut: 90,
  responseBytesIn: 200,
  responseBytesOut: 180,
  events: 7,
  findings: { US_SSN: 2 },
  heldCharactersMax: 11,
  heldMsMax: 1.5,
  durationMs: 12,
  ...changed,
});

const made: string[] = [];
afterAll(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** An empty directory that is gone when the test file has run. */
export const newDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), "sluice-audit-"));
  made.push(directory);
  return directory;
};

export interface ReadBack {
  readonly events: RecordedEvent[];
  readonly damage: Damage[];
  readonly summary: AuditSummary;
}

export const readBack = async (
  directory: string,
  from: { fromSeq?: number; fromTime?: number } = {},
): Promise<ReadBack> => {
  const events: RecordedEvent[] = [];
  const damage: Damage[] = [];
  const summary = await readAudit(directory, {
    ...from,
    onEvent: (event) => {
      events.push(event);
    },
    onDamage: (found) => damage.push(found),
  });
  return { events, damage, summary };
};
