import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { failures, type SluiceError } from "../../src/errors.ts";
import type { PipelineLimits } from "../../src/pipeline/ports.ts";
import { createBodyBudget, readRequestBody } from "../../src/pipeline/request-body.ts";
import { createFakeHttp } from "./fake-http.ts";

const limits = { bodyBytes: 100, inflatedBytes: 1000, ratio: 100, bufferedBytes: 500 } as PipelineLimits;

function read(contentEncoding?: string, budget = createBodyBudget(500)) {
  const http = createFakeHttp({ method: "POST", hasBody: true });
  let result: { failure: SluiceError | undefined; body: string | undefined; bytesIn: number } | undefined;
  const body = readRequestBody({
    http: http.exchange,
    contentEncoding,
    limits,
    budget,
    codec: (sink) => ({
      held: 0,
      write: (chunk) => sink.write(Buffer.from(Buffer.from(chunk).toString().toUpperCase())),
      end: () => sink.end(),
    }),
    done: (failure, bytes, bytesIn) => {
      result = { failure, body: bytes === null ? undefined : Buffer.from(bytes).toString(), bytesIn };
    },
  });
  return { http, body, budget, result: () => result };
}

describe("request bodies", () => {
  it("are taken in whole and come out of their codec", () => {
    const { http, result } = read();
    http.feed("one ");
    http.feed("two");
    expect(result()).toBeUndefined();
    http.finish();
    expect(result()).toEqual({ failure: undefined, body: "ONE TWO", bytesIn: 7 });
  });

  it("are decoded, and their arriving bytes counted", async () => {
    const { http, result } = read("gzip");
    const zipped = gzipSync("hello");
    http.feed(zipped);
    http.finish();
    await expect.poll(result).toEqual({ failure: undefined, body: "HELLO", bytesIn: zipped.length });
  });

  it.each<[string, string | undefined, string, string]>([
    ["past limits.body", undefined, "x".repeat(101), "body-too-large"],
    ["in brotli", "br", "x", "unsupported-coding"],
    ["in two codings", "gzip, gzip", "x", "unsupported-coding"],
  ])("are refused %s", (_name, coding, text, code) => {
    const { http, result } = read(coding);
    http.feed(text);
    http.finish();
    expect(result()?.failure?.code).toBe(code);
  });

  it("share one budget, which a finished exchange gives back", () => {
    const budget = createBodyBudget(150);
    const first = read(undefined, budget);
    first.http.feed("x".repeat(100));
    const second = read(undefined, budget);
    second.http.feed("y".repeat(60));
    expect(second.result()?.failure?.code).toBe("buffered-bytes");
    first.body.release();
    second.body.release();
    const third = read(undefined, budget);
    third.http.feed("z".repeat(100));
    third.http.finish();
    expect(third.result()?.failure).toBeUndefined();
  });

  it("end with the listener's reason when the client breaks off", () => {
    const { http, result } = read();
    http.feed("one");
    http.breakBody(failures.requestTimeout("timeouts.request", 5));
    expect(result()?.failure?.code).toBe("request-timeout");
  });
});
