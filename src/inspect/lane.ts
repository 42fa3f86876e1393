/**
 * One lane's state between stateless scans: a roll buffer of the bytes the engine may still look at, absolute offsets,
 * and at most one step in flight; bytes behind it wait, however few they are.
 *
 *   buffer  [ gone | kept .......... | waiting ... | free ]
 *                  ^start (= base)   ^scanned      ^length
 *
 * A synchronous scanner answers inside the loop of `#pump`, so any number of steps needs one stack frame. While a step is
 * in flight its bytes are not moved: growing takes a new buffer and leaves the old one to the step.
 */
import { failures, SluiceError } from "../errors.ts";
import type { FastPath, GivenBack, LikeEvents, QueueLimits } from "./fast-path.ts";
import type { Edit, Lane, LaneMark, LaneOptions } from "./inspection.ts";
import { LentLane } from "./lent-lane.ts";
import type { Finding, LaneResult, LaneStep, Scanner } from "./scanner.ts";
import { SpanEdits } from "./span-edits.ts";
import { type Asker, type Reading, Told } from "./told.ts";

export interface LaneLimits {
  /** Bytes pushed and scanned but not released. */
  readonly laneHoldBytes: number;
  /** Past this many waiting bytes the source of the lane should pause. */
  readonly lanePendingBytes: number;
  /** Bytes swallowed behind one head. */
  readonly swallowBytes: number;
  /** New bytes in one scan step. */
  readonly stepBytes: number;
}

/** Which span this is: unique and stable within one direction of one exchange, whatever the chunking. */
export interface SpanIdentity {
  /** Number of the lane, in order of opening. */
  readonly lane: number;
  /** Lane offsets. */
  readonly start: number;
  readonly end: number;
}

/** What a lane needs of its inspection. */
export interface LaneOwner {
  readonly scanner: Scanner;
  readonly profile: Uint8Array;
  readonly source: "client" | "upstream";
  readonly limits: LaneLimits;
  readonly stopped: SluiceError | undefined;
  stop(error: SluiceError): void;
  /** Absolute findings of one step; may stop the inspection. */
  found(name: string, findings: readonly Finding[]): void;
  /** The replacement for a span; the same array: the text stays. */
  redact(
    name: string,
    value: Uint8Array,
    findings: readonly Finding[],
    swallowed: boolean,
    span: SpanIdentity,
  ): Uint8Array;
  /** So many bytes of text more (less) are held back. */
  holding(bytes: number): void;
  /** The lane came to have more than `lanePendingBytes` waiting, or fell back under it. */
  pressed(on: boolean): void;
}

const noBytes = new Uint8Array(0);
type Writable<T> = { -readonly [K in keyof T]: T[K] };
const noEdits: readonly Edit[] = [];
const firstCapacity = 128;
/** A buffer that grew for one large push is given back once this little is left in it. */
const keptCapacity = 4096;

export class LaneRun implements Lane, Asker {
  readonly #owner: LaneOwner;
  readonly #progress: () => void;
  /** Number of the lane in its inspection. */
  readonly number: number;
  readonly name: string;
  #context: Uint8Array;
  readonly #field: number | undefined;
  #buffer: Uint8Array = noBytes;
  #start = 0;
  #scanned = 0;
  #length = 0;
  /** Lane offset of #buffer[#start]. */
  #base = 0;
  #released = 0;
  #floor = 0;
  #tails = 0;
  /** From the first span on; most lanes have none. */
  #edits: SpanEdits | undefined;
  /** If others read the text, too. */
  #reading: Reading | undefined;
  /** The answer to the step in flight, which waits for those to earlier ones. */
  late: (() => void) | undefined;
  #inFlight = false;
  /** The next step has its turn. */
  #hasAsked = false;
  /** Of the text that the step in flight is of. */
  #asked: Told | undefined;
  #fastPath: FastPath | undefined;
  /** The one in flight; used again when it is answered. */
  readonly #step: Writable<LaneStep> = {
    context: noBytes,
    bytes: noBytes,
    floor: 0,
    released: 0,
    last: false,
    profile: noBytes,
    tails: 0,
    field: undefined,
    overlay: false,
  };
  #pumping = false;
  #telling = false;
  #pressed = false;
  #ended = false;
  #finished = false;
  /** Something happened that the codec must hear of. */
  #news = false;

  /** `context` as bytes; where another lane stood, that one's. */
  constructor(owner: LaneOwner, number: number, context: Uint8Array, options: LaneOptions) {
    const { name, progress, field, from, overlay, reading } = options;
    this.#owner = owner;
    this.number = number;
    this.name = name;
    this.#context = context;
    this.#progress = progress;
    this.#field = from === undefined ? field : from.field;
    this.#step.overlay = overlay === true;
    this.#reading = reading;
    if (from !== undefined) this.#goOn(from);
  }

  get pushed(): number {
    return this.#base + this.#length - this.#start;
  }

  get released(): number {
    return this.#released;
  }

  get finished(): boolean {
    return this.#finished;
  }

  get waiting(): number {
    return this.#length - this.#scanned;
  }

  get settled(): boolean {
    return !this.#inFlight && this.#scanned === this.#length && this.#ended === this.#finished;
  }

  push(bytes: Uint8Array, from = 0, to = bytes.length): void {
    if (this.#ended || to <= from || this.#owner.stopped !== undefined) return;
    this.#append(bytes, from, to);
    this.#pump();
    this.#tell();
  }

  end(bytes?: Uint8Array): void {
    if (this.#ended || this.#owner.stopped !== undefined) return;
    if (bytes !== undefined) this.#append(bytes, 0, bytes.length);
    this.#ended = true;
    this.#pump();
    this.#tell();
  }

  readAt(offset: number): Reading {
    this.#reading ??= { told: new Told(), at: 0 };
    const { told, at } = this.#reading;
    return { told, at: at + offset };
  }

  standsIn(reading: Reading): void {
    this.#reading = reading;
  }

  mark(): LaneMark {
    return {
      reading: this.readAt(0),
      number: this.number,
      context: this.#context,
      field: this.#field,
      bytes: Uint8Array.from(this.#buffer.subarray(this.#start, this.#length)),
      base: this.#base,
      released: this.#released,
      floor: this.#floor,
      tails: this.#tails,
      swallowed: this.#edits?.swallowed ?? 0,
      swallowedTo: this.#edits?.swallowedTo ?? -1,
    };
  }

  #goOn(mark: LaneMark): void {
    this.#append(mark.bytes, 0, mark.bytes.length);
    this.#scanned = this.#length;
    this.#base = mark.base;
    this.#released = mark.released;
    this.#floor = mark.floor;
    this.#tails = mark.tails;
    this.#reading = mark.reading;
    if (mark.swallowedTo >= 0) {
      this.#edits = new SpanEdits(this.#owner, this.number, this.name, mark.swallowed, mark.swallowedTo);
    }
    this.#owner.holding(mark.base - mark.released);
  }

  takeEdits(): readonly Edit[] {
    return this.#edits?.drain() ?? noEdits;
  }

  /** Only a lane whose text has had no context, and in which nothing is being swallowed: then its bytes are all there is of it. */
  lend(events: LikeEvents, limits: QueueLimits): LentLane | undefined {
    const owner = this.#owner;
    const isPlain = this.#tails === 0 && this.#field === undefined && !this.#step.overlay;
    const isBare = this.#base > 0 || this.#context.length === 0;
    if (!isPlain || !isBare || !this.settled || this.#ended || owner.stopped !== undefined) return undefined;
    this.#fastPath ??= owner.scanner.fastPath?.(owner.profile);
    const text = this.#buffer.subarray(this.#start, this.#length);
    const lane = { text, released: this.#released - this.#base, floor: this.#floor - this.#base };
    const { laneHoldBytes } = owner.limits;
    if (this.#fastPath?.takeOver(events, lane, { ...limits, laneHoldBytes }) !== true) return undefined;
    this.#buffer = noBytes;
    return new LentLane(this.#fastPath, owner, text.length - lane.released, this.#resume);
  }

  readonly #resume = ({ text, moved, released, floor }: GivenBack): void => {
    this.#base += moved;
    this.#buffer = text;
    this.#start = 0;
    this.#scanned = text.length;
    this.#length = text.length;
    this.#released = this.#base + released;
    this.#floor = this.#base + floor;
  };

  #append(bytes: Uint8Array, from: number, to: number): void {
    const more = to - from;
    if (this.#length + more > this.#buffer.length) this.#makeRoom(more);
    const at = this.#length;
    // A loop beats the call of `set` for the few bytes of a token.
    if (more < 24) for (let i = 0; i < more; i++) this.#buffer[at + i] = bytes[from + i] ?? 0;
    else this.#buffer.set(more === bytes.length ? bytes : bytes.subarray(from, to), at);
    this.#length = at + more;
    this.#owner.holding(more);
    if (this.#inFlight && !this.#pressed && this.waiting > this.#owner.limits.lanePendingBytes) this.#press(true);
  }

  #makeRoom(more: number): void {
    const kept = this.#length - this.#start;
    const fits = kept + more <= this.#buffer.length && this.#start >= kept;
    if (fits && !this.#inFlight) {
      this.#buffer.copyWithin(0, this.#start, this.#length);
    } else {
      const wanted = Math.max(firstCapacity, (kept + more) * 2);
      const next = Buffer.allocUnsafe(wanted);
      next.set(this.#buffer.subarray(this.#start, this.#length));
      this.#buffer = next;
    }
    this.#scanned -= this.#start;
    this.#length = kept;
    this.#start = 0;
  }

  #press(on: boolean): void {
    this.#pressed = on;
    this.#owner.pressed(on);
  }

  #tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    while (this.#news) {
      this.#news = false;
      this.#progress();
    }
    this.#telling = false;
  }

  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    while (!this.#inFlight && !this.#finished && this.#owner.stopped === undefined) {
      const fresh = Math.min(this.waiting, this.#owner.limits.stepBytes);
      const last = this.#ended && fresh === this.waiting;
      if (fresh === 0) {
        if (!last) break;
        // All is released: nothing ends behind it, so a last scan could say nothing.
        if (this.#released === this.pushed) {
          this.#finish();
          break;
        }
      }
      this.#scan(fresh, last);
    }
    this.#pumping = false;
  }

  #scan(fresh: number, last: boolean): void {
    const base = this.#base;
    this.#scanned += fresh;
    this.#inFlight = true;
    const step = this.#step;
    step.context = base === 0 ? this.#context : noBytes;
    // Buffer.subarray takes three times as long.
    step.bytes = new Uint8Array(
      this.#buffer.buffer,
      this.#buffer.byteOffset + this.#start,
      this.#scanned - this.#start,
    );
    step.floor = this.#floor - base;
    step.released = this.#released - base;
    step.last = last;
    step.profile = this.#owner.profile;
    step.tails = this.#tails;
    step.field = this.#field;
    this.#asked = this.#reading?.told;
    if (!this.#hasAsked) this.#asked?.ask(this);
    this.#hasAsked = false;
    this.#owner.scanner.scan(step, this.#done);
  }

  /** One closure for the lane's life. A fault behind it must end this exchange, not the scanner that called. */
  readonly #done = (failure: Error | undefined, result: LaneResult | undefined): void => {
    if (this.#asked?.isNext(this) === false) {
      this.late = () => this.#done(failure, result);
      return;
    }
    try {
      this.#answered(failure, result);
    } catch {
      this.#owner.stop(failures.internal("inspect"));
    }
  };

  #answered(failure: Error | undefined, result: LaneResult | undefined): void {
    if (!this.#inFlight) return;
    this.#inFlight = false;
    const { bytes } = this.#step;
    this.#step.bytes = noBytes;
    if (this.#owner.stopped !== undefined) return;
    if (failure !== undefined || result === undefined) {
      this.#owner.stop(failure instanceof SluiceError ? failure : failures.scanFailed());
      return;
    }
    this.#take(bytes, result, this.#step.last);
    const asked = this.#asked;
    const isPumping = this.#pumping;
    if (!isPumping && asked !== undefined && this.#scansOn) {
      // Before those who wait for this answer ask theirs: who tells first stays the first.
      asked.ask(this);
      this.#hasAsked = true;
    }
    asked?.taken();
    if (isPumping || this.#owner.stopped !== undefined) return;
    this.#pump();
    this.#news ||= this.settled;
    this.#tell();
  }

  /** Another step follows. */
  get #scansOn(): boolean {
    return this.waiting > 0 || (this.#ended && !this.#finished && this.#released < this.pushed);
  }

  #take(bytes: Uint8Array, result: LaneResult, last: boolean): void {
    const base = this.#base;
    const released = base + result.released;
    if (result.findings.length > 0 || result.spans.length > 0) {
      this.#edits ??= new SpanEdits(this.#owner, this.number, this.name);
      this.#edits.take(bytes, base, result, this.#reading);
      if (this.#owner.stopped !== undefined) return;
    }
    if (released > this.#released) this.#news = true;
    this.#owner.holding(this.#released - released);
    this.#released = released;
    this.#floor = base + result.floor;
    this.#tails = result.tails;
    this.#keep(result.keep);
    // What is kept may exceed what is held: text that folds to nothing counts for no look-back.
    const kept = Math.max(base + bytes.length - released, this.#scanned - this.#start);
    if (kept > this.#owner.limits.laneHoldBytes) {
      this.#owner.stop(failures.laneHoldOverflow(this.#owner.source, this.#owner.limits.laneHoldBytes));
      return;
    }
    if (last) this.#finish();
    if (this.#pressed && this.waiting <= this.#owner.limits.lanePendingBytes) this.#press(false);
  }

  /** Forgets what no later step can look at. */
  #keep(from: number): void {
    this.#base += from;
    this.#start += from;
    if (this.#start !== this.#length) return;
    this.#start = 0;
    this.#scanned = 0;
    this.#length = 0;
    if (this.#buffer.length > keptCapacity) this.#buffer = noBytes;
  }

  #finish(): void {
    this.#finished = true;
    this.#news = true;
    this.#context = noBytes;
    this.#buffer = noBytes;
    this.#base = this.pushed;
    this.#start = 0;
    this.#scanned = 0;
    this.#length = 0;
  }
}
