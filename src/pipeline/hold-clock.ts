/**
 * How long bytes are held back: each arriving chunk is stamped, and answered for once everything up to its end has left. Exact
 * per chunk whatever the codec does inside, and without a clock in the codec.
 */
import { Fifo } from "../fifo.ts";

export interface HoldClock {
  /** `bytes` more came in at `now`. */
  arrived(bytes: number, now: number): void;
  /** Of everything that came in, `unsent` bytes have not left; `text` bytes of decoded text are held back by detectors. */
  left(unsent: number, text: number, now: number): void;
  readonly maxText: number;
  readonly maxMs: number;
}

export interface HoldObserver {
  /** A chunk has left: `text` bytes of text are held back behind it, and it was itself for so long. */
  held(text: number, ms: number): void;
}

/** A class: a literal with getters, made for each exchange, is a hidden class of its own each time, and keeps it all alive. */
class RunningHoldClock implements HoldClock {
  readonly #observer: HoldObserver;
  readonly #waiting = new Fifo<{ readonly end: number; readonly at: number }>();
  #total = 0;
  maxText = 0;
  maxMs = 0;

  constructor(observer: HoldObserver) {
    this.#observer = observer;
  }

  arrived(bytes: number, now: number): void {
    this.#total += bytes;
    this.#waiting.push({ end: this.#total, at: now });
  }

  left(unsent: number, text: number, now: number): void {
    if (text > this.maxText) this.maxText = text;
    const sent = this.#total - unsent;
    for (let { first } = this.#waiting; first !== undefined && first.end <= sent; first = this.#waiting.first) {
      const ms = now - first.at;
      if (ms > this.maxMs) this.maxMs = ms;
      this.#observer.held(text, ms);
      this.#waiting.shift();
    }
  }
}

export function createHoldClock(observer: HoldObserver): HoldClock {
  return new RunningHoldClock(observer);
}
