/**
 * Event streams (SSE, NDJSON). The unit of release is one event: it leaves byte for byte, in order, once every byte of text
 * in it is decided; only events that an edit touches are rewritten.
 *
 *   chunk -> parser -> backlog -> judge -> queue -> release -> sink
 *                         '- waits while the queue's head must be cut and a scan is still out
 *
 * Leaves that no rule names are judged both whole and as text that goes on in later events. One that does not go on in the
 * next events waits no longer (its text goes on all the same); one that always says the same is only judged whole.
 *
 * Parts of a message that follow one another are one text, and each is one of its own: where a part ends, what may go on in
 * the next one waits for it, as an event waits for the rest of its text.
 *
 * An event that more than `eventsBehind` events or `bytesBehind` bytes wait for leaves with its undecided text cut out; the
 * text travels in the lane's next event, or in one made for it before the lane ends. Text of parts that have ended does not
 * travel: it leaves. Nor does that of unnamed leaves: while later events go on with it, it waits up to `bytesBehind`; then it
 * leaves, too. Whether to cut is asked once for each event that arrives, before its text is judged, and only when no scan is
 * out: so neither chunks nor threads change it.
 */
import { copyBytes } from "../../../concat.ts";
import { failures, SluiceError } from "../../../errors.ts";
import type { Lent } from "../../../inspect/fast-path.ts";
import type { BodyCodec, BodySink, Inspection } from "../../../inspect/inspection.ts";
import type { PumpEnds, Pumping, PumpTotals } from "../../../inspect/pump.ts";
import type { StreamRules } from "../../llm/dialect.ts";
import { EventJudge } from "./event-judge.ts";
import { lend, takeBack } from "./event-loan.ts";
import {
  emptyEvent,
  endUnnamed,
  isReleasable,
  isSettled,
  LikeEvent,
  letGo,
  mayBeAlone,
  type QueuedEvent,
  streamsIn,
  unnamedHolding,
} from "./event-queue.ts";
import { type EventParser, type EventParserOptions, type EventUnit, PartialUnit } from "./event-unit.ts";
import { EventWriter } from "./event-writer.ts";
import type { PlanOptions } from "./json-plan.ts";
import type { JsonBounds } from "./json-tape.ts";
import { createNdjsonParser } from "./ndjson-parser.ts";
import { noBytes, viewOf } from "./splice.ts";
import { createSseParser, emptyLineEnd } from "./sse-parser.ts";

export interface EventLimits extends JsonBounds {
  readonly eventBytes: number;
  readonly lanes: number;
  /** An event waits for at most this many later ones ... */
  readonly eventsBehind: number;
  /** ... and for at most this many bytes of them. */
  readonly bytesBehind: number;
}

export interface EventCodecOptions extends PlanOptions {
  readonly inspection: Inspection;
  readonly sink: BodySink;
  readonly framing: "sse" | "ndjson";
  readonly rules: StreamRules;
  readonly limits: EventLimits;
}

const lf = 0x0a;
const cr = 0x0d;

/** After so many events in a row that were like the one before, a fast path is asked for. */
const likesBefore = 2;

/** An event waits for at most this many later ones to see whether a leaf that no rule names goes on in them. */
const aloneBehind = 2;

export function createEventCodec(options: EventCodecOptions): BodyCodec {
  return new EventStream(options);
}

class EventStream implements BodyCodec, EventParserOptions {
  readonly #options: EventCodecOptions;
  readonly #parser: EventParser;
  readonly #judge: EventJudge;
  readonly #writer: EventWriter;
  #backlog: EventUnit[] = [];
  #backlogBytes = 0;
  readonly #queue: QueuedEvent[] = [];
  #queueBytes = 0;
  /** Blank lines since the last unit, by bytes; a line end counts the same however chunks cut it. */
  #blankBytes = 0;
  #afterCr = false;
  #writing = false;
  #busy = false;
  #closed = false;
  #sourceEnded = false;
  #finishing = false;
  /** It fails behind everything that came before. */
  #late: SluiceError | undefined;
  /** What the stream ends with once all that is decided has left. */
  #failure: SluiceError | undefined;
  /** Events in a row that were like the one before. */
  #likes = 0;
  /** Lane and queue are lent; the queue here is empty. */
  #lent: Lent | undefined;
  /** While they are: the beginning of an event that a chunk has cut. */
  #cut: PartialUnit | undefined;
  events = 0;

  constructor(options: EventCodecOptions) {
    this.#options = options;
    this.#parser = options.framing === "sse" ? createSseParser(this) : createNdjsonParser(this);
    this.#judge = new EventJudge(options, () => this.#drain());
    this.#writer = new EventWriter(this.#judge, options.framing, options.sink);
    options.inspection.onStopped((error) => this.#fail(error));
  }

  get held(): number {
    if (this.#closed) return 0;
    if (this.#lent !== undefined) return this.#lent.waiting + (this.#cut?.length ?? 0);
    return this.#queueBytes + this.#backlogBytes + this.#parser.partial;
  }

  take(bytes: Uint8Array, from: number, to: number): number {
    if (this.#closed || this.#likes < likesBefore || this.#cut !== undefined) return from;
    const lent = this.#lent ?? this.#lend();
    const next = lent === undefined ? from : lent.take("chunk", bytes, from, to);
    if (lent === undefined || next === from) return from;
    this.events++;
    return next;
  }

  pump(ends: PumpEnds): Pumping | undefined {
    return this.#closed || this.#cut !== undefined ? undefined : this.#lent?.pump?.(ends);
  }

  pumped(totals: PumpTotals): void {
    this.events += totals.events;
    this.#lent?.pumped?.(totals);
  }

  get taken(): Lent | undefined {
    return this.#lent;
  }

  #lend(): Lent | undefined {
    const isFree = !this.#sourceEnded && this.#failure === undefined && this.#late === undefined && !this.#busy;
    const isLike = this.#queue.length <= this.#likes && this.#backlog.length === 0 && this.#parser.atBoundary;
    if (!isFree || !isLike || !this.#judge.texts.ready) return undefined;
    this.#lent = lend(this.#judge.repeat, this.#queue, this.#options.limits);
    if (this.#lent === undefined) this.#likes = 0;
    else this.#queueBytes = 0;
    return this.#lent;
  }

  #takeBack(): void {
    const lent = this.#lent;
    if (lent === undefined) return;
    this.#lent = undefined;
    for (const event of takeBack(this.#judge.repeat, lent)) {
      event.copied = true;
      this.#queue.push(event);
      this.#queueBytes += event.raw.length;
    }
    this.#likes = this.#queue.length;
  }

  write(bytes: Uint8Array): void {
    const chunk = this.#withCut(bytes);
    let at = 0;
    if (!this.#parser.atBoundary && this.#likes >= likesBefore - 1) {
      // The event that is under way comes by the parser; behind it the fast path may go on.
      const end = emptyLineEnd(chunk);
      if (end > 0 && end < chunk.length) {
        this.#read(viewOf(chunk, 0, end));
        at = end;
      }
    }
    at = this.#takeEvents(chunk, at);
    // An event that is cut once more goes the long way: nothing is looked through again for each byte of it.
    const mayWait = at > 0 || chunk === bytes;
    if (at === chunk.length || (mayWait && this.#keepCut(chunk, at))) this.#flush();
    else this.#read(at === 0 ? chunk : viewOf(chunk, at, chunk.length));
  }

  #withCut(bytes: Uint8Array): Uint8Array {
    const cut = this.#cut;
    if (cut === undefined) return bytes;
    this.#cut = undefined;
    cut.append(bytes);
    return cut.take();
  }

  /** The beginning of a like event waits here for the rest of it, so that the loan can go on. False: it is none. */
  #keepCut(chunk: Uint8Array, at: number): boolean {
    const { framing, limits } = this.#options;
    if (this.#lent === undefined || framing !== "sse" || chunk.length - at > limits.eventBytes) return false;
    const rest = viewOf(chunk, at, chunk.length);
    if (!this.#judge.repeat.beginsLike(rest) || emptyLineEnd(rest) > 0) return false;
    this.#cut = new PartialUnit();
    this.#cut.append(rest);
    return true;
  }

  #readCut(): void {
    const cut = this.#cut;
    this.#cut = undefined;
    if (cut !== undefined) this.#read(cut.take());
  }

  /** Takes like events by the fast path, from `at` on; where the first other one begins. */
  #takeEvents(chunk: Uint8Array, at: number): number {
    if (this.#closed || this.#likes < likesBefore || !this.#parser.atBoundary) return at;
    const lent = this.#lent ?? this.#lend();
    while (lent !== undefined && at < chunk.length) {
      const next = lent.take("event", chunk, at, chunk.length);
      if (next === at) break;
      at = next;
      this.events++;
      this.#writer.add(copyBytes(lent.released()));
    }
    return at;
  }

  #read(chunk: Uint8Array): void {
    this.#takeBack();
    if (this.#closed || this.#sourceEnded || this.#failure !== undefined || this.#late !== undefined) return;
    const whole = this.#backlog.length === 0 && chunk.length <= this.#options.limits.eventBytes;
    if (whole && this.#parser.atBoundary && this.#repeats(chunk)) return;
    this.#writing = true;
    this.#parser.write(chunk);
    this.#settle();
  }

  /**
   * Most chunks of a stream are one event like the last one. It is judged without taking it apart, and where its text is decided at
   * once, nothing waits before it and it stays, it leaves as it came. True: it is done, or in the queue.
   */
  #repeats(chunk: Uint8Array): boolean {
    const head = this.#queue[0];
    if (!this.#judge.texts.ready || (head !== undefined && this.#roomFor(chunk, head) !== "enough")) return false;
    // Lanes tell of their progress while their text is pushed.
    this.#busy = true;
    const judged = this.#judge.judgeLike(chunk, head !== undefined);
    this.#busy = false;
    if (judged === undefined) return false;
    this.#blankBytes = 0;
    this.#afterCr = false;
    this.#likes++;
    this.events++;
    // The inspection may have been stopped.
    if (this.#closed) return true;
    if (judged === "passes") {
      this.#writer.add(chunk);
      this.#flush();
      return true;
    }
    this.#queue.push(judged);
    this.#queueBytes += chunk.length;
    this.#writing = true;
    this.#drain();
    this.#settle();
    return true;
  }

  /** What the chunk has released leaves in one write. */
  #settle(): void {
    this.#writing = false;
    this.#keepHeld();
    this.#flush();
    this.#close();
  }

  end(): void {
    this.#readCut();
    this.#takeBack();
    if (this.#closed || this.#sourceEnded) return;
    if (this.#failure === undefined) this.#parser.end();
    this.#sourceEnded = true;
    this.#drain();
  }

  get maxBytes(): number {
    return this.#options.limits.eventBytes;
  }

  /** Each is judged on its own. */
  get maxLines(): number {
    return this.#options.limits.lanes;
  }

  tooLarge(what: "bytes" | "lines"): void {
    const { source } = this.#options;
    const failure =
      what === "bytes" ? failures.eventTooLarge(source, this.maxBytes) : failures.tooManyLanes(source, this.maxLines);
    this.breakOff(failure);
  }

  unit(unit: EventUnit): void {
    if (this.#failure !== undefined || this.#late !== undefined) return;
    this.#blankBytes = 0;
    this.#afterCr = unit.raw.at(-1) === cr;
    this.events++;
    this.#backlog.push(unit);
    this.#backlogBytes += unit.raw.length;
    this.#drain();
  }

  /** Bytes without text go with the event before them, or at once if that has left. */
  filler(bytes: Uint8Array): void {
    if (this.#failure !== undefined || this.#late !== undefined) return;
    this.#likes = 0;
    const half = this.#afterCr && bytes.length === 1 && bytes[0] === lf;
    this.#afterCr = bytes.at(-1) === cr;
    if (!half) this.#blankBytes += Math.max(1, bytes.length - 1);
    if (this.#blankBytes > this.maxBytes) {
      this.tooLarge("bytes");
      return;
    }
    const waiting = this.#backlog.at(-1);
    const queued = this.#queue.at(-1);
    if (waiting !== undefined) {
      waiting.filler ??= new PartialUnit();
      waiting.filler.append(bytes);
      this.#backlogBytes += bytes.length;
    } else if (queued !== undefined) {
      queued.filler ??= new PartialUnit();
      queued.filler.append(bytes);
      this.#queueBytes += bytes.length;
    } else this.#writer.add(bytes);
  }

  /** Takes effect behind everything that came before. */
  breakOff(failure: SluiceError): void {
    this.#readCut();
    this.#takeBack();
    if (this.#closed || this.#sourceEnded) return;
    this.#late ??= failure;
    this.#drain();
  }

  #drain(): void {
    if (this.#busy) return;
    this.#busy = true;
    while (!this.#closed && (this.#release() || this.#readOn() || this.#admit() || this.#finish())) {}
    this.#busy = false;
    if (this.#writing) return;
    this.#flush();
    this.#close();
  }

  #readOn(): boolean {
    const { texts } = this.#judge;
    return texts.readBesides() || texts.close();
  }

  #release(): boolean {
    const head = this.#queue[0];
    if (head === undefined) return false;
    if (isReleasable(head)) this.#emit(head, false);
    else if (this.#failure !== undefined && isSettled(head)) this.#emit(head, true);
    else return false;
    return true;
  }

  #admit(): boolean {
    const unit = this.#backlog[0];
    if (unit === undefined || this.#failure !== undefined || !this.#judge.texts.ready) return false;
    const head = this.#queue[0];
    if (head !== undefined) {
      const room = this.#roomFor(unit.raw, head);
      if (room === "later") return false;
      if (room !== "enough") {
        const over = room === "none";
        if (!isSettled(head)) return false;
        if (endUnnamed(head, over)) return true;
        if (over && letGo(head)) return true;
        if (over) {
          this.#emit(head, true);
          return true;
        }
      }
    }
    this.#backlog.shift();
    takeFiller(unit);
    this.#backlogBytes -= unit.raw.length;
    const event = this.#judge.judge(unit);
    if (this.#closed) return false;
    if (event instanceof SluiceError) {
      this.#failure = event;
      this.#backlog = [];
      this.#backlogBytes = 0;
      return true;
    }
    this.#likes = event instanceof LikeEvent && event.slot.moved.length === 0 ? this.#likes + 1 : 0;
    event.copied = unit.copied === true;
    this.#queue.push(event);
    this.#queueBytes += event.raw.length;
    return true;
  }

  /**
   * Behind the head of the queue, for one event more. `none`: too much waits for the head already. `alone`: the head holds a leaf that
   * does not go on, as it seems. `later`: that is known once the scans that are out have answered.
   */
  #roomFor(unit: Uint8Array, head: QueuedEvent): "enough" | "none" | "alone" | "later" {
    const { eventsBehind, bytesBehind } = this.#options.limits;
    const bytes = this.#queueBytes - head.raw.length - (head.filler?.length ?? 0) + contentLength(unit);
    if (bytes > bytesBehind || (this.#queue.length > eventsBehind && !this.#goesOn(head))) return "none";
    if (this.#queue.length > aloneBehind && mayBeAlone(head)) return "alone";
    return !isSettled(head) && this.#mayWaitAlone() ? "later" : "enough";
  }

  /** Text that no rule names cannot travel: while later events go on with it, its event waits, whatever their number. */
  #goesOn(head: QueuedEvent): boolean {
    const holding = isSettled(head) ? unnamedHolding(head) : [];
    if (holding.length === 0) return false;
    const recent = this.#queue.slice(this.#queue.length - this.#options.limits.eventsBehind);
    const goingOn = new Set(recent.flatMap(streamsIn));
    return holding.every((stream) => goingOn.has(stream));
  }

  /** Once the scans that are out have answered, such an event may be the head. */
  #mayWaitAlone(): boolean {
    return this.#queue.some((event, at) => this.#queue.length - at > aloneBehind && mayBeAlone(event));
  }

  /** What follows the last unit: a failure, or the source's end, which is clean or cuts the stream. */
  #finish(): boolean {
    if (this.#backlog.length > 0 || this.#finishing || this.#failure !== undefined) return false;
    if (!this.#judge.texts.ready) return false;
    if (this.#late !== undefined) {
      this.#failure = this.#late;
      return true;
    }
    if (!this.#sourceEnded) return false;
    const { rules, source } = this.#options;
    const judge = this.#judge;
    this.#finishing = true;
    if (rules.mustEnd && !judge.complete && (!judge.someEnded || judge.holdsKnown)) {
      this.#failure = failures.truncatedStream(source);
    } else {
      const last = emptyEvent(noBytes, []);
      judge.endAll(last);
      this.#queue.push(last);
    }
    return true;
  }

  #close(): void {
    if (this.#closed || this.#queue.length > 0 || this.#backlog.length > 0) return;
    if (this.#failure !== undefined) this.#fail(this.#failure);
    else if (this.#finishing) {
      this.#closed = true;
      this.#options.sink.end();
    }
  }

  #fail(error: SluiceError): void {
    if (this.#closed) return;
    this.#flush();
    this.#closed = true;
    this.#lent = undefined;
    this.#queue.length = 0;
    this.#backlog = [];
    this.#options.sink.fail(error);
  }

  #emit(event: QueuedEvent, cut: boolean): void {
    this.#queue.shift();
    takeFiller(event);
    this.#queueBytes -= event.raw.length;
    // What travels is in an event that waits.
    if (cut) this.#likes = 0;
    this.#writer.write(event, cut);
  }

  #flush(): void {
    if (!this.#closed) this.#writer.flush();
  }

  /** What stays longer than this call must not keep a whole chunk alive; a small one costs no more than the slab of a copy. */
  #keepHeld(): void {
    for (const units of [this.#queue, this.#backlog]) {
      // What arrived earlier stands before and was copied then.
      for (let at = units.length - 1; at >= 0; at--) {
        const unit = units[at];
        if (unit === undefined || unit.copied === true) break;
        if (unit.raw.buffer.byteLength > Buffer.poolSize) unit.raw = copyBytes(unit.raw);
        unit.copied = true;
      }
    }
  }
}

/** Joined once: blank lines may be many. */
function takeFiller(unit: EventUnit | QueuedEvent): void {
  if (unit.filler === undefined) return;
  unit.raw = Buffer.concat([unit.raw, unit.filler.take()]);
  unit.filler = undefined;
}

/** Without the line ends behind it: of the last one, chunks may have kept a part back. */
function contentLength(raw: Uint8Array): number {
  let { length } = raw;
  while (length > 0 && (raw[length - 1] === lf || raw[length - 1] === cr)) length--;
  return length;
}
