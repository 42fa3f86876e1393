/** Slow readers and slow writers: nothing is lost, nothing piles up, stalled clients are let go. Both front ends. */
import { createHash, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Framing, HttpExchange, ResponseWriter } from "../../../src/protocols/http/listener.ts";
import { KINDS, startListener } from "./listening.ts";
import { Wire } from "./wire.ts";

const MIB = 1024 * 1024;
const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Takes the chunks of a chunked body out of their framing, strictly. */
function dechunk(text: string): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = text.indexOf("\r\n", at);
    const size = Number.parseInt(text.slice(at, end), 16);
    if (!/^[0-9a-f]+$/i.test(text.slice(at, end))) throw new Error(`bad chunk size at ${at}`);
    if (text.slice(end + 2 + size, end + 4 + size) !== "\r\n") throw new Error(`bad chunk end at ${at}`);
    if (size === 0) return Buffer.concat(parts);
    parts.push(Buffer.from(text.slice(end + 2, end + 2 + size), "latin1"));
    at = end + 4 + size;
  }
}

/** Writes `body` in pieces of the given sizes, as fast as the writer takes them. */
function pump(exchange: HttpExchange, body: Uint8Array, sizes: readonly number[], framing: Framing): void {
  const { response } = exchange;
  let at = 0;
  let piece = 0;
  const run = () => {
    while (at < body.length) {
      const chunk = body.subarray(at, at + (sizes[piece++ % sizes.length] ?? 1));
      at += chunk.length;
      if (!response.write(chunk)) return;
    }
    response.end();
  };
  exchange.onDrained(run);
  response.head(200, [["x-filler", "f".repeat(200)]], framing);
  run();
}

/** Reads in bursts with pauses between, so that the socket's buffers fill again and again. */
function readSlowly(wire: Wire): void {
  const { socket } = wire;
  let burst = 0;
  socket.on("data", (chunk: Uint8Array) => {
    burst += chunk.length;
    if (burst < 256 * 1024) return;
    burst = 0;
    socket.pause();
    setTimeout(() => socket.resume(), 3);
  });
}

describe.each(KINDS)("the %s listener", (kind) => {
  test.each([
    ["chunked, 8 KiB pieces", [8_192], "chunked"],
    ["chunked, small and large pieces", [160, 48 * 1024, 160], "chunked"],
    ["chunked, odd pieces", [1, 16_383, 16_384, 16_385, 7, 65_536, 3], "chunked"],
    ["chunked, one piece", [8 * MIB], "chunked"],
    ["a known length, odd pieces", [1, 70_000, 16_384, 200_000], "length"],
    ["a known length, one piece", [8 * MIB], "length"],
  ] as const)("8 MiB reach a slow reader byte for byte: %s", async (_name, sizes, how) => {
    const body = randomBytes(8 * MIB);
    const framing: Framing = how === "chunked" ? { kind: "chunked" } : { kind: "length", bytes: body.length };
    const { port } = await startListener(kind, (exchange) => pump(exchange, body, sizes, framing));
    const wire = await Wire.open(port);
    readSlowly(wire);
    for (let round = 0; round < 2; round++) {
      const parts: Buffer[] = [];
      const done = new Promise<Buffer>((resolve) => {
        let bytes = 0;
        wire.socket.on("data", (chunk) => {
          parts.push(chunk);
          bytes += chunk.length;
          if (bytes < body.length) return;
          const all = Buffer.concat(parts);
          const head = all.indexOf("\r\n\r\n") + 4;
          if (how === "length" ? bytes - head >= body.length : all.subarray(-5).toString() === "0\r\n\r\n") {
            wire.socket.removeAllListeners("data");
            readSlowly(wire);
            resolve(all.subarray(head));
          }
        });
      });
      // The collecting Wire would hold megabytes as text; this test reads for itself.
      wire.socket.removeListener("data", wire.socket.listeners("data")[0] as () => void);
      wire.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
      const received = await done;
      const got = how === "chunked" ? dechunk(received.toString("latin1")) : received;
      expect(digest(got)).toBe(digest(body));
    }
    wire.close();
  });

  test("one small event per turn, some turns with several, reaches a slow reader byte for byte", async () => {
    const events = Array.from({ length: 12_000 }, (_, i) => Buffer.from(`data: ${"x".repeat(i % 700)} ${i}\n\n`));
    const { port } = await startListener(kind, (exchange) => {
      let next = 0;
      let open = true;
      exchange.onDrained(() => {
        open = true;
        run();
      });
      exchange.response.head(200, [["content-type", "text/event-stream"]], { kind: "chunked" });
      const run = () => {
        for (let i = 0; i < 1 + (next % 5) && open && next < events.length; i++) {
          const event = events[next++];
          if (event !== undefined) open = exchange.response.write(event);
        }
        if (next === events.length) exchange.response.end();
        else if (open) setImmediate(run);
      };
      run();
    });
    const wire = await Wire.open(port);
    wire.socket.removeAllListeners("data");
    const parts: Buffer[] = [];
    await new Promise<void>((resolve) => {
      wire.socket.on("data", (part) => {
        parts.push(part);
        if (part.subarray(-5).toString() === "0\r\n\r\n") resolve();
      });
      readSlowly(wire);
      wire.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
    });
    const all = Buffer.concat(parts);
    const got = dechunk(all.subarray(all.indexOf("\r\n\r\n") + 4).toString("latin1"));
    expect(digest(got)).toBe(digest(Buffer.concat(events)));
    wire.close();
  });

  test("a reader that takes nothing stops its writer, within a stated memory, and is let go after idleTimeoutMs", async () => {
    const chunk = Buffer.alloc(64 * 1024, "a");
    let taken = 0;
    let refusedWrites = 0;
    let response: ResponseWriter | null = null;
    const aborted = new Promise<void>((resolve) => {
      void startListener(
        kind,
        (exchange) => {
          exchange.onAborted(resolve);
          response = exchange.response;
          response.head(200, [], { kind: "chunked" });
          const run = () => {
            while (taken < 512 * MIB) {
              taken += chunk.length;
              if (exchange.response.write(chunk)) continue;
              refusedWrites += 1;
              return;
            }
          };
          exchange.onDrained(run);
          run();
        },
        { limits: { idleTimeoutMs: 1_000 } },
      ).then(async ({ port }) => {
        const wire = await Wire.open(port);
        wire.socket.pause();
        wire.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
      });
    });
    await aborted;
    expect(refusedWrites).toBeGreaterThan(0);
    // The kernel's two socket buffers take up to 10 MiB on loopback; what we hold ourselves is a few chunks.
    expect(taken).toBeLessThan(16 * MIB);
  });

  test("a reader that stalls shorter than idleTimeoutMs gets everything", async () => {
    const body = randomBytes(12 * MIB);
    const { port } = await startListener(kind, (exchange) => pump(exchange, body, [32 * 1024], { kind: "chunked" }), {
      limits: { idleTimeoutMs: 30_000 },
    });
    const wire = await Wire.open(port);
    wire.socket.pause();
    wire.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    wire.socket.removeAllListeners("data");
    const parts: Buffer[] = [];
    await new Promise<void>((resolve) => {
      wire.socket.on("data", (part) => {
        parts.push(part);
        if (part.subarray(-5).toString() === "0\r\n\r\n") resolve();
      });
      wire.socket.resume();
    });
    const all = Buffer.concat(parts);
    expect(digest(dechunk(all.subarray(all.indexOf("\r\n\r\n") + 4).toString("latin1")))).toBe(digest(body));
    wire.close();
  });

  test("a paused body stops its sender, and continues where it was", async () => {
    const body = randomBytes(24 * MIB);
    const hash = createHash("sha256");
    let received = 0;
    let atPause = 0;
    const { port } = await startListener(
      kind,
      (exchange) => {
        exchange.read({
          data: (chunk) => {
            received += chunk.length;
            hash.update(chunk);
            if (atPause > 0) return;
            exchange.pause();
            atPause = received;
            setTimeout(() => {
              // Sockets, kernels and one receive buffer hold the rest; nothing more is delivered to us.
              expect(received).toBe(atPause);
              exchange.resume();
            }, 300);
          },
          end: () => {
            const text = Buffer.from(hash.digest("hex"));
            exchange.response.head(200, [], { kind: "length", bytes: text.length });
            exchange.response.write(text);
            exchange.response.end();
          },
          abort: () => {},
        });
      },
      { limits: { requestTimeoutMs: 20_000 } },
    );
    const wire = await Wire.open(port);
    wire.send(`POST / HTTP/1.1\r\nhost: a\r\ncontent-length: ${body.length}\r\n\r\n`);
    wire.send(body);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(wire.socket.writableLength).toBeGreaterThan(0);
    await wire.until((text) => text.endsWith(digest(body)));
    expect(received).toBe(body.length);
    wire.close();
  });
});
