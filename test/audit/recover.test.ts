import { copyFileSync, mkdirSync, readFileSync, renameSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { nodeDisk } from "../../src/audit/disk.ts";
import { noDigest, packBatch } from "../../src/audit/frame.ts";
import { recoverTrail } from "../../src/audit/recover.ts";
import { cleanRow, toRow } from "../../src/audit/rows.ts";
import { listSegments, walkSegment } from "../../src/audit/segment-files.ts";
import { createSegmentWriter } from "../../src/audit/segment-writer.ts";
import { newDirectory, readBack, start } from "./example-events.ts";

/** Goes on with the trail in a directory: `batches` frames of two events each. */
const write = (directory: string, batches: number, segmentBytes = 1_000_000): void => {
  const trail = recoverTrail(directory);
  const segments = createSegmentWriter({
    directory,
    writer: "w1",
    segmentBytes,
    segmentAgeMs: 1_000_000,
    digest: trail.digest,
    disk: nodeDisk,
    now: Date.now,
  });
  for (let first = trail.next; first < trail.next + 2 * batches; first += 2) {
    segments.append(packBatch({ first, rows: [0, 1].map((index) => cleanRow(toRow(start(`E${first + index}`)))) }));
  }
  segments.close();
};

const copyOf = (directory: string): string => {
  const copy = newDirectory();
  mkdirSync(copy, { recursive: true });
  for (const { name, path } of listSegments(directory)) copyFileSync(path, join(copy, name));
  return copy;
};

const last = (directory: string): string => {
  const path = listSegments(directory).at(-1)?.path;
  if (path === undefined) throw new Error("no segment");
  return path;
};

const frameOffsets = (path: string): number[] =>
  [...walkSegment(path)].flatMap((piece) => ("frame" in piece ? [piece.frame.offset] : []));

const numbers = async (directory: string) => {
  const { events, damage } = await readBack(directory);
  return { seqs: events.map((event) => event.seq), damage: damage.map(({ kind }) => kind) };
};

test("an empty directory begins a trail", () => {
  expect(recoverTrail(newDirectory())).toEqual({
    next: 1,
    digest: noDigest,
    previous: "none",
    cutBytes: 0,
    damaged: 0,
  });
});

test("a writer goes on where the one before ended, in a segment of its own under the same chain", async () => {
  const directory = newDirectory();
  write(directory, 2);
  write(directory, 1);
  expect(listSegments(directory).map(({ first }) => first)).toEqual([1, 5]);
  expect(await numbers(directory)).toEqual({ seqs: [1, 2, 3, 4, 5, 6], damage: [] });
});

describe("a torn tail", () => {
  let whole = "";
  let lastFrame = 0;
  let size = 0;
  beforeAll(() => {
    whole = newDirectory();
    write(whole, 3);
    lastFrame = frameOffsets(last(whole)).at(-1) ?? 0;
    size = statSync(last(whole)).size;
  });

  test("is cut, wherever in the last frame the crash came, and the trail goes on whole", async () => {
    for (let kept = lastFrame; kept < size; kept++) {
      const directory = copyOf(whole);
      writeFileSync(last(directory), readFileSync(last(whole)).subarray(0, kept));
      if (kept > lastFrame) expect((await numbers(directory)).damage, `${kept} bytes`).toEqual(["torn"]);
      const trail = recoverTrail(directory);
      expect([trail.next, trail.cutBytes], `${kept} bytes`).toEqual([5, kept - lastFrame]);
      expect(statSync(last(directory)).size).toBe(lastFrame);
      if (kept % 16 !== 0) continue;
      write(directory, 1);
      expect(await numbers(directory), `${kept} bytes`).toEqual({ seqs: [1, 2, 3, 4, 5, 6], damage: [] });
    }
  });

  test("of zeros, as a machine leaves it that lost power, is cut", () => {
    const directory = copyOf(whole);
    const bytes = readFileSync(last(whole));
    bytes.fill(0, lastFrame + 10);
    writeFileSync(last(directory), Buffer.concat([bytes, new Uint8Array(4096)]));
    expect(recoverTrail(directory)).toMatchObject({ next: 5, cutBytes: size - lastFrame + 4096, damaged: 0 });
  });
});

test("damage with good frames after it is left as it is, counted, and read around", async () => {
  const directory = newDirectory();
  write(directory, 3);
  const bytes = readFileSync(last(directory));
  const at = (frameOffsets(last(directory))[2] ?? 0) + 80;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(last(directory), bytes);
  expect(recoverTrail(directory)).toMatchObject({ next: 7, cutBytes: 0, damaged: 1 });
  expect(readFileSync(last(directory))).toEqual(bytes);
  expect(await numbers(directory)).toEqual({ seqs: [1, 2, 5, 6], damage: ["corrupt", "gap"] });
});

test.each([
  ["empty", 0],
  ["shorter than its header", 50],
])("a segment that a crash left %s is removed, and the one before is the end", async (_, length) => {
  const directory = newDirectory();
  write(directory, 2);
  const before = last(directory);
  write(directory, 1);
  writeFileSync(last(directory), readFileSync(last(directory)).subarray(0, length));
  expect(recoverTrail(directory)).toMatchObject({ next: 5, cutBytes: length });
  expect(last(directory)).toBe(before);
});

test("a segment with a header only is removed", () => {
  const directory = newDirectory();
  write(directory, 2);
  write(directory, 1);
  const path = last(directory);
  writeFileSync(path, readFileSync(path).subarray(0, frameOffsets(path)[1]));
  expect(recoverTrail(directory)).toMatchObject({ next: 5, cutBytes: 0 });
  expect(listSegments(directory)).toHaveLength(1);
});

describe("a reader notices", () => {
  const threeSegments = (): string => {
    const directory = newDirectory();
    write(directory, 3, 100);
    return directory;
  };

  test("a segment that is missing in the middle", async () => {
    const directory = threeSegments();
    unlinkSync(listSegments(directory)[1]?.path ?? "");
    expect(await numbers(directory)).toEqual({ seqs: [1, 2, 5, 6], damage: ["chain", "gap"] });
  });

  test("a frame that was taken out", async () => {
    const directory = newDirectory();
    write(directory, 3);
    const path = last(directory);
    const [, , from = 0, to = 0] = frameOffsets(path);
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]));
    expect(await numbers(directory)).toEqual({ seqs: [1, 2, 5, 6], damage: ["chain", "gap"] });
  });

  test("a segment of another trail in the place of one", async () => {
    const directory = threeSegments();
    const other = threeSegments();
    const [, mine] = listSegments(directory);
    const [, theirs] = listSegments(other);
    renameSync(theirs?.path ?? "", mine?.path ?? "");
    expect((await numbers(directory)).damage).toContain("chain");
  });

  test("but not that old segments were archived", async () => {
    const directory = threeSegments();
    unlinkSync(listSegments(directory)[0]?.path ?? "");
    expect(await numbers(directory)).toEqual({ seqs: [3, 4, 5, 6], damage: [] });
  });
});
