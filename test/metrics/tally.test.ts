import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { createTally, TalliedHistogram } from "../../src/metrics/tally.ts";

test("a value falls under the first bound that is not less", () => {
  const tally = createTally([1, 2, 4]);
  for (const value of [0, 1, 1.5, 2, 4, 5, 100]) tally.add(value);
  expect([...tally.counts]).toEqual([2, 2, 1, 2]);
  expect(tally.sum).toBe(113.5);
});

test("tallies are shown as a Prometheus histogram, cumulative, by label", async () => {
  const registry = new Registry();
  const [inline, pool] = [createTally([1, 2]), createTally([1, 2])];
  const tallies = new Map([
    ["inline", inline],
    ["pool", pool],
  ]);
  new TalliedHistogram({ registry, name: "scan_seconds", help: "Scanning.", bounds: [1, 2], label: "mode", tallies });
  for (const value of [0.5, 1.5, 1.5, 9]) inline.add(value);
  expect((await registry.metrics()).trim().split("\n")).toEqual([
    "# HELP scan_seconds Scanning.",
    "# TYPE scan_seconds histogram",
    'scan_seconds_bucket{le="1",mode="inline"} 1',
    'scan_seconds_bucket{le="2",mode="inline"} 3',
    'scan_seconds_bucket{le="+Inf",mode="inline"} 4',
    'scan_seconds_sum{mode="inline"} 12.5',
    'scan_seconds_count{mode="inline"} 4',
    'scan_seconds_bucket{le="1",mode="pool"} 0',
    'scan_seconds_bucket{le="2",mode="pool"} 0',
    'scan_seconds_bucket{le="+Inf",mode="pool"} 0',
    'scan_seconds_sum{mode="pool"} 0',
    'scan_seconds_count{mode="pool"} 0',
  ]);
});
