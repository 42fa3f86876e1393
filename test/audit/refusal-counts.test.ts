import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RefusalsEvent } from "../../src/audit/events.ts";
import { createRefusalCounts } from "../../src/audit/refusal-counts.ts";

beforeEach(() => vi.useFakeTimers({ now: 1000 }));
afterEach(() => vi.useRealTimers());

const counting = () => {
  const events: RefusalsEvent[] = [];
  return { events, counts: createRefusalCounts({ intervalMs: 500, emit: (event) => events.push(event) }) };
};

test("refusals are one event per reason and interval", () => {
  const { events, counts } = counting();
  counts.count("bad-request");
  counts.count("bad-request");
  vi.advanceTimersByTime(100);
  counts.count("no-connection");
  vi.advanceTimersByTime(400);
  expect(events).toEqual([
    { kind: "refusals", from: 1000, time: 1500, reason: "bad-request", count: 2 },
    { kind: "refusals", from: 1000, time: 1500, reason: "no-connection", count: 1 },
  ]);
  vi.advanceTimersByTime(5000);
  expect(events).toHaveLength(2);
  counts.count("bad-request");
  counts.close();
  expect(events.at(-1)).toEqual({ kind: "refusals", from: 6500, time: 6500, reason: "bad-request", count: 1 });
});

test("however many reasons there are, the number of events is bounded", () => {
  const { events, counts } = counting();
  for (let index = 0; index < 1000; index++) counts.count(`reason-${index}`);
  counts.close();
  expect(events).toHaveLength(65);
  expect(events.at(-1)).toMatchObject({ reason: "other", count: 936 });
});
