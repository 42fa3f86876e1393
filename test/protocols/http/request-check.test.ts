import { describe, expect, test } from "vitest";
import { checkHead, headBytes, type RawHead } from "../../../src/protocols/http/request-check.ts";

const LIMITS = { headerBytes: 1_000, headerCount: 10 };
const head = (more: Partial<RawHead>, ...headers: [string, string][]): RawHead => ({
  method: "POST",
  target: "/",
  version: "1.1",
  headers: [["host", "a"], ...headers],
  ...more,
});

test.each([
  ["no body", head({ method: "GET" }), false, false],
  ["a length", head({}, ["content-length", "5"]), true, false],
  ["an empty length", head({}, ["content-length", "0"]), false, false],
  ["chunks", head({}, ["transfer-encoding", "chunked"]), true, false],
  ["an expectation", head({}, ["content-length", "5"], ["expect", "100-Continue"]), true, true],
  [
    "an expectation of HTTP/1.0",
    head({ version: "1.0" }, ["content-length", "5"], ["expect", "100-continue"]),
    true,
    false,
  ],
  ["HTTP/1.0 without a host", head({ version: "1.0", headers: [] }), false, false],
  ["an IPv6 host", head({ headers: [["host", "[::1]:8080"]] }), false, false],
  ["repeated other fields", head({}, ["x-a", "1"], ["x-a", "2"]), false, false],
] as const)("accepts %s", (_name, raw, hasBody, expectsContinue) => {
  expect(checkHead(raw, LIMITS)).toEqual({ kind: "accepted", hasBody, expectsContinue });
});

describe("refuses", () => {
  test.each([
    ["content-length: -1", head({}, ["content-length", "-1"])],
    ["content-length: 1e3", head({}, ["content-length", "1e3"])],
    ["content-length beyond 2^53", head({}, ["content-length", "9007199254740993"])],
    ["content-length with a tab", head({}, ["content-length", "\t5"])],
    ["chunks in HTTP/1.0", head({ version: "1.0" }, ["transfer-encoding", "chunked"])],
    ["CR in a value", head({}, ["x-a", "b\rc"])],
    ["LF in a value", head({}, ["x-a", "b\nc"])],
    ["DEL in a value", head({}, ["x-a", "b\x7fc"])],
    ["text above Latin-1 in a value", head({}, ["x-a", "\ufffd"])],
    ["an empty name", head({}, ["", "b"])],
    ["a name with a space", head({}, ["x a", "b"])],
    ["a target without a slash", head({ target: "a" })],
    ["an empty target", head({ target: "" })],
    ["two hosts that agree", head({}, ["host", "a"])],
    ["a host with a comma", head({ headers: [["host", "a,b"]] })],
  ])("%s", (_name, raw) => {
    const checked = checkHead(raw, LIMITS);
    expect(checked).toMatchObject({ kind: "refused", error: { code: "bad-request", status: 400 } });
  });

  test.each([
    [
      "one field too many",
      head({}, ...Array.from({ length: 10 }, (_, i): [string, string] => [`x-${i}`, "a"])),
      "too-many-headers",
      "(10)",
    ],
    [
      "a byte too many",
      head({}, ["x-a", "a".repeat(1_000 - headBytes(head({}, ["x-a", "a"])) + 2)]),
      "headers-too-large",
      "(1000 bytes)",
    ],
  ])("%s", (_name, raw, code, limit) => {
    const checked = checkHead(raw, LIMITS);
    expect(checked).toMatchObject({
      kind: "refused",
      error: { code, status: 431, message: expect.stringContaining(limit) },
    });
  });

  test("without quoting what it refuses", () => {
    const secret = "hunter2";
    for (const raw of [
      head({ target: `/${secret}#` }),
      head({ headers: [["host", `${secret}@a`]] }),
      head({ method: secret.toUpperCase() }),
      head({}, [`${secret} `, "a"]),
      head({}, ["transfer-encoding", secret]),
    ]) {
      expect(JSON.stringify(checkHead(raw, LIMITS)).toLowerCase()).not.toContain(secret);
    }
  });
});

test("counts the bytes of the wire", () => {
  const wire = "POST / HTTP/1.1\r\nhost: a\r\nx-a: bc\r\n";
  expect(headBytes(head({}, ["x-a", "bc"]))).toBe(wire.length);
});
