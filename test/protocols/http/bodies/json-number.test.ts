import { describe, expect, it } from "vitest";
import { numberText, redactedNumber } from "../../../../src/protocols/http/bodies/json-number.ts";

describe("a number", () => {
  it.each([
    ["4111111111111111", "4111111111111111"],
    ["-1.50", "-1.50"],
    ["4.111111111111111e15", "4111111111111111"],
    ["4.111111111111111E+15", "4111111111111111"],
    ["41111111111111110e-1", "4111111111111111.0"],
    ["0.4111111111111111e16", "4111111111111111"],
    [`0.${"0".repeat(40)}4111111111111111e56`, "4111111111111111"],
    ["0.05e1", "0.5"],
    ["-7e2", "-700"],
    ["1e999", "1e999"],
    ["1e-999", "1e-999"],
  ])("%s is inspected as %s", (spelling, text) => {
    expect(numberText(spelling)).toBe(text);
  });

  it.each([
    ["<CARD>", "0"],
    ["", "0"],
    ["****", "0"],
    ["0123", "0"],
    ["-12.5", "-12.5"],
    ["9999", "9999"],
  ])("redacted to %j becomes %s", (redacted, number) => {
    expect(redactedNumber(redacted)).toBe(number);
  });
});
