import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { createCounts } from "../../src/metrics/counts.ts";

const counting = (maxSeries?: number) => {
  const registry = new Registry();
  const labels = ["entity", "direction"] as const;
  const counts = createCounts({
    registry,
    name: "findings_total",
    help: "Findings.",
    labels,
    ...(maxSeries === undefined ? {} : { maxSeries }),
  });
  const lines = async (): Promise<string[]> => (await registry.metrics()).trim().split("\n").slice(2);
  return { counts, lines };
};

test("totals are kept per combination of label values", async () => {
  const { counts, lines } = counting();
  counts.add(2, "US_SSN", "request");
  counts.add(1, "US_SSN", "response");
  counts.add(3, "US_SSN", "request");
  const expected = [
    'findings_total{entity="US_SSN",direction="request"} 5',
    'findings_total{entity="US_SSN",direction="response"} 1',
  ];
  expect(await lines()).toEqual(expected);
  // Scraping does not count.
  expect(await lines()).toEqual(expected);
});

test("however many values there are, the number of series is bounded and nothing goes uncounted", async () => {
  const { counts, lines } = counting(3);
  for (let index = 0; index < 100; index++) counts.add(1, `E${index}`, "request");
  counts.add(1, "E1", "request");
  expect(await lines()).toEqual([
    'findings_total{entity="E0",direction="request"} 1',
    'findings_total{entity="E1",direction="request"} 2',
    'findings_total{entity="E2",direction="request"} 1',
    'findings_total{entity="other",direction="other"} 97',
  ]);
});
