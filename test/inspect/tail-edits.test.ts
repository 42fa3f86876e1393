import { describe, expect, it } from "vitest";
import type { Edit } from "../../src/inspect/inspection.ts";
import { appendEdit } from "../../src/inspect/tail-edits.ts";

const edit = (start: number, end: number, replacement: string, swallowed = true): Edit => ({
  start,
  end,
  replacement: Buffer.from(replacement),
  swallowed,
});

/** The edits of a tail that came in these pieces. */
function append(text: string, pieces: readonly Edit[]): string[] {
  const bytes = Buffer.from(text);
  const edits: Edit[] = [];
  for (const piece of pieces) appendEdit(edits, piece, bytes.subarray(piece.start, piece.end));
  return edits.map(
    ({ start, end, replacement, swallowed }) => `${start}-${end} ${Buffer.from(replacement)} ${swallowed}`,
  );
}

describe("edits of a tail", () => {
  it.each([
    [[edit(0, 2, "<KEY>", false), edit(2, 9, "")]],
    [[edit(0, 2, "<KEY>", false), edit(2, 3, ""), edit(3, 9, "")]],
    [[edit(0, 2, "<KEY>", false), ...[2, 3, 4, 5, 6, 7, 8].map((at) => edit(at, at + 1, ""))]],
  ])("are one where nothing is written for it", (pieces) => {
    expect(append("abcdefghi", pieces)).toEqual(["0-2 <KEY> false", "2-9  true"]);
  });

  it.each([
    [[edit(0, 2, "**", false), edit(2, 7, "****")]],
    [[edit(0, 2, "**", false), edit(2, 5, "**"), edit(5, 7, "**")]],
    [[edit(0, 2, "**", false), edit(2, 3, "*"), edit(3, 5, "*"), edit(5, 6, "*"), edit(6, 7, "*")]],
  ])("are one for each character where something is", (pieces) => {
    expect(append("abcöde", pieces)).toEqual(["0-2 ** false", "2-3 * true", "3-5 * true", "5-6 * true", "6-7 * true"]);
  });

  it("stay apart where text stands between them, and next to a value of its own", () => {
    expect(append("abcdef", [edit(0, 1, ""), edit(2, 3, ""), edit(3, 4, "<A>", false), edit(4, 5, "")])).toEqual([
      "0-1  true",
      "2-3  true",
      "3-4 <A> false",
      "4-5  true",
    ]);
  });

  it("stay whole where their replacement is not one byte for each character", () => {
    expect(append("abcd", [edit(0, 4, "<A>")])).toEqual(["0-4 <A> true"]);
  });
});
