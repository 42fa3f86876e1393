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
      formPairs(source).map((p) => [
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
    ["x".repeat(300), "x".repeat(64)],
  ])("reads the name %s", (raw, name) => {
    expect(pairName(Buffer.from(raw))).toBe(name);
  });

  it("copies nothing when there is no plus", () => {
    const bytes = Buffer.from("abc");
    expect(plusToSpace(bytes)).toBe(bytes);
  });
});
