/**
 * The way back: the upstream's answer through decoder and codec to the client, as it comes.
 *
 *   upstream -> [decoder] -> [codec] -> outbox -> client
 *      ^-- paused ---^  while the client is slow, a lane waits for the scanner or the audit trail cannot be written
 *
 * A streamed answer's head leaves once its values are inspected; a document's head waits for the whole document, so that it
 * can still become a refusal and its length is known. What one upstream chunk releases leaves in one write. A stream has no
 * size limit, since nothing of it is kept; a document counts against limits.body and limits.bufferedBytes until it has left.
 */
import { failures, type SluiceError } from "../errors.ts";
import type { BodyCodec, BodySink } from "../inspect/inspection.ts";
import type { PumpTotals } from "../inspect/pump.ts";
import {
  type CodingLimits,
  codingOf,
  createDecoder,
  type Decoder,
  type DecoderSink,
} from "../protocols/http/bodies/coding.ts";
import { ByteQueue } from "../protocols/http/byte-queue.ts";
import type { Framing, HeaderList, HttpExchange, ResponseWriter } from "../protocols/http/listener.ts";
import type { PumpSource, UpstreamAnswer, UpstreamCall } from "../protocols/http/upstream.ts";
import type { AnswerPlan, HeaderSink } from "./answer-plan.ts";
import type { HoldClock } from "./hold-clock.ts";
import { type BodyBudget, BodyShare } from "./request-body.ts";

export interface AnswerLimits extends CodingLimits {
  readonly bodyBytes: number;
  readonly bufferedBytes: number;
}

/** What is asked of the plan again once it is under way; the rest holds a whole head in memory. */
type Opened = Pick<AnswerPlan, "status" | "streams" | "events" | "bodiless">;

export interface AnswerOptions {
  readonly http: HttpExchange;
  readonly limits: AnswerLimits;
  readonly budget: BodyBudget;
  readonly hold: HoldClock;
  readonly monotonic: () => number;
  /** Bytes of text that inspection holds back now. */
  readonly inspection: { readonly held: number };
}

/** The exchange that is answered. */
export interface AnswerOwner {
  plan(status: number, headers: HeaderList): AnswerPlan | SluiceError;
  /** Once, last: undefined when complete, else what broke it and still has to be told to the client. */
  answered(failure: unknown): void;
}

export interface Answer {
  readonly handler: UpstreamAnswer;
  /** The call to pause and resume; set once it exists. */
  attach(call: UpstreamCall): void;
  /** The scanner has more waiting than a lane may have, or has caught up. */
  pressed(on: boolean): void;
  /** The audit trail cannot be written: nothing more is taken in until it can. */
  waiting(on: boolean): void;
  /** Stops for good: nothing more is written and `answered` is not called. */
  abort(): void;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Of a stream of events: how many came. */
  readonly events: number;
  readonly status: number;
  readonly headSent: boolean;
  /** The answer is a stream of events, in which an error can still be said. */
  readonly streams: boolean;
  /** What was written last does not end with an empty line. */
  readonly amidEvent: boolean;
}

export function createAnswer(options: AnswerOptions, owner: AnswerOwner): Answer {
  return new RunningAnswer(options, owner);
}

/**
 * Methods, and two small objects that call them, in place of callbacks made for each answer: with the last closure of a
 * function that is called no more, its compiled code goes too, and is compiled again with the next answer.
 */
class RunningAnswer implements Answer, UpstreamAnswer {
  readonly #options: AnswerOptions;
  readonly #owner: AnswerOwner;
  readonly #share: BodyShare;
  // Asked for with each event of a stream: every object on the way to them would be one more that is in no cache.
  readonly #hold: HoldClock;
  readonly #inspection: AnswerOptions["inspection"];
  readonly #response: ResponseWriter;
  readonly #monotonic: () => number;
  readonly #outbox = new ByteQueue();
  /** The outbox has something. */
  #isBoxed = false;
  #call: UpstreamCall | undefined;
  #plan: Opened | undefined;
  #decoder: Decoder | undefined;
  #codec: BodyCodec | undefined;
  #headers: HeaderList | undefined;
  #ended = false;
  #done = false;
  #feeding = false;
  /** What the upstream sends is what the codec reads. */
  #isPlain = false;
  #settlesSoon = false;
  /** Chunks that were taken one after the other. */
  #inARow = 0;
  #reasons = 0;
  #late: (() => void)[] | undefined;
  /** The last three bytes written. */
  #last = EVENT_END;
  /** What broke the answer, until all that was released before it has left. */
  #broken: { readonly error: unknown } | undefined;
  bytesIn = 0;
  bytesOut = 0;
  status = 0;
  headSent = false;

  constructor(options: AnswerOptions, owner: AnswerOwner) {
    this.#options = options;
    this.#owner = owner;
    this.#share = new BodyShare(options.budget, options.limits.bufferedBytes);
    this.#hold = options.hold;
    this.#inspection = options.inspection;
    this.#response = options.http.response;
    this.#monotonic = options.monotonic;
    options.http.onDrained(() => this.#drained());
  }

  get handler(): UpstreamAnswer {
    return this;
  }

  get streams(): boolean {
    return this.#plan?.events === true;
  }

  get amidEvent(): boolean {
    return this.#last !== EVENT_END && (this.#last & 0xffff) !== 0x0a0a && (this.#last & 0xffff) !== 0x0d0d;
  }

  get events(): number {
    return this.#codec?.events ?? 0;
  }

  attach(call: UpstreamCall): void {
    this.#call = call;
    if (this.#reasons !== 0) call.pause();
  }

  pressed(on: boolean): void {
    if (on) this.#press(SLOW_SCAN);
    else this.#unpress(SLOW_SCAN);
  }

  waiting(on: boolean): void {
    if (on) {
      this.#press(NO_AUDIT);
      return;
    }
    const late = this.#late ?? [];
    this.#late = undefined;
    this.#unpress(NO_AUDIT);
    for (const step of late) step();
  }

  abort(): void {
    this.#done = true;
    this.#outbox.clear();
    this.#stop();
  }

  head(status: number, headers: HeaderList): void {
    if (this.#comesLate) {
      this.#later(this.head.bind(this, status, headers));
      return;
    }
    try {
      this.#begin(status, headers);
    } catch (error) {
      this.broken(error);
    }
  }

  data(chunk: Uint8Array): void {
    if (this.#comesLate) this.#later(this.data.bind(this, chunk));
    else this.#data(chunk);
  }

  end(): void {
    if (this.#comesLate) {
      this.#later(this.end.bind(this));
      return;
    }
    try {
      this.#decoder?.end();
    } catch (error) {
      this.broken(error);
    }
  }

  /** The upstream broke off: what has come is decided as far as it goes. */
  fail(error: SluiceError): void {
    if (this.#comesLate) {
      this.#later(this.fail.bind(this, error));
      return;
    }
    if (this.#over) return;
    try {
      if (this.#codec?.breakOff === undefined) this.broken(error);
      else this.#codec.breakOff(error);
    } catch (thrown) {
      this.broken(thrown);
    }
  }

  /** What comes although the call is paused (a chunk may be on its way) waits its turn. */
  get #comesLate(): boolean {
    return (this.#reasons & NO_AUDIT) !== 0;
  }

  get #takesChunks(): boolean {
    return this.#isPlain && this.headSent && this.#reasons === 0 && !this.#isBoxed && !this.#over;
  }

  #later(step: () => void): void {
    this.#late ??= [];
    this.#late.push(step);
  }

  #drained(): void {
    this.#unpress(SLOW_CLIENT);
    if (this.#broken !== undefined) this.#breakOff();
    else this.settle();
  }

  #stop(): void {
    this.#late = undefined;
    this.#decoder?.abort();
    this.#call?.abort();
    this.#share.release();
  }

  #begin(status: number, headers: HeaderList): void {
    if (this.#over) return;
    const plan = this.#owner.plan(status, headers);
    const failure = plan instanceof Error ? plan : this.#open(plan);
    if (failure !== undefined) this.broken(failure);
  }

  #open(plan: AnswerPlan): SluiceError | undefined {
    const { status, streams, events, bodiless } = plan;
    this.#plan = { status, streams, events, bodiless };
    this.status = plan.status;
    const sink = new Outlet(this);
    const coding = plan.bodiless ? "identity" : codingOf(plan.contentEncoding);
    if (coding === undefined) return failures.unsupportedCoding("upstream");
    this.#isPlain = plan.streams && coding === "identity";
    const codec = plan.bodiless ? dropped(sink) : plan.codec(sink);
    if (codec instanceof Error) return codec;
    this.#codec = codec;
    const { ratio, inflatedBytes } = this.#options.limits;
    // As it travels, a body is counted against limits.body in #data.
    const limits = { ratio, inflatedBytes: plan.streams || coding === "identity" ? UNLIMITED : inflatedBytes };
    const decoder = createDecoder(coding, "upstream", limits, new Inlet(this));
    this.#decoder = decoder;
    decoder.onDrained(() => this.#unpress(FULL_DECODER));
    if ((this.#reasons & ~FULL_DECODER) !== 0) decoder.pause();
    plan.header(sink);
    return undefined;
  }

  #data(chunk: Uint8Array): void {
    const decoder = this.#decoder;
    if (this.#over || decoder === undefined) return;
    this.bytesIn += chunk.length;
    const { bodyBytes } = this.#options.limits;
    try {
      if (this.#plan?.streams === false && this.bytesIn > bodyBytes)
        this.broken(failures.bodyTooLarge("upstream", bodyBytes));
      else if (!decoder.write(chunk)) this.#press(FULL_DECODER);
    } catch (error) {
      this.broken(error);
    }
  }

  /** A chunk past parser, decoder and lexer, while nothing has to wait. */
  take(bytes: Uint8Array, from: number, to: number): number {
    const codec = this.#codec;
    if (!this.#takesChunks || codec?.take === undefined) return from;
    try {
      const next = codec.take(bytes, from, to);
      const taken = codec.taken;
      if (next === from || taken === undefined) return from;
      this.#inARow++;
      this.bytesIn += taken.data;
      const now = this.#monotonic();
      this.#hold.arrived(taken.data, now);
      this.#hold.left(codec.held, this.#inspection.held, now);
      const released = taken.released();
      if (released.length > 0 && !this.#response.writeCopy(this.#counted(released))) this.#press(SLOW_CLIENT);
      return next;
    } catch (error) {
      this.broken(error);
      return from;
    }
  }

  /** Chunks that are taken one after the other may be, without a call for each. */
  pump(source: PumpSource, rest: Uint8Array): boolean {
    try {
      return this.#pump(source, rest);
    } catch (error) {
      this.broken(error);
      return false;
    }
  }

  #pump(source: PumpSource, rest: Uint8Array): boolean {
    const codec = this.#codec;
    if (!this.#takesChunks || this.#inARow < rowBefore || codec?.pump === undefined || source.descriptor < 0)
      return false;
    this.#inARow = 0;
    const client = this.#response.pump?.();
    // Writing may have failed.
    if (client === undefined || !this.#takesChunks) return false;
    const { observer } = this.#hold;
    const hold = this.#hold.lend(codec.held);
    const pumping = codec.pump({
      upstream: source.descriptor,
      client,
      rest,
      hold,
      now: this.#monotonic(),
      observer,
      over: (totals, unsent) => this.#pumped(totals, unsent, source),
    });
    if (pumping === undefined) return false;
    source.pumpedBy(pumping);
    this.#response.pumpedBy?.(pumping);
    return true;
  }

  #pumped(totals: PumpTotals, unsent: Uint8Array, source: PumpSource): void {
    this.bytesIn += totals.data;
    this.bytesOut += totals.released;
    if (totals.released > 0) this.#last = totals.last;
    try {
      this.#hold.takeBack(totals);
      this.#codec?.pumped?.(totals);
      if (this.#response.pumped?.(unsent) === false) this.#press(SLOW_CLIENT);
      source.back(totals.rest);
    } catch (error) {
      this.broken(error);
    }
  }

  /** From the decoder. */
  feed(bytes: Uint8Array): void {
    const codec = this.#codec;
    if (this.#over || codec === undefined) return;
    const full = this.#plan?.streams === false ? this.#share.take(bytes.length) : undefined;
    if (full !== undefined) {
      this.broken(full);
      return;
    }
    this.#hold.arrived(bytes.length, this.#monotonic());
    this.#inARow = 0;
    try {
      this.#feeding = true;
      codec.write(bytes);
      this.#feeding = false;
      this.#settle();
    } catch (error) {
      this.broken(error);
    }
  }

  /** From the codec. */
  needs(bytes: number): SluiceError | undefined {
    return this.#over ? undefined : this.#share.needs(bytes);
  }

  /** From the decoder: there is no more. */
  fed(): void {
    if (this.#over) return;
    try {
      this.#codec?.end();
    } catch (error) {
      this.broken(error);
    }
  }

  /** From the codec. */
  emit(bytes: Uint8Array): void {
    if (this.#over || bytes.length === 0) return;
    this.#outbox.push(bytes);
    this.#isBoxed = true;
    // Of a document nothing leaves before its end.
    if (this.#feeding || this.#settlesSoon || this.#plan?.streams === false) return;
    this.#settlesSoon = true;
    settleSoon(this);
  }

  /** From the codec: there is no more. */
  ended(): void {
    this.#ended = true;
    this.#settle();
  }

  headed(headers: HeaderList): void {
    this.#headers = headers;
    this.#settle();
  }

  /** Sends what may be sent now; a fault of ours must end this exchange, not whatever called. */
  settle(): void {
    this.#settlesSoon = false;
    try {
      this.#settle();
    } catch (error) {
      this.broken(error);
    }
  }

  get #over(): boolean {
    return this.#done || this.#broken !== undefined;
  }

  #settle(): void {
    const plan = this.#plan;
    if (this.#over || this.#feeding || plan === undefined) return;
    if (this.#codec !== undefined) this.#hold.left(this.#codec.held, this.#inspection.held, this.#monotonic());
    if (this.#headers === undefined || (!plan.streams && !this.#ended)) return;
    if (!this.headSent) {
      this.headSent = true;
      this.#response.head(plan.status, this.#headers, this.#framing(plan));
      this.#headers = SENT;
    }
    if (!this.#drain(plan) || !this.#ended) return;
    this.#done = true;
    this.#response.end();
    this.#owner.answered(undefined);
  }

  /** False: the client is slow, and some has to wait. */
  #drain(plan: Opened): boolean {
    while (this.#outbox.bytes > 0) {
      if ((this.#reasons & SLOW_CLIENT) !== 0) return false;
      // What a stream releases is whole events: never cut, so that an error can be said behind them.
      this.#write(this.#outbox.take(plan.streams ? UNLIMITED : PIECE));
    }
    this.#isBoxed = false;
    return true;
  }

  #write(bytes: Uint8Array): void {
    if (!this.#response.write(this.#counted(bytes))) this.#press(SLOW_CLIENT);
  }

  #counted(bytes: Uint8Array): Uint8Array {
    this.bytesOut += bytes.length;
    for (let i = Math.max(0, bytes.length - 3); i < bytes.length; i++)
      this.#last = ((this.#last << 8) | (bytes[i] ?? 0)) & 0xffffff;
    return bytes;
  }

  #framing(plan: Opened): Framing {
    if (plan.bodiless) return { kind: "none" };
    return plan.streams ? { kind: "chunked" } : { kind: "length", bytes: this.#outbox.bytes };
  }

  broken(error: unknown): void {
    if (this.#over) return;
    this.#broken = { error };
    this.#feeding = false;
    this.#stop();
    this.#breakOff();
  }

  /** What was released before the failure is the client's; a document's head never left, so nothing of it does. */
  #breakOff(): void {
    if (this.#done || this.#broken === undefined) return;
    try {
      if (this.headSent && this.#plan !== undefined && !this.#drain(this.#plan)) return;
    } catch {
      // The writer has failed already: there is nobody to tell.
    }
    this.#done = true;
    this.#outbox.clear();
    this.#owner.answered(this.#broken.error);
  }

  #press(reason: number): void {
    this.#change(this.#reasons | reason);
  }

  #unpress(reason: number): void {
    this.#change(this.#reasons & ~reason);
  }

  #change(after: number): void {
    const before = this.#reasons;
    this.#reasons = after;
    if (before === 0 && after !== 0) this.#call?.pause();
    if (before !== 0 && after === 0) this.#call?.resume();
    // A full decoder must go on; behind every other reason it would only fill the outbox.
    const paused = (after & ~FULL_DECODER) !== 0;
    if (paused === ((before & ~FULL_DECODER) !== 0)) return;
    if (paused) this.#decoder?.pause();
    else this.#decoder?.resume();
  }
}

/** What a codec makes of the body, and the header. */
class Outlet implements BodySink, HeaderSink {
  readonly #answer: RunningAnswer;

  constructor(answer: RunningAnswer) {
    this.#answer = answer;
  }

  write(bytes: Uint8Array): void {
    this.#answer.emit(bytes);
  }

  end(): void {
    this.#answer.ended();
  }

  headers(headers: HeaderList): void {
    this.#answer.headed(headers);
  }

  fail(error: SluiceError): void {
    this.#answer.broken(error);
  }

  needs(bytes: number): SluiceError | undefined {
    return this.#answer.needs(bytes);
  }
}

/** What a decoder makes of the bytes. */
class Inlet implements DecoderSink {
  readonly #answer: RunningAnswer;

  constructor(answer: RunningAnswer) {
    this.#answer = answer;
  }

  data(bytes: Uint8Array): void {
    this.#answer.feed(bytes);
  }

  end(): void {
    this.#answer.fed();
  }

  fail(error: SluiceError): void {
    this.#answer.broken(error);
  }
}

/** Those that settle with the next microtask: what a codec says in one go leaves together. */
let unsettled: RunningAnswer[] = [];

function settleSoon(answer: RunningAnswer): void {
  if (unsettled.length === 0) queueMicrotask(settleAll);
  unsettled.push(answer);
}

function settleAll(): void {
  const answers = unsettled;
  unsettled = [];
  for (const answer of answers) answer.settle();
}

/** Before it is pumped: to begin and to end that costs as much as some chunks. */
const rowBefore = 4;
const SENT: HeaderList = [];
const SLOW_CLIENT = 1;
const SLOW_SCAN = 2;
const FULL_DECODER = 4;
const NO_AUDIT = 8;
/** LF CR LF, as of a fresh stream. */
const EVENT_END = 0x0a0d0a;
const UNLIMITED = Number.POSITIVE_INFINITY;
/** A document goes to its client in pieces, as fast as it takes them. */
const PIECE = 64 * 1024;

/** Swallows a body that must not be there. */
function dropped(sink: BodySink): BodyCodec {
  return { write() {}, end: () => sink.end(), held: 0 };
}
