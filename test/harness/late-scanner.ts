/**
 * A scanner that answers later, in any order, as a pool does: answers wait until `answer` lets them through. Checks on the
 * way that a step's bytes do not change while it is in flight.
 */
import type { LaneResult, LaneStep, Scanner } from "../../src/inspect/scanner.ts";

export interface LateScanner extends Scanner {
  /** Lets one waiting answer through, picked by `pick` (0 to 1); false: none waits. */
  answer(pick?: number): boolean;
  readonly waiting: number;
}

interface Waiting {
  readonly step: LaneStep;
  readonly copy: Buffer;
  readonly done: (failure: Error | undefined, result: LaneResult | undefined) => void;
}

export function createLateScanner(inner: Scanner): LateScanner {
  const waiting: (Waiting | undefined)[] = [];
  // Many may wait, and `shift` moves them all.
  let first = 0;
  return {
    scan: (step, done) => void waiting.push({ step, copy: Buffer.from(step.bytes), done }),
    answer(pick = 0) {
      const at = first + Math.floor(pick * (waiting.length - first));
      const next = at === first ? waiting[first] : waiting.splice(at, 1)[0];
      if (at === first) waiting[first++] = undefined;
      if (next === undefined) return false;
      if (!next.copy.equals(next.step.bytes)) throw new Error("a step's bytes changed while it was in flight");
      inner.scan(next.step, next.done);
      return true;
    },
    get waiting() {
      return waiting.length - first;
    },
    close: () => inner.close(),
  };
}
