/**
 * The audit writer's life, on its own thread: batches in, one ordered sequence of appends and grouped syncs out.
 *
 *   batch -> waiting -> append -> (syncMs, syncBytes or a durable batch) -> sync -> "synced"
 *                ^---- takeBack ------ failed: say so, try again every retryMs ----'
 *
 * Invariant: batches reach the disk in the order of arrival, each acknowledged exactly once, after its sync.
 */

import { systemCode } from "../system-code.ts";
import type { PackedBatch } from "./frame.ts";
import type { SegmentWriter } from "./segment-writer.ts";
import type { BatchMessage, FromWriter } from "./writer-messages.ts";

export interface WriterLoopOptions {
  readonly segments: SegmentWriter;
  readonly syncMs: number;
  readonly syncBytes: number;
  readonly retryMs: number;
  readonly post: (message: FromWriter) => void;
}

export interface WriterLoop {
  take(batch: BatchMessage): void;
  /** Syncs what is left, closes the segment and posts "closed"; while the disk fails, tries again until it does not. */
  close(): void;
}

export const errorCode = (error: unknown): string => systemCode(error) ?? "EUNKNOWN";

export const createWriterLoop = ({ segments, syncMs, syncBytes, retryMs, post }: WriterLoopOptions): WriterLoop => {
  let waiting: PackedBatch[] = [];
  /** Last number appended; 0 when nothing is unsynced. */
  let appended = 0;
  let bytes = 0;
  let failing = false;
  let closing = false;
  let syncTimer: NodeJS.Timeout | undefined;
  let syncSoon: NodeJS.Immediate | undefined;
  let retryTimer: NodeJS.Timeout | undefined;

  const failed = (error: unknown): void => {
    const back = segments.takeBack();
    if (back.length > 0) appended = 0;
    waiting = [...back, ...waiting];
    if (!failing) {
      failing = true;
      post({ type: "failing", code: errorCode(error) });
    }
    retryTimer ??= setTimeout(retry, retryMs);
  };

  const sync = (): void => {
    clearTimeout(syncTimer);
    clearImmediate(syncSoon);
    syncTimer = undefined;
    syncSoon = undefined;
    if (appended === 0) return;
    bytes = segments.unsyncedBytes;
    const started = performance.now();
    try {
      segments.sync();
    } catch (error) {
      failed(error);
      return;
    }
    post({ type: "synced", last: appended, bytes, syncMs: performance.now() - started });
    appended = 0;
    if (failing && waiting.length === 0) {
      failing = false;
      post({ type: "working" });
    }
  };

  const appendWaiting = (): void => {
    let done = 0;
    try {
      for (const batch of waiting) {
        segments.append(batch);
        appended = batch.first + batch.count - 1;
        done++;
      }
      waiting = [];
    } catch (error) {
      waiting = waiting.slice(done);
      failed(error);
      // What was written before the disk filled up need not wait for the rest.
      sync();
    }
  };

  const finish = (): void => {
    try {
      segments.close();
    } catch (error) {
      failed(error);
      return;
    }
    post({ type: "closed" });
  };

  const retry = (): void => {
    retryTimer = undefined;
    appendWaiting();
    if (retryTimer === undefined) sync();
    if (closing && retryTimer === undefined) finish();
  };

  return {
    take: (batch) => {
      waiting.push({ first: batch.first, count: batch.count, payload: Buffer.from(batch.payload, "latin1") });
      // While the disk fails, only the retry writes: it keeps the order and its pace.
      if (retryTimer !== undefined) return;
      appendWaiting();
      if (retryTimer !== undefined) return;
      if (segments.unsyncedBytes >= syncBytes) sync();
      // Immediate, not now: batches that have already arrived share this sync.
      else if (batch.durable) syncSoon ??= setImmediate(sync);
      else syncTimer ??= setTimeout(sync, syncMs);
    },
    close: () => {
      closing = true;
      if (retryTimer !== undefined) return;
      sync();
      if (retryTimer === undefined) finish();
    },
  };
};
