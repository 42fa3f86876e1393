/**
 * Times functions of this process with tinybench, by processor time of all threads: other load on the machine adds little to it, and
 * a collection on a thread of V8's counts as ours.
 */
import { Bench } from "tinybench";

/** Seconds of processor time of this process so far, all threads. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Runs `work` until it took `seconds`, `trials` times behind one that warms up; gives processor seconds per run, by trial. */
export function timed(work: () => void, trials: number, seconds: number): number[] {
  return inTurns([work], trials, seconds)[0] ?? [];
}

/** Processor seconds by trial, the same trial of both at the same place. */
export interface Beside {
  readonly ours: readonly number[];
  readonly baseline: readonly number[];
}

export const ratiosOf = ({ ours, baseline }: Beside): number[] =>
  ours.map((seconds, trial) => seconds / (baseline[trial] ?? Number.NaN));

/** As `timed`, both in turns: what else the machine does then meets one like the other. */
export function timedBeside(work: () => void, baseline: () => void, trials: number, seconds: number): Beside {
  const [ours = [], other = []] = inTurns([work, baseline], trials, seconds);
  return { ours, baseline: other };
}

function inTurns(works: readonly (() => void)[], trials: number, seconds: number): number[][] {
  const bench = new Bench({
    now: () => cpuSeconds() * 1e3,
    time: seconds * 1e3,
    iterations: 1,
    // The first turn is the warm-up.
    warmup: false,
    throws: true,
  });
  for (let trial = 0; trial <= trials; trial++) {
    for (const [i, work] of works.entries()) bench.add(`${i}, trial ${trial}`, work, { async: false });
  }
  const results = bench.runSync().map(({ name, result }) => {
    if (result.state !== "completed") throw new Error(`${name} is ${result.state}`);
    return result.latency.mean / 1e3;
  });
  return works.map((_, i) => results.filter((_seconds, at) => at % works.length === i).slice(1));
}
