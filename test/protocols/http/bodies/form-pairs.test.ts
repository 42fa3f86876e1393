import { describe, expect, it } from "vitest";
import { formPairs, pairName, plusToSpace } from "../../../../src/protocols/http/bodies/form-pairs.ts";

describe("form pairs", () => {
  it.each([
    ["", []],
    ["a=1", [["a", "1"]]],
    [
      "a=1&&b&=c&d=e=f&",
      [
        ["a", "1"],
        ["b", ""],
        ["", "c"],
        ["d", "e=f"],
      ],
    ],
  ])("cuts %s", (text, pairs) => {
    const source = Buffer.from(text);
    expect(
      formPairs(source, 4)?.map((p) => [
        source.toString("latin1", p.nameStart, p.nameEnd),
        source.toString("latin1", p.valueStart, p.valueEnd),
      ]),
    ).toEqual(pairs);
  });

  it.each([
    ["pass+word", "pass word"],
    ["p%61ss", "pass"],
    ["%C3%BC", "ü"],
    ["100%", "100%"],
    [`${"x".repeat(600)}_p%61ssword`, `${"x".repeat(501)}_password`],
  ])("reads the name %s", (raw, name) => {
    expect(pairName(Buffer.from(raw))).toBe(name);
  });

  it("makes no more pairs than asked for", () => {
    const source = Buffer.from("a&&b=1&c");
    expect(formPairs(source, 3)?.length).toBe(3);
    expect(formPairs(source, 2)).toBeUndefined();
  });

  it("copies nothing when there is no plus", () => {
    const bytes = Buffer.from("abc");
    expect(plusToSpace(bytes)).toBe(bytes);
  });
});
