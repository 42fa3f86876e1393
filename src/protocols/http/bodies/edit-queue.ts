/** Edits of one text in order, taken range by range: what a range cuts off goes on in the next, where nothing more is written for it. */
import type { Edit } from "../../../inspect/inspection.ts";
import { noBytes } from "./splice.ts";

export class EditQueue {
  readonly #edits: Edit[] = [];

  /** `by`: what is added to their offsets. */
  push(edits: readonly Edit[], by = 0): void {
    for (const edit of edits)
      this.#edits.push(by === 0 ? edit : { ...edit, start: edit.start + by, end: edit.end + by });
  }

  /** Puts what lies in [from, to) behind `out`. Ranges ascend; one that is left out takes nothing along but what ends in it. */
  take(from: number, to: number, out: Edit[]): void {
    for (let edit = this.#edits[0]; edit !== undefined && edit.start < to; edit = this.#edits[0]) {
      if (edit.end > from) out.push({ ...edit, start: Math.max(edit.start, from), end: Math.min(edit.end, to) });
      if (edit.end > to) {
        this.#edits[0] = { ...edit, start: to, replacement: noBytes, swallowed: true };
        return;
      }
      this.#edits.shift();
    }
  }
}
