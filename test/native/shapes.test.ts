/**
 * Which detectors are asked around a digit is told by the shape of what stands there, and only so many shapes are remembered. What is
 * found depends on none of it: not on what was scanned before, and not on where a shape is cut short.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { letters, random } from "../../src/load/random.ts";
import { createEngine, createTwin, scanNow } from "../laws/twin.ts";
import { feed, judgeWhole } from "../oracle/lane.ts";
import { synthetic } from "../oracle/synthetic.ts";

const alphabet = "0123456789012345678901234567890123456789 ---...:/()aAzZ\u00e9";

const randomText = (characters: number, seed: number) => letters(characters, alphabet, random(seed));

describe("shapes around digits", () => {
  const profile = new Uint8Array(catalogue.length).fill(2);
  const found = (scanner: ReturnType<typeof createEngine>, text: string) =>
    scanNow(scanner, {
      context: new Uint8Array(),
      bytes: Buffer.from(text),
      floor: 0,
      released: 0,
      last: true,
      profile,
      tails: 0,
    }).spans;

  it("may be more than are remembered", () => {
    const crowded = createEngine(catalogue);
    const values = "4111 1111 1111 1111, 078-05-1120, DE89 3704 0044 0532 0130 00, (202) 555-0143, 203.0.113.42";
    const wanted = found(createEngine(catalogue), values);
    expect(wanted.length).toBeGreaterThanOrEqual(5);
    // Thousands of shapes, and as many places where there is no room for theirs as make the engine begin anew.
    for (let round = 0; round < 40; round += 1) {
      found(crowded, randomText(32_768, round));
      expect(found(crowded, values)).toEqual(wanted);
    }
    const text = randomText(32_768, 1000);
    expect(found(crowded, text)).toEqual(found(createEngine(catalogue), text));
  });

  it.each([
    ["as long as what is looked at", "\\d{20}", ""],
    ["one longer", "\\d{21}", ""],
    ["with another byte at the end of what is looked at", "\\d{19}x", ""],
    ["with another byte behind it", "\\d{20}x", "x"],
    ["with letters before the digit", "[a-c]{1,5}\\d[a-c]", "\\d"],
    ["with letters before the digit, or none", "[a-c]{0,3}\\d{2,4}", "[a\\d]"],
    ["with digits that only some numbers begin with", "[37]\\d{3}(?:-\\d)?", "-"],
  ])("tells a pattern %s", (_, pattern, notAfter) => {
    const twin = createTwin([
      synthetic("one", { pattern, ...(notAfter === "" ? {} : { notAfter }) }),
      synthetic("led", { pattern: "\\d{2,3}", lead: "(?:no|num)[.:] ?", notBefore: "x" }),
      synthetic("neighbour", { pattern: "\\d{4}-?\\d{2}", notBefore: "[a\\d]", notAfter: "\\d" }),
    ]);
    const acting = Uint8Array.of(2, 2, 2);
    const piece = fc.oneof(
      fc.constantFrom("no. ", "num:", "no.", "-", " ", "x", "a", "bc", "é", ".", "3", "7", "12", "123456"),
      fc.integer({ min: 1, max: 23 }).map((count) => "1234567890123456789012345".slice(0, count)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(60), { maxLength: 3 }), (pieces, cuts) => {
        const text = Buffer.from(pieces.join(""));
        const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
        judgeWhole(twin(), text, acting);
        feed(
          twin(),
          places.slice(1).map((end, i) => text.subarray(places[i], end)),
          acting,
        );
      }),
      { numRuns: 400 },
    );
  });
});
