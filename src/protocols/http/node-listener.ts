/**
 * The node:http front end. node's strict parser reads the wire, request-check.ts decides what may pass, and
 * node-connection.ts keeps the exchanges of a connection in turn.
 *
 *   socket -> parser -> checkHead -> NodeConnection -> NodeExchange -> options.handle
 */
import { createServer as createPlainServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { failures, type SluiceError } from "../../errors.ts";
import type { HeaderList, Listener, ListenerLimits, ListenerOptions, RequestHead } from "./listener.ts";
import { NodeConnection } from "./node-connection.ts";
import { NodeExchange } from "./node-exchange.ts";
import { plainAddress } from "./remote-address.ts";
import { checkHead } from "./request-check.ts";
import { readTlsFiles, TLS_CIPHERS } from "./tls-files.ts";

export const LIMITATIONS = [
  "HTTP/1.0 and HTTP/1.1 only: no HTTP/2, no protocol upgrade.",
  "At most 16 pipelined requests wait on one connection.",
];

export function createNodeListener(options: ListenerOptions): Listener {
  const { limits } = options;
  const connections = new WeakMap<Socket, NodeConnection>();
  const sockets = new Set<Socket>();
  const answers = new Set<ServerResponse>();
  let draining = false;
  let quiet = (): void => {};

  const server = createServer(options);
  // Counting is checkHead's: node's own maximum drops the surplus silently.
  server.maxHeadersCount = 0;
  server.timeout = 0;
  Object.assign(server, { httpAllowHalfOpen: true });

  const connectionOf = (socket: Socket): NodeConnection => {
    let connection = connections.get(socket);
    if (connection === undefined) {
      connection = new NodeConnection(socket, options);
      connections.set(socket, connection);
    }
    return connection;
  };

  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const connection = connectionOf(request.socket);
    if (connection.deaf) return;
    const head = headOf(request, options.tls !== undefined);
    const checked = checkHead({ ...head, version: request.httpVersion }, limits);
    if (checked.kind === "refused") {
      connection.refuse(checked.error);
      return;
    }
    connection.take(() => {
      const exchange = new NodeExchange({
        head,
        hasBody: checked.hasBody,
        expectsContinue: checked.expectsContinue,
        request,
        response,
        idleTimeoutMs: limits.idleTimeoutMs,
        draining: () => draining,
        broken: () => options.refused(failures.internal("listen")),
      });
      response.once("finish", () => connection.done());
      answers.add(response);
      response.once("close", () => {
        answers.delete(response);
        if (answers.size === 0) quiet();
      });
      handOver(options, exchange);
      return exchange;
    });
  };

  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.on(options.tls === undefined ? "connection" : "secureConnection", connectionOf);
  server.on("request", serve);
  // Without these listeners node answers expectations itself, before anything is checked.
  server.on("checkContinue", serve);
  server.on("checkExpectation", serve);
  server.on("connect", (request: IncomingMessage) => {
    connectionOf(request.socket).refuse(failures.notImplemented("The CONNECT method"));
  });
  server.on("clientError", (error: NodeJS.ErrnoException, duplex) => {
    const socket = duplex as Socket;
    const connection = connections.get(socket);
    const failure = failureOf(error.code, socket, connection, limits);
    if (failure === null || connection === undefined) socket.destroy();
    else if (connection.current?.receiving) connection.current.fail(failure);
    else connection.refuse(failure);
  });

  return {
    kind: "node",
    limitations: LIMITATIONS,
    listen: () => listen(server, options.host, options.port),
    drain() {
      draining = true;
      server.close();
      server.closeIdleConnections();
      return new Promise((resolve) => {
        quiet = resolve;
        if (answers.size === 0) resolve();
      });
    },
    async close() {
      draining = true;
      const closed = new Promise<void>((resolve) => {
        if (!server.listening && sockets.size === 0) resolve();
        else server.close(() => resolve());
      });
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function createServer(options: ListenerOptions): Server {
  const { limits } = options;
  const http = {
    insecureHTTPParser: false,
    // checkHead's; node would answer in its own words.
    requireHostHeader: false,
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersTimeoutMs,
    // node wants the request's limit to be the larger one.
    requestTimeout: Math.max(limits.requestTimeoutMs, limits.headersTimeoutMs),
    keepAliveTimeout: limits.idleTimeoutMs,
    connectionsCheckingInterval: Math.max(50, Math.min(1_000, limits.headersTimeoutMs / 4)),
    noDelay: true,
  };
  if (options.tls === undefined) return createPlainServer(http);
  return createTlsServer({
    ...http,
    ...readTlsFiles(options.tls),
    ciphers: TLS_CIPHERS,
    honorCipherOrder: true,
    minVersion: "TLSv1.2",
    handshakeTimeout: limits.headersTimeoutMs,
    ALPNProtocols: ["http/1.1"],
  });
}

function headOf(request: IncomingMessage, secure: boolean): RequestHead {
  const headers: (readonly [string, string])[] = [];
  const raw = request.rawHeaders;
  for (let i = 0; i + 1 < raw.length; i += 2) headers.push([(raw[i] ?? "").toLowerCase(), raw[i + 1] ?? ""]);
  return {
    method: request.method ?? "",
    target: request.url ?? "",
    headers: headers satisfies HeaderList,
    remote: { address: plainAddress(request.socket.remoteAddress ?? "unknown") },
    secure,
  };
}

function handOver(options: ListenerOptions, exchange: NodeExchange): void {
  try {
    options.handle(exchange);
  } catch {
    options.refused(failures.internal("listen"));
    exchange.response.destroy();
  }
}

/** Null: nobody is there, or nothing was asked. */
function failureOf(
  code: string | undefined,
  socket: Socket,
  connection: NodeConnection | undefined,
  limits: ListenerLimits,
): SluiceError | null {
  if (!socket.writable || socket.bytesRead === 0 || code === "HPE_INVALID_EOF_STATE") return null;
  if (code === "HPE_HEADER_OVERFLOW") return failures.headersTooLarge(limits.headerBytes);
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") {
    return connection?.current?.receiving
      ? failures.requestTimeout("timeouts.request", limits.requestTimeoutMs)
      : failures.requestTimeout("timeouts.requestHeaders", limits.headersTimeoutMs);
  }
  return code?.startsWith("HPE_") ? failures.badRequest("it is not valid HTTP/1.1") : null;
}

function listen(server: Server, host: string, port: number): Promise<{ host: string; port: number }> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject(failures.listenFailed(host, port, error.code ?? "unknown"));
    server.once("error", failed);
    server.listen({ host, port }, () => {
      server.off("error", failed);
      // A failed accept (out of file descriptors) is retried by node; it must not end the process.
      server.on("error", () => {});
      const address = server.address() as AddressInfo;
      resolve({ host: address.address, port: address.port });
    });
  });
}
