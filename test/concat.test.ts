import { expect, it } from "vitest";
import { concat } from "../src/concat.ts";

it("gives the only part as it is, and several as one", () => {
  const part = Uint8Array.of(1, 2);
  expect(concat([part])).toBe(part);
  expect([...concat([part, Uint8Array.of(3)])]).toEqual([1, 2, 3]);
  expect(concat([])).toHaveLength(0);
});
