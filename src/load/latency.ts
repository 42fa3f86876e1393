/** Latencies in HDR histograms: microseconds to 10 minutes, to three digits. */
import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, type Histogram } from "hdr-histogram-js";

const HIGHEST_US = 600_000_000;
const shape = {
  lowestDiscernibleValue: 1,
  highestTrackableValue: HIGHEST_US,
  numberOfSignificantValueDigits: 3,
  bitBucketSize: 64,
} as const;

export class Latency {
  readonly #histogram: Histogram;

  constructor(histogram: Histogram = build(shape)) {
    this.#histogram = histogram;
  }

  record(ms: number): void {
    this.#histogram.recordValue(Math.min(HIGHEST_US, Math.max(0, Math.round(ms * 1_000))));
  }

  get count(): number {
    return this.#histogram.totalCount;
  }

  get maxMs(): number {
    return this.#histogram.maxValue / 1_000;
  }

  /** NaN when nothing was recorded. */
  ms(percentile: number): number {
    return this.count === 0 ? Number.NaN : this.#histogram.getValueAtPercentile(percentile) / 1_000;
  }

  reset(): void {
    this.#histogram.reset();
  }

  /** To go to another process. The largest value arrives to three digits, as the others are. */
  encoded(): string {
    return encodeIntoCompressedBase64(this.#histogram);
  }

  static decoded(text: string): Latency {
    return new Latency(decodeFromCompressedBase64(text, 64));
  }
}

const percentiles = { p50: 50, p90: 90, p99: 99, p999: 99.9 } as const;

/** Milliseconds. Null: too few values for that percentile: p99.9 needs 1,000. */
export interface Quantiles {
  readonly count: number;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
  readonly p999: number | null;
  readonly max: number | null;
}

/** A percentile is told when so many values are beyond it. */
const BEYOND = 1;

export function quantilesOf(latency: Latency): Quantiles {
  const { count } = latency;
  const at = (percentile: number): number | null =>
    // Rounded: 1,000 values have exactly one beyond p99.9, which floating point does not know.
    Math.round(count * (100 - percentile) * 1_000) < 100_000 * BEYOND ? null : latency.ms(percentile);
  return {
    count,
    p50: at(percentiles.p50),
    p90: at(percentiles.p90),
    p99: at(percentiles.p99),
    p999: at(percentiles.p999),
    max: count === 0 ? null : latency.maxMs,
  };
}

/** How much more `of` takes than `than`, percentile by percentile. */
export function added(of: Quantiles, than: Quantiles): Omit<Quantiles, "count"> {
  const minus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);
  return {
    p50: minus(of.p50, than.p50),
    p90: minus(of.p90, than.p90),
    p99: minus(of.p99, than.p99),
    p999: minus(of.p999, than.p999),
    max: minus(of.max, than.max),
  };
}

/** Points of a curve for a chart: [percentile, ms], closer together towards 100. */
export function curveOf(latency: Latency): [number, number][] {
  const points: [number, number][] = [];
  for (let beyond = 1; beyond * latency.count >= 1 && latency.count > 0; beyond /= 1.25)
    points.push([100 * (1 - beyond), latency.ms(100 * (1 - beyond))]);
  return points;
}
