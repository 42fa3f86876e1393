import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createSyncWaits } from "../../src/audit/sync-waits.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("who waits for a number is answered once it is durable, in order", () => {
  const waits = createSyncWaits(1000);
  const answered: number[] = [];
  for (const seq of [3, 5, 9]) waits.add(seq, 0, () => answered.push(seq));
  waits.reached(2);
  expect(answered).toEqual([]);
  waits.reached(5);
  expect(answered).toEqual([3, 5]);
  waits.reached(5);
  expect(answered).toEqual([3, 5]);
});

test("what is durable already is answered at once", () => {
  const done = vi.fn();
  createSyncWaits(1000).add(3, 3, done);
  expect(done).toHaveBeenCalledExactlyOnceWith();
});

test("a wait that lasts too long is answered with an error, and only once", () => {
  const waits = createSyncWaits(1000);
  const done = vi.fn();
  waits.add(3, 0, done);
  vi.advanceTimersByTime(1000);
  waits.reached(3);
  expect(done).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: "audit-unavailable" }));
});
