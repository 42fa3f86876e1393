import { describe, expect, it } from "vitest";
import { DEFAULT_LATE_MS, type Keeping, limitsOf, relief, saturation } from "../../src/load/saturation.ts";
import { calm } from "./measured.ts";

const limits = limitsOf(DEFAULT_LATE_MS);

describe("saturation", () => {
  it("is none at the limits", () => {
    const self = { busy: limits.busy, cpu: 1, loopDelayP99Ms: limits.lateMs };
    const late = { startLateP99Ms: limits.lateMs, writeLateP99Ms: limits.lateMs, directLateP99Ms: limits.directLateMs };
    expect(saturation({ client: self, upstream: self, ...late }, limits)).toEqual([]);
  });

  it.each<[string, Partial<Keeping>, string]>([
    ["a busy client", { client: { ...calm.client, busy: 0.86 } }, "the client was busy 86 % of the time (limit 85 %)"],
    ["a busy upstream", { upstream: { ...calm.upstream, busy: 0.99 } }, "the upstream was busy 99 %"],
    ["late starts", { startLateP99Ms: 20.1 }, "exchanges began 20.1 ms late at the 99th percentile (limit 20 ms)"],
    ["late writes", { writeLateP99Ms: 31 }, "the upstream wrote 31.0 ms late"],
    ["a late client", { client: { ...calm.client, loopDelayP99Ms: 25 } }, "the client's timers were 25.0 ms late"],
    ["a late upstream", { upstream: { ...calm.upstream, loopDelayP99Ms: 25 } }, "the upstream's timers were 25.0 ms"],
    ["a late direct path", { directLateP99Ms: 51 }, "exchanges without the gateway ended 51.0 ms late at the 99th"],
  ])("is seen in %s, and said", (_what, more, sentence) => {
    const why = saturation({ ...calm, ...more }, limits);
    expect(why).toHaveLength(1);
    expect(why[0]).toContain(sentence);
  });

  it("is relieved by a load that leaves room below the limit", () => {
    for (const busy of [0.1, 0.86, 1]) {
      const factor = relief({ ...calm, client: { ...calm.client, busy } }, limits);
      expect(busy * factor).toBeLessThan(limits.busy);
      expect(factor).toBeLessThan(1);
    }
  });

  it("is relieved by more, the later it was", () => {
    const factorOf = (startLateP99Ms: number) => relief({ ...calm, startLateP99Ms }, limits);
    expect([21, 100, 5_000].map(factorOf)).toEqual([0.7, 0.5, 0.25]);
  });

  it("is as late as the run allows", () => {
    const late = { ...calm, startLateP99Ms: 90, directLateP99Ms: 240 };
    expect(saturation(late, limitsOf(100))).toEqual([]);
    expect(saturation(late, limitsOf(50))).toHaveLength(2);
  });
});
