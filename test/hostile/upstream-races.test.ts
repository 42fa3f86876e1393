/**
 * An upstream that stops, resets or goes on at every byte of its answer, against readers that take it at once, pause on every
 * piece, or give up: an answer ends exactly once, looks complete only when it is, and the next request hears its own.
 */
import { type AddressInfo, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Upstream, UpstreamCall } from "../../src/protocols/http/upstream.ts";
import { createUpstream } from "../../src/protocols/http/upstream-client.ts";

const answers = [
  ["a length", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"],
  ["chunks", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\na: b\r\n\r\n"],
  ["interim answers", "HTTP/1.1 103 E\r\nlink: a\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"],
  ["nothing", "HTTP/1.1 204 No Content\r\nx: y\r\n\r\n"],
] as const;
const evil = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil";
const ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

type Then = "ends" | "resets" | "says more";
type Reader = "takes all" | "pauses on every piece" | "gives up";

let play: (socket: Socket) => void = () => {};
let origin = "";
const sockets = new Set<Socket>();
const server = createServer((socket) => {
  sockets.add(socket);
  socket.setNoDelay(true);
  socket.on("error", () => {});
  socket.once("close", () => sockets.delete(socket));
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
    if (!text.endsWith("\r\n\r\n")) return;
    text = "";
    play(socket);
  });
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

let upstream: Upstream;
afterEach(() => upstream.close());

interface Outcome {
  readonly body: string;
  /** "end" or a code, each time one was called. */
  readonly ends: readonly string[];
}

async function take(reader: Reader): Promise<Outcome> {
  let body = "";
  const ends: string[] = [];
  let call: UpstreamCall | undefined;
  let pauses: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve) => {
    const over = (how: string): void => {
      ends.push(how);
      resolve();
    };
    const stop = (): void => {
      if (reader === "pauses on every piece") call?.pause();
      if (reader === "gives up") {
        call?.abort();
        setTimeout(resolve, 5);
      }
    };
    call = upstream.send(
      { method: "GET", path: "/", headers: [], body: null, origin },
      {
        head: stop,
        data(chunk) {
          body += Buffer.from(chunk).toString("latin1");
          stop();
        },
        end: () => over("end"),
        fail: (error) => over(error.code),
      },
    );
    if (reader === "pauses on every piece") pauses = setInterval(() => call?.resume(), 2);
  });
  clearInterval(pauses);
  return { body, ends };
}

function after(then: Then, socket: Socket): void {
  if (then === "ends") socket.end();
  // What was written must have been sent before.
  else if (then === "resets") setTimeout(() => socket.resetAndDestroy(), 1);
}

describe.each(answers)("an upstream that answers with %s", (_, text) => {
  it.each<[Then, Reader]>([
    ["ends", "takes all"],
    ["ends", "pauses on every piece"],
    ["resets", "takes all"],
    ["resets", "pauses on every piece"],
    ["ends", "gives up"],
  ])("and %s at any byte, to a reader that %s", async (then, reader) => {
    upstream = createUpstream({ connectTimeoutMs: 2000, headersTimeoutMs: 2000, idleTimeoutMs: 2000, connections: 2 });
    for (let at = 0; at < text.length; at++) {
      play = (socket) => {
        if (at > 0) socket.write(text.slice(0, at), "latin1");
        after(then, socket);
      };
      const { body, ends } = await take(reader);
      expect("hello".startsWith(body)).toBe(true);
      const gaveUp = reader === "gives up" && (ends.length === 0 || ends[0] === "upstream-reset");
      if (!gaveUp) expect([at, ends]).toEqual([at, ["upstream-reset"]]);
      play = (socket) => socket.write(ok);
      expect([at, await take("takes all")]).toEqual([at, { body: "ok", ends: ["end"] }]);
    }
  });

  it.each<[string, Reader]>([
    ["in one write", "takes all"],
    ["in one write", "pauses on every piece"],
    ["byte by byte", "takes all"],
    ["byte by byte", "pauses on every piece"],
    ["a moment later", "takes all"],
    ["a moment later", "pauses on every piece"],
  ])("and says a second answer %s, to a reader that %s", async (how, reader) => {
    upstream = createUpstream({ connectTimeoutMs: 2000, headersTimeoutMs: 500, idleTimeoutMs: 500, connections: 1 });
    for (const more of [evil, "\r\n", "x"]) {
      play = async (socket) => {
        if (how === "in one write") socket.write(text + more);
        else if (how === "byte by byte") for (const byte of text + more) socket.write(byte, "latin1");
        else {
          socket.write(text);
          await sleep(5);
          socket.write(more);
        }
      };
      const first = await take(reader);
      expect(first).toEqual({ body: text.startsWith("HTTP/1.1 204") ? "" : "hello", ends: ["end"] });
      if (how === "a moment later") await sleep(20);
      for (const next of ["pauses on every piece", "takes all"] as const) {
        play = (socket) => socket.write(ok);
        expect([more, await take(next)]).toEqual([more, { body: "ok", ends: ["end"] }]);
      }
    }
  });

  it("is told no more once given up, wherever that is", async () => {
    upstream = createUpstream({ connectTimeoutMs: 2000, headersTimeoutMs: 2000, idleTimeoutMs: 2000, connections: 1 });
    for (let at = 0; at <= text.length; at += 3) {
      play = (socket) => socket.write(text.slice(0, at) || "H");
      let told = 0;
      const count = (): void => void told++;
      const call = upstream.send(
        { method: "GET", path: "/", headers: [], body: null, origin },
        { head: count, data: count, end: count, fail: count },
      );
      await sleep(4);
      const before = told;
      call.abort();
      call.resume();
      play = (socket) => socket.write(ok);
      expect(await take("takes all")).toEqual({ body: "ok", ends: ["end"] });
      expect(told).toBe(before);
    }
  });
});

describe("an upstream that is slow on purpose", () => {
  it.each([
    ["drips its head", "HTTP/1.1 200 OK\r\nx: ".concat("y".repeat(500))],
    ["sends interim answers without end", "HTTP/1.1 100 C\r\n\r\n".repeat(30)],
  ])("%s: timeouts.headers is one limit for all of it", async (_, text) => {
    upstream = createUpstream({ connectTimeoutMs: 2000, headersTimeoutMs: 300, idleTimeoutMs: 2000, connections: 1 });
    let over = false;
    play = async (socket) => {
      for (const byte of text) {
        if (over) return;
        socket.write(byte);
        await sleep(20);
      }
    };
    const began = performance.now();
    const { ends } = await take("takes all");
    over = true;
    expect(ends).toEqual(["upstream-timeout"]);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe("a large body on its way up", () => {
  const large = Buffer.alloc(8 << 20, "x");
  it.each([
    ["an early answer and no more reading", "HTTP/1.1 413 L\r\ncontent-length: 2\r\n\r\nno", "end"],
    ["an early answer that closes", "HTTP/1.1 413 L\r\nconnection: close\r\ncontent-length: 2\r\n\r\nno", "end"],
    ["garbage", "SSH-2.0-x\r\n\r\n", "upstream-malformed"],
    ["an interim answer and a reset", "HTTP/1.1 100 C\r\n\r\n", "upstream-reset"],
  ])("meets %s: one end, and a new connection for the next", async (_, text, end) => {
    upstream = createUpstream({ connectTimeoutMs: 2000, headersTimeoutMs: 2000, idleTimeoutMs: 2000, connections: 1 });
    const early = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", (chunk) => {
        if (!chunk.includes("POST")) return void socket.write(ok);
        socket.pause();
        socket.write(text);
        if (end === "upstream-reset") setTimeout(() => socket.resetAndDestroy(), 20);
      });
    });
    await new Promise<void>((resolve) => early.listen(0, "127.0.0.1", resolve));
    const at = `http://127.0.0.1:${(early.address() as AddressInfo).port}`;
    const ends: string[] = [];
    const send = (method: string, body: Uint8Array | null): Promise<void> =>
      new Promise((resolve) => {
        const over = (how: string): void => {
          ends.push(how);
          resolve();
        };
        upstream.send(
          { method, path: "/", headers: [], body, origin: at },
          { head: () => {}, data: () => {}, end: () => over("end"), fail: (error) => over(error.code) },
        );
      });
    await send("POST", large);
    await send("GET", null);
    await sleep(20);
    early.close();
    expect(ends).toEqual([end, "end"]);
  });
});
