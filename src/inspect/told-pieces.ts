/**
 * A text made of pieces of texts that others read, and have read before: what is found within one of them is told as there,
 * what is found over two of them only here.
 */
import type { Finding } from "./scanner.ts";
import { type Reading, Told } from "./told.ts";

/** Offsets of this text, and what is to be added to them. */
interface Piece {
  readonly from: number;
  to: number;
  readonly told: Told;
  readonly shift: number;
}

/** Values are shorter; what lies before that is not found any more. */
const keptBytes = 4 << 10;
const fewPieces = 256;

export class ToldPieces extends Told {
  #pieces: Piece[] = [];
  #forgetAt = fewPieces;

  /** The bytes [from, to) are read there as well; before `released` all is decided. */
  piece(from: number, to: number, { told, at }: Reading, released: number): void {
    const last = this.#pieces.at(-1);
    const shift = at - from;
    if (last !== undefined && last.told === told && last.shift === shift && last.to === from) {
      last.to = to;
      return;
    }
    if (this.#pieces.length >= this.#forgetAt) {
      this.#pieces = this.#pieces.filter((one) => one.to > released - keptBytes);
      this.#forgetAt = Math.max(fewPieces, 2 * this.#pieces.length);
    }
    this.#pieces.push({ from, to, told, shift });
  }

  override tell(lane: string, finding: Finding, value: Uint8Array): Finding {
    const { start, end } = finding;
    const within = this.#pieces.findLast((one) => one.from <= start && end <= one.to);
    if (within === undefined) return super.tell(lane, finding, value);
    const { told, shift } = within;
    const { again } = told.tell(lane, { ...finding, start: start + shift, end: end + shift }, value);
    return again === true ? { ...finding, again } : { ...finding, shift };
  }
}
