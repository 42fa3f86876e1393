import { describe, expect, it } from "vitest";
import type { Route } from "../../src/pipeline/ports.ts";
import { CHAT, createRig } from "./rig.ts";

const resolved = (connection: object, credential?: string) => {
  const { connections } = createRig({ connection, ...(credential === undefined ? {} : { credential }) });
  const [first] = connections;
  if (first === undefined) throw new Error("no connection");
  return first;
};

describe("connections", () => {
  it("take origin and path of the upstream apart, and know their dialects", () => {
    const openai = resolved({ upstream: "https://api.example.com:8443/v1/", path: "/openai" });
    expect(openai).toMatchObject({
      prefix: "/openai",
      basePath: "/v1",
      connection: { origin: "https://api.example.com:8443" },
    });
    const names = (dialect: string, endpoints?: string[]): string[] =>
      resolved({ dialect, ...(endpoints === undefined ? {} : { endpoints }) }).dialects.map(({ name }) => name);
    expect(names("openai")).toEqual(["openai"]);
    expect(names("anthropic")).toEqual(["anthropic"]);
    expect(names("auto")).toEqual(["openai", "anthropic"]);
    expect(names("generic", ["* /**"])).toEqual([]);
  });

  it("hold back what cannot be inspected, kind by kind", () => {
    const { passes } = resolved({ uninspectable: { image: "pass", file: "block" } }).connection;
    expect([...passes]).toEqual(["image"]);
  });

  it("let the configured headers through besides the usual ones, each direction its own", () => {
    const { headers } = resolved({ headers: { request: ["x-team", "x-a-*"], response: ["x-region"] } }).connection;
    expect(["accept", "x-team", "x-a-b", "x-region", "x-other"].map(headers.request)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(["content-type", "x-region", "x-team"].map(headers.response)).toEqual([true, true, false]);
  });

  it.each([
    ["openai", undefined, CHAT, { header: "authorization", value: "Bearer key" }],
    ["openai", "api-key", CHAT, { header: "api-key", value: "key" }],
    ["anthropic", undefined, "/v1/messages", { header: "x-api-key", value: "key" }],
    ["auto", undefined, CHAT, { header: "authorization", value: "Bearer key" }],
    ["auto", undefined, "/v1/messages", { header: "x-api-key", value: "key" }],
  ])("with dialect %s and credentialHeader %s send their key to %s as the provider wants it", (dialect, credentialHeader, path, sent) => {
    const connection = {
      dialect,
      credential: "env:KEY",
      ...(credentialHeader === undefined ? {} : { credentialHeader }),
    };
    const first = resolved(connection, "key");
    const speaks = first.dialects.find((one) => one.operations.some((operation) => operation.paths.includes(path)));
    const route = { dialect: speaks } as unknown as Route;
    expect(first.connection.credential?.(route)).toEqual(sent);
  });

  it("look for a credential that they hold in answers alone, unless it is as short as a word", () => {
    const holding = resolved({ credential: "env:KEY" }, "zebra~gateway.key").connection;
    expect([holding.request.held, holding.request.profile.held]).toEqual([undefined, undefined]);
    expect(holding.response.held?.find(Buffer.from("a zebra~gateway.key"))).toEqual([{ start: 2, end: 19 }]);
    expect(holding.response.profile.held).toBe(holding.request.profile.detectors.length);
    for (const { connection } of [resolved({ credential: "env:KEY" }, "EMPTY"), resolved({})])
      expect([connection.response.held, connection.response.profile.held]).toEqual([undefined, undefined]);
  });

  it("without a credential have none to send", () => {
    expect(resolved({}).connection.credential).toBeUndefined();
  });

  it("judge requests and answers by profiles of their own", () => {
    const { connection } = resolved({ mode: "observe", detectors: { off: ["card"] } });
    expect(connection.mode).toBe("observe");
    expect([connection.request.profile.direction, connection.response.profile.direction]).toEqual([
      "request",
      "response",
    ]);
    // The card detector is the first: off. Others are seen and left as they are.
    expect([...connection.request.profile.bytes.slice(0, 2)]).toEqual([0, 1]);
  });
});
