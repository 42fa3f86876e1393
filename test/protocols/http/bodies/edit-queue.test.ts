import { expect, it } from "vitest";
import type { Edit } from "../../../../src/inspect/inspection.ts";
import { EditQueue } from "../../../../src/protocols/http/bodies/edit-queue.ts";

const edit = (start: number, end: number, text: string, swallowed = false): Edit => ({
  ...{ start, end, swallowed },
  replacement: Buffer.from(text),
});
const spell = (edits: readonly Edit[]): string =>
  edits.map(({ start, end, replacement }) => `${start}-${end}:${Buffer.from(replacement).toString()}`).join(" ");

it.each([
  [[[0, 30]], "2-9:A 10-14:B 20-25:"],
  [
    [
      [0, 5],
      [5, 30],
    ],
    "2-5:A 5-9: 10-14:B 20-25:",
  ],
  // Left out from 0 to 4, and from 8 to 16: what begins there is shown where it goes on.
  [
    [
      [4, 8],
      [16, 30],
    ],
    "4-8:A 20-25:",
  ],
  [
    [
      [4, 8],
      [12, 30],
    ],
    "4-8:A 12-14:B 20-25:",
  ],
] as const)("gives the edits of ranges %j", (ranges, shown) => {
  const queue = new EditQueue();
  queue.push([edit(2, 9, "A"), edit(10, 14, "B")]);
  queue.push([edit(10, 15, "", true)], 10);
  const out: Edit[] = [];
  for (const [from, to] of ranges) queue.take(from, to, out);
  expect(spell(out)).toBe(shown);
});
