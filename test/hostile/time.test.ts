/**
 * Time and want: bytes that come one by one, readers and writers that stall, connections that never finish, a process that is
 * killed under load or has no file left to open. Nothing leaks, nothing grows, and what was acknowledged is in the trail.
 */
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readAudit } from "../../src/audit/read.ts";
import { behindOwn } from "../e2e/own-gateway.ts";
import { ask, CHAT, chat, codeOf } from "../e2e/plain-client.ts";
import {
  answer,
  type Call,
  chunk,
  lastChunk,
  type RawUpstream,
  sseHead,
  startRawUpstream,
} from "../e2e/raw-upstream.ts";
import { frontEnds as listeners } from "../harness/front-ends.ts";
import { statuses, Wire } from "../protocols/http/wire.ts";
import { chatText } from "./rows.ts";
import { newDirectory, serving } from "./serving.ts";

const json = { "content-type": "application/json" };
const post = (length: number): string =>
  `POST ${CHAT} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;

describe.each(listeners)("time, %s", (listener) => {
  const its = behindOwn({
    listener,
    connection: 'endpoints: [inference, models, "GET /v1/notes/*"]',
    top: `timeouts: { ${listener === "node" ? "requestHeaders: 1s, " : ""}request: 1s, idle: 2s }`,
  });
  beforeEach(() => its.upstream.forget());

  it("an answer of single bytes with a value in it: what is decided leaves, the value never does", async () => {
    const bytes = chatText("Hello. ", "My card is 4111 11", "11 1111 1111", " and that is all");
    its.upstream.play(async (call) => {
      await call.send(sseHead);
      for (const byte of Buffer.from(bytes)) {
        await call.send(chunk(Uint8Array.of(byte)));
        if (byte === 0x0a) await pause(15);
      }
      await call.send(lastChunk);
    });
    const seen: string[] = [];
    const got = await ask(its.own.port, { ...chat("hi"), seen: (body) => seen.push(body) });
    expect(got.complete).toBe(true);
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.find((body) => body.includes("Hello. ") && !body.includes("CREDIT_CARD"))).toBeDefined();
    for (const body of seen) expect(body).not.toMatch(/4111|1111/);
    expect(got.body).toContain("<CREDIT_CARD>");
  });

  it("an upstream that falls silent behind half a value: an error, and none of it", async () => {
    its.upstream.play((call) =>
      call.send(Buffer.concat([sseHead, chunk(chatText("Hello. ", "card 4111 1111 11").slice(0, 160))])),
    );
    const got = await ask(its.own.port, chat("hi"));
    expect([codeOf(got.body), got.complete]).toEqual(["upstream-timeout", true]);
    expect(got.body).not.toContain("4111");
  });

  it("a header and a body that come byte by byte are cut, and the upstream hears nothing", async () => {
    const drip = async (start: string, drops: string): Promise<string> => {
      const wire = await Wire.open(its.own.port);
      wire.send(start);
      for (const byte of drops) {
        if (wire.ended) break;
        wire.send(byte);
        await pause(200);
      }
      wire.close();
      return wire.ended ? wire.text : "open";
    };
    const [header, body] = await Promise.all([
      drip("GET /v1/models HTTP/1.1\r\n", "x-note: mallory@example.com, and so on, and so on, and so on, and so on"),
      drip(post(1_000), '{"a":"mallory@example.com, and so on, and so on, and so on, and so on"'),
    ]);
    // uWebSockets.js has a clock of its own for headers, and says nothing when it rings.
    expect(header).toMatch(listener === "node" ? /^HTTP\/1\.1 408 / : /^$/);
    expect(body).toMatch(/^HTTP\/1\.1 408 /);
    expect(header + body).not.toContain("mallory");
    expect(its.upstream.bytes).toBe(0);
  }, 30_000);

  it("hundreds of connections that never finish their header keep nobody waiting", async () => {
    const wires = await Promise.all(Array.from({ length: 300 }, () => Wire.open(its.own.port)));
    for (const wire of wires) wire.send("GET /v1/models HTTP/1.1\r\nhost: a\r\nx-");
    its.upstream.play((call) => call.send(answer(200, json, "{}")));
    const began = performance.now();
    for (let at = 0; at < 5; at++) expect((await ask(its.own.port, chat("hi"))).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(5_000);
    for (const wire of wires) wire.close();
    await expect.poll(() => its.own.gateway.exchanges.live).toBe(0);
  });

  it("a client that stops sending in half a body and one that stops reading in half an answer are both let go", async () => {
    const calls: Call[] = [];
    its.upstream.play(async (call) => {
      calls.push(call);
      await call.send(sseHead);
      while (await call.send(chunk(`: ${"x".repeat(60_000)}\n\n`)));
    });
    const silent = await Wire.open(its.own.port);
    silent.send(`${post(50)}{"a":`);
    const deaf = await Wire.open(its.own.port);
    deaf.socket.pause();
    deaf.send(`${post(2)}{}`);
    await expect.poll(() => its.own.gateway.exchanges.live).toBeGreaterThan(0);
    await expect.poll(() => its.own.gateway.exchanges.live, { timeout: 15_000 }).toBe(0);
    await calls[0]?.closed;
    silent.close();
    deaf.close();
  }, 30_000);

  it("a client that leaves in half a value and asks again ends the call, and gets all of the second answer and nothing else", async () => {
    const stream = chatText("Hello. ", "My card is 4111 11", "11 1111 1111", " and that is all");
    const calls: Call[] = [];
    its.upstream.play(async (call) => {
      const first = calls.push(call) === 1;
      await call.send(sseHead);
      await call.send(chunk(first ? stream.slice(0, stream.indexOf("11 1111")) : stream));
      if (!first) await call.send(lastChunk);
    });
    const asked = chat("hi", { stream: true });
    const left = await ask(its.own.port, { ...asked, seen: (body, leave) => body.includes("Hello. ") && leave() });
    expect([left.complete, left.body.includes("4111")]).toEqual([false, false]);
    const again = await ask(its.own.port, asked);
    await calls[0]?.closed;
    expect(again.complete).toBe(true);
    const told = again.body.match(/Hello\. |<CREDIT_CARD>|and that is all|\[DONE\]/g);
    expect(told).toEqual(["Hello. ", "<CREDIT_CARD>", "and that is all", "[DONE]"]);
    expect(again.body).not.toMatch(/4111|1111/);
    await expect.poll(() => its.own.gateway.exchanges.live).toBe(0);
  });

  it("a client that closes its sending side gets its answer from node, and costs the upstream its call otherwise", async () => {
    const calls: Call[] = [];
    its.upstream.play((call) => {
      calls.push(call);
      setTimeout(() => void call.send(answer(200, json, "{}")), 200);
    });
    const wire = await Wire.open(its.own.port, { allowHalfOpen: true });
    wire.socket.end(`${post(2)}{}`);
    const text = await wire.untilClosed();
    expect(statuses(text).filter((status) => status !== 100)).toEqual(listener === "node" ? [200] : []);
    await expect.poll(() => its.own.gateway.exchanges.live).toBe(0);
    wire.close();
  });

  it("refusals without end, and none of them grows the trail or the log", async () => {
    const before = (await its.own.events()).length;
    const logged = its.own.log.length;
    for (let round = 0; round < 20; round++) {
      const wires = await Promise.all(Array.from({ length: 25 }, () => Wire.open(its.own.port)));
      for (const wire of wires) wire.send("GET /v1/models HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
      for (const wire of wires) expect(statuses(await wire.untilClosed())).toEqual([400]);
    }
    await its.own.stop();
    const events = (await its.own.events()).slice(before);
    const counted = events.flatMap((event) => (event.kind === "refusals" ? [event.count] : []));
    expect(events.length).toBeLessThan(40);
    expect(counted.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(500);
    expect(its.own.log.length - logged).toBeLessThan(600);
  }, 30_000);
});

describe.each(listeners)("want, %s", (listener) => {
  let upstream: RawUpstream;
  beforeAll(async () => {
    upstream = await startRawUpstream();
  });
  afterAll(() => upstream.close());

  it("kill -9 under load: whatever reached the upstream has its start in the trail, and the next process reads on", async () => {
    const directory = newDirectory();
    let reached = 0;
    upstream.play(async (call) => {
      reached++;
      await pause(5);
      await call.send(answer(200, json, "{}"));
    });
    const answered = new Set<string>();
    for (const calls of [1, 40, 120]) {
      const { port, kill } = await serving({
        listener,
        upstream: upstream.origin,
        directory,
        connection: "durable: true",
      });
      const goal = reached + calls;
      const client = async (): Promise<void> => {
        for (;;) {
          const got = await ask(port, chat("mallory@example.com")).catch(() => undefined);
          if (got?.complete !== true) return;
          answered.add(String(got.headers["x-sluice-exchange"]));
        }
      };
      const clients = Promise.all(Array.from({ length: 12 }, client));
      await expect.poll(() => reached, { interval: 2, timeout: 20_000 }).toBeGreaterThanOrEqual(goal);
      await kill("SIGKILL");
      await clients;
    }
    const starts = new Set<string>();
    const kinds: string[] = [];
    let text = "";
    await readAudit(join(directory, "data", "audit"), {
      onEvent(event) {
        kinds.push(event.kind);
        text += JSON.stringify(event);
        if (event.kind === "start") starts.add(event.exchange);
      },
    });
    expect(reached).toBeGreaterThan(160);
    expect(starts.size).toBeGreaterThanOrEqual(reached);
    expect([...answered].filter((exchange) => !starts.has(exchange))).toEqual([]);
    expect(kinds.filter((kind) => kind === "open").length).toBe(3);
    expect(text).not.toContain("mallory");
  }, 90_000);

  it("no file left to open: live connections are served, new ones wait, and all is well afterwards", async () => {
    upstream.play((call) => call.send(answer(200, json, "{}")));
    const { port, child, output, kill } = await serving({
      listener,
      upstream: upstream.origin,
      directory: newDirectory(),
      files: 160,
    });
    const kept = await Wire.open(port);
    kept.send("GET /v1/models HTTP/1.1\r\nhost: a\r\n\r\n");
    await kept.until((text) => text.includes("{}"));
    const wires = await Promise.all(Array.from({ length: 250 }, () => Wire.open(port)));
    await pause(300);
    expect(child.exitCode).toBe(null);
    for (const wire of wires) wire.close();
    const status = (): Promise<number> =>
      ask(port, chat("hi")).then(
        (got) => got.status,
        () => 0,
      );
    await expect.poll(status, { timeout: 15_000, interval: 200 }).toBe(200);
    expect(output()).not.toMatch(/Error: |assert|Segmentation/i);
    kept.close();
    await kill("SIGTERM");
    expect(child.exitCode).toBe(0);
  }, 60_000);
});
