/**
 * The only code that touches a raw uWebSockets.js response. It obeys what 20.30 needs to lose no byte:
 *
 *   head, write, end -> queue -> one flush (write-turns.ts) -> cork { one write of one buffer } -> socket
 *                         ^                                             | false
 *                         +------- onWritable: empty cork, go on <------+
 *
 * - Nothing is flushed inside uWS's own callbacks: everything called there, microtasks too, shares one cork. It also
 *   keeps refusals final: answered at once, uWS would serve the next request it has read; now it cuts the line.
 * - One write per cork, of at most PIECE bytes; none after `false` until onWritable. What `false` left in uWS's own
 *   buffer leaves only with the next cork, so onWritable begins with an empty one.
 * - Answers of known length go through tryEnd, which buffers nothing.
 */
import { failures, type SluiceError } from "../../errors.ts";
import type { ClientSocket, Pumping } from "../../inspect/pump.ts";
import type { Listed } from "../../live-list.ts";
import type { Work } from "../../turn.ts";
import { ByteQueue } from "./byte-queue.ts";
import { isAsciiValue } from "./field-values.ts";
import { headerName } from "./header-names.ts";
import type { Framing, HeaderList, ResponseWriter } from "./listener.ts";
import { refusalOf } from "./refusal.ts";
import { planResponse } from "./response-plan.ts";
import type { UwsHead, UwsRawResponse } from "./uws-native.ts";
import { type StallWatch, watchStall } from "./uws-stall.ts";
import { flushSoon } from "./write-turns.ts";

const PIECE = 16 * 1024;
/** Queued bytes from which on `write` asks to wait, and an answer that closes its connection is no longer held. */
const HIGH_WATER = 64 * 1024;
/** Several writes may share a cork only while they stay well inside its 16 KiB. */
const ONE_CORK = 8 * 1024;
/** How long a refused upload is read and dropped, so that the client gets to read the refusal. */
const LINGER_MS = 1_000;

export interface UwsResponseEvents {
  /** The connection is gone and the answer was not complete. */
  aborted(): void;
  drained(): void;
  /** Complete, aborted or destroyed. Called once. */
  over(): void;
}

export interface UwsResponseOptions {
  readonly idleTimeoutMs: number;
  readonly draining: () => boolean;
  /** Where responses have plain sockets. */
  readonly sockets?: Pick<UwsHead, "socketOf" | "writeTo"> | undefined;
  /** A listener of ours threw; the answer is destroyed. */
  readonly broken: () => void;
}

export class UwsResponse implements ResponseWriter, Listed, Work {
  place = -1;
  readonly #raw: UwsRawResponse;
  readonly #options: UwsResponseOptions;
  readonly #queue = new ByteQueue();
  #events = nobody;
  #method = "GET";
  /** How the body is framed; undefined: there is no head yet. */
  #framing: Framing["kind"] | undefined;
  #total = 0;
  #status = 0;
  #reason = "";
  /** Of the head, until it has left. */
  #fields: RawField[] = [];
  #close = false;
  #headSent = false;
  #dirty = false;
  #left = 0;
  #ending = false;
  #over = false;
  #chunk: Uint8Array = NOTHING;
  #taken = true;
  static #inCork: UwsResponse | undefined;
  /** One function for the pieces of all streams: with the last of those made for each, its compiled code would go. */
  static readonly #writeChunk = (): void => {
    const response = UwsResponse.#inCork;
    if (response === undefined) return;
    response.#taken = response.#raw.write(response.#chunk);
    response.#chunk = NOTHING;
  };
  #blocked = false;
  /** Of what a pump wrote, the part that the socket did not take: it leaves before all else. */
  #unsent: Uint8Array = NOTHING;
  #pumping: Pumping | undefined;
  #waiting = false;
  #bodyComplete = true;
  #bodyPaused = false;
  #linger: NodeJS.Timeout | null = null;
  /** Of one that has been slow. */
  #stall: StallWatch | undefined;

  /** Must be the first thing a request handler does: a response without onAborted ends the process. */
  constructor(raw: UwsRawResponse, options: UwsResponseOptions) {
    raw.onAborted(() => {
      const complete = this.#over;
      this.#finish();
      if (!complete) this.#guarded(() => this.#events.aborted());
    });
    this.#raw = raw;
    this.#options = options;
  }

  listen(method: string, events: UwsResponseEvents): void {
    this.#method = method;
    this.#events = events;
  }

  /** Body chunks, copied: the memory is uWS's own and gone afterwards. Only inside the request handler. */
  onBody(listener: (chunk: Uint8Array, last: boolean) => void): void {
    this.#bodyComplete = false;
    this.#raw.onData((chunk, last) => {
      if (last) this.#bodyComplete = true;
      // Small ones into a slab: a buffer of its own for each would cost more than the copying.
      const copy = Buffer.allocUnsafe(chunk.byteLength);
      copy.set(new Uint8Array(chunk));
      this.#guarded(() => listener(copy, last));
      if (last && this.#linger !== null) this.#touch();
    });
  }

  pauseBody(): void {
    // Pausing also stops the socket's writable events, so a waiting answer comes first.
    if (this.#over || this.#blocked || this.#bodyComplete || this.#bodyPaused || this.begun) return;
    this.#bodyPaused = true;
    this.#raw.pause();
  }

  resumeBody(): void {
    if (this.#over || !this.#bodyPaused) return;
    this.#bodyPaused = false;
    this.#raw.resume();
  }

  get begun(): boolean {
    return this.#framing !== undefined;
  }

  head(status: number, headers: HeaderList, framing: Framing): void {
    if (this.begun) throw failures.internal("encode");
    const plan = planResponse(this.#method, status, headers, framing);
    this.#status = plan.status;
    this.#reason = plan.reason;
    this.#framing = plan.framing.kind;
    this.#fields = fieldsOf(plan.headers);
    this.#close = plan.close || this.#options.draining() || isClientError(status);
    if (plan.framing.kind === "length") this.#total = this.#left = plan.framing.bytes;
    this.resumeBody();
  }

  write(chunk: Uint8Array): boolean {
    if (!this.#mayWrite(chunk.length)) return true;
    this.#queue.push(chunk);
    return this.#wrote();
  }

  writeCopy(chunk: Uint8Array): boolean {
    if (!this.#mayWrite(chunk.length)) return true;
    this.#queue.pushCopy(chunk);
    return this.#wrote();
  }

  #mayWrite(bytes: number): boolean {
    if (!this.begun) throw failures.internal("encode");
    if (this.#framing === "none" || bytes === 0 || this.#over || this.#ending) return false;
    if (this.#framing === "length") {
      this.#left -= bytes;
      if (this.#left < 0) this.#overrun();
    }
    return true;
  }

  #wrote(): boolean {
    this.#touch();
    this.#waiting = this.#blocked || this.#queue.bytes >= HIGH_WATER;
    return !this.#waiting;
  }

  pump(): ClientSocket | undefined {
    const { sockets } = this.#options;
    if (sockets === undefined || this.#framing !== "chunked" || this.#ending) return undefined;
    if (this.#dirty) this.work();
    const isFree = this.#headSent && !this.#over && !this.#blocked && !this.#waiting && this.#queue.bytes === 0;
    return isFree ? sockets.socketOf(this.#raw) : undefined;
  }

  pumpedBy(pumping: Pumping): void {
    this.#pumping = pumping;
  }

  pumped(unsent: Uint8Array): boolean {
    this.#pumping = undefined;
    if (unsent.length === 0 || this.#over) return true;
    this.#unsent = unsent;
    this.#waiting = true;
    this.#block();
    return false;
  }

  end(): void {
    if (!this.begun) throw failures.internal("encode");
    if (this.#over || this.#ending) return;
    if (this.#framing === "length" && this.#left !== 0) this.#overrun();
    this.#ending = true;
    this.#touch();
  }

  destroy(): void {
    if (this.#over) return;
    this.#finish();
    // Calls onAborted, which finds the answer over.
    this.#raw.close();
  }

  /** The whole answer to a request that becomes no exchange. */
  refuse(error: SluiceError, exchange: string): void {
    const { status, headers, body } = refusalOf(error, exchange);
    this.head(status, headers, { kind: "length", bytes: body.length });
    this.write(body);
    this.end();
  }

  /** Writes what the socket takes. Never called inside a callback of uWS's parser. */
  work(): void {
    this.#dirty = false;
    try {
      this.#flush();
    } catch {
      this.#broken();
    }
  }

  #flush(): void {
    if (this.#over || this.#blocked || !this.begun) return;
    const closing = this.#close && (isClientError(this.#status) || this.#status >= 500) && !this.#headSent;
    if (closing && this.#ending) this.#endAndClose();
    else if (closing && this.#queue.bytes < HIGH_WATER) return;
    else if (this.#framing === "length") this.#flushLength();
    else if (this.#framing === "chunked") this.#flushChunked();
    else if (this.#ending) this.#endBodiless();
    if (this.#waiting && !this.#blocked && !this.#over && this.#queue.bytes < HIGH_WATER) this.#tellDrained();
  }

  // Of their own, as are other ends: a method with a function in it makes room for what that takes with each call.
  #endBodiless(): void {
    this.#last(() => this.#raw.endWithoutBody());
  }

  #tellDrained(): void {
    this.#waiting = false;
    this.#guarded(() => this.#events.drained());
  }

  #flushChunked(): void {
    while (this.#queue.bytes > (this.#ending ? ONE_CORK : 0) && !this.#blocked) {
      this.#chunk = this.#queue.take(PIECE);
      UwsResponse.#inCork = this;
      this.#corked(UwsResponse.#writeChunk);
      UwsResponse.#inCork = undefined;
      if (!this.#taken) this.#block();
    }
    if (this.#ending && !this.#blocked) this.#endChunked();
  }

  #endChunked(): void {
    const chunk = this.#queue.take(ONE_CORK);
    this.#last(() => {
      if (chunk.length > 0) this.#raw.write(chunk);
      this.#raw.end();
    });
  }

  #flushLength(): void {
    const total = this.#total;
    if (total === 0) {
      if (this.#ending) this.#last(() => this.#raw.end());
      return;
    }
    while (!this.#blocked) {
      const chunk = this.#queue.shift();
      if (chunk === null) return;
      let ok = true;
      let done = false;
      let sent = 0;
      this.#corked(() => {
        const before = this.#raw.getWriteOffset();
        [ok, done] = this.#raw.tryEnd(chunk, total);
        if (!done) sent = this.#raw.getWriteOffset() - before;
      });
      if (done) {
        this.#finish();
        return;
      }
      if (ok) continue;
      this.#queue.unshift(chunk.subarray(sent));
      this.#block();
    }
  }

  /** Only an answer given in one piece can close its connection in 20.30: later, the field would land in the body. */
  #endAndClose(): void {
    if (!this.#bodyComplete) {
      this.#linger ??= setTimeout(() => {
        this.#bodyComplete = true;
        this.work();
      }, LINGER_MS);
      return;
    }
    const body = this.#queue.take(Number.POSITIVE_INFINITY);
    this.#last(() => this.#raw.end(body, true), false);
  }

  #last(end: () => void, sayClose = this.#close): void {
    this.#corked(end, sayClose);
    this.#finish();
  }

  /** `body` in a cork, with the head before it where that has not left; a large head gets corks of its own. */
  #corked(body: () => void, sayClose = this.#close): void {
    if (this.#headSent) this.#raw.cork(body);
    else this.#corkedHead(body, sayClose);
  }

  #corkedHead(body: () => void, sayClose: boolean): void {
    this.#headSent = true;
    const fields = this.#fields;
    this.#fields = [];
    if (sayClose) fields.push(["connection", "close"]);
    let bytes = 0;
    let part: RawField[] = [];
    let first: string | null = `${this.#status} ${this.#reason}`;
    const send = (more: () => void) => {
      const [begin, list] = [first, part];
      this.#raw.cork(() => {
        if (begin !== null) this.#raw.writeStatus(begin);
        for (const [name, value] of list) this.#raw.writeHeader(name, value);
        more();
      });
      first = null;
      part = [];
      bytes = 0;
    };
    for (const field of fields) {
      bytes += field[0].length + field[1].length + 4;
      if (bytes > ONE_CORK && part.length > 0) send(() => {});
      part.push(field);
    }
    send(body);
  }

  #overrun(): never {
    this.destroy();
    throw failures.internal("encode");
  }

  #touch(): void {
    if (this.#dirty) return;
    this.#dirty = true;
    flushSoon(this);
  }

  #writable(): void {
    if (this.#over) return;
    this.#blocked = false;
    if (this.#unsent.length > 0) {
      this.#unsent = this.#unsent.subarray(this.#options.sockets?.writeTo(this.#raw, this.#unsent));
      if (this.#unsent.length > 0) {
        this.#block();
        return;
      }
    }
    this.#raw.cork(() => {});
    this.#flush();
    if (!this.#blocked) this.#stall?.stop();
  }

  #block(): void {
    this.#blocked = true;
    this.#stall ??= this.#becomeSlow();
    this.#stall.progress();
  }

  #becomeSlow(): StallWatch {
    this.#raw.onWritable(() => {
      this.#guarded(() => this.#writable());
      return true;
    });
    return watchStall(this.#raw, this.#options.idleTimeoutMs, () => {
      this.destroy();
      this.#guarded(() => this.#events.aborted());
    });
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    const pumping = this.#pumping;
    this.#pumping = undefined;
    pumping?.end();
    this.#queue.clear();
    this.#stall?.stop();
    if (this.#linger !== null) clearTimeout(this.#linger);
    this.#guarded(() => this.#events.over());
  }

  /** An exception that reaches uWS ends the process. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch {
      this.#broken();
    }
  }

  #broken(): void {
    this.#options.broken();
    this.destroy();
  }
}

const NOTHING = new Uint8Array(0);

const nobody: UwsResponseEvents = { aborted() {}, drained() {}, over() {} };

const isClientError = (status: number): boolean => status >= 400 && status < 500;

type RawField = readonly [name: string, value: string | Uint8Array];

function fieldsOf(headers: HeaderList): RawField[] {
  const fields: RawField[] = [];
  for (const [name, value] of headers) {
    // uWS writes a date of its own, and would encode other text than ASCII as UTF-8.
    if (headerName(name) === "date") continue;
    fields.push([name, isAsciiValue(value) ? value : Buffer.from(value, "latin1")]);
  }
  return fields;
}
