import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { systemCode } from "../src/system-code.ts";

it("is the code of what the system refused, and nothing where there is none", () => {
  const thrown = (fails: () => void): unknown => {
    try {
      return fails();
    } catch (error) {
      return error;
    }
  };
  const codes = [thrown(() => readFileSync("/nowhere/at/all")), { code: "EPERM" }].map(systemCode);
  expect(codes).toEqual(["ENOENT", "EPERM"]);
  expect(
    [new Error("no code"), Object.assign(new Error("a number"), { code: 7 }), "ENOENT", null, undefined].map(
      systemCode,
    ),
  ).toEqual(Array(5).fill(undefined));
});
