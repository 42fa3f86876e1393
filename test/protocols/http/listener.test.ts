/** What both front ends do alike, over real sockets. */
import { describe, expect, test } from "vitest";
import type { SluiceError } from "../../../src/errors.ts";
import type { Framing, HttpExchange } from "../../../src/protocols/http/listener.ts";
import { freePort } from "../../harness/ports.ts";
import { echo, KINDS, readAll, startListener } from "./listening.ts";
import { statuses, Wire } from "./wire.ts";

const get = (path: string, more = "") => `GET ${path} HTTP/1.1\r\nhost: a\r\n${more}\r\n`;
const answer = (exchange: HttpExchange, status: number, framing: Framing, ...chunks: string[]) => {
  exchange.response.head(status, [], framing);
  for (const chunk of chunks) exchange.response.write(Buffer.from(chunk));
  exchange.response.end();
};

describe.each(KINDS)("the %s listener", (kind) => {
  test("hands over method, raw target, lower-case headers in order and the remote address", async () => {
    const seen: HttpExchange[] = [];
    const { port } = await startListener(kind, (exchange) => {
      seen.push(exchange);
      echo(exchange);
    });
    const wire = await Wire.open(port);
    wire.send("GET /a%20b/c?x=1&y=%2F HTTP/1.1\r\nHost: a.example:80\r\nX-One: 1\r\nX-Two:  a, b \r\nX-One: 2\r\n\r\n");
    await wire.until((text) => text.endsWith("GET /a%20b/c?x=1&y=%2F "));
    wire.close();
    expect(seen[0]?.head).toEqual({
      method: "GET",
      target: "/a%20b/c?x=1&y=%2F",
      headers: [
        ["host", "a.example:80"],
        ["x-one", "1"],
        ["x-two", "a, b"],
        ["x-one", "2"],
      ],
      remote: { address: "127.0.0.1" },
      secure: false,
    });
    expect(seen[0]?.hasBody).toBe(false);
  });

  test.each([
    ["content-length", "content-length: 11\r\n\r\nhello world"],
    ["chunked", "transfer-encoding: chunked\r\n\r\n6\r\nhello \r\n5\r\nworld\r\n0\r\n\r\n"],
  ])("delivers a %s body whole, however it is split", async (name, rest) => {
    if (kind === "uws" && name === "chunked") return; // Answered 411: uws-listener.test.ts.
    const { port } = await startListener(kind, echo);
    const wire = await Wire.open(port);
    const request = `POST / HTTP/1.1\r\nhost: a\r\n${rest}`;
    for (const size of [1, 7, request.length]) {
      const before = wire.text.length;
      for (let i = 0; i < request.length; i += size) {
        wire.send(request.slice(i, i + size));
        if (size === 1 && i % 16 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      await wire.until((text) => text.slice(before).endsWith("POST / hello world"));
    }
    wire.close();
  });

  test("delivers the body to a reader that comes late", async () => {
    const { port } = await startListener(kind, (exchange) => {
      setTimeout(() => echo(exchange), 50);
    });
    const wire = await Wire.open(port);
    wire.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nhello");
    await wire.until((text) => text.endsWith("POST / hello"));
    wire.close();
  });

  test("answers several requests on one connection", async () => {
    const { port } = await startListener(kind, echo);
    const wire = await Wire.open(port);
    for (const path of ["/1", "/2", "/3"]) {
      wire.send(get(path));
      await wire.until((text) => text.endsWith(`GET ${path} `));
    }
    expect(statuses(wire.text)).toEqual([200, 200, 200]);
    wire.close();
  });

  test("writes a chunked answer piece by piece, as it comes", async () => {
    const parts = ["one ", "two ", "three"];
    const { port } = await startListener(kind, ({ response }) => {
      response.head(200, [["x-a", "b"]], { kind: "chunked" });
      const next = () => {
        const part = parts.shift();
        if (part === undefined) return response.end();
        response.write(Buffer.from(part));
      };
      next();
      setTimeout(next, 30);
      setTimeout(next, 60);
      setTimeout(next, 90);
    });
    const wire = await Wire.open(port);
    wire.send(get("/"));
    await wire.until((text) => text.includes("one ") && !text.includes("two "));
    await wire.until((text) => text.includes("two ") && !text.includes("three"));
    const text = await wire.until((all) => all.endsWith("0\r\n\r\n"));
    expect(text).toMatch(/\r\nx-a: b\r\n/);
    expect(text).toMatch(/\r\ntransfer-encoding: chunked\r\n/i);
    expect(text.toLowerCase()).not.toContain("content-length");
    wire.close();
  });

  test("states the length of an answer whose length is known", async () => {
    const { port } = await startListener(kind, (exchange) =>
      answer(exchange, 200, { kind: "length", bytes: 6 }, "abc", "def"),
    );
    const wire = await Wire.open(port);
    wire.send(get("/"));
    const text = await wire.until((all) => all.endsWith("\r\n\r\nabcdef"));
    expect(text).toMatch(/\r\ncontent-length: 6\r\n/i);
    expect(text.toLowerCase()).not.toContain("transfer-encoding");
    wire.close();
  });

  test.each([
    ["HEAD /", 200, { kind: "chunked" }],
    ["HEAD /", 200, { kind: "length", bytes: 3 }],
    ["HEAD /", 404, { kind: "length", bytes: 3 }],
    ["GET /", 204, { kind: "chunked" }],
    ["GET /", 304, { kind: "length", bytes: 3 }],
    ["GET /", 304, { kind: "none" }],
  ] as const)("%s with %i sends no body although %j is asked", async (line, status, framing) => {
    const { port } = await startListener(kind, (exchange) => {
      if (exchange.head.target === "/after") return echo(exchange);
      answer(exchange, status, framing, "abc");
    });
    const wire = await Wire.open(port);
    wire.send(`${line} HTTP/1.1\r\nhost: a\r\n\r\n`);
    const text = await wire.until((all) => all.includes("\r\n\r\n"));
    expect(text.endsWith("\r\n\r\n")).toBe(true);
    expect(text.toLowerCase()).not.toContain("transfer-encoding");
    if (status < 400) {
      wire.send(get("/after"));
      await wire.until((all) => all.endsWith("GET /after "));
    }
    expect(wire.text).not.toContain("abc");
    wire.close();
  });

  test.each([
    [[["x-a", "b\r\nset-cookie: c=d"]]],
    [[["x-a", "b\nc"]]],
    [[["x-a", "b\0c"]]],
    [[["x-a: b\r\nx-c", "d"]]],
    [[["content-length", "5"]]],
    [[["transfer-encoding", "chunked"]]],
  ] as [string, string][][][])("refuses to write the header %j", async (headers) => {
    let thrown: unknown = null;
    const { port } = await startListener(kind, (exchange) => {
      try {
        exchange.response.head(200, headers, { kind: "chunked" });
      } catch (error) {
        thrown = error;
      }
      answer(exchange, 500, { kind: "length", bytes: 2 }, "no");
    });
    const wire = await Wire.open(port);
    wire.send(get("/"));
    const text = await wire.until((all) => all.endsWith("no"));
    expect((thrown as SluiceError).code).toBe("internal");
    expect(statuses(text)).toEqual([500]);
    expect(text).not.toContain("set-cookie");
    wire.close();
  });

  test("writes a header larger than any buffer of its own", async () => {
    const headers = Array.from({ length: 60 }, (_, i): [string, string] => [`x-${i}`, `${i}`.repeat(400)]);
    const { port } = await startListener(kind, (exchange) => {
      exchange.response.head(200, [...headers, ["x-last", "caf\xe9"]], { kind: "chunked" });
      exchange.response.write(Buffer.from("body"));
      exchange.response.end();
    });
    const wire = await Wire.open(port);
    for (let round = 1; round <= 3; round++) {
      const before = wire.text.length;
      wire.send(get("/"));
      const text = (await wire.until((all) => all.slice(before).endsWith("4\r\nbody\r\n0\r\n\r\n"))).slice(before);
      for (const [name, value] of headers) expect(text).toContain(`\r\n${name}: ${value}\r\n`);
      expect(text).toContain("\r\nx-last: caf\xe9\r\n");
    }
    wire.close();
  });

  test("a port is free again after closing, whatever was open on it", async () => {
    // Configured, as after a restart: connections that linger from a port the system chose would hold it.
    const port = await freePort();
    const { listener } = await startListener(kind, (exchange) => exchange.head.target === "/" && echo(exchange), {
      port,
    });
    const idle = await Wire.open(port);
    idle.send(get("/"));
    await idle.until((text) => text.endsWith("GET / "));
    const waiting = await Wire.open(port);
    waiting.send(get("/wait"));
    const silent = await Wire.open(port);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await listener.close();
    await Promise.all([idle, waiting, silent].map((wire) => wire.untilClosed()));
    const again = await startListener(kind, echo, { port });
    expect(again.port).toBe(port);
  });

  test("tells when the client goes away while the answer is awaited", async () => {
    const gone = new Promise<void>((resolve) => {
      void startListener(kind, (exchange) => {
        exchange.onAborted(resolve);
        readAll(exchange, () => wires[0]?.close());
      }).then(async ({ port }) => {
        const wire = await Wire.open(port);
        wires.push(wire);
        wire.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\nhi");
      });
    });
    const wires: Wire[] = [];
    await gone;
  });

  test("tells when the client goes away within a silent answer", async () => {
    let wire: Wire | null = null;
    let aborted = 0;
    const gone = new Promise<void>((resolve) => {
      void startListener(kind, (exchange) => {
        exchange.onAborted(() => {
          aborted += 1;
          resolve();
        });
        exchange.response.head(200, [], { kind: "chunked" });
        exchange.response.write(Buffer.from("first"));
      }).then(async ({ port }) => {
        wire = await Wire.open(port);
        wire.send(get("/"));
        await wire.until((text) => text.includes("first"));
        wire.close();
      });
    });
    await gone;
    expect(aborted).toBe(1);
  });

  test("aborts the body of a client that goes away within it", async () => {
    let wire: Wire | null = null;
    const error = await new Promise<SluiceError>((resolve) => {
      void startListener(kind, (exchange) => {
        exchange.read({
          data: () => wire?.close(),
          end: () => resolve(new Error("end") as SluiceError),
          abort: resolve,
        });
      }).then(async ({ port }) => {
        wire = await Wire.open(port);
        wire.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nhi");
      });
    });
    expect(error.code).toBe("client-gone");
  });

  test("breaks the connection of a destroyed answer, without calling it aborted", async () => {
    let aborted = false;
    const { port } = await startListener(kind, (exchange) => {
      exchange.onAborted(() => {
        aborted = true;
      });
      exchange.response.head(200, [], { kind: "chunked" });
      exchange.response.write(Buffer.from("part"));
      setTimeout(() => {
        exchange.response.destroy();
        exchange.response.write(Buffer.from("late"));
        exchange.response.end();
      }, 30);
    });
    const wire = await Wire.open(port);
    wire.send(get("/"));
    const text = await wire.untilClosed();
    expect(text).toContain("part");
    expect(text).not.toContain("late");
    expect(text.endsWith("0\r\n\r\n")).toBe(false);
    expect(aborted).toBe(false);
  });

  test("breaks an answer that is shorter or longer than it said", async () => {
    const { port } = await startListener(kind, (exchange) => {
      const chunks = exchange.head.target === "/short" ? ["ab"] : ["abcd"];
      try {
        answer(exchange, 200, { kind: "length", bytes: 3 }, ...chunks);
      } catch {}
    });
    for (const path of ["/short", "/long"]) {
      const wire = await Wire.open(port);
      wire.send(get(path));
      const body = (await wire.untilClosed()).split("\r\n\r\n")[1] ?? "";
      expect(body.length).toBeLessThan(3);
    }
  });

  test("an exception in a handler breaks its connection only", async () => {
    const { port, refused } = await startListener(kind, (exchange) => {
      if (exchange.head.target === "/sync") throw new Error("bug");
      if (exchange.head.target === "/body")
        return readAll(exchange, () => {
          throw new Error("bug");
        });
      echo(exchange);
    });
    for (const request of [get("/sync"), "POST /body HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\nhi"]) {
      const wire = await Wire.open(port);
      wire.send(request);
      expect(await wire.untilClosed()).toBe("");
    }
    expect(refused.map((error) => error.code)).toEqual(["internal", "internal"]);
    const wire = await Wire.open(port);
    wire.send(get("/"));
    await wire.until((text) => text.endsWith("GET / "));
    wire.close();
  });

  test("closes the connection after a 4xx, and ignores what was sent behind it", async () => {
    const targets: string[] = [];
    const { port } = await startListener(kind, (exchange) => {
      targets.push(exchange.head.target);
      exchange.response.head(413, [], { kind: "chunked" });
      exchange.response.write(Buffer.from("too large"));
      exchange.response.end();
    });
    const wire = await Wire.open(port);
    wire.send(`POST /1 HTTP/1.1\r\nhost: a\r\ncontent-length: 100000\r\n\r\n${"x".repeat(5000)}`);
    const text = await wire.untilClosed();
    expect(statuses(text)).toEqual([413]);
    expect(text).toMatch(/\r\nconnection: close\r\n/i);
    expect(text).toContain("too large");
    expect(targets).toEqual(["/1"]);
  });

  test("draining: says connection: close, ends live answers, takes no new connection", async () => {
    const { listener, port } = await startListener(kind, ({ response }) => {
      setTimeout(() => {
        response.head(200, [], { kind: "chunked" });
        response.write(Buffer.from("still "));
        setTimeout(() => {
          response.write(Buffer.from("served"));
          response.end();
        }, 30);
      }, 30);
    });
    const wire = await Wire.open(port);
    wire.send(get("/"));
    await new Promise((resolve) => setTimeout(resolve, 15));
    listener.drain();
    const text = await wire.until((all) => all.includes("served"));
    expect(text).toMatch(/\r\nconnection: close\r\n/i);
    await expect(Wire.open(port)).rejects.toMatchObject({ code: "ECONNREFUSED" });
    wire.close();
  });

  test("a body that is not complete in time is aborted, and the answer can still say so", async () => {
    const { port } = await startListener(
      kind,
      (exchange) => {
        exchange.read({
          data: () => {},
          end: () => {},
          abort: (error) => {
            exchange.response.head(error.status, [], { kind: "length", bytes: 4 });
            exchange.response.write(Buffer.from("slow"));
            exchange.response.end();
          },
        });
      },
      { limits: { requestTimeoutMs: 300, headersTimeoutMs: 300 } },
    );
    const wire = await Wire.open(port);
    wire.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nhi");
    const text = await wire.untilClosed();
    expect(statuses(text)).toEqual([408]);
    expect(text.endsWith("slow")).toBe(true);
  });

  test("listening where someone listens already fails with the address and the reason", async () => {
    const { port } = await startListener(kind, echo);
    for (const other of KINDS) {
      await expect(startListener(other, echo, { port })).rejects.toMatchObject({
        code: "listen-failed",
        message: `Cannot listen on 127.0.0.1:${port} (EADDRINUSE).`,
      });
    }
  });

  test("states its limitations", async () => {
    const { listener } = await startListener(kind, echo);
    expect(listener.kind).toBe(kind);
    for (const sentence of listener.limitations) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
