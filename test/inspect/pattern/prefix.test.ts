import { describe, expect, it } from "vitest";
import { parsePattern } from "../../../src/inspect/pattern/parse.ts";
import { prefixOf } from "../../../src/inspect/pattern/prefix.ts";
import { widthOf } from "../../../src/inspect/pattern/width.ts";
import { accepts } from "./accepts.ts";

const prefix = (source: string, bytes: number) => prefixOf(parsePattern(source, { caseless: false }), bytes);

describe("the first bytes of a pattern", () => {
  it.each([
    ["abcdef", 3, ["abc"], ["ab", "abd"]],
    ["a{0,2}bcd", 3, ["aab", "abc", "bcd"], ["aaa", "acd"]],
    ["(?:ab|c)d{2,4}e", 3, ["abd", "cdd"], ["cde", "abc"]],
    ["(?:sk-proj-|sk-)[0-9]{4}", 6, ["sk-pro", "sk-123"], ["sk-12p"]],
    ["(?:a|bc){2,3}x", 4, ["aabc", "bcbc", "bcax", "aaax"], ["aaxa", "aaxx"]],
    ["a?b?c?", 1, ["a", "b", "c"], ["", "ab"]],
  ])("of %s, %i of them", (source, bytes, yes, no) => {
    const made = prefix(source, bytes);
    expect(widthOf(made)).toEqual({ min: bytes, max: bytes });
    for (const text of yes) expect([text, accepts(made, text)]).toEqual([text, true]);
    for (const text of no) expect([text, accepts(made, text)]).toEqual([text, false]);
  });

  it("is small for patterns with many ways to begin", () => {
    expect(JSON.stringify(prefix("(?:a{0,3}b{0,3}c{0,3}){1,4}(?:d|ef|ghi){0,9}z", 8)).length).toBeLessThan(4e6);
  });
});
