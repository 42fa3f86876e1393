/**
 * Letters that look like ASCII ones: the engine folds them (native/characters.h), so what a detector writes is folded, too, or it
 * would look for what never comes. docs/engine.md, section "Text", lists them.
 */

const lookalikes: Readonly<Record<string, string>> = {
  A: "\u{391}\u{410}",
  a: "\u{251}\u{3b1}\u{430}",
  B: "\u{392}\u{412}",
  C: "\u{421}",
  c: "\u{3f2}\u{441}",
  d: "\u{501}",
  E: "\u{395}\u{415}",
  e: "\u{435}",
  g: "\u{261}",
  H: "\u{397}\u{41d}",
  h: "\u{4bb}",
  I: "\u{399}\u{406}\u{4c0}",
  i: "\u{3b9}\u{456}",
  J: "\u{37f}\u{408}",
  j: "\u{3f3}\u{458}",
  K: "\u{39a}\u{41a}",
  l: "\u{4cf}",
  M: "\u{39c}\u{41c}",
  N: "\u{39d}",
  O: "\u{39f}\u{41e}",
  o: "\u{3bf}\u{43e}\u{585}",
  P: "\u{3a1}\u{420}",
  p: "\u{3c1}\u{440}",
  Q: "\u{51a}",
  q: "\u{51b}",
  S: "\u{405}",
  s: "\u{455}",
  T: "\u{3a4}\u{422}",
  u: "\u{3c5}",
  v: "\u{3bd}",
  W: "\u{51c}",
  w: "\u{51d}",
  X: "\u{3a7}\u{425}",
  x: "\u{445}",
  Y: "\u{3a5}\u{423}\u{4ae}",
  y: "\u{443}\u{4af}",
  Z: "\u{396}",
};

const letterOf = new Map(
  Object.entries(lookalikes).flatMap(([letter, alike]) => [...alike].map((char) => [char, letter])),
);
const mathematical = { first: 0x1d400, last: 0x1d6a3 };

/** The ASCII letter that a character folds to, if it is such a letter. */
export function asciiLetter(char: string): string | undefined {
  const point = char.codePointAt(0) ?? 0;
  if (point < mathematical.first || point > mathematical.last) return letterOf.get(char);
  const place = (point - mathematical.first) % 52;
  return String.fromCharCode(place < 26 ? 0x41 + place : 0x61 + place - 26);
}

export const foldLetters = (text: string): string => [...text].map((char) => asciiLetter(char) ?? char).join("");

/** The ASCII letters of all characters from `first` to `last` that have one. */
export function asciiLettersWithin(first: number, last: number): string {
  const letters = new Set<string>();
  for (const [char, letter] of letterOf) {
    const point = char.codePointAt(0) ?? 0;
    if (point >= first && point <= last) letters.add(letter);
  }
  for (let point = Math.max(first, mathematical.first); point <= Math.min(last, mathematical.last); point += 1) {
    letters.add(asciiLetter(String.fromCodePoint(point)) ?? "");
  }
  return [...letters].join("");
}
