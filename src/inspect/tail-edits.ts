/**
 * Edits in the form that does not depend on scan steps. The tail of a value is swallowed step by step, so one run of it comes
 * in as many pieces as there were steps; here it becomes one edit where nothing is written for it, and one for each character
 * where something is (a mask), so that every character's mask stands where the character stood.
 */
import { append } from "../append.ts";
import type { Edit } from "./inspection.ts";

/** Nothing stands for these bytes. */
const isDropped = (edit: Edit): boolean => edit.swallowed && edit.replacement.length === 0;

/** True: `next` only goes on dropping what `last` began to drop. */
const goesOn = (last: Edit, next: Edit): boolean => last.end === next.start && isDropped(last) && isDropped(next);

/** Puts the next edit behind those before it. `value`: the bytes that it replaces. */
export function appendEdit(edits: Edit[], edit: Edit, value: Uint8Array): void {
  const last = edits.at(-1);
  if (last !== undefined && goesOn(last, edit)) edits[edits.length - 1] = { ...last, end: edit.end };
  else if (edit.swallowed && edit.replacement.length > 1) append(edits, byCharacter(edit, value));
  else edits.push(edit);
}

/** One edit for each character of the value, where the replacement has one byte for each. */
function byCharacter(edit: Edit, value: Uint8Array): readonly Edit[] {
  const starts: number[] = [];
  for (let at = 0; at < value.length; at++) if (((value[at] ?? 0) & 0xc0) !== 0x80) starts.push(at);
  if (starts.length !== edit.replacement.length) return [edit];
  return starts.map((start, i) => ({
    start: edit.start + start,
    end: edit.start + (starts[i + 1] ?? value.length),
    replacement: edit.replacement.subarray(i, i + 1),
    swallowed: true,
  }));
}
