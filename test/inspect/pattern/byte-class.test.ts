import { describe, expect, it } from "vitest";
import * as bytes from "../../../src/inspect/pattern/byte-class.ts";

describe("byte classes", () => {
  it("hold what they were made of, at both ends of every word", () => {
    for (const [first, last] of [
      [0, 0],
      [31, 32],
      [63, 64],
      [255, 255],
      [0, 255],
      [97, 122],
    ] as const) {
      const made = bytes.byteRange(first, last);
      const wanted = Array.from({ length: last - first + 1 }, (_, i) => first + i);
      expect(bytes.membersOf(made)).toEqual(wanted);
      expect(bytes.sizeOf(made)).toBe(wanted.length);
      expect(bytes.membersOf(bytes.complement(made))).toHaveLength(256 - wanted.length);
    }
  });

  it("fold case of letters and of nothing else", () => {
    const folded = bytes.foldCase(bytes.bytesOf("aZ@[`{1"));
    expect(String.fromCharCode(...bytes.membersOf(folded))).toBe("1@AZ[`az{");
    const digits = bytes.digitBytes;
    expect(bytes.foldCase(digits)).toBe(digits);
  });

  it("know subsets and overlaps", () => {
    expect(bytes.isSubset(bytes.digitBytes, bytes.wordBytes)).toBe(true);
    expect(bytes.isSubset(bytes.wordBytes, bytes.digitBytes)).toBe(false);
    expect(bytes.intersects(bytes.letterBytes, bytes.digitBytes)).toBe(false);
    expect(bytes.isEmpty(bytes.complement(bytes.anyByte))).toBe(true);
  });
});
