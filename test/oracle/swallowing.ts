/**
 * Emissions over T become result spans over raw bytes. Units pass in order; while tail classes are active, a unit that
 * one of them holds is swallowed. A unit that folds to nothing goes with what is active.
 */

import type { Span } from "../../src/inspect/scanner.ts";
import type { Emission } from "./finality.ts";
import type { Folded } from "./fold.ts";
import type { Ruleset } from "./ruleset.ts";

export interface Swallowed {
  readonly spans: readonly Span[];
  readonly tails: number;
}

export interface Run {
  readonly ruleset: Ruleset;
  readonly folded: Folded;
  readonly emissions: readonly Emission[];
  /** Active tail classes and raw offset where the step starts. */
  readonly tails: number;
  readonly from: number;
  /** Raw offset where it ends. */
  readonly to: number;
}

export function swallow(run: Run): Swallowed {
  const { ruleset, folded } = run;
  const spans: Span[] = [];
  let active = run.tails;
  /** Raw bytes before this have passed. */
  let raw = run.from;

  const drop = (to: number): void => {
    const before = spans.at(-1);
    if (to <= raw) return;
    if (before?.swallowed && before.end === raw) spans[spans.length - 1] = { ...before, end: to };
    else spans.push({ start: raw, end: to, swallowed: true });
  };
  /** Passes bytes that have no character. */
  const passTo = (to: number): void => {
    if (active !== 0) drop(to);
    raw = Math.max(raw, to);
  };
  /** Swallows from T position `from`; the first position left. */
  const swallowRun = (from: number, to: number): number => {
    let at = from;
    while (at < to && active !== 0) {
      passTo(folded.rawStart[at] ?? raw);
      const next = folded.boundary.indexOf(true, at + 1);
      active = ruleset.tailsHolding(active, folded.text.subarray(at, next));
      if (active === 0) break;
      passTo(folded.rawEnd[next] ?? raw);
      at = next;
    }
    return at;
  };

  for (const emission of run.emissions) {
    const left = swallowRun(emission.from, emission.to);
    if (emission.kind === "text") {
      if (left < emission.to) raw = folded.rawEnd[emission.to] ?? raw;
      continue;
    }
    if (left < emission.to) {
      passTo(folded.rawStart[left] ?? raw);
      const end = folded.rawEnd[emission.to] ?? raw;
      spans.push({ start: raw, end, swallowed: false });
      raw = end;
    }
    active |= emission.tails;
  }
  passTo(run.to);
  return { spans, tails: active };
}
