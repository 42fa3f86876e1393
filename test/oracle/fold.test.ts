import { describe, expect, it } from "vitest";
import { type Folded, fold } from "./fold.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const seen = (folded: Folded): string => Buffer.from(folded.text).toString("utf8");

/** Raw, and what detectors see. */
const rows: readonly (readonly [string, string])[] = [
  [String.raw`\"\/\\ \\/`, `"/\\ /`],
  [String.raw`a\nb\tc\rd\be\ff\u000B`, "a\nb\tc\rde\ff\v"],
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
  ["&lowbar;&plus;&equals;&num;&lpar;&rpar;&Tab;", "_+=#()\t"],
  ["&ensp;&emsp;&thinsp;&hyphen;&dash;&ndash;&mdash;&minus;", "   -----"],
  ["4&shy;1&zwnj;1&zwj;1&lrm; &rlm;1", "4111 1"],
  ["&AMP;&copy;&am&tab;&lpa", "&AMP;&copy;&am&tab;&lpa"],
  ["ＡｂＣ０１９＠．～", "AbC019@.~"],
  ["\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "---------"],
  ["\u02d7\u05be\u2043\u207b\u2796\u2e3b\u301c\ufe31\uff0d", "---------"],
  ["alice\ufe6bexample\u3002com\u2024\ufe52\uff61", "alice@example.com..."],
  ["\u00a0\u1680\u2000\u200a\u202f\u205f\u2800\u3000", "        "],
  ["a\u2028b\u2029", "a\nb\n"],
  ["\u0e54\u{1d7e3}\u{1fbf1}\u{116db} \u07c9\u{1e950}", "4111 90"],
  ["\u0660\u0669\u06f0\u06f9\u0966\u096f\u{1d7ce}\u{1d7d7}\u{1d7d8}\u{1d7ff}", "0909090909"],
  ["\u00ad4\u034f\u180e1\u200b\u200f1\u202a\u2060\u20641\u2069\ufe0f\ufeff \u{e0001}\u{e01ef}x", "4111 x"],
  ["4\u00001\u001f1\u007f1\u0080 \u009fx\b\u000e", "4111 x"],
  ["\u001b[31m4\u001b[0m111\u001b[38;5;196m\u001b[4:3;1m \u001b[m1", "4111 1"],
  ["\u001b[1;31x\u001b[2Km\u001b\u001b[0m\u001b[12345678901234567m", "[1;31x[2Km[12345678901234567m"],
  ["a\\u001b[31mb%1B[0mc\u001b[3", "abc[3"],
  ["\t\n\v\f\r", "\t\n\v\f\r"],
  ["4\u061c1\u115f1\u11601\u17b4 \u17b51\u180b1\u180f1\u20651", "4111 1111"],
  ["4\u206f1\u31641\uffa01\ufff0 \ufff91\ufffb1\u{1bca0}1\u{1d173}1\u{e0fff}", "4111 1111"],
  ["\ufffc\ufffd\u{1bca4}\u{e1000}", "\ufffc\ufffd\u{1bca4}\u{e1000}"],
  ["аррӏе.соm ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ ѕk-аnt-", "apple.com ABEZHIKMNOPTYX sk-ant-"],
  ["пароль Ω ж", "пapoль Ω ж"],
  ["\u{1d400}\u{1d44e}\u{1d6a3}\u{1d6a4}", "Aaz\u{1d6a4}"],
  ["%D0%B0\\u0430&#x430;", "aaa"],
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
  ["4%00%C2%85\\u000011&#x200B;\\u115F1\\b", "4111"],
  ["\\\\u0000%2500", "\u0000\u0000"],
  // Sixteen in a row, and no more than sixteen; each pass for itself.
  [`4${"\u200b".repeat(16)}1`, "41"],
  [`4${"\u200b".repeat(17)}1`, "4\ufffd1"],
  [`4${"\u200b\u0000".repeat(25)}1`, "4\ufffd\ufffd1"],
  [`4${"\\u200b".repeat(17)}1`, "4\ufffd1"],
  [`4${"\u200b".repeat(16)}%00${"\u200b".repeat(16)}1`, "41"],
  [`4${"\\u200b".repeat(16)}\u200b\\u200b1`, "4\ufffd1"],
  [`\\${"\u200b".repeat(17)}u0041`, "\\\ufffdu0041"],
  ["\u200b".repeat(40), "\ufffd\ufffd"],
];

describe("folding", () => {
  it.each(rows)("reads %j as %j", (raw, text) => {
    expect(seen(fold(bytes(raw), true))).toBe(text);
  });

  it.each(rows)("of %j starts anew behind the last character of every beginning, and yields the same", (raw) => {
    const all = bytes(raw);
    const whole = fold(all, true);
    for (let cut = 0; cut <= all.length; cut += 1) {
      const head = fold(all.subarray(0, cut), false);
      const behind = head.text.length === 0 ? 0 : (head.rawEnd[head.text.length] ?? 0);
      const rest = fold(all.subarray(behind), true);
      expect(Buffer.concat([head.text, rest.text]), `cut at ${cut}`).toEqual(Buffer.from(whole.text));
    }
  });

  /** Every character with one of Unicode's properties, as this Node knows it. */
  const charactersWith = (property: RegExp): string[] =>
    Array.from({ length: 0x110000 }, (_, point) => point)
      .filter((point) => point >= 0x80 && (point < 0xd800 || point > 0xdfff))
      .map((point) => String.fromCodePoint(point))
      .filter((character) => property.test(character));

  it.each([
    ["dash", /\p{Dash}/u, "-"],
    ["space", /\p{Zs}/u, " "],
    ["invisible character", /\p{Default_Ignorable_Code_Point}/u, ""],
    ["control character", /\p{Cc}/u, ""],
  ])("knows every %s of Unicode", (_, property, folded) => {
    const all = charactersWith(property);
    expect(all.length).toBeGreaterThan(5);
    for (const character of all) expect(seen(fold(bytes(`4${character}1`), true)), character).toBe(`4${folded}1`);
  });

  it("knows every decimal digit of Unicode, which come in tens from zero on", () => {
    const all = charactersWith(/\p{Nd}/u);
    expect(all.length % 10).toBe(0);
    expect(seen(fold(bytes(all.join("")), true))).toBe("0123456789".repeat(all.length / 10));
  });

  it("maps every boundary to raw bytes that fold to the same characters", () => {
    for (const [raw] of rows) {
      const all = bytes(raw);
      const whole = fold(all, true);
      const places = whole.boundary.flatMap((is, at) => (is ? [at] : []));
      for (const [i, from] of places.entries()) {
        const to = places[i + 1];
        if (to === undefined) continue;
        const wanted = whole.text.slice(from, to);
        expect(fold(all.subarray(from && whole.rawEnd[from], whole.rawEnd[to]), true).text, raw).toEqual(wanted);
        // U+FFFD may stand for a run, of which it is the last unit.
        if (Buffer.from(wanted).toString() === "\ufffd") continue;
        expect(fold(all.subarray(whole.rawStart[from], whole.rawEnd[to]), true).text, raw).toEqual(wanted);
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
    expect(carries(0x61, 0xed, 0xb0)).toBe(3);
    expect(carries(0x61, 0xff)).toBe(2);
  });

  it("joins the halves of a surrogate pair that stand as three bytes each", () => {
    const high = [0xed, 0xa0, 0xb5];
    const low = [0xed, 0xb0, 0x9a];
    const text = (last: boolean, ...raw: number[]): number[] => [...fold(Uint8Array.from(raw), last).text];
    expect(text(false, ...high, ...low, 0x62)).toEqual([0x61, 0x62]);
    expect(text(true, 0x78, ...high, 0xed, 0xbf, 0xbf)).toEqual([0x78, 0x39]);
    for (let cut = 1; cut < 6; cut += 1) {
      const begun = [...high, ...low].slice(0, cut);
      expect(text(false, 0x61, ...begun), `${cut} bytes`).toEqual([0x61]);
      expect(text(true, 0x61, ...begun), `${cut} bytes, the last`).toEqual([0x61, ...begun]);
    }
    for (const other of [
      [...high, ...high],
      [...low, ...high, 0x62],
      [...high, 0x62],
      [...high, 0xed, 0x9f, 0xbf],
    ])
      expect(text(true, ...other)).toEqual(other);
  });

  it("gives what is still incomplete at the end as its own bytes, a high surrogate as U+FFFD", () => {
    expect(seen(fold(bytes("a\\"), true))).toBe("a\\");
    expect(seen(fold(bytes("a\\ud83d\\ude"), true))).toBe("a\ufffd\\ude");
    expect([...fold(Uint8Array.of(0xe2, 0x80), true).text]).toEqual([0xe2, 0x80]);
  });
});
