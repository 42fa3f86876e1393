/**
 * The metrics of several processes as those of one gateway. What the gateway counts is summed, what is said of a process itself
 * (`process_*`, `nodejs_*`) stands once for each, labelled `process`.
 *
 * A sum must not fall when a process dies, or a scraper would take it for a restart and count everything anew: what a process had counted
 * when it was last asked goes on counting. What it counted after that is lost with it.
 */
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { MetricSnapshot } from "./metrics.ts";

export interface SummedMetrics {
  /** Text in Prometheus' format. */
  scrape(): Promise<string>;
  readonly contentType: string;
  /** The process of this place is gone. */
  died(place: number): void;
}

export interface SummedSources {
  /** Of each place whose process answers now. */
  snapshots(): Promise<ReadonlyMap<number, MetricSnapshot>>;
  readonly listening: number;
  readonly restarted: number;
}

/** Merged like those of living processes; `aggregate` takes more than it says in its types. */
const merged = (snapshots: readonly MetricSnapshot[]): Registry =>
  AggregatorRegistry.aggregate(snapshots as unknown as Parameters<typeof AggregatorRegistry.aggregate>[0]);
const snapshotOf = (registry: Registry): Promise<MetricSnapshot> =>
  registry.getMetricsAsJSON() as unknown as Promise<MetricSnapshot>;

const OF_GATEWAY = /^sluice_/;

/** Labelled by process, so there is one value of each: nothing to sum, and nothing to leave out. */
const asItIs = (snapshot: MetricSnapshot): MetricSnapshot =>
  snapshot.map((metric) => (OF_GATEWAY.test(metric.name) ? metric : { ...metric, aggregator: "first" }));

const countsOf = (snapshot: MetricSnapshot): MetricSnapshot =>
  snapshot.filter(({ name, type }) => OF_GATEWAY.test(name) && ["counter", "histogram"].includes(String(type)));

export const createSummedMetrics = (sources: SummedSources): SummedMetrics => {
  const own = new Registry();
  collectDefaultMetrics({ register: own, labels: { process: "primary" } });
  new Gauge({
    name: "sluice_processes",
    help: "Processes of the gateway that listen.",
    registers: [own],
    collect() {
      this.set(sources.listening);
    },
  });
  new Counter({
    name: "sluice_process_restarts_total",
    help: "Processes started in place of one that died.",
    registers: [own],
    collect() {
      this.reset();
      this.inc(sources.restarted);
    },
  });
  /** What each living process said last. */
  const latest = new Map<number, MetricSnapshot>();
  /** The counts of those that are gone. */
  let gone: MetricSnapshot = [];
  /** Folded into one after the other, for there may be many in the end. */
  let folding: Promise<void> = Promise.resolve();

  return {
    contentType: own.contentType,
    async scrape() {
      for (const [place, snapshot] of await sources.snapshots()) latest.set(place, snapshot);
      await folding;
      return merged([gone, ...[...latest.values(), await snapshotOf(own)].map(asItIs)]).metrics();
    },
    died(place) {
      const last = latest.get(place);
      latest.delete(place);
      if (last === undefined) return;
      folding = folding.then(async () => {
        gone = await snapshotOf(merged([gone, countsOf(last)]));
      });
    },
  };
};
