import { expect, test } from "vitest";
import { createMetrics } from "../../src/metrics/metrics.ts";
import { end } from "../audit/example-events.ts";

const series = async (metrics: { scrape(): Promise<string> }, prefix: string): Promise<string[]> =>
  (await metrics.scrape()).split("\n").filter((line) => line.startsWith(prefix));

test("an exchange counts with its outcome, bytes, events and duration", async () => {
  const metrics = createMetrics();
  metrics.finished("openai", "chat.completions", end("E1"));
  metrics.finished("openai", "chat.completions", end("E2"));
  metrics.finished("openai", "models", end("E3", { outcome: "failed", reason: "upstream-reset", events: 0 }));
  expect(await series(metrics, "sluice_exchange")).toEqual(
    expect.arrayContaining([
      'sluice_exchanges_total{connection="openai",operation="chat.completions",outcome="completed"} 2',
      'sluice_exchanges_total{connection="openai",operation="models",outcome="failed"} 1',
      'sluice_exchange_failures_total{reason="upstream-reset"} 1',
      'sluice_exchange_seconds_bucket{le="0.025"} 3',
      expect.stringMatching(/^sluice_exchange_seconds_sum 0\.036/),
      "sluice_exchange_seconds_count 3",
    ]),
  );
  expect(await series(metrics, "sluice_events_total")).toEqual(['sluice_events_total{connection="openai"} 14']);
  expect(await series(metrics, "sluice_bytes_total")).toEqual([
    'sluice_bytes_total{direction="request",side="in"} 300',
    'sluice_bytes_total{direction="request",side="out"} 270',
    'sluice_bytes_total{direction="response",side="in"} 600',
    'sluice_bytes_total{direction="response",side="out"} 540',
  ]);
});

test("findings, holds, refusals and scans count", async () => {
  const metrics = createMetrics();
  metrics.finding("US_SSN", "request", 2);
  metrics.held(12, 3);
  metrics.held(0, 0);
  metrics.refused("bad-request");
  metrics.scanned({ mode: "pool", steps: 4, bytes: 1000, seconds: 0.0003 });
  const lines = (await metrics.scrape()).split("\n");
  for (const line of [
    'sluice_findings_total{entity="US_SSN",direction="request"} 2',
    'sluice_held_characters_bucket{le="0"} 1',
    'sluice_held_characters_bucket{le="16"} 2',
    "sluice_held_characters_sum 12",
    'sluice_held_seconds_bucket{le="0.005"} 2',
    "sluice_held_seconds_sum 0.003",
    'sluice_refusals_total{reason="bad-request"} 1',
    'sluice_scanned_bytes_total{mode="pool"} 1000',
    'sluice_scan_steps_total{mode="pool"} 4',
    'sluice_scan_seconds_bucket{le="0.0005",mode="pool"} 1',
    'sluice_scan_seconds_count{mode="inline"} 0',
  ]) {
    expect(lines).toContain(line);
  }
});

test("the process shows its memory and the lag of its event loop", async () => {
  const metrics = createMetrics();
  expect(await series(metrics, "process_resident_memory_bytes")).toHaveLength(1);
  expect(await series(metrics, "nodejs_eventloop_lag_p99_seconds")).toHaveLength(1);
});

test("two gateways in one process count apart", async () => {
  const [one, two] = [createMetrics(), createMetrics()];
  one.refused("bad-request");
  expect(await series(two, "sluice_refusals_total")).toEqual([]);
});

test("every metric says what it is", async () => {
  const text = await createMetrics().scrape();
  const names = new Set([...text.matchAll(/^# TYPE (sluice_\w+)/gm)].map((found) => found[1]));
  expect(names.size).toBeGreaterThan(20);
  for (const name of names) expect(text).toMatch(new RegExp(`^# HELP ${name} [A-Z1].+\\.$`, "m"));
});
