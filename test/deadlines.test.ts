import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Deadlines } from "../src/deadlines.ts";
import { createRandom } from "./harness/chunks.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each([1, 40, 300, 60_000])("a limit of %i ms", (limitMs) => {
  const tickMs = Math.max(5, Math.min(250, Math.floor(limitMs / 8)));

  it("passes once, not before its time and at most two ticks behind it", async () => {
    const random = createRandom(limitMs);
    const deadlines = new Deadlines(limitMs);
    const passed: number[] = [];
    for (let i = 0; i < 40; i++) {
      const startedAt = Date.now();
      deadlines.start(() => passed.push(Date.now() - startedAt));
      await vi.advanceTimersByTimeAsync(Math.floor((random() * limitMs) / 4));
    }
    await vi.advanceTimersByTimeAsync(2 * (limitMs + tickMs));
    expect(passed).toHaveLength(40);
    for (const ms of passed) {
      expect(ms).toBeGreaterThanOrEqual(limitMs);
      expect(ms).toBeLessThanOrEqual(limitMs + 2 * tickMs);
    }
  });

  it("does not pass when it is cancelled, were it by another one that passes in the same tick", async () => {
    const deadlines = new Deadlines(limitMs);
    const passed: string[] = [];
    deadlines.start(() => {
      passed.push("first");
      third.cancel();
    });
    const second = deadlines.start(() => passed.push("second"));
    const third = deadlines.start(() => passed.push("third"));
    deadlines.start(() => passed.push("fourth"));
    second.cancel();
    await vi.advanceTimersByTimeAsync(3 * (limitMs + tickMs));
    expect(passed).toEqual(["first", "fourth"]);
    third.cancel();
  });
});

it("leaves no timer behind when nothing waits, and begins again with the next", async () => {
  const deadlines = new Deadlines(80);
  deadlines.start(() => {}).cancel();
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(20);
  expect(vi.getTimerCount()).toBe(0);
  let passed = 0;
  deadlines.start(() => passed++);
  await vi.advanceTimersByTimeAsync(110);
  expect(passed).toBe(1);
});

it("begins another one inside of one that passes", async () => {
  const deadlines = new Deadlines(80);
  let passed = 0;
  const again = (): void => {
    passed++;
    deadlines.start(again);
  };
  deadlines.start(again);
  await vi.advanceTimersByTimeAsync(450);
  expect(passed).toBe(5);
});
