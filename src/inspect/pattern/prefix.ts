/**
 * The first n bytes of a pattern's matches, as a pattern of its own in which every match has exactly n bytes: where
 * such a prefix ends, its start is known without asking.
 */
import { choice, empty, never, type Pattern, repeat, sequence } from "./syntax.ts";
import { widthOf } from "./width.ts";

/** What the first `bytes` bytes of a match can be, of those matches that have as many. */
export function prefixOf(pattern: Pattern, bytes: number): Pattern {
  return once(prefixes, pattern, bytes, () => newPrefix(pattern, bytes));
}

/** The matches that have exactly `bytes` bytes. */
function exactly(pattern: Pattern, bytes: number): Pattern {
  return once(exacts, pattern, bytes, () => newExact(pattern, bytes));
}

function newPrefix(pattern: Pattern, bytes: number): Pattern {
  if (bytes === 0) return empty;
  if (widthOf(pattern).max < bytes) return never;
  const pair = pairOf(pattern);
  if (pair) {
    const options = usedBy(pair.head, bytes - 1).map((used) => {
      const start = exactly(pair.head, used);
      return start.kind === "never" ? never : sequence([start, prefixOf(pair.rest, bytes - used)]);
    });
    return choice([...options, prefixOf(pair.head, bytes)]);
  }
  return pattern.kind === "choice" ? choice(pattern.options.map((option) => prefixOf(option, bytes))) : pattern;
}

function newExact(pattern: Pattern, bytes: number): Pattern {
  const { min, max } = widthOf(pattern);
  if (bytes < min || bytes > max) return never;
  if (min === max) return pattern;
  if (pattern.kind === "repeat") {
    const body = widthOf(pattern.body);
    if (body.min === body.max) {
      const rounds = bytes / body.min;
      return Number.isInteger(rounds) ? repeat(pattern.body, rounds, rounds) : never;
    }
    if (bytes === 0) return empty;
  }
  const pair = pairOf(pattern);
  if (pair) {
    const options = usedBy(pair.head, bytes).map((used) => {
      const start = exactly(pair.head, used);
      return start.kind === "never" ? never : sequence([start, exactly(pair.rest, bytes - used)]);
    });
    return choice(options);
  }
  return pattern.kind === "choice" ? choice(pattern.options.map((option) => exactly(option, bytes))) : pattern;
}

/** Widths of `head` up to `most`. */
function usedBy(head: Pattern, most: number): readonly number[] {
  const { min, max } = widthOf(head);
  return Array.from({ length: Math.max(0, Math.min(max, most) - min + 1) }, (_, i) => min + i);
}

interface Pair {
  readonly head: Pattern;
  readonly rest: Pattern;
}

/** A sequence or a repeat as its first part or round and what follows. */
function pairOf(pattern: Pattern): Pair | undefined {
  let pair = pairs.get(pattern);
  if (pair) return pair;
  if (pattern.kind === "sequence") {
    const [head = empty, ...rest] = pattern.parts;
    pair = { head, rest: sequence(rest) };
  } else if (pattern.kind === "repeat") {
    const { body, min, max } = pattern;
    pair = { head: body, rest: repeat(body, Math.max(0, min - 1), max - 1) };
  } else return undefined;
  pairs.set(pattern, pair);
  return pair;
}

// The same rest of a pattern is reached by many ways through what is before it: each is made once.
type Made = WeakMap<Pattern, Map<number, Pattern>>;
const prefixes: Made = new WeakMap();
const exacts: Made = new WeakMap();
const pairs = new WeakMap<Pattern, Pair>();

function once(made: Made, pattern: Pattern, bytes: number, make: () => Pattern): Pattern {
  let ofPattern = made.get(pattern);
  if (!ofPattern) {
    ofPattern = new Map();
    made.set(pattern, ofPattern);
  }
  let found = ofPattern.get(bytes);
  if (!found) {
    found = make();
    ofPattern.set(bytes, found);
  }
  return found;
}
