/**
 * One request of uWebSockets.js as an HttpExchange. Body chunks come whether someone reads or not, and a few more after
 * a pause, so they wait in a bounded queue until the reader wants them.
 */
import type { Deadline, Deadlines } from "../../deadlines.ts";
import { failures, type SluiceError } from "../../errors.ts";
import { ByteQueue } from "./byte-queue.ts";
import { type BodyReader, type HttpExchange, noHeaders, type RequestHead } from "./listener.ts";
import type { UwsResponse, UwsResponseEvents } from "./uws-response.ts";

/** What may arrive although reading is paused: one receive buffer of uWS, twice. Not limits.body, which what is read counts against. */
const MAX_WAITING_BYTES = 1024 * 1024;

const DONE: BodyReader = { data() {}, end() {}, abort() {} };

export interface UwsExchangeOptions {
  readonly head: RequestHead;
  readonly hasBody: boolean;
  readonly response: UwsResponse;
  /** Of `requestTimeoutMs`: when a body that begins now has taken too long. */
  readonly deadlines: Deadlines;
  readonly requestTimeoutMs: number;
  readonly over: (response: UwsResponse) => void;
  /** A listener of ours threw; the answer is destroyed. */
  readonly broken: () => void;
}

export class UwsExchange implements HttpExchange, UwsResponseEvents {
  head: RequestHead;
  readonly hasBody: boolean;
  readonly response: UwsResponse;
  readonly #broken: () => void;
  readonly #over: (response: UwsResponse) => void;
  readonly #waiting = new ByteQueue();
  #deadline: Deadline | undefined;
  #reader: BodyReader | null = null;
  #reading = false;
  #complete: boolean;
  #failed: SluiceError | null = null;
  #bodyOver = false;
  #gone = false;
  #aborted: (() => void) | null = null;
  #drained: (() => void) | undefined;

  /** Only inside the request handler: the body is lost otherwise. */
  constructor(options: UwsExchangeOptions) {
    const { head, hasBody, response, deadlines, requestTimeoutMs } = options;
    this.head = head;
    this.hasBody = hasBody;
    this.response = response;
    this.#complete = !hasBody;
    this.#broken = options.broken;
    if (hasBody)
      this.#deadline = deadlines.start(() => this.#fail(failures.requestTimeout("timeouts.request", requestTimeoutMs)));
    this.#over = options.over;
    response.listen(head.method, this);
    if (hasBody) response.onBody((chunk, last) => this.#received(chunk, last));
  }

  read(reader: BodyReader): void {
    if (this.#reader !== null) throw failures.internal("listen");
    this.#reader = reader;
    this.resume();
  }

  pause(): void {
    this.#reading = false;
    this.response.pauseBody();
  }

  resume(): void {
    if (this.#reading || this.#reader === null) return;
    this.#reading = true;
    this.response.resumeBody();
    queueMicrotask(() => this.#deliver());
  }

  onAborted(listener: () => void): void {
    this.#aborted = listener;
    if (this.#gone) queueMicrotask(() => this.#reportGone());
  }

  onDrained(listener: () => void): void {
    this.#drained = listener;
  }

  forgetHeaders(): void {
    const { method, target, remote, secure } = this.head;
    this.head = { method, target, headers: noHeaders, remote, secure };
  }

  aborted(): void {
    this.#gone = true;
    if (!this.#complete || this.#waiting.bytes > 0 || this.#reader === null) this.#fail(failures.clientGone());
    this.#reportGone();
  }

  drained(): void {
    this.#drained?.();
  }

  over(): void {
    this.#stopClock();
    this.#over(this.response);
  }

  #received(chunk: Uint8Array, last: boolean): void {
    if (this.#bodyOver || this.#failed !== null) return;
    this.#waiting.push(chunk);
    if (last) {
      this.#complete = true;
      this.#stopClock();
    }
    if (this.#reading) this.#deliver();
    else if (this.#waiting.bytes > MAX_WAITING_BYTES) this.#fail(failures.unreadBody(MAX_WAITING_BYTES));
    else if (!last) this.response.pauseBody();
  }

  #stopClock(): void {
    this.#deadline?.cancel();
    this.#deadline = undefined;
  }

  #deliver(): void {
    try {
      this.#push();
    } catch {
      this.#broken();
      this.response.destroy();
    }
  }

  #push(): void {
    const reader = this.#reader;
    if (reader === null || this.#bodyOver) return;
    if (this.#failed !== null) {
      this.#bodyOver = true;
      reader.abort(this.#failed);
      return;
    }
    while (this.#reading) {
      const chunk = this.#waiting.shift();
      if (chunk === null) break;
      reader.data(chunk);
    }
    if (this.#complete && this.#reading && this.#waiting.bytes === 0 && !this.#bodyOver) {
      this.#bodyOver = true;
      // A stream may be answered for hours; what read its request is done.
      this.#reader = DONE;
      reader.end();
    }
  }

  #fail(error: SluiceError): void {
    if (this.#failed !== null || this.#bodyOver) return;
    this.#failed = error;
    this.#stopClock();
    this.#waiting.clear();
    this.#deliver();
  }

  #reportGone(): void {
    const listener = this.#aborted;
    this.#aborted = null;
    try {
      listener?.();
    } catch {
      this.#broken();
    }
  }
}
