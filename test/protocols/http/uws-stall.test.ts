import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchStall } from "../../../src/protocols/http/uws-stall.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const start = (idleTimeoutMs: number) => {
  const calls: string[] = [];
  const raw = { pause: () => calls.push("pause"), resume: () => calls.push("resume") };
  const watch = watchStall(raw, idleTimeoutMs, () => calls.push("stalled"));
  return { calls, watch };
};

test("re-arms uWS's own clock until the limit, then reports once", () => {
  const { calls, watch } = start(10_000);
  watch.progress();
  vi.advanceTimersByTime(9_000);
  expect(calls).toEqual(["pause", "resume", "pause", "resume", "pause", "resume"]);
  vi.advanceTimersByTime(60_000);
  expect(calls.slice(6)).toEqual(["stalled"]);
});

test("progress starts the limit anew", () => {
  const { calls, watch } = start(4_000);
  for (let i = 0; i < 10; i++) {
    watch.progress();
    vi.advanceTimersByTime(2_000);
  }
  expect(calls).not.toContain("stalled");
});

test("a wall clock that is set forward cuts nobody", () => {
  const { calls, watch } = start(10_000);
  watch.progress();
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(9_000);
  expect(calls).not.toContain("stalled");
});

test("touches nothing once stopped, and can start again", () => {
  const { calls, watch } = start(4_000);
  watch.progress();
  watch.stop();
  vi.advanceTimersByTime(20_000);
  expect(calls).toEqual([]);
  watch.progress();
  vi.advanceTimersByTime(20_000);
  expect(calls.at(-1)).toBe("stalled");
});
