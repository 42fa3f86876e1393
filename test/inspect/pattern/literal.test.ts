import { describe, expect, it } from "vitest";
import { literalStrength } from "../../../src/inspect/pattern/literal.ts";
import { parsePattern } from "../../../src/inspect/pattern/parse.ts";

const parse = (source: string) => parsePattern(source, { caseless: false });

describe("the literal that every match of a pattern has", () => {
  it.each([
    ["AKIA[A-Z]{4}", 4],
    ["(?:AKIA|AS)x", 3],
    ["gh[ps]_[a-z]{9}", 4],
    ["[a-z]{3}://", 3],
    ["a?bc", 2],
    ["(?:ab){2}", 4],
    ["[a-z]{9}", 0],
  ])("%s has %i bytes", (source, bytes) => {
    expect(literalStrength(parse(source))).toBe(bytes);
  });
});
