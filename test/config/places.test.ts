import { describe, expect, test } from "vitest";
import {
  endpointAllowed,
  isLoopback,
  isPlainPath,
  isUnder,
  parseAddress,
  parseCredential,
  parseEndpoint,
  parseUpstream,
  spellAddress,
  spellEndpoint,
} from "../../src/config/places.ts";

describe("listen addresses", () => {
  test.each([
    ["127.0.0.1:8080", "127.0.0.1", 8080, true],
    ["127.9.9.9:0", "127.9.9.9", 0, true],
    ["[::1]:8080", "::1", 8080, true],
    ["localhost:80", "localhost", 80, true],
    ["0.0.0.0:8443", "0.0.0.0", 8443, false],
    ["[::]:8443", "::", 8443, false],
    ["gateway.example:8443", "gateway.example", 8443, false],
    ["localhost.example:1", "localhost.example", 1, false],
  ])("%s", (text, host, port, loopback) => {
    expect(parseAddress(text)).toEqual({ host, port, loopback });
    expect(spellAddress({ host, port, loopback })).toBe(text);
  });

  test.each([
    "",
    "8080",
    ":8080",
    "::1:8080",
    "127.0.0.1",
    "127.0.0.1:65536",
    "127.0.0.1:x",
    "1.2.3:80",
    "1.2.3.256:80",
    "a b:1",
    "http://x:1",
    "[1.2.3.4]:1",
    "x@y:1",
    "-x:1",
  ])("%j is none", (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  test("loopback is known with and without brackets, and nothing else is", () => {
    expect(["[::1]", "::1", "LOCALHOST", "127.0.0.1"].every(isLoopback)).toBe(true);
    expect(["127.example", "0.0.0.0", "10.0.0.1", "::", "127.0.0.1.example"].some(isLoopback)).toBe(false);
  });
});

describe("upstreams", () => {
  test.each([
    ["https://api.openai.com", "https://api.openai.com", ""],
    ["https://api.openai.com/", "https://api.openai.com", ""],
    ["https://api.openai.com/v1/", "https://api.openai.com", "/v1"],
    ["http://127.0.0.1:8000/a/b", "http://127.0.0.1:8000", "/a/b"],
    ["https://API.example:8443", "https://api.example:8443", ""],
    ["http://[::1]:9", "http://[::1]:9", ""],
  ])("%s", (text, origin, basePath) => {
    expect(parseUpstream(text)).toEqual({ origin: origin.toLowerCase(), basePath });
  });

  test.each([
    ["api.openai.com", "https:// or http://"],
    ["ftp://x", "https:// or http://"],
    ["HTTPS://x", "must be http://"],
    ["https:x", "https:// or http://"],
    ["https://user:hunter2@x", "must not hold a user name or password"],
    ["https://hunter2@x", "must not hold a user name or password"],
    ["https://x?key=hunter2", "must not hold a query"],
    ["https://x/?", "must not hold a query"],
    ["https://x/#hunter2", "must not hold a fragment"],
    ["https://", "a host name or address"],
    ["https://x/../hunter2", "a plain path"],
    ["https://x/%2e%2e/y", "a plain path"],
    ["https://x:99999", "an optional port"],
    ["https://x y", "a host name or address"],
  ])("%s: refused, not quoted", (text, part) => {
    const problem = parseUpstream(text);
    expect(problem).toMatch(/^must /);
    expect(problem).toContain(part);
    expect(problem).not.toContain("hunter2");
  });
});

describe("path prefixes", () => {
  test.each(["/", "/openai", "/a/b", "/a.b_c~d-e"])("%s is plain", (path) => {
    expect(isPlainPath(path)).toBe(true);
  });
  test.each([
    "",
    "openai",
    "/openai/",
    "//",
    "/a//b",
    "/a/../b",
    "/.",
    "/a%20b",
    "/a b",
    "/ä",
    "/a?b",
    "/a#b",
    "/*",
  ])("%j is not", (path) => {
    expect(isPlainPath(path)).toBe(false);
  });
  test("one lies under another on segment boundaries only", () => {
    expect(isUnder("/a/b", "/a")).toBe(true);
    expect(isUnder("/a", "/a")).toBe(true);
    expect(isUnder("/ab", "/a")).toBe(false);
    expect(isUnder("/a", "/")).toBe(true);
  });
});

describe("credentials", () => {
  test("are named by their source", () => {
    expect(parseCredential("env:OPENAI_API_KEY")).toEqual({ kind: "env", name: "OPENAI_API_KEY" });
    expect(parseCredential("file:/run/secrets/a b")).toEqual({ kind: "file", path: "/run/secrets/a b" });
  });
  test.each([
    "sk-hunter2",
    "env:",
    "env:A-B",
    "env:1A",
    "env: A",
    "file:",
    "file: ",
    "",
    "FILE:/x",
    "env:A\n",
  ])("%j is none", (text) => {
    expect(parseCredential(text)).toBeUndefined();
  });
});

describe("endpoints", () => {
  test.each([
    "inference",
    "models",
    "POST /v1/files",
    "* /v1/*/content",
    "GET /**",
    "DELETE /v1/files/*",
    "GET /",
    "* /*",
  ])("%s", (text) => {
    const endpoint = parseEndpoint(text);
    expect(endpoint && spellEndpoint(endpoint)).toBe(text);
  });
  test.each([
    "",
    "all",
    "POST",
    "/v1/files",
    "post /v1",
    "POST v1",
    "POST /v1/",
    "POST /a/**/b",
    "POST /a*",
    "POST /a/../b",
    "POST /%2e",
    "POST  /a",
    "POST /a?b",
  ])("%j is none", (text) => {
    expect(parseEndpoint(text)).toBeUndefined();
  });

  test.each([
    [["inference"], "POST", "/v1/chat/completions", "inference", true],
    [["inference"], "GET", "/v1/models", "models", false],
    [["models"], "GET", "/v1/models", "models", true],
    [["inference", "models"], "POST", "/v1/files", undefined, false],
    [["POST /v1/files"], "POST", "/v1/files", undefined, true],
    [["POST /v1/files"], "GET", "/v1/files", undefined, false],
    [["POST /v1/files"], "POST", "/v1/files/", undefined, false],
    [["POST /v1/files"], "POST", "/v1/files/x", undefined, false],
    [["POST /v1/files"], "POST", "/v1/Files", undefined, false],
    [["* /v1/files/*"], "DELETE", "/v1/files/x", undefined, true],
    [["* /v1/files/*"], "DELETE", "/v1/files/", undefined, false],
    [["* /v1/files/*"], "DELETE", "/v1/files/x/y", undefined, false],
    [["* /v1/**"], "GET", "/v1/a/b/c", undefined, true],
    [["* /v1/**"], "GET", "/v1/", undefined, true],
    [["* /v1/**"], "GET", "/v1", undefined, false],
    [["* /v1/**"], "GET", "/v2/a", undefined, false],
    [["* /**"], "GET", "/", undefined, true],
    [["* /**"], "GET", "/anything", undefined, true],
    [["* /v1/**"], "GET", "/v1/../admin", undefined, false],
    [["* /v1/**"], "GET", "/v1/%2e%2e/admin", undefined, false],
    [["* /v1/**"], "GET", "/v1/%252e/admin", undefined, false],
    [["* /v1/**"], "GET", "/v1//admin", undefined, false],
    [["* /v1/**"], "GET", "/v1/a%2Fb", undefined, false],
    [["* /v1/**"], "GET", "/v1/a\\b", undefined, false],
    [["inference"], "POST", "/v1/../chat/completions", "inference", false],
  ] as const)("%j: %s %s (%s): %s", (texts, method, path, known, allowed) => {
    const endpoints = texts.flatMap((text) => parseEndpoint(text) ?? []);
    expect(endpoints).toHaveLength(texts.length);
    expect(endpointAllowed(endpoints, method, path, known)).toBe(allowed);
  });
});
