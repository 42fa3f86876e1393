import type { HoldObserver, HoldTimes, PumpTotals } from "../inspect/pump.ts";

/**
 * How long bytes are held back: each arriving chunk is stamped, and answered for once everything up to its end has left. Exact
 * per chunk whatever the codec does inside, and without a clock in the codec.
 */
export interface HoldClock {
  /** `bytes` more came in at `now`. */
  arrived(bytes: number, now: number): void;
  /** Of everything that came in, `unsent` bytes have not left; `text` bytes of decoded text are held back by detectors. */
  left(unsent: number, text: number, now: number): void;
  /** What waits, for a pump, which tells the observer itself; until `takeBack` nothing else is called. */
  lend(unsent: number): HoldTimes;
  takeBack(totals: Pick<PumpTotals, "hold" | "maxText" | "maxMs">): void;
  readonly observer: HoldObserver;
  readonly maxText: number;
  readonly maxMs: number;
}

/** Places that are done with before they are given up. */
const wornOut = 64;

/** A class: a literal with getters, made for each exchange, is a hidden class of its own each time, and keeps it all alive. */
class RunningHoldClock implements HoldClock {
  readonly observer: HoldObserver;
  /** Where a chunk ends, and when it came: pairs, of which those in [#first, #last) wait. An object for each would be looked for in memory. */
  #chunks: number[] = [];
  #first = 0;
  #last = 0;
  #total = 0;
  maxText = 0;
  maxMs = 0;

  constructor(observer: HoldObserver) {
    this.observer = observer;
  }

  arrived(bytes: number, now: number): void {
    this.#total += bytes;
    this.#chunks[this.#last++] = this.#total;
    this.#chunks[this.#last++] = now;
  }

  left(unsent: number, text: number, now: number): void {
    if (text > this.maxText) this.maxText = text;
    const sent = this.#total - unsent;
    const chunks = this.#chunks;
    let first = this.#first;
    for (; first < this.#last && (chunks[first] ?? 0) <= sent; first += 2) {
      const ms = now - (chunks[first + 1] ?? now);
      if (ms > this.maxMs) this.maxMs = ms;
      this.observer.held(text, ms);
    }
    this.#first = first;
    if (first === this.#last) {
      if (chunks.length > wornOut) this.#chunks = [];
      this.#first = 0;
      this.#last = 0;
    } else if (first >= wornOut && first * 2 >= this.#last) {
      this.#chunks = chunks.slice(first, this.#last);
      this.#last -= first;
      this.#first = 0;
    }
  }

  lend(unsent: number): HoldTimes {
    const sent = this.#total - unsent;
    const times = Float64Array.from(this.#chunks.slice(this.#first, this.#last));
    for (let at = 0; at < times.length; at += 2) times[at] = (times[at] ?? 0) - sent;
    return times;
  }

  takeBack({ hold, maxText, maxMs }: Pick<PumpTotals, "hold" | "maxText" | "maxMs">): void {
    this.#chunks = Array.from(hold);
    this.#first = 0;
    this.#last = hold.length;
    this.#total = hold[hold.length - 2] ?? 0;
    if (maxText > this.maxText) this.maxText = maxText;
    if (maxMs > this.maxMs) this.maxMs = maxMs;
  }
}

export function createHoldClock(observer: HoldObserver): HoldClock {
  return new RunningHoldClock(observer);
}
