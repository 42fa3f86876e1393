import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { noDigest, packBatch } from "../../src/audit/frame.ts";
import { cleanRows, toRow } from "../../src/audit/rows.ts";
import { createSegmentWriter } from "../../src/audit/segment-writer.ts";
import { createWriterLoop } from "../../src/audit/writer-loop.ts";
import type { BatchMessage, FromWriter } from "../../src/audit/writer-messages.ts";
import { readBack, start } from "./example-events.ts";
import { createMemoryDisk, type MemoryDisk } from "./memory-disk.ts";

beforeEach(() =>
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "Date"] }),
);
afterEach(() => vi.useRealTimers());

const batch = (first: number, durable = false): BatchMessage => {
  const { payload } = packBatch({ first, rows: cleanRows([start(`E${first}`), start(`E${first + 1}`)].map(toRow)) });
  return { type: "batch", first, count: 2, payload: Buffer.from(payload).toString("latin1"), durable };
};

const looping = () => {
  const disk = createMemoryDisk();
  const posted: FromWriter[] = [];
  const segments = createSegmentWriter({
    directory: "/trail",
    writer: "w1",
    segmentBytes: 1_000_000,
    segmentAgeMs: 1_000_000,
    digest: noDigest,
    disk,
    now: Date.now,
  });
  const post = (message: FromWriter): void => {
    posted.push(message);
  };
  const loop = createWriterLoop({ segments, syncMs: 10, syncBytes: 10_000, retryMs: 200, post });
  const said = (): unknown[] =>
    posted.splice(0).map((message) => (message.type === "synced" ? message.last : message.type));
  return { disk, loop, said };
};

const durable = async (disk: MemoryDisk): Promise<number[]> => {
  vi.useRealTimers();
  const { events, damage } = await readBack(disk.toDirectory("durable"));
  expect(damage).toEqual([]);
  return events.map((event) => event.seq);
};

test("batches that come within syncMs share one sync, and are acknowledged after it", () => {
  const { disk, loop, said } = looping();
  loop.take(batch(1));
  loop.take(batch(3));
  expect(said()).toEqual([]);
  vi.advanceTimersByTime(10);
  expect(said()).toEqual([4]);
  expect(disk.calls.filter((call) => call === "sync")).toHaveLength(1);
});

test("a durable batch is synced without waiting, with everything that has arrived", () => {
  const { disk, loop, said } = looping();
  loop.take(batch(1));
  loop.take(batch(3, true));
  loop.take(batch(5, true));
  vi.advanceTimersByTime(0);
  expect(said()).toEqual([6]);
  vi.advanceTimersByTime(100);
  expect(disk.calls.filter((call) => call === "sync")).toHaveLength(1);
});

test("many bytes are synced before their time", () => {
  const { loop, said } = looping();
  for (let first = 1; first < 201; first += 2) loop.take(batch(first));
  expect(said().length).toBeGreaterThan(0);
});

test("on a full disk what was written before is acknowledged, the rest waits and is written when there is space", async () => {
  const { disk, loop, said } = looping();
  loop.take(batch(1));
  disk.failing = { write: { code: "ENOSPC", partial: 30 } };
  loop.take(batch(3));
  loop.take(batch(5, true));
  expect(said()).toEqual(["failing", 2]);
  vi.advanceTimersByTime(1000);
  expect(said()).toEqual([]);
  disk.failing = {};
  vi.advanceTimersByTime(200);
  expect(said()).toEqual([6, "working"]);
  expect(await durable(disk)).toEqual([1, 2, 3, 4, 5, 6]);
});

test("when syncing fails, nothing is acknowledged until it was written and synced anew", async () => {
  const { disk, loop, said } = looping();
  loop.take(batch(1));
  disk.failing = { sync: { code: "EIO" } };
  vi.advanceTimersByTime(10);
  loop.take(batch(3));
  vi.advanceTimersByTime(1000);
  expect(said()).toEqual(["failing"]);
  disk.failing = {};
  vi.advanceTimersByTime(200);
  expect(said()).toEqual([4, "working"]);
  expect(await durable(disk)).toEqual([1, 2, 3, 4]);
});

test("closing syncs what is left", async () => {
  const { disk, loop, said } = looping();
  loop.take(batch(1));
  loop.close();
  expect(said()).toEqual([2, "closed"]);
  expect(await durable(disk)).toEqual([1, 2]);
});

test("closing on a full disk is finished when there is space", async () => {
  const { disk, loop, said } = looping();
  disk.failing = { write: { code: "ENOSPC" } };
  loop.take(batch(1));
  loop.close();
  vi.advanceTimersByTime(1000);
  expect(said()).toEqual(["failing"]);
  disk.failing = {};
  vi.advanceTimersByTime(200);
  expect(said()).toEqual([2, "working", "closed"]);
  expect(await durable(disk)).toEqual([1, 2]);
});
