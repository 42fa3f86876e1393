/**
 * The lanes of an event stream and where in which event their text stands.
 *
 *   scope  an object that the stream names again and again (choice 0, tool call 1 of choice 0): a tree by identity
 *   slot   one leaf of one event: a stretch of its lane, and the place of that stretch in the event's bytes
 *   piece  a stretch of lane text with its source bytes; one that was cut out of its event travels to a later slot
 */
import type { Edit, Inspection, Lane } from "../../../inspect/inspection.ts";
import { JsonAgain } from "./json-again.ts";
import type { Shape } from "./json-shape.ts";
import { sourceOffset } from "./json-string.ts";
import { copyBytes, mergeEdits } from "./splice.ts";

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
  lane: Lane;
  edits: readonly Edit[] | undefined;
}

/** Stands for a lane that has nothing more to say: a judgement is kept as long as its stream, and need not keep its lane. */
export const finishedLane: Lane = {
  push() {},
  end() {},
  pushed: 0,
  released: 0,
  finished: true,
  waiting: 0,
  settled: true,
  takeEdits: () => [],
};

export class StreamLane {
  readonly lane: Lane;
  /** True for text that a rule names: without its clean end the stream counts as truncated. */
  readonly known: boolean;
  readonly again: JsonAgain | undefined;
  /** Text that left no event yet and waits for the lane's next one. */
  tail: Piece[] = [];
  /** An event that can carry this lane, around the text; set when a tail is cut. */
  carrier: { readonly before: Uint8Array; readonly after: Uint8Array } | undefined;
  /** Of a leaf that no rule names: what stood here last, and how often in a row. */
  last: Judged | undefined;
  repeats = 0;
  /** The leaf has changed from one event to the next, so its text may come in pieces. */
  proven = false;
  /** The lane has ended; what stands here next begins a new one. */
  over = false;
  /** ... and it ended because the leaf says the same all the time. */
  constant = false;
  /** Slots of this lane that are in the queue, in order. */
  readonly slots: Slot[] = [];
  #edits: readonly Edit[] = [];

  constructor(
    inspection: Inspection,
    name: string,
    context: string | Uint8Array,
    known: boolean,
    json: boolean,
    progress: () => void,
  ) {
    this.lane = inspection.open({ name, context, progress });
    this.known = known;
    this.again = json ? new JsonAgain() : undefined;
  }

  /** Edits that later output may still need; those that end before `from` are forgotten. */
  edits(from: number): readonly Edit[] {
    const news = this.lane.takeEdits();
    if (this.#edits.length === 0) this.#edits = news;
    else if (news.length > 0) this.#edits = mergeEdits(this.#edits, news);
    if (this.#edits.length > 0 && (this.#edits[0]?.end ?? 0) <= from) {
      this.#edits = this.#edits.filter((edit) => edit.end > from);
    }
    return this.#edits;
  }

  /** Edits found by other means (a leaf judged on its own). */
  add(edits: readonly Edit[]): void {
    this.#edits = mergeEdits(this.edits(0), edits);
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

export class Scope {
  readonly #inner = new Map<Shape, Map<number | string, Scope>>();
  readonly #lanes = new Map<Shape | string, StreamLane>();

  inner(shape: Shape, identity: number | string): Scope {
    let byIdentity = this.#inner.get(shape);
    if (byIdentity === undefined) {
      byIdentity = new Map();
      this.#inner.set(shape, byIdentity);
    }
    let scope = byIdentity.get(identity);
    if (scope === undefined) {
      scope = new Scope();
      byIdentity.set(identity, scope);
    }
    return scope;
  }

  lane(key: Shape | string, open: () => StreamLane): StreamLane {
    let lane = this.#lanes.get(key);
    if (lane === undefined) {
      lane = open();
      this.#lanes.set(key, lane);
    }
    return lane;
  }

  known(key: Shape | string): StreamLane | undefined {
    return this.#lanes.get(key);
  }

  add(key: Shape | string, lane: StreamLane): void {
    this.#lanes.set(key, lane);
  }

  /** All lanes in and below; they are forgotten. */
  drain(into: StreamLane[]): void {
    for (const lane of this.#lanes.values()) into.push(lane);
    this.#lanes.clear();
    for (const byIdentity of this.#inner.values()) for (const scope of byIdentity.values()) scope.drain(into);
    this.#inner.clear();
  }

  /** Some lane in or below that a rule names is open. */
  get holdsKnown(): boolean {
    for (const lane of this.#lanes.values()) if (lane.known) return true;
    for (const byIdentity of this.#inner.values()) {
      for (const scope of byIdentity.values()) if (scope.holdsKnown) return true;
    }
    return false;
  }
}
