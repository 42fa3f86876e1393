import { describe, expect, it } from "vitest";
import { type Folded, fold } from "./fold.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const seen = (folded: Folded): string => Buffer.from(folded.text).toString("utf8");

/** Raw, and what detectors see. */
const rows: readonly (readonly [string, string])[] = [
  [String.raw`\"\/\\ \\/`, `"/\\ /`],
  [String.raw`a\nb\tc\rd\be\ff`, "a\nb\tc\rd\be\ff"],
  [String.raw`\u0041\u00e9\u20AC`, "Aé€"],
  [String.raw`\ud83d\ude00`, "😀"],
  [String.raw`\ud83dx`, "\ufffdx"],
  [String.raw`\ud83d\n`, "\ufffd\n"],
  [String.raw`\ud83d\u0041`, "\ufffdA"],
  [String.raw`\ude00`, "\ufffd"],
  [String.raw`\ud83d\ud83d\ude00`, "\ufffd😀"],
  [String.raw`\q\u12g4`, String.raw`\q\u12g4`],
  ["%41%c3%A9%zz%4", "Aé%zz%4"],
  ["&#65;&#0000065;&#x41;&#X00041;", "AAAA"],
  ["&#0;&#xD800;&#1114112;&#00000065;&#;&#x;", "&#0;&#xD800;&#1114112;&#00000065;&#;&#x;"],
  ["&#x1F600;", "😀"],
  ["&amp;&lt;&gt;&quot;&apos;&nbsp;&commat;&period;&colon;&sol;", "&<>\"' @.:/"],
  ["&AMP;&copy;&am", "&AMP;&copy;&am"],
  ["ＡｂＣ０１９＠．～", "AbC019@.~"],
  ["\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "---------"],
  ["\u00a0\u1680\u2000\u200a\u202f\u205f\u3000", "       "],
  ["\u0660\u0669\u06f0\u06f9\u0966\u096f\u{1d7ce}\u{1d7d7}\u{1d7d8}\u{1d7ff}", "0909090909"],
  ["\u00ad4\u034f\u180e1\u200b\u200f1\u202a\u2060\u20641\u2069\ufe0f\ufeff \u{e0001}\u{e01ef}x", "4111 x"],
  ["é\u2009😀\u4e2d", "é 😀\u4e2d"],
  // Twice, and no more than twice.
  [String.raw`\\u0041`, "A"],
  [String.raw`\\\\u0041`, String.raw`\u0041`],
  ["%2541", "A"],
  ["%252541", "%41"],
  ["&amp;#65;", "A"],
  ["%5Cu0041", "A"],
  [String.raw`\u0026#65;`, "A"],
  ["&#x2013;&#65313;", "-A"],
  ["&#x200B;", ""],
  ["%E2%80%93", "-"],
  ["4\u200b%\u200b4\u200b1", "4A"],
];

describe("folding", () => {
  it.each(rows)("reads %j as %j", (raw, text) => {
    expect(seen(fold(bytes(raw), true))).toBe(text);
  });

  it.each(rows)("of %j starts anew at the carry of every beginning, and yields the same", (raw) => {
    const all = bytes(raw);
    const whole = fold(all, true);
    for (let cut = 0; cut <= all.length; cut += 1) {
      const head = fold(all.subarray(0, cut), false);
      const carry = head.rawStart[head.text.length] ?? 0;
      const rest = fold(all.subarray(carry), true);
      expect(Buffer.concat([head.text, rest.text]), `cut at ${cut}`).toEqual(Buffer.from(whole.text));
    }
  });

  it("maps every boundary to raw bytes that fold to the same characters", () => {
    for (const [raw] of rows) {
      const all = bytes(raw);
      const whole = fold(all, true);
      const places = whole.boundary.flatMap((is, at) => (is ? [at] : []));
      for (const [i, from] of places.entries()) {
        const to = places[i + 1];
        if (to === undefined) continue;
        const unit = fold(all.subarray(whole.rawStart[from], whole.rawEnd[to]), true);
        expect(unit.text, raw).toEqual(whole.text.slice(from, to));
      }
    }
  });

  it.each([
    ["a\\", 1],
    ["a\\u004", 1],
    ["a%4", 1],
    ["a&", 1],
    ["a&#1234567", 1],
    ["a&#12345678", 11],
    ["a&#x10FFFF", 1],
    ["a&comma", 1],
    ["a&comme", 7],
    ["a\\ud83d", 1],
    ["a\\ud83d\\uD", 1],
    ["a\\ud83d\\u0", 7],
    ["a\\\\u0", 1],
    ["a\u200b%", 4],
    ["a%\u200b\u200b", 1],
    ["a\u200b", 4],
  ])("carries what is incomplete: %j from byte %i on", (raw, carry) => {
    const folded = fold(bytes(raw), false);
    expect(folded.rawStart[folded.text.length]).toBe(carry);
  });

  it("carries a cut character, but not bytes that can be none", () => {
    const carries = (...raw: number[]): number => fold(Uint8Array.from(raw), false).text.length;
    expect(carries(0x61, 0xc3)).toBe(1);
    expect(carries(0x61, 0xf0, 0x9f, 0x98)).toBe(1);
    expect(carries(0x61, 0xe0, 0x80)).toBe(3);
    expect(carries(0x61, 0xed, 0xa0)).toBe(3);
    expect(carries(0x61, 0xff)).toBe(2);
  });

  it("gives what is still incomplete at the end as its own bytes, a high surrogate as U+FFFD", () => {
    expect(seen(fold(bytes("a\\"), true))).toBe("a\\");
    expect(seen(fold(bytes("a\\ud83d\\ude"), true))).toBe("a\ufffd\\ude");
    expect([...fold(Uint8Array.of(0xe2, 0x80), true).text]).toEqual([0xe2, 0x80]);
  });
});
