import { describe, expect, it } from "vitest";
import { createFieldNames } from "../../src/inspect/field-names.ts";

const fields = createFieldNames(
  [
    { names: ["ssn", "tax id"], headers: true },
    { names: ["*password*", "api_token"], headers: false },
    { names: ["db_*_key", "*ssn", "*pass*"], headers: true },
  ],
  100,
);

describe("the name of a field", () => {
  it.each([
    ["ssn", 100],
    ["SSN", 100],
    ["Tax ID", 100],
    ["password", 101],
    ["my_PASSWORD_2", 101],
    ["API_TOKEN", 101],
    ["db_main_key", 102],
    ["db__key", 102],
    ["db_key", undefined],
    ["old-ssn", 102],
    ["ssn2", undefined],
    ["pas", undefined],
    ["", undefined],
    [`${"x".repeat(5000)}password`, 101],
    ["a\nb password", 101],
  ])("%j", (name, number) => {
    expect(fields.of(name)).toBe(number);
    expect(fields.of(name)).toBe(number);
  });

  it("takes what its own characters mean elsewhere for themselves", () => {
    const odd = createFieldNames(
      [
        { names: ["a.b-c"], headers: true },
        { names: ["x.*"], headers: true },
      ],
      0,
    );
    expect(["a.b-c", "aXb-c", "x.y", "xy"].map(odd.of)).toEqual([0, undefined, 1, undefined]);
  });

  it.each([
    ["SSN", 100],
    ["api_token", undefined],
    ["my-password", 102],
    ["x-ssn", 102],
  ])("%j as a header's", (name, number) => {
    expect(fields.ofHeader(name)).toBe(number);
  });

  it("is remembered, and not without bound", () => {
    for (let i = 0; i < 10_000; i++) expect(fields.of(`name${i}`)).toBeUndefined();
    expect(fields.of("ssn")).toBe(100);
  });
});
