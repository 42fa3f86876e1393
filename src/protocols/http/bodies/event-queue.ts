/** An event on its way out: its bytes, and everything that was judged in it. Pure rendering, no state of its own. */
import { append } from "../../../append.ts";
import type { Edit } from "../../../inspect/inspection.ts";
import {
  copyPiece,
  cutPieces,
  finishedLane,
  type Judged,
  type Piece,
  type Slot,
  type StreamLane,
  type Stretch,
} from "./event-lanes.ts";
import type { PartialUnit, UnitLine } from "./event-unit.ts";
import { isAgreed, isOver, type Watch, watchHeld, watchScans } from "./event-watch.ts";
import { numberReplacement, sourceSplices, wholeEdits } from "./json-edits.ts";
import type { Payload } from "./json-plan.ts";
import { decodeEscapes } from "./json-string.ts";
import { applyEdits, cutEdits, mergeEdits, noBytes, type Splice, spliced } from "./splice.ts";

/** A place judged whole: an id, a name, a number, a comment, an encoded part. */
export interface JudgedPlace {
  readonly judged: Judged;
  readonly start: number;
  readonly end: number;
  readonly as: "text" | "escaped" | "number" | "payload";
  /** The text is JSON again. */
  readonly again: boolean;
  readonly payload: Payload | undefined;
  /** The text that it says again: what is found in that goes for it, too. */
  readonly copyOf?: readonly StreamLane[];
  /** The texts of the event that are one with it, and where in them it stands. */
  readonly joined?: { readonly judged: Judged; readonly from: number } | undefined;
}

export interface QueuedEvent {
  raw: Uint8Array;
  readonly lines: readonly UnitLine[];
  /** Line ends that came behind it while it waited; part of `raw` when it leaves. */
  filler?: PartialUnit | undefined;
  /** True: `raw` is a copy, not a view of the source's chunk. */
  copied: boolean;
  readonly slots: Slot[];
  readonly places: JudgedPlace[];
  /** Keys that no rule names, by record of the event's tape. */
  readonly keys: { readonly token: number; readonly judged: Judged }[];
  readonly drops: { readonly start: number; readonly end: number; readonly always: boolean }[];
  /** Lanes that this event ends while text of theirs waits for a carrier. */
  readonly ends: StreamLane[];
  /** Absent in an event of one stretch of text and nothing else. */
  readonly held?: Watch;
  readonly scans?: Watch;
}

export const emptyEvent = (raw: Uint8Array, lines: readonly UnitLine[]): QueuedEvent => ({
  raw,
  lines,
  copied: false,
  slots: [],
  places: [] as JudgedPlace[],
  keys: [],
  drops: [],
  ends: [],
  held: watchHeld(),
  scans: watchScans(),
});

const none: never[] = [];
Object.freeze(none);

/** An event with one stretch of text in it and nothing else, like one before it. What few of them are asked for is made when it is. */
export class LikeEvent implements QueuedEvent {
  raw: Uint8Array;
  filler: PartialUnit | undefined = undefined;
  copied = false;
  readonly slot: Slot;
  readonly places = none;
  readonly keys = none;
  readonly drops = none;
  readonly ends = none;
  /** Of the one before, and where in it the text ended. */
  readonly #lines: readonly UnitLine[];
  readonly #end: number;

  constructor(raw: Uint8Array, slot: Slot, lines: readonly UnitLine[], end: number) {
    this.raw = raw;
    this.slot = slot;
    this.#lines = lines;
    this.#end = end;
  }

  get slots(): Slot[] {
    return [this.slot];
  }

  get lines(): readonly UnitLine[] {
    const shift = this.slot.own.end - this.#end;
    const moved = (at: number): number => (at < this.#end ? at : at + shift);
    return this.#lines.map(
      ({ field, start, value, end }): UnitLine => ({
        field,
        start: moved(start),
        end: moved(end),
        value: moved(value),
      }),
    );
  }
}

/** What holds such an event leaves as it came: nothing is put in its place, nothing travelled there. */
export function leavesAsItCame(event: QueuedEvent): boolean {
  if (event instanceof LikeEvent) return staysAsItCame(event.slot);
  const { slots, places, keys, drops, ends } = event;
  const [slot] = slots;
  if (slot === undefined || slots.length > 1 || places.length + keys.length + drops.length + ends.length > 0)
    return false;
  return staysAsItCame(slot);
}

const staysAsItCame = ({ stream, own, moved, alone, beside }: Slot): boolean =>
  moved.length === 0 &&
  alone === undefined &&
  beside === undefined &&
  stream.again === undefined &&
  stream.edits(own.from).length === 0;

const nullBytes = Buffer.from("null", "latin1");
const noSplices: readonly Splice[] = [];

/** The edits of something judged whole; only once its lane has finished. */
export function editsOf(judged: Judged): readonly Edit[] {
  if (judged.edits === undefined) {
    judged.edits = judged.lane.takeEdits();
    judged.lane = finishedLane;
  }
  return judged.edits;
}

/** Every byte of the event is decided. */
export function isReleasable(event: QueuedEvent): boolean {
  if (event instanceof LikeEvent) return event.slot.stream.released >= event.slot.own.to;
  return event.held?.someIn(event) !== true;
}

/** What is not released now waits for bytes that have not come. */
export function isSettled(event: QueuedEvent): boolean {
  if (event instanceof LikeEvent) return event.slot.stream.settled;
  return event.scans?.someIn(event) !== true;
}

/** All stretches of text in it. */
function stretchesIn({ slots }: QueuedEvent): readonly Slot[] {
  for (const { beside } of slots) if (beside !== undefined) return slots.flatMap(withBeside);
  return slots;
}

const withBeside = (slot: Slot): readonly Slot[] => (slot.beside === undefined ? [slot] : [slot, slot.beside]);

/** The texts in it. */
export const streamsIn = (event: QueuedEvent): readonly StreamLane[] => stretchesIn(event).map(({ stream }) => stream);

/** The texts in it that have ended, and only wait to see whether they go on elsewhere, wait no longer. False: there is none. */
export function letGo(event: QueuedEvent): boolean {
  let some = false;
  for (const { stream, own } of stretchesIn(event)) if (stream.released < own.to) some = stream.letGo() || some;
  for (const place of event.places) {
    if (!isAgreed(place)) for (const stream of place.copyOf ?? []) some = stream.letGo() || some;
  }
  for (const stream of event.ends) if (!isOver(stream)) some = stream.letGo() || some;
  return some;
}

/** Some leaf in it may be alone: nothing has shown yet that its text goes on in later events. */
export const mayBeAlone = (event: QueuedEvent): boolean =>
  stretchesIn(event).some(({ stream }) => !stream.known && !stream.over && !stream.proven);

/** The texts that hold it back, if no rule names any of them; else none. */
export function unnamedHolding(event: QueuedEvent): readonly StreamLane[] {
  const streams = stretchesIn(event)
    .filter(({ stream, own }) => stream.released < own.to)
    .map(({ stream }) => stream);
  return streams.some(({ known }) => known) ? [] : streams;
}

/**
 * Ends the lanes of leaves that no rule names and that hold the event back: all of them, or only those that may be alone.
 * Such a leaf may as well be whole in each event, so its text never travels; what stands there next goes on from it. False:
 * there is none.
 */
export function endUnnamed(event: QueuedEvent, all: boolean): boolean {
  let ended = false;
  for (const { stream, own } of stretchesIn(event)) {
    if (stream.known || stream.over || stream.lane.released >= own.to || (stream.proven && !all)) continue;
    stream.over = true;
    stream.left = stream.feeds?.here ?? stream.lane.mark();
    stream.lane.end();
    stream.letGo();
    ended = true;
  }
  return ended;
}

/** Edits in a stretch of a lane, in offsets of the stretch's text. To be called in lane order. */
function stretchEdits(stream: StreamLane, piece: Piece, edits: readonly Edit[]): readonly Edit[] {
  if (stream.again === undefined) return cutEdits(edits, piece.from, piece.to);
  return stream.again.shape(pieceText(piece), piece.from, edits);
}

const lineBreak = new Uint8Array([0x0a]);

function pieceText(piece: Piece): Uint8Array {
  if (piece.spelling === "one") return lineBreak;
  if (piece.spelling === "plain") return piece.source.subarray(piece.start, piece.end);
  return decodeEscapes(piece.source, piece.start, piece.end);
}

function pieceSplices(piece: Piece, edits: readonly Edit[]): readonly Splice[] {
  if (edits.length === 0) return noSplices;
  if (piece.spelling === "one") {
    return [{ start: piece.start, end: piece.end, replacement: edits[0]?.replacement ?? noBytes }];
  }
  return sourceSplices(piece.source, piece.start, piece.end, piece.spelling === "escaped", edits);
}

/** The redacted source bytes of pieces that have left their events. */
export function renderPieces(stream: StreamLane, pieces: readonly Piece[]): Uint8Array {
  const edits = stream.edits(pieces[0]?.from ?? 0);
  const out: Uint8Array[] = [];
  for (const piece of pieces) {
    const splices = pieceSplices(piece, stretchEdits(stream, piece, edits));
    append(out, spliced(piece.source, piece.start, piece.end, splices));
  }
  return Buffer.concat(out);
}

/** Written out: a spread stood out in the profile of a value in a stream. */
const pieceOf = ({ from, to, start, end, spelling }: Stretch, source: Uint8Array): Piece => ({
  from,
  to,
  start,
  end,
  spelling,
  source,
});

/** What the slot's place in the event becomes: text that travelled here, then its own, with edits. */
export function slotSplices(slot: Slot, raw: Uint8Array, into: Splice[]): void {
  takeMore(slot);
  const { stream, own, moved } = slot;
  if (moved.length > 0) into.push({ start: own.start, end: own.start, replacement: renderPieces(stream, moved) });
  const edits = stream.edits(own.from);
  if (edits.length === 0 && stream.again === undefined) return;
  const piece = pieceOf(own, raw);
  append(into, pieceSplices(piece, stretchEdits(stream, piece, edits)));
}

/** What else has judged the leaf: alone, and in the text beside. */
function takeMore(slot: Slot): void {
  const { alone, beside } = slot;
  if (alone !== undefined) addEdits(slot, editsOf(alone));
  slot.alone = undefined;
  if (beside === undefined) return;
  const { stream, own } = beside;
  addEdits(slot, cutEdits(stream.edits(own.from), own.from, own.to));
  slot.beside = undefined;
}

function addEdits({ stream, own }: Slot, edits: readonly Edit[]): void {
  if (edits.length === 0) return;
  const by = own.from;
  stream.add(edits.map((edit) => ({ ...edit, start: edit.start + by, end: edit.end + by })));
}

/**
 * Cuts what is not released out of the slot; it travels on, to the lane's next slot if there is one, else to its tail.
 * True: something was cut, and the slot's splices (in `into`) leave it out.
 */
export function cutSlot(slot: Slot, raw: Uint8Array, into: Splice[]): boolean {
  let at = decidedTo(slot);
  takeMore(slot);
  const { stream, own, moved } = slot;
  if (at >= own.to) {
    slotSplices(slot, raw, into);
    return false;
  }
  for (const edit of stream.edits(0)) if (edit.start < at && edit.end > at) at = edit.start;
  const { kept, tail } = cutPieces([...moved, pieceOf(own, raw)], at);
  const travelling = tail.map(copyPiece);
  // Slots leave in order: this one is the first.
  const next = stream.slots.second;
  if (next === undefined) stream.tail = travelling;
  else next.moved = travelling;

  const ownKept = kept.find((piece) => piece.source === raw);
  const movedKept = kept.filter((piece) => piece.source !== raw);
  if (movedKept.length > 0)
    into.push({ start: own.start, end: own.start, replacement: renderPieces(stream, movedKept) });
  if (ownKept !== undefined) append(into, pieceSplices(ownKept, stretchEdits(stream, ownKept, stream.edits(own.from))));
  into.push({ start: ownKept?.end ?? own.start, end: own.end, replacement: noBytes });
  return true;
}

/** Lane offset before which all is decided, by the text beside as well. */
function decidedTo({ stream, own, beside }: Slot): number {
  if (beside === undefined || beside.stream.released >= beside.own.to) return stream.released;
  return Math.min(stream.released, own.from + Math.max(0, beside.stream.released - beside.own.from));
}

function placeEdits({ judged, copyOf, joined }: JudgedPlace): readonly Edit[] {
  let edits = editsOf(judged);
  if (joined !== undefined) {
    const { from } = joined;
    edits = mergeEdits(cutEdits(editsOf(joined.judged), from, from + judged.text.length), edits);
  }
  // It may have gone on since, in another part; what is said again is what was said.
  for (const stream of copyOf ?? []) edits = mergeEdits(cutEdits(stream.jointEdits(), 0, judged.text.length), edits);
  return edits;
}

/** Splices of everything but slots and keys. */
export function placeSplices(event: QueuedEvent, into: Splice[]): void {
  for (const place of event.places) {
    const edits = placeEdits(place);
    if (edits.length === 0) continue;
    const { start, end } = place;
    if (place.as === "number") into.push({ start, end, replacement: numberReplacement(place.judged.text, edits) });
    else if (place.payload !== undefined) {
      into.push({ start, end, replacement: place.payload.encode(applyEdits(place.judged.text, edits)) });
    } else {
      const shaped = wholeEdits(place.judged.text, edits, place.again);
      append(into, sourceSplices(event.raw, start, end, place.as === "escaped", shaped));
    }
  }
}

export const dropSplices = (event: QueuedEvent, touched: boolean): Splice[] =>
  event.drops
    .filter((drop) => drop.always || touched)
    .map(({ start, end }) => ({ start, end, replacement: nullBytes }));
