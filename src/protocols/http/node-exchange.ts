/**
 * One request of node:http as an HttpExchange. node delivers the body as a stream; here it is pushed. Whatever ends the
 * exchange early ends it once: the body reader hears `abort`, and `onAborted` is called when the client is gone.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { failures, type SluiceError } from "../../errors.ts";
import { type BodyReader, type HttpExchange, noHeaders, type RequestHead } from "./listener.ts";
import { NodeResponse } from "./node-response.ts";

/** How often a client that closed its sending side is asked whether it still listens. */
const PROBE_MS = 400;
const EMPTY = new Uint8Array(0);

export interface NodeExchangeOptions {
  readonly head: RequestHead;
  readonly hasBody: boolean;
  readonly expectsContinue: boolean;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly idleTimeoutMs: number;
  readonly draining: () => boolean;
  /** A listener of ours threw; the answer is destroyed. */
  readonly broken: () => void;
}

export class NodeExchange implements HttpExchange {
  head: RequestHead;
  readonly hasBody: boolean;
  readonly response: NodeResponse;
  readonly #options: NodeExchangeOptions;
  #reader: BodyReader | null = null;
  #failed: SluiceError | null = null;
  #bodyOver = false;
  #gone = false;
  #aborted: (() => void) | null = null;

  constructor(options: NodeExchangeOptions) {
    this.#options = options;
    this.head = options.head;
    this.hasBody = options.hasBody;
    const { request, response } = options;
    this.response = new NodeResponse({
      response,
      method: options.head.method,
      idleTimeoutMs: options.idleTimeoutMs,
      // After a refusal nothing more is taken from this client, well framed or not.
      mustClose: (status) =>
        options.draining() || this.#failed !== null || (status >= 400 && (status < 500 || !request.complete)),
    });
    // Both come from the closed connection, which `close` below reports; unheard, they would end the process.
    request.on("error", () => {});
    response.on("error", () => {});
    response.on("close", () => this.#closed());
  }

  read(reader: BodyReader): void {
    if (this.#reader !== null) throw failures.internal("listen");
    this.#reader = reader;
    const { request, response } = this.#options;
    if (this.#failed !== null || !this.hasBody) {
      queueMicrotask(() => this.#finishBody(this.#failed));
      return;
    }
    if (this.#options.expectsContinue && !this.response.begun) response.writeContinue();
    request.on("data", (chunk: Uint8Array) => {
      if (!this.#bodyOver) this.#guarded(() => reader.data(chunk));
    });
    request.on("end", () => this.#finishBody(null));
  }

  pause(): void {
    this.#options.request.pause();
  }

  resume(): void {
    if (this.#reader !== null) this.#options.request.resume();
  }

  onAborted(listener: () => void): void {
    this.#aborted = listener;
    if (this.#gone) queueMicrotask(() => this.#reportGone());
  }

  forgetHeaders(): void {
    this.head = { ...this.head, headers: noHeaders };
  }

  onDrained(listener: () => void): void {
    this.response.onDrained(() => this.#guarded(listener));
  }

  /** True while the body is still on its way, so that a broken framing or a timeout is this exchange's. */
  get receiving(): boolean {
    return !this.#options.request.complete && this.#failed === null;
  }

  /** The body cannot be completed; the client may still be there to read why. */
  fail(error: SluiceError): void {
    if (this.#failed !== null) return;
    this.#failed = error;
    if (this.#reader !== null) this.#finishBody(error);
  }

  /**
   * The client sent FIN after its request. TCP looks the same whether it only finished sending or is gone, so it is
   * asked: bytes to a closed peer are answered by a reset, which the next write, even an empty one, reports. Before the
   * answer an interim `100 Continue` serves, which every HTTP/1.1 client skips; within it only its own bytes can, so an
   * answer that stays silent for a second counts as abandoned.
   */
  halfClosed(): void {
    const { request, response } = this.#options;
    const { socket } = response;
    if (this.response.over || socket === null) return;
    const before = socket.bytesWritten;
    let silent = 0;
    const probe = () => {
      if (this.response.over) return;
      if (!this.response.begun) {
        if (request.httpVersionMinor > 0) response.writeContinue();
      } else if (socket.bytesWritten > before) socket.write(EMPTY);
      else if (++silent > 2) socket.destroy();
    };
    const timer = setInterval(probe, PROBE_MS);
    response.once("close", () => clearInterval(timer));
    probe();
  }

  #finishBody(error: SluiceError | null): void {
    const reader = this.#reader;
    if (this.#bodyOver || reader === null) return;
    this.#bodyOver = true;
    this.#guarded(() => (error === null ? reader.end() : reader.abort(error)));
  }

  #closed(): void {
    if (this.#options.response.writableFinished) return;
    this.#gone = true;
    this.fail(failures.clientGone());
    this.#reportGone();
  }

  #reportGone(): void {
    if (this.response.destroyed) return;
    const listener = this.#aborted;
    this.#aborted = null;
    if (listener !== null) this.#guarded(listener);
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch {
      this.#options.broken();
      this.response.destroy();
    }
  }
}
