/**
 * Requests that two HTTP readers could take apart differently, or that ask for what is not spoken here. The rule for
 * both front ends: at most the harmless request before it is handled, nothing behind it, and an answer (if any) that
 * closes the connection. What uWebSockets.js drops without a word is stated in its limitations.
 */
import { describe, expect, test } from "vitest";
import type { HttpExchange } from "../../../src/protocols/http/listener.ts";
import { KINDS, type Kind, readAll, startListener } from "./listening.ts";
import { statuses, Wire } from "./wire.ts";

interface Case {
  readonly name: string;
  readonly bytes: string;
  /** Status each front end answers with; null where it closes without one (after its own 10 s, so not waited for). */
  readonly node: number;
  readonly uws: number | null;
}

const host = "Host: a\r\n";
const smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
const post = (headers: string, body = "") => `POST /first HTTP/1.1\r\n${host}${headers}\r\n${body}`;
const get = (headers: string) => `GET /first HTTP/1.1\r\n${headers}\r\n`;
const line = (start: string) => `${start}\r\n${host}\r\n`;

const CASES: readonly Case[] = [
  {
    name: "two content-lengths that differ",
    bytes: post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello"),
    node: 400,
    uws: 400,
  },
  {
    name: "two content-lengths that agree",
    bytes: post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"),
    node: 400,
    uws: 400,
  },
  { name: "a list as content-length", bytes: post("Content-Length: 5, 5\r\n", "hello"), node: 400, uws: null },
  { name: "a signed content-length", bytes: post("Content-Length: +5\r\n", "hello"), node: 400, uws: null },
  { name: "a content-length with a leading zero", bytes: post("Content-Length: 05\r\n", "hello"), node: 400, uws: 400 },
  { name: "a hexadecimal content-length", bytes: post("Content-Length: 0x5\r\n", "hello"), node: 400, uws: null },
  { name: "an empty content-length", bytes: post("Content-Length:\r\n", "hello"), node: 400, uws: 400 },
  {
    name: "content-length and transfer-encoding",
    bytes: post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
    node: 400,
    uws: null,
  },
  {
    name: "transfer-encoding twice",
    bytes: post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
    node: 400,
    uws: 411,
  },
  {
    name: "chunked twice in one field",
    bytes: post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"),
    node: 400,
    uws: 411,
  },
  {
    name: "a coding that only looks chunked",
    bytes: post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"),
    node: 400,
    uws: 411,
  },
  {
    name: "identity before chunked",
    bytes: post("Transfer-Encoding: identity, chunked\r\n", "0\r\n\r\n"),
    node: 400,
    uws: 411,
  },
  { name: "an empty transfer-encoding", bytes: post("Transfer-Encoding:\r\n", ""), node: 400, uws: 411 },
  { name: "chunked in capitals", bytes: post("Transfer-Encoding: CHUNKED\r\n", "0\r\n\r\n"), node: 400, uws: 411 },
  {
    name: "chunked behind a vertical tab",
    bytes: post("Transfer-Encoding: \x0bchunked\r\n", "0\r\n\r\n"),
    node: 400,
    uws: null,
  },
  { name: "two hosts", bytes: get("Host: a\r\nHost: b\r\n"), node: 400, uws: 400 },
  { name: "no host", bytes: get("X-A: b\r\n"), node: 400, uws: null },
  { name: "an empty host", bytes: get("Host:\r\n"), node: 400, uws: 400 },
  { name: "a host with a path", bytes: get("Host: a/b\r\n"), node: 400, uws: 400 },
  { name: "a host with a user", bytes: get("Host: u@a\r\n"), node: 400, uws: 400 },
  {
    name: "an empty header name that hides the length",
    bytes: post(": x\r\nContent-Length: 5\r\n", ""),
    node: 400,
    uws: 400,
  },
  { name: "a space before the colon", bytes: get("Host: a\r\nX-A : b\r\n"), node: 400, uws: null },
  { name: "a folded header", bytes: get("Host: a\r\nX-A: b\r\n c\r\n"), node: 400, uws: null },
  { name: "NUL in a header value", bytes: get("Host: a\r\nX-A: b\0c\r\n"), node: 400, uws: null },
  {
    name: "a lone CR in a header value",
    bytes: get("Host: a\r\nX-A: b\rContent-Length: 50\r\n"),
    node: 400,
    uws: null,
  },
  { name: "a bare LF line end", bytes: `GET /first HTTP/1.1\n${host}\r\n`, node: 400, uws: null },
  { name: "absolute form", bytes: line("GET http://a/first HTTP/1.1"), node: 400, uws: null },
  { name: "authority form", bytes: line("GET a:80 HTTP/1.1"), node: 400, uws: null },
  { name: "asterisk form", bytes: line("OPTIONS * HTTP/1.1"), node: 400, uws: null },
  { name: "a fragment", bytes: line("GET /first#part HTTP/1.1"), node: 400, uws: 400 },
  { name: "a control character in the target", bytes: line("GET /fi\x01rst HTTP/1.1"), node: 400, uws: null },
  { name: "a byte above ASCII in the target", bytes: line("GET /fi\xe9rst HTTP/1.1"), node: 400, uws: 400 },
  { name: "a space in the target", bytes: line("GET /fi rst HTTP/1.1"), node: 400, uws: null },
  { name: "HTTP/1.2", bytes: line("GET /first HTTP/1.2"), node: 400, uws: null },
  { name: "HTTP/2.0", bytes: line("GET /first HTTP/2.0"), node: 400, uws: null },
  { name: "the HTTP/2 preface", bytes: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", node: 400, uws: null },
  { name: "no version", bytes: "GET /first\r\n\r\n", node: 400, uws: null },
  { name: "a lower-case method", bytes: line("get /first HTTP/1.1"), node: 400, uws: null },
  { name: "an unknown method", bytes: line("PURGE /first HTTP/1.1"), node: 501, uws: null },
  { name: "TRACE", bytes: line("TRACE /first HTTP/1.1"), node: 501, uws: 501 },
  { name: "CONNECT", bytes: line("CONNECT a:443 HTTP/1.1"), node: 501, uws: null },
  { name: "CONNECT with a path", bytes: line("CONNECT /first HTTP/1.1"), node: 501, uws: 501 },
  {
    name: "a WebSocket upgrade",
    bytes: get("Host: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"),
    node: 501,
    uws: 501,
  },
  {
    name: "an h2c upgrade",
    bytes: get("Host: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n"),
    node: 501,
    uws: 501,
  },
  { name: "an expectation that nobody meets", bytes: get("Host: a\r\nExpect: a-miracle\r\n"), node: 400, uws: 400 },
  {
    name: "two expectations",
    bytes: get("Host: a\r\nExpect: 100-continue\r\nExpect: 100-continue\r\n"),
    node: 400,
    uws: 400,
  },
  {
    name: "two content types",
    bytes: get("Host: a\r\nContent-Type: text/plain\r\nContent-Type: text/html\r\n"),
    node: 400,
    uws: 400,
  },
  {
    name: "more headers than limits.headerCount",
    bytes: get(`${host}${"X-A: b\r\n".repeat(43)}`),
    node: 431,
    uws: 431,
  },
  {
    name: "a header larger than limits.headerBytes",
    bytes: get(`${host}X-A: ${"b".repeat(3990)}\r\n`),
    node: 431,
    uws: 431,
  },
];

const handling = (handled: string[]) => (exchange: HttpExchange) => {
  handled.push(exchange.head.target);
  readAll(exchange, () => {
    exchange.response.head(200, [], { kind: "length", bytes: 0 });
    exchange.response.end();
  });
};

describe.each(KINDS)("the %s listener refuses", (kind: Kind) => {
  test.each(CASES.map((one) => [one.name, one] as const))("%s", async (_name, { bytes, [kind]: status }) => {
    const handled: string[] = [];
    const { port, refused } = await startListener(kind, handling(handled));
    if (status !== null) {
      const wire = await Wire.open(port);
      wire.send(bytes);
      const text = await wire.untilClosed();
      expect(statuses(text).filter((one) => one !== 100)).toEqual([status]);
      expect(text).toMatch(/\r\nconnection: close\r\n/i);
      const body = JSON.parse(text.slice(text.lastIndexOf("\r\n\r\n") + 4)) as {
        error: { code: string; message: string };
      };
      expect(body.error.code).toBe(refused[0]?.code);
      const id = text.match(/\r\nx-sluice-exchange: (L\d+)\r\n/)?.[1];
      expect(body.error.message).toBe(`${refused[0]?.message} ${refused[0]?.advice} (exchange ${id})`);
      expect(text).toContain(`\r\nx-sluice-error: ${refused[0]?.code}\r\n`);
      expect(text).toContain("\r\nx-should-retry: false\r\n");
      expect(refused.map((error) => error.status)).toEqual([status]);
    }
    // uWS cuts the connection, or keeps it silently for 10 s: long enough for anything to be handled that would be.
    const wire = await Wire.open(port);
    wire.send(bytes + smuggled);
    await Promise.race([wire.untilClosed(), new Promise((resolve) => setTimeout(resolve, 60))]);
    const answers = statuses(wire.text).filter((one) => one !== 100);
    expect(kind === "node" ? answers : answers.filter((one) => one !== status)).toEqual(
      kind === "node" ? [status] : [],
    );
    expect(handled).toEqual([]);
    wire.close();
  });
});

const body = "5\r\nhello\r\n0\r\n\r\n";

/** The head is fine. What uWebSockets.js answers it with (null: its parser closes first), and the body that node:http takes. */
const CHUNKS: readonly (readonly [name: string, bytes: string, uws: 411 | null, node: string | null])[] = [
  ["nothing wrong", body, 411, "hello"],
  ["an extension", "5;a=b\r\nhello\r\n0\r\n\r\n", 411, "hello"],
  ["trailers", "5\r\nhello\r\n0\r\nX-A: b\r\n\r\n", 411, "hello"],
  ["a request for trailers", `5\r\nhello\r\n0\r\n${smuggled}`, null, null],
  ["line ends of LF alone", "5\nhello\n0\n\n", 411, null],
  ["a chunk that ends in LF alone", "5\r\nhello\n0\r\n\r\n", 411, null],
  ["a chunk that ends in other bytes", "5\r\nhelloXX0\r\n\r\n", 411, null],
  ["a last chunk that ends in other bytes", "5\r\nhello\r\n0\r\nXX", 411, null],
  ["a space behind a size", "5 \r\nhello\r\n0\r\n\r\n", 411, null],
  ["a space before a size", " 5\r\nhello\r\n0\r\n\r\n", 411, null],
  ["no size", "\r\nhello\r\n0\r\n\r\n", 411, null],
  ["NUL in an extension", "5;\0=1\r\nhello\r\n0\r\n\r\n", 411, null],
  ["a negative size", "-5\r\nhello\r\n0\r\n\r\n", null, null],
  ["a size with its base", "0x5\r\nhello\r\n0\r\n\r\n", null, null],
  ["a size that is no number", "G\r\nhello\r\n0\r\n\r\n", 411, null],
  ["a second size that is no number", "5\r\nhello\r\nzz\r\n", null, null],
];

describe.each(KINDS)("in chunks, the %s listener", (kind: Kind) => {
  const limits = { headersTimeoutMs: 400, requestTimeoutMs: 400 };

  test.each(CHUNKS)("takes %s for what it is", async (_name, bytes, uws, node) => {
    const handled: string[] = [];
    const bodies: string[] = [];
    const { port, refused } = await startListener(
      kind,
      (exchange) => {
        handled.push(exchange.head.target);
        const parts: Uint8Array[] = [];
        exchange.read({
          data: (chunk) => parts.push(chunk),
          end: () => {
            bodies.push(Buffer.concat(parts).toString("latin1"));
            exchange.response.head(200, [["connection", "close"]], { kind: "length", bytes: 0 });
            exchange.response.end();
          },
          abort: () => exchange.response.destroy(),
        });
      },
      { limits },
    );
    const request = post("Transfer-Encoding: chunked\r\n", bytes);
    const alone = await Wire.open(port);
    alone.send(request);
    const text = await alone.untilClosed();
    expect(bodies).toEqual(kind === "uws" || node === null ? [] : [node]);
    const followed = await Wire.open(port);
    followed.send(request + smuggled);
    await followed.untilClosed();
    expect(handled).toEqual(kind === "uws" ? [] : ["/first", "/first"]);
    if (kind === "node") return;
    expect(statuses(text)).toEqual(uws === null ? [] : [uws]);
    // A second request ends a connection of uWebSockets.js, whatever is still to be said on it.
    expect([[], [411]]).toContainEqual(statuses(followed.text));
    expect(refused.map(({ code }) => code)).toEqual(["length-required", "length-required"]);
  });
});
