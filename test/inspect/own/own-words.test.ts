import { describe, expect, it } from "vitest";
import { wordsParts, wordsPatterns } from "../../../src/inspect/own/own-words.ts";
import { createAutomaton } from "../../../src/inspect/pattern/automaton.ts";
import { parsePattern } from "../../../src/inspect/pattern/parse.ts";
import { accepts } from "../pattern/accepts.ts";

const matches = (pattern: string, text: string, caseless = false): boolean =>
  accepts(parsePattern(pattern, { caseless }), text);

describe("words as one expression", () => {
  const words = ["aurora", "aurelia", "aur", "blue falcon", "c++", "Straße", "x.y"];
  const [pattern = "", ...more] = wordsPatterns(words, false);

  it.each(words)("holds %s", (word) => {
    expect(more).toEqual([]);
    expect(matches(pattern, word)).toBe(true);
  });

  it.each(["auro", "au", "blue", "bluefalcon", "c+", "xay", "AURORA", ""])("does not hold %j", (text) => {
    expect(matches(pattern, text)).toBe(false);
  });

  it("takes up to four white-space characters for a space", () => {
    expect(["blue\nfalcon", "blue    falcon", "blue     falcon"].map((text) => matches(pattern, text))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("knows both cases of letters beyond ASCII without case", () => {
    const [made = ""] = wordsPatterns(["Émile"], true);
    expect(["émile", "ÉMILE", "Emile"].map((text) => matches(made, text, true))).toEqual([true, true, false]);
  });

  it("spells words that nest deeper than the dialect's groups may", () => {
    const nested = Array.from({ length: 120 }, (_, i) => "ab".repeat(60).slice(0, i + 2));
    const [made = ""] = wordsPatterns(nested, false);
    for (const word of nested) expect(matches(made, word)).toBe(true);
    expect(matches(made, "aba b")).toBe(false);
  });

  it("splits what one detector has no room for, and loses none", () => {
    const many = Array.from({ length: 3000 }, (_, i) => `w${((i * 2654435761) >>> 0).toString(36)}x${i}`);
    const parts = wordsPatterns(many, true);
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) createAutomaton(parsePattern(part, { caseless: true }), 4096);
    for (const word of many.slice(0, 50)) expect(parts.filter((part) => matches(part, word, true)).length).toBe(1);
  });
});

it("words of a part that the engine does not take are split until it does", () => {
  const words = Array.from({ length: 40 }, (_, i) => `word${String(i).padStart(2, "0")}`);
  const parts = wordsPatterns(words, false, (pattern) => pattern.length < 30);
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) expect(part.length).toBeLessThan(30);
  for (const word of words) expect(parts.filter((part) => matches(part, word)).length).toBe(1);
});

describe("whole words", () => {
  it("have boundaries where a letter or digit stands at their end, and nowhere else", () => {
    const bounds = (words: readonly string[], whole = true) =>
      wordsParts(words, { caseless: false, whole }).map(({ notBefore, notAfter }) => [
        notBefore !== undefined,
        notAfter !== undefined,
      ]);
    expect(bounds(["aurora"])).toEqual([[true, true]]);
    expect(bounds(["@corp"])).toEqual([[false, true]]);
    expect(bounds(["cplus++"])).toEqual([[true, false]]);
    expect(bounds(["aurora", "@corp"])).toEqual([
      [false, true],
      [true, true],
    ]);
    expect(bounds(["aurora"], false)).toEqual([[false, false]]);
  });

  it("leave short words to a part of their own, so that long ones are found by their beginning", () => {
    expect(wordsParts(["abc", "aurora"], { caseless: false, whole: true }).length).toBe(2);
  });
});
