/**
 * The audit trail as the pipeline sees it. Vault's rule: what cannot be recorded is refused.
 *
 *   start/decision/end -> rows -> batches --(thread)--> append -> fdatasync -> acknowledged
 *
 * Invariants: what was accepted is written, in order, or reported as unwritten by `close`; the queue is bounded
 * (`limits.queueEvents`, `limits.queueBytes`, plus a quarter for decisions and one end event per live exchange); no value
 * is ever in it. Without `durable` a start is accepted into memory and is on disk some 15 ms later (batchMs + syncMs);
 * a crash of the whole process can lose that much.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { failures, type SluiceError } from "../errors.ts";
import { type AuditLimits, defaultAuditLimits } from "./audit-limits.ts";
import { createAuditQueue } from "./audit-queue.ts";
import { createAvailability } from "./availability.ts";
import type { AuditEvent, DecisionEvent, EndEvent, GatewayFacts, StartEvent } from "./events.ts";
import { createRefusalCounts } from "./refusal-counts.ts";
import { toRow } from "./rows.ts";
import { createSyncWaits } from "./sync-waits.ts";
import { lockTrail } from "./writer-lock.ts";
import { errorCode } from "./writer-loop.ts";
import type { FromWriter } from "./writer-messages.ts";
import { createWriterThread } from "./writer-thread.ts";

export interface AuditOptions {
  /** Created if missing, 0700; one gateway at a time. */
  readonly directory: string;
  readonly gateway: GatewayFacts;
  readonly limits?: Partial<AuditLimits>;
}

export interface AuditStatistics {
  readonly queuedEvents: number;
  readonly queuedBytes: number;
  /** Totals since the start. */
  readonly writtenEvents: number;
  readonly writtenBytes: number;
  readonly syncs: number;
  readonly syncMs: number;
  readonly refusedStarts: number;
}

export interface Audit {
  /**
   * Records the start of an exchange. `accepted` is called exactly once: in this call when not durable, after the group
   * fsync when durable. With an error the exchange must be refused; it needs no end event and no `refused`.
   */
  start(event: StartEvent, options: { readonly durable: boolean }, accepted: (error?: SluiceError) => void): void;
  /** False: there is no room; the exchange must end (its end event has room). */
  decision(event: DecisionEvent): boolean;
  /** Exactly once per accepted start; always taken. */
  end(event: EndEvent): void;
  /** Counts a refusal for which there is no start event. `reason` is one of our codes. */
  refused(reason: string): void;
  reload(facts: GatewayFacts): void;
  /** False: the trail cannot be written now; starts are refused and live exchanges should wait with `whenWritable`. */
  readonly available: boolean;
  onAvailability(listener: (available: boolean) => void): void;
  /**
   * Calls `done` once: at once when available, else when it is again, or with an error after `limits.waitMs`, upon which
   * the exchange must end. Returns a function that forgets the wait.
   */
  whenWritable(done: (error?: SluiceError) => void): () => void;
  /** Everything accepted so far is durable. Rejects after `limits.waitMs`. */
  flush(): Promise<void>;
  /** Writes the close event. Rejects after `limits.waitMs` when not everything could be written. */
  close(): Promise<void>;
  readonly statistics: AuditStatistics;
  /** What opening found: see OpenEvent. */
  readonly opened: {
    readonly previous: "closed" | "unclosed" | "none";
    readonly cutBytes: number;
    readonly damaged: number;
  };
}

const prepareDirectory = (directory: string): void => {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    chmodSync(directory, 0o700);
  } catch (error) {
    throw failures.auditDirectory(directory, errorCode(error));
  }
};

const takeLock = (directory: string, writer: string): (() => void) => {
  let lock: ReturnType<typeof lockTrail>;
  try {
    lock = lockTrail(directory, writer);
  } catch (error) {
    throw failures.auditDirectory(directory, errorCode(error));
  }
  if ("heldBy" in lock) throw failures.auditDirectory(directory, `process ${lock.heldBy} writes to it`);
  return lock.release;
};

/** Opens the trail; rejects with what is wrong with the directory. */
export const createAudit = async (options: AuditOptions): Promise<Audit> => {
  const { directory } = options;
  const limits = { ...defaultAuditLimits, ...options.limits };
  const writer = randomBytes(8).toString("hex");
  prepareDirectory(directory);
  const release = takeLock(directory, writer);

  const queue = createAuditQueue();
  const waits = createSyncWaits(limits.waitMs);
  const availability = createAvailability({ queue, limits });
  const counts = { starts: 0, decisions: 0, ends: 0, refusals: 0, refusedStarts: 0 };
  const written = { events: 0, bytes: 0, syncs: 0, syncMs: 0 };
  let acknowledged = 0;
  let connected = false;
  let closing = false;
  let batchTimer: NodeJS.Timeout | undefined;
  let batchSoon: NodeJS.Immediate | undefined;
  let openSettled: ((message: FromWriter) => void) | undefined;
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
    clearImmediate(batchSoon);
    batchTimer = undefined;
    batchSoon = undefined;
    const batch = queue.seal(durable);
    if (batch === undefined) return;
    availability.sent();
    if (connected) thread.send(batch);
  };
  const sendDurable = (): void => send(true);
  const sendBatch = (): void => send(false);

  const accept = (event: AuditEvent): number => {
    const seq = queue.push(toRow(event));
    if (queue.gathered >= limits.batchEvents || queue.gatheredBytes >= limits.batchBytes) send(batchSoon !== undefined);
    else batchTimer ??= setTimeout(sendBatch, limits.batchMs);
    availability.grew();
    return seq;
  };

  const heard = (message: FromWriter): void => {
    switch (message.type) {
      case "opened":
        if (openSettled !== undefined) {
          openSettled(message);
          return;
        }
        acknowledge(Math.max(acknowledged, message.next - 1));
        connected = true;
        for (const batch of queue.inFlight()) thread.send(batch);
        availability.writer("working");
        return;
      case "refused":
        openSettled?.(message);
        return;
      case "synced":
        written.bytes += message.bytes;
        written.syncs += 1;
        written.syncMs += message.syncMs;
        acknowledge(message.last);
        return;
      case "failing":
        availability.writer("failing");
        return;
      case "working":
        availability.writer("working");
        return;
      case "closed":
        closed?.();
        return;
    }
  };

  const opening = new Promise<FromWriter>((resolve) => {
    openSettled = resolve;
  });
  const thread = createWriterThread({
    data: { ...limits, directory, writer },
    heard,
    died: () => {
      connected = false;
      openSettled?.({ type: "refused", code: "the writer's thread did not start" });
      availability.writer("failing");
    },
  });

  const first = await opening;
  openSettled = undefined;
  if (first.type !== "opened") {
    await thread.end();
    release();
    throw failures.auditDirectory(directory, first.type === "refused" ? first.code : "its writer failed");
  }
  const opened = { previous: first.previous, cutBytes: first.cutBytes, damaged: first.damaged };
  connected = true;
  acknowledged = first.next - 1;
  queue.begin(first.next);
  accept({ kind: "open", time: Date.now(), writer, ...options.gateway, ...opened });

  const refusals = createRefusalCounts({
    intervalMs: limits.refusalMs,
    emit: (event) => {
      counts.refusals += event.count;
      accept(event);
    },
  });

  const flush = (): Promise<void> =>
    new Promise((resolve, reject) => {
      send(true);
      waits.add(queue.last, acknowledged, (error) => (error === undefined ? resolve() : reject(error)));
    });

  return {
    start: (event, { durable }, accepted) => {
      if (closing || !availability.available) {
        counts.refusedStarts++;
        if (!closing) refusals.count("audit-unavailable");
        accepted(failures.auditUnavailable());
        return;
      }
      counts.starts++;
      const seq = accept(event);
      if (!durable) {
        accepted();
        return;
      }
      // Durable starts of one turn share a batch and its sync.
      if (queue.gathered > 0) batchSoon ??= setImmediate(sendDurable);
      waits.add(seq, acknowledged, (error) => {
        if (error !== undefined) {
          counts.ends++;
          accept(unstarted(event));
        }
        accepted(error);
      });
    },
    decision: (event) => {
      if (availability.exhausted) return false;
      counts.decisions++;
      accept(event);
      return true;
    },
    end: (event) => {
      counts.ends++;
      accept(event);
    },
    refused: (reason) => refusals.count(reason),
    reload: (facts) => {
      accept({ kind: "reload", time: Date.now(), ...facts });
    },
    get available() {
      return !closing && availability.available;
    },
    onAvailability: availability.onChange,
    whenWritable: availability.whenAvailable,
    flush,
    close: async () => {
      if (closing) return;
      closing = true;
      refusals.close();
      const { starts, decisions, ends } = counts;
      accept({ kind: "close", time: Date.now(), writer, starts, decisions, ends, refusals: counts.refusals });
      try {
        await flush();
        await new Promise<void>((resolve) => {
          closed = resolve;
          thread.send({ type: "close" });
          setTimeout(resolve, limits.waitMs).unref();
        });
      } catch {
        throw failures.auditUnwritten(queue.events);
      } finally {
        await thread.end();
        clearTimeout(batchTimer);
        availability.close();
        release();
      }
    },
    get statistics() {
      return {
        queuedEvents: queue.events,
        queuedBytes: queue.bytes,
        writtenEvents: written.events,
        writtenBytes: written.bytes,
        syncs: written.syncs,
        syncMs: written.syncMs,
        refusedStarts: counts.refusedStarts,
      };
    },
    opened,
  };
};

/** The end of an exchange whose durable start was not confirmed in time: it is in the queue, so it gets its end. */
const unstarted = (start: StartEvent): EndEvent => ({
  kind: "end",
  time: Date.now(),
  exchange: start.exchange,
  status: 503,
  outcome: "failed",
  reason: "audit-unavailable",
  requestBytesIn: 0,
  requestBytesOut: 0,
  responseBytesIn: 0,
  responseBytesOut: 0,
  events: 0,
  findings: {},
  heldCharactersMax: 0,
  heldMsMax: 0,
  durationMs: Date.now() - start.time,
});
