import { describe, expect, it } from "vitest";
import { createAutomaton } from "../../../src/inspect/pattern/automaton.ts";
import { bytesOf, digitBytes, keyOf, membersOf } from "../../../src/inspect/pattern/byte-class.ts";
import { type Gate, gateOf, gateReach, wideGateOf } from "../../../src/inspect/pattern/gate.ts";
import { parsePattern } from "../../../src/inspect/pattern/parse.ts";

const parse = (source: string) => parsePattern(source, { caseless: false });

const asked = [digitBytes, bytesOf("@"), bytesOf(":")].map(keyOf);

function gate(source: string, found: Gate | undefined) {
  if (!found) return undefined;
  const bytes = String.fromCharCode(...membersOf(found.bytes));
  return {
    bytes,
    count: found.count,
    before: found.before,
    reach: gateReach(createAutomaton(parse(source), 4096), found),
  };
}

describe("the gate of a pattern", () => {
  it.each([
    ["[a-z]{1,64}@[a-z]{1,9}", { bytes: "@", count: 1, before: 64, reach: 0 }],
    ["\\d{3}-\\d{2}-\\d{4}", { bytes: "0123456789", count: 9, before: 0, reach: 10 }],
    ["\\(?\\d{3}\\)? \\d{3}-\\d{4}", { bytes: "0123456789", count: 10, before: 1, reach: 12 }],
    ["[A-Z]{2}\\d{2}[A-Z0-9]{4}", { bytes: "0123456789", count: 2, before: 2, reach: 1 }],
    ["[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7}", { bytes: ":", count: 2, before: 4, reach: 5 }],
    ["[a-z ]{4}", undefined],
    ["(?:\\d|[a-z])e", undefined],
  ])("%s", (source, wanted) => {
    expect(gate(source, gateOf(parse(source), asked))).toEqual(wanted);
  });

  const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  it.each([
    // Commas are rarer, but a word may stand before one.
    ["[A-Z][a-z]{1,9}, [A-Z][a-z]{1,9}", { bytes: capitals, count: 2, before: 0, reach: 12 }],
    // None so rare begins a match.
    ["[A-Z]{2}<<[A-Z]{3}<<", { bytes: "<", count: 4, before: 2, reach: 6 }],
    ["[a-z]{1,9}, [a-z]{1,9}", { bytes: ",", count: 1, before: 9, reach: 0 }],
    ["[a-z ]{4}", undefined],
  ])("of any bytes: %s", (source, wanted) => {
    expect(gate(source, wideGateOf(parse(source)))).toEqual(wanted);
  });
});
