/**
 * A lane driven from the contract of src/inspect/scanner.ts alone: bytes are kept from `keep` on, offsets are moved
 * along, context is given until the lane moves on. What comes out is the whole lane in absolute offsets.
 */

import type { Finding, LaneResult, LaneStep, Scanner } from "../../src/inspect/scanner.ts";
import type { Oracle } from "./oracle.ts";

export interface Segment {
  readonly kind: "text" | "span" | "swallowed";
  readonly start: number;
  readonly end: number;
}

export interface Judged {
  /** In order, a partition of the lane; neighbouring text and neighbouring swallowed runs are one. */
  readonly segments: readonly Segment[];
  /** By (start, end, detector). */
  readonly findings: readonly Finding[];
  /** Released after each chunk. */
  readonly released: readonly number[];
}

interface LaneDriver {
  next(chunk: Uint8Array, last: boolean): LaneStep;
  take(result: LaneResult): void;
  judged(): Judged;
}

function createLaneDriver(profile: Uint8Array, context: Uint8Array): LaneDriver {
  /** Absolute offset of the first kept byte. */
  let base = 0;
  let kept: Uint8Array = new Uint8Array(0);
  let now = { released: 0, floor: 0, tails: 0 };
  const segments: Segment[] = [];
  const findings: Finding[] = [];
  const released: number[] = [];

  const emit = (kind: Segment["kind"], start: number, end: number): void => {
    if (start === end) return;
    const before = segments.at(-1);
    if (before?.kind === kind && kind !== "span") segments[segments.length - 1] = { ...before, end };
    else segments.push({ kind, start, end });
  };

  return {
    next(chunk, last) {
      kept = Buffer.concat([kept, chunk]);
      return { context: base === 0 ? context : new Uint8Array(0), bytes: kept, last, profile, ...now };
    },
    take(result) {
      const ordered = [now.released, ...result.spans.flatMap((span) => [span.start, span.end]), result.released];
      if (ordered.some((offset, i) => offset < (ordered[i - 1] ?? 0))) throw new Error("offsets of a result run back");
      if (result.keep > result.floor || result.floor > result.released || result.released > kept.length) {
        throw new Error("keep <= floor <= released <= length does not hold");
      }
      let at = now.released;
      for (const span of result.spans) {
        emit("text", base + at, base + span.start);
        emit(span.swallowed ? "swallowed" : "span", base + span.start, base + span.end);
        at = span.end;
      }
      emit("text", base + at, base + result.released);
      for (const f of result.findings) findings.push({ ...f, start: base + f.start, end: base + f.end });
      released.push(base + result.released);

      kept = kept.subarray(result.keep);
      base += result.keep;
      now = { released: result.released - result.keep, floor: result.floor - result.keep, tails: result.tails };
    },
    judged: () => ({
      segments,
      findings: findings.sort((a, b) => a.start - b.start || a.end - b.end || a.detector - b.detector),
      released,
    }),
  };
}

const noBytes = new Uint8Array(0);

/** The lane in these chunks; the last one (or none) ends it. `scanner` must be done at once. */
export function feed(
  scanner: Oracle | Scanner,
  chunks: readonly Uint8Array[],
  profile: Uint8Array,
  context: Uint8Array = noBytes,
): Judged {
  const lane = createLaneDriver(profile, context);
  const given = chunks.length === 0 ? [noBytes] : chunks;
  for (const [i, chunk] of given.entries()) lane.take(scanNow(scanner, lane.next(chunk, i === given.length - 1)));
  return lane.judged();
}

/** The same through a scanner that may be done later. */
export async function feedLater(
  scanner: Scanner,
  chunks: readonly Uint8Array[],
  profile: Uint8Array,
  context: Uint8Array = noBytes,
): Promise<Judged> {
  const lane = createLaneDriver(profile, context);
  const given = chunks.length === 0 ? [noBytes] : chunks;
  for (const [i, chunk] of given.entries()) {
    const step = lane.next(chunk, i === given.length - 1);
    const result = await new Promise<LaneResult>((resolve, reject) => {
      scanner.scan(step, (failure, found) => (found ? resolve(found) : reject(failure ?? new Error("no result"))));
    });
    lane.take(result);
  }
  return lane.judged();
}

/** The whole text in one step. */
export function judgeWhole(
  scanner: Oracle | Scanner,
  text: Uint8Array,
  profile: Uint8Array,
  context: Uint8Array = noBytes,
): Judged {
  return feed(scanner, [text], profile, context);
}

function scanNow(scanner: Oracle | Scanner, step: LaneStep): LaneResult {
  if ("step" in scanner) return scanner.step(step);
  let answer: { failure: Error | undefined; result: LaneResult | undefined } | undefined;
  scanner.scan(step, (failure, result) => {
    answer = { failure, result };
  });
  if (!answer) throw new Error("this scanner is not done at once: use feedLater");
  if (!answer.result) throw answer.failure ?? new Error("no result");
  return answer.result;
}
