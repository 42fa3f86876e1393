import { describe, expect, it } from "vitest";
import { membersOf } from "../../../src/inspect/pattern/byte-class.ts";
import { parsePattern } from "../../../src/inspect/pattern/parse.ts";
import { innerRunOf, type Run, runOf } from "../../../src/inspect/pattern/run.ts";

const parse = (source: string) => parsePattern(source, { caseless: false });
const spelled = ({ bytes, count }: Run) => [String.fromCharCode(...membersOf(bytes)), count];

describe("the run that every match begins with", () => {
  it.each<[string, string, number]>([
    ["a{3}b?c", "ab", 3],
    ["[ab]{4,9}", "ab", 4],
    ["(?:aa|bbb)c", "ab", 2],
    ["a?b{9}", "a", 0],
  ])("of %s", (source, bytes, count) => {
    const [, found] = spelled(runOf(parse(source)));
    expect(found).toBe(count);
    if (count > 0) expect(bytes).toContain(spelled(runOf(parse(source)))[0]);
  });
});

describe("a run within every match", () => {
  const ofLetters = ({ bytes, count }: Run): boolean =>
    count >= 4 && membersOf(bytes).every((byte) => byte >= 0x61 && byte <= 0x7a);
  it.each<[string, number | undefined]>([
    ["[a-z]{4}", 0],
    ["X\\.[a-z]{4}", 2],
    ["X{1,3}\\.[a-z]{4}", 4],
    ["(?:X|YY)[a-z]{4,9}", 2],
    ["(?:X[a-z]{4}|YY[a-z]{5})", 2],
    ["(?:X[a-z]{4}|YY)", undefined],
    ["(?:X[a-z]{4})?Y", undefined],
    ["X[a-z]{3}Y", undefined],
  ])("of %s begins at most so far behind the start: %s", (source, before) => {
    expect(innerRunOf(parse(source), ofLetters)?.before).toBe(before);
  });
});
