/**
 * How long bytes are held back: each arriving chunk is stamped, and answered for once everything up to its end has left. Exact
 * per chunk whatever the codec does inside, and without a clock in the codec.
 */

export interface HoldClock {
  /** `bytes` more came in at `now`. */
  arrived(bytes: number, now: number): void;
  /** Of everything that came in, `waiting` bytes have not left; `text` bytes of decoded text are held back by detectors. */
  left(waiting: number, text: number, now: number): void;
  readonly maxText: number;
  readonly maxMs: number;
}

/** A class: a literal with getters, made for each exchange, is a hidden class of its own each time, and keeps it all alive. */
class RunningHoldClock implements HoldClock {
  readonly #observe: (text: number, ms: number) => void;
  // Of chunks that wait, from #head on: where they end, and when they came. Numbers side by side, for most streams have a chunk that
  // waits at any time.
  readonly #ends: number[] = [];
  readonly #times: number[] = [];
  #head = 0;
  #tail = 0;
  #total = 0;
  maxText = 0;
  maxMs = 0;

  constructor(observe: (text: number, ms: number) => void) {
    this.#observe = observe;
  }

  arrived(bytes: number, now: number): void {
    this.#total += bytes;
    this.#ends[this.#tail] = this.#total;
    this.#times[this.#tail++] = now;
  }

  left(unsent: number, text: number, now: number): void {
    if (text > this.maxText) this.maxText = text;
    const sent = this.#total - unsent;
    for (; this.#head < this.#tail && (this.#ends[this.#head] ?? 0) <= sent; this.#head++) {
      const ms = now - (this.#times[this.#head] ?? now);
      if (ms > this.maxMs) this.maxMs = ms;
      this.#observe(text, ms);
    }
    if (this.#head === this.#tail) this.#head = this.#tail = 0;
    else if (this.#head >= WORN_OUT) {
      for (const list of [this.#ends, this.#times]) list.copyWithin(0, this.#head, this.#tail);
      this.#tail -= this.#head;
      this.#head = 0;
    }
  }
}

/** So many that have left are forgotten at once. */
const WORN_OUT = 64;

export function createHoldClock(observe: (text: number, ms: number) => void): HoldClock {
  return new RunningHoldClock(observe);
}
