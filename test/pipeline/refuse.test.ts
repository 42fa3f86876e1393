import { describe, expect, it } from "vitest";
import { failures, type SluiceError } from "../../src/errors.ts";
import { breakOff, refuse } from "../../src/pipeline/refuse.ts";
import type { Dialect } from "../../src/protocols/llm/dialect.ts";
import { createFakeHttp } from "./fake-http.ts";

const dialect: Dialect = {
  name: "sample",
  operations: [],
  refusalBody: ({ code, message, exchange }) => Buffer.from(JSON.stringify({ code, message, exchange })),
  refusalEvent: ({ code }) => Buffer.from(`data: ${code}\n\n`),
};

const header = (headers: readonly (readonly [string, string])[], name: string): string | undefined =>
  headers.find(([key]) => key === name)?.[1];

describe("refusals", () => {
  it.each<[string, SluiceError, string | undefined]>([
    ["an upstream that cannot be reached", failures.upstreamRefused(), undefined],
    ["an upstream that took too long", failures.upstreamTimeout("headers", 5), undefined],
    ["an exchange that took too long", failures.exchangeTimeout(5), "false"],
    ["an upstream's certificate", failures.upstreamUntrusted(), "false"],
    ["a full gateway", failures.tooManyExchanges(5), "false"],
    ["a full audit queue", failures.auditUnavailable(), "false"],
    ["a malformed body", failures.malformedJson("client", 3, "a value is missing"), "false"],
    ["a malformed answer", failures.malformedJson("upstream", 3, "a value is missing"), "false"],
  ])("says whether %s is worth a retry", (_name, error, retry) => {
    const http = createFakeHttp({ method: "POST" });
    refuse(http.exchange, error, "X1", dialect);
    expect(http.answer.status).toBe(error.status);
    expect(header(http.answer.headers, "x-should-retry")).toBe(retry);
    expect(header(http.answer.headers, "x-sluice-exchange")).toBe("X1");
    expect(JSON.parse(http.answer.body)).toMatchObject({ code: error.code, exchange: "X1" });
    expect(http.answer.ended).toBe(true);
  });

  it("gives HEAD the status and no body, and speaks plain JSON where no dialect is known", () => {
    const head = createFakeHttp({ method: "HEAD" });
    refuse(head.exchange, failures.noConnection(), "X1", undefined);
    expect([head.answer.status, head.answer.body]).toEqual([404, ""]);
    const get = createFakeHttp({ method: "GET" });
    refuse(get.exchange, failures.noConnection(), "X1", undefined);
    expect(JSON.parse(get.answer.body).error).toMatchObject({ code: "no-connection" });
  });

  it("ends a stream with the dialect's event, and anything else visibly cut", () => {
    const stream = createFakeHttp({ method: "POST" });
    stream.exchange.response.head(200, [], { kind: "chunked" });
    breakOff(stream.exchange, failures.upstreamReset(), "X1", dialect, false);
    expect([stream.answer.body, stream.answer.ended]).toEqual(["data: upstream-reset\n\n", true]);
    const amid = createFakeHttp({ method: "POST" });
    amid.exchange.response.head(200, [], { kind: "chunked" });
    amid.exchange.response.write(Buffer.from("data: un"));
    breakOff(amid.exchange, failures.upstreamReset(), "X1", dialect, true);
    expect(amid.answer.body).toBe("data: un\n\ndata: upstream-reset\n\n");
    const other = createFakeHttp({ method: "POST" });
    other.exchange.response.head(200, [], { kind: "chunked" });
    breakOff(other.exchange, failures.upstreamReset(), "X1", undefined, false);
    expect([other.answer.body, other.answer.destroyed]).toEqual(["", true]);
  });
});
