/**
 * HTTP/1.1 answers (RFC 9112) of one connection, one after the other, pushed in as bytes come. Strict: what two readers
 * could take apart differently is malformed, not mended. Pure: no socket.
 *
 *   begin(method) -> write(bytes)* -> head, data*, end          interim (1xx) answers are read over
 *
 * Any cutting of the bytes gives the same calls, but for where `data` is cut.
 */
import { viewOf } from "./bodies/splice.ts";
import { ChunkedBody } from "./chunked-body.ts";
import { isFieldValue } from "./field-values.ts";
import { HeadLines } from "./head-lines.ts";
import { headerName } from "./header-names.ts";
import type { HeaderList } from "./listener.ts";

export interface AnswerSink {
  /** A sentence: the head is unacceptable, and nothing more is called. */
  head(status: number, headers: HeaderList): string | undefined;
  data(chunk: Uint8Array): void;
  end(): void;
  /** True: stop reading after this call. */
  readonly paused: boolean;
}

export interface AnswerLimits {
  readonly headerBytes: number;
  readonly headerCount: number;
}

type Place = "idle" | "head" | "length" | "chunked" | "close";

const noBytes = Buffer.alloc(0);
const lf = 0x0a;
const cr = 0x0d;
const maxInterim = 32;
const notValid = "it is not valid HTTP/1.1";

const STATUS = /^HTTP\/1\.([01]) ([1-9][0-9][0-9])(?: [\t\x20-\x7e\x80-\xff]*)?$/;
const LENGTH = /^(?:0|[1-9][0-9]{0,14})$/;

export class AnswerParser {
  readonly #limits: AnswerLimits;
  readonly #sink: AnswerSink;
  readonly #lines: HeadLines;
  #place: Place = "idle";
  #method = "GET";
  /** A head that reads have cut, so far. */
  #partial: Buffer = noBytes;
  #partialBytes = 0;
  #headBytes = 0;
  #interim = 0;
  #left = 0;
  #chunked: ChunkedBody | undefined;
  #keepAlive = false;

  /** `lines`: those of the same upstream's earlier heads. */
  constructor(limits: AnswerLimits, sink: AnswerSink, lines: HeadLines = new HeadLines()) {
    this.#limits = limits;
    this.#sink = sink;
    this.#lines = lines;
  }

  /** The answer is complete, or none was asked for: what comes now belongs to nobody. */
  get idle(): boolean {
    return this.#place === "idle";
  }

  /** In a chunked body, and no byte of the next chunk has come. */
  get betweenChunks(): boolean {
    return this.#place === "chunked" && this.#chunked?.atBoundary === true;
  }

  /** Once idle: another request may follow on the connection. */
  get keepAlive(): boolean {
    return this.#keepAlive;
  }

  /** A request was sent. */
  begin(method: string): void {
    this.#place = "head";
    this.#method = method;
    this.#interim = 0;
    this.#headBytes = 0;
    this.#partialBytes = 0;
    this.#keepAlive = false;
  }

  /**
   * Reads bytes[at, ...), until they end, the answer is complete or the sink pauses. Returns where it stopped, or what is wrong.
   * The sink gets views of `bytes`.
   */
  write(bytes: Buffer, at: number): number | string {
    while (at < bytes.length && this.#place !== "idle" && !this.#sink.paused) {
      const next = this.#read(bytes, at);
      if (typeof next === "string") return next;
      at = next;
    }
    return at;
  }

  /** The connection has ended. True: that is the answer's end. */
  finish(): boolean {
    if (this.#place !== "close") return false;
    this.#end();
    return true;
  }

  #read(bytes: Buffer, at: number): number | string {
    switch (this.#place) {
      case "head":
        return this.#readHead(bytes, at);
      case "length": {
        const end = Math.min(bytes.length, at + this.#left);
        this.#left -= end - at;
        this.#sink.data(viewOf(bytes, at, end));
        if (this.#left === 0) this.#maybeEnd();
        return end;
      }
      case "chunked": {
        const body = this.#chunked;
        if (body === undefined) return notValid;
        const next = body.read(bytes, at);
        if (next < 0) return `${notValid}: its chunks are malformed`;
        if (body.dataStart < body.dataEnd) this.#sink.data(viewOf(bytes, body.dataStart, body.dataEnd));
        if (body.done) this.#maybeEnd();
        return next;
      }
      case "close":
        this.#sink.data(bytes.subarray(at));
        return bytes.length;
      case "idle":
        return at;
    }
  }

  #readHead(bytes: Buffer, at: number): number | string {
    const known = this.#partialBytes;
    const text = known === 0 ? bytes : this.#gather(bytes, at);
    const from = known === 0 ? at : 0;
    const end = headEnd(text, from, Math.max(from, from + known - 1));
    if (end === -1) return notValid;
    const headBytes = (end === 0 ? text.length : end) - from;
    if (this.#headBytes + headBytes > this.#limits.headerBytes) return "its header is too large";
    if (end === 0) {
      if (known === 0) this.#gather(bytes, at);
      return bytes.length;
    }
    this.#partial = noBytes;
    this.#partialBytes = 0;
    this.#headBytes += headBytes;
    return this.#head(text, from, end - 2) ?? at + headBytes - known;
  }

  /** What has come of the head, with bytes[at, ...) behind it: a copy, since the bytes are the reader's own. */
  #gather(bytes: Buffer, at: number): Buffer {
    const length = this.#partialBytes + bytes.length - at;
    if (length > this.#partial.length) {
      const grown = Buffer.allocUnsafe(Math.max(256, length * 2));
      this.#partial.copy(grown, 0, 0, this.#partialBytes);
      this.#partial = grown;
    }
    bytes.copy(this.#partial, this.#partialBytes, at);
    this.#partialBytes = length;
    return this.#partial.subarray(0, length);
  }

  /** The head's lines bytes[from, end), without the empty one. Undefined: well. */
  #head(bytes: Buffer, from: number, end: number): string | undefined {
    const first = this.#lines.line(0, bytes, from, statusOf);
    if (first === undefined) return notValid;
    const [minor, digits] = first.says;
    const status = Number(digits);
    const headers: (readonly [string, string])[] = [];
    for (let at = from + first.length + 2; at < end; ) {
      if (headers.length === this.#limits.headerCount)
        return `it has more than ${this.#limits.headerCount} header fields`;
      const line = this.#lines.line(headers.length + 1, bytes, at, fieldOf);
      if (line === undefined) return `${notValid}: a header field is malformed`;
      headers.push(line.says);
      at += line.length + 2;
    }
    if (status < 200) {
      if (status === 101) return "it changes the protocol, and nobody asked";
      return ++this.#interim > maxInterim ? "it has too many interim answers" : undefined;
    }
    return this.#frame(status, headers, minor === "1") ?? this.#begun(status, headers);
  }

  #begun(status: number, headers: HeaderList): string | undefined {
    const problem = this.#sink.head(status, headers);
    if (problem === undefined && this.#place === "length" && this.#left === 0) this.#maybeEnd();
    return problem;
  }

  /** How the body is delimited (RFC 9112, 6.3). */
  #frame(status: number, headers: HeaderList, current: boolean): string | undefined {
    let length: string | undefined;
    let coding: string | undefined;
    let close = !current;
    for (const [name, value] of headers) {
      if (name === "content-length") {
        if (length !== undefined) return `${notValid}: its length is stated twice`;
        length = value;
      } else if (name === "transfer-encoding") {
        if (coding !== undefined) return "its transfer-encoding is not exactly `chunked`";
        coding = value.toLowerCase();
      } else if (name === "connection") close ||= /(?:^|,)[ \t]*close[ \t]*(?:,|$)/i.test(value);
    }
    if (coding !== undefined && (coding !== "chunked" || !current))
      return "its transfer-encoding is not exactly `chunked`, in HTTP/1.1";
    if (coding !== undefined && length !== undefined) return `${notValid}: its length is stated twice`;
    if (length !== undefined && !LENGTH.test(length)) return `${notValid}: its content-length is no number`;
    this.#keepAlive = !close;
    this.#left = 0;
    this.#place = "length";
    // Whatever the head claims, no body follows these.
    if (this.#method === "HEAD" || status === 204 || status === 304) return undefined;
    if (coding !== undefined) {
      this.#place = "chunked";
      this.#chunked = new ChunkedBody(this.#limits.headerBytes);
    } else if (length !== undefined) this.#left = Number(length);
    else {
      this.#place = "close";
      this.#keepAlive = false;
    }
    return undefined;
  }

  /** All bytes are there. A paused reader hears of it when it goes on. */
  #maybeEnd(): void {
    if (!this.#sink.paused) this.#end();
  }

  /** The reader goes on: true when there was nothing left but to say that the answer is complete. */
  resumed(): boolean {
    const complete = (this.#place === "length" && this.#left === 0) || this.#chunked?.done === true;
    if (!complete || this.#place === "head") return false;
    this.#end();
    return true;
  }

  #end(): void {
    this.#place = "idle";
    this.#chunked = undefined;
    this.#sink.end();
  }
}

/** Offset behind the empty line that ends a head; 0: it has not come yet; -1: a line ends with something else than CR LF. */
function headEnd(bytes: Buffer, from: number, at: number): number {
  for (let i = at; i < bytes.length; i++) {
    if (bytes[i] !== lf) continue;
    if (i === from || bytes[i - 1] !== cr) return -1;
    if (i - from >= 3 && bytes[i - 2] === lf) return i + 1;
  }
  return 0;
}

function statusOf(line: string): readonly [string, string] | undefined {
  const [, minor, digits] = STATUS.exec(line) ?? [];
  return minor === undefined || digits === undefined ? undefined : [minor, digits];
}

function fieldOf(line: string): readonly [string, string] | undefined {
  const colon = line.indexOf(":");
  const name = colon < 1 ? undefined : headerName(line.slice(0, colon));
  if (name === undefined || !isFieldValue(line)) return undefined;
  let start = colon + 1;
  let end = line.length;
  while (start < end && isSpace(line.charCodeAt(start))) start++;
  while (end > start && isSpace(line.charCodeAt(end - 1))) end--;
  return [name, line.slice(start, end)];
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09;
