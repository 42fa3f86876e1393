/**
 * The position automaton (Glushkov) of a bounded pattern: one position per byte of class that a match may use, and
 * which position may follow which. No empty transitions, so it can be walked in both directions from any place: the
 * engine finds ends, starts and proper prefixes with the same automaton.
 *
 *   a position p is read with a byte of classes[classOf[p]]; a match reads first -> follow -> ... -> last
 */
import { type ByteClass, keyOf } from "./byte-class.ts";
import type { Pattern } from "./syntax.ts";

export interface Automaton {
  readonly classes: readonly ByteClass[];
  /** Class number of each position. */
  readonly classOf: readonly number[];
  readonly follow: readonly (readonly number[])[];
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly nullable: boolean;
}

/** The pattern needs more positions than the engine accepts. */
export class AutomatonTooLarge extends Error {
  override readonly name = "AutomatonTooLarge";
}

interface Piece {
  readonly nullable: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

const nothing: Piece = { nullable: true, first: [], last: [] };

export function createAutomaton(pattern: Pattern, maxPositions: number): Automaton {
  const classes: ByteClass[] = [];
  const numbers = new Map<string, number>();
  /** The rounds of a repeat share their class object. */
  const known = new Map<ByteClass, number>();
  const classOf: number[] = [];
  const follow: number[][] = [];

  const numberOf = (bytes: ByteClass): number => {
    let number = known.get(bytes);
    if (number === undefined) {
      const key = keyOf(bytes);
      number = numbers.get(key) ?? classes.push(bytes) - 1;
      numbers.set(key, number);
      known.set(bytes, number);
    }
    return number;
  };

  const position = (bytes: ByteClass): number => {
    if (classOf.length === maxPositions) throw new AutomatonTooLarge(`more than ${maxPositions} positions`);
    follow.push([]);
    return classOf.push(numberOf(bytes)) - 1;
  };

  const link = (from: readonly number[], to: readonly number[]): void => {
    for (const source of from) follow[source]?.push(...to);
  };

  const join = (left: Piece, right: Piece): Piece => {
    link(left.last, right.first);
    return {
      nullable: left.nullable && right.nullable,
      first: left.nullable ? [...left.first, ...right.first] : left.first,
      last: right.nullable ? [...left.last, ...right.last] : right.last,
    };
  };

  const build = (node: Pattern): Piece => {
    switch (node.kind) {
      case "empty":
        return nothing;
      case "never":
        return { nullable: false, first: [], last: [] };
      case "class": {
        const at = position(node.bytes);
        return { nullable: false, first: [at], last: [at] };
      }
      case "sequence":
        return node.parts.map(build).reduce(join);
      case "choice": {
        const options = node.options.map(build);
        return {
          nullable: options.some((option) => option.nullable),
          first: options.flatMap((option) => option.first),
          last: options.flatMap((option) => option.last),
        };
      }
      case "repeat":
        return rounds(node.body, node.min, node.max);
    }
  };

  /** Each round follows only the one before it; a body that may be empty makes every round optional. */
  const rounds = (body: Pattern, min: number, max: number): Piece => {
    let first: readonly number[] = [];
    let before: Piece = nothing;
    let nullable = min === 0;
    const last: number[] = [];
    for (let round = 1; round <= max; round += 1) {
      const piece = build(body);
      nullable ||= piece.nullable;
      link(before.last, piece.first);
      if (round === 1) first = piece.first;
      if (round >= min || piece.nullable) last.push(...piece.last);
      before = piece;
    }
    return { nullable, first, last };
  };

  const whole = build(pattern);
  return {
    classes,
    classOf,
    follow: follow.map(distinct),
    first: distinct(whole.first),
    last: distinct(whole.last),
    nullable: whole.nullable,
  };
}

/** In rising order. Positions are numbered from left to right, so every one follows only smaller ones. */
function distinct(positions: readonly number[]): readonly number[] {
  if (positions.every((position, i) => i === 0 || position > (positions[i - 1] ?? 0))) return positions;
  return [...new Set(positions)].sort((a, b) => a - b);
}
