/**
 * The seam between queueing and threads: what a batch looks like on its way to a worker, and who runs it. The pool
 * scanner knows only this; `piscina-runner.ts` implements it with threads, tests with promises.
 *
 *   pool-scanner --ScanTask--> BatchRunner --(piscina)--> workers/scan.ts
 *   pool-scanner <-ScanAnswer-     the findings themselves lie in the shared arena
 */
import type { BatchBuffers } from "../inspect/packing.ts";

export interface ScanTask {
  readonly kind: "scan";
  /** Names this use of the arena. An answer with another number is late and is dropped. */
  readonly generation: number;
  /** Items packed. */
  readonly count: number;
  readonly buffers: BatchBuffers;
  /** One shared cell: the worker stores `generation` there when it begins. */
  readonly begun: Int32Array;
}

/** Asks a worker to say that it has loaded its ruleset. */
export interface ReadyTask {
  readonly kind: "ready";
}

export type WorkerTask = ScanTask | ReadyTask;

/** What a worker answers: the task's generation; 0 for `ready`. */
export interface ScanAnswer {
  readonly generation: number;
}

/** What every worker is born with. */
export interface WorkerBirth {
  /** The serialised ruleset, shared by all workers. */
  readonly rulesetBytes: Uint8Array;
}

export interface BatchRunner {
  /**
   * Rejects when the worker threw, died, or took longer than its time (then its thread has been told to terminate, but
   * a thread inside native code ends only when that returns: the caller must not use the arena again).
   */
  run(task: ScanTask): Promise<ScanAnswer>;
  /** Resolves once as many workers as the runner has were asked and have answered. */
  ready(): Promise<void>;
  /** Ends every worker; batches in flight reject. */
  close(): Promise<void>;
}
