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
  [["admin"], ["address", "hosts"]],
  [["connections"], []],
  [["nowhere", "at", "all"], []],
  [["constructor"], []],
] as const)("the schema knows its keys at %j", (path, keys) => {
  expect(keysAt(schema, path)).toEqual(keys);
});

test.each([
  [z.object({ a: z.number().multipleOf(2) }), { a: 3 }, "is not valid here."],
  [z.object({ a: z.string().email() }), { a: "hunter2" }, "is not valid here."],
  [z.object({ a: z.string().min(9) }), { a: "hunter2" }, "must be at least 9."],
  [z.object({ a: z.array(z.string()).max(1) }), { a: ["hunter2", "b"] }, "must be at most 1."],
  [z.object({ a: z.string() }), { a: null }, "must be text, not nothing."],
  [z.object({ a: z.date() }), {}, "is missing; it must be date."],
])("an issue that nobody foresaw still says something, and quotes nothing (%#)", (odd, value, message) => {
  const explained = explain(odd.safeParse(value).error?.issues ?? [], odd, value, () => undefined);
  expect(explained.map(({ problem }) => problem)).toEqual([{ path: "a", position: undefined, message }]);
});
