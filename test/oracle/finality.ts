/**
 * The finality loop of docs/engine.md over positions of T: which text and spans become final, and which findings.
 * Emissions tell the order; the swallowing of tails is a second reading of them (`swallowing.ts`).
 */

import type { Candidate, Candidates } from "./candidates.ts";

/** What the loop emits, in order. `tails` are the classes that start to swallow after a span. */
export type Emission =
  | { readonly kind: "text"; readonly from: number; readonly to: number }
  | { readonly kind: "span"; readonly from: number; readonly to: number; readonly tails: number };

export interface Finality {
  readonly released: number;
  readonly emissions: readonly Emission[];
}

export interface Lane {
  readonly released: number;
  readonly profile: Uint8Array;
  /** Length of T. */
  readonly n: number;
  /** Tail classes (bits) of a candidate that ends at `c.end` and whose class holds all of T[c.end, to); else 0. */
  tailsOf(c: Candidate, to: number): number;
}

export function decideFinality(lane: Lane, candidates: Candidates): Finality {
  const { accepted, pending, alive } = candidates;
  const acting = accepted.filter((c) => lane.profile[c.detector] === 2);
  /** It is on an allow list, or lies in a value of its detector that is. */
  const isLeft = (c: Candidate, known: (outer: Candidate) => boolean): boolean =>
    accepted.some((outer) => outer.allowed && known(outer) && (outer === c || contains(outer, c)));
  const acted = acting.filter((c) => !isLeft(c, () => true));
  const emissions: Emission[] = [];
  let pos = lane.released;

  for (;;) {
    const at = (start: number): number => Math.max(start, pos);
    const b = acted
      .filter((c) => c.end > pos)
      .reduce<Candidate | undefined>((best, c) => (best && !precedes(c, best, pos) ? best : c), undefined);
    const v = alive.length === 0 ? lane.n : Math.min(...alive.map(at));
    const settled =
      b !== undefined && at(b.start) < v && !pending.some((p) => p.start < b.end && pos < p.end && p.end <= b.end);
    if (!settled) {
      const to = Math.min(v, b ? at(b.start) : lane.n);
      emissions.push({ kind: "text", from: pos, to });
      return { released: to, emissions };
    }
    const from = at(b.start);
    // Of those that lie in it and reach over its end not all may be known yet.
    const known = (outer: Candidate): boolean => outer.start <= from || outer.end <= b.end;
    const ended = acting.filter((c) => !c.truncated && pos < c.end && c.end <= b.end && !isLeft(c, known));
    const tails = ended.reduce((bits, c) => bits | lane.tailsOf(c, b.end), 0);
    emissions.push({ kind: "text", from: pos, to: from }, { kind: "span", from, to: b.end, tails });
    pos = b.end;
  }
}

/** Least max(s,pos), then greatest e, then least s, then detector order. */
function precedes(a: Candidate, b: Candidate, pos: number): boolean {
  const order =
    Math.max(a.start, pos) - Math.max(b.start, pos) || b.end - a.end || a.start - b.start || a.detector - b.detector;
  return order < 0;
}

/** Findings of the step: what was accepted and has become final, maximal per detector. */
export function findingsOf(lane: Lane, candidates: Candidates, finality: Finality): Candidate[] {
  const spans = finality.emissions.filter((emission) => emission.kind === "span");
  const spanOf = (c: Candidate) => spans.find((span) => span.from < c.end && c.end <= span.to);
  const left = candidates.accepted.filter((c) => !c.truncated || (spanOf(c)?.from ?? c.start) >= c.start);
  return left.filter((c) => {
    const span = spanOf(c);
    const known = (outer: Candidate) => !span || outer.start <= span.from || outer.end <= span.to;
    const final = lane.released < c.end && c.end <= finality.released;
    return final && !left.some((outer) => known(outer) && contains(outer, c));
  });
}

/** Strictly: of the same detector, and not the same candidate. */
function contains(outer: Candidate, inner: Candidate): boolean {
  if (outer.detector !== inner.detector) return false;
  return (
    (outer.start === inner.start && outer.end > inner.end) || (outer.start < inner.start && outer.end >= inner.end)
  );
}
