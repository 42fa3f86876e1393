/**
 * The fast path of an event stream, as codecs, lanes and scanners know it. Most events of a stream are like the one before but for a
 * stretch of one text. While that goes on, lane and queue are lent to native code (native/fast-path.h), which takes such an event, from
 * the upstream's framing if a chunk is one event, to the bytes that may leave. It decides nothing: where there is something to decide, it takes
 * nothing, and what was lent goes back before anything else is done.
 *
 *   codec --LikeEvents--> lane --FastLane--> scanner's FastPath
 *   codec <-- events ---- lane <-----------------'              Lent.takeBack
 */

import type { PumpEnds, Pumping, PumpTotals } from "./pump.ts";

/** What the events are like. */
export interface LikeEvents {
  /** One of them, with its text at [start, end); a line end ends it. */
  readonly event: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Those that wait, in order: their text is the last of the lane's. */
  readonly waiting: readonly Uint8Array[];
}

/** Longer events are none for a fast path: native/fast-path.h, kMostEvent. */
export const mostLikeBytes = 2048;

/** What may wait. */
export interface QueueLimits {
  readonly eventBytes: number;
  readonly eventsBehind: number;
  readonly bytesBehind: number;
}

export interface FastLimits extends QueueLimits {
  readonly laneHoldBytes: number;
}

/** A lane, at rest; offsets are of `text`. */
export interface FastLane {
  readonly text: Uint8Array;
  readonly released: number;
  readonly floor: number;
}

export interface GivenBack extends FastLane {
  /** Bytes of the lane's text that it has left behind. */
  readonly moved: number;
  readonly waiting: readonly Uint8Array[];
}

export type FastUnit = "chunk" | "event";

export interface FastPath {
  /** False: nothing is taken over. */
  takeOver(events: LikeEvents, lane: FastLane, limits: FastLimits): boolean;
  /**
   * Takes the event that begins at bytes[from], or the chunk of the chunked coding that is one, if it is there whole. Where the next one
   * begins; `from`: it is not taken.
   */
  take(what: FastUnit, bytes: Uint8Array, from: number, to: number): number;
  giveBack(): GivenBack;
  /** Of what was taken last: the bytes of its event, ... */
  readonly data: number;
  /** ... and what leaves by it: whole events. Once for each event, and good until any path of the thread takes the next. */
  released(): Uint8Array;
  /** Bytes of events that wait, and of text that is held back. */
  readonly waiting: number;
  readonly heldText: number;
  /** Undefined: it is not pumped. Else nothing else is called until `over` was, and `pumped` behind that. */
  pump?(ends: PumpEnds): Pumping | undefined;
  pumped?(totals: PumpTotals): void;
}

/** Whether a step may be made on this thread now, and how many were. */
export interface FastMeter {
  fits(bytes: number): boolean;
  /** Milliseconds now; 0: the next step is not timed. */
  startedAt(): number;
  took(bytes: number, startedAt: number): void;
  /** So many were made in as many turns by a pump of this thread. */
  pumped(steps: number, bytes: number, seconds: number, turns: number): void;
}

export interface FastOptions {
  readonly meter?: FastMeter | undefined;
  /** Spellings of a value that must not pass (held-values.ts). */
  readonly held?: readonly Uint8Array[] | undefined;
}

/** What is lent. */
export interface Lent extends Pick<FastPath, "take" | "data" | "released" | "waiting" | "pump" | "pumped"> {
  /** The events that wait. The lane is again as if all had been pushed into it; nothing more is called on this. */
  takeBack(): readonly Uint8Array[];
}
