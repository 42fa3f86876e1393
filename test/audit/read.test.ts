import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { nodeDisk } from "../../src/audit/disk.ts";
import { encodeFrame, noDigest, packBatch, packPayload } from "../../src/audit/frame.ts";
import { readAudit } from "../../src/audit/read.ts";
import { cleanRow, columns, toRow } from "../../src/audit/rows.ts";
import { listSegments, segmentName } from "../../src/audit/segment-files.ts";
import { createSegmentWriter } from "../../src/audit/segment-writer.ts";
import { newDirectory, readBack, start } from "./example-events.ts";

let directory = "";
beforeAll(() => {
  directory = newDirectory();
  const segments = createSegmentWriter({
    directory,
    writer: "w1",
    segmentBytes: 500,
    segmentAgeMs: 1_000_000,
    digest: noDigest,
    disk: nodeDisk,
    now: Date.now,
  });
  for (let seq = 1; seq <= 20; seq++) {
    segments.append(packBatch({ first: seq, rows: [cleanRow(toRow(start(`E${seq}`, { time: 1000 * seq })))] }));
  }
  segments.close();
});

test("a trail comes back whole, with what it held", async () => {
  const { events, damage, summary } = await readBack(directory);
  expect(events).toEqual(
    Array.from({ length: 20 }, (_, index) => ({
      seq: index + 1,
      ...start(`E${index + 1}`, { time: 1000 * (index + 1) }),
    })),
  );
  expect(damage).toEqual([]);
  const segments = listSegments(directory).length;
  expect(segments).toBeGreaterThan(3);
  expect(summary).toEqual({ segments, events: 20, first: 1, last: 20, damaged: 0, torn: false });
});

test.each([
  [{ fromSeq: 15 }, 15],
  [{ fromSeq: 1 }, 1],
  [{ fromTime: 12_500 }, 13],
  [{ fromSeq: 5, fromTime: 3000 }, 5],
])("reading from %o begins with event %i", async (from, first) => {
  const { events, damage } = await readBack(directory, from);
  expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 21 - first }, (_, index) => first + index));
  expect(damage).toEqual([]);
});

test("segments before the first event wanted are not opened", async () => {
  const { summary } = await readBack(directory, { fromSeq: 20 });
  expect(summary.segments).toBe(1);
});

test("a slow consumer is waited for", async () => {
  let busy = false;
  await readAudit(directory, {
    onEvent: async () => {
      expect(busy).toBe(false);
      busy = true;
      await new Promise((resolve) => setImmediate(resolve));
      busy = false;
    },
  });
});

test("an empty directory reads as an empty trail", async () => {
  expect((await readBack(newDirectory())).summary).toEqual({
    segments: 0,
    events: 0,
    first: 0,
    last: 0,
    damaged: 0,
    torn: false,
  });
});

test("a directory that is missing is the file system's error", async () => {
  const gone = newDirectory();
  rmSync(gone, { recursive: true });
  await expect(readBack(gone)).rejects.toMatchObject({ code: "ENOENT" });
});

test.each([
  ["a format of the future", { version: 2 }, [1, "reload", 1], 2],
  ["a row that does not fit its columns", { version: 1 }, ["reload", 1], 1],
])("%s is reported as unreadable, with file and offset", async (_, changed, row, places) => {
  const odd = newDirectory();
  const header = { format: "sluice-audit", writer: "w", first: 1, time: 1, columns, ...changed } as const;
  const first = encodeFrame(packPayload(header), noDigest);
  const second = encodeFrame(packPayload({ first: 1, rows: [row] }), first.digest);
  const name = segmentName(1, 1);
  writeFileSync(join(odd, name), first.bytes);
  appendFileSync(join(odd, name), second.bytes);
  const { events, damage } = await readBack(odd);
  expect(events).toEqual([]);
  expect(damage).toHaveLength(places);
  expect(damage.at(-1)).toMatchObject({ kind: "unreadable", file: name, offset: first.bytes.length });
});
