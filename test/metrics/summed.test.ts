import { expect, test } from "vitest";
import type { EndEvent } from "../../src/audit/events.ts";
import { createMetrics, type MetricSnapshot, type Metrics } from "../../src/metrics/metrics.ts";
import { createSummedMetrics } from "../../src/metrics/summed.ts";
import { end } from "../audit/example-events.ts";

const ended = (metrics: Metrics, times: number): void => {
  for (let i = 0; i < times; i++)
    metrics.finished("openai", "chat", { ...end("E"), durationMs: 40 } satisfies EndEvent);
};
const watch = (metrics: Metrics, live: number, available: boolean): void =>
  metrics.watch({ exchanges: { live }, audit: { available, statistics: statistics(live) } });
const statistics = (writtenEvents: number) => ({
  queuedEvents: 0,
  queuedBytes: 0,
  writtenEvents,
  writtenBytes: 0,
  syncs: 0,
  syncMs: 0,
  refusedStarts: 0,
});

function setting() {
  const places = new Map<number, Metrics>();
  const sources = {
    listening: 2,
    restarted: 0,
    async snapshots() {
      const found = new Map<number, MetricSnapshot>();
      for (const [place, metrics] of places) found.set(place, await metrics.snapshot());
      return found;
    },
  };
  const summed = createSummedMetrics(sources);
  const value = async (series: string): Promise<number | undefined> => {
    const line = (await summed.scrape()).split("\n").find((text) => text.startsWith(`${series} `));
    return line === undefined ? undefined : Number(line.slice(series.length));
  };
  const open = (place: number): Metrics => {
    const metrics = createMetrics(String(place));
    places.set(place, metrics);
    return metrics;
  };
  return { summed, sources, places, value, open };
}

const COMPLETED = 'sluice_exchanges_total{connection="openai",operation="chat",outcome="completed"}';

test("counts, histograms and gauges are sums; a flag is down when one is", async () => {
  const { open, value } = setting();
  const [one, two] = [open(1), open(2)];
  ended(one, 2);
  ended(two, 3);
  watch(one, 4, true);
  watch(two, 5, false);
  expect(await value(COMPLETED)).toBe(5);
  expect(await value("sluice_exchange_seconds_count")).toBe(5);
  expect(await value("sluice_exchange_seconds_sum")).toBeCloseTo(0.2);
  expect(await value('sluice_exchange_seconds_bucket{le="0.05"}')).toBe(5);
  expect(await value('sluice_exchange_seconds_bucket{le="0.025"}')).toBe(0);
  expect(await value("sluice_exchanges_live")).toBe(9);
  expect(await value("sluice_audit_events_total")).toBe(9);
  expect(await value("sluice_audit_available")).toBe(0);
  watch(two, 5, true);
  expect(await value("sluice_audit_available")).toBe(1);
});

test("what is said of a process stands once for each, and never as a sum", async () => {
  const { open, summed } = setting();
  open(1);
  open(2);
  const lines = (await summed.scrape()).split("\n");
  for (const name of ["process_resident_memory_bytes", "process_cpu_seconds_total", "process_start_time_seconds"]) {
    const found = lines.filter((line) => line.startsWith(name)).map((line) => /process="(\w+)"/.exec(line)?.[1]);
    expect(found.sort()).toEqual(["1", "2", "primary"]);
  }
  expect(lines.filter((line) => /^sluice_/.test(line) && /process="/.test(line))).toEqual([]);
});

test("a sum does not fall when a process dies, nor is anything counted twice", async () => {
  const { open, places, value, summed, sources } = setting();
  const [one, two] = [open(1), open(2)];
  ended(one, 2);
  ended(two, 3);
  watch(one, 4, true);
  watch(two, 5, true);
  expect(await value(COMPLETED)).toBe(5);
  places.delete(2);
  summed.died(2);
  sources.restarted = 1;
  expect(await value(COMPLETED)).toBe(5);
  expect(await value("sluice_exchange_seconds_count")).toBe(5);
  expect(await value("sluice_audit_events_total")).toBe(9);
  expect(await value("sluice_exchanges_live")).toBe(4);
  expect(await value("sluice_process_restarts_total")).toBe(1);
  ended(open(2), 1);
  expect(await value(COMPLETED)).toBe(6);
  places.delete(2);
  summed.died(2);
  expect(await value(COMPLETED)).toBe(6);
});

test("a process that does not answer counts with what it said last", async () => {
  const { open, places, value } = setting();
  ended(open(1), 2);
  ended(open(2), 3);
  expect(await value(COMPLETED)).toBe(5);
  places.delete(2);
  expect(await value(COMPLETED)).toBe(5);
});
