/**
 * Engine and oracle side by side: every step goes to both, and they must answer the same. Tail classes are opaque to
 * the caller and numbered differently, so each keeps its own; what they swallow is compared.
 */
import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { Detector, DetectorRule } from "../../src/inspect/detector.ts";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import type { LaneResult, LaneStep, Scanner } from "../../src/inspect/scanner.ts";
import { Ruleset } from "../../src/scanning/addon.ts";
import { createInlineScanner } from "../../src/scanning/inline-scanner.ts";
import { createOracle, type Oracle } from "../oracle/oracle.ts";

export function createEngine(detectors: readonly DetectorRule[], maxFindings = 4096): Scanner {
  return createInlineScanner({ ruleset: Ruleset.compile(createRulesetSpec(detectors).bytes), maxFindings });
}

export function scanNow(scanner: Scanner, step: LaneStep): LaneResult {
  let answer: LaneResult | undefined;
  scanner.scan(step, (failure, result) => {
    if (failure) throw failure;
    answer = result;
  });
  if (!answer) throw new Error("the engine did not answer at once");
  return answer;
}

/** For one lane: begins anew with each call. */
export type Twin = () => Oracle;

export function createTwin(detectors: readonly Detector[]): Twin {
  const engine = createEngine(detectors);
  const oracle = createOracle(detectors);
  return () => {
    let engineTails = 0;
    return {
      step(step) {
        const wanted = oracle.step(step);
        const found = scanNow(engine, { ...step, tails: engineTails });
        engineTails = found.tails;
        const comparable = (result: LaneResult) => ({ ...result, tails: result.tails !== 0 });
        // `expect` costs more than most steps, of which there are a million: it is asked what the difference is.
        if (!isDeepStrictEqual(comparable(found), comparable(wanted))) {
          expect(comparable(found)).toEqual(comparable(wanted));
        }
        return wanted;
      },
    };
  };
}
