import { describe, expect, test } from "vitest";
import { belowPrefix, parseTarget } from "../../../src/protocols/http/target.ts";

describe("paths", () => {
  test.each([
    ["/", "/"],
    ["/v1/chat/completions", "/v1/chat/completions"],
    ["/v1/", "/v1/"],
    ["/a%20b", "/a b"],
    ["/%7Euser", "/~user"],
    ["/caf%C3%A9", "/café"],
    ["/openai/deployments/gpt-4.1/x", "/openai/deployments/gpt-4.1/x"],
    ["/100%25", "/100%"],
    ["/...", "/..."],
    ["/a:b@c;d=1,2!$&'()*+", "/a:b@c;d=1,2!$&'()*+"],
  ])("%s reads as %s and keeps its bytes", (raw, decoded) => {
    const target = parseTarget(raw);
    expect(`/${target.segments.map(({ text }) => text).join("/")}`).toBe(decoded);
    expect(target.raw).toBe(raw);
    expect(target.path).toBe(raw);
    for (const { start, end, text } of target.segments) expect(decodeURIComponent(raw.slice(start, end))).toBe(text);
  });

  test.each([
    ["/a/../b", "dot segment"],
    ["/a/./b", "dot segment"],
    ["/..", "dot segment"],
    ["/%2e%2e/b", "dot segment"],
    ["/.%2E/b", "dot segment"],
    ["/a/..;x=1/b", "dot segment"],
    ["/..%3B/b", "dot segment"],
    ["/a%2Fb", "hides a slash"],
    ["/a%2fb", "hides a slash"],
    ["/a%5Cb", "backslash"],
    ["/a%00b", "control character"],
    ["/a%0d%0ab", "control character"],
    ["/a%7f", "control character"],
    ["/%252e%252e/b", "encoded twice"],
    ["/a%2541", "encoded twice"],
    ["/a%", "malformed percent escape"],
    ["/a%zz", "malformed percent escape"],
    ["/a%ff", "malformed percent escape"],
    ["/a%c0%ae", "malformed percent escape"],
    ["//b", "empty segment"],
    ["/a//b", "empty segment"],
    ["/a\\b", "must be percent-encoded"],
    ["/a b", "must be percent-encoded"],
    ["/a#b", "must be percent-encoded"],
    ["/a\0", "must be percent-encoded"],
    ["/café", "must be percent-encoded"],
    ["/a?b#c", "must be percent-encoded"],
    ["a/b", "must be percent-encoded"],
    ["", "must be percent-encoded"],
    ["http://a/b", "must be percent-encoded"],
  ])("%j is ambiguous: %s", (raw, problem) => {
    expect(() => parseTarget(raw)).toThrow(
      expect.objectContaining({ code: "bad-request", message: expect.stringContaining(problem) }),
    );
  });
});

describe("prefixes", () => {
  test.each([
    ["/openai/v1/models", "/openai", "/v1/models"],
    ["/openai", "/openai", "/"],
    ["/openai/", "/openai", "/"],
    ["/openai?x=1", "/openai", "/"],
    ["/openaix/v1", "/openai", null],
    ["/OPENAI/v1", "/openai", null],
    ["/%6fpenai/v1/a%20b", "/openai", "/v1/a%20b"],
    ["/a/b/c", "/a/b", "/c"],
    ["/a", "/a/b", null],
    ["/a/b", "/", "/a/b"],
    ["/", "/", "/"],
    ["/a/b/", "/a/", "/b/"],
  ])("%s below %s is %s", (raw, prefix, rest) => {
    expect(belowPrefix(parseTarget(raw), prefix)).toBe(rest);
  });
});

describe("queries", () => {
  test("parameters keep their places, decoded names and values", () => {
    const raw = "/a?model=gpt%204&note=a+b&flag&&x=1=2&empty=";
    const { parameters, query } = parseTarget(raw);
    expect(query).toBe(raw.slice(3));
    expect(parameters.map(({ name, value }) => [name, value])).toEqual([
      ["model", "gpt 4"],
      ["note", "a b"],
      ["flag", ""],
      ["x", "1=2"],
      ["empty", ""],
    ]);
    expect(parameters.map((one) => raw.slice(one.nameStart, one.nameEnd))).toEqual([
      "model",
      "note",
      "flag",
      "x",
      "empty",
    ]);
    expect(parameters.map((one) => raw.slice(one.start, one.end))).toEqual(["gpt%204", "a+b", "", "1=2", ""]);
  });

  test.each([
    ["key", true],
    ["api_key", true],
    ["API-Key", true],
    ["access_token", true],
    ["token", true],
    ["subscription-key", true],
    ["code", true],
    ["sig", true],
    ["%6Bey", true],
    ["api-version", false],
    ["keyword", false],
    ["note", false],
  ])("%s holds a key: %s", (name, credential) => {
    expect(parseTarget(`/a?${name}=v`).parameters[0]?.credential).toBe(credential);
  });

  test.each(["/a?x=%", "/a?%zz=1", "/a?x=%ff", "/a?x=\x01", "/a?x=é"])("%j is refused", (raw) => {
    expect(() => parseTarget(raw)).toThrow(expect.objectContaining({ code: "bad-request" }));
  });

  test("no query, an empty one and too many parameters differ", () => {
    expect(parseTarget("/a").query).toBe(null);
    expect(parseTarget("/a?")).toMatchObject({ query: "", parameters: [] });
    expect(() => parseTarget(`/a?${"x&".repeat(257)}`)).toThrow(/more than 256 parameters/);
  });
});
