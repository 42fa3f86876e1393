/**
 * How long a literal every match of a pattern must contain. Only speed depends on it: literal-led patterns go straight
 * through Hyperscan. A class of a few bytes counts as literal: one letter in either case, or `gh[pousr]_`.
 */
import { sizeOf } from "./byte-class.ts";
import type { Pattern } from "./syntax.ts";

interface Literals {
  /** Every match is a literal of at least so many bytes; undefined if some match is not. */
  readonly whole: number | undefined;
  readonly prefix: number;
  readonly suffix: number;
  readonly best: number;
}

const none: Literals = { whole: undefined, prefix: 0, suffix: 0, best: 0 };
const nothing: Literals = { whole: 0, prefix: 0, suffix: 0, best: 0 };
const one: Literals = { whole: 1, prefix: 1, suffix: 1, best: 1 };
const maxRounds = 8;
const fewMembers = 5;

/** Bytes of the longest literal that is in every match. */
export function literalStrength(pattern: Pattern): number {
  return literals(pattern).best;
}

function literals(pattern: Pattern): Literals {
  switch (pattern.kind) {
    case "empty":
    case "never":
      return nothing;
    case "class":
      return sizeOf(pattern.bytes) <= fewMembers ? one : none;
    case "sequence":
      return pattern.parts.map(literals).reduce(join);
    case "choice":
      return pattern.options.map(literals).reduce(either);
    case "repeat":
      if (pattern.min === 0) return none;
      return Array.from({ length: Math.min(pattern.min, maxRounds) }, () => literals(pattern.body)).reduce(join);
  }
}

function join(a: Literals, b: Literals): Literals {
  return {
    whole: a.whole === undefined || b.whole === undefined ? undefined : a.whole + b.whole,
    prefix: a.whole === undefined ? a.prefix : a.whole + b.prefix,
    suffix: b.whole === undefined ? b.suffix : b.whole + a.suffix,
    best: Math.max(a.best, b.best, a.suffix + b.prefix),
  };
}

function either(a: Literals, b: Literals): Literals {
  return {
    whole: a.whole === undefined || b.whole === undefined ? undefined : Math.min(a.whole, b.whole),
    prefix: Math.min(a.prefix, b.prefix),
    suffix: Math.min(a.suffix, b.suffix),
    best: Math.min(a.best, b.best),
  };
}
