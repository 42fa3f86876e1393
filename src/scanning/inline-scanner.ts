/**
 * Scans on the thread that asks: `done` is called before `scan` returns. One arena is used again and again and grows to
 * the largest step seen; a step inside `done` of another is fine, because the result was read out before.
 */
import { failures } from "../errors.ts";
import { type Batch, createBatch } from "../inspect/packing.ts";
import type { LaneResult, LaneStep, Scanner } from "../inspect/scanner.ts";
import type { Ruleset } from "./addon.ts";

export interface InlineScannerOptions {
  readonly ruleset: Ruleset;
  /** More findings in one step fail it. */
  readonly maxFindings: number;
}

const firstArenaBytes = 64 * 1024;

export function createInlineScanner({ ruleset, maxFindings }: InlineScannerOptions): Scanner {
  const batchOf = (arenaBytes: number): Batch =>
    createBatch({ arenaBytes, maxItems: 1, findingsPerItem: maxFindings, shared: false });
  let batch = batchOf(firstArenaBytes);
  let closed = false;

  const scanNow = (step: LaneStep): ReturnType<Batch["result"]> => {
    batch.reset();
    if (!batch.add(step)) {
      const needed = step.context.length + step.bytes.length + step.profile.length;
      batch = batchOf(2 ** Math.ceil(Math.log2(needed)));
      batch.add(step);
    }
    const { arena, items, out } = batch.buffers;
    ruleset.scan(arena, items, 1, out);
    return batch.result(0);
  };

  return {
    scan(step, done) {
      if (closed) return done(failures.stopping(), undefined);
      let result: LaneResult;
      try {
        const answer = scanNow(step);
        if ("failure" in answer) return done(answer.failure, undefined);
        result = answer;
      } catch {
        return done(failures.scanFailed(), undefined);
      }
      done(undefined, result);
    },
    async close() {
      closed = true;
    },
  };
}
