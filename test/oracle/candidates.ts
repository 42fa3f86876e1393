/**
 * Every (detector, start, end) of one step by definition: from each start the pattern is read to where it dies, and each
 * end on the way is asked. What refuses most at the least cost is asked first: the first byte; words last, for they are many.
 */

import type { Folded } from "./fold.ts";
import type { OracleDetector, Ruleset } from "./ruleset.ts";
import type { View } from "./view.ts";

export interface Candidate {
  readonly detector: number;
  readonly start: number;
  readonly end: number;
  readonly truncated: boolean;
  /** Some expression of its detector's `allow` matches all of it. */
  readonly allowed: boolean;
}

export interface Candidates {
  readonly accepted: readonly Candidate[];
  readonly pending: readonly Candidate[];
  /** Starts from which some detector may yet match further than T reaches. */
  readonly alive: readonly number[];
}

export interface Question {
  readonly ruleset: Ruleset;
  readonly profile: Uint8Array;
  readonly view: View;
  readonly folded: Folded;
  /** No start before this position of T. */
  readonly floor: number;
  readonly last: boolean;
}

export function enumerate(question: Question): Candidates {
  const accepted: Candidate[] = [];
  const pending: Candidate[] = [];
  const alive = new Set<number>();
  const { ruleset, profile, view, folded, floor, last } = question;
  const n = view.text.length;

  for (let start = floor; start < n; start += 1) {
    if (!folded.boundary[start]) continue;
    for (const rules of ruleset.detectorsAt(view, start)) {
      const { index: detector, pattern } = rules;
      if ((profile[detector] ?? 0) === 0 || !rules.leadEnds(view, start)) continue;
      let known: boolean | undefined;
      const wordsAllow = (): boolean => {
        known ??= rules.wordsAllow(view, start);
        return known;
      };
      let state = pattern.start;
      let whole = false;
      for (let end = start + 1; end <= n && !pattern.isDead(state); end += 1) {
        state = pattern.step(state, view.text[end - 1] ?? 0);
        if (!pattern.full(state) || !folded.boundary[end]) continue;
        const candidate = { detector, start, end, truncated: false, allowed: false };
        if (!last && end + rules.lookahead > n) {
          if (!wordsAllow()) break;
          pending.push(candidate);
          alive.add(start);
        } else if (rules.accept(view, start, end, last, profile)) {
          accepted.push({ ...candidate, allowed: rules.allows(view, start, end) });
          whole ||= end === n;
        }
      }
      // A state that survived to here has read all of T[start, n): open means T[start, n) is a proper prefix.
      if (!pattern.open(state) || !wordsAllow()) continue;
      if (!last) alive.add(start);
      else if (!whole && isCommitted(rules, view, start)) {
        accepted.push({ detector, start, end: n, truncated: true, allowed: false });
      }
    }
  }
  return { accepted, pending, alive: [...alive] };
}

/** Whether a value cut by the lane's end has gone past its commit point. */
function isCommitted(rules: OracleDetector, view: View, start: number): boolean {
  if (!rules.commit) return false;
  const cut = view.text.subarray(start);
  const digits = cut.filter((byte) => byte >= 0x30 && byte <= 0x39).length;
  return cut.length >= (rules.commit.bytes ?? 0) && digits >= (rules.commit.digits ?? 0);
}
