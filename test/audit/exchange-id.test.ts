import { expect, test } from "vitest";
import { createExchangeIds } from "../../src/audit/exchange-id.ts";

test("ids are 26 characters of Crockford's base 32", () => {
  expect(createExchangeIds()()).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
});

test("ids sort in the order in which they were made, also when the clock steps back", () => {
  let time = 1_770_000_000_000;
  const steps = [0, 0, 1, 5, -1000, 0, 3, 2000];
  const next = createExchangeIds(() => time);
  const ids = steps.flatMap((step) => {
    time += step;
    return [next(), next(), next()];
  });
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test("the time can be read from an id as from a ULID", () => {
  const id = createExchangeIds(() => 1_469_918_176_385)();
  expect(id.slice(0, 10)).toBe("01ARYZ6S41");
});

test("two processes at the same millisecond make different ids", () => {
  const clock = () => 1_770_000_000_000;
  expect(createExchangeIds(clock)()).not.toBe(createExchangeIds(clock)());
});
