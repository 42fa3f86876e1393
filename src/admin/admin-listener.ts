/**
 * The operator's address, apart from the data port: is the gateway alive, is it ready, what does it count. It speaks of
 * state and totals only, but says more than a client should know, so it listens on loopback unless configured otherwise.
 *
 *   /healthz  200 while the process answers
 *   /readyz   200, or 503 with one line per reason
 *   /metrics  Prometheus text
 *
 * It answers only who asks for it by an address, as localhost or by a configured name: a web page whose own name resolves to this
 * machine makes a browser ask by that name. Who sits on connections, slow to ask or slow to read, keeps nobody else out.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, isIP, type Socket } from "node:net";
import { failures } from "../errors.ts";

export interface AdminListenerOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Why exchanges are not accepted now; empty: ready. Sentences without line ends. */
  readonly unready: () => readonly string[] | Promise<readonly string[]>;
  readonly metrics: { scrape(): Promise<string>; readonly contentType: string };
  /** Names by which it may be asked besides addresses, localhost and `host`; lower case. */
  readonly hosts: readonly string[];
  readonly maxConnections: number;
  /** From a request's first byte to its last, and from there to its answer's; longer is nobody's scrape. */
  readonly requestTimeoutMs?: number;
}

export interface AdminListener {
  listen(): Promise<{ readonly host: string; readonly port: number }>;
  close(): Promise<void>;
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const text = (status: number, body: string): Page => ({ status, type: "text/plain; charset=utf-8", body: `${body}\n` });

/** Requests here are a line and a few headers. */
const maxHeaderSize = 8 * 1024;

/** The name in a `host` header, in lower case; undefined where it is none. */
function namedHost(value: string): string | undefined {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::[0-9]{1,5})?$/.exec(value);
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}

/** Nobody can make an address mean another machine, nor localhost in a browser; HTTP/1.0 may leave it away, which no browser does. */
function isAskedFor(given: readonly string[] | undefined, names: ReadonlySet<string>): boolean {
  if (given === undefined) return true;
  const name = given.length === 1 ? namedHost(given[0] ?? "") : undefined;
  return name !== undefined && (isIP(name) !== 0 || names.has(name));
}

export const createAdminListener = (options: AdminListenerOptions): AdminListener => {
  const { host, unready, metrics, maxConnections, requestTimeoutMs = 10_000 } = options;
  const names = new Set(["localhost", host.toLowerCase(), ...options.hosts]);
  /** With how many requests each has that are not answered; who has waited longest without one comes first. */
  const sockets = new Map<Socket, number>();

  const page = async (path: string): Promise<Page> => {
    switch (path) {
      case "/healthz":
        return text(200, "alive");
      case "/readyz": {
        const reasons = await unready();
        return reasons.length === 0 ? text(200, "ready") : text(503, reasons.join("\n"));
      }
      case "/metrics":
        return { status: 200, type: metrics.contentType, body: await metrics.scrape() };
      default:
        return text(404, "Here are /healthz, /readyz and /metrics.");
    }
  };

  const answer = (request: IncomingMessage, response: ServerResponse, { status, type, body }: Page): void => {
    response.writeHead(status, {
      "content-type": type,
      "content-length": Buffer.byteLength(body),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    response.end(request.method === "HEAD" ? undefined : body);
  };

  const limits = {
    maxHeaderSize,
    requestTimeout: requestTimeoutMs,
    // By itself node looks at its connections each 30 s.
    connectionsCheckingInterval: Math.min(1_000, requestTimeoutMs / 4),
  };
  const busy = (socket: Socket, more: 1 | -1): void => {
    const before = sockets.get(socket);
    if (before === undefined) return;
    sockets.delete(socket);
    sockets.set(socket, before + more);
  };
  /** False: each of the others is being answered. */
  const makeRoom = (): boolean => {
    if (sockets.size < maxConnections) return true;
    for (const [socket, requests] of sockets) {
      if (requests > 0) continue;
      sockets.delete(socket);
      socket.destroy();
      return true;
    }
    return false;
  };

  const server: Server = createServer(limits, (request, response) => {
    const { socket } = request;
    busy(socket, 1);
    const late = setTimeout(() => socket.destroy(), requestTimeoutMs);
    response.once("close", () => {
      clearTimeout(late);
      busy(socket, -1);
    });
    if (!isAskedFor(request.headersDistinct.host, names)) {
      answer(request, response, text(421, "Not asked for by an address, localhost or a name of admin.hosts."));
      request.resume();
      return;
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      answer(request, response, text(405, "Only GET and HEAD."));
      request.resume();
      return;
    }
    page((request.url ?? "/").split("?", 1)[0] ?? "/").then(
      (found) => answer(request, response, found),
      () => answer(request, response, text(500, "The page could not be made.")),
    );
  });

  server.on("connection", (socket) => {
    if (!makeRoom()) {
      socket.destroy();
      return;
    }
    sockets.set(socket, 0);
    socket.once("close", () => sockets.delete(socket));
  });

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once("error", (error: NodeJS.ErrnoException) =>
          reject(failures.listenFailed(host, options.port, error.code ?? "EUNKNOWN")),
        );
        server.listen(options.port, host, () => {
          const { address, port } = server.address() as AddressInfo;
          resolve({ host: address, port });
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
