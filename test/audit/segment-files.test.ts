import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeFrame, frameMarker, noDigest } from "../../src/audit/frame.ts";
import { listSegments, segmentName, walkSegment } from "../../src/audit/segment-files.ts";
import { newDirectory } from "./example-events.ts";

const frame = (length: number, fill: number): Uint8Array =>
  encodeFrame(new Uint8Array(length).fill(fill), noDigest).bytes;

const walk = (bytes: Uint8Array) => {
  const path = join(newDirectory(), "one.seg");
  writeFileSync(path, bytes);
  const pieces = [...walkSegment(path)].map((piece) =>
    "bad" in piece ? piece.bad : { offset: piece.frame.offset, fill: piece.frame.payload[0] },
  );
  expect(readFileSync(path)).toEqual(Buffer.from(bytes));
  return pieces;
};

test("names sort by first event, then by time, and nothing else is listed", () => {
  const directory = newDirectory();
  const names = [segmentName(1, 5), segmentName(20, 7), segmentName(20, 9), segmentName(100, 1)];
  for (const name of [...names].reverse()) writeFileSync(join(directory, name), "");
  for (const name of ["writer.lock", "audit-1.seg", "audit-000000000000001.seg.bak"]) {
    writeFileSync(join(directory, name), "");
  }
  expect(listSegments(directory).map(({ name, first }) => [name, first])).toEqual(
    names.map((name, index) => [name, [1, 20, 20, 100][index]]),
  );
});

test("frames follow each other without a gap", () => {
  expect(walk(Buffer.concat([frame(10, 1), frame(0, 0), frame(5, 3)]))).toEqual([
    { offset: 0, fill: 1 },
    { offset: 82, fill: undefined },
    { offset: 154, fill: 3 },
  ]);
});

test.each([
  ["a cut frame", frame(10, 2).subarray(0, 40)],
  ["zeros, as after a crash of the machine", new Uint8Array(5000)],
  ["markers that start no frame", Buffer.concat([frameMarker, frameMarker, frameMarker])],
])("at the end, %s is a bad tail", (_, tail) => {
  expect(walk(Buffer.concat([frame(10, 1), tail]))).toEqual([
    { offset: 0, fill: 1 },
    { offset: 82, length: tail.length, tail: true },
  ]);
});

test.each([
  ["between frames", new Uint8Array(30).fill(7)],
  ["longer than what is searched at a time", new Uint8Array(1024 * 1024 - 3).fill(7)],
  ["with markers in it", Buffer.concat([frameMarker, new Uint8Array(100)])],
])("damage %s is passed over to the next good frame", (_, damage) => {
  expect(walk(Buffer.concat([frame(10, 1), damage, frame(5, 3)]))).toEqual([
    { offset: 0, fill: 1 },
    { offset: 82, length: damage.length, tail: false },
    { offset: 82 + damage.length, fill: 3 },
  ]);
});

test("an empty file has no pieces", () => {
  expect(walk(new Uint8Array())).toEqual([]);
});
