/**
 * Putting edited text back: lane edits cut to a piece of the lane, merged where two lanes judged the same bytes, and source
 * bytes spliced by offset. What no splice names is copied byte for byte.
 */
import type { Edit } from "../../../inspect/inspection.ts";

export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly replacement: Uint8Array;
}

export const noBytes = new Uint8Array(0);
const noEdits: readonly Edit[] = [];

/** A view, in a third of the time that `Buffer.subarray` takes. */
export const viewOf = (bytes: Uint8Array, start: number, end: number): Uint8Array =>
  new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);

/** The part of the edits that lies in lane bytes [from, to), moved by -from. A replacement stands where its edit begins. */
export function cutEdits(edits: readonly Edit[], from: number, to: number): readonly Edit[] {
  if (edits.length === 0) return noEdits;
  const cut: Edit[] = [];
  for (const edit of edits) {
    if (edit.end <= from || edit.start >= to) continue;
    cut.push({
      start: Math.max(edit.start, from) - from,
      end: Math.min(edit.end, to) - from,
      replacement: edit.start >= from ? edit.replacement : noBytes,
      swallowed: edit.swallowed || edit.start < from,
    });
  }
  return cut;
}

/** `cutEdits` for ranges that ascend, in one pass over all edits instead of one for each range. */
export function editCutter(edits: readonly Edit[]): (from: number, to: number) => readonly Edit[] {
  let first = 0;
  return (from, to) => {
    while ((edits[first]?.end ?? Infinity) <= from) first++;
    let past = first;
    while ((edits[past]?.start ?? Infinity) < to) past++;
    return past === first ? noEdits : cutEdits(edits.slice(first, past), from, to);
  };
}

const isDropped = (edit: Edit): boolean => edit.swallowed && edit.replacement.length === 0;

/** Both lists over the same bytes: what either covers is covered; where they overlap the one that begins first speaks. */
export function mergeEdits(a: readonly Edit[], b: readonly Edit[]): readonly Edit[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const all = [...a, ...b].sort((x, y) => x.start - y.start || y.end - x.end);
  const merged: Edit[] = [];
  for (const edit of all) {
    const last = merged.at(-1);
    if (last === undefined || edit.start > last.end) merged.push(edit);
    else if (isDropped(last) && isDropped(edit))
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, edit.end) };
    else if (edit.start === last.end) merged.push(edit);
    else if (edit.end > last.end) {
      const replacement = last.replacement.length > 0 ? last.replacement : edit.replacement;
      merged[merged.length - 1] = { ...last, end: edit.end, replacement };
    }
  }
  return merged;
}

/** source[start, end) with the splices in it, which are in order and do not overlap, as pieces to write one after the other. */
export function spliced(source: Uint8Array, start: number, end: number, splices: readonly Splice[]): Uint8Array[] {
  const out: Uint8Array[] = [];
  let at = start;
  for (const splice of splices) {
    if (splice.start > at) out.push(source.subarray(at, splice.start));
    if (splice.replacement.length > 0) out.push(splice.replacement);
    at = splice.end;
  }
  if (end > at) out.push(source.subarray(at, end));
  return out;
}

/** The bytes of a text with its edits applied. */
export function applyEdits(text: Uint8Array, edits: readonly Edit[]): Uint8Array {
  return edits.length === 0 ? text : Buffer.concat(spliced(text, 0, text.length, edits));
}
