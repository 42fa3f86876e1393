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

export const createBatch = (options: BatchOptions): TextBatch => new MemoryBatch(options);

class MemoryBatch implements TextBatch {
  readonly buffers: BatchBuffers;
  readonly #options: BatchOptions;
  readonly #cleanBytes: number;
  readonly #stride: number;
  readonly #arena: Uint8Array;
  readonly #items: Int32Array;
  readonly #out: Int32Array;
  #count = 0;
  #used = 0;
  #profile: Uint8Array | undefined;
  #profileAt = 0;

  constructor(options: BatchOptions) {
    const { arenaBytes, maxItems, findingsPerItem, cleanBytes = 0, shared } = options;
    const memory = (bytes: number): ArrayBufferLike => (shared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes));
    this.#options = options;
    this.#cleanBytes = cleanBytes;
    this.#stride = outNumbers(findingsPerItem);
    this.#arena = new Uint8Array(memory(arenaBytes));
    this.#items = new Int32Array(memory(4 * itemNumbers * maxItems));
    this.#out = new Int32Array(memory(4 * this.#stride * maxItems));
    this.buffers = { arena: this.#arena, items: this.#items, out: this.#out };
  }

  get count(): number {
    return this.#count;
  }

  add(step: LaneStep): boolean {
    const item = this.#place(step.context, step.bytes, step.profile);
    if (item < 0) return false;
    const items = this.#items;
    items[item + 3] = step.floor;
    items[item + 4] = step.released;
    items[item + 5] = step.last ? 1 : 0;
    items[item + 6] = step.tails;
    return true;
  }

  addWhole(text: WholeStep, profile: Uint8Array): boolean {
    const item = this.#place(encodeContext(text.context), text.bytes, profile);
    if (item < 0) return false;
    const items = this.#items;
    items[item + 3] = 0;
    items[item + 4] = 0;
    items[item + 5] = 1;
    items[item + 6] = 0;
    return true;
  }

  reset(): void {
    this.#count = 0;
    // The first profile lies at the beginning, and most batches go on with it.
    if (this.#profile !== undefined && this.#profileAt === 0) this.#used = this.#profile.length;
    else this.#forget();
  }

  isClean(index: number): boolean {
    const out = this.#out;
    const at = index * this.#stride;
    return index < this.#count && out[at] === status.done && out[at + 5] === 0 && out[at + 6] === 0;
  }

  result(index: number): LaneResult | { readonly failure: SluiceError } {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count)
      throw new RangeError(`the batch has no item ${index}`);
    const at = index * this.#stride;
    const { findingsPerItem } = this.#options;
    switch (this.#out[at]) {
      case status.done:
        return readResult(this.#out, at, findingsPerItem);
      case status.tooManyFindings:
        return { failure: failures.tooManyFindings("gateway", findingsPerItem) };
      default:
        throw new RangeError(`item ${index} was not scanned (status ${this.#out[at]})`);
    }
  }

  #forget(): void {
    this.#used = 0;
    this.#profile = undefined;
  }

  #addProfile(profile: Uint8Array): void {
    if (this.#profile === profile) return;
    this.#arena.set(profile, this.#used);
    this.#profile = profile;
    this.#profileAt = this.#used;
    this.#used += profile.length;
  }

  /** Puts context and bytes into the arena; the item's place in the array of items, or -1. */
  #place(context: Uint8Array, bytes: Uint8Array, profile: Uint8Array): number {
    const { shared, maxItems, arenaBytes, findingsPerItem } = this.#options;
    const count = this.#count;
    if (count === 0 && this.#profile !== profile) this.#forget();
    const profileBytes = this.#profile === profile ? 0 : profile.length;
    const skipped = shared ? misfit(bytes, this.#used + profileBytes + context.length) : 0;
    const size = context.length + bytes.length;
    if (count === maxItems || this.#used + profileBytes + skipped + size > arenaBytes) return -1;
    this.#addProfile(profile);
    const at = this.#used + skipped;
    if (context.length > 0) this.#arena.set(context, at);
    this.#arena.set(bytes, at + context.length);
    const items = this.#items;
    const item = count * itemNumbers;
    items[item] = at;
    items[item + 1] = context.length;
    items[item + 2] = bytes.length;
    items[item + 7] = this.#profileAt;
    items[item + 8] = profile.length;
    items[item + 9] = count * this.#stride;
    items[item + 10] = findingsPerItem;
    items[item + 11] = this.#cleanBytes;
    this.#out[count * this.#stride] = status.notScanned;
    this.#used = at + size;
    this.#count = count + 1;
    return item;
  }
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
