import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createAvailability } from "../../src/audit/availability.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const limits = { queueEvents: 100, queueBytes: 10_000, waitMs: 1000, syncWaitMs: 1000 };

const watched = () => {
  const queue = { events: 0, bytes: 0 };
  const availability = createAvailability({ queue, limits });
  const changes: boolean[] = [];
  availability.onChange((available) => changes.push(available));
  return { queue, availability, changes };
};

test("a writer that fails makes the trail unavailable until it works again", () => {
  const { availability, changes } = watched();
  availability.writer("failing");
  availability.writer("failing");
  expect(availability.available).toBe(false);
  availability.writer("working");
  expect(changes).toEqual([false, true]);
});

test.each([
  ["events", 100, 51, 49],
  ["bytes", 10_000, 5001, 4999],
] as const)("a queue full of %s counts as full until it is half empty", (unit, full, overHalf, underHalf) => {
  const { queue, availability } = watched();
  queue[unit] = full - 1;
  availability.grew();
  expect(availability.available).toBe(true);
  queue[unit] = full;
  availability.grew();
  expect([availability.available, availability.exhausted]).toEqual([false, false]);
  queue[unit] = full * 1.25;
  expect(availability.exhausted).toBe(true);
  queue[unit] = overHalf;
  availability.acknowledged();
  expect(availability.available).toBe(false);
  queue[unit] = underHalf;
  availability.acknowledged();
  expect(availability.available).toBe(true);
});

test("a writer that neither fails nor answers makes the trail unavailable", () => {
  const { queue, availability } = watched();
  queue.events = 1;
  availability.sent();
  vi.advanceTimersByTime(900);
  availability.acknowledged();
  vi.advanceTimersByTime(900);
  expect(availability.available).toBe(true);
  vi.advanceTimersByTime(100);
  expect(availability.available).toBe(false);
  queue.events = 0;
  availability.acknowledged();
  expect(availability.available).toBe(true);
  vi.advanceTimersByTime(60_000);
  expect(availability.available).toBe(true);
});

test("who waits hears when it is available again", () => {
  const { availability } = watched();
  const done = vi.fn();
  availability.writer("failing");
  availability.whenAvailable(done);
  expect(done).not.toHaveBeenCalled();
  availability.writer("working");
  vi.advanceTimersByTime(5000);
  expect(done).toHaveBeenCalledExactlyOnceWith(undefined);
});

test("who waits too long hears an error", () => {
  const { availability } = watched();
  const done = vi.fn();
  availability.writer("failing");
  availability.whenAvailable(done);
  vi.advanceTimersByTime(1000);
  availability.writer("working");
  expect(done).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: "audit-unavailable" }));
});

test("a wait that was forgotten hears nothing", () => {
  const { availability } = watched();
  const done = vi.fn();
  availability.writer("failing");
  availability.whenAvailable(done)();
  availability.writer("working");
  vi.advanceTimersByTime(5000);
  expect(done).not.toHaveBeenCalled();
});

test("who asks while it is available is answered at once", () => {
  const done = vi.fn();
  watched().availability.whenAvailable(done);
  expect(done).toHaveBeenCalledExactlyOnceWith();
});

test("with no time to wait, who waits hears an error at once, and a writer at work is not taken for a stalled one", () => {
  const queue = { events: 1, bytes: 100 };
  const availability = createAvailability({ queue, limits: { ...limits, waitMs: 0 } });
  availability.sent();
  vi.advanceTimersByTime(500);
  expect(availability.available).toBe(true);
  const done = vi.fn();
  availability.writer("failing");
  availability.whenAvailable(done);
  vi.advanceTimersByTime(0);
  expect(done).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: "audit-unavailable" }));
});
