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

/** Numbers of a ring that is kept once it is empty. */
const mostKept = 128;

/** A class: a literal with getters, made for each exchange, is a hidden class of its own each time, and keeps it all alive. */
class RunningHoldClock implements HoldClock {
  readonly #observe: (text: number, ms: number) => void;
  /** Chunks that wait, two numbers of each, in a ring: where it ends in all that came in, and when it came. */
  #ring = [0.5, 0.5, 0.5, 0.5];
  #first = 0;
  #count = 0;
  #total = 0;
  maxText = 0;
  maxMs = 0;

  constructor(observe: (text: number, ms: number) => void) {
    this.#observe = observe;
  }

  arrived(bytes: number, now: number): void {
    this.#total += bytes;
    if (this.#count * 2 === this.#ring.length) this.#grow();
    const place = (this.#first + this.#count * 2) % this.#ring.length;
    this.#ring[place] = this.#total;
    this.#ring[place + 1] = now;
    this.#count++;
  }

  left(unsent: number, text: number, now: number): void {
    if (text > this.maxText) this.maxText = text;
    const sent = this.#total - unsent;
    const ring = this.#ring;
    while (this.#count > 0 && (ring[this.#first] ?? 0) <= sent) {
      const ms = now - (ring[this.#first + 1] ?? 0);
      if (ms > this.maxMs) this.maxMs = ms;
      this.#observe(text, ms);
      this.#first = (this.#first + 2) % ring.length;
      this.#count--;
    }
    if (this.#count === 0 && ring.length > mostKept) this.#ring = ring.slice(0, mostKept);
    if (this.#count === 0) this.#first = 0;
  }

  #grow(): void {
    const ring = this.#ring;
    this.#ring = [...ring.slice(this.#first), ...ring.slice(0, this.#first), ...ring];
    this.#first = 0;
  }
}

export function createHoldClock(observe: (text: number, ms: number) => void): HoldClock {
  return new RunningHoldClock(observe);
}
