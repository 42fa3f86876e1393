/**
 * Upstreams over undici: one request, one answer, no retries, redirects, decompression or pipelining.
 *
 *   send -> [pool, connect] -> onRequestStart -> onResponseStart -> onResponseData ... -> onResponseEnd | onResponseError
 *
 * Invariant: after `end`, `fail` or `abort` nothing more is called, and no library text reaches an error.
 */
import type { Socket } from "node:net";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { Agent, buildConnector, type Dispatcher } from "undici";
import { failures, type SluiceError } from "../../errors.ts";
import type { HeaderList } from "./listener.ts";
import { releaseParserAtEnd } from "./parser-release.ts";
import type { Upstream, UpstreamAnswer, UpstreamCall, UpstreamRequest } from "./upstream.ts";
import { upstreamFailure } from "./upstream-failure.ts";
import { parseUpstreamOrigin } from "./upstream-origin.ts";

export interface UpstreamOptions {
  /** From `send` until the request is on a connection: waiting for a free one included. */
  readonly connectTimeoutMs: number;
  /** From the request until the answer's head. */
  readonly headersTimeoutMs: number;
  /** Between two pieces of the answer, while nobody has paused it. */
  readonly idleTimeoutMs: number;
  /** At most so many connections to each origin. */
  readonly connections: number;
  /** PEM of authorities to trust instead of the system's. */
  readonly ca?: string;
  readonly headerBytes?: number;
  readonly headerCount?: number;
}

const HEADER_BYTES = 64 * 1024;
const HEADER_COUNT = 256;
/** Set by the client below or meaningless through a gateway; headers.ts never lets them come this far. */
const NOT_OURS_TO_SEND = /^(?:host|content-length|transfer-encoding|connection|keep-alive|upgrade|expect|te|trailer)$/i;

type RequiredOptions = UpstreamOptions & { readonly headerBytes: number; readonly headerCount: number };

export function createUpstream(given: UpstreamOptions): Upstream {
  const options = { headerBytes: HEADER_BYTES, headerCount: HEADER_COUNT, ...given };
  const agent = new Agent({
    connections: options.connections,
    pipelining: 1,
    maxHeaderSize: options.headerBytes,
    headersTimeout: options.headersTimeoutMs,
    bodyTimeout: options.idleTimeoutMs,
    connect: connector(options),
    allowH2: false,
  });
  const known = new Set<string>();
  return {
    send(request, answer) {
      const call = new Call(options, answer);
      try {
        if (!known.has(request.origin)) {
          if (parseUpstreamOrigin(request.origin).origin !== request.origin)
            throw failures.upstreamOrigin("it has a path or odd spelling");
          known.add(request.origin);
        }
        const headers: string[] = [];
        for (const [name, value] of request.headers) {
          if (NOT_OURS_TO_SEND.test(name)) throw failures.internal("upstream");
          headers.push(name, value);
        }
        agent.dispatch(dispatchOptions(request, headers), call);
      } catch {
        queueMicrotask(() => call.fail(failures.internal("upstream")));
      }
      return call;
    },
    close: () => agent.destroy(),
  };
}

function dispatchOptions(request: UpstreamRequest, headers: string[]): Dispatcher.DispatchOptions {
  return {
    origin: request.origin,
    path: request.path,
    method: request.method as Dispatcher.HttpMethod,
    headers,
    body: request.body,
  };
}

class Call implements UpstreamCall, Dispatcher.DispatchHandler {
  readonly #options: RequiredOptions;
  readonly #answer: UpstreamAnswer;
  #controller: Dispatcher.DispatchController | null = null;
  #paused = false;
  #begun = false;
  /** undici is through with the answer; its end waits for `resume`. */
  #ended = false;
  #over = false;
  #connecting: NodeJS.Timeout | null;

  constructor(options: RequiredOptions, answer: UpstreamAnswer) {
    this.#options = options;
    this.#answer = answer;
    this.#connecting = setTimeout(() => {
      this.fail(failures.upstreamTimeout("connect", options.connectTimeoutMs));
    }, options.connectTimeoutMs);
  }

  pause(): void {
    this.#paused = true;
    this.#controller?.pause();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    // undici's parser is not re-entrant, and we may be inside another answer's data callback.
    queueMicrotask(() => {
      if (this.#paused || this.#over) return;
      if (this.#ended) this.onResponseEnd();
      else this.#controller?.resume();
    });
  }

  abort(): void {
    // An answer that has ended leaves nothing to cut.
    if (this.#over) return;
    this.#finish();
    this.#cut();
  }

  fail(error: SluiceError): void {
    if (this.#over) return;
    this.#finish();
    this.#cut();
    this.#answer.fail(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const again = this.#controller !== null;
    this.#controller = controller;
    this.#stopConnecting();
    if (this.#over) this.#cut();
    // undici would send the request a second time; what the first attempt did is unknown.
    else if (again) this.fail(failures.upstreamReset());
    else if (this.#paused) controller.pause();
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (this.#over || status < 200) return;
    const headers = headerList(controller.rawHeaders);
    const problem = problemOf(status, headers, this.#options.headerCount);
    if (problem !== null) {
      this.fail(failures.upstreamMalformed(problem));
      return;
    }
    this.#begun = true;
    this.#answer.head(status, headers);
    // No body follows whatever the head claims; undici would wait for a content-length here.
    if (status === 204 || status === 304) {
      this.onResponseEnd();
      this.#cut();
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    // Resumed, undici's parser repeats its last piece without bytes.
    if (!this.#over && chunk.length > 0) this.#answer.data(chunk);
  }

  onResponseEnd(): void {
    if (this.#over) return;
    this.#ended = true;
    if (this.#paused) return;
    this.#finish();
    this.#answer.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: unknown): void {
    if (!this.#over && !this.#ended) this.fail(upstreamFailure(error, this.#begun, this.#options));
  }

  #finish(): void {
    this.#over = true;
    this.#stopConnecting();
  }

  #cut(): void {
    if (this.#controller !== null && !this.#controller.aborted) this.#controller.abort(failures.clientGone());
  }

  #stopConnecting(): void {
    if (this.#connecting !== null) clearTimeout(this.#connecting);
    this.#connecting = null;
  }
}

function headerList(raw: unknown): HeaderList {
  const list: (readonly [string, string])[] = [];
  if (!Array.isArray(raw)) return list;
  for (let i = 0; i + 1 < raw.length; i += 2) list.push([text(raw[i]).toLowerCase(), text(raw[i + 1])]);
  return list;
}

const text = (raw: unknown): string => (raw instanceof Uint8Array ? Buffer.from(raw).toString("latin1") : String(raw));

/** What two readers of this head could disagree on, or what we never asked for. */
function problemOf(status: number, headers: HeaderList, headerCount: number): string | null {
  if (status > 599) return "its status is not between 200 and 599";
  if (status === 206) return "it is partial, and no range was asked for";
  if (headers.length > headerCount) return `it has more than ${headerCount} header fields`;
  const codings = headers.filter(([name]) => name === "transfer-encoding");
  const lengths = headers.filter(([name]) => name === "content-length");
  if (codings.length > 1 || codings.some(([, value]) => value.toLowerCase() !== "chunked")) {
    return "its transfer-encoding is not exactly `chunked`";
  }
  if (lengths.length > 1 || (lengths.length > 0 && codings.length > 0)) return "its length is stated twice";
  return null;
}

function connector(options: RequiredOptions): buildConnector.connector {
  const connect = buildConnector({
    timeout: options.connectTimeoutMs,
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
    checkServerIdentity: identityProblem,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  });
  return (where, callback) => {
    connect(where, (...result) => {
      // Undefined after an error, whatever its type says.
      const socket: Socket | null | undefined = result[1];
      // undici takes a reset for the regular end of an answer that the connection's end delimits: the answer would
      // look complete. Under another code it is the failure it is.
      socket?.prependListener("error", (error: NodeJS.ErrnoException) => {
        if (error.code === "ECONNRESET") error.code = "UPSTREAM_RESET";
      });
      if (socket) releaseParserAtEnd(socket);
      callback(...result);
    });
  };
}

function identityProblem(host: string, certificate: PeerCertificate): Error | undefined {
  // A NUL or line break in a name is read differently by different parsers.
  if (/[\x00-\x1f\x7f]/.test(certificate.subjectaltname ?? "")) return failures.upstreamUntrusted();
  return checkServerIdentity(host, certificate);
}
