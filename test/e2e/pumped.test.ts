/**
 * Streams whose sockets native code reads and writes (native/event-pump.h), against the same streams through node:http, where none are: the
 * same bytes, the same audit trail, and an end that is seen, whoever brings it.
 */
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EventPump } from "../../src/scanning/event-pump.ts";
import { createRandom, type Random, randomChunks } from "../harness/chunks.ts";
import { frontEnds } from "../harness/front-ends.ts";
import { readChunked, stalledClient } from "./chunked-client.ts";
import { behindOwn, type Own, startOwn } from "./own-gateway.ts";
import { ask, chat } from "./plain-client.ts";
import { type Call, chunk, lastChunk, sseHead } from "./raw-upstream.ts";

const hi = chat("hi");
const done = "data: [DONE]\n\n";

const event = (content: string): string =>
  `data: ${JSON.stringify({ id: "c1", choices: [{ index: 0, delta: { content } }] })}\n\n`;

/** Some words at a time, as models say them. */
function pieces(text: string, random: Random): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const size = 1 + Math.floor(random() * 9);
    parts.push(text.slice(at, at + size));
    at += size;
  }
  return parts;
}

const words = (count: number): string =>
  Array.from({ length: count }, (_, n) => `Sentence ${n} says "nothing" of anybody.\n`).join("");

/** Until it is as long as that. */
const long = (of: () => number, bytes: number): Promise<void> =>
  vi.waitFor(() => expect(of()).toBeGreaterThan(bytes), { timeout: 10_000 });

async function sendAll(call: Call, texts: readonly string[], everyMs = 0): Promise<void> {
  await call.send(sseHead);
  for (const text of texts) {
    if (!(await call.send(chunk(event(text))))) return;
    await (everyMs > 0 ? pause(everyMs) : new Promise((go) => setImmediate(go)));
  }
}

async function ended(call: Call, texts: readonly string[]): Promise<void> {
  await sendAll(call, texts);
  await call.send(chunk(done) + lastChunk);
}

describe.each(frontEnds)("streams of like events, %s", (listener) => {
  const its = behindOwn({ listener });
  const pumped = vi.spyOn(EventPump.prototype, "begin");
  beforeEach(() => {
    its.upstream.forget();
    pumped.mockClear();
  });
  afterEach(async () => {
    await expect.poll(() => its.own.gateway.exchanges.live).toBe(0);
    // What this file is about happens in one of the two.
    expect(pumped.mock.results.some(({ value }) => value !== undefined)).toBe(listener === "uws");
  });

  it("come byte for byte", async () => {
    const texts = pieces(words(60), createRandom(1));
    its.upstream.play((call) => ended(call, texts));
    const got = await ask(its.own.port, hi);
    expect(got).toMatchObject({ status: 200, complete: true, body: texts.map(event).join("") + done });
    const bytes = texts.map(event).join("").length + done.length;
    await isLast(its.own, {
      outcome: "completed",
      responseBytesIn: bytes,
      responseBytesOut: bytes,
      events: texts.length + 1,
    });
    const metrics = await its.own.gateway.metrics.scrape();
    // Each chunk was observed once, whoever took it.
    const held = Number(/sluice_held_seconds_count (\d+)/.exec(metrics)?.[1]);
    expect(held).toBeGreaterThanOrEqual(texts.length);
  });

  it("come however the segments are cut", async () => {
    const random = createRandom(2);
    const texts = pieces(words(40), random);
    its.upstream.play(async (call) => {
      await call.send(sseHead);
      const wire = Buffer.from(texts.map((text) => chunk(event(text)).toString()).join(""));
      for (const part of randomChunks(wire, random, 300)) {
        await call.send(part);
        if (random() < 0.5) await pause(1);
      }
      await call.send(chunk(done) + lastChunk);
    });
    expect((await ask(its.own.port, hi)).body).toBe(texts.map(event).join("") + done);
  });

  it("let no value pass that comes in pieces, and go on behind it", async () => {
    const values = ["alice@example.com", "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00"];
    const text = values.map((value, n) => `${words(10)}Number ${n}: ${value} it was. ${words(10)}`).join("");
    its.upstream.play((call) => ended(call, pieces(text, createRandom(3))));
    const got = await ask(its.own.port, hi);
    const said = got.body
      .split("\n\n")
      .flatMap((each) =>
        each.startsWith("data: {") ? [JSON.parse(each.slice(6)).choices[0].delta.content as string] : [],
      )
      .join("");
    for (const value of values) expect(said).not.toContain(value.slice(-6));
    let expected = text;
    for (const [value, mask] of [
      [values[0], "<EMAIL_ADDRESS>"],
      [values[1], "<CREDIT_CARD>"],
      [values[2], "<IBAN_CODE>"],
    ] as const)
      expected = expected.replace(value ?? "", mask);
    expect(said).toBe(expected);
    await isLast(its.own, { findings: { CREDIT_CARD: 1, EMAIL_ADDRESS: 1, IBAN_CODE: 1 } });
  });

  it("stop while their client takes nothing, and then all of it comes", async () => {
    const sent = createHash("sha256");
    let total = 0;
    let stop = false;
    let call: Call | undefined;
    const one = event("A clean sentence of words that nobody minds. ".repeat(20));
    its.upstream.play(async (given) => {
      call = given;
      await given.send(sseHead);
      while (!stop && total < 128 << 20) {
        sent.update(one);
        total += one.length;
        await given.send(chunk(one));
        // One at a time at first, as a model says them.
        if (total < 20 * one.length) await pause(5);
      }
      sent.update(done);
      total += done.length;
      await given.send(chunk(done) + lastChunk);
    });
    const client = await stalledClient(its.own.port);
    let before = -1;
    while (before !== (call?.sent ?? 0)) {
      before = call?.sent ?? 0;
      await pause(200);
    }
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(32 << 20);
    stop = true;
    expect(await readChunked(client)).toEqual({ bytes: total, hash: sent.digest("hex") });
  });

  it("end with their client", async () => {
    let call: Call | undefined;
    its.upstream.play((given) => {
      call = given;
      return sendAll(given, pieces(words(2000), createRandom(4)));
    });
    await ask(its.own.port, { ...hi, seen: (body, leave) => body.length > 20_000 && leave() });
    await call?.closed;
    await isLast(its.own, { reason: "client-gone" });
  });

  it("say that their upstream broke off", async () => {
    const texts = pieces(words(30), createRandom(5));
    its.upstream.play(async (call) => {
      await sendAll(call, texts);
      await pause(50);
      call.reset();
    });
    const got = await ask(its.own.port, hi);
    expect(got.body).toContain("upstream-reset");
    expect(got.body.startsWith(texts.slice(0, -20).map(event).join(""))).toBe(true);
  });

  it("say that what came is no chunk", async () => {
    its.upstream.play(async (call) => {
      await sendAll(call, pieces(words(30), createRandom(6)));
      await call.send("no size\r\n");
    });
    expect((await ask(its.own.port, hi)).body).toContain("upstream-malformed");
  });

  it("may take longer than timeouts.idle, and may not be silent for so long", async () => {
    const impatient = await startOwn({ listener, upstream: its.upstream.origin, top: "timeouts: { idle: 1s }" });
    const texts = pieces(words(12), createRandom(7));
    its.upstream.play((call) => sendAll(call, texts, 20));
    const began = performance.now();
    const got = await ask(impatient.port, hi);
    expect(performance.now() - began).toBeGreaterThan(1_500);
    expect(got.body).toContain("upstream-timeout");
    expect(got.body.length).toBeGreaterThan(texts.map(event).join("").length * 0.9);
    await impatient.stop();
  });

  it("are finished by a gateway that stops", async () => {
    const own = await startOwn({ listener, upstream: its.upstream.origin });
    const texts = pieces(words(40), createRandom(8));
    let length = 0;
    its.upstream.play(async (call) => {
      await sendAll(call, texts, 1);
      await call.send(chunk(done) + lastChunk);
    });
    const asked = ask(own.port, {
      ...hi,
      seen: (body) => {
        length = body.length;
      },
    });
    await long(() => length, 2_000);
    const stopped = own.stop();
    expect((await asked).body).toBe(texts.map(event).join("") + done);
    await stopped;
  });
});

/** The exchange that has just ended, once the trail has it. */
const isLast = (own: Own, end: object): Promise<void> =>
  vi.waitFor(async () => expect((await own.events()).at(-1)).toMatchObject({ kind: "end", ...end }), {
    timeout: 5_000,
  });
