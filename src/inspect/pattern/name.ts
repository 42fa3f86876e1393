/**
 * The word that a lead begins with (`adafruit`, `(?:h-?captcha|turnstile)`): where none of its spellings stands there is no lead, and
 * neither a match nor the beginning of one.
 */
import { type ByteClass, sizeOf } from "./byte-class.ts";
import type { Pattern } from "./syntax.ts";

/** What each byte may be. */
export type Spelling = readonly ByteClass[];

export const leastNameBytes = 3;
const mostBytes = 8;
const mostSpellings = 1024;
/** A byte of a word: a letter in either case, or one of a few. What follows a word of two bytes may be many. */
const mostMembers = 5;
const leastNarrow = 2;

/** Bytes of it that may be few. */
export const narrowBytes = (spelling: Spelling): number =>
  spelling.filter((bytes) => sizeOf(bytes) <= mostMembers).length;

/** Beginnings of all that the lead may be, each of 3 to 8 bytes; none if some may be anything. */
export function namesOf(lead: Pattern): readonly Spelling[] {
  const beginnings = beginningsOf(lead);
  const isWord = ({ spelling }: Beginning): boolean =>
    spelling.length >= leastNameBytes && narrowBytes(spelling.slice(0, leastNarrow)) === leastNarrow;
  return beginnings?.every(isWord) ? beginnings.map(({ spelling }) => spelling) : [];
}

interface Beginning {
  readonly spelling: Spelling;
  /** Nothing else is left of the pattern: what follows it follows here. */
  readonly isWhole: boolean;
}

const nothing: Beginning = { spelling: [], isWhole: true };

/** Undefined if they are too many. */
function beginningsOf(pattern: Pattern): readonly Beginning[] | undefined {
  switch (pattern.kind) {
    case "never":
      return [];
    case "empty":
      return [nothing];
    case "class":
      return [{ spelling: [pattern.bytes], isWhole: sizeOf(pattern.bytes) <= mostMembers }];
    case "choice":
      return together(pattern.options.map(beginningsOf));
    case "sequence":
      return inTurn(pattern.parts);
    case "repeat": {
      const { body, min, max } = pattern;
      const rounds = Array.from({ length: Math.min(min, mostBytes) }, () => body);
      const least = inTurn(rounds);
      if (max === min || !least) return least;
      // Of an optional part, with it and without it; where more may follow, what it is stays open.
      if (min === 0 && max === 1) return together([[nothing], beginningsOf(body)]);
      return least.map((beginning) => ({ ...beginning, isWhole: false }));
    }
  }
}

function together(all: readonly (readonly Beginning[] | undefined)[]): readonly Beginning[] | undefined {
  const found = all.flatMap((beginnings) => beginnings ?? []);
  return all.includes(undefined) || found.length > mostSpellings ? undefined : found;
}

function inTurn(parts: readonly Pattern[]): readonly Beginning[] | undefined {
  let heads: readonly Beginning[] | undefined = [nothing];
  for (const part of parts) {
    if (!heads?.some(({ isWhole }) => isWhole)) return heads;
    const next = beginningsOf(part);
    if (!next) return undefined;
    heads = together([
      heads.flatMap((head) => (head.isWhole ? next.map((beginning) => join(head, beginning)) : [head])),
    ]);
  }
  return heads;
}

function join(head: Beginning, { spelling, isWhole }: Beginning): Beginning {
  const joined = [...head.spelling, ...spelling];
  return { spelling: joined.slice(0, mostBytes), isWhole: isWhole && joined.length < mostBytes };
}
