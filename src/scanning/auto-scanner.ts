/**
 * Scans small steps at once on this thread and hands the rest to the workers, so that a delta of a few bytes does not
 * pay for a hand-over and a large body does not block the loop. Each event-loop turn has a budget of inline bytes; a
 * step that does not fit into what is left of it goes to the pool, later smaller ones may still fit.
 *
 * Without a pool everything runs inline, and a step that no engine survives takes the process with it.
 */
import { failures } from "../errors.ts";
import type { Scanner } from "../inspect/scanner.ts";
import type { MeteredScanner } from "./pool-scanner.ts";
import { noTotals, type ScanStats, type ScanTiming } from "./scan-stats.ts";

export interface AutoScannerOptions {
  /** Calls `done` before it returns. */
  readonly inline: Required<Scanner>;
  readonly pool?: MeteredScanner | undefined;
  /** Infinity when there is no pool. */
  readonly inlineBytesPerTurn: number;
  readonly onTiming?: ((timing: ScanTiming) => void) | undefined;
}

/** Two looks at the clock cost as much as scanning a small delta, so of the small steps one in so many is timed. */
const sampleEvery = 16;
const alwaysTimedBytes = 1_024;

const idlePool: ScanStats = { inline: noTotals(), pool: noTotals(), batches: 0, retries: 0, failures: 0, refused: 0 };

export function createAutoScanner(options: AutoScannerOptions): MeteredScanner {
  const { inline, pool, onTiming } = options;
  const budget = pool === undefined ? Number.POSITIVE_INFINITY : options.inlineBytesPerTurn;
  const total = noTotals();
  let turn = noTotals();
  let refused = 0;
  let closing: Promise<void> | undefined;

  const endTurn = (): void => {
    const { steps, bytes, seconds } = turn;
    turn = noTotals();
    total.steps += steps;
    total.bytes += bytes;
    total.seconds += seconds;
    onTiming?.({ mode: "inline", steps, bytes, seconds });
  };

  const scanInline: Scanner["scan"] = (step, done) => {
    const size = step.bytes.length + step.context.length;
    if (turn.steps === 0) setImmediate(endTurn);
    turn.steps += 1;
    turn.bytes += size;
    const weight = size >= alwaysTimedBytes ? 1 : (total.steps + turn.steps) % sampleEvery === 0 ? sampleEvery : 0;
    if (weight === 0) return inline.scan(step, done);
    const turnOfScan = turn;
    const startedAt = performance.now();
    inline.scan(step, (failure, result) => {
      turnOfScan.seconds += ((performance.now() - startedAt) / 1000) * weight;
      done(failure, result);
    });
  };

  const measured = <Result>(steps: number, bytes: number, work: () => Result): Result => {
    if (turn.steps === 0) setImmediate(endTurn);
    turn.steps += steps;
    turn.bytes += bytes;
    const turnOfScan = turn;
    const startedAt = performance.now();
    const result = work();
    turnOfScan.seconds += (performance.now() - startedAt) / 1000;
    return result;
  };

  return {
    get healthy() {
      return pool?.healthy ?? true;
    },
    get queueDepth() {
      return pool?.queueDepth ?? 0;
    },
    scan(step, done) {
      if (closing !== undefined || !(pool?.healthy ?? true)) {
        refused += 1;
        return done(closing === undefined ? failures.scannerDown() : failures.stopping(), undefined);
      }
      if (pool === undefined || turn.bytes + step.bytes.length + step.context.length <= budget) scanInline(step, done);
      else pool.scan(step, done);
    },
    scanWhole(texts, profile) {
      if (closing !== undefined || !(pool?.healthy ?? true)) return undefined;
      let bytes = 0;
      for (const { bytes: own, context } of texts) bytes += own.length + (context?.length ?? 0);
      if (turn.bytes + bytes > budget) return undefined;
      return measured(texts.length, bytes, () => inline.scanWhole(texts, profile));
    },
    stats() {
      const pooled = pool?.stats() ?? idlePool;
      return {
        ...pooled,
        inline: {
          steps: total.steps + turn.steps,
          bytes: total.bytes + turn.bytes,
          seconds: total.seconds + turn.seconds,
        },
        refused: pooled.refused + refused,
      };
    },
    onHealth(listener) {
      pool?.onHealth(listener);
    },
    ready: async () => {},
    complete: async () => pool?.complete(),
    close() {
      closing ??= Promise.all([inline.close(), pool?.close()]).then(() => undefined);
      return closing;
    },
  };
}
