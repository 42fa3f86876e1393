/**
 * What goes wrong on either side of the gateway, on both listeners: upstreams that refuse, break off, lie about their
 * bytes or fall silent, clients that leave, traffic that a rule blocks. What was released arrives; what was held does
 * not; and the end is said in the provider's own words.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { frontEnds as listeners } from "../harness/front-ends.ts";
import { Wire } from "../protocols/http/wire.ts";
import { behindOwn, scratch, startOwn } from "./own-gateway.ts";
import { type Asked, ask, CHAT, chat, codeOf } from "./plain-client.ts";
import { answer, type Call, chunk, head, lastChunk, sseHead, startRawUpstream } from "./raw-upstream.ts";

const json = { "content-type": "application/json" };
const hi = chat("hi");
const DONE = "data: [DONE]\n\n";

const delta = (content: string): string =>
  `data: ${JSON.stringify({ id: "c1", choices: [{ index: 0, delta: { content } }] })}\n\n`;
const message = (content: string): string =>
  JSON.stringify({ choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }] });
const messages = (content: string): Asked => ({
  path: "/v1/messages",
  body: JSON.stringify({ model: "claude", max_tokens: 9, messages: [{ role: "user", content }] }),
});

const stream =
  (...parts: (string | Uint8Array)[]) =>
  async (call: Call): Promise<void> => {
    await call.send(sseHead);
    for (const part of parts) await call.send(chunk(part));
  };
const whole =
  (...parts: (string | Uint8Array)[]) =>
  async (call: Call): Promise<void> => {
    await stream(...parts)(call);
    await call.send(lastChunk);
  };
const once =
  (bytes: Uint8Array) =>
  (call: Call): Promise<boolean> =>
    call.send(bytes);

interface Broken {
  readonly what: string;
  readonly play: (call: Call) => unknown;
  readonly status: number;
  readonly code: string;
  readonly retry?: true;
}

const latin = (text: string): Uint8Array => Buffer.from(text, "latin1");

/** Before the answer has begun: an error of its own. */
const broken: readonly Broken[] = [
  { what: "resets before the head", play: (call) => call.reset(), status: 502, code: "upstream-reset", retry: true },
  {
    what: "closes before the head",
    play: (call) => call.socket.end(),
    status: 502,
    code: "upstream-reset",
    retry: true,
  },
  {
    what: "closes in the head",
    play: (call) => call.socket.end("HTTP/1.1 200 OK\r\ncontent-"),
    status: 502,
    code: "upstream-reset",
    retry: true,
  },
  {
    what: "speaks no HTTP",
    play: (call) => call.socket.end("SSH-2.0-alice@example.com\r\n\r\n"),
    status: 502,
    code: "upstream-malformed",
    retry: true,
  },
  {
    what: "resets in a document",
    play: async (call) => {
      await call.send(answer(200, { ...json, "content-length": "999" }, message("alice@example.com")));
      call.reset();
    },
    status: 502,
    code: "upstream-reset",
    retry: true,
  },
  {
    what: "sends a part (206)",
    play: once(answer(206, { ...json, "content-range": "bytes 0-9/99" }, "{}")),
    status: 502,
    code: "upstream-malformed",
    retry: true,
  },
  {
    what: "states its length twice",
    play: once(answer(200, { ...json, "content-length": "2", "transfer-encoding": "chunked" }, "{}")),
    status: 502,
    code: "upstream-malformed",
    retry: true,
  },
  {
    what: "sends a body without a content type",
    play: once(answer(200, {}, "alice@example.com")),
    status: 502,
    code: "unsupported-content-type",
  },
  {
    what: "sends UTF-16",
    play: once(
      answer(
        200,
        { "content-type": "application/json; charset=utf-16le" },
        Buffer.from(message("alice@example.com"), "utf16le"),
      ),
    ),
    status: 502,
    code: "unsupported-content-type",
  },
  {
    what: "sends an image",
    play: once(answer(200, { "content-type": "image/png" }, "alice@example.com")),
    status: 502,
    code: "content-type-mismatch",
  },
  {
    what: "sends brotli",
    play: once(answer(200, { ...json, "content-encoding": "br" }, "alice@example.com")),
    status: 502,
    code: "unsupported-coding",
  },
  {
    what: "sends two codings",
    play: once(answer(200, { ...json, "content-encoding": "gzip, gzip" }, gzipSync(gzipSync("{}")))),
    status: 502,
    code: "unsupported-coding",
  },
  {
    what: "sends damaged gzip",
    play: once(answer(200, { ...json, "content-encoding": "gzip" }, gzipSync(message("hi")).fill(7, 20))),
    status: 502,
    code: "malformed-coding",
  },
  {
    what: "sends events as JSON",
    play: once(answer(200, json, delta("alice@example.com") + DONE)),
    status: 502,
    code: "malformed-json",
  },
  {
    what: "names a key twice",
    play: once(answer(200, json, '{"choices":[],"choices":["alice@example.com"]}')),
    status: 502,
    code: "duplicate-key",
  },
  {
    what: "sends invalid UTF-8",
    play: once(answer(200, json, latin('{"a":"alice@example.com \xff"}'))),
    status: 502,
    code: "invalid-utf8",
  },
];

/** In mid-stream: what was decided before arrives, what was held does not, and an error event ends it. */
const brokenStreams: readonly Broken[] = [
  {
    what: "resets in a held value",
    play: async (call) => {
      await stream(delta("hello! Card 4111 1111 11"))(call);
      await new Promise((go) => setTimeout(go, 50));
      call.reset();
    },
    status: 200,
    code: "upstream-reset",
  },
  {
    what: "closes in a held value",
    play: async (call) => {
      await stream(delta("hello! Card 4111 1111 11"))(call);
      call.socket.end();
    },
    status: 200,
    code: "upstream-reset",
  },
  {
    what: "ends without a clean end",
    play: whole(delta("hello! Card 4111 1111 11")),
    status: 200,
    code: "truncated-stream",
  },
  {
    what: "ends in the middle of an event",
    play: whole(delta("hello! "), 'data: {"choices":[{"index":0,"delta":{"content":"4111 1111'),
    status: 200,
    code: "malformed-json",
  },
  {
    what: "sends a malformed event",
    play: whole(delta("hello! Card 4111 1111 11"), 'data: {"a":"4111 11}\n\n', DONE),
    status: 200,
    code: "malformed-json",
  },
  {
    what: "names a key twice in an event",
    play: whole(delta("hello! Card 4111 1111 11"), 'data: {"choices":[],"choices":[]}\n\n', DONE),
    status: 200,
    code: "duplicate-key",
  },
  {
    what: "sends invalid UTF-8 in an event",
    play: whole(delta("hello! Card 4111 1111 11"), latin('data: {"a":"\xff"}\n\n'), DONE),
    status: 200,
    code: "invalid-utf8",
  },
  {
    what: "sends a document as events",
    play: whole(delta("hello! "), message("Card 4111 1111 11")),
    status: 200,
    code: "content-type-mismatch",
  },
];

/** Requests that nobody can read one way only. */
const unreadable: readonly (readonly [string, Asked, number, string])[] = [
  ["malformed JSON", { body: '{"a":"alice@example.com"' }, 400, "malformed-json"],
  ["a key given twice", { body: '{"messages":[],"messages":["alice@example.com"]}' }, 400, "duplicate-key"],
  ["invalid UTF-8", { body: latin('{"a":"alice@example.com \xff"}') }, 400, "invalid-utf8"],
  [
    "JSON as text",
    { ...chat("alice@example.com"), headers: { "content-type": "text/plain" } },
    415,
    "content-type-mismatch",
  ],
  [
    "JSON as a form",
    { ...chat("alice@example.com"), headers: { "content-type": "application/x-www-form-urlencoded" } },
    415,
    "content-type-mismatch",
  ],
  ["JSON in UTF-16", { body: Buffer.from('{"a":"alice@example.com"}', "utf16le") }, 400, "malformed-json"],
  [
    "a JSON body said to be UTF-16",
    { ...chat("alice@example.com"), headers: { "content-type": "application/json; charset=utf-16" } },
    415,
    "content-type-mismatch",
  ],
  ["a brotli body", { ...chat("alice@example.com"), headers: { "content-encoding": "br" } }, 415, "unsupported-coding"],
  [
    "a damaged gzip body",
    { body: gzipSync("{}").subarray(0, 12), headers: { "content-encoding": "gzip" } },
    400,
    "malformed-coding",
  ],
  [
    "an image",
    {
      body: JSON.stringify({
        messages: [
          {
            role: "user",
            content: [{ type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgoAAAA=" } }],
          },
        ],
      }),
    },
    403,
    "uninspectable",
  ],
  ["a path with a hidden slash", { ...hi, path: "/v1%2fchat/alice@example.com" }, 400, "bad-request"],
  ["an endpoint that is not on the list", { ...hi, path: "/v1/files/alice@example.com" }, 403, "endpoint-refused"],
];

describe.each(listeners)("failures, %s", (listener) => {
  const its = behindOwn({
    listener,
    dialect: "auto",
    connection: 'endpoints: [inference, models, "GET /v1/notes/*", "HEAD /v1/notes/*"]',
    top: `rules:
  - id: no-iban-in-prompts
    if: { direction: request, entities: [IBAN_CODE] }
    then: block
    say: Take the account number out.
  - id: no-iban-in-answers
    if: { direction: response, entities: [IBAN_CODE] }
    then: block`,
  });
  beforeEach(() => its.upstream.forget());

  const endOf = async (exchange: unknown): Promise<unknown> => {
    let found: unknown;
    await expect
      .poll(async () => {
        const ends = (await its.own.events()).filter((event) => event.kind === "end" && event.exchange === exchange);
        found = ends.map((event) => event.kind === "end" && [event.outcome, event.reason, event.status])[0];
        return ends.length;
      })
      .toBe(1);
    return found;
  };

  it.each(broken)("an upstream that $what: $status $code", async ({ play, status, code, retry }) => {
    its.upstream.play(play);
    const got = await ask(its.own.port, hi);
    expect([got.status, codeOf(got.body), got.complete]).toEqual([status, code, true]);
    expect(got.headers["x-should-retry"]).toBe(retry === true ? undefined : "false");
    expect(got.body).toContain(String(got.headers["x-sluice-exchange"]));
    expect(got.body).not.toContain("alice");
    expect(await endOf(got.headers["x-sluice-exchange"])).toEqual(["failed", code, status]);
  });

  it.each(brokenStreams)("an upstream that $what: what was released, then $code", async ({ play, code }) => {
    its.upstream.play(play);
    const got = await ask(its.own.port, hi);
    expect([got.status, codeOf(got.body), got.complete]).toEqual([200, code, true]);
    expect(got.body).toContain("hello! ");
    expect(got.body).not.toContain("4111");
    expect(await endOf(got.headers["x-sluice-exchange"])).toEqual(["failed", code, 200]);
  });

  it.each(
    unreadable,
  )("a request with %s is refused before the upstream hears of it", async (_what, asked, status, code) => {
    const got = await ask(its.own.port, asked);
    expect([got.status, codeOf(got.body), got.headers["x-should-retry"]]).toEqual([status, code, "false"]);
    expect(got.body).not.toContain("alice");
    expect(its.upstream.connections).toBe(0);
    if (code === "endpoint-refused") expect(got.body).toContain("`endpoints`");
  });

  it("an upstream that nobody answers for: 502, and worth another try", async () => {
    const nobody = await startRawUpstream();
    await nobody.close();
    const gone = await startOwn({ listener, upstream: nobody.origin });
    const got = await ask(gone.port, hi);
    expect([got.status, codeOf(got.body), got.headers["x-should-retry"]]).toEqual([
      502,
      "upstream-unreachable",
      undefined,
    ]);
    await gone.stop();
  });

  it("passes errors of the upstream on, redacted", async () => {
    its.upstream.play(
      once(answer(429, { ...json, "retry-after": "7" }, '{"error":{"message":"alice@example.com is out of quota"}}')),
    );
    const got = await ask(its.own.port, hi);
    expect([got.status, got.headers["retry-after"], got.body]).toEqual([
      429,
      "7",
      '{"error":{"message":"<EMAIL_ADDRESS> is out of quota"}}',
    ]);
  });

  it("drops interim answers and trailers", async () => {
    its.upstream.play(async (call) => {
      await call.send("HTTP/1.1 103 Early Hints\r\nlink: </alice@example.com>\r\n\r\n");
      await call.send(head(200, { "content-type": "text/plain", trailer: "x-sum" }));
      await call.send(chunk("fine"));
      await call.send("0\r\nx-sum: alice@example.com\r\n\r\n");
    });
    const wire = await Wire.open(its.own.port);
    wire.send(`GET /v1/notes/1 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    const text = await wire.until((all) => all.endsWith("0\r\n\r\n"));
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    expect(text).toContain("fine");
    expect(text).not.toContain("alice");
    wire.close();
  });

  it.each([
    ["204", "GET", answer(204, {}), 204],
    ["304", "GET", answer(304, { etag: '"alice@example.com"', "content-length": "17" }), 304],
    ["HEAD", "HEAD", answer(200, { "content-type": "image/png", "content-length": "17" }), 200],
    ["nothing at all", "GET", answer(200, {}), 200],
  ])("%s has no body, whatever its header claims", async (_what, method, bytes, status) => {
    its.upstream.play(once(bytes));
    const got = await ask(its.own.port, { method, path: "/v1/notes/1" });
    expect([got.status, got.body, got.complete, got.headers.etag]).toEqual([status, "", true, undefined]);
    expect(got.headers["x-sluice-exchange"]).toMatch(/\S/);
  });

  it("decodes gzip and says so", async () => {
    its.upstream.play(
      once(answer(200, { ...json, "content-encoding": "gzip" }, gzipSync(message("to alice@example.com")))),
    );
    const got = await ask(its.own.port, { ...hi, headers: { "accept-encoding": "gzip, br" } });
    expect([got.body, got.headers["content-encoding"]]).toEqual([message("to <EMAIL_ADDRESS>"), undefined]);
    expect(its.upstream.calls[0]?.head).toMatch(/^accept-encoding: gzip, identity$/im);
  });

  it("asks for whole bodies and forwards nothing that speaks of their exact bytes", async () => {
    const digests = {
      etag: '"1"',
      "last-modified": "Sat, 21 Nov 2026 00:00:00 GMT",
      "content-digest": "sha-256=:AA==:",
      digest: "a=b",
      "accept-ranges": "bytes",
    };
    its.upstream.play(once(answer(200, { ...json, ...digests, "content-language": "en" }, "{}")));
    const got = await ask(its.own.port, {
      ...hi,
      headers: { range: "bytes=0-1", "if-range": '"1"', "if-none-match": '"1"' },
    });
    expect(its.upstream.calls[0]?.head).not.toMatch(/^(?:range|if-)/im);
    expect(Object.keys(got.headers).filter((name) => name in digests)).toEqual([]);
    expect(got.headers["content-language"]).toBe("en");
  });

  it.each([
    ["Upgrade", `GET /v1/notes/1 HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`],
    ["CONNECT", `CONNECT example.com:443 HTTP/1.1\r\nhost: example.com:443\r\n\r\n`],
  ])("%s is answered with 501", async (_what, request) => {
    const wire = await Wire.open(its.own.port);
    wire.send(request);
    // The parser of uWS says nothing to CONNECT, and closes some time later.
    if (listener === "node" || !request.startsWith("CONNECT"))
      expect(await wire.untilClosed()).toMatch(/^HTTP\/1\.1 501 /);
    expect((await ask(its.own.port, { ...hi, path: "/nowhere" })).status).toBe(403);
    wire.close();
    expect(its.upstream.connections).toBe(0);
  });

  describe("clients that leave", () => {
    it("in mid-stream: the upstream's call is cut and the end is an abort", async () => {
      let call: Call | undefined;
      its.upstream.play(async (given) => {
        call = given;
        await stream(delta("hello! "))(given);
      });
      const got = await ask(its.own.port, { ...hi, seen: (body, leave) => body.includes("hello") && leave() });
      expect(got.complete).toBe(false);
      await call?.closed;
      expect(await endOf(got.headers["x-sluice-exchange"])).toEqual(["aborted", "client-gone", 200]);
    });

    it("before the answer", async () => {
      const arrived: Call[] = [];
      its.upstream.play((call) => arrived.push(call));
      const wire = await Wire.open(its.own.port);
      wire.send(`POST ${CHAT} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`);
      await expect.poll(() => arrived.length).toBe(1);
      wire.close();
      await arrived[0]?.closed;
      await expect.poll(() => its.own.gateway.exchanges.live).toBe(0);
    });

    it("in the middle of an upload: the upstream never hears of it, and the end is an abort", async () => {
      const before = (await its.own.events()).length;
      const wire = await Wire.open(its.own.port);
      wire.send(`POST ${CHAT} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"a`);
      await expect.poll(() => its.own.gateway.exchanges.live).toBe(1);
      wire.close();
      await expect.poll(() => its.own.gateway.exchanges.live).toBe(0);
      await expect.poll(async () => (await its.own.events()).length).toBeGreaterThan(before + 1);
      expect((await its.own.events()).at(-1)).toMatchObject({ kind: "end", outcome: "aborted", reason: "client-gone" });
      expect(its.upstream.bytes).toBe(0);
    });
  });

  describe("rules that block", () => {
    const iban = "DE89 3704 0044 0532 0130 00";

    it("stop a request before the upstream hears of it, in the provider's words", async () => {
      const openai = await ask(its.own.port, chat(`pay to ${iban}`));
      expect([openai.status, openai.headers["x-should-retry"]]).toEqual([403, "false"]);
      expect(JSON.parse(openai.body)).toMatchObject({ error: { code: "blocked", type: "permission_error" } });
      const anthropic = await ask(its.own.port, messages(`pay to ${iban}`));
      expect(anthropic.status).toBe(403);
      expect(JSON.parse(anthropic.body)).toMatchObject({ type: "error", error: { type: "permission_error" } });
      for (const { body, headers } of [openai, anthropic]) {
        expect(body).toContain("no-iban-in-prompts");
        expect(body).toContain("Take the account number out.");
        expect(body).toContain(String(headers["x-sluice-exchange"]));
        expect(body).not.toContain("3704");
        expect(await endOf(headers["x-sluice-exchange"])).toEqual(["blocked", "blocked", 403]);
      }
      expect(its.upstream.connections).toBe(0);
    });

    it("stop a request by its path, query and fields too", async () => {
      const compact = "DE89370400440532013000";
      for (const asked of [
        { ...hi, path: `${CHAT}?to=${compact}` },
        { ...hi, headers: { "user-agent": `curl ${compact}` } },
      ]) {
        const got = await ask(its.own.port, asked);
        expect([got.status, codeOf(got.body)]).toEqual([403, "blocked"]);
      }
      expect(its.upstream.connections).toBe(0);
    });

    it("stop a document before it begins", async () => {
      its.upstream.play(once(answer(200, json, message(`pay to ${iban}`))));
      const got = await ask(its.own.port, hi);
      expect([got.status, codeOf(got.body), got.headers["x-should-retry"]]).toEqual([403, "blocked", "false"]);
      expect(got.body).not.toContain("3704");
    });

    it("stop a stream with an error event, in each provider's words", async () => {
      its.upstream.play(whole(delta("hello! Pay to DE89 3704 0044"), delta(" 0532 0130 00 now."), DONE));
      const openai = await ask(its.own.port, hi);
      expect([openai.status, codeOf(openai.body), openai.complete]).toEqual([200, "blocked", true]);
      its.upstream.play(
        whole(
          'event: message_start\ndata: {"type":"message_start","message":{"id":"m","role":"assistant","content":[]}}\n\n',
          'event: content_block_start\ndata: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}\n\n',
          `event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"hello! Pay to ${iban} now."}}\n\n`,
        ),
      );
      const anthropic = await ask(its.own.port, messages("hi"));
      expect(anthropic.body).toMatch(/event: error\ndata: \{"type":"error","error":\{"type":"permission_error"/);
      for (const { body } of [openai, anthropic]) {
        expect(body).toContain("no-iban-in-answers");
        expect(body).not.toContain("3704");
      }
    });

    it("stop an answer whose value stands in its header, with or without a body", async () => {
      const compact = "DE89370400440532013000";
      for (const bytes of [
        answer(204, { "x-request-id": compact }),
        answer(200, { ...json, "x-request-id": compact }, "{}"),
      ]) {
        its.upstream.play(once(bytes));
        const got = await ask(its.own.port, hi);
        expect([got.status, codeOf(got.body)]).toEqual([403, "blocked"]);
        expect(JSON.stringify(got.headers)).not.toContain(compact);
      }
    });
  });

  describe("credentials", () => {
    const theirs = {
      authorization: "Bearer client-key-of-ada",
      "proxy-authorization": "Basic client-proxy",
      "x-api-key": "client-key-of-ada",
      "api-key": "client-key-of-ada",
      cookie: "session=client-cookie",
    };
    const ok = { ...json, "set-cookie": "upstream-session=1; Path=/" };

    it("of the connection replace the client's, and neither side learns the other's", async () => {
      const file = join(scratch(), "key");
      writeFileSync(file, "gateway-key-of-ours\n", { mode: 0o600 });
      const held = await startOwn({ listener, upstream: its.upstream.origin, connection: `credential: file:${file}` });
      its.upstream.play(once(answer(401, ok, '{"error":{"message":"bad key"}}')));
      const got = await ask(held.port, { ...hi, headers: theirs });
      const sent = its.upstream.calls[0]?.head ?? "";
      expect(sent).toMatch(/^authorization: Bearer gateway-key-of-ours$/im);
      expect(sent).not.toMatch(/client-/);
      expect(sent).not.toMatch(/^(?:proxy-authorization|x-api-key|api-key|cookie):/im);
      expect([got.status, got.headers["set-cookie"]]).toEqual([401, undefined]);
      expect(JSON.stringify(got)).not.toContain("gateway-key");
      await held.stop();
    });

    it("of the client pass unchanged where the connection holds none", async () => {
      its.upstream.play(once(answer(200, ok, "{}")));
      const got = await ask(its.own.port, { ...hi, path: `${CHAT}?api-key=client-query-key`, headers: theirs });
      const sent = its.upstream.calls[0]?.head.toLowerCase() ?? "";
      // That one is for a proxy, which is this one.
      const { "proxy-authorization": ours, ...passing } = theirs;
      expect(sent).not.toContain("proxy-authorization");
      expect(sent).not.toContain(ours.toLowerCase());
      for (const [name, value] of Object.entries(passing)) expect(sent).toContain(`${name}: ${value.toLowerCase()}`);
      expect(sent).toContain("?api-key=client-query-key ");
      expect(got.headers["set-cookie"]).toEqual(["upstream-session=1; Path=/"]);
    });
  });

  describe("the audit trail", () => {
    it.each([
      true,
      false,
    ])("with durable: %s has each exchange's start, decisions and end in order", async (durable) => {
      const audited = await startOwn({ listener, upstream: its.upstream.origin, connection: `durable: ${durable}` });
      let seen = 0;
      its.upstream.play(async (call) => {
        seen = (await audited.events()).filter((event) => event.kind === "start").length;
        await call.send(answer(200, json, message("to bob@example.com")));
      });
      const got = await ask(audited.port, chat("from alice@example.com"));
      expect(got.body).toBe(message("to <EMAIL_ADDRESS>"));
      if (durable) expect(seen).toBe(1);
      await audited.stop();
      const events = await audited.events();
      expect(events.map((event) => event.kind)).toEqual(["open", "start", "decision", "decision", "end", "close"]);
      expect(events[2]).toMatchObject({ direction: "request", entity: "EMAIL_ADDRESS", lane: "messages[].content" });
      expect(events[3]).toMatchObject({ direction: "response", operator: "replace" });
      expect(events[4]).toMatchObject({ outcome: "completed", status: 200, findings: { EMAIL_ADDRESS: 2 } });
    });

    it("counts the events of a stream, and what was held", async () => {
      its.upstream.play(whole(delta("hello! Card 4111 1111 11"), delta("11 1111. Bye."), DONE));
      const got = await ask(its.own.port, hi);
      const id = got.headers["x-sluice-exchange"];
      await endOf(id);
      const end = (await its.own.events()).find((event) => event.kind === "end" && event.exchange === id);
      expect(end).toMatchObject({ events: 3, heldCharactersMax: "4111 1111 11".length });
      expect(await its.own.gateway.metrics.scrape()).toMatch(/^sluice_events_total\{connection="own"\} \d+$/m);
    });
  });
});

/** A file system of 1 MiB, and a file that fills it; undefined: only root may mount. */
function mountSmall(): { directory: string; fill: () => void; empty: () => void; unmount: () => void } | undefined {
  const point = join(scratch(), "small");
  mkdirSync(point);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", point]).status !== 0) return undefined;
  const ballast = join(point, "ballast");
  return {
    directory: join(point, "audit"),
    fill() {
      for (let size = 4096; ; size += 4096) {
        try {
          writeFileSync(ballast, new Uint8Array(size));
        } catch {
          return;
        }
      }
    },
    empty: () => unlinkSync(ballast),
    unmount: () => void spawnSync("umount", [point]),
  };
}

const root = process.getuid?.() === 0;
if (!root) console.warn("skipped: a full disk needs root, to mount a small tmpfs");

describe.skipIf(!root).each(listeners)("a disk that is full in mid-stream, %s", (listener) => {
  /** A stream that has begun, and a disk that is full since. */
  const begin = async (wait: string) => {
    const disk = mountSmall();
    if (disk === undefined) throw new Error("mount(8) failed");
    const upstream = await startRawUpstream();
    const own = await startOwn({
      listener,
      upstream: upstream.origin,
      top: `audit: { directory: ${disk.directory}, wait: ${wait} }`,
    });
    const live: Call[] = [];
    upstream.play(async (call) => {
      live.push(call);
      await stream(delta("hello! "))(call);
      // From here on it is one that native code reads, where that is so.
      for (let more = 0; more < 12; more++) {
        await new Promise((go) => setTimeout(go, 2));
        await call.send(chunk(delta("And so on. ")));
      }
    });
    let seen = "";
    const answered = ask(own.port, {
      ...hi,
      seen: (body) => {
        seen = body;
      },
    });
    await expect.poll(() => seen.split("And so on.").length).toBeGreaterThan(10);
    disk.fill();
    upstream.play(once(answer(200, json, message("ok"))));
    // Until the trail has found out; what it accepted before that is kept in memory.
    await expect.poll(async () => (await ask(own.port, hi)).status, { timeout: 5000 }).toBe(503);
    const end = async (): Promise<void> => {
      await own.stop();
      const events = await own.events();
      const of = (kind: string): string[] =>
        events.flatMap((event) => (event.kind === kind && "exchange" in event ? [event.exchange] : [])).sort();
      expect(of("end")).toEqual(of("start"));
      expect(events.at(-1)?.kind).toBe("close");
      await upstream.close();
      disk.unmount();
    };
    return { disk, upstream, own, live: live[0], seen: () => seen, answered, end };
  };

  it("refuses new exchanges; live ones wait for the stated time, then end with an error; space brings it back", async () => {
    const { disk, upstream, own, live, answered, end } = await begin("700ms");
    const asked = upstream.calls.length;
    const refused = await ask(own.port, hi);
    expect([refused.status, codeOf(refused.body), refused.headers["x-should-retry"]]).toEqual([
      503,
      "audit-unavailable",
      "false",
    ]);
    expect(upstream.calls.length).toBe(asked);

    await live?.send(chunk(delta("Never seen.")));
    const got = await answered;
    expect([got.status, codeOf(got.body), got.complete]).toEqual([200, "audit-unavailable", true]);
    expect(got.body).not.toContain("Never seen.");

    disk.empty();
    await expect.poll(async () => (await ask(own.port, hi)).status, { timeout: 5000 }).toBe(200);
    await end();
  });

  it("goes on where it stopped when space comes back in time", async () => {
    const { disk, live, seen, answered, end } = await begin("20s");
    await live?.send(Buffer.concat([chunk(delta("Mail bob@example.com. ")), chunk(DONE), Buffer.from(lastChunk)]));
    await new Promise((go) => setTimeout(go, 100));
    expect(seen()).not.toContain("Mail");
    disk.empty();
    const got = await answered;
    expect([got.complete, got.body.endsWith(DONE)]).toEqual([true, true]);
    expect(got.body).toContain("Mail <EMAIL_ADDRESS>. ");
    await end();
  });
});
