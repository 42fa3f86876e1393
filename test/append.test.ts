import { expect, it } from "vitest";
import { append } from "../src/append.ts";

it("appends more than fit a call as arguments, and any iterable", () => {
  const into = [0];
  append(
    into,
    Array.from({ length: 300_000 }, (_, i) => i + 1),
  );
  append(into, new Set([300_001]));
  expect(into.length).toBe(300_002);
  expect(into.every((value, at) => value === at)).toBe(true);
});
