import { expect, test } from "vitest";
import { createRestarts, restartLimits } from "../../src/processes/restarts.ts";

test("each death in a row waits longer, up to a limit", () => {
  const restarts = createRestarts(100);
  const waits = Array.from({ length: 9 }, (_, i) => restarts.died(1, i));
  expect(waits).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
});

test("one death more than limits.restarts within the window is the last", () => {
  const restarts = createRestarts(3);
  expect([1, 2, 3, 4].map((now) => restarts.died(1, now) === undefined)).toEqual([false, false, false, true]);
  expect(createRestarts(0).died(1, 0)).toBeUndefined();
});

test("deaths before the window do not count", () => {
  const restarts = createRestarts(2);
  expect(restarts.died(1, 0)).toBe(restartLimits.firstMs);
  expect(restarts.died(1, 1)).toBe(2 * restartLimits.firstMs);
  expect(restarts.died(1, restartLimits.windowMs)).toBe(2 * restartLimits.firstMs);
  expect(restarts.died(1, restartLimits.windowMs + 1)).toBe(2 * restartLimits.firstMs);
});

test("places are counted apart", () => {
  const restarts = createRestarts(1);
  expect([restarts.died(1, 0), restarts.died(2, 0), restarts.died(3, 0)]).toEqual([100, 100, 100]);
  expect(restarts.died(2, 1)).toBeUndefined();
});
