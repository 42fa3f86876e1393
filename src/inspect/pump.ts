/**
 * Streams whose sockets native code reads and writes itself while all that comes is for a fast path (native/event-pump.h), as codecs,
 * lanes and answers know it.
 *
 *   answer --PumpEnds--> codec --> lane --> fast path --> pump
 *   answer <------------- PumpEnds.over ------------------'      once, whoever ends it
 */

/** A client's socket (native/client-socket.h). */
export type ClientSocket = { readonly clientSocket: never };

/** Chunks that have not left: pairs of bytes from the first of them to the chunk's end, and when it came. */
export type HoldTimes = Float64Array;

export interface PumpTotals {
  /** Bytes that came, without their framing, and that left. */
  readonly data: number;
  readonly released: number;
  readonly events: number;
  /** Bytes of events that wait, and of text that is held back. */
  readonly waiting: number;
  readonly heldText: number;
  /** The last three bytes that left. */
  readonly last: number;
  readonly maxText: number;
  readonly maxMs: number;
  /** What was read, and not taken. */
  readonly rest: Uint8Array;
  readonly hold: HoldTimes;
}

export interface HoldObserver {
  /** A chunk has left: `text` bytes of text are held back behind it, and it was itself for so long. */
  held(text: number, ms: number): void;
}

export interface PumpEnds {
  /** Descriptor of the upstream's socket, of which nobody else reads meanwhile. */
  readonly upstream: number;
  readonly client: ClientSocket;
  /** The beginning of a chunk, read and not taken; it is copied. */
  readonly rest: Uint8Array;
  readonly hold: HoldTimes;
  /** Milliseconds of the clock that `hold` is of. */
  readonly now: number;
  readonly observer: HoldObserver;
  /** `unsent`: of what left, as it goes over the wire, what the client's socket did not take. */
  over(totals: PumpTotals, unsent: Uint8Array): void;
}

/** One that is pumped. */
export interface Pumping {
  /** Whether anything came since this was asked last. */
  heard(): boolean;
  /** Calls `over`, unless it was called. */
  end(): void;
}
