/**
 * A gate: a rare class of bytes of which every match must contain some. The engine looks for those bytes with SIMD and
 * walks the automaton only around them.
 */
import { type ByteClass, digitBytes, intersection, isEmpty, isSubset, keyOf, membersOf } from "./byte-class.ts";
import type { Pattern } from "./syntax.ts";
import { widthOf } from "./width.ts";

export interface Gate {
  readonly bytes: ByteClass;
  /** Every match has at least so many of these bytes. */
  readonly count: number;
  /** At most so many other bytes stand between two neighbours of them in a match. */
  readonly gap: number;
  /** At most so many bytes of a match stand before its first. */
  readonly before: number;
  /** Guessed share of such bytes in prose, made smaller when several are needed. */
  readonly cost: number;
}

interface Spread {
  readonly count: number;
  /** Longest match without such a byte; -1 if there is none. The others: -1 if no match has one. */
  readonly without: number;
  readonly before: number;
  readonly after: number;
  readonly gap: number;
}

const maxShare = 0.04;

/** The rarest class of the pattern that every match needs; undefined if all are frequent. */
export function gateOf(pattern: Pattern): Gate | undefined {
  const candidates = new Map<string, ByteClass>([[keyOf(digitBytes), digitBytes]]);
  collect(pattern, candidates);
  let best: Gate | undefined;
  for (const bytes of candidates.values()) {
    const share = membersOf(bytes).reduce((sum, byte) => sum + shareOf(byte), 0);
    if (share > maxShare) continue;
    const { count, gap, before } = spreadOf(pattern, bytes);
    if (count === 0) continue;
    const cost = share / (count * count);
    if (best === undefined || cost < best.cost) best = { bytes, count, gap: Math.max(gap, 0), before, cost };
  }
  return best;
}

function collect(pattern: Pattern, into: Map<string, ByteClass>): void {
  switch (pattern.kind) {
    case "empty":
    case "never":
      return;
    case "class":
      into.set(keyOf(pattern.bytes), pattern.bytes);
      return;
    case "sequence":
      for (const part of pattern.parts) collect(part, into);
      return;
    case "choice":
      for (const option of pattern.options) collect(option, into);
      return;
    case "repeat":
      collect(pattern.body, into);
  }
}

const nothing: Spread = { count: 0, without: 0, before: -1, after: -1, gap: -1 };

function spreadOf(pattern: Pattern, bytes: ByteClass): Spread {
  switch (pattern.kind) {
    case "empty":
    case "never":
      return nothing;
    case "class": {
      if (isSubset(pattern.bytes, bytes)) return { count: 1, without: -1, before: 0, after: 0, gap: -1 };
      const some = isEmpty(intersection(pattern.bytes, bytes)) ? -1 : 0;
      return { count: 0, without: 1, before: some, after: some, gap: -1 };
    }
    case "sequence":
      return pattern.parts.map((part) => spreadOf(part, bytes)).reduce(join);
    case "choice":
      return pattern.options.map((option) => spreadOf(option, bytes)).reduce(either);
    case "repeat": {
      const round = spreadOf(pattern.body, bytes);
      let spread = nothing;
      for (let at = 0; at < pattern.max; at += 1) {
        spread = join(spread, at < pattern.min ? round : either(round, nothing));
      }
      return spread;
    }
  }
}

const add = (a: number, b: number): number => (a < 0 || b < 0 ? -1 : a + b);

function join(a: Spread, b: Spread): Spread {
  return {
    count: a.count + b.count,
    without: add(a.without, b.without),
    before: Math.max(a.before, add(a.without, b.before)),
    after: Math.max(b.after, add(b.without, a.after)),
    gap: Math.max(a.gap, b.gap, add(a.after, b.before)),
  };
}

function either(a: Spread, b: Spread): Spread {
  return {
    count: Math.min(a.count, b.count),
    without: Math.max(a.without, b.without),
    before: Math.max(a.before, b.before),
    after: Math.max(a.after, b.after),
    gap: Math.max(a.gap, b.gap),
  };
}

/** Rough shares of bytes in English prose and code. They choose between gates and nothing else. */
function shareOf(byte: number): number {
  if (byte >= 0x80) return 0.0005;
  const char = String.fromCharCode(byte);
  if (/[a-z]/.test(char)) return "etaoinshr".includes(char) ? 0.06 : 0.02;
  if (/[A-Z]/.test(char)) return 0.003;
  if (/[0-9]/.test(char)) return 0.002;
  if (char === " ") return 0.17;
  if (char === "\n") return 0.02;
  if (".,".includes(char)) return 0.01;
  if ("-:/_\"'()=".includes(char)) return 0.003;
  return char === "@" ? 0.00002 : 0.0003;
}

export function gateLimit(gate: Gate, pattern: Pattern): number {
  const byGap = (gate.count - 1) * (gate.gap + 1);
  return Math.min(byGap, widthOf(pattern).max - 1);
}
