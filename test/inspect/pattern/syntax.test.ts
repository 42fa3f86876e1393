import { describe, expect, it } from "vitest";
import { bytesOf } from "../../../src/inspect/pattern/byte-class.ts";
import { choice, empty, never, oneOf, opened, repeat, sequence } from "../../../src/inspect/pattern/syntax.ts";

const a = oneOf(bytesOf("a"));
const b = oneOf(bytesOf("b"));

describe("the syntax tree", () => {
  it("has no sequence in a sequence, no choice in a choice, nothing empty in either", () => {
    expect(sequence([a, sequence([b, a]), empty])).toEqual({ kind: "sequence", parts: [a, b, a] });
    expect(choice([a, choice([b, never])])).toEqual({ kind: "choice", options: [a, b] });
    expect(sequence([])).toBe(empty);
    expect(sequence([a])).toBe(a);
    expect(choice([])).toBe(never);
    expect(choice([a])).toBe(a);
  });

  it("matches nothing where a part can match nothing", () => {
    expect(oneOf(bytesOf(""))).toBe(never);
    expect(sequence([a, never])).toBe(never);
    expect(repeat(never, 1, 3)).toBe(never);
    expect(repeat(never, 0, 3)).toBe(empty);
    expect(repeat(a, 0, 0)).toBe(empty);
    expect(repeat(a, 1, 1)).toBe(a);
  });

  it("opens repeats with more optional rounds than the slack, at any depth", () => {
    const wide = repeat(choice([a, repeat(b, 1, 9)]), 0, 2);
    expect(opened(wide, 4)).toEqual(repeat(choice([a, repeat(b, 1, Number.POSITIVE_INFINITY)]), 0, 2));
    expect(opened(wide, 8)).toEqual(wide);
  });
});
