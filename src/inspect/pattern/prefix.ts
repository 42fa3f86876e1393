/**
 * The first n bytes of a pattern's matches, as a pattern of its own in which every match has exactly n bytes: where
 * such a prefix ends, its start is known without asking.
 */
import { choice, empty, never, type Pattern, repeat, sequence } from "./syntax.ts";
import { widthOf } from "./width.ts";

/** What the first `bytes` bytes of a match can be. Every match must have that many. */
export function prefixOf(pattern: Pattern, bytes: number): Pattern {
  if (bytes === 0) return empty;
  const { max } = widthOf(pattern);
  if (max < bytes) return never;
  switch (pattern.kind) {
    case "empty":
    case "never":
      return never;
    case "class":
      return pattern;
    case "choice":
      return choice(pattern.options.map((option) => prefixOf(option, bytes)));
    case "sequence": {
      const [head = empty, ...rest] = pattern.parts;
      return prefixOfPair(head, sequence(rest), bytes);
    }
    case "repeat":
      return prefixOfPair(pattern.body, oneLess(pattern.body, pattern.min, pattern.max), bytes);
  }
}

function prefixOfPair(head: Pattern, rest: Pattern, bytes: number): Pattern {
  const { min, max } = widthOf(head);
  const options: Pattern[] = [];
  for (let used = min; used <= Math.min(max, bytes - 1); used += 1) {
    const start = exactly(head, used);
    if (start.kind !== "never") options.push(sequence([start, prefixOf(rest, bytes - used)]));
  }
  options.push(prefixOf(head, bytes));
  return choice(options);
}

/** The matches that have exactly `bytes` bytes. */
function exactly(pattern: Pattern, bytes: number): Pattern {
  const { min, max } = widthOf(pattern);
  if (bytes < min || bytes > max) return never;
  if (min === max) return pattern;
  switch (pattern.kind) {
    case "empty":
    case "never":
    case "class":
      return pattern;
    case "choice":
      return choice(pattern.options.map((option) => exactly(option, bytes)));
    case "sequence": {
      const [head = empty, ...rest] = pattern.parts;
      return exactlyPair(head, sequence(rest), bytes);
    }
    case "repeat": {
      const body = widthOf(pattern.body);
      if (body.min === body.max) {
        const rounds = bytes / body.min;
        return Number.isInteger(rounds) ? repeat(pattern.body, rounds, rounds) : never;
      }
      if (bytes === 0) return empty;
      return exactlyPair(pattern.body, oneLess(pattern.body, pattern.min, pattern.max), bytes);
    }
  }
}

function exactlyPair(head: Pattern, rest: Pattern, bytes: number): Pattern {
  const options: Pattern[] = [];
  const { min, max } = widthOf(head);
  for (let used = min; used <= Math.min(max, bytes); used += 1) {
    const start = exactly(head, used);
    if (start.kind !== "never") options.push(sequence([start, exactly(rest, bytes - used)]));
  }
  return choice(options);
}

function oneLess(body: Pattern, min: number, max: number): Pattern {
  return repeat(body, Math.max(0, min - 1), max - 1);
}
