/**
 * The uWebSockets.js front end: 1.8 times the requests of node:http, with a laxer parser and fewer limits. Every
 * request passes request-check.ts before anything sees it; what the parser cannot do is in LIMITATIONS.
 *
 *   socket -> uWS parser -> any("/*") -> UwsResponse (onAborted first) -> checkHead -> UwsExchange -> options.handle
 */
import { createServer } from "node:net";
import { Deadlines } from "../../deadlines.ts";
import { failures, type SluiceError } from "../../errors.ts";
import { LiveList } from "../../live-list.ts";
import { headerValue } from "./headers.ts";
import { type HeaderList, type Listener, type ListenerOptions, UWS_HEADER_COUNT } from "./listener.ts";
import { type CheckedHead, checkHead } from "./request-check.ts";
import { readTlsFiles, TLS_CIPHERS } from "./tls-files.ts";
import { UwsExchange } from "./uws-exchange.ts";
import { loadUws, type UwsModule, type UwsRequest } from "./uws-native.ts";
import { peersOf } from "./uws-peers.ts";
import { UwsResponse } from "./uws-response.ts";

/** Its options of a port: taken for ourselves, or shared (SO_REUSEPORT) with processes of the same user. */
const EXCLUSIVE_PORT = 1;
const SHARED_PORT = 0;

export const LIMITATIONS = [
  "HTTP/1.1 only: HTTP/1.0, HTTP/2 and protocol upgrades are not served.",
  "A request header above 4,096 bytes is dropped without an answer when it arrives in several packets.",
  `More than ${UWS_HEADER_COUNT} header fields are refused; from 49 on the connection is closed without an answer.`,
  "Malformed requests that its parser sees first are closed without an answer after about 10 s, uncounted.",
  "Requests with transfer-encoding are answered 411 (malformed chunks may get the close alone); listener: node takes them.",
  "Bodies of 1 GB and more are refused by closing the connection.",
  "Header values outside ASCII are refused.",
  "Idle connections and slow headers end after about 10 s, whatever timeouts say.",
  "A pipelined request ends the connection, unanswered as the one before it.",
  "Methods it does not know are closed upon without an answer.",
  "A client that closes its sending side counts as gone.",
  "The header of an answer leaves with the first byte of its body.",
];

export function createUwsListener(options: ListenerOptions): Listener {
  const load = loadUws();
  if (load.kind === "unavailable") throw failures.uwsUnavailable(load.why);
  const { uws, head: heads } = load;
  const { limits, tls } = options;
  const live = new LiveList<UwsResponse>();
  let draining = false;
  let quiet = (): void => {};
  let token: unknown = null;

  const app = createApp(uws, options);
  const responseOptions = {
    idleTimeoutMs: limits.idleTimeoutMs,
    draining: () => draining,
    broken: () => options.refused(failures.internal("listen")),
    sockets: tls === undefined ? heads : undefined,
  };
  const peerOf = peersOf(heads, tls !== undefined);
  const deadlines = new Deadlines(limits.requestTimeoutMs);
  const headLimits = { headerBytes: limits.headerBytes, headerCount: Math.min(limits.headerCount, UWS_HEADER_COUNT) };

  app.any("/*", (raw, request) => {
    const response = new UwsResponse(raw, responseOptions);
    try {
      live.add(response);
      serve(response, request, peerOf(raw));
    } catch {
      options.refused(failures.internal("listen"));
      response.destroy();
    }
  });

  function over(response: UwsResponse): void {
    live.delete(response);
    if (live.size === 0) quiet();
  }

  function serve(response: UwsResponse, request: UwsRequest, address: string): void {
    const words = heads.headOf(request);
    const [problem = "", method = "", target = ""] = words;
    const headers = fieldsOf(words);
    const head = { method, target, headers, remote: { address }, secure: tls !== undefined };
    const error = parserProblem(problem, headers);
    const checked: CheckedHead =
      error === null ? checkHead({ method, target, headers, version: "1.1" }, headLimits) : { kind: "refused", error };
    if (checked.kind === "refused") {
      response.listen(head.method, { aborted() {}, drained() {}, over: () => over(response) });
      if (has(headers, "content-length") || has(headers, "transfer-encoding")) response.onBody(() => {});
      options.refused(checked.error);
      response.refuse(checked.error, options.newId());
      return;
    }
    const { requestTimeoutMs } = limits;
    const { broken } = responseOptions;
    options.handle(
      new UwsExchange({ head, hasBody: checked.hasBody, response, deadlines, requestTimeoutMs, over, broken }),
    );
  }

  return {
    kind: "uws",
    limitations: LIMITATIONS,
    async listen() {
      app.listen(options.host, options.port, options.shared === true ? SHARED_PORT : EXCLUSIVE_PORT, (listening) => {
        token = listening;
      });
      if (!token) throw failures.listenFailed(options.host, options.port, await listenProblem(options));
      return { host: options.host, port: uws.us_socket_local_port(token) };
    },
    drain() {
      draining = true;
      if (token) uws.us_listen_socket_close(token);
      token = null;
      return new Promise((resolve) => {
        quiet = resolve;
        if (live.size === 0) resolve();
      });
    },
    async close() {
      void this.drain();
      for (const response of live.all()) response.destroy();
      app.close();
    },
  };
}

/** Of a head as the addon gives it. */
function fieldsOf(head: readonly string[]): HeaderList {
  const fields: [name: string, value: string][] = [];
  for (let at = 3; at + 1 < head.length; at += 2) fields.push([head[at] ?? "", head[at + 1] ?? ""]);
  return fields;
}

/**
 * What the parser would let through: what it hides (native/uws-head.cc), and chunks, of which it takes malformed framings, and
 * trailers for the next request, so it is given none at all.
 */
function parserProblem(hidden: string, headers: HeaderList): SluiceError | null {
  if (hidden !== "") return failures.badRequest(hidden);
  if (has(headers, "transfer-encoding")) return failures.lengthRequired("the request has a transfer-encoding");
  return null;
}

const has = (headers: HeaderList, wanted: string): boolean => headerValue(headers, wanted) !== undefined;

function createApp(uws: UwsModule, options: ListenerOptions): ReturnType<UwsModule["App"]> {
  if (options.tls === undefined) return uws.App();
  // uWS reads the files itself and ends the process where it cannot.
  readTlsFiles(options.tls);
  return uws.SSLApp({ key_file_name: options.tls.key, cert_file_name: options.tls.cert, ssl_ciphers: TLS_CIPHERS });
}

/** uWS says only that it cannot listen; node:net knows why. */
function listenProblem(options: ListenerOptions): Promise<string> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown"));
    probe.listen({ host: options.host, port: options.port, exclusive: true }, () => {
      probe.close(() => resolve("unknown"));
    });
  });
}
