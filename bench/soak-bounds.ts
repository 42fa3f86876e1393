/** What must be flat in a soak, and when it is (bench/soak.ts tells why). Pure. */
import { median } from "./trial.ts";

/** What was read at one time. */
export interface Sample {
  readonly seconds: number;
  readonly residentMiB: number;
  readonly descriptors: number;
  readonly loopDelayMs: number;
  /** p99 of the window; NaN where it had none. */
  readonly documentMs: number;
  readonly firstByteMs: number;
}

export interface Verdict {
  readonly name: string;
  readonly value: number;
  readonly most?: number;
  readonly least?: number;
}

/** Least squares: per unit of x. NaN with fewer than two points. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  let [covariance, variance] = [0, 0];
  for (const [x, y] of points) {
    covariance += (x - meanX) * (y - meanY);
    variance += (x - meanX) ** 2;
  }
  return covariance / variance;
}

const slackMs = 20;

/** The samples after the warm-up against the bounds. Without enough of them nothing holds. */
export function judge(samples: readonly Sample[], warmUpSeconds: number): readonly Verdict[] {
  const after = samples.filter(({ seconds }) => seconds >= warmUpSeconds);
  const seconds = (after.at(-1)?.seconds ?? Number.NaN) - (after[0]?.seconds ?? Number.NaN);
  const growth = (of: "residentMiB" | "descriptors"): number =>
    slope(after.map((sample) => [sample.seconds, sample[of]] as const)) * seconds;
  const third = Math.floor(after.length / 3);
  const medianOf = (part: readonly Sample[], of: "loopDelayMs" | "documentMs" | "firstByteMs"): number =>
    median(part.map((sample) => sample[of]).filter(Number.isFinite));
  const steady = (name: string, of: "loopDelayMs" | "documentMs" | "firstByteMs"): Verdict => ({
    name: `${name}, p99 of the last third, ms`,
    value: medianOf(third === 0 ? [] : after.slice(-third), of),
    most: 1.5 * medianOf(after.slice(0, third), of) + slackMs,
  });
  return [
    {
      name: "growth of resident memory, MiB",
      value: growth("residentMiB"),
      most: median(after.map(({ residentMiB }) => residentMiB)) / 10,
    },
    { name: "growth of descriptors", value: growth("descriptors"), most: 4 },
    steady("document", "documentMs"),
    steady("first byte of a stream", "firstByteMs"),
    steady("delay of the event loop", "loopDelayMs"),
  ];
}
