/** Runs of one class are found wherever they stand: the engine and the oracle say the same, at every length around the least one. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { createTwin } from "../laws/twin.ts";
import { feed, judgeWhole } from "../oracle/lane.ts";
import { synthetic } from "../oracle/synthetic.ts";

const twin = createTwin([
  synthetic("run", { pattern: "[ab]{16,90}", notBefore: "[ab]", notAfter: "[ab]" }),
  synthetic("open", { pattern: "[ab]{16}c?", notBefore: "[ab-]", tail: "[ab]" }),
  // A class of more kinds than the look-up has bits for.
  synthetic("odd", {
    pattern: "[!\\x23\\x34\\x57\\x68\\x7b\\x9d\\xae\\xbf\\xc0\\xd1ab]{17,60}",
    notBefore: "[\\x00-\\xff]",
  }),
]);
const profile = Uint8Array.of(2, 2, 2);

it("finds runs as the oracle does", () => {
  const piece = fc.tuple(
    fc.constantFrom("a", "b", "ab"),
    fc.integer({ min: 1, max: 80 }),
    fc.constantFrom("", "-", "c", " ", "!#h"),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.array(fc.nat(400), { maxLength: 3 }), (pieces, cuts) => {
      const text = Buffer.from(pieces.map(([unit, count, end]) => unit.repeat(count) + end).join(""));
      const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
      judgeWhole(twin(), text, profile);
      feed(
        twin(),
        places.slice(1).map((end, i) => text.subarray(places[i], end)),
        profile,
      );
    }),
    { numRuns: 300 },
  );
});

it.each([16, 17, 63, 64, 65, 79, 80, 81, 90])("finds a run of %i at every place of a block", (size) => {
  for (let before = 0; before < 70; before += 1) {
    const { findings } = judgeWhole(twin(), Buffer.from(`${"-".repeat(before)}${"a".repeat(size)}`), profile);
    expect(findings.some(({ detector, start }) => detector === 0 && start === before)).toBe(true);
  }
});
