import { mkdirSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { chainOf, lastEventOf, listChains } from "../../src/audit/chains.ts";
import { nodeDisk } from "../../src/audit/disk.ts";
import type { AuditEvent } from "../../src/audit/events.ts";
import { noDigest, packBatch } from "../../src/audit/frame.ts";
import type { Damage } from "../../src/audit/read.ts";
import { readChains } from "../../src/audit/read-chains.ts";
import { cleanRow, toRow } from "../../src/audit/rows.ts";
import { listSegments } from "../../src/audit/segment-files.ts";
import { createSegmentWriter } from "../../src/audit/segment-writer.ts";
import { newDirectory, start } from "./example-events.ts";

const write = (directory: string, events: readonly AuditEvent[]): void => {
  mkdirSync(directory, { recursive: true });
  const segments = createSegmentWriter({
    directory,
    writer: "w1",
    segmentBytes: 400,
    segmentAgeMs: 1_000_000,
    digest: noDigest,
    disk: nodeDisk,
    now: Date.now,
  });
  for (const [index, event] of events.entries())
    segments.append(packBatch({ first: index + 1, rows: [cleanRow(toRow(event))] }));
  segments.close();
};
const at = (time: number): AuditEvent => start(`E${time}`, { time });
const chains = (time: number, last: Readonly<Record<string, number>>): AuditEvent => ({ kind: "chains", time, last });

/** A gateway of one process that became one of three, and then of two. */
const trail = (): string => {
  const directory = newDirectory();
  write(directory, [at(1), at(2)]);
  write(join(directory, chainOf(1)), [
    at(10),
    at(13),
    chains(20, { ".": 2, "process-1": 2, "process-2": 3, "process-3": 1 }),
  ]);
  write(join(directory, chainOf(2)), [at(11), at(12), at(14), at(30), at(31)]);
  write(join(directory, chainOf(3)), [at(5)]);
  mkdirSync(join(directory, "process-4"));
  mkdirSync(join(directory, "elsewhere"));
  return directory;
};

const read = async (directory: string) => {
  const found: string[] = [];
  const damage: Damage[] = [];
  const summary = await readChains(directory, {
    onEvent: ({ chain, event }) => void found.push(`${chain}:${event.seq}@${event.time}`),
    onDamage: (one) => void damage.push(one),
  });
  return { found, damage, summary };
};

test("all chains are read as one, by time, and each is named", async () => {
  const { found, damage, summary } = await read(trail());
  expect(found).toEqual([
    ...[".:1@1", ".:2@2", "process-3:1@5", "process-1:1@10", "process-2:1@11", "process-2:2@12"],
    ...["process-1:2@13", "process-2:3@14", "process-1:3@20", "process-2:4@30", "process-2:5@31"],
  ]);
  expect(damage).toEqual([]);
  expect([summary.events, summary.damaged, [...summary.chains.keys()].sort()]).toEqual([
    11,
    0,
    [".", "process-1", "process-2", "process-3"],
  ]);
});

test("the end of each chain can be told without changing it", () => {
  expect(listChains(trail()).map((chain) => [chain.name, lastEventOf(chain)])).toEqual([
    [".", 2],
    ["process-1", 3],
    ["process-2", 5],
    ["process-3", 1],
  ]);
});

describe("what another chain speaks of is missed", () => {
  test.each([
    [
      "the whole chain of a process",
      (directory: string) => rmSync(join(directory, "process-2"), { recursive: true }),
      "process-2",
      "gone",
    ],
    [
      "the chain of a process that there is no more",
      (directory: string) => rmSync(join(directory, "process-3"), { recursive: true }),
      "process-3",
      "gone",
    ],
    [
      "the chain of the directory itself",
      (directory: string) => listSegments(directory).forEach(({ path }) => void rmSync(path)),
      ".",
      "gone",
    ],
    [
      "the end of a chain",
      (directory: string) =>
        listSegments(join(directory, "process-2"))
          .filter(({ first }) => first > 2)
          .forEach(({ path }) => void rmSync(path)),
      "process-2",
      "ends at event 2",
    ],
  ])("%s", async (_what, remove, file, words) => {
    const directory = trail();
    remove(directory);
    const { damage, summary } = await read(directory);
    expect(damage).toEqual([{ kind: "missing", file, offset: 0, message: expect.stringContaining(words) }]);
    expect(damage[0]?.message).toContain("event 3 of process-1");
    expect(summary.damaged).toBe(1);
  });
});

test("damage inside a chain is told with the chain's name", async () => {
  const directory = trail();
  const [segment] = listSegments(join(directory, "process-2"));
  truncateSync(segment?.path ?? "", 300);
  const { damage } = await read(directory);
  expect(damage.length).toBeGreaterThan(0);
  for (const { file } of damage) expect(file).toMatch(/^process-2\/audit-/);
});
