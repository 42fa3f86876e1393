import { describe, expect, test } from "vitest";
import {
  BODY_BOUND_HEADERS,
  CREDENTIAL_HEADERS,
  NEVER_FORWARDED,
  REQUEST_HEADERS,
  RESPONSE_HEADERS,
} from "../../../src/protocols/http/header-lists.ts";
import {
  credentialHeaderNames,
  extendNames,
  extensionProblem,
  nameSet,
  requestHeaders,
  responseHeaders,
} from "../../../src/protocols/http/headers.ts";
import type { HeaderList } from "../../../src/protocols/http/listener.ts";

const list = (text: string): HeaderList =>
  text.split("\n").map((line) => {
    const colon = line.indexOf(": ");
    return [line.slice(0, colon).trim(), line.slice(colon + 2)] as const;
  });
const plain = { bodyMayChange: true, decoded: true, credentialHeld: false };

describe("towards the upstream", () => {
  test("what an OpenAI client sends passes, credentials apart from what is scanned", () => {
    const sent = list(`host: gateway.example:8443
      connection: keep-alive
      accept: application/json
      content-type: application/json
      user-agent: AsyncOpenAI/Python 1.2.3
      x-stainless-lang: python
      x-stainless-retry-count: 0
      openai-organization: org-1
      authorization: Bearer abc
      accept-encoding: gzip, deflate, br, zstd
      idempotency-key: k-1
      content-length: 42`);
    const { scannable, unscanned } = requestHeaders(sent);
    expect(scannable).toEqual(
      list(`accept: application/json
      user-agent: AsyncOpenAI/Python 1.2.3
      x-stainless-lang: python
      x-stainless-retry-count: 0
      openai-organization: org-1
      idempotency-key: k-1`),
    );
    expect(unscanned).toEqual(
      list(`content-type: application/json
      authorization: Bearer abc
      accept-encoding: gzip, identity`),
    );
  });

  test.each([
    ["anthropic-version", "2023-06-01"],
    ["anthropic-beta", "tools"],
    ["openai-project", "p"],
    ["openai-beta", "assistants=v2"],
    ["x-ms-client-request-id", "1"],
    ["traceparent", "00-1"],
  ])("%s passes and is scanned", (name, value) => {
    expect(requestHeaders([[name, value]]).scannable).toEqual([[name, value]]);
  });

  test.each([
    "range",
    "if-range",
    "if-none-match",
    "expect",
    "te",
    "trailer",
    "upgrade",
    "keep-alive",
    "proxy-connection",
    "transfer-encoding",
    "content-length",
    "host",
    "content-encoding",
    "x-sluice-session",
    "x-forwarded-for",
    "origin",
    "x-unknown",
    "proxy-authorization",
  ])("%s never passes", (name) => {
    const { scannable, unscanned } = requestHeaders([[name, "a"]]);
    expect([...scannable, ...unscanned].map(([kept]) => kept)).toEqual(["accept-encoding"]);
  });

  test.each(
    CREDENTIAL_HEADERS.filter((name) => !NEVER_FORWARDED.includes(name)),
  )("%s passes unscanned, and is stripped where the gateway has its own", (name) => {
    expect(requestHeaders([[name, "secret"]]).unscanned[0]).toEqual([name, "secret"]);
    const credential = { header: "Authorization", value: "Bearer ours" };
    const replaced = requestHeaders(
      [
        [name, "secret"],
        [name, "again"],
      ],
      { credential },
    );
    expect(replaced.scannable).toEqual([]);
    expect(replaced.unscanned).toEqual([
      ["authorization", "Bearer ours"],
      ["accept-encoding", "identity"],
    ]);
  });

  test("a connection may name further credential fields", () => {
    const credentialNames = nameSet([...CREDENTIAL_HEADERS, "x-tenant-key"]);
    expect(requestHeaders([["x-tenant-key", "k"]], { credentialNames }).unscanned[0]).toEqual(["x-tenant-key", "k"]);
    expect(credentialHeaderNames("x-tenant-key")).toBe(false);
  });

  test("Connection takes away what it names, but not the credential, the content type, or what is set here", () => {
    const sent = list(`connection: close, User-Agent, authorization, content-type, accept-encoding
      user-agent: a
      accept: b
      content-type: application/json
      authorization: Bearer theirs
      accept-encoding: gzip`);
    expect(requestHeaders(sent).scannable).toEqual([["accept", "b"]]);
    expect(requestHeaders(sent).unscanned.map(([name]) => name)).toEqual([
      "content-type",
      "authorization",
      "accept-encoding",
    ]);
    const credential = { header: "authorization", value: "Bearer ours" };
    expect(requestHeaders(sent, { credential }).unscanned).toContainEqual(["authorization", "Bearer ours"]);
  });

  test.each([
    ["gzip", "gzip, identity"],
    ["br", "identity"],
    ["*", "gzip, identity"],
    ["gzip;q=0, br", "identity"],
    ["GZIP;q=0.5", "gzip, identity"],
    ["", "identity"],
  ])("of the codings %j, only %j is asked for", (value, asked) => {
    expect(requestHeaders([["accept-encoding", value]]).unscanned).toEqual([["accept-encoding", asked]]);
  });

  test.each([
    ["application/json", true],
    ["application/json; charset=utf-8", true],
    ['text/event-stream;charset="UTF-8"', true],
    ["application/vnd.api+json", true],
    ['multipart/form-data; boundary="----a 1"', false],
    ["application/json; boundary=078-05-1120", false],
    ["text/event-stream; charset=078-05-1120", false],
    ["text/078-05-1120", false],
    ["application/json; charset=utf-8; charset=utf-8", false],
    ["application/json; note=alice@example.com", false],
    ["alice@example.com", false],
    ["text/plain; charset=alice@example.com", false],
  ])("the content type %j is %s to go unscanned", (value, unscannedToo) => {
    const { scannable, unscanned } = requestHeaders([["content-type", value]]);
    expect((unscannedToo ? unscanned : scannable)[0]).toEqual(["content-type", value]);
  });

  test("a credential that would break the header is refused without being quoted", () => {
    for (const credential of [
      { header: "authorization", value: "a\r\nb: c" },
      { header: "a b", value: "c" },
      { header: "a", value: "" },
    ]) {
      expect(() => requestHeaders([], { credential })).toThrow("An internal error ended the exchange.");
    }
  });
});

describe("towards the client", () => {
  test.each([
    "x-request-id",
    "request-id",
    "openai-processing-ms",
    "anthropic-ratelimit-requests-remaining",
    "x-ratelimit-limit-tokens",
    "retry-after",
    "retry-after-ms",
    "x-should-retry",
    "apim-request-id",
    "azureml-model-session",
    "x-ms-region",
    "location",
    "link",
    "www-authenticate",
    "date",
    "vary",
    "cache-control",
    "strict-transport-security",
    "content-language",
  ])("%s passes and is scanned", (name) => {
    expect(responseHeaders([[name, "a"]], plain)).toEqual({ scannable: [[name, "a"]], unscanned: [] });
  });

  test.each([
    "connection",
    "keep-alive",
    "transfer-encoding",
    "content-length",
    "trailer",
    "upgrade",
    "alt-svc",
    "server-timing",
    "content-range",
    "proxy-authenticate",
    "server",
    "x-powered-by",
    "x-sluice-exchange",
  ])("%s never passes", (name) => {
    for (const bodyMayChange of [true, false]) {
      expect(responseHeaders([[name, "a"]], { ...plain, bodyMayChange })).toEqual({ scannable: [], unscanned: [] });
    }
  });

  test.each(BODY_BOUND_HEADERS)("%s passes only where the body cannot change", (name) => {
    expect(responseHeaders([[name, "a"]], plain).scannable).toEqual([]);
    expect(responseHeaders([[name, "a"]], { ...plain, bodyMayChange: false }).scannable).toEqual([[name, "a"]]);
  });

  test("content-encoding goes when the body leaves without it", () => {
    expect(responseHeaders([["content-encoding", "gzip"]], plain).unscanned).toEqual([]);
    expect(responseHeaders([["content-encoding", "gzip"]], { ...plain, decoded: false }).unscanned).toEqual([
      ["content-encoding", "gzip"],
    ]);
  });

  test("set-cookie passes unscanned, each on its own, unless the session is the gateway's", () => {
    const sent: HeaderList = [
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
    ];
    expect(responseHeaders(sent, plain)).toEqual({ scannable: [], unscanned: sent });
    expect(responseHeaders(sent, { ...plain, credentialHeld: true }).unscanned).toEqual([]);
  });

  test("Connection takes away what it names, but not how the body is read", () => {
    const sent = list("connection: x-request-id, content-type\nx-request-id: 1\ncontent-type: text/event-stream");
    expect(responseHeaders(sent, plain)).toEqual({ scannable: [], unscanned: [["content-type", "text/event-stream"]] });
  });
});

describe("lists", () => {
  test("are sorted, lower case, without repeats, and never allow what is never forwarded", () => {
    const never = nameSet(NEVER_FORWARDED);
    for (const names of [REQUEST_HEADERS, RESPONSE_HEADERS, CREDENTIAL_HEADERS, BODY_BOUND_HEADERS, NEVER_FORWARDED]) {
      expect(names).toEqual([...new Set(names)].sort());
      expect(names.join()).toBe(names.join().toLowerCase());
    }
    for (const name of [...REQUEST_HEADERS, ...RESPONSE_HEADERS]) expect(never(name)).toBe(false);
  });

  test("a connection extends them by name and by prefix", () => {
    const allowed = extendNames(REQUEST_HEADERS, ["X-Title", "helicone-*"]);
    const sent: HeaderList = [
      ["x-title", "a"],
      ["helicone-user", "b"],
      ["x-other", "c"],
      ["accept", "d"],
    ];
    expect(requestHeaders(sent, { allowed }).scannable.map(([name]) => name)).toEqual([
      "x-title",
      "helicone-user",
      "accept",
    ]);
    expect(extendNames(REQUEST_HEADERS, [])("x-title")).toBe(false);
  });

  test("an extension cannot reach past what is never forwarded, even where it is used unchecked", () => {
    const allowed = extendNames(REQUEST_HEADERS, NEVER_FORWARDED);
    for (const name of NEVER_FORWARDED) {
      expect(requestHeaders([[name.replace("*", "a"), "a"]], { allowed }).scannable).toEqual([]);
    }
  });

  test.each([
    ["x-title", null],
    ["helicone-*", null],
    ["Range", /never forwarded/],
    ["x-sluice-job", /never forwarded/],
    ["x-slu*", /never forwarded/],
    ["con*", /never forwarded/],
    ["*", /not a header name|too much/],
    ["x*", /too much/],
    ["a b", /not a header name/],
    ["", /not a header name/],
    ["Authorization", /credential/],
  ])("the extension %j: %s", (name, problem) => {
    if (problem === null) expect(extensionProblem(name)).toBe(null);
    else expect(extensionProblem(name)).toMatch(problem);
  });
});
