/** The run of bytes that every match of a pattern begins with: of which class, and how long at least. */
import { type ByteClass, union } from "./byte-class.ts";
import type { Pattern } from "./syntax.ts";

export interface Run {
  readonly bytes: ByteClass;
  readonly count: number;
}

interface Beginning extends Run {
  /** Nothing else is left of the pattern, and every match is as long. */
  readonly isWhole: boolean;
}

const none: Beginning = { bytes: new Uint32Array(8), count: 0, isWhole: true };

export function runOf(pattern: Pattern): Run {
  return beginningOf(pattern);
}

function beginningOf(pattern: Pattern): Beginning {
  switch (pattern.kind) {
    case "never":
    case "empty":
      return none;
    case "class":
      return { bytes: pattern.bytes, count: 1, isWhole: true };
    case "choice":
      return pattern.options.map(beginningOf).reduce((a, b) => ({
        bytes: union(a.bytes, b.bytes),
        count: Math.min(a.count, b.count),
        isWhole: a.isWhole && b.isWhole && a.count === b.count,
      }));
    case "sequence":
      return pattern.parts.reduce(
        (head: Beginning, part) => (head.isWhole ? join(head, beginningOf(part)) : head),
        none,
      );
    case "repeat": {
      const body = beginningOf(pattern.body);
      if (!body.isWhole) return { ...body, count: pattern.min === 0 ? 0 : body.count };
      return { bytes: body.bytes, count: body.count * pattern.min, isWhole: pattern.min === pattern.max };
    }
  }
}

const join = (a: Beginning, b: Beginning): Beginning => ({
  bytes: union(a.bytes, b.bytes),
  count: a.count + b.count,
  isWhole: b.isWhole,
});
