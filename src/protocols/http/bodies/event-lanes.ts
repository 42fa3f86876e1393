/**
 * The lanes of an event stream and where in which event their text stands.
 *
 *   scope  an object that the stream names again and again (choice 0, tool call 1 of choice 0): a tree by identity
 *   slot   one leaf of one event: a stretch of its lane, and the place of that stretch in the event's bytes
 *   piece  a stretch of lane text with its source bytes; one that was cut out of its event travels to a later slot
 */
import { copyBytes } from "../../../concat.ts";
import { Fifo } from "../../../fifo.ts";
import type { Edit, Inspection, Lane, LaneMark } from "../../../inspect/inspection.ts";
import type { Reading } from "../../../inspect/told.ts";
import type { ToldPieces } from "../../../inspect/told-pieces.ts";
import type { Joint, Span } from "./event-joints.ts";
import { JsonAgain } from "./json-again.ts";
import { sourceOffset } from "./json-string.ts";
import { mergeEdits } from "./splice.ts";

export interface Stretch {
  /** Lane offsets. */
  readonly from: number;
  readonly to: number;
  /** Offsets in the source. */
  readonly start: number;
  readonly end: number;
  /** How source becomes text: as it stands, through JSON escapes, or all of it as one (a line break's framing). */
  readonly spelling: "plain" | "escaped" | "one";
}

export interface Piece extends Stretch {
  readonly source: Uint8Array;
}

/** Text judged whole, on its own; shared by later leaves of the same place with the same text. */
export interface Judged {
  readonly text: Uint8Array;
  lane: JudgedLane;
  edits: readonly Edit[] | undefined;
}

type JudgedLane = Pick<Lane, "finished" | "takeEdits">;

/** Stands for a lane that has nothing more to say: a judgement is kept as long as its stream, and need not keep its lane. */
export const finishedLane: JudgedLane = { finished: true, takeEdits: () => [] };

export interface StreamLaneOptions {
  readonly inspection: Inspection;
  readonly name: string;
  readonly context: string | Uint8Array;
  /** A rule names it. */
  readonly known: boolean;
  /** The text is JSON again. */
  readonly json: boolean;
  readonly progress: () => void;
  readonly field?: number | undefined;
  /** Of a piece that it begins with, where it begins without a mark. */
  readonly reading?: Reading | undefined;
  /** Where the text stood that this one goes on from, and the first byte of it that has not left; default: all has. */
  readonly from?: LaneMark | undefined;
  readonly begins?: number | undefined;
}

interface Link {
  readonly joint: Joint;
  readonly span: Span;
  /** The joint's edits in this text ... */
  readonly edits: Edit[];
  /** ... and how many it had when it was asked last. */
  asked: number;
  /** The first of them that later output may still need. */
  first: number;
  /** False: the text leaves without waiting for the joint. */
  waits: boolean;
}

function learn(link: Link): void {
  if (!link.waits) return;
  link.asked = link.joint.editsIn(link.span, link.asked, link.edits);
}

export class StreamLane {
  readonly lane: Lane;
  /** True for text that a rule names: without its clean end the stream counts as truncated. */
  readonly known: boolean;
  readonly name: string;
  readonly again: JsonAgain | undefined;
  /** Text that left no event yet and waits for the lane's next one. */
  tail: Piece[] = [];
  /** An event that can carry this lane, around the text; set when a tail is cut. */
  carrier: { readonly before: Uint8Array; readonly after: Uint8Array } | undefined;
  /** Of a leaf that no rule names: what stood here last, and how often in a row. */
  last: Judged | undefined;
  repeats = 0;
  /** The leaf has changed from one event to the next, be it before this lane began. */
  changed = false;
  /** It has since then, or is of digits: its text may come in pieces. */
  proven = false;
  /** The lane has ended; what stands here next begins a new one. */
  over = false;
  /** ... and it ended because the leaf says the same all the time. */
  constant = false;
  /** ... or because events waited for it; what stands here next goes on from where it stood. */
  left: LaneMark | undefined;
  /** Its place may change, so where it stands must be known before the next event is judged. */
  moves = false;
  /** Of strings of an array: not all of it stood in the first place. */
  apart = false;
  /** Of a text beside others: where in those its pieces are read, and how many bytes it has yet to be told. */
  pieces: ToldPieces | undefined;
  untold = 0;
  /** The joint that has this text, too, behind that of the part before. */
  feeds: Joint | undefined;
  /** Slots of this lane that are in the queue, in order. */
  readonly slots = new Fifo<Slot>();
  #edits: readonly Edit[] = [];

  #joints: readonly Link[] = [];
  /** Where the text of its own begins: what stood before has left. */
  readonly #begins: number;

  constructor(options: StreamLaneOptions) {
    const { inspection, name, context, known, json, progress, field, reading, from, begins } = options;
    this.lane = inspection.open({ name, context, field, reading, progress, ...(from === undefined ? {} : { from }) });
    this.known = known;
    this.name = name;
    this.again = json ? new JsonAgain() : undefined;
    this.#begins = begins ?? this.lane.pushed;
  }

  /** Lane offset before which everything is decided, by the joints that have this text as well. */
  get released(): number {
    let { released } = this.lane;
    if (this.#joints.length === 0) return released;
    for (const { joint, span, waits } of this.#joints) {
      if (waits) released = Math.min(released, Math.max(joint.released, span.begins) - span.shift);
    }
    return released;
  }

  get settled(): boolean {
    return this.untold === 0 && this.lane.settled && this.#joints.every(({ joint, waits }) => !waits || joint.settled);
  }

  /** The lane alone has its text, and what has been found in it has left: nothing but the lane need be told of more text. */
  get isAlone(): boolean {
    if (this.over || this.again !== undefined || this.feeds !== undefined || this.moves) return false;
    return (
      this.#joints.length === 0 &&
      this.tail.length === 0 &&
      this.edits(this.slots.first?.own.from ?? this.lane.pushed).length === 0
    );
  }

  link(joint: Joint, span: Span): void {
    this.#joints = [...this.#joints, { joint, span, edits: [], asked: 0, first: 0, waits: true }];
  }

  /** Where the text stands in a joint that it waits for. */
  spanIn(joint: Joint): Span | undefined {
    return this.#joints.find((link) => link.joint === joint)?.span;
  }

  /** What the joint finds from now on is not for this text. */
  unlink(joint: Joint): void {
    for (const link of this.#joints) {
      if (link.joint !== joint) continue;
      learn(link);
      link.waits = false;
    }
  }

  /** The text has ended, and waits only to see whether it goes on elsewhere: it waits no longer. False: it did not. */
  letGo(): boolean {
    if (!this.over && !this.lane.finished) return false;
    let some = false;
    for (const { joint } of this.#joints) some = joint.letGo(this) || some;
    return some;
  }

  /** Edits that later output may still need; those that end before `from` are forgotten. */
  edits(from: number): readonly Edit[] {
    const own = this.#own(from);
    return this.#joints.length === 0 ? own : this.#withJoints(own, from);
  }

  #own(from: number): readonly Edit[] {
    let news = this.lane.takeEdits();
    if (news.some((edit) => edit.start < this.#begins)) news = news.map((edit) => this.#ownPart(edit));
    if (this.#edits.length === 0) this.#edits = news;
    else if (news.length > 0) this.#edits = mergeEdits(this.#edits, news);
    if (this.#edits.length > 0 && (this.#edits[0]?.end ?? 0) <= from) {
      this.#edits = this.#edits.filter((edit) => edit.end > from);
    }
    return this.#edits;
  }

  /** Merged anew each time, for which of two lanes finds something first is a matter of scans. */
  #withJoints(own: readonly Edit[], from: number): readonly Edit[] {
    let edits = own;
    for (const link of this.#joints) {
      learn(link);
      while ((link.edits[link.first]?.end ?? Number.POSITIVE_INFINITY) <= from) link.first++;
      if (link.first < link.edits.length) edits = mergeEdits(link.edits.slice(link.first), edits);
    }
    return edits;
  }

  /** What the joints, old and new, found in this text. */
  jointEdits(): readonly Edit[] {
    let edits: readonly Edit[] = [];
    for (const link of this.#joints) {
      learn(link);
      edits = mergeEdits(link.edits, edits);
    }
    return edits;
  }

  /** What stood before has left; what is put in its place stands here. */
  #ownPart(edit: Edit): Edit {
    return { ...edit, start: Math.max(edit.start, this.#begins) };
  }

  /** Edits found by other means (a leaf judged on its own). */
  add(edits: readonly Edit[]): void {
    this.#edits = mergeEdits(this.#own(0), edits);
  }
}

export interface Slot {
  readonly stream: StreamLane;
  /** The leaf's own stretch; its source is the event. */
  readonly own: Stretch;
  /** Text of earlier events, cut out of them, that stands before the leaf's own. */
  moved: readonly Piece[];
  /** The leaf judged whole, besides its lane. */
  alone: Judged | undefined;
  /** The leaf in another text that it is a part of as well; its edits are put in with this one's. */
  beside: Slot | undefined;
}

/** Cuts pieces in two at a lane offset. */
export function cutPieces(pieces: readonly Piece[], at: number): { readonly kept: Piece[]; readonly tail: Piece[] } {
  const kept: Piece[] = [];
  const tail: Piece[] = [];
  for (const piece of pieces) {
    if (piece.to <= at) kept.push(piece);
    else if (piece.from >= at) tail.push(piece);
    else {
      const middle =
        piece.spelling === "plain"
          ? piece.start + at - piece.from
          : sourceOffset(piece.source, piece.start, piece.end, at - piece.from, false);
      kept.push({ ...piece, to: at, end: middle });
      tail.push({ ...piece, from: at, start: middle });
    }
  }
  return { kept, tail };
}

/** A piece in a small buffer of its own. */
export const copyPiece = (piece: Piece): Piece => ({
  ...piece,
  source: copyBytes(piece.source.subarray(piece.start, piece.end)),
  start: 0,
  end: piece.end - piece.start,
});
