/**
 * Scans in worker threads. The steps of one event-loop turn travel as one batch:
 *
 *   scan(step) --> turn --setImmediate--> jobs --fastq, one per worker--> arena --> BatchRunner
 *   done(...)  <------------------------- unpack, arena recycled <------------------ answer
 *
 * Nothing is lost: the steps stay with their job until each is answered. A batch that fails is packed afresh and sent
 * again; if it fails twice it is halved until the step that no worker survives is alone, and that step is refused.
 * Nothing is reordered: a lane has one step in flight, and the steps of a batch are answered in the order of `scan`.
 */
import fastq from "fastq";
import { failures, type SluiceError } from "../errors.ts";
import type { Batch } from "../inspect/packing.ts";
import type { LaneResult, Scanner } from "../inspect/scanner.ts";
import type { BatchRunner } from "./batch-runner.ts";
import { createBatchSlots, type Slot } from "./batch-slots.ts";
import {
  createJob,
  type Entry,
  halve,
  type ItemResult,
  type Job,
  leastArena,
  pack,
  stepBytes,
  tries,
  unpack,
} from "./scan-job.ts";
import { noTotals, type ScanStats, type ScanTiming } from "./scan-stats.ts";
import type { WorkerHealth } from "./worker-health.ts";

export interface PoolScannerOptions {
  readonly runner: BatchRunner;
  /** Makes an empty arena in shared memory. */
  readonly createBatch: (arenaBytes: number) => Batch;
  readonly arenaBytes: number;
  /** Batches in flight at a time. */
  readonly workers: number;
  /** A batch with so many bytes is closed, so that a long turn feeds several workers. */
  readonly batchBytes: number;
  /** Steps waiting for or inside a worker; one more is refused. */
  readonly queueSteps: number;
  readonly health: WorkerHealth;
  /** While down, how often the workers are asked whether they answer again. */
  readonly recoverMs: number;
  /** How long `close` waits for what is in flight. */
  readonly closeTimeoutMs: number;
  readonly onTiming?: ((timing: ScanTiming) => void) | undefined;
}

/** A scanner that can be down, and says what it does. */
export interface MeteredScanner extends Scanner {
  /** False: every scan fails with `scanner-down`, so no traffic should be accepted. */
  readonly healthy: boolean;
  /** Steps waiting for or inside a worker. */
  readonly queueDepth: number;
  stats(): ScanStats;
  onHealth(listener: (healthy: boolean) => void): void;
  /** Resolves once it can be asked; rejects with `scanner-start`. What needs a worker that still loads its ruleset waits for it. */
  ready(): Promise<void>;
  /** Resolves once every worker has loaded its ruleset. Where it rejects, with `scanner-start`, the scanner is down until they have. */
  complete(): Promise<void>;
}

export function createPoolScanner(options: PoolScannerOptions): MeteredScanner {
  const { runner, workers, batchBytes, health, onTiming } = options;
  const slots = createBatchSlots(options);
  const queue = fastq<unknown, Job, void>(dispatch, workers);
  const inFlight = new Set<Job>();
  const total = noTotals();
  let turn: Entry[] = [];
  /** The youngest job, while it waits and has room: later turns join it. */
  let open: Job | undefined;
  let depth = 0;
  let batches = 0;
  let retries = 0;
  let failed = 0;
  let refused = 0;
  let closing: Promise<void> | undefined;
  let drained = (): void => {};

  function settle(entry: Entry, failure: Error | undefined, result: LaneResult | undefined): void {
    depth -= 1;
    try {
      entry.done(failure, result);
    } catch (error) {
      // The other steps of the batch are other people's: they get their answers first.
      queueMicrotask(() => {
        throw error;
      });
    }
    if (depth === 0) drained();
  }

  function refuse(entries: readonly Entry[], failure: () => SluiceError): void {
    refused += entries.length;
    for (const entry of entries) settle(entry, failure(), undefined);
  }

  function flush(): void {
    const entries = turn;
    turn = [];
    const fresh: Job[] = [];
    let job = open;
    for (const entry of entries) {
      if (job === undefined || job.bytes >= batchBytes) {
        job = createJob([], 0);
        fresh.push(job);
      }
      job.entries.push(entry);
      job.bytes += stepBytes(entry.step);
    }
    open = job;
    // An idle worker takes a job at once, so jobs are pushed when they are full.
    for (const full of fresh) queue.push(full);
  }

  function dispatch(job: Job, free: fastq.done<void>): void {
    if (job === open) open = undefined;
    const slot = slots.take(leastArena(job));
    const rest = pack(slot.batch, job);
    if (rest !== undefined) queue.unshift(rest);
    inFlight.add(job);
    const { batch, begun, generation } = slot;
    const sentAt = performance.now();
    runner.run({ kind: "scan", generation, count: batch.count, buffers: batch.buffers, begun }).then(
      (answer) => {
        const results = answer.generation === generation ? unpack(batch) : undefined;
        if (!inFlight.delete(job)) return;
        if (results === undefined) return fail(job, slot, free);
        slots.recycle(slot);
        // Before the answers, so that the worker has its next batch while lanes go on.
        free(null);
        answered(job, results, (performance.now() - sentAt) / 1000);
      },
      () => {
        if (inFlight.delete(job)) fail(job, slot, free);
      },
    );
  }

  function answered(job: Job, results: readonly ItemResult[], seconds: number): void {
    const steps = job.entries.length;
    batches += 1;
    total.steps += steps;
    total.bytes += job.bytes;
    total.seconds += seconds;
    onTiming?.({ mode: "pool", steps, bytes: job.bytes, seconds });
    let index = 0;
    for (const entry of job.entries) {
      const result = results[index++];
      if (result === undefined) settle(entry, failures.scanFailed(), undefined);
      else if ("failure" in result) settle(entry, result.failure, undefined);
      else settle(entry, undefined, result);
    }
  }

  function fail(job: Job, slot: Slot, free: fastq.done<void>): void {
    slots.drop(slot);
    failed += 1;
    job.failures += 1;
    health.failed();
    if (!health.healthy) refuse(job.entries, failures.scannerDown);
    else if (job.failures < tries) again(job);
    else if (job.entries.length === 1) refuse(job.entries, failures.scanFailed);
    else again(...halve(job));
    free(null);
  }

  /** To the head of the queue, in order. */
  function again(...jobs: readonly Job[]): void {
    retries += jobs.length;
    for (const job of jobs.toReversed()) queue.unshift(job);
  }

  /** Answers everything that waits; what is in flight answers for itself. */
  function refuseWaiting(failure: () => SluiceError): void {
    const waiting = [...queue.getQueue(), { entries: turn }];
    queue.kill();
    open = undefined;
    turn = [];
    for (const { entries } of waiting) refuse(entries, failure);
  }

  let recovery: NodeJS.Timeout | undefined;
  function recover(): void {
    if (closing !== undefined) return;
    recovery = setTimeout(() => runner.ready().then(health.recovered, recover), options.recoverMs).unref();
  }

  health.onChange((healthy) => {
    if (healthy) return;
    refuseWaiting(failures.scannerDown);
    recover();
  });

  function whyNot(): SluiceError | undefined {
    if (closing !== undefined) return failures.stopping();
    if (!health.healthy) return failures.scannerDown();
    if (depth >= options.queueSteps) return failures.scanQueueFull(options.queueSteps);
    return undefined;
  }

  async function shut(): Promise<void> {
    clearTimeout(recovery);
    flush();
    if (depth > 0) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        drained = resolve;
        timer = setTimeout(resolve, options.closeTimeoutMs);
      });
      clearTimeout(timer);
    }
    refuseWaiting(failures.stopping);
    const abandoned = [...inFlight];
    inFlight.clear();
    for (const job of abandoned) refuse(job.entries, failures.stopping);
    await runner.close();
  }

  const load = async (): Promise<void> => {
    try {
      await runner.ready();
    } catch (error) {
      if (closing === undefined) health.lost();
      throw error;
    }
  };
  let loading: Promise<void> | undefined;
  const complete = (): Promise<void> => {
    loading ??= load();
    return loading;
  };

  return {
    get healthy() {
      return health.healthy;
    },
    get queueDepth() {
      return depth;
    },
    scan(step, done) {
      const refusal = whyNot();
      if (refusal !== undefined) {
        refused += 1;
        return done(refusal, undefined);
      }
      depth += 1;
      turn.push({ step, done });
      // Not a microtask: those run after each socket's data, this after the data of all sockets that were readable.
      if (turn.length === 1) setImmediate(flush);
    },
    stats: () => ({ inline: noTotals(), pool: { ...total }, batches, retries, failures: failed, refused }),
    onHealth: health.onChange,
    ready: complete,
    complete,
    close: () => {
      closing ??= shut();
      return closing;
    },
  };
}
