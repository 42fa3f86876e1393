import { describe, expect, it } from "vitest";
import { membersOf } from "../../../src/inspect/pattern/byte-class.ts";
import { parseAlternatives, parseClass, parsePattern } from "../../../src/inspect/pattern/parse.ts";
import { accepts } from "./accepts.ts";

const parse = (source: string, caseless = false) => parsePattern(source, { caseless });

describe("the dialect", () => {
  it.each([
    ["abc", ["abc"], ["ab", "abcd", "ABC", ""]],
    ["a|bc", ["a", "bc"], ["abc", "b"]],
    ["a(?:b|c)d", ["abd", "acd"], ["ad", "abcd"]],
    ["a(b|)c", ["abc", "ac"], ["abbc"]],
    ["[a-c-]x", ["ax", "-x"], ["dx"]],
    ["[]a]", ["]", "a"], ["b"]],
    ["[^a]", ["b", "\n", "\x00"], ["a", ""]],
    ["\\d{2,3}", ["12", "123"], ["1", "1234"]],
    ["\\D\\W\\S", ["a-b"], ["1-b", "aab", "a- "]],
    ["\\w\\s", ["_ ", "Z\v", "9\f"], ["- "]],
    [".", ["a", "\r"], ["\n"]],
    ["\\x41\\n\\t\\.\\\\", ["A\n\t.\\"], ["A\n\t.."]],
    ["a?b{0}c", ["ac", "c"], ["bc"]],
    ["(?:ab){2}", ["abab"], ["ab", "ababab"]],
    ["ü", ["ü"], ["u"]],
    ["[äöü]x", ["äx", "öx", "üx"], ["ëx", "x"]],
    ["[a-ü]", ["b", "é", "ü"], ["ý", "A"]],
    ["[à-€]", ["à", "ÿ", "Ā", "€"], ["ß", "₭"]],
    ["[\\x80-\\xff]", [], ["a"]],
    ["[一-龥]", ["一", "龥", "谢"], ["か"]],
    ["[😀-😂]", ["😀", "😁", "😂"], ["😃"]],
  ])("%s", (source, yes, no) => {
    const pattern = parse(source);
    for (const text of yes) expect([text, accepts(pattern, text)]).toEqual([text, true]);
    for (const text of no) expect([text, accepts(pattern, text)]).toEqual([text, false]);
  });

  it("folds ASCII case, before a class is negated", () => {
    expect(accepts(parse("aB[c-d]", true), "AbC")).toBe(true);
    expect(accepts(parse("[^a]", true), "A")).toBe(false);
    expect(accepts(parse("É", true), "é")).toBe(false);
  });

  it.each([
    ["a*", "* has no upper bound: write {m,n}, at character 2"],
    ["a+", "+ has no upper bound: write {m,n}, at character 2"],
    ["a{2,}", "{2,} has no upper bound: write {2,n}, at character 2"],
    ["a{3,2}", "{3,2} runs backwards, at character 2"],
    ["a{1,2000}", "{1,2000} is more than 1024 rounds, at character 2"],
    ["a{x}", "a { that begins no {m} or {m,n}: escape it, at character 2"],
    ["a??", "a second quantifier (lazy and possessive ones mean nothing here), at character 3"],
    ["a{2}?", "a second quantifier (lazy and possessive ones mean nothing here), at character 5"],
    ["^a", "the assertion ^: use lead, notBefore or notAfter, at character 1"],
    ["a$", "the assertion $: use lead, notBefore or notAfter, at character 2"],
    ["a\\b", "the escape \\b, at character 4"],
    ["(a)\\1", "the escape \\1, at character 6"],
    ["(?=a)", "(?=: only plain and (?: ) groups exist, at character 2"],
    ["(?<n>a)", "(?<: only plain and (?: ) groups exist, at character 2"],
    ["(a", "a ( without its ), at character 3"],
    ["a)", "a ) without its (, at character 2"],
    ["[a", "a [ without its ], at character 3"],
    ["[z-a]", "a range that runs backwards, at character 5"],
    ["[a-\\d]", "a range that ends in a class, at character 6"],
    ["[^ä]", "a negated class with characters beyond ASCII, at character 5"],
    ["[\\x80-ä]", "a range from a byte to a character, at character 8"],
    ["\\xg1", "\\x without two hex digits, at character 3"],
    ["a\\", "a \\ with nothing after it, at character 3"],
    ["?", "? with nothing before it, at character 1"],
  ])("refuses %s and says why and where", (source, message) => {
    expect(() => parse(source)).toThrow(message);
  });
});

describe("single classes and alternatives", () => {
  it("takes one class of single bytes", () => {
    expect(membersOf(parseClass("[a-c]"))).toEqual([97, 98, 99]);
    expect(membersOf(parseClass("\\d"))).toHaveLength(10);
    expect(() => parseClass("ab")).toThrow("more than one class of single bytes");
    expect(() => parseClass("[ä]")).toThrow("more than one class of single bytes");
  });

  it("expands alternatives of class sequences", () => {
    const sizes = (source: string) => parseAlternatives(source, 4).map((classes) => classes.length);
    expect(sizes("\\d|[.-]\\d")).toEqual([1, 2]);
    expect(sizes("a?b")).toEqual([1, 2]);
    expect(sizes("(?:a|b){1,2}")).toEqual([1, 1, 2, 2, 2, 2]);
    expect(() => sizes("abcde")).toThrow("an alternative of more than 4 bytes");
    expect(() => sizes("a?")).toThrow("an alternative that is empty");
    expect(() => sizes("(?:a|b){7}")).toThrow("more than 64 alternatives");
  });
});
