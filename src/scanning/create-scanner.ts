/**
 * Builds the scanner that `scan: auto | inline | pool` asks for. What they find is the same; they differ in where the
 * work is done:
 *
 *   inline  on this thread; nothing to go wrong but what takes the process with it
 *   pool    in worker threads; a worker that throws, hangs or runs out of heap costs a retry
 *   auto    small steps inline up to a budget per event-loop turn, the rest in worker threads
 *
 * A native crash (a segmentation fault in the addon) ends the process in all three: threads share it.
 */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { createBatch } from "../inspect/packing.ts";
import { workerFile } from "../worker-file.ts";
import type { Ruleset } from "./addon.ts";
import { createAutoScanner } from "./auto-scanner.ts";
import { createInlineScanner } from "./inline-scanner.ts";
import { createPiscinaRunner } from "./piscina-runner.ts";
import { createPoolScanner, type MeteredScanner } from "./pool-scanner.ts";
import type { ScanTiming } from "./scan-stats.ts";
import { createWorkerHealth } from "./worker-health.ts";

export type ScanMode = "auto" | "inline" | "pool";

export interface ScanLimits {
  /** Arena of one batch; a larger step gets one of its own. */
  readonly arenaBytes: number;
  /** Steps in one batch. */
  readonly batchSteps: number;
  /** A batch is closed at this size, so that a long turn feeds several workers. */
  readonly batchBytes: number;
  /** Steps waiting for or inside a worker, `limits.scanQueue`; one more is refused. */
  readonly queueSteps: number;
  /** Findings of one step; more fails the step. Lanes count theirs against `limits.findings`; this only bounds memory. */
  readonly stepFindings: number;
  /** Of clean steps that each thread keeps, to know them when they come again; `limits.cleanText`. */
  readonly cleanBytes: number;
  /** `auto`: bytes scanned on the event loop's thread in one turn. bench/dispatch.ts measures where it pays. */
  readonly inlineBytesPerTurn: number;
  /** ... and once it has taken so long, no more: text full of values takes ten times as long as prose. */
  readonly inlineMsPerTurn: number;
  /** Steps of at most so many bytes, an event's at most: they are scanned on the event loop's thread whatever the bytes of a turn, ... */
  readonly smallBytes: number;
  /** ... until all of a turn have taken so long: that many deltas are some 2,000 of prose, and 150 of the dearest text. */
  readonly smallMsPerTurn: number;
  /** A batch that takes longer is given up with its worker, and tried again. */
  readonly batchTimeoutMs: number;
  /** How long workers may take to load the ruleset. */
  readonly startTimeoutMs: number;
  /** JavaScript heap of a worker; the ruleset is native memory and not part of it. */
  readonly workerHeapMegabytes: number;
  /** More failures of workers than this within the window, and the scanner is down. */
  readonly maxFailures: number;
  readonly failureWindowMs: number;
}

export const scanLimits: ScanLimits = {
  arenaBytes: 256 * 1024,
  batchSteps: 256,
  batchBytes: 64 * 1024,
  queueSteps: 65_536,
  stepFindings: 4_096,
  cleanBytes: 16 << 20,
  inlineBytesPerTurn: 64 * 1024,
  inlineMsPerTurn: 0.5,
  smallBytes: 2_048,
  smallMsPerTurn: 4,
  batchTimeoutMs: 2_000,
  startTimeoutMs: 30_000,
  workerHeapMegabytes: 64,
  // One poison step in a full batch costs 11: 2 whole, 7 halves, 2 alone.
  maxFailures: 32,
  failureWindowMs: 60_000,
};

/** While down, the workers are asked this often whether they answer again. */
const recoverMs = 5_000;

export interface PoolOptions {
  readonly mode: ScanMode;
  /** The ruleset, serialised, for the workers; `inline` has none and needs none. */
  readonly rulesetBytes: Uint8Array;
  /** Worker threads; all processors but one unless said. */
  readonly workers?: number | undefined;
  readonly limits?: Partial<ScanLimits> | undefined;
  /** Called once per batch, and once per event-loop turn that had inline steps. */
  readonly onTiming?: ((timing: ScanTiming) => void) | undefined;
  /** Compiled entry point of the workers. */
  readonly workerFile?: string | undefined;
}

export interface ScannerOptions extends PoolOptions {
  readonly ruleset: Ruleset;
  /** Of `startPool` with the same options; without it one is started. */
  readonly pool?: MeteredScanner | undefined;
}

/** One memory for all workers: passed by copy, each would hold its own. */
const share = (bytes: Uint8Array): Uint8Array => {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
};

/** Undefined where the mode has none. Workers start at once; `ready` says when they can be relied on. */
export function startPool(options: PoolOptions): MeteredScanner | undefined {
  if (options.mode === "inline") return undefined;
  const limits = { ...scanLimits, ...options.limits };
  const workers = options.workers ?? Math.max(1, availableParallelism() - 1);
  const health = createWorkerHealth({
    maxFailures: limits.maxFailures,
    windowMs: limits.failureWindowMs,
    now: () => performance.now(),
  });
  const runner = createPiscinaRunner({
    workerFile: options.workerFile ?? fileURLToPath(workerFile("scan")),
    workers,
    birth: { rulesetBytes: share(options.rulesetBytes) },
    heapMegabytes: limits.workerHeapMegabytes,
    timeoutMs: limits.batchTimeoutMs,
    startTimeoutMs: limits.startTimeoutMs,
    onIdleDeath: health.failed,
  });
  return createPoolScanner({
    runner,
    createBatch: (arenaBytes) =>
      createBatch({
        arenaBytes,
        maxItems: limits.batchSteps,
        findingsPerItem: limits.stepFindings,
        cleanBytes: limits.cleanBytes,
        shared: true,
      }),
    workers,
    batchBytes: limits.batchBytes,
    arenaBytes: limits.arenaBytes,
    queueSteps: limits.queueSteps,
    health,
    recoverMs,
    closeTimeoutMs: limits.batchTimeoutMs,
    onTiming: options.onTiming,
  });
}

export function createScanner(options: ScannerOptions): MeteredScanner {
  const limits = { ...scanLimits, ...options.limits };
  const { mode, ruleset, onTiming, pool = startPool(options) } = options;
  if (mode === "pool" && pool !== undefined) return pool;
  return createAutoScanner({
    inline: createInlineScanner({ ruleset, maxFindings: limits.stepFindings, cleanBytes: limits.cleanBytes }),
    pool,
    inlineBytesPerTurn: limits.inlineBytesPerTurn,
    inlineMsPerTurn: limits.inlineMsPerTurn,
    smallBytes: limits.smallBytes,
    smallMsPerTurn: limits.smallMsPerTurn,
    onTiming,
  });
}
