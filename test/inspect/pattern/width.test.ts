import { describe, expect, it } from "vitest";
import { parsePattern } from "../../../src/inspect/pattern/parse.ts";
import { widthOf } from "../../../src/inspect/pattern/width.ts";

describe("the width of a pattern", () => {
  it("is counted in bytes", () => {
    const of = (source: string) => widthOf(parsePattern(source, { caseless: false }));
    expect(of("a{2,4}(?:b|cde)?")).toEqual({ min: 2, max: 7 });
    expect(of("[é€😀]")).toEqual({ min: 2, max: 4 });
    expect(of("(?:a{0,3}){2}")).toEqual({ min: 0, max: 6 });
  });
});
