import { describe, expect, it } from "vitest";
import { hyperscanSource } from "../../../src/inspect/pattern/hyperscan-source.ts";
import { parsePattern } from "../../../src/inspect/pattern/parse.ts";
import { opened } from "../../../src/inspect/pattern/syntax.ts";

const source = (of: string, caseless = false) => hyperscanSource(parsePattern(of, { caseless }));

describe("Hyperscan's syntax", () => {
  it.each([
    ["a.b", "\\x61[\\x00-\\x09\\x0b-\\xff]\\x62"],
    ["[a-c_]{2,4}", "[\\x5f\\x61-\\x63]{2,4}"],
    ["(?:ab|c)?", "(?:(?:\\x61\\x62|\\x63)){0,1}"],
    ["(a|)", "(?:\\x61|)"],
    ["é{2}", "(?:\\xc3\\xa9){2}"],
  ])("%s is written with every byte as a number", (of, wanted) => {
    expect(source(of)).toBe(wanted);
  });

  it("has case in its classes", () => {
    expect(source("aB1", true)).toBe("[\\x41\\x61][\\x42\\x62]\\x31");
  });

  it("leaves wide repeats open when asked, narrow ones as they are", () => {
    const wide = opened(parsePattern("a{2,90}b{1,3}", { caseless: false }), 4);
    expect(hyperscanSource(wide)).toBe("\\x61{2,}\\x62{1,3}");
  });
});
