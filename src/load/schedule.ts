/**
 * When sessions begin: a Poisson process whose rate climbs along the ramp and then stays, decided by a seed. Nothing here knows how
 * fast anything is answered; that is what makes the load open-loop.
 */
import { exponential, random } from "./random.ts";

export interface Schedule {
  /** Sessions a second, once the ramp is over. */
  readonly perSecond: number;
  readonly rampSeconds: number;
  /** Ramp included. */
  readonly seconds: number;
  readonly seed: number;
}

/** Moments in ms from the run's start, ascending. */
export function* arrivals({ perSecond, rampSeconds, seconds, seed }: Schedule): Generator<number, undefined> {
  const next = random(seed);
  const inRamp = (perSecond * rampSeconds) / 2;
  // The process of rate 1, bent by the inverse of the arrivals that are due until a moment.
  for (let due = exponential(next); ; due += exponential(next)) {
    const at = due < inRamp ? Math.sqrt((2 * rampSeconds * due) / perSecond) : rampSeconds + (due - inRamp) / perSecond;
    if (at >= seconds) return undefined;
    yield at * 1_000;
  }
}

/** Time, and waking up in it: real, or a test's. */
export interface Clock {
  /** ms, ascending. */
  now(): number;
  /** Calls `run` at `atMs` of its own time or a little later. */
  wake(atMs: number, run: () => void): void;
}

export const realClock: Clock = {
  now: () => performance.now(),
  wake: (atMs, run) => void setTimeout(run, Math.max(0, atMs - performance.now())),
};

/**
 * Begins each session at its moment, whatever became of those before. When it is late it begins all that are due at once, and says for
 * which moment each was meant: latency counts from there.
 */
export function openLoop(
  moments: Iterator<number, undefined>,
  clock: Clock,
  startMs: number,
  begin: (meantMs: number, session: number) => void,
  over: () => void,
): void {
  let session = 0;
  let due = moments.next();
  const run = (): void => {
    while (due.done !== true && startMs + due.value <= clock.now()) {
      begin(startMs + due.value, session++);
      due = moments.next();
    }
    if (due.done === true) over();
    else clock.wake(startMs + due.value, run);
  };
  run();
}
