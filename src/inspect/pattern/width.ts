/**
 * How many bytes the matches of a pattern have.
 */
import type { Pattern } from "./syntax.ts";

export interface Width {
  readonly min: number;
  readonly max: number;
}

const known = new WeakMap<Pattern, Width>();

export function widthOf(pattern: Pattern): Width {
  let width = known.get(pattern);
  if (!width) {
    width = measure(pattern);
    known.set(pattern, width);
  }
  return width;
}

function measure(pattern: Pattern): Width {
  switch (pattern.kind) {
    case "empty":
    case "never":
      return { min: 0, max: 0 };
    case "class":
      return { min: 1, max: 1 };
    case "sequence":
      return pattern.parts.map(widthOf).reduce((a, b) => ({ min: a.min + b.min, max: a.max + b.max }));
    case "choice":
      return pattern.options
        .map(widthOf)
        .reduce((a, b) => ({ min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) }));
    case "repeat": {
      const body = widthOf(pattern.body);
      return { min: body.min * pattern.min, max: body.max === 0 ? 0 : body.max * pattern.max };
    }
  }
}
