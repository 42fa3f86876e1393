/** The upstream client against servers that answer with exact bytes. */
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer as createHttp } from "node:http";
import { createServer as createHttps } from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { SluiceError } from "../../../src/errors.ts";
import type { HeaderList } from "../../../src/protocols/http/listener.ts";
import type { Upstream, UpstreamCall, UpstreamRequest } from "../../../src/protocols/http/upstream.ts";
import { createUpstream, type UpstreamOptions } from "../../../src/protocols/http/upstream-client.ts";
import { createCertificate } from "./certificate.ts";

const OPTIONS: UpstreamOptions = {
  connectTimeoutMs: 2_000,
  headersTimeoutMs: 5_000,
  idleTimeoutMs: 5_000,
  connections: 4,
};

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const upstreamOf = (more: Partial<UpstreamOptions> = {}): Upstream => {
  const upstream = createUpstream({ ...OPTIONS, ...more });
  cleanups.push(() => upstream.close());
  return upstream;
};

function listen(server: Server, scheme = "http"): Promise<string> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

/** A server that hands each request's bytes so far to `reply`, once its header is complete. */
async function rawServer(
  reply: (socket: Socket, request: string) => void,
): Promise<{ origin: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((socket) => {
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (!text.includes("\r\n\r\n")) return;
      requests.push(text);
      const request = text;
      text = "";
      reply(socket, request);
    });
  });
  return { origin: await listen(server), requests };
}

interface Result {
  status: number | null;
  headers: HeaderList;
  body: string;
  ended: boolean;
  error: SluiceError | null;
}

function send(
  upstream: Upstream,
  request: Partial<UpstreamRequest> & { origin: string },
  started?: (call: UpstreamCall) => void,
): Promise<Result> {
  const result: Result = { status: null, headers: [], body: "", ended: false, error: null };
  return new Promise((resolve) => {
    const call = upstream.send(
      { method: "GET", path: "/", headers: [], body: null, ...request },
      {
        head: (status, headers) => Object.assign(result, { status, headers }),
        data: (chunk) => {
          result.body += Buffer.from(chunk).toString("latin1");
        },
        end: () => resolve({ ...result, ended: true }),
        fail: (error) => resolve({ ...result, error }),
      },
    );
    started?.(call);
  });
}

describe("requests", () => {
  test("go out with rebuilt framing, headers in order, the path untouched", async () => {
    const { origin, requests } = await rawServer((socket) => socket.write("HTTP/1.1 204 No Content\r\n\r\n"));
    const headers: HeaderList = [
      ["x-b", "2"],
      ["authorization", "Bearer abc"],
      ["x-a", "caf\xe9"],
      ["x-b", "3"],
    ];
    await send(upstreamOf(), { origin, method: "POST", path: "/a%2Fb?x=%20&y", headers, body: Buffer.from("hello") });
    expect(requests[0]).toBe(
      `POST /a%2Fb?x=%20&y HTTP/1.1\r\nhost: ${origin.slice(7)}\r\nconnection: keep-alive\r\n` +
        "x-b: 2\r\nauthorization: Bearer abc\r\nx-a: caf\xe9\r\nx-b: 3\r\ncontent-length: 5\r\n\r\nhello",
    );
  });

  test.each([
    ["POST", Buffer.alloc(0), "content-length: 0\r\n\r\n"],
    ["POST", null, "content-length: 0\r\n\r\n"],
    ["GET", null, "connection: keep-alive\r\n\r\n"],
  ] as const)("%s with the body %o ends in %j", async (method, body, end) => {
    const { origin, requests } = await rawServer((socket) => socket.write("HTTP/1.1 204 No Content\r\n\r\n"));
    await send(upstreamOf(), { origin, method, body });
    expect(requests[0]?.endsWith(end)).toBe(true);
  });

  test.each([
    ["host", "other"],
    ["content-length", "3"],
    ["transfer-encoding", "chunked"],
    ["connection", "close"],
    ["expect", "100-continue"],
    ["x-a", "b\r\nx-c: d"],
    ["x a", "b"],
  ])("with the header %s: %j are refused before anything is sent", async (name, value) => {
    const { origin, requests } = await rawServer(() => {});
    const { error } = await send(upstreamOf(), { origin, headers: [[name, value]] });
    expect(error?.code).toMatch(/^(internal|upstream-reset)$/);
    expect(error?.message).not.toContain("x-c");
    expect(requests).toEqual([]);
  });

  test("wait for one of `connections`, in vain no longer than connectTimeoutMs, and are then never sent", async () => {
    const held: Socket[] = [];
    const { origin, requests } = await rawServer((socket) => held.push(socket));
    const upstream = upstreamOf({ connections: 1, connectTimeoutMs: 300 });
    const first = send(upstream, { origin, path: "/1" });
    const second = await send(upstream, { origin, path: "/2", method: "POST", body: Buffer.from("x") });
    expect(second.error?.message).toBe("The upstream exceeded timeouts.connect (300 ms).");
    held[0]?.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    expect((await first).body).toBe("ok");
    expect(
      (
        await send(upstream, { origin, path: "/3" }, () => {
          setTimeout(() => held[1]?.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"), 50);
        })
      ).body,
    ).toBe("ok");
    expect(requests.map((request) => request.split(" ")[1])).toEqual(["/1", "/3"]);
  });

  test("are never sent twice", async () => {
    const { origin, requests } = await rawServer((socket) => socket.destroy());
    const { error } = await send(upstreamOf(), { origin });
    expect(error?.code).toBe("upstream-reset");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(requests).toHaveLength(1);
  });

  test("a redirect is an answer like any other", async () => {
    const { origin, requests } = await rawServer((socket) =>
      socket.write("HTTP/1.1 307 T\r\nlocation: /b\r\ncontent-length: 0\r\n\r\n"),
    );
    const { status, headers } = await send(upstreamOf(), { origin });
    expect([status, headers]).toEqual([
      307,
      [
        ["location", "/b"],
        ["content-length", "0"],
      ],
    ]);
    expect(requests).toHaveLength(1);
  });
});

describe("answers", () => {
  const cases: [string, string, Partial<Result>][] = [
    [
      "of a known length",
      "HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 5\r\n\r\nhello",
      {
        status: 200,
        body: "hello",
        ended: true,
        headers: [
          ["x-a", "b"],
          ["content-length", "5"],
        ],
      },
    ],
    [
      "in chunks",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
      { status: 200, body: "hello", ended: true },
    ],
    [
      "with trailers, which are dropped",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-T: a\r\n\r\n",
      { ended: true, headers: [["transfer-encoding", "chunked"]] },
    ],
    [
      "after interim ones, which are dropped",
      "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 102 P\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
      { status: 200, ended: true, headers: [["content-length", "0"]] },
    ],
    [
      "with the same header twice",
      "HTTP/1.1 200 OK\r\nSet-Cookie: a\r\nset-cookie: b\r\nContent-Length: 0\r\n\r\n",
      {
        headers: [
          ["set-cookie", "a"],
          ["set-cookie", "b"],
          ["content-length", "0"],
        ],
      },
    ],
    [
      "with bytes above ASCII in a header",
      "HTTP/1.1 200 OK\r\nX-A: \xe9\r\nContent-Length: 0\r\n\r\n",
      {
        headers: [
          ["x-a", "\xe9"],
          ["content-length", "0"],
        ],
      },
    ],
  ];
  test.each(cases)("%s", async (_name, bytes, expected) => {
    for (const size of [bytes.length, 1]) {
      const { origin } = await rawServer((socket) => {
        socket.setNoDelay(true);
        for (let i = 0; i < bytes.length; i += size) socket.write(Buffer.from(bytes.slice(i, i + size), "latin1"));
      });
      expect(await send(upstreamOf(), { origin })).toMatchObject({ error: null, ...expected });
    }
  });

  test("that end with their connection are complete when it closes, and failed when it is reset", async () => {
    const closing = await rawServer((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\nhello"));
    expect(await send(upstreamOf(), closing)).toMatchObject({ body: "hello", ended: true });
    const resetting = await rawServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\nhello");
      setTimeout(() => socket.resetAndDestroy(), 30);
    });
    expect(await send(upstreamOf(), resetting)).toMatchObject({
      body: "hello",
      ended: false,
      error: { code: "upstream-reset" },
    });
  });

  test.each([
    ["HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"],
    ["GET", "HTTP/1.1 204 No Content\r\n\r\n"],
    ["GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"],
  ])("to %s without a body: %j", async (method, bytes) => {
    const { origin } = await rawServer((socket) => socket.write(bytes));
    expect(await send(upstreamOf(), { origin, method })).toMatchObject({ body: "", ended: true, error: null });
  });

  test.each([
    ["a partial answer", "HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n\r\na", "it is partial"],
    [
      "a coding besides chunked",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
      "transfer-encoding",
    ],
    [
      "a coding that is not chunked",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\nhello",
      "transfer-encoding",
    ],
    [
      "chunked twice",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "transfer-encoding|not valid",
    ],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", "not valid|differs"],
    [
      "length and chunks",
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "not valid|differs",
    ],
    ["a length that is no number", "HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\nhello", "not valid|differs"],
    ["a chunk size that is no number", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "not valid"],
    ["no HTTP at all", "SSH-2.0-OpenSSH\r\n\r\n", "not valid"],
    ["NUL in a header", "HTTP/1.1 200 OK\r\nX-A: secret\0b\r\nContent-Length: 0\r\n\r\n", "not valid"],
    ["a status above 599", "HTTP/1.1 700 Odd\r\nContent-Length: 0\r\n\r\n", "status"],
    [
      "too many fields",
      `HTTP/1.1 200 OK\r\n${"X-A: b\r\n".repeat(30)}Content-Length: 0\r\n\r\n`,
      "more than 20 header fields",
    ],
    ["too large a header", `HTTP/1.1 200 OK\r\nX-A: ${"b".repeat(5000)}\r\n\r\n`, "header is too large"],
  ])("with %s fail, in our own words", async (_name, bytes, words) => {
    const { origin } = await rawServer((socket) => socket.write(bytes));
    const { error } = await send(upstreamOf({ headerCount: 20, headerBytes: 4_096 }), { origin });
    expect(error?.code).toBe("upstream-malformed");
    expect(error?.message).toMatch(new RegExp(words));
    expect(error?.message).not.toMatch(/secret|llhttp|undici/i);
  });

  test.each([
    ["shorter than its length", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"],
    ["without its last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"],
    ["with half a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhello"],
    ["with half a header", "HTTP/1.1 200 OK\r\nContent-"],
    ["empty", ""],
  ])("%s fail when the connection ends", async (_name, bytes) => {
    const { origin } = await rawServer((socket) => socket.end(bytes));
    expect(await send(upstreamOf(), { origin })).toMatchObject({
      ended: false,
      error: { source: "upstream", status: 502 },
    });
  });

  test.each([
    ["headers", { headersTimeoutMs: 300 }, ""],
    ["idle", { idleTimeoutMs: 300 }, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello"],
  ])("that take too long fail with timeouts.%s", async (which, more, bytes) => {
    const { origin } = await rawServer((socket) => bytes !== "" && socket.write(bytes));
    const { error } = await send(upstreamOf(more), { origin });
    expect(error).toMatchObject({
      code: "upstream-timeout",
      status: 504,
      message: `The upstream exceeded timeouts.${which} (300 ms).`,
    });
  });

  test("from nobody fail as unreachable", async () => {
    const { origin } = await rawServer(() => {});
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await send(upstreamOf(), { origin })).error?.code).toBe("upstream-unreachable");
    expect((await send(upstreamOf(), { origin: "http://no-such-host.invalid" })).error?.code).toBe(
      "upstream-unreachable",
    );
  });
});

describe("connections", () => {
  const ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
  const counted = async (reply: (socket: Socket, request: string) => void) => {
    const sockets = new Set<Socket>();
    const server = await rawServer((socket, request) => {
      sockets.add(socket);
      reply(socket, request);
    });
    return { ...server, sockets };
  };

  test("carry one request after the other", async () => {
    const { origin, sockets, requests } = await counted((socket) => socket.write(ok));
    const upstream = upstreamOf();
    for (let i = 0; i < 5; i++) expect((await send(upstream, { origin })).body).toBe("ok");
    expect([requests.length, sockets.size]).toEqual([5, 1]);
  });

  test("are opened for requests at the same time, to the limit, and then waited for in order", async () => {
    const { origin, sockets, requests } = await counted((socket) => setTimeout(() => socket.write(ok), 20));
    const upstream = upstreamOf({ connections: 2 });
    const all = await Promise.all([1, 2, 3, 4, 5].map((i) => send(upstream, { origin, path: `/${i}` })));
    expect(all.map(({ body }) => body)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
    expect(sockets.size).toBe(2);
    expect(requests.map((request) => request.split(" ")[1])).toEqual(["/1", "/2", "/3", "/4", "/5"]);
  });

  test.each([
    ["says that it closes", "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok"],
    ["speaks HTTP/1.0", "HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok"],
    ["says more than its answer", `${ok}HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil`],
  ])("are not used again when the upstream %s", async (_, bytes) => {
    const { origin, sockets } = await counted((socket) => socket.write(bytes));
    const upstream = upstreamOf();
    for (let i = 0; i < 3; i++) expect(await send(upstream, { origin })).toMatchObject({ body: "ok", ended: true });
    expect(sockets.size).toBe(3);
  });

  test("that say something while nobody asks are closed, and nothing of it is an answer", async () => {
    const { origin, sockets } = await counted((socket) => {
      socket.write(ok);
      setTimeout(() => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil"), 10);
    });
    const upstream = upstreamOf();
    for (let i = 0; i < 3; i++) {
      expect((await send(upstream, { origin })).body).toBe("ok");
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    expect(sockets.size).toBe(3);
  });

  test("that the upstream closes between two requests are not used again", async () => {
    const { origin, sockets } = await counted((socket) => socket.end(ok));
    const upstream = upstreamOf();
    for (let i = 0; i < 3; i++) {
      expect((await send(upstream, { origin })).body).toBe("ok");
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    expect(sockets.size).toBe(3);
  });

  test("carry large bodies whole, in pieces as the upstream takes them", async () => {
    const body = randomBytes(3_000_000);
    const hash = createHash("sha256");
    const server = createHttp((request, response) => {
      request.on("data", (chunk: Buffer) => hash.update(chunk)).on("end", () => response.end("ok"));
    });
    const origin = await listen(server);
    expect((await send(upstreamOf(), { origin, method: "POST", body })).body).toBe("ok");
    expect(hash.digest("hex")).toBe(createHash("sha256").update(body).digest("hex"));
  });
});

describe("flow", () => {
  test("a paused answer stops its upstream; a resumed one arrives whole, while another runs", async () => {
    const body = randomBytes(16 * 1024 * 1024);
    let written = 0;
    const server = createHttp((request, response) => {
      if (request.url === "/small") return response.end("small");
      let at = 0;
      const run = () => {
        while (at < body.length) {
          const chunk = body.subarray(at, at + 65_536);
          at += chunk.length;
          written = at;
          if (!response.write(chunk)) {
            response.once("drain", run);
            return;
          }
        }
        response.end();
      };
      run();
    });
    const origin = await listen(server);
    const upstream = upstreamOf({ idleTimeoutMs: 400 });
    const hash = createHash("sha256");
    let received = 0;
    await new Promise<void>((resolve, reject) => {
      const call = upstream.send(
        { method: "GET", origin, path: "/", headers: [], body: null },
        {
          head: () => {},
          data: (chunk) => {
            hash.update(chunk);
            const first = received === 0;
            received += chunk.length;
            if (!first) return;
            call.pause();
            const atPause = received;
            // Longer than the idle limit, which must not run while we hold the answer ourselves.
            setTimeout(async () => {
              expect(received).toBe(atPause);
              expect(written).toBeLessThan(body.length);
              expect((await send(upstream, { origin, path: "/small" }, () => call.resume())).body).toBe("small");
            }, 2_000);
          },
          end: resolve,
          fail: reject,
        },
      );
    });
    expect(hash.digest("hex")).toBe(createHash("sha256").update(body).digest("hex"));
  });

  test("pause, resume and abort are safe inside another answer's data", async () => {
    const server = createHttp((_request, response) => {
      let left = 200;
      const timer = setInterval(() => {
        response.write("x".repeat(1_000));
        if (--left === 0) {
          clearInterval(timer);
          response.end();
        }
      }, 1);
      response.on("close", () => clearInterval(timer));
    });
    const origin = await listen(server);
    const upstream = upstreamOf();
    const calls: UpstreamCall[] = [];
    const bytes = [0, 0];
    await Promise.all(
      [0, 1].map(
        (self) =>
          new Promise<void>((resolve, reject) => {
            calls[self] = upstream.send(
              { method: "GET", origin, path: "/", headers: [], body: null },
              {
                head: () => {},
                data: (chunk) => {
                  bytes[self] = (bytes[self] ?? 0) + chunk.length;
                  calls[1 - self]?.pause();
                  calls[1 - self]?.resume();
                  calls[self]?.pause();
                  calls[self]?.resume();
                },
                end: resolve,
                fail: reject,
              },
            );
          }),
      ),
    );
    expect(bytes).toEqual([200_000, 200_000]);
  });

  test.each([
    "before the connection",
    "before the answer",
    "within the answer",
  ])("an abort %s is silent and frees the connection", async (when) => {
    const closed: string[] = [];
    const { origin, requests } = await rawServer((socket, request) => {
      const path = request.split(" ")[1] ?? "";
      socket.on("close", () => closed.push(path));
      if (path === "/abort" && when === "within the answer")
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello");
      if (path === "/next") socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    });
    const upstream = upstreamOf({ connections: 1 });
    const calls: string[] = [];
    await new Promise<void>((resolve) => {
      const call = upstream.send(
        { method: "GET", origin, path: "/abort", headers: [], body: null },
        {
          head: () => calls.push("head"),
          data: () => {
            calls.push("data");
            call.abort();
            resolve();
          },
          end: () => calls.push("end"),
          fail: () => calls.push("fail"),
        },
      );
      if (when === "before the connection") {
        call.abort();
        resolve();
      }
      if (when === "before the answer") {
        const wait = setInterval(() => {
          if (requests.length === 0) return;
          clearInterval(wait);
          call.abort();
          resolve();
        }, 5);
      }
    });
    expect((await send(upstream, { origin, path: "/next" })).body).toBe("ok");
    expect(calls).toEqual(when === "within the answer" ? ["head", "data"] : []);
    if (when === "before the connection") expect(requests).toHaveLength(1);
    else expect(closed).toEqual(["/abort"]);
  });

  test("closing fails what is under way", async () => {
    const { origin } = await rawServer(() => {});
    const upstream = upstreamOf();
    const pending = send(upstream, { origin });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await upstream.close();
    expect((await pending).error?.source).toBe("upstream");
  });
});

describe("TLS", () => {
  const right = createCertificate("IP:127.0.0.1,DNS:localhost");
  const wrong = createCertificate("DNS:other.example");
  const serve = (files: typeof right) =>
    listen(
      createHttps({ cert: readFileSync(files.cert), key: readFileSync(files.key) }, (_request, response) => {
        response.end("secret answer");
      }),
      "https",
    );

  test("a certificate of the given authority and name is accepted, by address and by name", async () => {
    const origin = await serve(right);
    expect((await send(upstreamOf({ ca: right.ca }), { origin })).body).toBe("secret answer");
    expect((await send(upstreamOf({ ca: right.ca }), { origin: origin.replace("127.0.0.1", "localhost") })).body).toBe(
      "secret answer",
    );
  });

  test.each([
    ["an unknown authority", right, undefined],
    ["another authority", right, wrong.ca],
    ["another name", wrong, wrong.ca],
  ])("a certificate of %s is refused, whatever the environment says", async (_name, files, ca) => {
    const origin = await serve(files);
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    try {
      const { error, body } = await send(upstreamOf(ca === undefined ? {} : { ca }), { origin });
      expect(error?.code).toBe("upstream-untrusted");
      expect(body).toBe("");
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });
});

describe("chunks that are taken as they lie", () => {
  const head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
  const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
  const words = ["bb", "bbbb", "aaa", "cc", "bbb", "0", "b".repeat(300), "d"];
  const answer = Buffer.from(head + words.map(chunk).join("") + chunk("").replace(/\r\n$/, "\r\n"));

  /** Takes whole chunks of `b`, as src/protocols/http/upstream.ts says. */
  function read(bytes: Uint8Array, from: number, to: number): { readonly next: number; readonly text: string } {
    const [all = "", text = ""] = /^[0-9a-f]+\r\n(b+)\r\n/.exec(Buffer.from(bytes.subarray(from, to)).toString()) ?? [];
    return { next: from + all.length, text };
  }

  async function received(pieces: readonly Uint8Array[], pauseAt = -1): Promise<readonly string[]> {
    let begin = (): void => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const { origin } = await rawServer(async (socket) => {
      for (const piece of pieces) {
        await new Promise((resolve) => socket.write(piece, resolve));
        // Otherwise both are one reading.
        await (piece.length === head.length ? begun : new Promise((resolve) => setTimeout(resolve, 3)));
      }
    });
    const log: string[] = [];
    await new Promise<void>((resolve) => {
      let paused = false;
      const call = upstreamOf().send(
        { method: "GET", origin, path: "/", headers: [], body: null },
        {
          head: () => begin(),
          data: (bytes) => log.push(...Buffer.from(bytes).toString()),
          take(bytes, from, to) {
            if (paused) log.push("asked while paused");
            const { next, text } = read(bytes, from, to);
            log.push(...text.toUpperCase());
            if (next > from && log.length > pauseAt && pauseAt >= 0) {
              pauseAt = -1;
              paused = true;
              call.pause();
              setTimeout(() => {
                paused = false;
                call.resume();
              }, 5);
            }
            return next;
          },
          end: () => resolve(),
          fail: (error) => {
            log.push(String(error));
            resolve();
          },
        },
      );
    });
    return log;
  }

  test("are in order with those that are not, however the answer is cut", async () => {
    const whole = (await received([answer.subarray(0, head.length), answer.subarray(head.length)])).join("");
    expect(whole).toBe(`BBBBBB${words.slice(2).join("")}`);
    for (let cut = head.length - 1; cut < answer.length; cut += 3) {
      const text = (await received([answer.subarray(0, cut), answer.subarray(cut)])).join("");
      expect(text.toLowerCase(), `cut at ${cut}`).toBe(words.join(""));
    }
  });

  test("wait, as all do, while the answer is paused", async () => {
    const pieces = [answer.subarray(0, head.length), answer.subarray(head.length)];
    for (const at of [0, 4]) expect((await received(pieces, at)).join("").toLowerCase()).toBe(words.join(""));
  });
});
