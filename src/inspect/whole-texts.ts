/**
 * Texts that are known whole: the leaves of a document, header values, form fields. Nothing is held back of them, so they
 * need no lane while the scanner takes them all in one call:
 *
 *   texts --scanWhole--> all clean (nearly always), or results --SpanEdits--> edits
 *      |-- not now --later--> again, once
 *      |-- many small ones --> in pieces, each as the whole
 *      '-- longer than `wholeBytes`, or not now and too many wait --> a lane each, so many at a time
 *
 * The window keeps one document of many texts from filling the scanner's queue for everybody.
 */

import { failures, SluiceError } from "../errors.ts";
import { encodeContext } from "./context.ts";
import type { Edit, Judged, WholeText } from "./inspection.ts";
import { type LaneLimits, type LaneOwner, LaneRun } from "./lane.ts";
import { SpanEdits } from "./span-edits.ts";

export interface TextLimits extends LaneLimits {
  /** A text of so many bytes is one step, where the scanner takes it now. */
  readonly wholeBytes: number;
}

export interface TextOwner extends LaneOwner {
  readonly limits: TextLimits;
  /** Counts lanes against their limit; may stop the inspection. */
  count(lanes: number): void;
  nextNumber(): number;
}

/** Lanes of one document that are open at a time. */
const window = 256;
/** Of so many texts, of so many bytes on the average, as many as have so many bytes are a piece. */
const small = { texts: 256, bytes: 512, piece: 16 * 1024 } as const;

const noEdits: readonly Edit[] = Object.freeze([]);
const CLEAN: Judged = Object.freeze({ edits: noEdits, clean: true });

/** Calls `done` once with a judgement for each text, in order; never when the inspection is stopped. */
export function judgeTexts(
  owner: TextOwner,
  texts: readonly WholeText[],
  done: (judged: readonly Judged[]) => void,
): void {
  owner.count(texts.length);
  if (owner.stopped !== undefined) return;
  const judged: Judged[] = [];
  const late: number[] = [];
  for (let at = 0; at < texts.length; at++) {
    judged.push(CLEAN);
    if ((texts[at]?.bytes.length ?? 0) > owner.limits.wholeBytes) late.push(at);
  }
  const places = late.length === 0 ? undefined : shortPlaces(owner, texts);
  const asked = places === undefined ? texts : places.flatMap((at) => texts[at] ?? []);
  const rest = (): void => {
    if (owner.stopped !== undefined) return;
    if (late.length === 0) done(judged);
    else new LaneByLane(owner, texts, late, judged, done).go();
  };
  new PieceByPiece(owner, asked, judged, { places, late, rest }).go();
}

/** A lane for each of them would be much dearer than its scan. */
const areSmall = (texts: readonly WholeText[]): boolean =>
  texts.length >= small.texts && bytesOf(texts) <= small.bytes * texts.length;

interface Pieces {
  /** Of the texts that are asked for; undefined: they are all. */
  readonly places: readonly number[] | undefined;
  /** Takes the places of those that are left to lanes. */
  readonly late: number[];
  rest(): void;
}

/** All at once where the scanner takes that, in this turn or one of the next; else, of many small ones, so many at a time. */
class PieceByPiece {
  readonly #owner: TextOwner;
  readonly #asked: readonly WholeText[];
  readonly #judged: Judged[];
  readonly #pieces: Pieces;
  /** The next piece, from here until there. */
  #from = 0;
  #to: number;

  constructor(owner: TextOwner, asked: readonly WholeText[], judged: Judged[], pieces: Pieces) {
    this.#owner = owner;
    this.#asked = asked;
    this.#judged = judged;
    this.#pieces = pieces;
    this.#to = asked.length;
  }

  go(mayWait = true): void {
    const { scanner } = this.#owner;
    for (let waits = mayWait; this.#from < this.#asked.length; waits = true) {
      if (this.#owner.stopped !== undefined) return;
      const piece = this.#piece();
      if (!this.#judgeNow(piece)) {
        if (waits && scanner.later?.(bytesOf(piece), () => this.go(false)) === true) return;
        if (piece === this.#asked && areSmall(piece) && bytesOf(piece) > small.piece) {
          this.#next();
          continue;
        }
        for (let at = this.#from; at < this.#to; at++) this.#pieces.late.push(this.#pieces.places?.[at] ?? at);
      }
      this.#from = this.#to;
      this.#next();
    }
    this.#pieces.rest();
  }

  #piece(): readonly WholeText[] {
    const isAll = this.#from === 0 && this.#to === this.#asked.length;
    return isAll ? this.#asked : this.#asked.slice(this.#from, this.#to);
  }

  /** One text, and as many behind it as fit. */
  #next(): void {
    let bytes = 0;
    for (this.#to = this.#from; this.#to < this.#asked.length; this.#to++) {
      bytes += this.#asked[this.#to]?.bytes.length ?? 0;
      if (bytes > small.piece && this.#to > this.#from) return;
    }
  }

  /** False where the scanner does not take the piece now. */
  #judgeNow(piece: readonly WholeText[]): boolean {
    const [owner, from] = [this.#owner, this.#from];
    const results = owner.scanner.scanWhole?.(piece, owner.profile);
    if (results === undefined) return false;
    if (results instanceof Error) {
      owner.stop(results instanceof SluiceError ? results : failures.scanFailed());
      return true;
    }
    for (const { index, result } of results) {
      const text = piece[index];
      if (text === undefined) continue;
      const spans = new SpanEdits(owner, owner.nextNumber(), text.name);
      spans.take(text.bytes, 0, result, text.reading);
      if (owner.stopped !== undefined) return true;
      this.#judged[this.#pieces.places?.[from + index] ?? from + index] = { edits: spans.drain(), clean: false };
    }
    return true;
  }
}

const shortPlaces = (owner: TextOwner, texts: readonly WholeText[]): number[] =>
  texts.flatMap(({ bytes }, at) => (bytes.length <= owner.limits.wholeBytes ? [at] : []));

const bytesOf = (texts: readonly WholeText[]): number => texts.reduce((sum, { bytes }) => sum + bytes.length, 0);

class LaneByLane {
  readonly #owner: TextOwner;
  readonly #texts: readonly WholeText[];
  readonly #places: readonly number[];
  readonly #judged: Judged[];
  readonly #done: (judged: readonly Judged[]) => void;
  #next = 0;
  #open = 0;
  #going = false;

  constructor(
    owner: TextOwner,
    texts: readonly WholeText[],
    places: readonly number[],
    judged: Judged[],
    done: (judged: readonly Judged[]) => void,
  ) {
    this.#owner = owner;
    this.#texts = texts;
    this.#places = places;
    this.#judged = judged;
    this.#done = done;
  }

  /** A loop, not a call from each lane's end: a scanner that answers at once would need a frame for each text. */
  go(): void {
    if (this.#going) return;
    this.#going = true;
    while (this.#open < window && this.#next < this.#places.length && this.#owner.stopped === undefined)
      this.#start(this.#places[this.#next++] ?? -1);
    this.#going = false;
    if (this.#open === 0 && this.#next === this.#places.length && this.#owner.stopped === undefined)
      this.#done(this.#judged);
  }

  #start(at: number): void {
    const text = this.#texts[at];
    if (text === undefined) return;
    this.#open++;
    let finished = false;
    const progress = (): void => {
      if (finished || !lane.finished) return;
      finished = true;
      this.#judged[at] = { edits: lane.takeEdits(), clean: false };
      this.#open--;
      this.go();
    };
    const { name, field, reading } = text;
    const [number, context] = [this.#owner.nextNumber(), encodeContext(text.context)];
    const lane: LaneRun = new LaneRun(this.#owner, number, context, { name, field, reading, progress });
    lane.end(text.bytes);
  }
}
