import { describe, expect, it } from "vitest";
import { added, curveOf, Latency, quantilesOf } from "../../src/load/latency.ts";

const of = (...ms: readonly number[]): Latency => {
  const latency = new Latency();
  for (const value of ms) latency.record(value);
  return latency;
};
const upTo = (count: number): Latency => of(...Array.from({ length: count }, (_, i) => i + 1));

describe("latencies", () => {
  it("keep three digits", () => {
    const { p50, p90, p99, p999, max, count } = quantilesOf(upTo(2_000));
    expect(count).toBe(2_000);
    const wanted: [number | null, number][] = [
      [p50, 1_000],
      [p90, 1_800],
      [p99, 1_980],
      [p999, 1_998],
      [max, 2_000],
    ];
    for (const [value, exact] of wanted) expect(Math.abs((value ?? 0) / exact - 1)).toBeLessThan(0.001);
  });

  it("tell no percentile beyond which there is no value", () => {
    expect(quantilesOf(upTo(999)).p999).toBeNull();
    expect(quantilesOf(upTo(1_000)).p999).not.toBeNull();
    expect(quantilesOf(upTo(99)).p99).toBeNull();
    expect(quantilesOf(new Latency())).toEqual({ count: 0, p50: null, p90: null, p99: null, p999: null, max: null });
  });

  it("are the same in another process", () => {
    const latency = of(0.001, 0.25, 3, 1_000, 59_999);
    const decoded = Latency.decoded(latency.encoded());
    expect(decoded.count).toBe(5);
    for (const percentile of [1, 25, 50, 75, 99]) expect(decoded.ms(percentile)).toBe(latency.ms(percentile));
    expect(Math.abs(decoded.maxMs / latency.maxMs - 1)).toBeLessThan(0.001);
  });

  it("hold what is out of range at its end", () => {
    expect(of(-5).ms(50)).toBe(0);
    expect(Math.abs(of(1e9).maxMs / 600_000 - 1)).toBeLessThan(0.001);
  });

  it("are compared percentile by percentile, as far as both have them", () => {
    const more = added(quantilesOf(upTo(1_000)), quantilesOf(upTo(100)));
    expect(Math.round(more.p50 ?? 0)).toBe(450);
    expect(more.p999).toBeNull();
  });

  it("make a curve that ascends, up to the last percentile that they have", () => {
    const curve = curveOf(upTo(1_000));
    expect(curve).toEqual([...curve].sort(([a, x], [b, y]) => a - b || x - y));
    expect(curve[0]?.[0]).toBe(0);
    expect(curve.at(-1)?.[0]).toBeGreaterThan(99.8);
    expect(curveOf(new Latency())).toEqual([]);
  });
});
