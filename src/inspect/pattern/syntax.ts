/**
 * The syntax tree of a pattern: regular expressions over bytes, without assertions. The makers keep it small: no
 * nested sequences or choices, no repeat of nothing. Trees are never changed after they are made.
 */
import { type ByteClass, isEmpty } from "./byte-class.ts";

export type Pattern = Empty | Never | OneOf | Sequence | Choice | Repeat;

/** Matches the empty string. */
export interface Empty {
  readonly kind: "empty";
}
/** Matches nothing at all (a class without members). */
export interface Never {
  readonly kind: "never";
}
/** One byte of a class. */
export interface OneOf {
  readonly kind: "class";
  readonly bytes: ByteClass;
}
export interface Sequence {
  readonly kind: "sequence";
  readonly parts: readonly Pattern[];
}
export interface Choice {
  readonly kind: "choice";
  readonly options: readonly Pattern[];
}
export interface Repeat {
  readonly kind: "repeat";
  readonly body: Pattern;
  readonly min: number;
  /** Infinity only in opened patterns. */
  readonly max: number;
}

export const empty: Empty = { kind: "empty" };
export const never: Never = { kind: "never" };

export function oneOf(bytes: ByteClass): Pattern {
  return isEmpty(bytes) ? never : { kind: "class", bytes };
}

export function sequence(parts: readonly Pattern[]): Pattern {
  const flat = parts.flatMap((part) => (part.kind === "sequence" ? part.parts : part.kind === "empty" ? [] : [part]));
  if (flat.some((part) => part.kind === "never")) return never;
  const [only] = flat;
  if (only === undefined) return empty;
  return flat.length === 1 ? only : { kind: "sequence", parts: flat };
}

export function choice(options: readonly Pattern[]): Pattern {
  const flat = options.flatMap((option) =>
    option.kind === "choice" ? option.options : option.kind === "never" ? [] : [option],
  );
  const [only] = flat;
  if (only === undefined) return never;
  return flat.length === 1 ? only : { kind: "choice", options: flat };
}

export function repeat(body: Pattern, min: number, max: number): Pattern {
  if (max === 0 || body.kind === "empty") return empty;
  if (body.kind === "never") return min === 0 ? empty : never;
  return min === 1 && max === 1 ? body : { kind: "repeat", body, min, max };
}

/**
 * The same pattern with every bounded repeat of more than `slack` optional rounds left open: a cheap superset for
 * finding ends, which the exact pattern checks later.
 */
export function opened(pattern: Pattern, slack: number): Pattern {
  switch (pattern.kind) {
    case "empty":
    case "never":
    case "class":
      return pattern;
    case "sequence":
      return sequence(pattern.parts.map((part) => opened(part, slack)));
    case "choice":
      return choice(pattern.options.map((option) => opened(option, slack)));
    case "repeat": {
      const max = pattern.max - pattern.min > slack ? Number.POSITIVE_INFINITY : pattern.max;
      return repeat(opened(pattern.body, slack), pattern.min, max);
    }
  }
}
