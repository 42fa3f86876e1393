import { afterEach, expect, test, vi } from "vitest";
import { type AuditLimits, defaultAuditLimits } from "../../src/audit/audit-limits.ts";
import { openTrail, type Trail } from "../../src/audit/trail.ts";
import { newDirectory, readBack, start } from "./example-events.ts";

const trails: Trail[] = [];
afterEach(async () => {
  for (const trail of trails.splice(0)) await trail.close().catch(() => {});
});

/** Batches leave only when they are full or when somebody hurries. */
const open = async (directory: string, limits: Partial<AuditLimits> = {}): Promise<Trail> => {
  const trail = await openTrail(directory, { ...defaultAuditLimits, batchMs: 60_000, ...limits });
  trails.push(trail);
  return trail;
};

const durable = (trail: Trail, seq: number): Promise<void> =>
  new Promise((resolve, reject) =>
    trail.whenDurable(seq, (error) => (error === undefined ? resolve() : reject(error))),
  );

test("events are numbered from 1, and go on with the next trail", async () => {
  const directory = newDirectory();
  const first = await open(directory);
  expect([first.accept(start("E1")), first.accept(start("E2"))]).toEqual([1, 2]);
  await first.close();
  const second = await open(directory);
  expect(second.opening).toMatchObject({ previous: "unclosed", cutBytes: 0, damaged: 0 });
  expect(second.accept(start("E3"))).toBe(3);
});

test("a batch waits for its time, its size, or somebody in a hurry", async () => {
  const directory = newDirectory();
  const trail = await open(directory, { batchEvents: 3 });
  for (const exchange of ["E1", "E2", "E3"]) trail.accept(start(exchange));
  await durable(trail, 3);
  trail.accept(start("E4"));
  expect(trail.statistics).toMatchObject({ queuedEvents: 1, writtenEvents: 3 });
  trail.hurry();
  await durable(trail, 4);
  expect((await readBack(directory)).summary).toMatchObject({ events: 4, damaged: 0, torn: false });
});

test("those in a hurry in one turn share a batch and its fsync", async () => {
  const trail = await open(newDirectory());
  for (let index = 0; index < 20; index++) {
    trail.accept(start(`E${index}`));
    trail.hurry();
  }
  await durable(trail, 20);
  expect(trail.statistics).toMatchObject({ writtenEvents: 20, syncs: 1, queuedEvents: 0, queuedBytes: 0 });
});

test("flushing a trail with nothing in it, and hurrying it, is nothing", async () => {
  const trail = await open(newDirectory());
  trail.hurry();
  await trail.flush();
  expect(trail.statistics.syncs).toBe(0);
});

test("a second trail on the same directory is refused, and the first goes on", async () => {
  const directory = newDirectory();
  const trail = await open(directory);
  await expect(openTrail(directory, defaultAuditLimits)).rejects.toMatchObject({ code: "audit-directory" });
  trail.accept(start("E1"));
  await vi.waitFor(() => trail.flush());
  expect((await readBack(directory)).summary.events).toBe(1);
});
