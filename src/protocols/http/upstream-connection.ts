/**
 * One connection to an upstream, and the one exchange that is on it.
 *
 *   opening -> idle <-> busy(call) -> closed
 *
 * Reads share one buffer: what a read brought is copied out of it before anything else runs. A paused answer keeps what was
 * already read, at most one buffer, and stops the socket.
 *
 * Invariants: after `end`, `fail` or `abort` of a call nothing more is called on it; an answer is complete only by its own
 * framing, or where that is the connection's end, when the connection ended and was not cut; bytes that nobody asked for
 * end the connection.
 */
import type { Socket } from "node:net";
import { failures } from "../../errors.ts";
import type { Pumping } from "../../inspect/pump.ts";
import { type AnswerLimits, AnswerParser, type AnswerSink } from "./answer-parser.ts";
import type { HeadLines } from "./head-lines.ts";
import type { HeaderList } from "./listener.ts";
import type { PumpSource } from "./upstream.ts";
import type { ConnectionCall } from "./upstream-call.ts";
import { beginReading, endReading } from "./write-turns.ts";

export interface ConnectionOwner {
  /** The answer is complete and another request may follow. */
  idle(connection: UpstreamConnection): void;
  /** Gone, for whatever reason. `error`: why it did not open. */
  closed(connection: UpstreamConnection, error: unknown): void;
}

const noBytes = Buffer.alloc(0);

export class UpstreamConnection implements AnswerSink, PumpSource {
  readonly #socket: Socket;
  readonly #owner: ConnectionOwner;
  readonly #parser: AnswerParser;
  #call: ConnectionCall | undefined;
  /** Read, and not taken by a paused answer. */
  #rest: Buffer = noBytes;
  /** As of the last reading: the parser is between two chunks and nothing is left over, so the answer may take what comes as it lies. */
  #betweenChunks = false;
  /** Native code reads the socket, and this does not. */
  #pumping: Pumping | undefined;
  #ended = false;
  #closed = false;
  #error: unknown;
  /** Tick of the last sign of life, and since when it is idle. */
  since = 0;

  constructor(socket: Socket, limits: AnswerLimits, lines: HeadLines, owner: ConnectionOwner) {
    this.#socket = socket;
    this.#owner = owner;
    this.#parser = new AnswerParser(limits, this, lines);
    socket.on("error", (error) => {
      this.#error ??= error;
    });
    socket.on("end", () => this.#end());
    socket.on("close", () => this.#close());
  }

  get usable(): boolean {
    return !this.#closed && !this.#ended && this.#call === undefined && this.#socket.writable;
  }

  get call(): ConnectionCall | undefined {
    return this.#call;
  }

  get paused(): boolean {
    return this.#call?.paused !== false;
  }

  /** Looks at the call's time. */
  check(): void {
    if (this.#pumping?.heard() === true) this.#call?.heard();
    this.#call?.check();
  }

  /** Sends the request; `head` ends with its empty line. */
  carry(call: ConnectionCall, head: string, body: Uint8Array | null): void {
    this.#call = call;
    this.#betweenChunks = false;
    this.#parser.begin(call.method);
    const together = body === null || body.length > oneWrite ? noBytes : body;
    const first = Buffer.allocUnsafe(head.length + together.length);
    first.write(head, "latin1");
    first.set(together, head.length);
    if (body === null || together === body) this.#socket.write(first);
    else {
      this.#socket.cork();
      this.#socket.write(first);
      this.#socket.write(body);
      this.#socket.uncork();
    }
    if (call.paused) this.#socket.pause();
  }

  /** What one read brought, in the buffer that all connections share. */
  read(count: number, shared: Uint8Array): void {
    this.#call?.heard();
    const from = this.#betweenChunks ? this.#takeChunks(count, shared) : 0;
    if (from > 0 && this.#call?.pump(this, shared.subarray(from, count)) === true) {
      this.#socket.pause();
      return;
    }
    if (from === count) return;
    const bytes = Buffer.allocUnsafe(count - from);
    bytes.set(from === 0 && shared.length === count ? shared : shared.subarray(from, count));
    if (this.#rest.length > 0) this.#rest = Buffer.concat([this.#rest, bytes]);
    else this.#take(bytes);
    this.#betweenChunks = this.#rest.length === 0 && this.#parser.betweenChunks;
  }

  /** Whole chunks that the answer takes as they lie in the buffer; where the first that it does not take begins. */
  #takeChunks(count: number, shared: Uint8Array): number {
    let from = 0;
    for (let next = 0; from < count; from = next) {
      next = this.#call?.take(shared, from, count) ?? from;
      if (next === from) break;
    }
    return from;
  }

  /** -1: there is none, or what is read of it is no plain text. */
  get descriptor(): number {
    const { _handle: handle, encrypted } = this.#socket as Socket & {
      _handle?: { fd?: number } | null;
      encrypted?: boolean;
    };
    return encrypted === true ? -1 : (handle?.fd ?? -1);
  }

  pumpedBy(pumping: Pumping): void {
    this.#pumping = pumping;
  }

  back(rest: Uint8Array): void {
    if (this.#pumping === undefined) {
      // It is being paused, or will be gone.
      this.#rest = Buffer.from(rest);
      this.#betweenChunks &&= rest.length === 0;
      return;
    }
    this.#pumping = undefined;
    if (!this.paused) this.#socket.resume();
    if (rest.length === 0) return;
    beginReading();
    try {
      this.read(rest.length, rest);
    } finally {
      endReading();
    }
  }

  /** Before anything else becomes of the socket. */
  #endPump(): void {
    const pumping = this.#pumping;
    this.#pumping = undefined;
    pumping?.end();
  }

  pause(): void {
    this.#endPump();
    this.#socket.pause();
  }

  resume(): void {
    if (this.#closed && !this.#ended) return;
    if (this.#parser.resumed()) {
      this.#over();
      return;
    }
    const rest = this.#rest;
    this.#rest = noBytes;
    if (rest.length > 0) this.#take(rest);
    if (this.paused || this.#rest.length > 0) return;
    if (this.#ended) this.#finish();
    else this.#socket.resume();
  }

  destroy(): void {
    this.#endPump();
    this.#socket.destroy();
  }

  /** Ends at once, with what is on it. */
  close(): void {
    this.#endPump();
    const call = this.#call;
    this.#call = undefined;
    this.#socket.destroy();
    call?.cut(undefined);
  }

  head(status: number, headers: HeaderList): string | undefined {
    return this.#call?.head(status, headers);
  }

  data(chunk: Uint8Array): void {
    this.#call?.data(chunk);
  }

  end(): void {
    this.#call?.end();
  }

  /** The call is given up: what is on its way belongs to nobody. */
  drop(call: ConnectionCall): void {
    if (this.#call !== call) return;
    this.#endPump();
    this.#call = undefined;
    this.#rest = noBytes;
    this.#socket.destroy();
  }

  #take(bytes: Buffer): void {
    const call = this.#call;
    const next = call === undefined ? 0 : this.#parser.write(bytes, 0);
    if (typeof next === "string") {
      call?.fail(failures.upstreamMalformed(next));
      return;
    }
    // Whoever was called may have given the call up.
    if (this.#call === undefined) {
      this.#socket.destroy();
      return;
    }
    if (this.#parser.idle) {
      // More than the answer: it would be taken for the next one's.
      if (next < bytes.length) this.#socket.destroy();
      this.#over();
    } else if (next < bytes.length) this.#rest = bytes.subarray(next);
  }

  /** The answer is complete. */
  #over(): void {
    this.#call = undefined;
    // What a paused reader left behind the answer would be taken for the next one's.
    const more = this.#rest.length > 0;
    this.#rest = noBytes;
    const again =
      this.#parser.keepAlive && !more && !this.#ended && !this.#socket.destroyed && this.#socket.writableLength === 0;
    if (!again) this.#socket.destroy();
    else {
      // It may have been paused in the last piece.
      this.#socket.resume();
      this.#owner.idle(this);
    }
  }

  #end(): void {
    // A reset with bytes still to read comes as a plain end; only the peer's missing name tells.
    if (this.#socket.remoteAddress === undefined) return;
    this.#ended = true;
    if (!this.paused && this.#rest.length === 0) this.#finish();
  }

  /** All bytes are read, and the connection has ended. */
  #finish(): void {
    const call = this.#call;
    if (call === undefined) return;
    if (this.#parser.finish()) this.#over();
    else {
      this.#call = undefined;
      call.fail(failures.upstreamReset());
    }
  }

  #close(): void {
    this.#endPump();
    this.#closed = true;
    const call = this.#call;
    // A reader that has not come to the end yet gets the rest, and then what the end means.
    const waits = call !== undefined && this.#ended && this.#error === undefined;
    if (!waits && call !== undefined) {
      this.#call = undefined;
      call.cut(this.#error);
    }
    this.#owner.closed(this, this.#error);
  }
}

/** Bodies up to this size leave with their head in one write. */
const oneWrite = 16 * 1024;
