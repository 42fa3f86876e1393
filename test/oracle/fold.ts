/**
 * Folding of raw lane bytes into T (docs/engine.md, section "Text"), written row by row: one pass is a function from
 * bytes to units, and folding is two passes. Every offset of T maps to raw bytes on unit boundaries.
 */

export interface Folded {
  /** T without carry. */
  readonly text: Uint8Array;
  /** Of each position 0..n: whether a unit starts (or T ends) there. */
  readonly boundary: readonly boolean[];
  /** Of each boundary p: raw start of the unit at p; of n: the start of the carry, or the end. */
  readonly rawStart: readonly number[];
  /** Of each boundary p > 0: raw end of the unit before p. */
  readonly rawEnd: readonly number[];
  /** Start of the unit that holds raw byte `offset` or, failing that, follows it. */
  position(offset: number): number;
}

interface Unit {
  /** Input bytes [start, end) become output bytes [from, to). */
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}
interface Pass {
  readonly output: Uint8Array;
  readonly units: readonly Unit[];
  /** Input from here on is carry. */
  readonly carry: number;
}

/** What stands at one place: so many bytes that become others, a beginning of something, or nothing special. */
type Row = { readonly length: number; readonly becomes: Uint8Array } | "incomplete" | "none";

const encoder = new TextEncoder();
const utf8 = (point: number): Uint8Array => encoder.encode(String.fromCodePoint(point));
const row = (length: number, point: number): Row => ({ length, becomes: utf8(point) });

const simpleEscapes: Readonly<Record<string, number>> = {
  '"': 0x22,
  "\\": 0x5c,
  "/": 0x2f,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  b: 0x08,
  f: 0x0c,
};
const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
  "&nbsp;": " ",
  "&ensp;": " ",
  "&emsp;": " ",
  "&thinsp;": " ",
  "&Tab;": "\t",
  "&hyphen;": "-",
  "&dash;": "-",
  "&ndash;": "-",
  "&mdash;": "-",
  "&minus;": "-",
  "&commat;": "@",
  "&period;": ".",
  "&colon;": ":",
  "&sol;": "/",
  "&lowbar;": "_",
  "&plus;": "+",
  "&equals;": "=",
  "&num;": "#",
  "&lpar;": "(",
  "&rpar;": ")",
  "&shy;": "",
  "&zwnj;": "",
  "&zwj;": "",
  "&lrm;": "",
  "&rlm;": "",
};

/** Text of at most `length` bytes; escapes are ASCII, so Latin-1 is enough to look at them. */
const peek = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** Whether all that is left from `at` could go on to match `shape`, a list of character tests. */
const isBeginning = (left: string, shape: readonly RegExp[]): boolean =>
  left.length < shape.length && [...left].every((char, i) => shape[i]?.test(char));

const hex = /[0-9a-fA-F]/;
const escapeShape = [/\\/, /u/, hex, hex, hex, hex];
const lowShape = [/\\/, /u/, /[dD]/, /[c-fC-F]/, hex, hex];

function backslash(bytes: Uint8Array, at: number): Row {
  const ahead = peek(bytes, at, 12);
  const simple = simpleEscapes[ahead[1] ?? ""];
  if (simple !== undefined) return row(2, simple);
  if (isBeginning(ahead, escapeShape)) return "incomplete";
  const unit = /^\\u([0-9a-fA-F]{4})/.exec(ahead);
  if (!unit) return "none";
  const high = Number.parseInt(unit[1] ?? "", 16);
  if (high < 0xd800 || high > 0xdfff) return row(6, high);
  if (high > 0xdbff) return row(6, 0xfffd);
  const next = ahead.slice(6);
  const low = /^\\u([dD][c-fC-F][0-9a-fA-F]{2})/.exec(next);
  if (low) return row(12, 0x10000 + (high - 0xd800) * 0x400 + Number.parseInt(low[1] ?? "", 16) - 0xdc00);
  return isBeginning(next, lowShape) ? "incomplete" : row(6, 0xfffd);
}

function percent(bytes: Uint8Array, at: number): Row {
  const ahead = peek(bytes, at, 3);
  if (isBeginning(ahead, [/%/, hex, hex])) return "incomplete";
  const found = /^%([0-9a-fA-F]{2})$/.exec(ahead);
  return found ? { length: 3, becomes: Uint8Array.of(Number.parseInt(found[1] ?? "", 16)) } : "none";
}

function ampersand(bytes: Uint8Array, at: number): Row {
  const ahead = peek(bytes, at, 10);
  for (const [name, means] of Object.entries(entities)) {
    if (ahead.startsWith(name)) return { length: name.length, becomes: encoder.encode(means) };
  }
  const found = /^&#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));/.exec(ahead);
  if (found) {
    const point = found[1] === undefined ? Number.parseInt(found[2] ?? "", 16) : Number.parseInt(found[1], 10);
    const valid = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    return valid ? row(found[0].length, point) : "none";
  }
  const toTheEnd = at + ahead.length === bytes.length;
  const begun =
    /^&(#([0-9]{0,7}|[xX][0-9a-fA-F]{0,6}))?$/.test(ahead) ||
    Object.keys(entities).some((name) => ahead.length < name.length && name.startsWith(ahead));
  return toTheEnd && begun ? "incomplete" : "none";
}

/** Lead byte ranges beyond ASCII with the ranges of what must follow: Unicode table 3-7. */
const wellFormed: readonly (readonly [number, number, readonly (readonly [number, number])[]])[] = [
  [0xc2, 0xdf, [[0x80, 0xbf]]],
  [
    0xe0,
    0xe0,
    [
      [0xa0, 0xbf],
      [0x80, 0xbf],
    ],
  ],
  [
    0xe1,
    0xec,
    [
      [0x80, 0xbf],
      [0x80, 0xbf],
    ],
  ],
  [
    0xed,
    0xed,
    [
      [0x80, 0x9f],
      [0x80, 0xbf],
    ],
  ],
  [
    0xee,
    0xef,
    [
      [0x80, 0xbf],
      [0x80, 0xbf],
    ],
  ],
  [
    0xf0,
    0xf0,
    [
      [0x90, 0xbf],
      [0x80, 0xbf],
      [0x80, 0xbf],
    ],
  ],
  [
    0xf1,
    0xf3,
    [
      [0x80, 0xbf],
      [0x80, 0xbf],
      [0x80, 0xbf],
    ],
  ],
  [
    0xf4,
    0xf4,
    [
      [0x80, 0x8f],
      [0x80, 0xbf],
      [0x80, 0xbf],
    ],
  ],
];

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
/** Of each code point that was met: its row is asked for again and again. */
const characters = new Map<number, Row>();

function characterRow(point: number): Row {
  const known = characters.get(point);
  if (known !== undefined) return known;
  const whole = utf8(point);
  const made = { length: whole.length, becomes: mapped(point) ?? whole };
  characters.set(point, made);
  return made;
}

/** The halves of a surrogate pair as three bytes each, as CESU-8 writes it. */
const pairShape = [/\xed/, /[\xa0-\xaf]/, /[\x80-\xbf]/, /\xed/, /[\xb0-\xbf]/, /[\x80-\xbf]/];

function surrogatePair(bytes: Uint8Array, at: number): Row {
  const ahead = peek(bytes, at, 6);
  if (isBeginning(ahead, pairShape)) return "incomplete";
  if (!pairShape.every((shape, i) => shape.test(ahead[i] ?? ""))) return "none";
  const half = (from: number): number => (ahead.charCodeAt(from + 1) % 64) * 64 + (ahead.charCodeAt(from + 2) % 64);
  return row(6, String.fromCharCode(0xd000 + half(0), 0xd000 + half(3)).codePointAt(0) ?? 0);
}

function character(bytes: Uint8Array, at: number): Row {
  const lead = bytes[at] ?? 0;
  const pair = surrogatePair(bytes, at);
  if (pair !== "none") return pair;
  if (lead < 0x80) return characterRow(lead);
  const form = wellFormed.find(([first, last]) => lead >= first && lead <= last);
  if (!form) return "none";
  const following = form[2];
  for (const [i, [first, last]] of following.entries()) {
    const byte = bytes[at + 1 + i];
    if (byte === undefined) return "incomplete";
    if (byte < first || byte > last) return "none";
  }
  return characterRow(decoder.decode(bytes.subarray(at, at + 1 + following.length)).codePointAt(0) ?? 0);
}

const within = (point: number, ranges: readonly (readonly [number, number])[]): boolean =>
  ranges.some(([first, last]) => point >= first && point <= last);

/** As docs/engine.md lists them: hexadecimal, a range by its ends. */
const listed = (ranges: string): readonly (readonly [number, number])[] =>
  ranges
    .trim()
    .split(/\s+/)
    .map((range) => {
      const [first = "", last = first] = range.split("-");
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
    });

const dashes = listed(`
  2D7 58A 5BE 1400 1806 2010-2015 2043 2053 207B 208B 2212 2796 2E17 2E1A 2E3A-2E3B 2E40 2E5D 301C 3030 30A0
  FE31-FE32 FE58 FE63 10D6E 10EAD`);
const spaces = listed("A0 1680 2000-200A 202F 205F 2800 3000");
const lineEnds = listed("2028-2029");
const invisible = listed(`
  0-8 E-1F 7F-9F AD 34F 61C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164 FE00-FE0F FEFF FFA0
  FFF0-FFFB 1BCA0-1BCA3 1D173-1D17A E0000-E0FFF`);
const zeros = listed(`
  660 6F0 7C0 966 9E6 A66 AE6 B66 BE6 C66 CE6 D66 DE6 E50 ED0 F20 1040 1090 17E0 1810 1946 19D0 1A80 1A90 1B50 1BB0
  1C40 1C50 A620 A8D0 A900 A9D0 A9F0 AA50 ABF0 104A0 10D30 10D40 11066 110F0 11136 111D0 112F0 11450 114D0 11650 116C0
  116D0 116DA 11730 118E0 11950 11BF0 11C50 11D50 11DA0 11DE0 11F50 16130 16A60 16AC0 16B50 16D70 1CCF0 1D7CE 1D7D8
  1D7E2 1D7EC 1D7F6 1E140 1E2F0 1E4F0 1E5F1 1E950 1FBF0`).map(([zero]) => zero);

/** Letter and the code points that look like it, a line each. */
const lookalikes = `
  A 391 410
  a 251 3B1 430
  B 392 412
  C 421
  c 3F2 441
  d 501
  E 395 415
  e 435
  g 261
  H 397 41D
  h 4BB
  I 399 406 4C0
  i 3B9 456
  J 37F 408
  j 3F3 458
  K 39A 41A
  l 4CF
  M 39C 41C
  N 39D
  O 39F 41E
  o 3BF 43E 585
  P 3A1 420
  p 3C1 440
  Q 51A
  q 51B
  S 405
  s 455
  T 3A4 422
  u 3C5
  v 3BD
  W 51C
  w 51D
  X 3A7 425
  x 445
  Y 3A5 423 4AE
  y 443 4AF
  Z 396`
  .trim()
  .split("\n")
  .map((line) => line.trim().split(" "))
  .flatMap(([letter = "", ...points]) =>
    points.map((point): readonly [number, string] => [Number.parseInt(point, 16), letter]),
  );
const letters = new Map(lookalikes);

/** The ASCII letter that a code point looks like. */
export function letterOf(point: number): string | undefined {
  if (!within(point, [[0x1d400, 0x1d6a3]])) return letters.get(point);
  return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[(point - 0x1d400) % 52];
}

/** What stands for a full stop or an at sign. */
const marks = new Map([
  [0x2024, "."],
  [0x3002, "."],
  [0xfe52, "."],
  [0xff61, "."],
  [0xfe6b, "@"],
]);

/** What a code point folds to, if not to itself. */
function mapped(point: number): Uint8Array | undefined {
  if (within(point, [[0xff01, 0xff5e]])) return Uint8Array.of(point - 0xff01 + 0x21);
  if (within(point, dashes)) return encoder.encode("-");
  if (within(point, spaces)) return encoder.encode(" ");
  if (within(point, lineEnds)) return encoder.encode("\n");
  if (within(point, invisible)) return new Uint8Array(0);
  const letter = letterOf(point) ?? marks.get(point);
  if (letter !== undefined) return encoder.encode(letter);
  const zero = zeros.find((first) => point >= first && point <= first + 9);
  return zero === undefined ? undefined : Uint8Array.of(0x30 + point - zero);
}

/** `ESC [`, digits with `;` or `:` between them, `m`: the colours of a terminal. Any other ESC is a control character. */
function colours(bytes: Uint8Array, at: number): Row {
  const ahead = peek(bytes, at, 19);
  const found = /^\x1b\[[0-9;:]{0,16}m/.exec(ahead);
  if (found) return { length: found[0].length, becomes: new Uint8Array(0) };
  const isBegun = /^\x1b(\[[0-9;:]{0,16})?$/.test(ahead) && at + ahead.length === bytes.length;
  return isBegun ? "incomplete" : characterRow(0x1b);
}

function unitAt(bytes: Uint8Array, at: number): Row {
  const byte = bytes[at] ?? 0;
  if (byte === 0x1b) return colours(bytes, at);
  if (byte === 0x5c) return backslash(bytes, at);
  if (byte === 0x25) return percent(bytes, at);
  if (byte === 0x26) return ampersand(bytes, at);
  return character(bytes, at);
}

/** So many units in a row may fold to nothing. */
const mostNothing = 16;

function pass(input: Uint8Array, last: boolean): Pass {
  const output: number[] = [];
  const units: Unit[] = [];
  /** Units that fold to nothing since the last one that does not. */
  let nothings = 0;
  let at = 0;
  while (at < input.length) {
    const found = unitAt(input, at);
    if (found === "incomplete" && !last) break;
    // At the end a beginning is its own bytes, but a high surrogate has become U+FFFD even if `\u` begins after it, and ESC nothing.
    const unit =
      found !== "incomplete"
        ? found
        : isHighSurrogate(input, at)
          ? { length: 6, becomes: utf8(0xfffd) }
          : input[at] === 0x1b
            ? characterRow(0x1b)
            : found;
    const { length, becomes: folded } =
      typeof unit === "string" ? { length: 1, becomes: input.subarray(at, at + 1) } : unit;
    nothings = folded.length === 0 ? nothings + 1 : 0;
    const becomes = nothings > mostNothing ? utf8(0xfffd) : folded;
    if (nothings > mostNothing) nothings = 0;
    units.push({ start: at, end: at + length, from: output.length, to: output.length + becomes.length });
    for (let i = 0; i < becomes.length; i += 1) output.push(becomes[i] ?? 0);
    at += length;
  }
  return { output: Uint8Array.from(output), units, carry: at };
}

const isHighSurrogate = (bytes: Uint8Array, at: number): boolean =>
  /^\\u[dD][89abAB]/.test(peek(bytes, at, 6)) && peek(bytes, at, 6).length === 6;

export function fold(raw: Uint8Array, last: boolean): Folded {
  const first = pass(raw, last);
  const second = pass(first.output, last);
  // Which unit of the first pass yielded each byte that the second one read.
  const origin: Unit[] = [];
  for (const unit of first.units) for (let i = unit.from; i < unit.to; i += 1) origin.push(unit);

  const text = second.output;
  const boundary = new Array<boolean>(text.length + 1).fill(false);
  const rawStart = new Array<number>(text.length + 1).fill(-1);
  const rawEnd = new Array<number>(text.length + 1).fill(-1);
  for (const unit of second.units) {
    if (unit.from === unit.to) continue;
    boundary[unit.from] = true;
    rawStart[unit.from] = origin[unit.start]?.start ?? -1;
    rawEnd[unit.to] = origin[unit.end - 1]?.end ?? -1;
  }
  boundary[text.length] = true;
  rawStart[text.length] = origin[second.carry]?.start ?? first.carry;

  const position = (offset: number): number => {
    for (let p = 0; p < text.length; p += 1) if (boundary[p] && (rawStart[p] ?? 0) >= offset) return p;
    return text.length;
  };
  return { text, boundary, rawStart, rawEnd, position };
}
