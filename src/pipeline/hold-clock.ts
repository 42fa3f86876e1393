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
  readonly #waiting: { end: number; at: number }[] = [];
  #head = 0;
  #total = 0;
  maxText = 0;
  maxMs = 0;

  constructor(observe: (text: number, ms: number) => void) {
    this.#observe = observe;
  }

  arrived(bytes: number, now: number): void {
    this.#total += bytes;
    this.#waiting.push({ end: this.#total, at: now });
  }

  left(unsent: number, text: number, now: number): void {
    const waiting = this.#waiting;
    if (text > this.maxText) this.maxText = text;
    const sent = this.#total - unsent;
    for (let first = waiting[this.#head]; first !== undefined && first.end <= sent; first = waiting[this.#head]) {
      const ms = now - first.at;
      if (ms > this.maxMs) this.maxMs = ms;
      this.#observe(text, ms);
      this.#head++;
    }
    if (this.#head === waiting.length) {
      waiting.length = 0;
      this.#head = 0;
    } else if (this.#head > 1024) {
      waiting.splice(0, this.#head);
      this.#head = 0;
    }
  }
}

export function createHoldClock(observe: (text: number, ms: number) => void): HoldClock {
  return new RunningHoldClock(observe);
}
