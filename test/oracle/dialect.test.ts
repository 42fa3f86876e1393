import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Automaton, createAutomaton } from "./automaton.ts";
import { parseClass, parsePattern } from "./dialect.ts";
import { createAlgebra } from "./language.ts";

const automaton = (source: string, caseless = false): Automaton => {
  const algebra = createAlgebra();
  return createAutomaton(algebra, parsePattern(algebra, source, caseless));
};
const read = (of: Automaton, text: string): number => Buffer.from(text, "utf8").reduce(of.step, of.start);

describe("the pattern dialect", () => {
  it.each([
    [String.raw`\d{3}-\d{2}`, ["123-45"], ["12-45", "123-4"]],
    ["a|bc|", ["a", "bc", ""], ["b", "abc"]],
    ["[^a-c]x", ["dx", "-x"], ["ax", "x"]],
    ["[]a-]", ["]", "a", "-"], ["b"]],
    [String.raw`[\d.-]{2}`, ["1.", "--"], ["1a"]],
    [String.raw`[\x41-\x43\]]`, ["A", "C", "]"], ["D"]],
    [String.raw`\.\{\x41\\\t`, [".{A\\\t"], ["x{A\\\t"]],
    [String.raw`[^\s]\S\W`, ["aa-"], ["a a", "aaa"]],
    ["(?:ab){2}c?", ["abab", "ababc"], ["ab"]],
    ["ü{2}", ["üü"], ["ü"]],
    ["[aü-ÿ]b", ["ab", "üb", "ÿb"], ["ûb", "b"]],
    [".", ["a", "\r"], ["\n", "", "é"]],
    ["..", ["é", "ab"], []],
    [String.raw`\W\W`, ["é"], ["ab"]],
  ])("reads %s", (source, members, others) => {
    const of = automaton(source);
    for (const text of members) expect(of.full(read(of, text)), text).toBe(true);
    for (const text of others) expect(of.full(read(of, text)), text).toBe(false);
  });

  it("folds ASCII case on demand, in negated classes too", () => {
    const of = automaton("key[^a]", true);
    expect(of.full(read(of, "KeYb"))).toBe(true);
    expect(of.full(read(of, "keyA"))).toBe(false);
  });

  it.each([
    "a*",
    "a+",
    "a{2,}",
    "^a",
    "a$",
    "(?=a)",
    "(?i)a",
    "a{3,2}",
    "(a",
    "a)",
    "[a",
    "\\b",
    "\\1",
    "a??",
    "a{x}",
    "[b-a]",
    "[^ü]",
    "\\x4",
  ])("refuses %s", (source) => {
    expect(() => automaton(source)).toThrow(/^pattern, character \d+: /);
  });

  it("takes a class of single bytes where one is asked for, nothing else", () => {
    expect(parseClass(createAlgebra(), "[a-c]").reduce((sum, flag) => sum + flag, 0)).toBe(3);
    expect(() => parseClass(createAlgebra(), "ab")).toThrow("one class");
    expect(() => parseClass(createAlgebra(), "[ü]")).toThrow("one class");
  });

  it("agrees with RegExp on membership, and on proper prefixes by trying every continuation", () => {
    const words: string[] = [""];
    for (let i = 0; i < words.length && (words[i]?.length ?? 0) < 6; i += 1) words.push(`${words[i]}a`, `${words[i]}b`);
    const term = fc.letrec<{ any: string }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 3, depthIdentifier: "dialect" },
        fc.constantFrom("a", "b", "[ab]"),
        fc.tuple(tie("any"), tie("any")).map(([left, right]) => `${left}${right}`),
        fc.tuple(tie("any"), tie("any")).map(([left, right]) => `(?:${left}|${right})`),
        fc
          .tuple(tie("any"), fc.constantFrom("?", "{2}", "{1,2}", "{0,3}"))
          .map(([body, count]) => `(?:${body})${count}`),
      ),
    })).any;
    fc.assert(
      fc.property(term, (source) => {
        const of = automaton(source);
        fc.pre(of.width <= 6);
        const members = words.filter((word) => new RegExp(`^(?:${source})$`).test(word));
        expect(Math.max(0, ...members.map((word) => word.length))).toBe(of.width);
        for (const word of words) {
          const state = read(of, word);
          expect(of.full(state), word).toBe(members.includes(word));
          expect(of.open(state), word).toBe(members.some((m) => m.length > word.length && m.startsWith(word)));
        }
      }),
      { numRuns: 200 },
    );
  });
});
