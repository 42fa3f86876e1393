/** The run of bytes that every match of a pattern begins with, or has near its beginning: of which class, and how long at least. */
import { type ByteClass, union } from "./byte-class.ts";
import { type Pattern, sequence } from "./syntax.ts";
import { widthOf } from "./width.ts";

export interface Run {
  readonly bytes: ByteClass;
  readonly count: number;
}

/** A run that every match has within it. */
export interface InnerRun extends Run {
  /** At most so many bytes of the match stand before it. */
  readonly before: number;
}

/** The first run that is as asked for; undefined if some match has none. */
export function innerRunOf(pattern: Pattern, isAsked: (run: Run) => boolean): InnerRun | undefined {
  const first = runOf(pattern);
  if (isAsked(first)) return { ...first, before: 0 };
  switch (pattern.kind) {
    case "empty":
    case "never":
    case "class":
      return undefined;
    case "repeat":
      return pattern.min > 0 ? innerRunOf(pattern.body, isAsked) : undefined;
    case "choice": {
      const runs = pattern.options.map((option) => innerRunOf(option, isAsked));
      return runs.reduce((a, b) => a && b && together(a, b));
    }
    case "sequence": {
      const [head, ...rest] = pattern.parts;
      if (head === undefined) return undefined;
      const inHead = innerRunOf(head, isAsked);
      if (inHead) return inHead;
      const behind = innerRunOf(sequence(rest), isAsked);
      return behind && { ...behind, before: behind.before + widthOf(head).max };
    }
  }
}

const together = (a: InnerRun, b: InnerRun): InnerRun => ({
  bytes: union(a.bytes, b.bytes),
  count: Math.min(a.count, b.count),
  before: Math.max(a.before, b.before),
});

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
