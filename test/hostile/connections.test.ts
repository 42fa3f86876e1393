/** What goes with a connection: what a client nominates, what is pipelined behind a refusal, and headers that are redacted. */
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Own, startOwn } from "../e2e/own-gateway.ts";
import { CHAT } from "../e2e/plain-client.ts";
import { answer, type RawUpstream, startRawUpstream } from "../e2e/raw-upstream.ts";
import { frontEnds as listeners } from "../harness/front-ends.ts";
import { statuses, Wire } from "../protocols/http/wire.ts";

const json = { "content-type": "application/json" };
const post = (body: string, fields = "", path = CHAT): string =>
  `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${fields}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const iban = "DE89370400440532013000";

const refusals: readonly (readonly [name: string, bytes: string, status: number])[] = [
  ["malformed JSON", post('{"a":'), 400],
  ["a key given twice", post('{"a":1,"a":2}'), 400],
  ["text said to be JSON", post("mallory@example.com"), 400],
  ["a coding that is not read", post("{}", "content-encoding: br\r\n"), 415],
  ["an endpoint that is not on the list", post("{}", "", "/v1/files"), 403],
  ["a path that hides a slash", post("{}", "", "/v1%2ffiles"), 400],
  ["a value that a rule blocks", post(`{"messages":[{"role":"user","content":"pay ${iban}"}]}`), 403],
  ["a body past its limit", post(`{"a":"${"b".repeat(3_000)}"}`), 413],
  ["two hosts", post("{}", "host: b\r\n"), 400],
  ["too many fields", post("{}", "x: y\r\n".repeat(44)), 431],
];

/** Fields of a request, and what of them reaches the upstream. */
const nominated: readonly (readonly [name: string, fields: string, there: RegExp | null, gone: RegExp | null])[] = [
  [
    "its own credential",
    "authorization: Bearer k1\r\nconnection: authorization\r\n",
    /^authorization: Bearer k1$/m,
    null,
  ],
  ["a credential by another name", "x-api-key: k1\r\nconnection: X-API-Key, keep-alive\r\n", /^x-api-key: k1$/m, null],
  ["the type of its body", "connection: content-type\r\n", /^content-type: application\/json$/m, null],
  ["the length of its body", "connection: content-length\r\n", /^content-length: 2$/m, null],
  ["the host", "connection: host\r\n", /^host: 127\.0\.0\.1:\d+$/m, /^host: a$/m],
  ["a field of its own", "x-request-id: r1\r\nconnection: x-request-id\r\n", null, /r1/],
  [
    "the coding of answers",
    "accept-encoding: gzip\r\nconnection: accept-encoding\r\n",
    /^accept-encoding: gzip, identity$/m,
    null,
  ],
  [
    "fields of proxies",
    "te: trailers\r\nkeep-alive: 9\r\nproxy-connection: close\r\ntrailer: x\r\n",
    null,
    /^(?:te|keep-alive|proxy-connection|trailer):/m,
  ],
  [
    "forwarding",
    "forwarded: for=1\r\nx-forwarded-for: 1\r\nvia: 1.1 m\r\nx-forwarded-host: m\r\n",
    null,
    /forwarded|via/i,
  ],
  [
    "another method or place",
    "x-http-method-override: DELETE\r\nx-original-url: /v1/files\r\nx-rewrite-url: /\r\n",
    null,
    /override|original|rewrite/i,
  ],
];

const redacted: readonly (readonly [name: string, value: string, sent: string])[] = [
  ["a value", "to mallory@example.com", "to <EMAIL_ADDRESS>"],
  ["CR and LF in percent escapes", "mallory@example.com%0d%0aset-cookie: a=b", "<EMAIL_ADDRESS>%0d%0aset-cookie: a=b"],
  ["CR and LF in JSON's escapes", "mallory@example.com\\r\\nset-cookie: a=b", "<EMAIL_ADDRESS>\\r\\nset-cookie: a=b"],
  ["CR and LF in entities", "mallory@example.com&#13;&#10;x: y", "<EMAIL_ADDRESS>&#13;&#10;x: y"],
  ["a value with escapes in it", "mallory%40example.com", "<EMAIL_ADDRESS>"],
];

describe.each(listeners)("connections, %s", (listener) => {
  let upstream: RawUpstream;
  let own: Own;
  beforeAll(async () => {
    upstream = await startRawUpstream();
    upstream.play((call) => call.send(answer(200, json, "{}")));
    own = await startOwn({
      listener,
      upstream: upstream.origin,
      top: `limits: { body: 2KiB, headerCount: 40 }
rules:
  - { id: no-iban, if: { direction: request, entities: [IBAN_CODE] }, then: block }`,
    });
  });
  beforeEach(() => upstream.forget());
  afterAll(async () => {
    await own.stop();
    await upstream.close();
  });

  const once = async (bytes: string): Promise<string> => {
    const wire = await Wire.open(own.port);
    wire.send(bytes);
    const text = await wire.until((all) => /\r\n\r\n.*\}$/s.test(all));
    wire.close();
    return text;
  };

  it.each(refusals)("nothing behind a refusal is taken, at once or later: %s", async (_, bytes, status) => {
    const later = await Wire.open(own.port);
    later.send(bytes);
    const text = await later.untilClosed();
    expect(statuses(text)).toEqual([status]);
    expect(text).toMatch(/\r\nconnection: close\r\n/i);
    later.send(post("{}"));

    const atOnce = await Wire.open(own.port);
    atOnce.send(bytes + post("{}") + post("{}"));
    // A second request ends a connection of uWebSockets.js, whatever is still to be said on it.
    expect(listener === "node" ? [[status]] : [[status], []]).toContainEqual(statuses(await atOnce.untilClosed()));
    await pause(20);
    expect([upstream.bytes, own.gateway.exchanges.live]).toEqual([0, 0]);
    later.close();
    atOnce.close();
  });

  it.each(nominated)("a client that names %s in its header", async (_, fields, there, gone) => {
    expect(await once(post("{}", fields))).toMatch(/^HTTP\/1\.1 200 /);
    const head = upstream.calls[0]?.head ?? "";
    if (there !== null) expect(head.replaceAll("\r", "")).toMatch(there);
    if (gone !== null) expect(head.replaceAll("\r", "").replace(/^.*\n/, "")).not.toMatch(gone);
    expect(upstream.calls.map(({ body }) => body)).toEqual(["{}"]);
  });

  it.each(redacted)("a field that is redacted stays one field: %s", async (_, value, sent) => {
    const plain = await once(post("{}"));
    const fields = upstream.calls[0]?.head.split("\r\n").length ?? 0;
    expect(plain).toMatch(/^HTTP\/1\.1 200 /);
    expect(await once(post("{}", `x-request-id: ${value}\r\n`))).toMatch(/^HTTP\/1\.1 200 /);
    const head = upstream.calls[1]?.head.split("\r\n") ?? [];
    expect(head).toContain(`x-request-id: ${sent}`);
    expect(head.length).toBe(fields + 1);
  });
});
