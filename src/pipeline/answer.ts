/**
 * The way back: the upstream's answer through decoder and codec to the client, as it comes.
 *
 *   upstream -> [decoder] -> [codec] -> outbox -> client
 *      ^-- paused while the client is slow, a lane waits for the scanner, or the decoder is full
 *
 * A streamed answer's head leaves once its values are inspected; a document's head waits for the whole document, so that it
 * can still become a refusal and its length is known. What one upstream chunk releases leaves in one write.
 */
import { failures, type SluiceError } from "../errors.ts";
import type { BodyCodec, BodySink } from "../inspect/inspection.ts";
import { type CodingLimits, codingOf, createDecoder, type Decoder } from "../protocols/http/bodies/coding.ts";
import type { Framing, HeaderList, HttpExchange } from "../protocols/http/listener.ts";
import type { UpstreamAnswer, UpstreamCall } from "../protocols/http/upstream.ts";
import type { HoldClock } from "./hold-clock.ts";

/** What the head of an answer says about how to go on. */
export interface AnswerPlan {
  readonly status: number;
  readonly contentEncoding: string | undefined;
  /** No body whatever the framing says: HEAD, 204, 304. */
  readonly bodiless: boolean;
  /** Streams event by event; otherwise held whole until its end. */
  readonly streams: boolean;
  /** A stream of the dialect's events, in which an error can be said. */
  readonly events: boolean;
  readonly codec: (sink: BodySink) => BodyCodec | SluiceError;
  /** Calls `ready` with the header to send, now or once its values are inspected. */
  readonly header: (ready: (headers: HeaderList) => void) => void;
}

export interface AnswerOptions {
  readonly http: HttpExchange;
  readonly limits: CodingLimits;
  readonly hold: HoldClock;
  readonly monotonic: () => number;
  readonly plan: (status: number, headers: HeaderList) => AnswerPlan | SluiceError;
  /** Once, last: complete, or broken by a failure that still has to be told to the client. */
  readonly done: (failure: SluiceError | undefined) => void;
}

export interface Answer {
  readonly handler: UpstreamAnswer;
  /** The call to pause and resume; set once it exists. */
  attach(call: UpstreamCall): void;
  /** The scanner has more waiting than a lane may have, or has caught up. */
  pressed(on: boolean): void;
  /** The audit trail cannot be written: nothing more is taken in until it can. */
  waiting(on: boolean): void;
  /** Stops for good: nothing more is written and `done` is not called. */
  abort(): void;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly status: number;
  readonly headSent: boolean;
  /** The answer is a stream of events, in which an error can still be said. */
  readonly streams: boolean;
}

export function createAnswer(options: AnswerOptions): Answer {
  return new RunningAnswer(options);
}

class RunningAnswer implements Answer {
  readonly handler: UpstreamAnswer;
  readonly #options: AnswerOptions;
  #call: UpstreamCall | undefined;
  #plan: AnswerPlan | undefined;
  #decoder: Decoder | undefined;
  #codec: BodyCodec | undefined;
  #headers: HeaderList | undefined;
  #outbox: Uint8Array[] = [];
  #outboxBytes = 0;
  #ended = false;
  #done = false;
  #feeding = false;
  #flushQueued = false;
  #reasons = 0;
  bytesIn = 0;
  bytesOut = 0;
  status = 0;
  headSent = false;

  constructor(options: AnswerOptions) {
    this.#options = options;
    this.handler = {
      head: (status, headers) => this.#head(status, headers),
      data: (chunk) => this.#data(chunk),
      end: () => this.#decoder?.end(),
      fail: (error) => this.#fail(error),
    };
    options.http.onDrained(() => this.#unpress(SLOW_CLIENT));
  }

  get streams(): boolean {
    return this.#plan?.events === true;
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
    if (on) this.#press(NO_AUDIT);
    else this.#unpress(NO_AUDIT);
  }

  abort(): void {
    this.#done = true;
    this.#outbox = [];
    this.#decoder?.abort();
    this.#call?.abort();
  }

  #head(status: number, headers: HeaderList): void {
    if (this.#done) return;
    const plan = this.#options.plan(status, headers);
    const failure = plan instanceof Error ? plan : this.#open(plan);
    if (failure !== undefined) this.#fail(failure);
  }

  #open(plan: AnswerPlan): SluiceError | undefined {
    this.#plan = plan;
    this.status = plan.status;
    const sink: BodySink = {
      write: (bytes) => this.#emit(bytes),
      end: () => {
        this.#ended = true;
        this.#settle();
      },
      fail: (error) => this.#fail(error),
    };
    const coding = plan.bodiless ? "identity" : codingOf(plan.contentEncoding);
    if (coding === undefined) return failures.unsupportedCoding("upstream");
    const codec = plan.bodiless ? dropped(sink) : plan.codec(sink);
    if (codec instanceof Error) return codec;
    this.#codec = codec;
    this.#decoder = createDecoder(coding, "upstream", this.#options.limits, {
      data: (bytes) => this.#feed(codec, bytes),
      end: () => {
        if (!this.#done) codec.end();
      },
      fail: (error) => this.#fail(error),
    });
    this.#decoder.onDrained(() => this.#unpress(FULL_DECODER));
    plan.header((ready) => {
      this.#headers = ready;
      this.#settle();
    });
    return undefined;
  }

  #data(chunk: Uint8Array): void {
    if (this.#done) return;
    this.bytesIn += chunk.length;
    if (this.#decoder?.write(chunk) === false) this.#press(FULL_DECODER);
  }

  #feed(codec: BodyCodec, bytes: Uint8Array): void {
    if (this.#done) return;
    this.#options.hold.arrived(bytes.length, this.#options.monotonic());
    this.#feeding = true;
    codec.write(bytes);
    this.#feeding = false;
    this.#settle();
  }

  #emit(bytes: Uint8Array): void {
    if (this.#done || bytes.length === 0) return;
    this.#outbox.push(bytes);
    this.#outboxBytes += bytes.length;
    if (this.#feeding || this.#flushQueued) return;
    this.#flushQueued = true;
    queueMicrotask(() => {
      this.#flushQueued = false;
      this.#settle();
    });
  }

  /** Sends what may be sent now. */
  #settle(): void {
    const plan = this.#plan;
    if (this.#done || this.#feeding || plan === undefined) return;
    const { http, hold, monotonic } = this.#options;
    if (this.#codec !== undefined) hold.left(this.#codec.held, monotonic());
    if (this.#headers === undefined || (!plan.streams && !this.#ended)) return;
    if (!this.headSent) {
      this.headSent = true;
      http.response.head(plan.status, this.#headers, this.#framing(plan));
    }
    if (this.#outboxBytes > 0) {
      const bytes =
        this.#outbox.length === 1 ? (this.#outbox[0] ?? NOTHING) : Buffer.concat(this.#outbox, this.#outboxBytes);
      this.#outbox = [];
      this.#outboxBytes = 0;
      this.bytesOut += bytes.length;
      if (!http.response.write(bytes)) this.#press(SLOW_CLIENT);
    }
    if (!this.#ended) return;
    this.#done = true;
    http.response.end();
    this.#options.done(undefined);
  }

  #framing(plan: AnswerPlan): Framing {
    if (plan.bodiless) return { kind: "none" };
    return plan.streams ? { kind: "chunked" } : { kind: "length", bytes: this.#outboxBytes };
  }

  #fail(error: SluiceError): void {
    if (this.#done) return;
    // What was released before the failure is the client's; a document's head never left, so nothing of it does.
    this.#feeding = false;
    this.#settle();
    if (this.#done) return;
    this.abort();
    this.#options.done(error);
  }

  #press(reason: number): void {
    if (this.#reasons === 0) this.#call?.pause();
    this.#reasons |= reason;
  }

  #unpress(reason: number): void {
    if ((this.#reasons & reason) === 0) return;
    this.#reasons &= ~reason;
    if (this.#reasons === 0) this.#call?.resume();
  }
}

const SLOW_CLIENT = 1;
const SLOW_SCAN = 2;
const FULL_DECODER = 4;
const NO_AUDIT = 8;
const NOTHING = new Uint8Array(0);

/** Swallows a body that must not be there. */
function dropped(sink: BodySink): BodyCodec {
  return { write() {}, end: () => sink.end(), held: 0 };
}
