/**
 * Parser of the detectors' regular-expression dialect (docs/engine.md, section "Detector") into a `Language`. What the
 * dialect does not have is an error that names the place.
 */

import { letterOf } from "./fold.ts";
import type { Algebra, Language } from "./language.ts";

const encoder = new TextEncoder();
const maxRepeat = 1024;

const range = (first: number, last: number): Uint8Array => {
  const bytes = new Uint8Array(256);
  bytes.fill(1, first, last + 1);
  return bytes;
};
const union = (...sets: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(256);
  for (const set of sets) for (let byte = 0; byte < 256; byte += 1) bytes[byte] = (bytes[byte] ?? 0) | (set[byte] ?? 0);
  return bytes;
};
const complement = (set: Uint8Array): Uint8Array => set.map((flag) => 1 - flag);
const members = (text: string): Uint8Array => union(...[...encoder.encode(text)].map((byte) => range(byte, byte)));

const digit = range(0x30, 0x39);
const letter = union(range(0x41, 0x5a), range(0x61, 0x7a));
const word = union(digit, letter, members("_"));
const space = members(" \t\n\v\f\r");

const classEscapes: Readonly<Record<string, Uint8Array>> = {
  d: digit,
  w: word,
  s: space,
  D: complement(digit),
  W: complement(word),
  S: complement(space),
};
const controlEscapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11 };

const foldCase = (set: Uint8Array): Uint8Array => {
  const both = set.slice();
  for (let byte = 0x41; byte <= 0x5a; byte += 1) {
    const either = Math.max(set[byte] ?? 0, set[byte + 32] ?? 0);
    both[byte] = either;
    both[byte + 32] = either;
  }
  return both;
};

/** One member of a class or one literal: a byte set, or a code point beyond ASCII. */
type Piece =
  | { readonly kind: "set"; readonly bytes: Uint8Array }
  | { readonly kind: "byte"; readonly value: number }
  | { readonly kind: "point"; readonly value: number };

export function parsePattern(algebra: Algebra, source: string, caseless = false): Language {
  const chars = [...source];
  let at = 0;

  const fail = (what: string): never => {
    throw new Error(`pattern, character ${at}: ${what}`);
  };
  const set = (bytes: Uint8Array): Language => algebra.set(caseless ? foldCase(bytes) : bytes);
  const sequence = (bytes: Iterable<number>): Language =>
    [...bytes].reduceRight((rest, byte) => algebra.pair(set(range(byte, byte)), rest), algebra.empty);

  const pieceOf = (char: string): Piece => {
    const value = char.codePointAt(0) ?? 0;
    return value < 0x80 ? { kind: "byte", value } : { kind: "point", value };
  };

  const escaped = (): Piece => {
    const char = chars[at] ?? fail("nothing after the backslash");
    at += 1;
    const bytes = classEscapes[char];
    if (bytes) return { kind: "set", bytes };
    const control = controlEscapes[char];
    if (control !== undefined) return { kind: "byte", value: control };
    if (char === "x") {
      const hex = chars.slice(at, at + 2).join("");
      if (!/^[0-9a-fA-F]{2}$/.test(hex)) fail("\\x needs two hex digits");
      at += 2;
      return { kind: "byte", value: Number.parseInt(hex, 16) };
    }
    if (/[0-9A-Za-z]/.test(char)) fail(`\\${char} is not in the dialect`);
    return pieceOf(char);
  };

  const points = (first: number, last: number): Language => {
    if (last - first > 0x10000) fail("class range of more than 65,536 characters");
    const sequences: Language[] = [];
    for (let value = first; value <= last; value += 1) {
      if (value < 0xd800 || value > 0xdfff) sequences.push(sequence(encoder.encode(String.fromCodePoint(value))));
    }
    return algebra.either(sequences);
  };

  const charClass = (): Language => {
    const negated = chars[at] === "^";
    if (negated) at += 1;
    let bytes: Uint8Array = new Uint8Array(256);
    const wide: Language[] = [];
    const add = (first: number, last: number, byBytes: boolean): void => {
      if (last < first) fail("class range runs backwards");
      const narrow = byBytes ? 0xff : 0x7f;
      if (first <= narrow) bytes = union(bytes, range(first, Math.min(last, narrow)));
      if (last <= narrow) return;
      wide.push(points(Math.max(first, 0x80), last));
      for (let point = Math.max(first, 0x80); point <= last; point += 1)
        bytes = union(bytes, members(letterOf(point) ?? ""));
    };
    for (let first = true; first || chars[at] !== "]"; first = false) {
      if (at >= chars.length) fail("class without ]");
      const low = piece();
      if (low.kind === "set") {
        bytes = union(bytes, low.bytes);
        continue;
      }
      if (chars[at] !== "-" || chars[at + 1] === "]" || at + 1 >= chars.length) {
        const letter = low.kind === "point" ? letterOf(low.value) : undefined;
        if (letter !== undefined) bytes = union(bytes, members(letter));
        else add(low.value, low.value, low.kind === "byte");
        continue;
      }
      at += 1;
      const high = piece();
      if (high.kind === "set") return fail("a class cannot end a range");
      if (low.value > 0x7f && low.kind !== high.kind) fail("range from a byte to a character");
      add(low.value, high.value, high.kind === "byte");
    }
    at += 1;
    if (negated && wide.length > 0) fail("a class with characters beyond ASCII cannot be negated");
    // Case is folded before negation: [^a] without case refuses A too.
    if (negated) return algebra.set(complement(caseless ? foldCase(bytes) : bytes));
    return algebra.either([set(bytes), ...wide]);
  };

  const piece = (): Piece => {
    const char = chars[at] ?? fail("unexpected end");
    at += 1;
    return char === "\\" ? escaped() : pieceOf(char);
  };

  const atom = (): Language => {
    const char = chars[at] ?? fail("unexpected end");
    if (char === "(") {
      at += 1;
      if (chars[at] === "?") {
        if (chars[at + 1] !== ":") fail("only (?: ) groups");
        at += 2;
      }
      const inner = alternatives();
      if (chars[at] !== ")") fail("group without )");
      at += 1;
      return inner;
    }
    if (char === "[") {
      at += 1;
      return charClass();
    }
    if (char === ".") {
      at += 1;
      return set(complement(members("\n")));
    }
    if ("^$*+?{".includes(char)) fail(`${char} cannot stand here`);
    const literal = piece();
    switch (literal.kind) {
      case "set":
        return set(literal.bytes);
      case "byte":
        return sequence([literal.value]);
      case "point":
        return sequence(encoder.encode(letterOf(literal.value) ?? String.fromCodePoint(literal.value)));
    }
  };

  const counted = (): readonly [number, number] | undefined => {
    const char = chars[at];
    if (char === "?") {
      at += 1;
      return [0, 1];
    }
    if (char === "*" || char === "+") fail(`${char} has no upper bound`);
    if (char !== "{") return undefined;
    const end = chars.indexOf("}", at);
    const found = /^(\d{1,4})(,(\d{0,4}))?$/.exec(chars.slice(at + 1, end).join(""));
    if (end < 0 || !found) return fail("{ must begin {m} or {m,n}");
    if (found[2] !== undefined && found[3] === "") fail("{m,} has no upper bound");
    const min = Number(found[1]);
    const max = Number(found[3] ?? found[1]);
    if (max < min || max > maxRepeat) fail("repeat bounds");
    at = end + 1;
    return [min, max];
  };

  const branch = (): Language => {
    const parts: Language[] = [];
    while (at < chars.length && chars[at] !== "|" && chars[at] !== ")") {
      const body = atom();
      const count = counted();
      parts.push(count ? algebra.repeat(body, count[0], count[1]) : body);
    }
    return parts.reduceRight((rest, part) => algebra.pair(part, rest), algebra.empty);
  };

  const alternatives = (): Language => {
    const branches = [branch()];
    while (chars[at] === "|") {
      at += 1;
      branches.push(branch());
    }
    return algebra.either(branches);
  };

  const language = alternatives();
  if (at < chars.length) fail("unmatched )");
  return language;
}

/** The set of a pattern that is one class of single bytes, as 256 flags. */
export function parseClass(algebra: Algebra, source: string): Uint8Array {
  const language = parsePattern(algebra, source);
  if (language.kind !== "set") throw new Error("one class of single bytes expected");
  return language.bytes;
}
