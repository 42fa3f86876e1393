import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { failures, SluiceError } from "../src/errors.ts";

/** Calls every function of the table with arguments that fit all of them. */
const all = Object.entries(failures).map(([name, make]): [string, SluiceError] => {
  const call = make as (...values: unknown[]) => SluiceError;
  if (name === "blocked")
    return [name, call({ code: "blocked", stage: "decide", source: "client", status: 403, message: "Rule r blocks." })];
  const first = /^\(?\(?(source)\b/.test(make.toString()) ? "client" : make.length > 1 ? "connect" : 1;
  return [name, call(first, 2, 3)];
});

/** Whether an SDK may try again; "upstream's": only where the upstream is to blame. */
const retried: Readonly<Record<keyof typeof failures, boolean | "upstream's">> = {
  malformedJson: false,
  duplicateKey: false,
  tooDeep: false,
  tooManyValues: false,
  invalidUtf8: false,
  bodyTooLarge: false,
  inflatedTooLarge: false,
  inflateRatio: false,
  malformedCoding: false,
  unsupportedCoding: false,
  contentTypeMismatch: false,
  unsupportedContentType: false,
  eventTooLarge: false,
  malformedMultipart: false,
  valueInBoundary: false,
  csvHeaderTooLong: false,
  malformedForm: false,
  uninspectable: false,
  truncatedStream: "upstream's",
  tooManyFindings: false,
  tooManyLanes: false,
  laneHoldOverflow: false,
  swallowOverflow: false,
  scanFailed: false,
  scannerDown: false,
  listenFailed: false,
  tlsFile: false,
  uwsUnavailable: false,
  upstreamOrigin: false,
  scanQueueFull: false,
  scannerStart: false,
  upstreamRefused: true,
  upstreamUntrusted: false,
  upstreamReset: true,
  upstreamTimeout: true,
  upstreamMalformed: true,
  redirectRefused: false,
  clientGone: false,
  badRequest: false,
  lengthRequired: false,
  headersTooLarge: false,
  tooManyHeaders: false,
  requestTimeout: false,
  notImplemented: false,
  tooManyExchanges: false,
  unreadBody: false,
  bufferedBytes: false,
  noConnection: false,
  endpointRefused: false,
  resumeRefused: false,
  stopping: false,
  exchangeTimeout: false,
  internal: false,
  blocked: false,
  auditDirectory: false,
  fingerprintKey: false,
  auditUnwritten: false,
  reloadRefused: false,
  auditUnavailable: false,
};

describe("failures", () => {
  it.each(
    Object.keys(failures) as (keyof typeof failures)[],
  )("%s: whether it may be tried again is decided", (name) => {
    const make = failures[name] as (...values: unknown[]) => SluiceError;
    const refusal = { code: "blocked", stage: "decide", source: "client", status: 403, message: "Rule r blocks." };
    const first = name === "blocked" ? [refusal] : ["client", "upstream", "gateway"];
    for (const source of first) {
      const error = make(source, 2, 3);
      const expected = retried[name];
      expect([source, error.retryable]).toEqual([source, expected === "upstream's" ? source === "upstream" : expected]);
      // What the gateway or the client is to blame for never is.
      if (error.retryable) expect([error.source, error.status >= 502]).toEqual(["upstream", true]);
    }
  });

  it.each(all)("%s is a sentence with a code, a stage and a status", (_name, error) => {
    expect(error).toBeInstanceOf(SluiceError);
    expect(error.code).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
    expect(error.message).toMatch(/^(?:[A-Z0-9`]|limits[.]|listener:).{10,}[.]$/);
    expect(error.status).toBeGreaterThanOrEqual(400);
    expect(error.status).toBeLessThan(600);
    if (error.advice !== undefined) expect(error.advice).toMatch(/^[A-Z]/);
  });

  it("gives each failure a code of its own", () => {
    const codes = all.map(([, error]) => error.code);
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
  });

  it("never uses a status that SDKs retry for what the client did wrong", () => {
    for (const [name, error] of all)
      if (error.source === "client" && name !== "requestTimeout")
        expect([name, [408, 409, 429].includes(error.status)]).toEqual([name, false]);
  });

  it("is the only place that makes a SluiceError", () => {
    const text = readFileSync(new URL("../src/pipeline/exchange.ts", import.meta.url), "utf8");
    expect(text).not.toContain("new SluiceError");
  });
});
