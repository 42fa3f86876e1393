/**
 * Runs batches in worker threads. The only file that imports piscina.
 *
 *   run(task) --> piscina --> idle worker        one batch per worker at a time
 *        |-- watch: begun but unanswered for timeoutMs --> abort --> thread terminated and replaced
 *
 * A worker may be terminated while it starts: a gateway can close before it is ready. Node 20 ends the whole process when that happens
 * while it links ES modules that were required, as piscina does ("IsGraphAsync must be used on an instantiated module"). So a worker's
 * file is CommonJS, and one that is not is refused.
 *
 * A worker that throws answers with the error; one that exits or runs out of heap is replaced. A native crash (a
 * segmentation fault in the addon) is none of these: threads share the process, so it ends the process.
 */
import { EventEmitter } from "node:events";
import { extname } from "node:path";
import { Piscina } from "piscina";
import { failures } from "../errors.ts";
import type { BatchRunner, ScanAnswer, ScanTask, WorkerBirth, WorkerTask } from "./batch-runner.ts";

export interface PiscinaRunnerOptions {
  /** Compiled entry point, `workers/scan.cjs`. Only CommonJS: see above. */
  readonly workerFile: string;
  readonly workers: number;
  readonly birth: WorkerBirth;
  /** JavaScript heap of one worker. The ruleset and its scratch are native memory and not part of it. */
  readonly heapMegabytes: number;
  /** A batch that a worker has begun and not answered for so long is given up, with its worker. */
  readonly timeoutMs: number;
  /** How long a batch may wait for a worker that is starting. */
  readonly startTimeoutMs: number;
  /** A worker died with no batch in hand. */
  readonly onIdleDeath: () => void;
}

/** Looks per timeout. A worker is given up after one look more, so between timeoutMs and 1.25 timeoutMs. */
const looksPerTimeout = 4;

/** A thread inside native code cannot be terminated; closing does not wait for it for ever. */
const closeTimeoutMs = 2_000;

/** No text has reached a worker at start, so its words hold none. */
const reason = (error: unknown): string => (error instanceof Error ? error.message : "for an unknown reason");

export function createPiscinaRunner(options: PiscinaRunnerOptions): BatchRunner {
  const { workers, timeoutMs, startTimeoutMs } = options;
  if (extname(options.workerFile) !== ".cjs")
    throw new TypeError(`a worker's file is CommonJS (.cjs), not ${options.workerFile}`);
  const pool = new Piscina<WorkerTask, ScanAnswer>({
    filename: options.workerFile,
    minThreads: workers,
    maxThreads: workers,
    idleTimeout: Number.POSITIVE_INFINITY,
    workerData: options.birth,
    resourceLimits: { maxOldGenerationSizeMb: options.heapMegabytes },
    // Flags of the main thread (inspector, loaders) are not the workers'.
    execArgv: [],
    recordTiming: false,
  });
  // Piscina emits the death of a worker that had no task in hand. Unheard, it would end the process.
  pool.on("error", options.onIdleDeath);

  /**
   * Timers fire late when the loop was blocked, and fire before the answer that came meanwhile is read. An interval
   * fires once however long the block was, so several looks in a row mean that the loop ran and no answer came.
   */
  const watch = (task: ScanTask, abort: EventEmitter): NodeJS.Timeout => {
    const lookMs = Math.max(1, timeoutMs / looksPerTimeout);
    let looksBegun = 0;
    let looks = 0;
    const timer = setInterval(() => {
      looks += 1;
      if (Atomics.load(task.begun, 0) === task.generation) looksBegun += 1;
      if (looksBegun > looksPerTimeout || looks * lookMs > startTimeoutMs + timeoutMs) {
        clearInterval(timer);
        abort.emit("abort");
      }
    }, lookMs);
    return timer;
  };

  const ready = async (): Promise<void> => {
    const abort = new EventEmitter().setMaxListeners(workers);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      abort.emit("abort");
    }, startTimeoutMs);
    try {
      await Promise.all(Array.from({ length: workers }, () => pool.run({ kind: "ready" }, { signal: abort })));
    } catch (error) {
      throw failures.scannerStart(late ? `no answer within ${startTimeoutMs} ms` : reason(error));
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    async run(task) {
      const abort = new EventEmitter();
      const timer = watch(task, abort);
      try {
        return await pool.run(task, { signal: abort });
      } finally {
        clearInterval(timer);
      }
    },
    ready,
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, closeTimeoutMs);
      });
      await Promise.race([pool.destroy(), patience]);
      clearTimeout(timer);
    },
  };
}
