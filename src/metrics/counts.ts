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

export const createCounts = <Label extends string>(options: CountsOptions<Label>): Counts => {
  const { registry, name, help, labels, maxSeries = 1000 } = options;
  const series = new Map<string, Series>();
  const other = labels.map(() => "other");

  new Counter({
    name,
    help,
    labelNames: labels,
    registers: [registry],
    collect() {
      this.reset();
      for (const { values, total } of series.values()) {
        const named = Object.fromEntries(labels.map((label, index) => [label, values[index] ?? "other"]));
        this.inc(named as Record<Label, string>, total);
      }
    },
  });

  const open = (values: readonly string[]): Series => {
    const kept = series.size < maxSeries ? values : other;
    const key = kept.join("\n");
    const known = series.get(key) ?? { values: kept, total: 0 };
    series.set(key, known);
    return known;
  };

  return {
    of: (...values) => {
      const one = open(values);
      return (amount) => {
        one.total += amount;
      };
    },
    add: (amount, ...values) => {
      const [first = "", second] = values;
      const key = values.length === 1 ? first : values.length === 2 ? `${first}\n${second}` : values.join("\n");
      const known = series.get(key) ?? open(values);
      known.total += amount;
    },
  };
};
