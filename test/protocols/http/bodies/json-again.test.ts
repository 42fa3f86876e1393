import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Edit } from "../../../../src/inspect/inspection.ts";
import { JsonAgain } from "../../../../src/protocols/http/bodies/json-again.ts";
import { applyEdits } from "../../../../src/protocols/http/bodies/splice.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const edit = (start: number, end: number, replacement = "<X>"): Edit => ({
  start,
  end,
  replacement: bytes(replacement),
  swallowed: false,
});

/** Shapes the text fragment by fragment, as a stream would. */
function shaped(text: string, edits: readonly Edit[], size: number): string {
  const again = new JsonAgain();
  const all = bytes(text);
  const out: Uint8Array[] = [];
  for (let from = 0; from < all.length; from += size) {
    const piece = all.subarray(from, from + size);
    out.push(applyEdits(piece, again.shape(piece, from, edits)));
  }
  return Buffer.concat(out).toString("utf8");
}

/** The spans that `[[ ]]` marks. */
function marked(text: string): { readonly text: string; readonly edits: readonly Edit[] } {
  const edits: Edit[] = [];
  let plain = "";
  for (const part of text.split(/(\[\[.*?\]\])/s)) {
    if (!part.startsWith("[[")) plain += part;
    else {
      const inner = part.slice(2, -2);
      edits.push(edit(bytes(plain).length, bytes(plain + inner).length));
      plain += inner;
    }
  }
  return { text: plain, edits };
}

describe("edits in JSON text", () => {
  it.each([
    ["a string", '{"a":"x [[secret]] y"}', '{"a":"x <X> y"}'],
    ["a whole string with its quotes", '{"a":[["secret"]]}', '{"a":"<X>"}'],
    ["from one string into the next", '{"a":"[[x","b":"y]]"}', '{"a":"<X>","":""}'],
    ["an escape", '{"a":"[[\\"\\u0041]]"}', '{"a":"<X>"}'],
    ["a number", '{"a":[[4111]],"b":1}', '{"a":0,"b":1}'],
    ["the head of a number", '{"a":[[41]]11.5}', '{"a":0.5}'],
    ["the tail of a number", '{"a":41[[11.5]]}', '{"a":410.0}'],
    ["a fraction and an exponent", "[-1.[[25]]e1[[0]]]", "[-1.0e10]"],
    ["a negative number", "[[[-411]]]", "[-0]"],
    ["two numbers", "[[[1, 2]]]", "[0, 0]"],
    ["a literal", '{"password":[[true]]}', '{"password":true}'],
    ["structure", '[[{"a":]]1}', '{"<X>":1}'],
    ["what is no JSON", "{a: [[hunter2]]}", "{a: <X>}"],
    ["text that is no JSON", "say [[secret]] 12", "say <X> 12"],
    ["text after spaces", "  say [[secret]]", "  say <X>"],
    ["a bare string", '"[[secret]]"', '"<X>"'],
  ])("in %s", (_, given, wanted) => {
    const { text, edits } = marked(given);
    for (const size of [1, 2, 3, 1000]) expect([size, shaped(text, edits, size)]).toEqual([size, wanted]);
  });

  it("leave valid JSON valid, wherever they fall and however the text comes", () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.nat(30),
        fc.nat(30),
        fc.nat(10),
        fc.integer({ min: 1, max: 9 }),
        (json, a, b, c, d, size) => {
          const length = bytes(json).length;
          fc.pre(bytes(json).length === json.length);
          const start = a % length;
          const end = Math.min(length, start + 1 + b);
          const second = Math.min(length, end + c);
          const edits = [edit(start, end), edit(second, Math.min(length, second + d))].filter((e) => e.end > e.start);
          // An engine's spans never cut an escape.
          fc.pre(
            !edits.some((e) =>
              [e.start, e.end].some((at) => /\\(u[0-9a-f]{0,3})?$/i.test(json.slice(Math.max(0, at - 5), at))),
            ),
          );
          if (!/^[\s]*[[{"]/.test(json)) return;
          const result = shaped(json, edits, size);
          expect(() => JSON.parse(result)).not.toThrow();
          expect(result).toBe(shaped(json, edits, 1000));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
