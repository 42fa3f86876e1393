/**
 * The text of one lane on its way out: source bytes are kept until the lane has released them, then leave byte for byte
 * except where an edit replaces them. Lane offsets are source offsets (no escaping between the two).
 *
 *   source --append--> [ kept ............ ] --take--> output
 *                        ^emitted  ^released
 */
import type { Edit, Lane } from "../../../inspect/inspection.ts";

export class LaneText {
  #kept: Uint8Array[] = [];
  #keptBytes = 0;
  #emitted = 0;

  /** Source bytes not yet taken. */
  get held(): number {
    return this.#keptBytes;
  }

  append(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#kept.push(bytes);
    this.#keptBytes += bytes.length;
  }

  /** Writes everything the lane has released since the last call. */
  take(
    lane: Lane,
    write: (bytes: Uint8Array) => void,
    encode: (edit: Edit) => Uint8Array = (edit) => edit.replacement,
  ): void {
    this.release(lane.takeEdits(), lane.released, write, encode);
  }

  /** Writes everything up to this offset, with the edits that lie between the last one and it. */
  release(
    edits: readonly Edit[],
    released: number,
    write: (bytes: Uint8Array) => void,
    encode: (edit: Edit) => Uint8Array = (edit) => edit.replacement,
  ): void {
    for (const edit of edits) {
      this.#advance(edit.start, write);
      this.#advance(edit.end, undefined);
      const replacement = encode(edit);
      if (replacement.length > 0) write(replacement);
    }
    this.#advance(released, write);
  }

  /** Moves to a lane offset; the bytes passed over are written or dropped. */
  #advance(to: number, write: ((bytes: Uint8Array) => void) | undefined): void {
    while (this.#emitted < to) {
      const first = this.#kept[0];
      if (first === undefined) return;
      const count = Math.min(first.length, to - this.#emitted);
      write?.(first.subarray(0, count));
      if (count === first.length) this.#kept.shift();
      else this.#kept[0] = first.subarray(count);
      this.#emitted += count;
      this.#keptBytes -= count;
    }
  }
}
