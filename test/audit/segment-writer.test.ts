import { describe, expect, test } from "vitest";
import type { Disk } from "../../src/audit/disk.ts";
import { noDigest, type PackedBatch, packBatch } from "../../src/audit/frame.ts";
import { cleanRow, toRow } from "../../src/audit/rows.ts";
import { createSegmentWriter, type SegmentWriter } from "../../src/audit/segment-writer.ts";
import { readBack, start } from "./example-events.ts";
import { createMemoryDisk, type MemoryDisk } from "./memory-disk.ts";

const batch = (first: number, count = 2): PackedBatch =>
  packBatch({ first, rows: Array.from({ length: count }, (_, index) => cleanRow(toRow(start(`E${first + index}`)))) });

const writing = (changed: { segmentBytes?: number; segmentAgeMs?: number } = {}) => {
  const disk = createMemoryDisk();
  const clock = { now: 1_770_000_000_000 };
  const segments = createSegmentWriter({
    directory: "/trail",
    writer: "w1",
    segmentBytes: 1_000_000,
    segmentAgeMs: 1_000_000,
    digest: noDigest,
    disk,
    now: () => clock.now,
    ...changed,
  });
  return { disk, clock, segments };
};

const numbers = async (disk: MemoryDisk, which: "seen" | "durable" = "seen") => {
  const { events, damage } = await readBack(disk.toDirectory(which));
  expect(damage).toEqual([]);
  return events.map((event) => event.seq);
};

test("batches lie in one segment, in order, under one chain of digests", async () => {
  const { disk, segments } = writing();
  segments.append(batch(1));
  segments.append(batch(3));
  segments.sync();
  expect(disk.files.size).toBe(1);
  expect(await numbers(disk, "durable")).toEqual([1, 2, 3, 4]);
});

test("one sync makes many batches durable, and nothing is durable before it", () => {
  const { disk, segments } = writing();
  for (let first = 1; first < 20; first += 2) segments.append(batch(first));
  expect([...disk.files.values()].map((file) => file.durable.length)).toEqual([0]);
  expect(segments.unsyncedBytes).toBeGreaterThan(0);
  segments.sync();
  segments.sync();
  expect(disk.calls.filter((call) => call === "sync")).toHaveLength(1);
  expect(segments.unsyncedBytes).toBe(0);
});

test("the name of a new segment is made durable in its directory", () => {
  const { disk, segments } = writing();
  segments.append(batch(1));
  expect(disk.calls).toContain("syncDirectory");
});

test.each([
  ["size", { segmentBytes: 100 }, 0],
  ["age", { segmentAgeMs: 1000 }, 1000],
])("a segment that has reached its %s is synced, closed and followed by another", async (_, changed, wait) => {
  const { disk, clock, segments } = writing(changed);
  for (const first of [1, 3, 5]) {
    segments.append(batch(first));
    clock.now += wait;
  }
  segments.sync();
  expect(disk.files.size).toBe(3);
  expect(disk.calls.filter((call) => call === "close")).toHaveLength(2);
  expect(await numbers(disk, "durable")).toEqual([1, 2, 3, 4, 5, 6]);
});

describe("a failed write leaves a trail of whole frames, and the batch can be appended again", () => {
  test.each([
    ["nothing arrived", 0],
    ["a part arrived", 50],
  ])("%s", async (_, partial) => {
    const { disk, segments } = writing();
    segments.append(batch(1));
    disk.failing = { write: { code: "ENOSPC", partial } };
    expect(() => segments.append(batch(3))).toThrow("ENOSPC");
    expect(segments.takeBack()).toEqual([]);
    expect(await numbers(disk)).toEqual([1, 2]);
    disk.failing = {};
    segments.append(batch(3));
    segments.sync();
    expect(await numbers(disk, "durable")).toEqual([1, 2, 3, 4]);
  });
});

test.each([
  ["create", "EACCES"],
  ["write", "ENOSPC"],
  ["syncDirectory", "EIO"],
] as const)("a segment that cannot be begun (%s) leaves no file behind", async (operation: keyof Disk, code) => {
  const { disk, segments } = writing();
  disk.failing = { [operation]: { code, partial: 20 } };
  expect(() => segments.append(batch(1))).toThrow(code);
  expect(disk.files.size).toBe(0);
  disk.failing = {};
  segments.append(batch(1));
  segments.sync();
  expect(await numbers(disk, "durable")).toEqual([1, 2]);
});

describe("after a failed sync nothing unsynced is trusted: it is written again, to a new segment", () => {
  const appendAgain = (segments: SegmentWriter): void => {
    for (const back of segments.takeBack()) segments.append(back);
    segments.sync();
  };

  test("batches since the last sync come back, in order", async () => {
    const { disk, segments } = writing();
    segments.append(batch(1));
    segments.sync();
    segments.append(batch(3));
    segments.append(batch(5));
    disk.failing = { sync: { code: "EIO" } };
    expect(() => segments.sync()).toThrow("EIO");
    disk.failing = {};
    appendAgain(segments);
    expect(disk.files.size).toBe(2);
    expect(await numbers(disk, "durable")).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("also when the old copies cannot be cut off: a reader takes each event once", async () => {
    const { disk, segments } = writing();
    segments.append(batch(1));
    segments.sync();
    segments.append(batch(3));
    disk.failing = { sync: { code: "EIO" }, truncate: { code: "EIO" } };
    expect(() => segments.sync()).toThrow("EIO");
    disk.failing = {};
    appendAgain(segments);
    expect(await numbers(disk)).toEqual([1, 2, 3, 4]);
  });

  test("also when the power went before the old copies were whole", async () => {
    const { disk, segments } = writing();
    segments.append(batch(1));
    segments.sync();
    segments.append(batch(3));
    const [torn] = disk.files.values();
    disk.failing = { sync: { code: "EIO" }, truncate: { code: "EIO" } };
    expect(() => segments.sync()).toThrow("EIO");
    disk.failing = {};
    if (torn !== undefined) torn.durable = torn.seen.slice(0, -30);
    appendAgain(segments);
    expect(await numbers(disk, "durable")).toEqual([1, 2, 3, 4]);
  });

  test("also when nothing of the segment was ever durable", async () => {
    const { disk, segments } = writing();
    segments.append(batch(1));
    disk.failing = { sync: { code: "EIO" }, truncate: { code: "EIO" }, remove: { code: "EIO" } };
    expect(() => segments.sync()).toThrow("EIO");
    disk.failing = {};
    appendAgain(segments);
    expect(disk.files.size).toBe(2);
    expect(await numbers(disk)).toEqual([1, 2]);
  });

  test("also when it fails while a full segment is closed", async () => {
    const { disk, segments } = writing({ segmentBytes: 100 });
    segments.append(batch(1));
    disk.failing = { sync: { code: "EIO" } };
    expect(() => segments.append(batch(3))).toThrow("EIO");
    disk.failing = {};
    const back = segments.takeBack();
    expect(back.map(({ first }) => first)).toEqual([1]);
    for (const again of [...back, batch(3)]) segments.append(again);
    segments.sync();
    expect(await numbers(disk, "durable")).toEqual([1, 2, 3, 4]);
  });
});

test("a segment that somebody removed is noticed at the next sync, and its batches are written again", async () => {
  const { disk, segments } = writing();
  segments.append(batch(1));
  for (const path of disk.files.keys()) disk.remove(path);
  expect(() => segments.sync()).toThrow("removed");
  for (const back of segments.takeBack()) segments.append(back);
  segments.sync();
  expect(await numbers(disk, "durable")).toEqual([1, 2]);
});

test("closing makes what is left durable", async () => {
  const { disk, segments } = writing();
  segments.append(batch(1));
  segments.close();
  expect(await numbers(disk, "durable")).toEqual([1, 2]);
  expect(disk.calls.at(-1)).toBe("close");
});
