import { describe, expect, it } from "vitest";
import type { Edit } from "../../../../src/inspect/inspection.ts";
import { applyEdits, cutEdits, editCutter, mergeEdits } from "../../../../src/protocols/http/bodies/splice.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const edit = (start: number, end: number, replacement = ""): Edit => ({
  start,
  end,
  replacement: bytes(replacement),
  swallowed: false,
});
const shown = (edits: readonly Edit[]): unknown[] =>
  edits.map((e) => [e.start, e.end, Buffer.from(e.replacement).toString()]);

describe("edits", () => {
  it("are applied where they stand and leave the rest", () => {
    expect(
      Buffer.from(applyEdits(bytes("0123456789"), [edit(0, 2, "<A>"), edit(5, 6), edit(8, 10, "<B>")])).toString(),
    ).toBe("<A>23467<B>");
    const text = bytes("same");
    expect(applyEdits(text, [])).toBe(text);
  });

  it("are cut to a piece, the replacement staying where its edit begins", () => {
    const edits = [edit(0, 2, "A"), edit(3, 7, "B"), edit(8, 9, "C")];
    expect(shown(cutEdits(edits, 0, 5))).toEqual([
      [0, 2, "A"],
      [3, 5, "B"],
    ]);
    expect(shown(cutEdits(edits, 5, 9))).toEqual([
      [0, 2, ""],
      [3, 4, "C"],
    ]);
    expect(shown(cutEdits(edits, 2, 3))).toEqual([]);
  });

  it("are cut to ascending pieces as each piece would cut them", () => {
    const edits = [edit(0, 2, "A"), edit(3, 12, "B"), edit(13, 14, "C")];
    for (const bounds of [
      [0, 1, 2, 3, 5, 5, 9, 13, 14, 20],
      [1, 4, 6, 8, 14],
      [0, 20],
    ]) {
      const cut = editCutter(edits);
      for (const [i, to] of bounds.entries()) {
        const from = bounds[i - 1] ?? 0;
        expect(cut(from, to)).toEqual(cutEdits(edits, from, to));
      }
    }
  });

  it.each<[string, Edit[], Edit[], unknown[]]>([
    [
      "apart",
      [edit(4, 6, "A")],
      [edit(0, 2, "B")],
      [
        [0, 2, "B"],
        [4, 6, "A"],
      ],
    ],
    ["the same", [edit(0, 4, "A")], [edit(0, 4, "B")], [[0, 4, "A"]]],
    ["nested", [edit(0, 8, "A")], [edit(2, 4, "B")], [[0, 8, "A"]]],
    ["overlapping", [edit(0, 4, "A")], [edit(2, 8, "B")], [[0, 8, "A"]]],
    [
      "touching",
      [edit(0, 4, "A")],
      [edit(4, 8, "B")],
      [
        [0, 4, "A"],
        [4, 8, "B"],
      ],
    ],
    ["one without a word", [edit(0, 4)], [edit(2, 8, "B")], [[0, 8, "B"]]],
    ["a chain", [edit(0, 4, "A"), edit(6, 9, "C")], [edit(3, 7, "B")], [[0, 9, "A"]]],
  ])("of two lanes cover what either covers: %s", (_, a, b, merged) => {
    expect(shown(mergeEdits(a, b))).toEqual(merged);
  });
});
