/**
 * A slow reader slows its writer, through the whole gateway, on both listeners: how much a stalled client lets its upstream
 * push is bounded, and when it reads on it gets every byte in order.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { createGzip } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { frontEnds as listeners } from "../harness/front-ends.ts";
import { readChunked, stalledClient } from "./chunked-client.ts";
import { behindOwn, startOwn } from "./own-gateway.ts";
import { ask, CHAT, chat, codeOf } from "./plain-client.ts";
import { answer, type Call, chunk, head, lastChunk, sseHead } from "./raw-upstream.ts";

const json = { "content-type": "application/json" };
const hi = chat("hi");
const MIB = 1024 * 1024;

/** About 64 KiB of events, numbered so that order shows; clean, so that bytes must be equal. */
function block(serial: number): string {
  const text = "A clean sentence of words that nobody minds. ".repeat(10);
  const event = (n: number): string =>
    `data: ${JSON.stringify({ id: "c1", choices: [{ index: 0, delta: { content: `${text}(${serial}-${n}). ` } }] })}\n\n`;
  return Array.from({ length: 120 }, (_, n) => event(n)).join("");
}

/** Until a number has not changed for a while. */
async function settled(value: () => number): Promise<number> {
  let before = -1;
  let still = 0;
  while (still < 6) {
    still = value() === before ? still + 1 : 0;
    before = value();
    await pause(30);
  }
  return before;
}

describe.each(listeners)("backpressure, %s", (listener) => {
  const its = behindOwn({ listener });
  beforeEach(() => its.upstream.forget());

  it("a stalled client stops an endless stream, and gets all of it later", async () => {
    const sent = createHash("sha256");
    let total = 0;
    let stop = false;
    let call: Call | undefined;
    its.upstream.play(async (given) => {
      call = given;
      await given.send(sseHead);
      for (let serial = 0; !stop && total < 128 * MIB; serial++) {
        const text = block(serial);
        sent.update(text);
        total += text.length;
        await given.send(chunk(text));
      }
      const end = "data: [DONE]\n\n";
      sent.update(end);
      total += end.length;
      await given.send(chunk(end) + lastChunk);
    });
    const client = await stalledClient(its.own.port);
    await expect.poll(() => call?.sent ?? 0).toBeGreaterThan(0);
    const pushed = await settled(() => call?.sent ?? 0);
    // What the sockets of both hops hold, and a few chunks.
    expect(pushed).toBeLessThan(32 * MIB);
    expect(its.own.gateway.exchanges.live).toBe(1);
    stop = true;
    const got = await readChunked(client);
    expect(got.bytes).toBe(total);
    expect(got.hash).toBe(sent.digest("hex"));
  });

  it("a stalled client holds back what a small gzip body inflates to", async () => {
    const sent = createHash("sha256");
    let total = 0;
    const gzip = createGzip();
    const packed: Buffer[] = [];
    gzip.on("data", (part: Buffer) => packed.push(part));
    for (let serial = 0; serial < 400; serial++) {
      const text = `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: "clean words! ".repeat(4000) } }] })}\n\n`;
      sent.update(text);
      total += text.length;
      if (!gzip.write(text)) await once(gzip, "drain");
    }
    sent.update("data: [DONE]\n\n");
    total += "data: [DONE]\n\n".length;
    gzip.end("data: [DONE]\n\n");
    await once(gzip, "end");
    const body = Buffer.concat(packed);
    expect(total / body.length).toBeGreaterThan(250);
    its.upstream.play(async (call) => {
      await call.send(head(200, { "content-type": "text/event-stream", "content-encoding": "gzip" }));
      await call.send(chunk(body));
      await call.send(lastChunk);
    });
    const packing = await startOwn({ listener, upstream: its.upstream.origin, top: "limits: { inflateRatio: 2000 }" });
    const client = await stalledClient(packing.port);
    await expect.poll(() => its.upstream.calls.length).toBe(1);
    // What has come out of the codec: it stops with the sockets, not with the body.
    const scanned = async (): Promise<number> => {
      const text = await packing.gateway.metrics.scrape();
      return Number(/sluice_scanned_bytes_total\{mode="inline"\} (\d+)/.exec(text)?.[1] ?? 0);
    };
    let now = 0;
    await settled(() => {
      void scanned().then((value) => {
        now = value;
      });
      return now;
    });
    expect(now).toBeLessThan(total * 0.7);
    const got = await readChunked(client);
    expect([got.bytes, got.hash]).toEqual([total, sent.digest("hex")]);
    await packing.stop();
  });

  it("a document waits for a slow reader within limits.bufferedBytes, and gives its room back", async () => {
    const small = await startOwn({
      listener,
      upstream: its.upstream.origin,
      top: "limits: { body: 20MiB, bufferedBytes: 20MiB }",
    });
    const text = JSON.stringify({
      choices: [{ index: 0, message: { role: "assistant", content: "a word ".repeat(2_400_000) } }],
    });
    its.upstream.play((call) => call.send(answer(200, json, text)));
    const client = await stalledClient(small.port);
    await once(client, "readable");
    expect(codeOf((await ask(small.port, hi)).body)).toBe("buffered-bytes");
    let bytes = 0;
    client.on("data", (data) => {
      bytes += data.length;
      if (bytes > text.length) client.destroy();
    });
    client.resume();
    await once(client, "close");
    expect(bytes).toBeGreaterThan(text.length);
    await expect.poll(() => small.gateway.exchanges.live).toBe(0);
    expect((await ask(small.port, hi)).body.length).toBe(text.length);
    await small.stop();
  });

  it("a client that takes nothing for timeouts.idle loses its answer, and the upstream its call", async () => {
    const impatient = await startOwn({ listener, upstream: its.upstream.origin, top: "timeouts: { idle: 500ms }" });
    let call: Call | undefined;
    its.upstream.play(async (given) => {
      call = given;
      await given.send(sseHead);
      for (let serial = 0; await given.send(chunk(block(serial))); serial++);
    });
    const client = await stalledClient(impatient.port);
    await expect.poll(() => call !== undefined).toBe(true);
    await call?.closed;
    await expect.poll(() => impatient.gateway.exchanges.live).toBe(0);
    client.destroy();
    await impatient.stop();
    expect((await impatient.events()).at(-2)).toMatchObject({ kind: "end", outcome: "aborted", reason: "client-gone" });
  });

  it("a slow upload reaches the upstream whole, and only then", async () => {
    const body = JSON.stringify({
      messages: [{ role: "user", content: `Mail alice@example.com. ${"word ".repeat(200)}` }],
    });
    its.upstream.play((call) => call.send(answer(200, json, "{}")));
    const socket = connect({ port: its.own.port, host: "127.0.0.1" });
    socket.write(
      `POST ${CHAT} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
    );
    for (let at = 0; at < body.length; at += 100) {
      expect(its.upstream.bytes).toBe(0);
      socket.write(body.slice(at, at + 100));
      await pause(5);
    }
    await once(socket, "data");
    socket.destroy();
    expect(its.upstream.calls[0]?.body).toBe(body.replace("alice@example.com", "<EMAIL_ADDRESS>"));
  });

  it("an upstream that does not read holds up its own exchange and nobody else's", async () => {
    const words = "word ".repeat(1_500_000);
    its.upstream.play((call) => call.send(answer(200, json, "{}")));
    const fresh = await startOwn({ listener, upstream: its.upstream.origin });
    its.upstream.deafen(true);
    const large = ask(fresh.port, chat(words));
    await expect.poll(() => its.upstream.connections).toBe(1);
    its.upstream.deafen(false);
    expect((await ask(fresh.port, hi)).status).toBe(200);
    expect(fresh.gateway.exchanges.live).toBe(1);
    its.upstream.hear();
    expect((await large).status).toBe(200);
    await fresh.stop();
    expect(its.upstream.calls.some((call) => call.body.includes(words))).toBe(true);
  });
});
