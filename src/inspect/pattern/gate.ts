/**
 * A gate: a rare class of bytes of which every match must contain some. The engine looks for those bytes with SIMD and
 * walks the automaton only around them.
 */
import type { Automaton } from "./automaton.ts";
import { type ByteClass, digitBytes, intersects, isSubset, keyOf, membersOf } from "./byte-class.ts";
import type { Pattern } from "./syntax.ts";

export interface Gate {
  readonly bytes: ByteClass;
  /** Every match has at least so many of these bytes. */
  readonly count: number;
  /** At most so many bytes of a match stand before its first. */
  readonly before: number;
  /** Guessed share of such bytes in prose, made smaller when several are needed. */
  readonly cost: number;
}

interface Spread {
  readonly count: number;
  /** Longest match without such a byte; -1 if there is none. */
  readonly without: number;
  /** Most bytes before the first; -1 if no match has one. */
  readonly before: number;
}

const maxShare = 0.04;
const wideShare = 0.1;
/** Share of positions at which a gate may open. */
export const cheapGate = 0.003;
const maxCount = 12;

/** The rarest class that every match of the pattern needs, of those asked for by their keys; undefined if all are frequent. */
export function gateOf(pattern: Pattern, asked: readonly string[]): Gate | undefined {
  return rarest(pattern, maxShare, ({ key }) => asked.includes(key));
}

/** The rarest class of all; of frequent ones rather one that matches begin with, so that none is looked for backwards. */
export function wideGateOf(pattern: Pattern): Gate | undefined {
  const any = rarest(pattern, wideShare, () => true);
  if (any === undefined || any.cost <= cheapGate) return any;
  return rarest(pattern, wideShare, ({ before }) => before === 0) ?? any;
}

function rarest(
  pattern: Pattern,
  mostShare: number,
  counts: (of: { readonly key: string; readonly before: number }) => boolean,
): Gate | undefined {
  const candidates = new Map<string, ByteClass>([[keyOf(digitBytes), digitBytes]]);
  collect(pattern, candidates, new Set());
  let best: Gate | undefined;
  for (const [key, bytes] of candidates) {
    const share = membersOf(bytes).reduce((sum, byte) => sum + shareOf(byte), 0);
    if (share > mostShare) continue;
    const { count, before } = spreadOf(pattern, bytes);
    if (count === 0 || !counts({ key, before })) continue;
    const cost = share / (count * count);
    if (best === undefined || cost < best.cost) best = { bytes, count: Math.min(count, maxCount), before, cost };
  }
  return best;
}

/** Most bytes of a match before the first of these; undefined if a match may have none. */
export function mostBefore(pattern: Pattern, bytes: ByteClass): number | undefined {
  const { count, before } = spreadOf(pattern, bytes);
  return count > 0 ? before : undefined;
}

/** Bytes from the first gate byte of a match to its `count`-th, at most. */
export function gateReach(automaton: Automaton, gate: Gate): number {
  const isAlways = automaton.classes.map((bytes) => isSubset(bytes, gate.bytes));
  const isEver = automaton.classes.map((bytes) => intersects(bytes, gate.bytes));
  // reach[position][n]: longest way from the first gate byte to the position, which with it has passed n of them.
  const reach = automaton.classOf.map((): number[] => Array.from({ length: gate.count + 1 }, () => -1));
  // Positions before which no gate byte need have stood.
  const mayBeFirst = automaton.classOf.map(() => false);
  for (const position of automaton.first) mayBeFirst[position] = true;
  let most = 0;
  for (const [position, number] of automaton.classOf.entries()) {
    const here = reach[position] ?? [];
    if (isEver[number] && mayBeFirst[position]) here[1] = Math.max(here[1] ?? -1, 0);
    most = Math.max(most, here[gate.count] ?? -1);
    for (const next of automaton.follow[position] ?? []) {
      const there = reach[next] ?? [];
      if (mayBeFirst[position] && !isAlways[number]) mayBeFirst[next] = true;
      const nextNumber = automaton.classOf[next] ?? 0;
      for (let passed = 1; passed < gate.count; passed += 1) {
        const way = here[passed] ?? -1;
        if (way < 0) continue;
        if (isEver[nextNumber]) there[passed + 1] = Math.max(there[passed + 1] ?? -1, way + 1);
        if (!isAlways[nextNumber]) there[passed] = Math.max(there[passed] ?? -1, way + 1);
      }
    }
  }
  return most;
}

function collect(pattern: Pattern, into: Map<string, ByteClass>, seen: Set<ByteClass>): void {
  switch (pattern.kind) {
    case "empty":
    case "never":
      return;
    case "class":
      if (!seen.has(pattern.bytes)) into.set(keyOf(pattern.bytes), pattern.bytes);
      seen.add(pattern.bytes);
      return;
    case "sequence":
      for (const part of pattern.parts) collect(part, into, seen);
      return;
    case "choice":
      for (const option of pattern.options) collect(option, into, seen);
      return;
    case "repeat":
      collect(pattern.body, into, seen);
  }
}

const nothing: Spread = { count: 0, without: 0, before: -1 };
const always: Spread = { count: 1, without: -1, before: 0 };
const sometimes: Spread = { count: 0, without: 1, before: 0 };
const notOnce: Spread = { count: 0, without: 1, before: -1 };

function spreadOf(pattern: Pattern, bytes: ByteClass): Spread {
  switch (pattern.kind) {
    case "empty":
    case "never":
      return nothing;
    case "class":
      if (isSubset(pattern.bytes, bytes)) return always;
      return intersects(pattern.bytes, bytes) ? sometimes : notOnce;
    case "sequence":
      return pattern.parts.map((part) => spreadOf(part, bytes)).reduce(join);
    case "choice":
      return pattern.options.map((option) => spreadOf(option, bytes)).reduce(either);
    case "repeat": {
      const round = spreadOf(pattern.body, bytes);
      const without = pattern.min > 0 && round.without < 0 ? -1 : Math.max(0, round.without) * pattern.max;
      // The first such byte comes latest when all rounds but the last are without one.
      const before = round.before < 0 ? -1 : round.before + Math.max(0, round.without) * (pattern.max - 1);
      return { count: round.count * pattern.min, without, before };
    }
  }
}

const add = (a: number, b: number): number => (a < 0 || b < 0 ? -1 : a + b);

function join(a: Spread, b: Spread): Spread {
  return {
    count: a.count + b.count,
    without: add(a.without, b.without),
    before: Math.max(a.before, add(a.without, b.before)),
  };
}

function either(a: Spread, b: Spread): Spread {
  return {
    count: Math.min(a.count, b.count),
    without: Math.max(a.without, b.without),
    before: Math.max(a.before, b.before),
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
