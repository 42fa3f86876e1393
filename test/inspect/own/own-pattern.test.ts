import { describe, expect, it } from "vitest";
import { translatePattern } from "../../../src/inspect/own/own-pattern.ts";
import { parsePattern } from "../../../src/inspect/pattern/parse.ts";

describe("a user's expression that the engine takes", () => {
  it.each([
    [String.raw`PRJ-\d{6}`, { caseless: false, wordBefore: false, wordAfter: false }],
    [String.raw`\bPRJ-\d{6}\b`, { wordBefore: true, wordAfter: true }],
    [String.raw`(?i)\bprj\d{6}`, { caseless: true, wordBefore: true, wordAfter: false }],
    [String.raw`\bfoo\b|\bbar\b`, { wordBefore: true, wordAfter: true }],
    [String.raw`\b(?:foo|ba(r|z))\b`, { wordBefore: true, wordAfter: true }],
    [String.raw`[\])(|^$*+?{}]\)\^\\\$`, { wordBefore: false }],
    [String.raw`a{2}b{0,3}c?`, { wordBefore: false }],
    ["größe-[äöü]{1,3}", { wordBefore: false }],
    // Not a quantifier, and said to be none by the dialect's own reader.
    [String.raw`a\{x`, { wordBefore: false }],
  ])("%s", (source, wanted) => {
    const made = translatePattern(source);
    expect(made).toMatchObject(wanted);
    expect(made.pattern.length).toBe(source.length);
    parsePattern(made.pattern, { caseless: made.caseless });
  });
});

describe("what it does not take is named with its place and what to write instead", () => {
  it.each([
    [String.raw`^PRJ`, "the anchor ^ at character 1", "lead"],
    [String.raw`PRJ\d$`, "the anchor $ at character 6", "lead"],
    [String.raw`\AX`, "the anchor at character 1", "lead"],
    [String.raw`ab\z`, "the anchor at character 3", "lead"],
    [String.raw`a\d+`, "+ (no upper bound) at character 4", "{1,64}"],
    [String.raw`a\d*`, "* (no upper bound) at character 4", "{0,64}"],
    [String.raw`a\d{3,}`, "{3,} (no upper bound) at character 4", "{3,67}"],
    [String.raw`a\d{3,5}?`, "a lazy quantifier at character 9", "longest"],
    [String.raw`ab??`, "a lazy quantifier at character 4", "longest"],
    [String.raw`a?+`, "a possessive quantifier at character 3", "longest"],
    [String.raw`(?=a)b`, "look-around at character 1", "lead"],
    [String.raw`(?<=id: )\d{4}`, "look-around at character 1", "lead"],
    [String.raw`(?<!x)y`, "look-behind at character 1", "notBefore"],
    [String.raw`y(?!x)`, "look-ahead at character 2", "notAfter"],
    [String.raw`(?<n>a)`, "a named group at character 1", "(?:...)"],
    [String.raw`(?P<n>a)`, "a named group at character 1", "(?:...)"],
    [String.raw`(a)\1`, "a back-reference at character 4", "write both places out"],
    [String.raw`(?<n>a)\k<n>`, "a named group", "(?:...)"],
    [String.raw`(?>a)`, "an atomic group", "(?:...)"],
    [String.raw`a(?i)b`, "flags in the middle at character 2", "caseless: true"],
    [String.raw`(?i:a)b`, "flags in the middle at character 1", "caseless: true"],
    [String.raw`(?#x)b`, "a comment", "leave it out"],
    [String.raw`\p{L}x`, "a Unicode property at character 1", "class"],
    [String.raw`[\p{L}]x`, "a Unicode property at character 2", "class"],
    [String.raw`\u0041`, String.raw`\u at character 1`, "the character itself"],
    [String.raw`\x{41}`, String.raw`\x{...} at character 1`, "the character itself"],
    [String.raw`[[:alpha:]]`, "a POSIX class at character 2", "A-Za-z"],
    [String.raw`[a-z&&[^b]]`, "an intersection of classes", "characters that are left"],
    [String.raw`foo\bbar`, String.raw`\b in the middle at character 4`, "notBefore"],
    [String.raw`a(\bb)`, String.raw`\b in the middle at character 3`, "notBefore"],
    [String.raw`\bfoo|bar`, String.raw`\b at character 1`, String.raw`\b(?:...|...)\b`],
    [String.raw`\b-x`, String.raw`\b at the beginning`, "notBefore"],
    [String.raw`x-?\b`, String.raw`\b at the end`, "notAfter"],
    [String.raw`a\Bb`, String.raw`\B at character 2`, "notBefore"],
    [String.raw`[\b]`, String.raw`\b in a class`, String.raw`\x08`],
    [String.raw`\b?x`, String.raw`\b with a quantifier`, "leave"],
    ["[abc", "a [ without its ] at character 1", "close it"],
  ])("%s: %s", (source, what, instead) => {
    let message = "";
    try {
      translatePattern(source);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain(what);
    expect(message).toContain(instead);
  });
});
