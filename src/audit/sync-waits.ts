/** Those who wait until an event is durable: durable starts and flushes. Each is answered exactly once, in time or with an error. */
import { failures, type SluiceError } from "../errors.ts";

export interface SyncWaits {
  /** `done` is called at once when `acknowledged` has reached `seq`. */
  add(seq: number, acknowledged: number, done: (error?: SluiceError) => void): void;
  reached(last: number): void;
}

interface Wait {
  readonly seq: number;
  readonly done: (error?: SluiceError) => void;
  readonly timer: NodeJS.Timeout;
}

export const createSyncWaits = (waitMs: number): SyncWaits => {
  const waits = new Set<Wait>();
  return {
    add: (seq, acknowledged, done) => {
      if (seq <= acknowledged) {
        done();
        return;
      }
      const wait: Wait = {
        seq,
        done,
        timer: setTimeout(() => {
          waits.delete(wait);
          done(failures.auditUnavailable());
        }, waitMs),
      };
      waits.add(wait);
    },
    reached: (last) => {
      // Added in the order of their numbers.
      for (const wait of waits) {
        if (wait.seq > last) return;
        waits.delete(wait);
        clearTimeout(wait.timer);
        wait.done();
      }
    },
  };
};
