import { describe, expect, it } from "vitest";
import {
  busy,
  type Constants,
  eventCores,
  fullNode,
  type Load,
  need,
  processesFor,
} from "../../bench/capacity-model.ts";

const of: Constants = {
  lightEventUs: 80,
  lightRate: 1_000,
  eventUs: 40,
  rate: 8_000,
  streamUs: 100,
  findingUs: 50,
  exchangeUs: 200,
  processMiB: 300,
  primaryMiB: 100,
  streamKiB: 32,
  exchangeBytes: 250,
  decisionBytes: 150,
};
const load: Load = { streams: 1_024, rate: 25, tokens: 256, exchanges: 100, findings: 2 };

describe("the capacity model", () => {
  it("gives what was measured where it was measured, and straight lines elsewhere", () => {
    expect(eventCores(0, of)).toBe(0);
    expect(eventCores(500, of)).toBeCloseTo(0.04);
    expect(eventCores(1_000, of)).toBeCloseTo(0.08);
    expect(eventCores(4_500, of)).toBeCloseTo((0.08 + 0.32) / 2);
    expect(eventCores(8_000, of)).toBeCloseTo(0.32);
    expect(eventCores(15_000, of)).toBeCloseTo(0.56);
  });

  it("never takes more events for less work, whatever was measured", () => {
    const odd = { ...of, eventUs: 1 };
    expect(eventCores(9_000, odd)).toBeGreaterThanOrEqual(eventCores(1_000, odd));
  });

  it("adds up events, streams begun, JSON exchanges and findings; sockets; and what each leaves in the trail", () => {
    const two = need(load, 2, of);
    expect(two.tokensPerSecond).toBe(25_600);
    expect(two.cores).toBeCloseTo(2 * eventCores(12_800, of) + (100 * 100 + 100 * 200 + 200 * 2 * 50) / 1e6);
    expect(two.memoryMiB).toBe(100 + 2 * 300 + 32);
    expect(two.auditBytesPerSecond).toBe(200 * (250 + 2 * 150));
    expect(need(load, 1, of).memoryMiB).toBe(300 + 32);
  });

  it("takes as many processes as keep each below its share, and no more", () => {
    const processes = processesFor(load, of);
    expect(processes).toBeGreaterThan(1);
    expect(need(load, processes, of).cores).toBeLessThanOrEqual(processes * busy);
    expect(need(load, processes - 1, of).cores).toBeGreaterThan((processes - 1) * busy);
  });

  it("fills a node with the same mix", () => {
    const full = fullNode(load, 8, of);
    expect(need(full, 8, of).cores).toBeCloseTo(8 * busy);
    expect(full.exchanges / full.streams).toBeCloseTo(load.exchanges / load.streams);
  });
});
