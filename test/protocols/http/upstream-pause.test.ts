/** Answers that end, break or are given up while their reader has paused them. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createServer as createTls } from "node:tls";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Upstream, UpstreamCall } from "../../../src/protocols/http/upstream.ts";
import { createUpstream } from "../../../src/protocols/http/upstream-client.ts";
import { createCertificate } from "./certificate.ts";

const certificate = createCertificate("IP:127.0.0.1");
const cleanups: (() => unknown)[] = [];
const uncaught: unknown[] = [];
const note = (error: unknown) => uncaught.push(error);
let before: NodeJS.UncaughtExceptionListener[] = [];

beforeEach(() => {
  uncaught.length = 0;
  before = process.listeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", note);
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  process.removeListener("uncaughtException", note);
  for (const listener of before) process.on("uncaughtException", listener);
  expect(uncaught).toEqual([]);
});

/** Every request is handed to `reply`, as its socket. */
async function originOf(reply: (socket: Socket) => void, files: typeof certificate | null = null): Promise<string> {
  const sockets = new Set<Socket>();
  const accept = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", () => reply(socket));
  };
  const server =
    files === null
      ? createServer(accept)
      : createTls({ cert: readFileSync(files.cert), key: readFileSync(files.key) }, accept);
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `${files === null ? "http" : "https"}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function upstreamOf(): Upstream {
  const upstream = createUpstream({
    connectTimeoutMs: 2_000,
    headersTimeoutMs: 5_000,
    idleTimeoutMs: 5_000,
    connections: 1,
    ca: certificate.ca,
  });
  cleanups.push(() => upstream.close());
  return upstream;
}

/** An answer that is paused by its reader inside every piece from `pauseAt` bytes on. */
class Reader {
  readonly chunks: Buffer[] = [];
  received = 0;
  outcome: string | null = null;
  readonly done: Promise<void>;
  readonly call: UpstreamCall;

  constructor(upstream: Upstream, origin: string, pauseAt: number) {
    let finished = () => {};
    this.done = new Promise((resolve) => {
      finished = resolve;
    });
    this.call = upstream.send(
      { method: "GET", origin, path: "/", headers: [], body: null },
      {
        head: () => {},
        data: (chunk) => {
          this.chunks.push(Buffer.from(chunk));
          this.received += chunk.length;
          if (this.received >= pauseAt) this.call.pause();
        },
        end: () => {
          this.outcome = "end";
          finished();
        },
        fail: (error) => {
          this.outcome = error.code;
          finished();
        },
      },
    );
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition() && uncaught.length === 0) await sleep(2);
  }

  /** Resumes, piece after piece, until the answer is over. */
  async drain(): Promise<Buffer> {
    while (this.outcome === null && uncaught.length === 0) {
      this.call.resume();
      await sleep(2);
    }
    return Buffer.concat(this.chunks);
  }
}

const CLOSE = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n";
const length = (bytes: number, connection: string) =>
  `HTTP/1.1 200 OK\r\ncontent-length: ${bytes}\r\nconnection: ${connection}\r\n\r\n`;

describe("a paused answer whose connection ends", () => {
  test.each([
    ["close-delimited", CLOSE, 1],
    ["close-delimited", CLOSE, 80_000],
    ["close-delimited", CLOSE, 300_000],
    ["close-delimited without saying so", "HTTP/1.1 200 OK\r\n\r\n", 150_000],
    ["counted, closing", length(150_000, "close"), 150_000],
    ["counted, kept alive", length(150_000, "keep-alive"), 150_000],
  ])("arrives whole after a later resume: %s (%j), %i bytes", async (_kind, head, bytes) => {
    const body = randomBytes(bytes);
    let answered: Socket | null = null;
    const origin = await originOf((socket) => {
      answered = socket;
      socket.write(head);
      // The last piece is a lone one, so that the reader pauses on it with nothing left to read but the end.
      socket.write(body.subarray(0, -1), () => setTimeout(() => socket.write(body.subarray(-1)), 30));
    });
    const upstream = upstreamOf();
    const reader = new Reader(upstream, origin, bytes);
    await reader.until(() => reader.received === bytes);
    (answered as Socket | null)?.end();
    await sleep(60);
    expect(uncaught).toEqual([]);
    expect(reader.outcome).toBe(null);
    expect((await reader.drain()).equals(body)).toBe(true);
    expect(reader.outcome).toBe("end");
  });

  test.each([
    1, 80_000, 300_000, 3_000_000,
  ])("arrives whole, paused on every piece: %i bytes and FIN", async (bytes) => {
    const body = randomBytes(bytes);
    const origin = await originOf((socket) => socket.end(Buffer.concat([Buffer.from(CLOSE), body])));
    const reader = new Reader(upstreamOf(), origin, 0);
    await reader.until(() => reader.received > 0);
    await sleep(60);
    expect(reader.outcome).toBe(null);
    expect((await reader.drain()).equals(body)).toBe(true);
    expect(reader.outcome).toBe("end");
  });

  test.each([
    1, 80_000, 300_000, 3_000_000,
  ])("arrives whole over TLS, paused on every piece: %i bytes", async (bytes) => {
    const body = randomBytes(bytes);
    const origin = await originOf((socket) => socket.end(Buffer.concat([Buffer.from(CLOSE), body])), certificate);
    const reader = new Reader(upstreamOf(), origin, 0);
    await reader.until(() => reader.received > 0);
    await sleep(60);
    expect(reader.outcome).toBe(null);
    expect((await reader.drain()).equals(body)).toBe(true);
    expect(reader.outcome).toBe("end");
  });

  test("is not read on", async () => {
    const bytes = 16 * 1024 * 1024;
    let socketOf: Socket | null = null;
    const origin = await originOf((socket) => {
      socketOf = socket;
      socket.end(Buffer.concat([Buffer.from(CLOSE), Buffer.alloc(bytes)]));
    });
    const reader = new Reader(upstreamOf(), origin, 0);
    await reader.until(() => reader.received > 0);
    await sleep(200);
    expect(reader.received).toBeLessThan(256 * 1024);
    expect((socketOf as Socket | null)?.writableFinished).toBe(false);
    expect((await reader.drain()).length).toBe(bytes);
  });

  test("is silent once given up", async () => {
    const origin = await originOf((socket) => socket.end(`${CLOSE}hello`));
    const reader = new Reader(upstreamOf(), origin, 0);
    await reader.until(() => reader.received === 5);
    await sleep(40);
    reader.call.abort();
    reader.call.resume();
    await sleep(20);
    expect(reader.outcome).toBe(null);
  });
});

describe("a paused answer", () => {
  test.each([
    CLOSE,
    length(400_000, "close"),
    length(400_000, "keep-alive"),
  ])("given up is silent and frees its connection: %j", async (head) => {
    let asked = 0;
    const origin = await originOf((socket) => {
      asked++;
      if (asked === 1) socket.write(Buffer.concat([Buffer.from(head), Buffer.alloc(200_000)]));
      else socket.end(`${CLOSE}ok`);
    });
    const upstream = upstreamOf();
    const reader = new Reader(upstream, origin, 0);
    await reader.until(() => reader.received > 0);
    reader.call.abort();
    const next = new Reader(upstream, origin, Number.POSITIVE_INFINITY);
    await next.until(() => next.outcome !== null);
    expect([Buffer.concat(next.chunks).toString(), next.outcome, reader.outcome]).toEqual(["ok", "end", null]);
  });

  test.each([CLOSE, length(400_000, "close")])("that is reset fails, and never looks complete: %j", async (head) => {
    const origin = await originOf((socket) => {
      socket.write(Buffer.concat([Buffer.from(head), Buffer.alloc(200_000)]), () => {
        setTimeout(() => socket.resetAndDestroy(), 60);
      });
    });
    const reader = new Reader(upstreamOf(), origin, 0);
    await reader.until(() => reader.received > 0);
    await sleep(120);
    await reader.drain();
    expect(reader.outcome).toBe("upstream-reset");
  });

  test("whose client is closed fails", async () => {
    const origin = await originOf((socket) => socket.write(`${CLOSE}hello`));
    const upstream = upstreamOf();
    const reader = new Reader(upstream, origin, 0);
    await reader.until(() => reader.received === 5);
    await upstream.close();
    await reader.until(() => reader.outcome !== null);
    expect(reader.outcome).toBe("upstream-reset");
  });
});
