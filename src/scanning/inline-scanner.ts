/**
 * Scans on the thread that asks: `done` is called before `scan` returns. One arena is used again and again and grows to
 * the largest step seen; a step inside `done` of another is fine, because the result was read out before.
 *
 * Whole texts share one call of the engine. Their batch has room for few findings each; a text with more is scanned again
 * alone, and where that has more than a step may have, they are all left to lanes, whose steps are shorter.
 */
import { failures } from "../errors.ts";
import { encodeContext } from "../inspect/context.ts";
import type { FastMeter } from "../inspect/fast-path.ts";
import { type Batch, createBatch, mostSkipped } from "../inspect/packing.ts";
import type { ImmediateScanner, LaneResult, LaneStep, WholeResult, WholeStep } from "../inspect/scanner.ts";
import type { Ruleset } from "./addon.ts";
import { FastCalls, InlineFastPath } from "./inline-fast-path.ts";

export interface InlineScannerOptions {
  readonly ruleset: Ruleset;
  /** More findings in one step fail it. */
  readonly maxFindings: number;
  /** Of clean steps that are kept, to know them when they come again. */
  readonly cleanBytes?: number;
}

const firstArenaBytes = 64 * 1024;
const wholeTexts = 128;
const wholeFindings = 16;

const noResults: readonly WholeResult[] = Object.freeze([]);

export function createInlineScanner({ ruleset, maxFindings, cleanBytes = 0 }: InlineScannerOptions): ImmediateScanner {
  const batchOf = (arenaBytes: number): Batch =>
    createBatch({ arenaBytes, maxItems: 1, findingsPerItem: maxFindings, cleanBytes, shared: true });
  const scanOf = ({ buffers: { arena, items, out } }: Batch): ((count: number) => void) =>
    ruleset.scanOf(arena, items, out);
  let batch = batchOf(firstArenaBytes);
  let scanBatch = scanOf(batch);
  const many = createBatch({
    arenaBytes: firstArenaBytes,
    maxItems: wholeTexts,
    findingsPerItem: Math.min(wholeFindings, maxFindings),
    cleanBytes,
    shared: true,
  });
  const scanTexts = scanOf(many);
  let fastCalls: FastCalls | undefined;
  const calls = (): FastCalls => {
    fastCalls ??= new FastCalls(ruleset);
    return fastCalls;
  };
  let closed = false;
  const unmetered: FastMeter = { fits: () => !closed, startedAt: () => 0, took() {}, pumped() {} };

  const scanNow = (step: LaneStep): ReturnType<Batch["result"]> => {
    batch.reset();
    if (!batch.add(step)) {
      const needed = step.context.length + step.bytes.length + step.profile.length + mostSkipped;
      batch = batchOf(2 ** Math.ceil(Math.log2(needed)));
      scanBatch = scanOf(batch);
      batch.add(step);
    }
    scanBatch(1);
    return batch.result(0);
  };

  const scanAlone = ({ context, bytes }: WholeStep, profile: Uint8Array): ReturnType<Batch["result"]> =>
    scanNow({ context: encodeContext(context), bytes, floor: 0, released: 0, last: true, profile, tails: 0 });

  /** Scans texts from `from` on, as many as the batch holds; the index of the first that it does not hold. Undefined: too many findings. */
  const scanMany = (
    texts: readonly WholeStep[],
    from: number,
    profile: Uint8Array,
    into: WholeResult[],
  ): number | undefined => {
    many.reset();
    let next = from;
    while (next < texts.length && many.addWhole(texts[next] ?? noText, profile)) next += 1;
    if (many.count > 0) scanTexts(many.count);
    // A text that fits into no batch is scanned alone.
    const upTo = Math.max(next, from + 1);
    for (let index = from; index < upTo; index += 1) {
      const text = texts[index];
      if (text === undefined || (index < next && many.isClean(index - from))) continue;
      const shared = index < next ? many.result(index - from) : undefined;
      const result = shared === undefined || "failure" in shared ? scanAlone(text, profile) : shared;
      if ("failure" in result) return undefined;
      into.push({ index, result });
    }
    return upTo;
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
    scanWhole(texts, profile) {
      if (closed) return failures.stopping();
      const results: WholeResult[] = [];
      try {
        for (let from = 0; from < texts.length; ) {
          const next = scanMany(texts, from, profile, results);
          if (next === undefined) return undefined;
          from = next;
        }
      } catch {
        return failures.scanFailed();
      }
      return results.length === 0 ? noResults : results;
    },
    fastPath(profile, { meter = unmetered, held = [] } = {}) {
      return closed ? undefined : new InlineFastPath(ruleset.fastPath(profile, held), calls(), meter);
    },
    halt(on) {
      fastCalls?.halt(on);
    },
    async close() {
      closed = true;
      fastCalls?.halt(true);
    },
  };
}

const noText: WholeStep = { bytes: new Uint8Array(0) };
