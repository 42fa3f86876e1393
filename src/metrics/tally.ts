/**
 * Histograms whose observing is an addition to an array: prom-client's own hashes the labels at every call, which would
 * cost more than redacting the event it measures.
 */
import { Histogram, type Registry } from "prom-client";

/** How often values fell under each bound. */
export interface Tally {
  add(value: number): void;
  /** Of each bound in order, then of what lies above the last; not cumulative. */
  readonly counts: Readonly<Float64Array>;
  readonly sum: number;
}

/** `bounds` ascending; a value equal to a bound falls under it. */
export const createTally = (bounds: readonly number[]): Tally => new BoundTally(bounds);

class BoundTally implements Tally {
  readonly #bounds: Float64Array;
  readonly counts: Float64Array;
  sum = 0;

  constructor(bounds: readonly number[]) {
    this.#bounds = Float64Array.from(bounds);
    this.counts = new Float64Array(bounds.length + 1);
  }

  add(value: number): void {
    const bounds = this.#bounds;
    let bucket = 0;
    while (bucket < bounds.length && value > (bounds[bucket] ?? 0)) bucket++;
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.sum += value;
  }
}

export interface TalliedHistogramOptions {
  readonly registry: Registry;
  readonly name: string;
  readonly help: string;
  readonly bounds: readonly number[];
  /** Empty for a histogram without labels. */
  readonly label: string;
  /** One per value of the label. */
  readonly tallies: ReadonlyMap<string, Tally>;
}

interface Sample {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly sharedLabels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Shows tallies to prom-client in the form of its histogram. */
export class TalliedHistogram extends Histogram {
  readonly #options: TalliedHistogramOptions;

  constructor(options: TalliedHistogramOptions) {
    const { name, help, bounds, label, registry } = options;
    super({
      name,
      help,
      buckets: [...bounds],
      labelNames: label === "" ? [] : [label],
      registers: [registry],
    });
    this.#options = options;
  }

  /** The same with every label in place: what `getMetricsAsJSON` asks for. */
  override async get() {
    const { values, ...shown } = await this.getForPromString();
    return {
      ...shown,
      values: values.map(({ sharedLabels, labels, ...sample }) => ({
        ...sample,
        labels: { ...sharedLabels, ...labels },
      })),
    } as unknown as Awaited<ReturnType<Histogram["get"]>>;
  }

  /** What prom-client 15 asks a histogram for when it makes text; it is missing in its types. */
  async getForPromString() {
    const { name, help, bounds, label, tallies } = this.#options;
    const values: Sample[] = [];
    for (const [labelled, tally] of tallies) {
      const sharedLabels: Record<string, string> = label === "" ? {} : { [label]: labelled };
      let below = 0;
      for (const [index, bound] of [...bounds, "+Inf"].entries()) {
        below += tally.counts[index] ?? 0;
        values.push({ metricName: `${name}_bucket`, labels: { le: bound }, sharedLabels, value: below });
      }
      values.push({ metricName: `${name}_sum`, labels: {}, sharedLabels, value: tally.sum });
      values.push({ metricName: `${name}_count`, labels: {}, sharedLabels, value: below });
    }
    return { name, help, type: "histogram", aggregator: "sum", values };
  }
}
