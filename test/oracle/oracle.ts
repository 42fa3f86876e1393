/**
 * The brute-force oracle: a second implementation of docs/engine.md for tests. It shares the detector data and the
 * types of the step with the product, and no code; it is written to be read beside the page.
 */

import type { DetectorRule } from "../../src/inspect/detector.ts";
import type { LaneResult, LaneStep, Scanner } from "../../src/inspect/scanner.ts";
import { enumerate } from "./candidates.ts";
import { decideFinality, findingsOf, type Lane } from "./finality.ts";
import { type Folded, fold } from "./fold.ts";
import { createRuleset } from "./ruleset.ts";
import { swallow } from "./swallowing.ts";
import { createView } from "./view.ts";

export interface Oracle {
  /** Exactly the scan of src/inspect/scanner.ts. */
  step(step: LaneStep): LaneResult;
}

const noContext = new Uint8Array(0);

export function createOracle(detectors: readonly DetectorRule[]): Oracle {
  const decodes = detectors.map(({ validate }) => validate?.some(({ name }) => name === "base64-finding") === true);
  /** Asked again at every split, and dear. */
  const answers = new Map<string, boolean>();
  const finds = (text: Uint8Array, profile: Uint8Array): boolean => {
    const question = `${profile} ${Buffer.from(text).toString("latin1")}`;
    const acting = profile.map((use, i) => (use === 2 && !decodes[i] ? 2 : 0));
    const whole = { context: noContext, bytes: text, floor: 0, released: 0, last: true, profile: acting, tails: 0 };
    const answer = answers.get(question) ?? oracle.step(whole).spans.length > 0;
    answers.set(question, answer);
    return answer;
  };
  const ruleset = createRuleset(detectors, finds);

  const oracle: Oracle = {
    step(step) {
      const folded = fold(step.bytes, step.last);
      const { text } = folded;
      const view = createView(text, fold(step.context, true).text, ruleset.leadsBy);
      const { profile, last } = step;
      const candidates = enumerate({ ruleset, profile, view, folded, last, floor: folded.position(step.floor) });

      const lane: Lane = {
        released: folded.position(step.released),
        profile,
        n: text.length,
        tailsOf(c, to) {
          const bit = ruleset.detectors[c.detector]?.tailBit ?? 0;
          return bit === 0 ? 0 : ruleset.tailsHolding(bit, text.subarray(c.end, to));
        },
      };
      const finality = decideFinality(lane, candidates);
      const findings = findingsOf(lane, candidates, finality);

      const rawStart = (position: number): number => folded.rawStart[position] ?? step.bytes.length;
      const floor = Math.min(
        finality.released,
        ...candidates.alive,
        ...candidates.accepted.filter((c) => c.end > finality.released).map((c) => c.start),
      );
      const released = rawStart(finality.released);
      const { spans, tails } = swallow({
        ruleset,
        folded,
        emissions: finality.emissions,
        tails: step.tails,
        from: step.released,
        to: released,
      });
      return {
        released,
        floor: rawStart(floor),
        keep: keepFrom(folded, floor - ruleset.lookback),
        tails,
        spans,
        findings: findings
          .map((c) => ({
            detector: c.detector,
            start: rawStart(c.start),
            end: folded.rawEnd[c.end] ?? 0,
            truncated: c.truncated,
            ...(c.allowed ? { allowed: true as const } : {}),
          }))
          .sort((a, b) => a.start - b.start || a.end - b.end || a.detector - b.detector),
      };
    },
  };
  return oracle;
}

/** Raw: folding anew from there gives the same text from `position` on, or from the boundary before it. */
function keepFrom(folded: Folded, position: number): number {
  const boundary = position <= 0 ? 0 : folded.boundary.lastIndexOf(true, position);
  return boundary === 0 ? 0 : (folded.rawEnd[boundary] ?? 0);
}

/** The oracle as a scanner that is done at once. */
export function createOracleScanner(detectors: readonly DetectorRule[]): Scanner {
  const oracle = createOracle(detectors);
  let closed = false;
  return {
    scan(step, done) {
      if (closed) return done(new Error("scanner is closed"), undefined);
      done(undefined, oracle.step(step));
    },
    async close() {
      closed = true;
    },
  };
}
