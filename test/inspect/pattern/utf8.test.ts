import { describe, expect, it } from "vitest";
import { utf8Range } from "../../../src/inspect/pattern/utf8.ts";
import { accepts } from "./accepts.ts";

describe("a character range as bytes", () => {
  it.each([
    [0x80, 0x7ff],
    [0xe9, 0x20ac],
    [0x7fe, 0x801],
    [0xd7fe, 0xe001],
    [0xfffe, 0x10001],
    [0x1f600, 0x1f64f],
    [0x4e00, 0x4e00],
  ])("U+%i to U+%i: those in it and none beside it", (first, last) => {
    const pattern = utf8Range(first, last);
    const near = [-65, -64, -2, -1, 0, 1, 2, 63, 64, 65];
    for (const point of [first, last, (first + last) >> 1].flatMap((edge) => near.map((by) => edge + by))) {
      if (point < 0x80 || (point >= 0xd800 && point <= 0xdfff)) continue;
      const inside = first <= point && point <= last;
      expect([point.toString(16), accepts(pattern, String.fromCodePoint(point))]).toEqual([point.toString(16), inside]);
    }
  });
});
