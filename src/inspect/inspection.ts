/**
 * What a codec sees of inspection: lanes to push decoded bytes into, and edits that come back. A codec never sees the
 * scanner, detectors or policy; inspection never sees a protocol.
 *
 *   codec --push/end--> Lane --LaneStep--> Scanner
 *   codec <--progress-- Lane <--LaneResult--'      released grows, edits appear, in lane order
 */
import type { SluiceError } from "../errors.ts";
import type { Lent, LikeEvents, QueueLimits } from "./fast-path.ts";
import type { FieldNames } from "./field-names.ts";
import type { PumpEnds, Pumping, PumpTotals } from "./pump.ts";
import type { Reading, Told } from "./told.ts";
import type { ToldPieces } from "./told-pieces.ts";

export interface LaneOptions {
  /** Shape of the place, for audit: `choices[].delta.content`. Client-chosen parts must already be bounded. */
  readonly name: string;
  /** Virtual text before the lane's first byte, e.g. `password: ` for the value under that key. */
  readonly context?: string | Uint8Array;
  /** The text stands in a field of this detector (Inspection.fields): all of it is a value. */
  readonly field?: number | undefined;
  /** The text is a part of another lane's, which detectors read: here only `field` counts, and limits.lanes counts it there. */
  readonly overlay?: true;
  /** The text is judged whole at once (`end(bytes)`), so the lane is not counted against limits.lanes. */
  readonly brief?: true;
  /** What else reads this text. */
  readonly reading?: Reading | undefined;
  /** Where another lane stood: this one has its text behind it, goes on with its offsets and is not counted again. */
  readonly from?: LaneMark;
  /**
   * Called after `released` grew, the lane finished, or a scan that was answered later left it settled; may be called
   * synchronously from push or end.
   */
  readonly progress: () => void;
}

/** Replace lane bytes [start, end) by `replacement` (may be empty: the swallowed tail of an earlier edit). */
export interface Edit {
  readonly start: number;
  readonly end: number;
  /** UTF-8; only characters that need no escaping in JSON, HTML, URLs or headers: `[A-Za-z0-9_.*<>:-]`. */
  readonly replacement: Uint8Array;
  /** The tail of the edit before it: where a value must stay one token, nothing new starts here. */
  readonly swallowed: boolean;
}

/** Where a lane stands once all its text is scanned. What is in it is for inspection to know; `bytes` are its own copy. */
export interface LaneMark {
  /** Number of the lane; the lane that goes on has it, too. */
  readonly number: number;
  readonly context: Uint8Array;
  readonly field: number | undefined;
  /** The bytes that a later scan may still look at, and the lane offset of the first. */
  readonly bytes: Uint8Array;
  readonly base: number;
  readonly released: number;
  readonly floor: number;
  readonly tails: number;
  readonly swallowed: number;
  readonly swallowedTo: number;
  /** The lane that goes on reads the same text. */
  readonly reading: Reading;
}

export interface Lane {
  /** Takes the next bytes, or those in [from, to) of these; the array is not kept after it returns. Ignored after end or failure. */
  push(bytes: Uint8Array, from?: number, to?: number): void;
  /** Clean end: what is held is decided with nothing to follow. `bytes` are the last ones, judged in the same step. */
  end(bytes?: Uint8Array): void;
  /** Bytes pushed so far. */
  readonly pushed: number;
  /** Lane offset before which everything is decided; edits with end <= released are final. */
  readonly released: number;
  /** True once `end` was called and everything is released. */
  readonly finished: boolean;
  /** Bytes pushed but not yet taken into a scan step (a step is in flight); the codec pauses its source past a limit. */
  readonly waiting: number;
  /** True while no pushed byte waits for a scan: `released` now depends on the bytes alone, not on when scans answer. */
  readonly settled: boolean;
  /** For another reading of the lane's text that begins at this offset: what both find is told once. */
  readAt(offset: number): Reading;
  /** Before the first push: the text is a piece of one that others read. */
  standsIn(reading: Reading): void;
  /** To go on from here later, whatever becomes of this lane; only while it is settled and has not ended. */
  mark(): LaneMark;
  /** Removes and returns the edits decided so far, in order. */
  takeEdits(): readonly Edit[];
  /**
   * Lends the lane to a fast path for such events; undefined: there is none, or not now. Until it is taken back nothing else is called on
   * the lane, and what it says of itself is what was so before.
   */
  lend?(events: LikeEvents, limits: QueueLimits): Lent | undefined;
}

/** A text that is known whole. */
export interface WholeText {
  /** As a lane's. */
  readonly name: string;
  readonly context?: string | Uint8Array | undefined;
  /** As a lane's. */
  readonly field?: number | undefined;
  /** What else reads this text. */
  readonly reading?: Reading | undefined;
  /** Must not change until it is judged. */
  readonly bytes: Uint8Array;
}

export interface Judged {
  readonly edits: readonly Edit[];
  /** Nothing was found, not even what is let through; false also where that was not asked. */
  readonly clean: boolean;
}

/** One direction of one exchange. */
export interface Inspection {
  /** Fields whose name alone makes a value of what stands in them; whoever opens a lane asks. */
  readonly fields?: FieldNames | undefined;
  open(options: LaneOptions): Lane;
  /** For a text that is read in more than one way, and of which no lane reads all. */
  told(): Told;
  /** For a text made of pieces of such texts, which is read behind them. */
  toldPieces(): ToldPieces;
  /**
   * Judges whole texts, each as a lane of its own; `done` is called once, now or later, with a judgement for each in order.
   * Never when the inspection is stopped.
   */
  judge(texts: readonly WholeText[], done: (judged: readonly Judged[]) => void): void;
  /** Set once: by a failure in any lane, or by a decision to block. The codec stops emitting at once. */
  readonly stopped: SluiceError | undefined;
  /** Called once when `stopped` is set. */
  onStopped(listener: (reason: SluiceError) => void): void;
}

/** Where a codec's encoded output goes. Order of calls is the order on the wire. */
export interface BodySink {
  write(bytes: Uint8Array): void;
  /** Clean end of the body. */
  end(): void;
  /** The body cannot go on; nothing is written afterwards. */
  fail(error: SluiceError): void;
  /** Beside the body itself so many bytes are in memory for it now. What is returned says that there is no room for them. */
  needs?(bytes: number): SluiceError | undefined;
}

/**
 * A codec for one body: bytes in, redacted bytes out through its sink. Pure: no sockets, clocks or timers. Any split of the input gives
 * the same output. Output may come later than input (scans in flight), never out of order.
 */
export interface BodyCodec {
  write(chunk: Uint8Array): void;
  /**
   * Takes the chunk of the chunked coding that begins at bytes[from], if it is there whole and this is the faster way for it; between two
   * chunks only. Where the next one begins; `from`: it is not taken, and its data comes with `write`. Missing: there is no such way.
   */
  take?(bytes: Uint8Array, from: number, to: number): number;
  /** Of the chunk that was taken last: bytes of its data, and what leaves by it, which is not written to the sink; to be asked for once. */
  readonly taken?: { readonly data: number; released(): Uint8Array } | undefined;
  /** What `take` would take is pumped from now on; undefined: it is not. Until `over` was called nothing else is, and `pumped` behind that. */
  pump?(ends: PumpEnds): Pumping | undefined;
  pumped?(totals: PumpTotals): void;
  /** The source's framing says the body is complete. What that means for open lanes is the codec's to know. */
  end(): void;
  /**
   * The source broke off. What has arrived is decided as far as it goes and leaves, what is undecided is dropped, and the
   * sink hears `error`; a codec without this has written all that it could.
   */
  breakOff?(error: SluiceError): void;
  /** Bytes taken in but neither written nor dropped: drives backpressure. */
  readonly held: number;
  /** Where the body is a stream of events: how many have come. */
  readonly events?: number;
}
