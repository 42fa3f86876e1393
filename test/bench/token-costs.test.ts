import { expect, it } from "vitest";
import { costsFrom, type Seen } from "../../bench/token-costs.ts";

it("tells tokens, streams and findings apart, of four loads", () => {
  const [lightUs, fullUs, streamUs, findingUs] = [80, 50, 900, 300];
  const tokenCores = (tokens: number): number => {
    const [light, full] = [(1_000 * lightUs) / 1e6, (4_000 * fullUs) / 1e6];
    return light + ((tokens - 1_000) * (full - light)) / 3_000;
  };
  const seen = (tokens: number, begun: number, findings = 0): Seen => ({
    ...{ tokens, begun, findings },
    cores: tokenCores(tokens) + (begun * streamUs + findings * findingUs) / 1e6,
  });
  const costs = costsFrom({
    light: seen(1_000, 8),
    full: seen(4_000, 32),
    short: seen(1_500, 90),
    planted: seen(2_000, 16, 64),
  });
  expect(costs.lightUs).toBeCloseTo(lightUs);
  expect(costs.fullUs).toBeCloseTo(fullUs);
  expect(costs.streamUs).toBeCloseTo(streamUs);
  expect(costs.findingUs).toBeCloseTo(findingUs);
});
