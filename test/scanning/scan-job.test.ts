import { describe, expect, it } from "vitest";
import { createJob, halve, type Job, leastArena, pack, tries, unpack } from "../../src/scanning/scan-job.ts";
import { createPlainBatch, plainStep } from "./fixtures/plain-batch.ts";

const jobOf = (...texts: readonly string[]): Job =>
  createJob(
    texts.map((text) => ({ step: plainStep(text), done: () => {} })),
    0,
  );
const textsOf = (job: Job | undefined): string[] | undefined =>
  job?.entries.map(({ step }) => Buffer.from(step.bytes).toString());

describe("packing", () => {
  const rows: readonly { arenaBytes: number; packed: readonly string[]; rest: readonly string[] | undefined }[] = [
    { arenaBytes: 6, packed: ["a", "bb", "ccc"], rest: undefined },
    { arenaBytes: 5, packed: ["a", "bb"], rest: ["ccc"] },
    { arenaBytes: 1, packed: ["a"], rest: ["bb", "ccc"] },
  ];
  for (const { arenaBytes, packed, rest } of rows) {
    it(`into ${arenaBytes} bytes takes ${packed.join(", ")} and returns what is left`, () => {
      const job = jobOf("a", "bb", "ccc");
      const left = pack(createPlainBatch(arenaBytes, 8), job);
      expect(textsOf(job)).toEqual(packed);
      expect(textsOf(left)).toEqual(rest);
      expect(job.bytes + (left?.bytes ?? 0)).toBe(6);
    });
  }

  it("asks for an arena that holds the first step", () => {
    const job = jobOf("x".repeat(300), "y");
    expect(leastArena(job)).toBeGreaterThanOrEqual(300);
  });
});

it("results that a worker did not write fail the job", () => {
  const batch = createPlainBatch(10, 4);
  batch.reset();
  pack(batch, jobOf("a", "b"));
  batch.buffers.out[0] = 1;
  expect(unpack(batch)).toBeUndefined();
  batch.buffers.out[1] = 1;
  expect(unpack(batch)?.length).toBe(2);
});

it("halves keep the order; one step alone gets all its tries, a crowd only its last", () => {
  const [first, second] = halve(jobOf("a", "b", "c"));
  expect([textsOf(first), textsOf(second)]).toEqual([["a"], ["b", "c"]]);
  expect([first.failures, second.failures]).toEqual([0, tries - 1]);
});
