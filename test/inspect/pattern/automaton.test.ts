import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Automaton, createAutomaton } from "../../../src/inspect/pattern/automaton.ts";
import { hasByte } from "../../../src/inspect/pattern/byte-class.ts";
import { parsePattern } from "../../../src/inspect/pattern/parse.ts";
import { accepts } from "./accepts.ts";

/** Walks the automaton over a text; true if a match ends with it. */
function walks({ classes, classOf, follow, first, last, nullable }: Automaton, text: string): boolean {
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length === 0) return nullable;
  let next: ReadonlySet<number> = new Set(first);
  let here: number[] = [];
  for (const byte of bytes) {
    here = [...next].filter((position) => {
      const members = classes[classOf[position] ?? -1];
      return members !== undefined && hasByte(members, byte);
    });
    next = new Set(here.flatMap((position) => follow[position] ?? []));
  }
  return here.some((position) => last.includes(position));
}

const automatonOf = (source: string) => createAutomaton(parsePattern(source, { caseless: false }), 4096);

describe("the position automaton", () => {
  const term: fc.Arbitrary<string> = fc.letrec<{ term: string }>((tie) => ({
    term: fc.oneof(
      { maxDepth: 4, depthIdentifier: "term" },
      fc.constantFrom("a", "b", "[ab]", "[^a]", "é"),
      fc
        .tuple(tie("term"), fc.constantFrom("?", "{2}", "{0,2}", "{1,3}"))
        .map(([body, count]) => `(?:${body})${count}`),
      fc.tuple(tie("term"), tie("term")).map((parts) => parts.join("")),
      fc.tuple(tie("term"), tie("term")).map(([left, right]) => `(?:${left}|${right})`),
    ),
  })).term;

  it("reads exactly what the pattern matches", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", "é"), { maxLength: 7 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(term, text, (source, of) => {
        expect(walks(automatonOf(source), of)).toBe(accepts(parsePattern(source, { caseless: false }), of));
      }),
      { numRuns: 1500 },
    );
  });

  it("numbers positions from left to right, so that every one is followed only by later ones", () => {
    const { follow } = automatonOf("(?:ab?){2,5}(?:c|de){0,3}f");
    for (const [position, targets] of follow.entries()) {
      for (const target of targets) expect(target).toBeGreaterThan(position);
    }
  });

  it("grows with the bounds of a repeat and not with their square", () => {
    const edges = (source: string) => automatonOf(source).follow.reduce((sum, targets) => sum + targets.length, 0);
    expect(edges("[a-z]{1,200}@")).toBeLessThan(3 * edges("[a-z]{1,100}@"));
  });

  it("refuses patterns with too many positions", () => {
    expect(() => createAutomaton(parsePattern("(?:a{1,100}){1,100}", { caseless: false }), 4096)).toThrow(
      "more than 4096 positions",
    );
  });
});
