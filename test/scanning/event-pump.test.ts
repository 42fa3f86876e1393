/**
 * The pump alone: an upstream's socket, a response of uWebSockets.js and a fast path, with nothing of the gateway between. Under the sanitizers
 * (npm run test:sanitized) every access beside what was given is found.
 */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import type { ClientSocket, PumpTotals } from "../../src/inspect/pump.ts";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import {
  loadUws,
  type UwsApp,
  type UwsHead,
  type UwsModule,
  type UwsRawResponse,
} from "../../src/protocols/http/uws-native.ts";
import { Ruleset } from "../../src/scanning/addon.ts";
import { createInlineScanner } from "../../src/scanning/inline-scanner.ts";
import { chunkOf } from "../harness/chunks.ts";
import { noUws } from "../harness/front-ends.ts";

const like = Buffer.from('data: {"text":"hello"}\n\n');
const [start, end] = [like.indexOf("hello"), like.indexOf("hello") + 5];
const event = (text: string): Buffer => Buffer.concat([like.subarray(0, start), Buffer.from(text), like.subarray(end)]);
const chunk = (text: string): Buffer => chunkOf(event(text));
const noBytes = new Uint8Array(0);
const limits = { eventBytes: 4096, eventsBehind: 100, bytesBehind: 8192, laneHoldBytes: 4096 };

interface Over {
  readonly totals: PumpTotals;
  readonly unsent: Uint8Array;
}

describe.skipIf(noUws !== undefined)("a pump of streams", () => {
  let uws: UwsModule;
  let head: UwsHead;
  const ruleset = Ruleset.compile(createRulesetSpec(catalogue).bytes);
  const profile = new Uint8Array(catalogue.length).fill(2);
  const scanner = createInlineScanner({ ruleset, maxFindings: 100 });
  const responses: UwsRawResponse[] = [];
  const upstreams: Socket[] = [];
  const server = createServer((socket) => upstreams.push(socket));
  let app: UwsApp;
  let port = 0;

  beforeAll(async () => {
    const load = loadUws();
    if (load.kind === "unavailable") throw new Error(load.why);
    ({ uws, head } = load);
    app = uws.App();
    app.any("/*", (raw) => {
      raw.onAborted(() => {});
      raw.cork(() => raw.write(event("begins ")));
      responses.push(raw);
    });
    app.listen("127.0.0.1", 0, 1, (token) => {
      port = uws.us_socket_local_port(token);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });

  afterAll(() => {
    app.close();
    server.close();
  });

  /** A stream, from what is pumped to what its client gets. */
  const open = async (rest: Uint8Array = noBytes) => {
    const client = connect(port, "127.0.0.1");
    let got = "";
    client.on("error", () => {});
    client.on("data", (data) => {
      got += data.toString("latin1");
    });
    client.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n");
    const nth = responses.length;
    await vi.waitFor(() => expect(responses.length).toBe(nth + 1));
    const raw = responses[nth] as UwsRawResponse;
    // As the gateway reads: only such a socket stops reading at once.
    const onread = { buffer: new Uint8Array(1024), callback: () => true };
    const source = connect({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", onread });
    source.on("error", () => {});
    await vi.waitFor(() => expect(upstreams.length).toBe(nth + 1));
    const upstream = upstreams[nth] as Socket;
    upstream.on("error", () => {}).setNoDelay(true);
    if (source.connecting) await once(source, "connect");
    source.pause();
    const path = scanner.fastPath(profile);
    const lane = { text: noBytes, released: 0, floor: 0 };
    if (path?.takeOver({ event: like, start, end, waiting: [] }, lane, limits) !== true) throw new Error("not lent");
    const overs: Over[] = [];
    const held: number[] = [];
    const descriptor = (source as unknown as { _handle: { fd: number } })._handle.fd;
    const pumping = path.pump?.({
      upstream: descriptor,
      client: head.socketOf(raw),
      rest,
      hold: new Float64Array(0),
      now: performance.now(),
      observer: { held: (text) => held.push(text) },
      over: (totals, unsent) => overs.push({ totals, unsent }),
    });
    return {
      client,
      upstream,
      source,
      raw,
      path,
      pumping,
      overs,
      held,
      got: () => got.slice(got.indexOf("\r\n\r\n") + 4),
      async close() {
        pumping?.end();
        source.destroy();
        upstream.destroy();
        client.destroy();
        await pause(5);
      },
    };
  };

  const framed = (text: string): string => `${text.length.toString(16)}\r\n${text}`;

  it("writes what its events release, in chunks of its own, and counts it", async () => {
    const stream = await open();
    const texts = ["Some ", "words ", "of ", "no ", "weight. "];
    for (const text of texts) {
      stream.upstream.write(chunk(text));
      await pause(2);
    }
    const whole = `${event("begins ")}${texts.slice(0, -1).map(event).join("")}`;
    await vi.waitFor(() => expect(stream.got().replaceAll(/\r\n[0-9a-f]+\r\n|^[0-9a-f]+\r\n/g, "")).toContain(whole));
    expect(stream.pumping?.heard()).toBe(true);
    expect(stream.pumping?.heard()).toBe(false);
    expect(stream.overs).toEqual([]);
    stream.pumping?.end();
    const [{ totals }] = stream.overs as [Over];
    const bytes = texts.map(event).join("").length;
    expect(totals).toMatchObject({ data: bytes, events: texts.length, last: 0x7d0a0a, rest: noBytes });
    expect(totals.released + totals.waiting).toBe(bytes);
    // Each chunk has left, or is among those that wait.
    expect(stream.held.length + totals.hold.length / 2).toBe(texts.length);
    // Once.
    stream.pumping?.end();
    expect(stream.overs.length).toBe(1);
    await stream.close();
  });

  it("gives back what it does not take, as it came, and what waits", async () => {
    const stream = await open();
    const other = chunkOf(Buffer.from("event: ping\n\n"));
    stream.upstream.write(Buffer.concat([chunk("The number is 4111 "), other, chunk("more")]));
    await vi.waitFor(() => expect(stream.overs.length).toBe(1));
    const [{ totals, unsent }] = stream.overs as [Over];
    expect(Buffer.from(totals.rest)).toEqual(Buffer.concat([other, chunk("more")]));
    expect(unsent).toEqual(noBytes);
    expect(totals).toMatchObject({ events: 1, waiting: event("The number is 4111 ").length });
    expect(Array.from(totals.hold)[0]).toBe(totals.waiting);
    stream.path.pumped?.(totals);
    expect(Buffer.concat(stream.path.giveBack().waiting as Uint8Array[])).toEqual(event("The number is 4111 "));
    await stream.close();
  });

  it("keeps a chunk that is cut anywhere, and gives back what is none", async () => {
    const one = chunk("word ");
    for (let cut = 0; cut <= one.length; cut++) {
      const stream = await open(one.subarray(0, cut));
      const refused = cut === one.length;
      expect(stream.pumping === undefined).toBe(refused);
      if (!refused) {
        stream.upstream.write(one.subarray(cut));
        await vi.waitFor(() => expect(stream.pumping?.heard()).toBe(true));
        expect(stream.overs).toEqual([]);
        stream.pumping?.end();
        expect(stream.overs[0]?.totals).toMatchObject({ events: 1, rest: noBytes });
      }
      await stream.close();
    }
    for (const none of ["x", "0", "1000000", "5;a=b\r\n", "5\n", "5\rx", "3\r\nabcd", "fff\r\n", "5\r\nhello\rx"]) {
      const stream = await open();
      stream.upstream.write(none);
      // A size may still get more digits.
      const waits = /^[0-9a-f]{1,6}$/.test(none);
      if (waits) {
        await vi.waitFor(() => expect(stream.pumping?.heard()).toBe(true));
        expect(stream.overs).toEqual([]);
        stream.pumping?.end();
      } else await vi.waitFor(() => expect(stream.overs.length).toBe(1));
      expect(Buffer.from(stream.overs[0]?.totals.rest ?? "").toString()).toBe(none);
      await stream.close();
    }
  });

  it("leaves an end and a reset to whoever reads next", async () => {
    const stream = await open();
    stream.upstream.write(chunk("word "));
    stream.upstream.end();
    await vi.waitFor(() => expect(stream.overs.length).toBe(1));
    const ended = once(stream.source, "end");
    stream.source.resume();
    await ended;
    await stream.close();
    const other = await open();
    other.upstream.resetAndDestroy();
    await vi.waitFor(() => expect(other.overs.length).toBe(1));
    const closed = new Promise((gone) => other.source.once("close", gone));
    other.source.resume();
    await closed;
    await other.close();
  });

  it("gives back what a client does not take", async () => {
    const stream = await open();
    stream.client.pause();
    const text = "word ".repeat(300);
    let sent = 0;
    while (stream.overs.length === 0) {
      sent += 1;
      if (!stream.upstream.write(chunk(text))) await pause(1);
    }
    const [{ totals, unsent }] = stream.overs as [Over];
    expect(unsent.length).toBeGreaterThan(0);
    expect(sent).toBeGreaterThan(10);
    let at = 0;
    const writing = setInterval(() => {
      at += head.writeTo(stream.raw, unsent.subarray(at));
    }, 5);
    stream.client.resume();
    await vi.waitFor(
      () =>
        expect(stream.got().replaceAll(/(?:^|\r\n)[0-9a-f]+\r\n/g, "").length).toBe(
          totals.released + event("begins ").length,
        ),
      { timeout: 10_000 },
    );
    clearInterval(writing);
    expect(at).toBe(unsent.length);
    await stream.close();
  });

  it("gives all back once it is halted, and takes none", async () => {
    const stream = await open();
    scanner.halt(true);
    expect((await open()).pumping).toBeUndefined();
    stream.upstream.write(chunk("word "));
    await vi.waitFor(() => expect(stream.overs.length).toBe(1));
    // Not even read.
    expect(stream.overs[0]?.totals).toMatchObject({ events: 0, rest: noBytes });
    scanner.halt(false);
    expect((await open()).pumping).toBeDefined();
    await stream.close();
  });

  it("survives that its client and its upstream go, and that their descriptors are another's", async () => {
    for (let round = 0; round < 12; round++) {
      const stream = await open();
      if (round % 2 === 0) stream.client.destroy();
      else stream.source.destroy();
      stream.upstream.write(chunk("word "));
      const other = await open();
      other.upstream.write(chunk("word "));
      await pause(1);
      stream.pumping?.end();
      other.upstream.write(chunk("other "));
      await vi.waitFor(() => expect(other.got()).toContain(framed(event("word ").toString())));
      await stream.close();
      await other.close();
    }
  });

  it("refuses what is no stream", () => {
    const pump = ruleset.eventPump(new Float64Array(new SharedArrayBuffer((16_384 * 9 + 4) * 8)), () => {});
    const id = ruleset.fastPath(profile, []).id;
    const socket = {} as ClientSocket;
    const none = new Float64Array(0);
    expect(() => pump.begin(id, 0, socket, noBytes, none, 0)).toThrow(TypeError);
    expect(() => pump.begin(id + 1000, 0, socket, noBytes, none, 0)).toThrow(TypeError);
    expect(pump.end(0)).toBeUndefined();
    expect(pump.end(-1)).toBeUndefined();
    expect(pump.rest(7)).toBeUndefined();
    expect(pump.observed()).toEqual(none);
    expect(() => ruleset.eventPump(new Float64Array(8), () => {})).toThrow(TypeError);
    expect(() => ruleset.eventPump(new Float64Array(16_384 * 9 + 4), () => {})).toThrow(TypeError);
    expect(() => head.socketOf({} as UwsRawResponse)).toThrow(TypeError);
    expect(() => head.writeTo({} as UwsRawResponse, noBytes)).toThrow(TypeError);
  });
});
