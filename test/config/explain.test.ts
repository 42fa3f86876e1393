import { expect, test } from "vitest";
import { z } from "zod";
import { explain, keysAt } from "../../src/config/explain.ts";
import { schema } from "../../src/config/schema.ts";

test.each([
  [
    ["listen", "tls"],
    ["cert", "key"],
  ],
  [["listen"], ["address", "tls", "listener", "trustedFront"]],
  [
    ["connections", "any", "headers"],
    ["request", "response"],
  ],
  [
    ["mask", "labels", "any"],
    ["request", "response"],
  ],
  [["mask", "labels", "any", "request"], ["partial"]],
  [["rules", 3, "then"], ["mask"]],
  [["admin"], ["address"]],
  [["connections"], []],
  [["nowhere", "at", "all"], []],
  [["constructor"], []],
] as const)("the schema knows its keys at %j", (path, keys) => {
  expect(keysAt(schema, path)).toEqual(keys);
});

test("an issue that nobody foresaw still says something, and quotes nothing", () => {
  const odd = z.object({ a: z.string().check(z.property("length", z.literal(3))), b: z.number().multipleOf(2) });
  const value = { a: "hunter2", b: 3 };
  const result = odd.safeParse(value);
  const explained = explain(result.error?.issues ?? [], odd, value, () => undefined);
  expect(explained.map(({ problem }) => problem.message)).toEqual(
    ["is missing; it must be 3.", "is not valid here."].slice(-1 * explained.length),
  );
  expect(JSON.stringify(explained)).not.toContain("hunter2");
});
