/**
 * A job: the steps that travel together, each with whoever waits for its result. Steps stay with their job, and their
 * bytes with their lane, until they are answered, so a job can be packed as often as it takes.
 */
import assert from "node:assert";
import { type Batch, mostSkipped } from "../inspect/packing.ts";
import type { LaneStep, Scanner } from "../inspect/scanner.ts";

export interface Entry {
  readonly step: LaneStep;
  readonly done: Parameters<Scanner["scan"]>[1];
}

export interface Job {
  readonly entries: Entry[];
  bytes: number;
  /** Failures that these entries count: a half starts with some of its whole's. */
  failures: number;
}

/** A job is sent again once before it is halved, and one step alone once before it is refused. */
export const tries = 2;

/** What a step is counted as. */
export const stepBytes = (step: LaneStep): number => step.bytes.length + step.context.length;

/** The arena that a job needs at least: room for its first step, and for lying aligned. */
export const leastArena = ({ entries: [first] }: Job): number =>
  first === undefined ? 0 : stepBytes(first.step) + first.step.profile.length + mostSkipped;

export const createJob = (entries: Entry[], failures: number): Job => {
  let bytes = 0;
  for (const { step } of entries) bytes += stepBytes(step);
  return { entries, bytes, failures };
};

/** Packs what the arena holds. What it does not hold is cut off the job and returned as one of its own. */
export function pack(batch: Batch, job: Job): Job | undefined {
  let packed = 0;
  for (const { step } of job.entries) {
    if (!batch.add(step)) break;
    packed += 1;
  }
  if (packed === job.entries.length) return undefined;
  assert(packed > 0, "the arena was taken to hold the first step");
  const rest = createJob(job.entries.splice(packed), job.failures);
  job.bytes -= rest.bytes;
  return rest;
}

export type ItemResult = ReturnType<Batch["result"]>;

/** Undefined when what the worker wrote makes no sense: the job has failed. */
export function unpack(batch: Batch): readonly ItemResult[] | undefined {
  try {
    const results: ItemResult[] = [];
    for (let index = 0; index < batch.count; index += 1) results.push(batch.result(index));
    return results;
  } catch {
    return undefined;
  }
}

/** The two halves of a job that failed with all its tries. A half that fails is halved at once; one step gets its tries. */
export function halve(job: Job): readonly [Job, Job] {
  const middle = job.entries.length >> 1;
  const half = (entries: Entry[]): Job => createJob(entries, entries.length === 1 ? 0 : tries - 1);
  return [half(job.entries.slice(0, middle)), half(job.entries.slice(middle))];
}
