import { describe, expect, it } from "vitest";
import { createRig, json, type Rig, reply } from "./rig.ts";

const rig = (path = "/openai"): Rig => createRig({ connection: { path, upstream: "https://api.example.com/base" } });

/** What the client of a chat request gets where the upstream answers with this location. */
function located(location: string, status = 307, at = rig()): { status: number; location?: string; code?: string } {
  const prefix = at.connections[0]?.prefix === "/" ? "" : (at.connections[0]?.prefix ?? "");
  const http = at.ask({ messages: [] }, { target: `${prefix}/v1/chat/completions` });
  reply(at, status, [...json, ["location", location]], "{}");
  at.sent.at(-1)?.answer.end();
  const found = http.answer.headers.find(([name]) => name === "location")?.[1];
  const code = http.answer.headers.find(([name]) => name === "x-sluice-error")?.[1];
  return {
    status: http.answer.status,
    ...(found === undefined ? {} : { location: found }),
    ...(code === undefined ? {} : { code }),
  };
}

describe("a location", () => {
  it.each([
    ["a path below the upstream's", "/base/v1/models?a=b%20c&d", "/openai/v1/models?a=b%20c&d"],
    ["the upstream's own address", "https://api.example.com/base/v1/models", "/openai/v1/models"],
    ["its address with a user and a fragment", "https://u:p@api.example.com/base/v1/models#part", "/openai/v1/models"],
    ["a slash more", "/base/v1/chat/completions/", "/openai/v1/chat/completions/"],
    ["the upstream's root", "https://api.example.com/base", "/openai/"],
    ["a relative path", "other?x=1", "/openai/v1/chat/other?x=1"],
    ["a relative path upwards", "../models", "/openai/v1/models"],
    ["a query alone", "?x=1", "/openai/v1/chat/completions?x=1"],
    ["no scheme", "//api.example.com/base/v1/models", "/openai/v1/models"],
  ])("of %s leads back through the gateway", (_name, location, sent) => {
    expect(located(location)).toEqual({ status: 307, location: sent });
  });

  it("of a connection at the root keeps its path", () => {
    expect(located("/base/v1/models", 301, rig("/"))).toEqual({ status: 301, location: "/v1/models" });
  });

  it.each([
    ["in its path", "/base/u/alice%40example.com/x", "/openai/u/%3CEMAIL%3E/x"],
    ["in a query", "/base/x?to=alice@example.com&n=1", "/openai/x?to=%3CEMAIL%3E&n=1"],
    ["that only its parameter's name gives away", "/base/x?password=hunter2hunter", "/openai/x?password=%3CSECRET%3E"],
    ["in a parameter's name", "/base/x?alice%40example.com", "/openai/x?%3CEMAIL%3E"],
    ["in a key parameter", "/base/x?token=alice@example.com", "/openai/x?token=%3CEMAIL%3E"],
  ])("loses a value %s", (_name, location, sent) => {
    expect(located(location, 302)).toEqual({ status: 302, location: sent });
  });

  it.each([
    ["another host", "https://elsewhere.example/base/v1/models", "redirect-refused"],
    ["another scheme", "http://api.example.com/base/v1/models", "redirect-refused"],
    ["another port", "https://api.example.com:8443/base/v1", "redirect-refused"],
    ["a place beside the upstream's", "/other", "redirect-refused"],
    ["a place that only begins like it", "/based/x", "redirect-refused"],
    ["a place above it", "/base/../admin", "redirect-refused"],
    ["another host in backslashes", "\\\\elsewhere.example\\base", "redirect-refused"],
    ["a script", "javascript:alert(1)", "redirect-refused"],
    ["no URL", "https://[", "redirect-refused"],
    ["a hidden slash", "/base/a%2Fb", "redirect-refused"],
    ["an escape of an escape", "/base/%2541", "redirect-refused"],
  ])("of a redirect to %s is refused", (_name, location, code) => {
    expect(located(location)).toEqual({ status: 502, code });
  });

  it("of an answer that is no redirect is text where it leads elsewhere", () => {
    expect(located("https://elsewhere.example/alice@example.com", 201)).toEqual({
      status: 201,
      location: "https://elsewhere.example/<EMAIL>",
    });
    expect(located("/base/a%2Fb", 201)).toEqual({ status: 201, location: "/base/a%2Fb" });
    expect(located("/base/v1/files/7", 201)).toEqual({ status: 201, location: "/openai/v1/files/7" });
  });

  it("may stand there once", () => {
    const at = rig("/");
    const http = at.ask({ messages: [] });
    reply(at, 302, [
      ["location", "/base/a"],
      ["location", "/base/b"],
    ]);
    expect(http.answer.status).toBe(502);
  });
});
