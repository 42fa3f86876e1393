import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type Audit, type AuditOptions, createAudit } from "../../src/audit/audit.ts";
import type { SluiceError } from "../../src/errors.ts";
import { decision, end, facts, newDirectory, readBack, start } from "./example-events.ts";

const opened: Audit[] = [];
const open = async (changed: Partial<AuditOptions> = {}): Promise<{ audit: Audit; directory: string }> => {
  const directory = changed.directory ?? newDirectory();
  const audit = await createAudit({ directory, gateway: facts, ...changed });
  opened.push(audit);
  return { audit, directory };
};
afterEach(async () => {
  vi.restoreAllMocks();
  for (const audit of opened.splice(0)) await audit.close().catch(() => {});
});

const begin = (audit: Audit, exchange: string, durable = false): Promise<SluiceError | undefined> =>
  new Promise((resolve) => audit.start(start(exchange), { durable }, resolve));

const told = async (directory: string): Promise<string[]> => {
  const { events, damage } = await readBack(directory);
  expect(damage).toEqual([]);
  return events.map((event) => ("exchange" in event ? `${event.kind} ${event.exchange}` : event.kind));
};

test("a trail tells what happened, in order, between an open and a close event", async () => {
  const { audit, directory } = await open();
  await begin(audit, "E1");
  audit.decision(decision("E1"));
  await begin(audit, "E2");
  audit.end(end("E1"));
  audit.reload({ ...facts, connections: 3 });
  audit.refused("bad-request");
  audit.end(end("E2"));
  await audit.close();
  const { events } = await readBack(directory);
  const common = { time: expect.any(Number), writer: expect.stringMatching(/^[0-9a-f]{16}$/) };
  expect(events).toEqual([
    { seq: 1, kind: "open", ...common, ...facts, previous: "none", cutBytes: 0, damaged: 0 },
    { seq: 2, ...start("E1") },
    { seq: 3, ...decision("E1") },
    { seq: 4, ...start("E2") },
    { seq: 5, ...end("E1") },
    { seq: 6, kind: "reload", time: expect.any(Number), ...facts, connections: 3 },
    { seq: 7, ...end("E2") },
    { seq: 8, kind: "refusals", time: expect.any(Number), from: expect.any(Number), reason: "bad-request", count: 1 },
    { seq: 9, kind: "close", ...common, starts: 2, decisions: 1, ends: 2, refusals: 1 },
  ]);
});

test("a start that need not be durable is accepted in the call", async () => {
  const { audit } = await open();
  const accepted = vi.fn();
  audit.start(start("E1"), { durable: false }, accepted);
  expect(accepted).toHaveBeenCalledExactlyOnceWith();
});

test("a durable start is accepted only when it can be read back", async () => {
  const { audit, directory } = await open();
  const accepted = vi.fn();
  audit.start(start("E1"), { durable: true }, accepted);
  expect(accepted).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(accepted).toHaveBeenCalledExactlyOnceWith(undefined), { timeout: 10_000 });
  expect(await told(directory)).toEqual(["open", "start E1"]);
});

test("after a flush everything accepted can be read back while the gateway runs", async () => {
  const { audit, directory } = await open();
  for (let index = 0; index < 1000; index++) await begin(audit, `E${index}`);
  await audit.flush();
  expect(await told(directory)).toHaveLength(1001);
  expect(audit.statistics).toMatchObject({ queuedEvents: 0, queuedBytes: 0, writtenEvents: 1001 });
});

test("the trail of the next gateway goes on where the last one closed", async () => {
  const first = await open();
  await first.audit.close();
  const second = await open({ directory: first.directory });
  expect(second.audit.opening).toMatchObject({ previous: "closed", cutBytes: 0, damaged: 0 });
  await second.audit.close();
  expect(await told(first.directory)).toEqual(["open", "close", "open", "close"]);
});

test("segments turn over by size without losing or reordering anything", async () => {
  const { audit, directory } = await open({ limits: { segmentBytes: 5000, batchEvents: 10 } });
  for (let index = 0; index < 500; index++) await begin(audit, `E${index}`);
  await audit.close();
  expect(readdirSync(directory).length).toBeGreaterThan(5);
  expect(await told(directory)).toEqual([
    "open",
    ...Array.from({ length: 500 }, (_, index) => `start E${index}`),
    "close",
  ]);
});

test("directory and segments are readable by their owner only", async () => {
  const directory = join(newDirectory(), "deep", "audit");
  const { audit } = await open({ directory });
  await audit.flush();
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
});

test("no value is in the trail: neither what was detected nor what a name smuggled in beyond its bound", async () => {
  const { audit, directory } = await open();
  const canary = `canary-${randomBytes(8).toString("hex")}`;
  const smuggled = `${"x".repeat(300)}${canary}`;
  // Fields that no type allows, as a careless caller with a cast would hand them over.
  const careless = { value: canary, match: canary, text: canary };
  audit.start(
    { ...start("E1", { operation: smuggled, session: smuggled }), ...careless },
    { durable: false },
    () => {},
  );
  audit.decision({ ...decision("E1", { lane: smuggled, rule: smuggled }), ...careless });
  audit.end({ ...end("E1", { reason: smuggled, findings: { [smuggled]: 1 } }), ...careless });
  audit.refused(smuggled);
  await audit.close();
  for (const name of readdirSync(directory)) {
    expect(readFileSync(join(directory, name)).includes(canary.slice(0, 12)), name).toBe(false);
  }
});

describe("a full queue", () => {
  const limits = { queueEvents: 10, batchMs: 60_000, batchEvents: 1000 };

  test("refuses new exchanges, keeps room for the decisions and the end of live ones, and is bounded", async () => {
    const { audit } = await open({ limits });
    await audit.flush();
    for (let index = 0; index < 10; index++) expect(await begin(audit, `E${index}`)).toBeUndefined();
    expect(audit.available).toBe(false);
    expect(await begin(audit, "E10")).toMatchObject({ code: "audit-unavailable", status: 503 });
    const taken = Array.from({ length: 10 }, () => audit.decision(decision("E0")));
    expect(taken.filter(Boolean)).toHaveLength(3);
    for (let index = 0; index < 10; index++) audit.end(end(`E${index}`));
    expect(audit.statistics).toMatchObject({ queuedEvents: 23, refusedStarts: 1 });
  });

  test("is available again when it was written, and who waited hears of it", async () => {
    const { audit, directory } = await open({ limits });
    for (let index = 0; index < 10; index++) await begin(audit, `E${index}`);
    const writable = vi.fn();
    audit.whenWritable(writable);
    expect(writable).not.toHaveBeenCalled();
    await audit.flush();
    expect(writable).toHaveBeenCalledExactlyOnceWith(undefined);
    expect(await begin(audit, "E11")).toBeUndefined();
    await audit.close();
    expect(await told(directory)).toHaveLength(13);
  });
});

describe("when the writer's thread dies", () => {
  test("another takes over; nothing accepted is lost or written twice", async () => {
    const post = vi.spyOn(Worker.prototype, "postMessage");
    const { audit, directory } = await open({ limits: { retryMs: 10, batchEvents: 256 } });
    const changes: boolean[] = [];
    audit.onAvailability((available) => changes.push(available));
    const expected = ["open"];
    for (let round = 0; round < 4; round++) {
      for (let index = 0; index < 300; index++) {
        const exchange = `E${round}-${index}`;
        audit.start(start(exchange), { durable: false }, (error) => {
          if (error === undefined) expected.push(`start ${exchange}`);
        });
      }
      const worker = post.mock.contexts.at(-1);
      if (!(worker instanceof Worker)) throw new Error("no worker was sent anything");
      await worker.terminate();
      await vi.waitFor(() => expect(audit.available).toBe(true), { timeout: 10_000 });
    }
    expect(changes).toEqual([false, true, false, true, false, true, false, true]);
    await audit.close();
    expect(expected.length).toBeGreaterThan(1000);
    const events = (await told(directory)).filter((event) => event !== "refusals");
    expect(events).toEqual([...expected, "close"]);
  });

  test("a durable start that is not confirmed in time is refused, and its end is recorded once there is a writer", async () => {
    const post = vi.spyOn(Worker.prototype, "postMessage");
    const { audit, directory } = await open({ limits: { retryMs: 600, syncWaitMs: 100 } });
    await audit.flush();
    const refused = begin(audit, "E1", true);
    const worker = post.mock.contexts.at(-1);
    if (!(worker instanceof Worker)) throw new Error("no worker was sent anything");
    await worker.terminate();
    expect(await refused).toMatchObject({ code: "audit-unavailable" });
    await vi.waitFor(() => expect(audit.available).toBe(true), { timeout: 10_000 });
    await audit.flush();
    expect(await told(directory)).toEqual(["open", "start E1", "end E1"]);
  });
});

test("an exchange that ends before its durable start is confirmed has one end", async () => {
  const post = vi.spyOn(Worker.prototype, "postMessage");
  const { audit, directory } = await open({ limits: { retryMs: 600, syncWaitMs: 100 } });
  await audit.flush();
  const refused = begin(audit, "E1", true);
  const worker = post.mock.contexts.at(-1);
  if (!(worker instanceof Worker)) throw new Error("no worker was sent anything");
  await worker.terminate();
  audit.end(end("E1", { outcome: "aborted" }));
  expect(await refused).toMatchObject({ code: "audit-unavailable" });
  await vi.waitFor(() => expect(audit.available).toBe(true), { timeout: 10_000 });
  await audit.flush();
  expect(await told(directory)).toEqual(["open", "start E1", "end E1"]);
});

describe("opening is refused, saying what is wrong with the directory", () => {
  test("when it is a file", async () => {
    const directory = join(newDirectory(), "file");
    writeFileSync(directory, "");
    await expect(createAudit({ directory, gateway: facts })).rejects.toMatchObject({
      code: "audit-directory",
      message: expect.stringContaining(`${directory} cannot be used: E`),
    });
  });

  test("when another gateway writes to it", async () => {
    const { directory } = await open();
    await expect(createAudit({ directory, gateway: facts })).rejects.toThrow(`process ${process.pid} writes to it`);
  });

  test("when its trail cannot be read", async () => {
    const directory = newDirectory();
    mkdirSync(join(directory, "audit-000000000000001-20260101T000000000Z.seg"));
    await expect(createAudit({ directory, gateway: facts })).rejects.toThrow(/cannot be used: EISDIR/);
    rmSync(directory, { recursive: true });
  });
});

test("a trail whose facts never come is closed as it was, and the directory is free", async () => {
  const directory = newDirectory();
  const gateway = Promise.reject(new Error("no detectors"));
  await expect(createAudit({ directory, gateway })).rejects.toThrow("no detectors");
  expect(await told(directory)).toEqual([]);
  const audit = await createAudit({ directory, gateway: Promise.resolve(facts) });
  await audit.close();
  expect(await told(directory)).toEqual(["open", "close"]);
});

test("after closing, starts are refused and the directory is free", async () => {
  const { audit, directory } = await open();
  await audit.close();
  expect(await begin(audit, "E1")).toMatchObject({ code: "audit-unavailable" });
  expect(audit.available).toBe(false);
  expect(readdirSync(directory)).not.toContain("writer.lock");
});
