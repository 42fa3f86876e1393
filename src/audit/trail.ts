/**
 * The way of an accepted event to the disk, on the gateway's thread. It knows events only as rows with numbers; what may
 * be accepted, and when, is decided in audit.ts.
 *
 *   accept -> gathering -(batchMs, batchEvents, hurry)-> thread -> "synced" -> acknowledged
 *                              in flight ^__ sent again to the next thread when one dies __|
 *
 * Invariant: what was accepted is written once, in order, whatever happens to the thread or the disk meanwhile; `close`
 * says when that was not possible.
 */
import { randomBytes } from "node:crypto";
import { failures, type SluiceError } from "../errors.ts";
import { takeAuditDirectory } from "./audit-directory.ts";
import type { AuditLimits } from "./audit-limits.ts";
import { createAuditQueue } from "./audit-queue.ts";
import { type Availability, createAvailability } from "./availability.ts";
import type { AuditEvent, OpenEvent } from "./events.ts";
import { toRow } from "./rows.ts";
import { createSyncWaits } from "./sync-waits.ts";
import type { FromWriter } from "./writer-messages.ts";
import { createWriterThread } from "./writer-thread.ts";

/** What opening found. */
export type TrailOpening = Pick<OpenEvent, "writer" | "previous" | "cutBytes" | "damaged">;

export interface TrailStatistics {
  /** Accepted and not yet on disk. */
  readonly queuedEvents: number;
  readonly queuedBytes: number;
  /** Totals since the start. */
  readonly writtenEvents: number;
  readonly writtenBytes: number;
  readonly syncs: number;
  readonly syncMs: number;
}

export interface Trail {
  /** Takes an event and returns its number. */
  accept(event: AuditEvent): number;
  /** What was accepted goes to the disk with the end of this turn, not of its batch. */
  hurry(): void;
  /** Calls `done` once: when event `seq` is durable, or with an error after `limits.syncWaitMs`. */
  whenDurable(seq: number, done: (error?: SluiceError) => void): void;
  /** Everything accepted so far is durable. */
  flush(): Promise<void>;
  /** Flushes and frees the directory. Rejects with the number of events that could not be written. */
  close(): Promise<void>;
  /** Number of the last event accepted. */
  readonly last: number;
  readonly availability: Availability;
  readonly statistics: TrailStatistics;
  readonly opening: TrailOpening;
}

/** Rejects with what is wrong with the directory. */
export const openTrail = async (directory: string, limits: AuditLimits): Promise<Trail> => {
  const writer = randomBytes(8).toString("hex");
  const release = takeAuditDirectory(directory, writer);
  const queue = createAuditQueue();
  const waits = createSyncWaits(limits.syncWaitMs);
  const availability = createAvailability({ queue, limits });
  const written = { events: 0, bytes: 0, syncs: 0, syncMs: 0 };
  let acknowledged = 0;
  /** The thread has opened the trail and takes batches. */
  let connected = false;
  let batchTimer: NodeJS.Timeout | undefined;
  let turnEnd: NodeJS.Immediate | undefined;
  let firstAnswer: ((message: FromWriter) => void) | undefined;
  let closed: (() => void) | undefined;

  const acknowledge = (last: number): void => {
    written.events += last - acknowledged;
    acknowledged = last;
    queue.acknowledge(last);
    availability.acknowledged();
    waits.reached(last);
  };

  const send = (durable: boolean): void => {
    clearTimeout(batchTimer);
    clearImmediate(turnEnd);
    batchTimer = undefined;
    turnEnd = undefined;
    const batch = queue.seal(durable);
    if (batch === undefined) return;
    availability.sent();
    if (connected) thread.send(batch);
  };
  const sendBatch = (): void => send(false);
  const sendDurable = (): void => send(true);

  const reconnected = (next: number): void => {
    // The dead thread may have written more than it could say.
    acknowledge(Math.max(acknowledged, next - 1));
    connected = true;
    for (const batch of queue.inFlight()) thread.send(batch);
    availability.writer("working");
  };

  const heard = (message: FromWriter): void => {
    if (firstAnswer !== undefined) {
      firstAnswer(message);
      return;
    }
    switch (message.type) {
      case "opened":
        reconnected(message.next);
        return;
      case "synced":
        written.bytes += message.bytes;
        written.syncs += 1;
        written.syncMs += message.syncMs;
        acknowledge(message.last);
        return;
      case "failing":
      case "working":
        availability.writer(message.type);
        return;
      case "closed":
        closed?.();
        return;
      case "refused":
        // The thread ends and is started again.
        return;
    }
  };

  const opened = new Promise<FromWriter>((resolve) => {
    firstAnswer = resolve;
  });
  const thread = createWriterThread({
    data: { ...limits, directory, writer },
    heard,
    died: () => {
      connected = false;
      firstAnswer?.({ type: "refused", code: "its writer's thread did not start" });
      availability.writer("failing");
    },
  });
  const answer = await opened;
  firstAnswer = undefined;
  if (answer.type !== "opened") {
    await thread.end();
    release();
    throw failures.auditDirectory(directory, answer.type === "refused" ? answer.code : "its writer failed");
  }
  connected = true;
  acknowledged = answer.next - 1;
  queue.begin(answer.next);

  const flush = (): Promise<void> => {
    send(true);
    return new Promise((resolve, reject) => {
      waits.add(queue.last, acknowledged, (error) => (error === undefined ? resolve() : reject(error)));
    });
  };

  /** The writer's last word: its segment is closed. Nothing depends on it any more. */
  const threadClosed = (): Promise<void> =>
    new Promise((resolve) => {
      closed = resolve;
      thread.send({ type: "close" });
      setTimeout(resolve, limits.syncWaitMs).unref();
    });

  return {
    accept: (event) => {
      const seq = queue.push(toRow(event));
      const full = queue.gathered >= limits.batchEvents || queue.gatheredBytes >= limits.batchBytes;
      if (full) send(turnEnd !== undefined);
      else batchTimer ??= setTimeout(sendBatch, limits.batchMs);
      availability.grew();
      return seq;
    },
    hurry: () => {
      if (queue.gathered > 0) turnEnd ??= setImmediate(sendDurable);
    },
    whenDurable: (seq, done) => waits.add(seq, acknowledged, done),
    flush,
    close: async () => {
      try {
        await flush();
        await threadClosed();
      } catch {
        throw failures.auditUnwritten(queue.events);
      } finally {
        await thread.end();
        clearTimeout(batchTimer);
        clearImmediate(turnEnd);
        availability.close();
        release();
      }
    },
    get last() {
      return queue.last;
    },
    availability,
    get statistics() {
      const { events, bytes, syncs, syncMs } = written;
      return {
        queuedEvents: queue.events,
        queuedBytes: queue.bytes,
        writtenEvents: events,
        writtenBytes: bytes,
        syncs,
        syncMs,
      };
    },
    opening: { writer, previous: answer.previous, cutBytes: answer.cutBytes, damaged: answer.damaged },
  };
};
