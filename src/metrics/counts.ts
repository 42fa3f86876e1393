/**
 * Totals by label values, kept as plain numbers and turned into a Prometheus counter only when somebody scrapes.
 * Label values are names from our own tables and configuration, never a client's; were one to slip in after all, the
 * number of series is bounded and the rest counts as `other`.
 */
import { Counter, type Registry } from "prom-client";

export interface CountsOptions<Label extends string> {
  readonly registry: Registry;
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Label[];
  readonly maxSeries?: number;
}

export interface Counts {
  /** Adds to the one series of these values: for values that are known beforehand. */
  of(...values: readonly string[]): (amount: number) => void;
  /** `values` in the order of the labels. */
  add(amount: number, ...values: readonly string[]): void;
}

interface Series {
  readonly values: readonly string[];
  total: number;
}

/** The series of some first values, by the next one: to make one key of all values would cost more than to look them up one by one. */
interface Place {
  series?: Series;
  readonly next: Map<string, Place>;
}

export const createCounts = <Label extends string>(options: CountsOptions<Label>): Counts => {
  const { registry, name, help, labels, maxSeries = 1000 } = options;
  const series: Series[] = [];
  const root: Place = { next: new Map() };
  const other = labels.map(() => "other");

  new Counter({
    name,
    help,
    labelNames: labels,
    registers: [registry],
    collect() {
      this.reset();
      for (const { values, total } of series) {
        const named = Object.fromEntries(labels.map((label, index) => [label, values[index] ?? "other"]));
        this.inc(named as Record<Label, string>, total);
      }
    },
  });

  const find = (values: readonly string[]): Series | undefined => {
    let place: Place | undefined = root;
    for (const value of values) {
      place = place.next.get(value);
      if (place === undefined) return undefined;
    }
    return place.series;
  };

  const add = (values: readonly string[]): Series => {
    let place = root;
    for (const value of values) {
      const next: Place = place.next.get(value) ?? { next: new Map() };
      place.next.set(value, next);
      place = next;
    }
    place.series = { values, total: 0 };
    series.push(place.series);
    return place.series;
  };

  const seriesOf = (values: readonly string[]): Series => {
    const known = find(values);
    if (known !== undefined) return known;
    return series.length < maxSeries ? add(values) : (find(other) ?? add(other));
  };

  return {
    of: (...values) => {
      const one = seriesOf(values);
      return (amount) => {
        one.total += amount;
      };
    },
    add: (amount, ...values) => {
      seriesOf(values).total += amount;
    },
  };
};
