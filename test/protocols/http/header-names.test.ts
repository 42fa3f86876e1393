import { expect, test } from "vitest";
import { headerName } from "../../../src/protocols/http/header-names.ts";

test.each([
  ["Content-Type", "content-type"],
  ["x-api-key", "x-api-key"],
  ["X-Odd_Name!", "x-odd_name!"],
  ["", undefined],
  ["a b", undefined],
  ["a:", undefined],
  ["caf\xe9", undefined],
  ["a\n", undefined],
  ["a\0", undefined],
])("%j is %j, the first time and again", (written, name) => {
  for (let i = 0; i < 3; i++) expect(headerName(written)).toBe(name);
});

test("names without number are told apart all the same", () => {
  for (let i = 0; i < 3_000; i++) {
    const name = `X-${[...String(i)].map((digit) => "abcdefghij"[Number(digit)]).join("")}`;
    expect(headerName(name)).toBe(name.toLowerCase());
  }
});
