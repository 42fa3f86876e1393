/** Time that only a test moves. */
import type { Clock } from "../../src/load/schedule.ts";

export class FakeClock implements Clock {
  #nowMs = 0;
  #waking: { atMs: number; run: () => void }[] = [];

  now(): number {
    return this.#nowMs;
  }

  wake(atMs: number, run: () => void): void {
    this.#waking.push({ atMs, run });
  }

  /** Up to that moment, each sleeper in its turn. */
  advanceTo(untilMs: number): void {
    for (;;) {
      const next = this.#waking.reduce<{ atMs: number; run: () => void } | undefined>(
        (first, one) => (one.atMs <= untilMs && (first === undefined || one.atMs < first.atMs) ? one : first),
        undefined,
      );
      if (next === undefined) break;
      this.#waking = this.#waking.filter((one) => one !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.run();
    }
    this.#nowMs = untilMs;
  }

  /** Nobody runs in between, as when the process is stopped. */
  stallUntil(untilMs: number): void {
    this.#nowMs = untilMs;
  }
}
