/**
 * Every limit and every time limit of the data path, set tiny and exceeded, on both listeners: the code and status it is
 * refused with (or the event that ends a stream), what the upstream saw of it, and that nothing of the payload is quoted.
 */
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { limitSettings, timeoutSettings } from "../../src/config/settings.ts";
import { frontEnds as listeners } from "../harness/front-ends.ts";
import { Wire } from "../protocols/http/wire.ts";
import { type Own, startOwn } from "./own-gateway.ts";
import { type Asked, ask, CHAT, chat, codeOf, type Got } from "./plain-client.ts";
import {
  answer,
  type Call,
  chunk,
  head,
  lastChunk,
  type RawUpstream,
  sseHead,
  startRawUpstream,
} from "./raw-upstream.ts";

/** Planted in everything that goes too far; found by a detector, so it may stand nowhere. */
const VALUE = "alice@example.com";
const json = { "content-type": "application/json" };

const delta = (content: string): string =>
  `data: ${JSON.stringify({ id: "c1", choices: [{ index: 0, delta: { content } }] })}\n\n`;
const message = (content: string): string =>
  JSON.stringify({ choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }] });
const nested = (depth: number): unknown => (depth === 0 ? VALUE : { a: nested(depth - 1) });
const many = (values: number): unknown => Array.from({ length: values }, () => []);
const pem = (bytes: number): string => `-----BEGIN PRIVATE KEY-----\n${"MIIEvQIBADANBgkqhkiG".repeat(bytes / 20)}`;
const mails = (count: number): string => Array.from({ length: count }, (_, i) => `user${i}@example.com`).join(" and ");
const zipped = (asked: Asked): Asked => ({
  body: gzipSync(asked.body ?? ""),
  headers: { "content-encoding": "gzip" },
});
/** Compresses by far more than 2. */
const inflating = (bytes: number): string => `${VALUE} ${"a ".repeat(bytes / 2)}`;

interface Row {
  readonly limit: string;
  readonly what: string;
  readonly asked: Asked;
  /** Undefined: the upstream may not see a byte. */
  readonly reply?: (call: Call) => unknown;
  /** 200: refused in mid-stream. */
  readonly status: number;
  readonly code: string;
  readonly retry?: true;
}

const stream =
  (...parts: string[]) =>
  async (call: Call): Promise<void> => {
    await call.send(sseHead);
    for (const part of parts) await call.send(chunk(part));
    await call.send(lastChunk);
  };
const silent = (): void => {};
const hi = chat("hi");

const rows: readonly Row[] = [
  {
    limit: "headerBytes: 1KiB",
    what: "a request header",
    asked: { ...hi, headers: { "x-note": VALUE.repeat(80) } },
    status: 431,
    code: "headers-too-large",
  },
  {
    limit: "headerCount: 8",
    what: "header fields",
    asked: { ...hi, headers: Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`x-n${i}`, VALUE])) },
    status: 431,
    code: "too-many-headers",
  },
  {
    limit: "body: 1KiB",
    what: "a request",
    asked: chat(`${VALUE} ${"word ".repeat(300)}`),
    status: 413,
    code: "body-too-large",
  },
  {
    limit: "body: 1KiB",
    what: "a document",
    asked: hi,
    reply: (call) => call.send(answer(200, json, message(`${VALUE} ${"word ".repeat(300)}`))),
    status: 502,
    code: "body-too-large",
  },
  {
    limit: "inflated: 1KiB",
    what: "a request",
    asked: zipped(chat(inflating(2000))),
    status: 413,
    code: "inflated-too-large",
  },
  {
    limit: "inflated: 1KiB",
    what: "a document",
    asked: hi,
    reply: (call) =>
      call.send(answer(200, { ...json, "content-encoding": "gzip" }, gzipSync(message(inflating(2000))))),
    status: 502,
    code: "inflated-too-large",
  },
  {
    limit: "inflateRatio: 2",
    what: "a request",
    asked: zipped(chat(inflating(100_000))),
    status: 413,
    code: "inflate-ratio",
  },
  {
    limit: "inflateRatio: 2",
    what: "a document",
    asked: hi,
    reply: (call) =>
      call.send(answer(200, { ...json, "content-encoding": "gzip" }, gzipSync(message(inflating(100_000))))),
    status: 502,
    code: "inflate-ratio",
  },
  {
    limit: "jsonDepth: 6",
    what: "a request",
    asked: chat("hi", { metadata: nested(9) }),
    status: 400,
    code: "json-too-deep",
  },
  {
    limit: "jsonDepth: 6",
    what: "a document",
    asked: hi,
    reply: (call) => call.send(answer(200, json, JSON.stringify(nested(9)))),
    status: 502,
    code: "json-too-deep",
  },
  {
    limit: "jsonDepth: 6",
    what: "an event",
    asked: hi,
    reply: stream(delta("hello! "), `data: ${JSON.stringify(nested(9))}\n\n`),
    status: 200,
    code: "json-too-deep",
  },
  {
    limit: "jsonValues: 1000",
    what: "a request",
    asked: chat("hi", { metadata: many(1000) }),
    status: 400,
    code: "json-too-many-values",
  },
  {
    limit: "jsonValues: 1000",
    what: "a document",
    asked: hi,
    reply: (call) => call.send(answer(200, json, JSON.stringify(many(1000)))),
    status: 502,
    code: "json-too-many-values",
  },
  {
    limit: "jsonValues: 1000",
    what: "an event",
    asked: hi,
    reply: stream(delta("hello! "), `data: ${JSON.stringify(many(1000))}\n\n`),
    status: 200,
    code: "json-too-many-values",
  },
  {
    limit: "eventBytes: 1KiB",
    what: "an event",
    asked: hi,
    reply: stream(delta("hello! "), delta(`${VALUE} ${"word ".repeat(300)}`)),
    status: 200,
    code: "event-too-large",
  },
  {
    limit: "lanes: 5",
    what: "a request",
    asked: chat("hi", { tools: [VALUE, VALUE, VALUE, VALUE, VALUE] }),
    status: 400,
    code: "too-many-lanes",
  },
  {
    limit: "lanes: 20",
    what: "a document",
    asked: hi,
    reply: (call) => call.send(answer(200, json, JSON.stringify(Array(40).fill(VALUE)))),
    status: 502,
    code: "too-many-lanes",
  },
  {
    limit: "lanes: 20",
    what: "a stream",
    asked: hi,
    reply: stream(
      delta("hello! "),
      ...Array.from(
        { length: 40 },
        (_, i) => `data: ${JSON.stringify({ choices: [{ index: i, delta: { content: VALUE } }] })}\n\n`,
      ),
    ),
    status: 200,
    code: "too-many-lanes",
  },
  { limit: "findings: 3", what: "a request", asked: chat(mails(4)), status: 403, code: "too-many-findings" },
  {
    limit: "findings: 3",
    what: "a document",
    asked: hi,
    reply: (call) => call.send(answer(200, json, message(mails(4)))),
    status: 502,
    code: "too-many-findings",
  },
  {
    limit: "findings: 3",
    what: "a stream",
    asked: hi,
    reply: stream(delta("hello! "), ...Array.from({ length: 9 }, (_, i) => delta(`user${i}@example.com and `))),
    status: 200,
    code: "too-many-findings",
  },
  { limit: "swallow: 1KiB", what: "a request", asked: chat(pem(3000)), status: 400, code: "swallow-overflow" },
  {
    limit: "swallow: 1KiB",
    what: "a stream",
    asked: hi,
    reply: stream(delta("hello! "), delta(pem(600)), delta("A".repeat(900)), delta("A".repeat(900))),
    status: 200,
    code: "swallow-overflow",
  },
  {
    limit: "scanQueue: 1",
    what: "a request",
    asked: chat("hi", { tools: Array(20).fill(VALUE) }),
    status: 503,
    code: "scan-queue-full",
  },
];

const times: readonly Row[] = [
  {
    limit: "connect: 200ms",
    what: "an upstream that shakes no hand",
    asked: hi,
    reply: silent,
    status: 504,
    code: "upstream-timeout",
    retry: true,
  },
  {
    limit: "headers: 100ms",
    what: "an upstream that does not answer",
    asked: hi,
    reply: silent,
    status: 504,
    code: "upstream-timeout",
    retry: true,
  },
  {
    limit: "idle: 200ms",
    what: "an upstream that falls silent in a document",
    asked: hi,
    reply: (call) => call.send(head(200, json)),
    status: 504,
    code: "upstream-timeout",
    retry: true,
  },
  {
    limit: "idle: 200ms",
    what: "an upstream that falls silent in a stream",
    asked: hi,
    reply: (call) => call.send(Buffer.concat([sseHead, chunk(delta("hello! ")), chunk(delta(`${VALUE} 4111 1111`))])),
    status: 200,
    code: "upstream-timeout",
  },
  {
    limit: "total: 300ms",
    what: "an upstream that does not answer",
    asked: hi,
    reply: silent,
    status: 504,
    code: "exchange-timeout",
  },
  {
    limit: "total: 300ms",
    what: "a stream without end",
    asked: hi,
    reply: async (call) => {
      await call.send(sseHead);
      while (await call.send(chunk(delta("hello! ")))) await pause(20);
    },
    status: 200,
    code: "exchange-timeout",
  },
];

const expectRefused = async (row: Row, got: Got, gateway: Own, upstream: RawUpstream): Promise<void> => {
  expect([got.status, codeOf(got.body)]).toEqual([row.status, row.code]);
  if (row.status === 200) expect(got.body).toContain("hello! ");
  else {
    expect(got.headers["x-sluice-exchange"]).toMatch(/^[0-9A-Z]{26}$/);
    expect(got.body).toContain(String(got.headers["x-sluice-exchange"]));
    expect(got.headers["x-should-retry"]).toBe(row.retry === true ? undefined : "false");
  }
  const [setting = ""] = row.limit.split(":");
  expect(got.body).toMatch(new RegExp(`(?:limits|timeouts)\\.${setting} \\(`));
  if (row.reply === undefined) expect([upstream.connections, upstream.bytes]).toEqual([0, 0]);
  await gateway.stop();
  const events = await gateway.events();
  for (const text of [got.body, JSON.stringify(got.headers), gateway.log.join(""), JSON.stringify(events)]) {
    expect(text).not.toMatch(/alice|user\d@|MIIEvQ/);
  }
  const ends = events.flatMap((event) => (event.kind === "end" ? [[event.outcome, event.reason]] : []));
  expect(ends).toEqual(row.status === 431 ? [] : [["failed", row.code]]);
};

describe.each(listeners)("limits, %s", (listener) => {
  let upstream: RawUpstream;
  let own: Own | undefined;
  beforeAll(async () => {
    upstream = await startRawUpstream();
  });
  beforeEach(async () => {
    await own?.stop();
    own = undefined;
    upstream.forget();
  });
  afterAll(async () => {
    await own?.stop();
    await upstream.close();
  });
  const start = async (top: string, connection = ""): Promise<Own> => {
    own = await startOwn({ listener, upstream: upstream.origin, top, connection });
    return own;
  };

  it.each(rows)("limits.$limit, exceeded by $what: $status $code", async (row) => {
    upstream.play(row.reply ?? silent);
    const gateway = await start(`limits: { ${row.limit} }${row.limit.startsWith("scanQueue") ? "\nscan: pool" : ""}`);
    await expectRefused(row, await ask(gateway.port, row.asked), gateway, upstream);
  });

  it("timeouts.request, exceeded by an upload that stops in the middle", async () => {
    const { port } = await start(`timeouts: { request: 300ms${listener === "node" ? ", requestHeaders: 300ms" : ""} }`);
    const wire = await Wire.open(port);
    wire.send(
      `POST ${CHAT} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a":"${VALUE}`,
    );
    const text = await wire.untilClosed();
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(text).toContain("timeouts.request (300 ms)");
    expect(text).not.toContain("alice");
    expect(upstream.connections).toBe(0);
  });

  it.runIf(listener === "node")("timeouts.requestHeaders, exceeded by a header that stops in the middle", async () => {
    const { port } = await start("timeouts: { requestHeaders: 200ms }");
    const wire = await Wire.open(port);
    wire.send(`POST ${CHAT} HTTP/1.1\r\nhost: x\r\nx-note: ${VALUE}`);
    const text = await wire.untilClosed();
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(text).not.toContain("alice");
  });

  it("limits.exchanges: the one too many is refused, and room is given back", async () => {
    const { port } = await start("limits: { exchanges: 1 }");
    const waiting: Call[] = [];
    upstream.play((call) => waiting.push(call));
    const first = ask(port, hi);
    await expect.poll(() => waiting.length).toBe(1);
    const second = await ask(port, hi);
    expect([second.status, codeOf(second.body), second.headers["x-should-retry"]]).toEqual([
      503,
      "too-many-exchanges",
      "false",
    ]);
    await waiting[0]?.send(answer(200, json, message("ok")));
    expect((await first).status).toBe(200);
    upstream.play((call) => call.send(answer(200, json, message("ok"))));
    expect((await ask(port, hi)).status).toBe(200);
    expect(upstream.calls.length).toBe(2);
  });

  it("limits.bufferedBytes counts uploads of all exchanges, and gives their room back", async () => {
    const { port } = await start("limits: { bufferedBytes: 1MiB, body: 1MiB }");
    upstream.play((call) => call.send(answer(200, json, message("ok"))));
    const size = 700_000;
    const wire = await Wire.open(port);
    wire.send(
      `POST ${CHAT} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${size + 12}\r\n\r\n{"note":"${"a".repeat(size)}`,
    );
    const large = { body: JSON.stringify({ note: "b".repeat(size) }) };
    await expect.poll(async () => codeOf((await ask(port, large)).body)).toBe("buffered-bytes");
    wire.close();
    await expect.poll(async () => (await ask(port, large)).status).toBe(200);
  });

  it("limits.bufferedBytes counts documents on their way to clients, and gives their room back", async () => {
    const { port } = await start("limits: { bufferedBytes: 1MiB, body: 1MiB }");
    const large = message("a".repeat(700_000));
    const held: Call[] = [];
    upstream.play(async (call) => {
      await call.send(answer(200, { ...json, "content-length": String(large.length) }, large.slice(0, -100)));
      held.push(call);
    });
    const first = ask(port, hi);
    await expect.poll(() => held.length).toBe(1);
    await pause(50);
    upstream.play((call) => call.send(answer(200, json, large)));
    const second = await ask(port, hi);
    expect([second.status, codeOf(second.body)]).toEqual([503, "buffered-bytes"]);
    await held[0]?.send(large.slice(-100));
    expect((await first).body).toBe(large);
    expect((await ask(port, hi)).body).toBe(large);
  });

  it("a stream has no size limit: nothing of it is kept", async () => {
    const { port } = await start("limits: { body: 1KiB, inflated: 1KiB, eventBytes: 1KiB }");
    const text = delta(`${"word ".repeat(40)}.`).repeat(100);
    const end = "data: [DONE]\n\n";
    upstream.play(stream(text, end));
    expect((await ask(port, hi)).body).toBe(text + end);
    upstream.play((call) =>
      call.send(answer(200, { "content-type": "text/event-stream", "content-encoding": "gzip" }, gzipSync(text + end))),
    );
    expect((await ask(port, { ...hi, headers: { "accept-encoding": "gzip" } })).body).toBe(text + end);
  });

  it.each([
    ["eventsBehind: 2", 2],
    ["bytesBehind: 200B", 3],
  ])("limits.%s: a held event leaves with its tail cut out once enough waits behind it", async (line, behind) => {
    const { port } = await start(`limits: { ${line} }`);
    const other = (n: number): string =>
      `data: ${JSON.stringify({ choices: [{ index: 1, delta: { content: `word ${n}. ` } }] })}\n\n`;
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    upstream.play(async (call) => {
      await call.send(sseHead);
      await call.send(chunk(delta("Card 4111 1111 11")));
      for (let n = 0; n < 5; n++) await call.send(chunk(other(n)));
      await released;
      await call.send(chunk(delta("11 1111. Bye.")));
      await call.send(chunk("data: [DONE]\n\n"));
      await call.send(lastChunk);
    });
    let early = "";
    const got = await ask(port, {
      ...hi,
      seen: (body) => {
        if (!body.includes(`word ${4 - behind}.`)) return;
        if (early === "") early = body;
        release();
      },
    });
    expect(early).toContain('"content":"Card "');
    expect(got.body).not.toContain("4111");
    expect(got.body).toContain("<CREDIT_CARD>. Bye.");
    expect(got.body.indexOf("[DONE]")).toBeGreaterThan(0);
  });

  it("limits.lanePending: a lane that waits for the workers stops its source, and loses nothing", async () => {
    const { port } = await start("limits: { lanePending: 1KiB }\nscan: pool\nworkers: 1");
    const events = Array.from({ length: 12 }, (_, i) =>
      delta(`${"clean words. ".repeat(300)}${i} to user${i}@example.com. `),
    );
    upstream.play(stream(...events, "data: [DONE]\n\n"));
    const got = await ask(port, hi);
    expect(got.body).toBe(`${events.join("").replaceAll(/user\d+@example.com/g, "<EMAIL_ADDRESS>")}data: [DONE]\n\n`);
  });

  it("audit.queueEvents: a full queue refuses new exchanges until the disk has caught up, and loses none", async () => {
    const gateway = await start("audit: { queueEvents: 3 }");
    upstream.play((call) => call.send(answer(200, json, message(`to ${VALUE}`))));
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(gateway.port, chat(`from ${VALUE}`))));
    for (const { status, body } of answers) {
      if (status === 200) expect(body).toBe(message("to <EMAIL_ADDRESS>"));
      else expect([status, codeOf(body)]).toEqual([503, "audit-unavailable"]);
    }
    expect(answers.some(({ status }) => status === 503)).toBe(true);
    await expect.poll(async () => (await ask(gateway.port, hi)).status).toBe(200);
    await gateway.stop();
    const events = await gateway.events();
    const of = (kind: string): string[] =>
      events.flatMap((event) => (event.kind === kind && "exchange" in event ? [event.exchange] : [])).sort();
    expect(of("start").length).toBeGreaterThan(0);
    expect(of("end")).toEqual(of("start"));
  });

  it("names every limit and time limit that the configuration knows", () => {
    const elsewhere = [
      "words",
      "cleanText",
      "csvHeader",
      "laneHold",
      "lanePending",
      "eventsBehind",
      "bytesBehind",
      "exchanges",
      "bufferedBytes",
      "restarts",
      "adminConnections",
    ];
    const shown = rows.map((row) => row.limit.split(":")[0]);
    expect(Object.keys(limitSettings).filter((name) => !shown.includes(name) && !elsewhere.includes(name))).toEqual([]);
    const others = ["request", "requestHeaders", "drain"];
    const timed = times.map((row) => row.limit.split(":")[0]);
    expect(Object.keys(timeoutSettings).filter((name) => !timed.includes(name) && !others.includes(name))).toEqual([]);
  });
});

describe.each(listeners)("time limits, %s", (listener) => {
  it.concurrent.each(times)("timeouts.$limit, exceeded by $what: $status $code", async (row) => {
    const upstream = await startRawUpstream();
    upstream.play(row.reply ?? silent);
    const secure = row.limit.startsWith("connect");
    const gateway = await startOwn({
      listener,
      upstream: secure ? upstream.origin.replace("http:", "https:") : upstream.origin,
      top: `timeouts: { ${row.limit} }`,
    });
    await expectRefused(row, await ask(gateway.port, row.asked), gateway, upstream);
    await upstream.close();
  });
});
