import { describe, expect, it } from "vitest";
import type { SluiceError } from "../../src/errors.ts";
import { planAnswer } from "../../src/pipeline/answer-plan.ts";
import type { Route } from "../../src/pipeline/ports.ts";
import type { HeaderList } from "../../src/protocols/http/listener.ts";
import { createTestInspection } from "../harness/inspection.ts";
import { createRig, pipelineLimits } from "./rig.ts";

function plan(status: number, headers: HeaderList, options: { method?: string; credential?: string } = {}) {
  const { connections } = createRig({
    ...(options.credential === undefined
      ? {}
      : { credential: options.credential, connection: { credential: "env:KEY" } }),
  });
  const connection = connections[0]?.connection;
  if (connection === undefined) throw new Error("no connection");
  const inspection = createTestInspection();
  const planned = planAnswer({
    route: { connection, operation: undefined, dialect: undefined } as unknown as Route,
    method: options.method ?? "POST",
    status,
    headers,
    inspection,
    limits: pipelineLimits,
    exchange: "X1",
    turns: { putOff: (_kind, work) => work.work(), stop() {} },
  });
  return { planned, inspection };
}

const headersOf = (status: number, headers: HeaderList, credential?: string): HeaderList => {
  const { planned } = plan(status, headers, credential === undefined ? {} : { credential });
  if (planned instanceof Error) throw planned;
  let sent: HeaderList = [];
  planned.header({
    headers: (headers) => {
      sent = headers;
    },
    fail() {},
  });
  return sent;
};

describe("the plan for an answer", () => {
  it.each<[string, number, HeaderList, string]>([
    ["a part", 206, [["content-type", "text/plain"]], "206"],
    [
      "two content types",
      200,
      [
        ["content-type", "text/plain"],
        ["content-type", "application/json"],
      ],
      "content-type is stated twice",
    ],
    [
      "two codings",
      200,
      [
        ["content-encoding", "gzip"],
        ["content-encoding", "gzip"],
      ],
      "content-encoding is stated twice",
    ],
  ])("refuses %s", (_name, status, headers, what) => {
    const { planned } = plan(status, headers);
    expect(planned).toBeInstanceOf(Error);
    expect((planned as SluiceError).code).toBe("upstream-malformed");
    expect((planned as SluiceError).message).toContain(what);
  });

  it.each<[string, boolean, boolean]>([
    ["text/event-stream; charset=utf-8", true, true],
    ["application/x-ndjson", true, false],
    ["text/plain", true, false],
    ["image/png", true, false],
    ["application/json", false, false],
    ["application/x-www-form-urlencoded", false, false],
    ["application/json; charset=utf-16", false, false],
  ])("%s: streams %s, has events %s", (type, streams, events) => {
    expect(plan(200, [["content-type", type]]).planned).toMatchObject({ streams, events, bodiless: false });
  });

  it.each([
    ["HEAD", 200, true],
    ["POST", 204, true],
    ["GET", 304, true],
    ["GET", 200, false],
  ] as const)("%s with %s has no body: %s", (method, status, bodiless) => {
    expect(plan(status, [], { method }).planned).toMatchObject({ bodiless });
  });

  it("redacts what the client gets to read, names the exchange, and drops what speaks of exact bytes", () => {
    expect(
      headersOf(200, [
        ["content-type", "application/json"],
        ["content-encoding", "gzip"],
        ["x-request-id", "alice@example.com"],
        ["etag", '"1"'],
        ["x-unknown", "1"],
        ["connection", "x-request-id"],
      ]),
    ).toEqual([
      ["content-type", "application/json"],
      ["x-sluice-exchange", "X1"],
    ]);
    expect(headersOf(200, [["x-request-id", "alice@example.com"]])[0]).toEqual(["x-request-id", "<EMAIL>"]);
  });

  it("redacts what stands beside a content type", () => {
    const sent = headersOf(200, [["content-type", "text/event-stream; boundary=alice@example.com; charset=utf-8"]]);
    expect(sent[0]).toEqual(["content-type", "text/event-stream; boundary=<EMAIL>; charset=utf-8"]);
  });

  it("keeps cookies for the one whose credential they belong to", () => {
    const cookie: HeaderList = [["set-cookie", "a=1"]];
    expect(headersOf(200, cookie)).toContainEqual(["set-cookie", "a=1"]);
    expect(headersOf(200, cookie, "ours")).not.toContainEqual(["set-cookie", "a=1"]);
  });

  it("fails when inspection stops, though no codec listens", () => {
    const { planned, inspection } = plan(204, []);
    if (planned instanceof Error) throw planned;
    const failed: string[] = [];
    planned.header({ headers() {}, fail: (error) => failed.push(error.code) });
    inspection.stop(Object.assign(new Error(), { code: "blocked" }) as SluiceError);
    expect(failed).toEqual(["blocked"]);
  });
});
