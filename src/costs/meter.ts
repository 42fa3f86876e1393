/** Processor time of the engine over some texts, on this thread. */
import type { DetectorRule } from "../inspect/detector.ts";
import { createInlineScanner } from "../scanning/inline-scanner.ts";
import { openRuleset } from "../scanning/ruleset-cache.ts";

/** Detectors, compiled. */
export interface MeasuredEngine {
  /**
   * Of whole texts, the median of several passes over all of them in at least so many ms. `profile`: as in LaneStep; without it all
   * detectors act.
   */
  nsPerKiB(forMs: number, profile?: Uint8Array): number;
}

export type EngineOf = (rules: readonly DetectorRule[]) => MeasuredEngine;

/** The first passes build what the engine builds lazily. */
const WARM_PASSES = 3;
const LEAST_PASSES = 7;

/** More in one text would be no text. */
const MOST_FINDINGS = 65_536;
const noContext = new Uint8Array(0);

/** Throws when a text cannot be scanned, for figures of half a scan are none. */
export function createMeter(texts: readonly Uint8Array[]): EngineOf {
  const kibibytes = texts.reduce((sum, { length }) => sum + length, 0) / 1_024;
  return (rules) => {
    // None of it is worth a place in the cache.
    const { ruleset } = openRuleset({ detectors: rules, cacheDirectory: undefined });
    const scanner = createInlineScanner({ ruleset, maxFindings: MOST_FINDINGS });
    const all = new Uint8Array(rules.length).fill(2);
    const scanAll = (profile: Uint8Array): void => {
      for (const bytes of texts) {
        const step = { context: noContext, bytes, floor: 0, released: 0, last: true, profile, tails: 0 };
        scanner.scan(step, (failure) => {
          if (failure !== undefined) throw failure;
        });
      }
    };
    return {
      nsPerKiB(forMs, profile = all) {
        for (let i = 0; i < WARM_PASSES; i++) scanAll(profile);
        const passes: number[] = [];
        for (let used = 0; used < forMs * 1_000 || passes.length < LEAST_PASSES; ) {
          const from = process.cpuUsage();
          scanAll(profile);
          const { user, system } = process.cpuUsage(from);
          used += user + system;
          passes.push(user + system);
        }
        passes.sort((a, b) => a - b);
        return ((passes[passes.length >> 1] ?? 0) * 1_000) / kibibytes;
      },
    };
  };
}
