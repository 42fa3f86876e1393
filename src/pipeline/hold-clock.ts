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

export function createHoldClock(observe: (text: number, ms: number) => void): HoldClock {
  const waiting: { end: number; at: number }[] = [];
  let head = 0;
  let total = 0;
  let maxText = 0;
  let maxMs = 0;
  return {
    arrived(bytes, now) {
      total += bytes;
      waiting.push({ end: total, at: now });
    },
    left(unsent, text, now) {
      if (text > maxText) maxText = text;
      for (let first = waiting[head]; first !== undefined && first.end <= total - unsent; first = waiting[head]) {
        const ms = now - first.at;
        if (ms > maxMs) maxMs = ms;
        observe(text, ms);
        head++;
      }
      if (head === waiting.length || head > 1024) {
        waiting.splice(0, head);
        head = 0;
      }
    },
    get maxText() {
      return maxText;
    },
    get maxMs() {
      return maxMs;
    },
  };
}
