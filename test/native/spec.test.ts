/** A specification that numbers what it does not hold is refused, whoever wrote it. */
import { describe, expect, it } from "vitest";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import { Ruleset } from "../../src/scanning/addon.ts";
import { synthetic } from "../oracle/synthetic.ts";

/** Three heads, of which the last one's tail is that of the first or of the second: one number is another. */
const specOf = (tail: string): Uint8Array =>
  createRulesetSpec([
    synthetic("first", { pattern: "abcd", tail: "x" }),
    synthetic("second", { pattern: "bcde", tail: "y" }),
    synthetic("third", { pattern: "cdef", tail }),
  ]).bytes;

describe("the number of a tail class", () => {
  const [sound, other] = [specOf("x"), specOf("y")];
  const places = [...sound.keys()].filter((at) => sound[at] !== other[at]);
  const [place = 0] = places;
  const withTail = (number: number): Uint8Array => {
    const bytes = sound.slice();
    new DataView(bytes.buffer).setUint32(place, number, true);
    return bytes;
  };

  it("stands in one place", () => {
    expect(places).toHaveLength(1);
    expect([sound[place], other[place]]).toEqual([0, 1]);
    expect(withTail(1)).toEqual(other);
  });

  it.each([0, 1])("is taken if there is such a class: %i", (number) => {
    expect(Ruleset.compile(withTail(number)).detectorCount).toBe(3);
  });

  it.each([2, 30, 31, 32, 33, 0x7fffffff, 0x80000000, 0xffffffff])("is refused if there is none: %i", (number) => {
    expect(() => Ruleset.compile(withTail(number))).toThrow("the ruleset specification is damaged");
  });
});
