/**
 * Whether the trail can be written now, and who waits for it. It cannot when the writer says that writing fails, when the
 * writer is gone, when nothing was acknowledged for `syncWaitMs` (a disk that hangs reports no error), or when the queue is
 * full. A full queue counts as full until it is half empty, so that the state does not flap.
 */
import { failures, type SluiceError } from "../errors.ts";
import type { AuditLimits } from "./audit-limits.ts";
import type { AuditQueue } from "./audit-queue.ts";

export interface AvailabilityOptions {
  readonly queue: Pick<AuditQueue, "events" | "bytes">;
  readonly limits: Pick<AuditLimits, "queueEvents" | "queueBytes" | "waitMs" | "syncWaitMs">;
}

export interface Availability {
  readonly available: boolean;
  /** Not even decisions of live exchanges have room. */
  readonly exhausted: boolean;
  onChange(listener: (available: boolean) => void): void;
  whenAvailable(done: (error?: SluiceError) => void): () => void;
  writer(state: "working" | "failing"): void;
  grew(): void;
  sent(): void;
  acknowledged(): void;
  close(): void;
}

export const createAvailability = ({ queue, limits }: AvailabilityOptions): Availability => {
  const listeners: ((available: boolean) => void)[] = [];
  const waiting = new Set<(error?: SluiceError) => void>();
  let failing = false;
  let stalled = false;
  let full = false;
  let available = true;
  let stallTimer: NodeJS.Timeout | undefined;

  const fills = (share: number): boolean =>
    queue.events >= limits.queueEvents * share || queue.bytes >= limits.queueBytes * share;

  const settle = (): void => {
    const now = !failing && !stalled && !full;
    if (now === available) return;
    available = now;
    for (const listener of listeners) listener(now);
    if (!now) return;
    for (const done of [...waiting]) done();
  };

  const watch = (): void => {
    stallTimer = setTimeout(() => {
      stallTimer = undefined;
      stalled = true;
      settle();
    }, limits.syncWaitMs);
    stallTimer.unref();
  };

  return {
    get available() {
      return available;
    },
    get exhausted() {
      return full && fills(1.25);
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
    whenAvailable: (done) => {
      if (available) {
        done();
        return () => {};
      }
      const answer = (error?: SluiceError): void => {
        forget();
        done(error);
      };
      const timer = setTimeout(() => answer(failures.auditUnavailable()), limits.waitMs);
      const forget = (): void => {
        clearTimeout(timer);
        waiting.delete(answer);
      };
      waiting.add(answer);
      return forget;
    },
    writer: (state) => {
      failing = state === "failing";
      settle();
    },
    grew: () => {
      if (full || !fills(1)) return;
      full = true;
      settle();
    },
    sent: () => {
      if (stallTimer === undefined && !stalled) watch();
    },
    acknowledged: () => {
      clearTimeout(stallTimer);
      stallTimer = undefined;
      stalled = false;
      if (queue.events > 0) watch();
      if (full && !fills(0.5)) full = false;
      settle();
    },
    close: () => {
      clearTimeout(stallTimer);
      for (const done of [...waiting]) done(failures.auditUnavailable());
    },
  };
};
