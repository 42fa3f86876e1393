/**
 * The operator's address, apart from the data port: is the gateway alive, is it ready, what does it count. It speaks of
 * state and totals only, but says more than a client should know, so it listens on loopback unless configured otherwise.
 *
 *   /healthz  200 while the process answers
 *   /readyz   200, or 503 with one line per reason
 *   /metrics  Prometheus text
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { failures } from "../errors.ts";

export interface AdminListenerOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Why exchanges are not accepted now; empty: ready. Sentences without line ends. */
  readonly unready: () => readonly string[] | Promise<readonly string[]>;
  readonly metrics: { scrape(): Promise<string>; readonly contentType: string };
  /** From a request's first byte to its last; longer is nobody's scrape. */
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

export const createAdminListener = (options: AdminListenerOptions): AdminListener => {
  const { host, unready, metrics, requestTimeoutMs = 10_000 } = options;

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
  const server: Server = createServer(limits, (request, response) => {
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
