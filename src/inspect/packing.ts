/**
 * Lays steps out for the native engine and reads its results: one arena of bytes, one array of items, one of results.
 * The three can lie in shared memory and travel to a worker; nothing else does. native/batch.h is the other side.
 *
 *   arena  [profile][context bytes][context bytes]...   profile: one byte per detector, once per run of equal ones
 *   items  12 numbers each: context at, context size, bytes size, floor, released, last, tails, profile at, profile
 *          size, out at, room for findings, bytes that may be kept of what is clean
 *   out    one region per item: 8 numbers (status, released, floor, keep, tails, spans, findings), then spans of 3
 *          (start, end, swallowed), then findings of 4 (detector, start, end, flags: 1 truncated, 2 allowed)
 */
import { failures, type SluiceError } from "../errors.ts";
import { encodeContext } from "./context.ts";
import type { Finding, LaneResult, LaneStep, Span, WholeStep } from "./scanner.ts";

export interface BatchOptions {
  /** Room for the bytes of all steps, their contexts and profiles. */
  readonly arenaBytes: number;
  readonly maxItems: number;
  /** More findings in one step fail that step, not the others. */
  readonly findingsPerItem: number;
  /** The engine keeps so many bytes of clean steps, to know them when they come again (native/clean-texts.h). 0: none. */
  readonly cleanBytes?: number;
  /** Lies in shared memory, so that its buffers can be posted to a worker. */
  readonly shared: boolean;
}

/** What a worker needs to scan a batch; views over shared memory arrive there as views over the same memory. */
export interface BatchBuffers {
  readonly arena: Uint8Array;
  readonly items: Int32Array;
  readonly out: Int32Array;
}

export interface Batch {
  readonly buffers: BatchBuffers;
  readonly count: number;
  /** False: it does not fit, and nothing was changed. */
  add(step: LaneStep): boolean;
  /** Empties the batch; results of earlier use are gone. */
  reset(): void;
  /** What the engine said of one item. Throws when it was not scanned or the answer makes no sense. */
  result(index: number): LaneResult | { readonly failure: SluiceError };
}

/** Takes whole texts, too. */
export interface TextBatch extends Batch {
  addWhole(text: WholeStep, profile: Uint8Array): boolean;
  /** The engine has scanned the item and found nothing in it: its result need not be read. */
  isClean(index: number): boolean;
}

const itemNumbers = 12;
const headerNumbers = 8;
const spanNumbers = 3;
const findingNumbers = 4;
const outNumbers = (findings: number): number =>
  headerNumbers + spanNumbers * (2 * findings + 2) + findingNumbers * findings;

const status = { notScanned: 0, done: 1, tooManyFindings: 2 } as const;

/** Beside what a step has of its own, it may take so many bytes of the arena. */
export const mostSkipped = 7;

/**
 * Bytes to skip before `at` so that `bytes` lie there as they lie in the words of their own memory: a copy into shared
 * memory goes byte by byte otherwise (27 us instead of 3 for 64 KiB).
 */
const misfit = (bytes: Uint8Array, at: number): number => (bytes.byteOffset - at) & mostSkipped;

const noSpans: readonly Span[] = Object.freeze([]);
const noFindings: readonly Finding[] = Object.freeze([]);

export function createBatch(options: BatchOptions): TextBatch {
  const { arenaBytes, maxItems, findingsPerItem, cleanBytes = 0 } = options;
  const memory = (bytes: number): ArrayBufferLike =>
    options.shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
  const stride = outNumbers(findingsPerItem);
  const arena = new Uint8Array(memory(arenaBytes));
  const items = new Int32Array(memory(4 * itemNumbers * maxItems));
  const out = new Int32Array(memory(4 * stride * maxItems));
  let count = 0;
  let used = 0;
  let profile: Uint8Array | undefined;
  let profileAt = 0;

  const forget = (): void => {
    used = 0;
    profile = undefined;
  };

  const addProfile = (next: Uint8Array): void => {
    if (profile === next) return;
    arena.set(next, used);
    profile = next;
    profileAt = used;
    used += next.length;
  };

  /** Puts context and bytes into the arena; the item's number in `items`, or -1. */
  const place = (context: Uint8Array, bytes: Uint8Array, next: Uint8Array): number => {
    if (count === 0 && profile !== next) forget();
    const profileBytes = profile === next ? 0 : next.length;
    const skipped = options.shared ? misfit(bytes, used + profileBytes + context.length) : 0;
    if (count === maxItems || used + profileBytes + skipped + context.length + bytes.length > arenaBytes) return -1;
    addProfile(next);
    used += skipped;
    if (context.length > 0) arena.set(context, used);
    arena.set(bytes, used + context.length);
    const item = count * itemNumbers;
    items[item] = used;
    items[item + 1] = context.length;
    items[item + 2] = bytes.length;
    items[item + 7] = profileAt;
    items[item + 8] = next.length;
    items[item + 9] = count * stride;
    items[item + 10] = findingsPerItem;
    items[item + 11] = cleanBytes;
    out[count * stride] = status.notScanned;
    used += context.length + bytes.length;
    count += 1;
    return item;
  };

  return {
    buffers: { arena, items, out },
    get count() {
      return count;
    },
    add(step) {
      const item = place(step.context, step.bytes, step.profile);
      if (item < 0) return false;
      items[item + 3] = step.floor;
      items[item + 4] = step.released;
      items[item + 5] = step.last ? 1 : 0;
      items[item + 6] = step.tails;
      return true;
    },
    addWhole(text, next) {
      const item = place(encodeContext(text.context), text.bytes, next);
      if (item < 0) return false;
      items[item + 3] = 0;
      items[item + 4] = 0;
      items[item + 5] = 1;
      items[item + 6] = 0;
      return true;
    },
    reset() {
      count = 0;
      // The first profile lies at the beginning, and most batches go on with it.
      if (profile !== undefined && profileAt === 0) used = profile.length;
      else forget();
    },
    isClean(index) {
      const at = index * stride;
      return index < count && out[at] === status.done && out[at + 5] === 0 && out[at + 6] === 0;
    },
    result(index) {
      if (!Number.isInteger(index) || index < 0 || index >= count)
        throw new RangeError(`the batch has no item ${index}`);
      const at = index * stride;
      switch (out[at]) {
        case status.done:
          return readResult(out, at, findingsPerItem);
        case status.tooManyFindings:
          return { failure: failures.tooManyFindings("gateway", findingsPerItem) };
        default:
          throw new RangeError(`item ${index} was not scanned (status ${out[at]})`);
      }
    },
  };
}

function readResult(out: Int32Array, at: number, room: number): LaneResult {
  const spanCount = out[at + 5] ?? 0;
  const findingCount = out[at + 6] ?? 0;
  if (spanCount < 0 || spanCount > 2 * room + 2 || findingCount < 0 || findingCount > room) {
    throw new RangeError("a result announces more than its region holds");
  }
  return {
    released: out[at + 1] ?? 0,
    floor: out[at + 2] ?? 0,
    keep: out[at + 3] ?? 0,
    tails: out[at + 4] ?? 0,
    spans: spanCount === 0 ? noSpans : readSpans(out, at + headerNumbers, spanCount),
    findings:
      findingCount === 0 ? noFindings : readFindings(out, at + headerNumbers + spanNumbers * spanCount, findingCount),
  };
}

function readSpans(out: Int32Array, at: number, count: number): readonly Span[] {
  const spans: Span[] = [];
  for (let i = at; i < at + spanNumbers * count; i += spanNumbers) {
    spans.push({ start: out[i] ?? 0, end: out[i + 1] ?? 0, swallowed: out[i + 2] === 1 });
  }
  return spans;
}

function readFindings(out: Int32Array, at: number, count: number): readonly Finding[] {
  const findings: Finding[] = [];
  for (let i = at; i < at + findingNumbers * count; i += findingNumbers) {
    const flags = out[i + 3] ?? 0;
    const finding: Finding = {
      detector: out[i] ?? 0,
      start: out[i + 1] ?? 0,
      end: out[i + 2] ?? 0,
      truncated: (flags & 1) !== 0,
    };
    findings.push((flags & 2) === 0 ? finding : { ...finding, allowed: true });
  }
  return findings;
}
