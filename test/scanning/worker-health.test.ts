import { describe, expect, it } from "vitest";
import { createWorkerHealth } from "../../src/scanning/worker-health.ts";

const createTimed = (maxFailures: number, windowMs: number) => {
  const clock = { now: 0 };
  const changes: boolean[] = [];
  const health = createWorkerHealth({ maxFailures, windowMs, now: () => clock.now });
  health.onChange((healthy) => changes.push(healthy));
  return { clock, changes, health };
};

describe("worker health", () => {
  const rows: readonly { name: string; failuresAt: readonly number[]; healthy: boolean }[] = [
    { name: "no failure", failuresAt: [], healthy: true },
    { name: "as many as allowed at one time", failuresAt: [5, 5, 5], healthy: true },
    { name: "one more than allowed at one time", failuresAt: [5, 5, 5, 5], healthy: false },
    { name: "one more than allowed at the window's two ends", failuresAt: [0, 1, 2, 999], healthy: false },
    { name: "the first has left the window", failuresAt: [0, 1, 2, 1_000], healthy: true },
    { name: "a slow drip for ever", failuresAt: Array.from({ length: 50 }, (_, i) => i * 400), healthy: true },
  ];
  for (const { name, failuresAt, healthy } of rows) {
    it(`is ${healthy ? "healthy" : "down"} after ${name}`, () => {
      const { clock, health } = createTimed(3, 1_000);
      for (const at of failuresAt) {
        clock.now = at;
        health.failed();
      }
      expect(health.healthy).toBe(healthy);
    });
  }

  it("stays down until the workers are seen to answer, and then forgets what was", () => {
    const { clock, changes, health } = createTimed(1, 1_000);
    health.failed();
    health.failed();
    clock.now = 1_000_000;
    expect(health.healthy).toBe(false);
    health.recovered();
    expect(health.healthy).toBe(true);
    health.failed();
    expect(health.healthy).toBe(true);
    expect(changes).toEqual([false, true]);
  });

  it("tells each change once", () => {
    const { changes, health } = createTimed(0, 1_000);
    health.recovered();
    health.failed();
    health.failed();
    health.recovered();
    health.recovered();
    expect(changes).toEqual([false, true]);
  });
});
