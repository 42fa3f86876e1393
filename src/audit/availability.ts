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

export const createAvailability = (options: AvailabilityOptions): Availability => new TrailAvailability(options);

class TrailAvailability implements Availability {
  readonly #queue: AvailabilityOptions["queue"];
  readonly #limits: AvailabilityOptions["limits"];
  readonly #listeners: ((available: boolean) => void)[] = [];
  readonly #waiting = new Set<(error?: SluiceError) => void>();
  #failing = false;
  #stalled = false;
  #full = false;
  #stallTimer: NodeJS.Timeout | undefined;
  available = true;

  constructor({ queue, limits }: AvailabilityOptions) {
    this.#queue = queue;
    this.#limits = limits;
  }

  get exhausted(): boolean {
    return this.#full && this.#fills(1.25);
  }

  onChange(listener: (available: boolean) => void): void {
    this.#listeners.push(listener);
  }

  whenAvailable(done: (error?: SluiceError) => void): () => void {
    if (this.available) {
      done();
      return () => {};
    }
    const answer = (error?: SluiceError): void => {
      forget();
      done(error);
    };
    const timer = setTimeout(() => answer(failures.auditUnavailable()), this.#limits.waitMs);
    const forget = (): void => {
      clearTimeout(timer);
      this.#waiting.delete(answer);
    };
    this.#waiting.add(answer);
    return forget;
  }

  writer(state: "working" | "failing"): void {
    this.#failing = state === "failing";
    this.#settle();
  }

  grew(): void {
    if (this.#full || !this.#fills(1)) return;
    this.#full = true;
    this.#settle();
  }

  sent(): void {
    if (this.#stallTimer === undefined && !this.#stalled) this.#watch();
  }

  acknowledged(): void {
    clearTimeout(this.#stallTimer);
    this.#stallTimer = undefined;
    this.#stalled = false;
    if (this.#queue.events > 0) this.#watch();
    if (this.#full && !this.#fills(0.5)) this.#full = false;
    this.#settle();
  }

  close(): void {
    clearTimeout(this.#stallTimer);
    for (const done of [...this.#waiting]) done(failures.auditUnavailable());
  }

  #fills(share: number): boolean {
    const { queueEvents, queueBytes } = this.#limits;
    return this.#queue.events >= queueEvents * share || this.#queue.bytes >= queueBytes * share;
  }

  #settle(): void {
    const available = !this.#failing && !this.#stalled && !this.#full;
    if (available === this.available) return;
    this.available = available;
    for (const listener of this.#listeners) listener(available);
    if (!available) return;
    for (const done of [...this.#waiting]) done();
  }

  #watch(): void {
    this.#stallTimer = setTimeout(() => {
      this.#stallTimer = undefined;
      this.#stalled = true;
      this.#settle();
    }, this.#limits.syncWaitMs);
    this.#stallTimer.unref();
  }
}
