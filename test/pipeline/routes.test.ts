import { describe, expect, it } from "vitest";
import type { Endpoint } from "../../src/config/config.ts";
import type { Connection } from "../../src/pipeline/ports.ts";
import { createRoutes, type RoutedConnection } from "../../src/pipeline/routes.ts";
import type { Dialect } from "../../src/protocols/llm/dialect.ts";

const dialect: Dialect = {
  name: "sample",
  operations: [
    {
      name: "chat",
      method: "POST",
      paths: ["/v1/chat/completions", "/chat/completions"],
      listed: true,
      request: {},
      response: {},
    },
    { name: "models.list", method: "GET", paths: ["/v1/models"], listed: true, request: {}, response: {} },
    { name: "files", method: "GET", paths: ["/v1/files"], listed: false, request: {}, response: {} },
    {
      name: "stored",
      method: "GET",
      paths: ["/v1/stored/{}"],
      listed: false,
      resumes: ["starting_after"],
      request: {},
      response: {},
    },
  ],
  refusalBody: () => new Uint8Array(0),
  refusalEvent: () => new Uint8Array(0),
};

// The routes never look into a connection; its name is enough to tell them apart.
const named = (name: string): Connection => ({ name }) as Connection;
const both: Endpoint[] = [{ kind: "inference" }, { kind: "models" }];
const at = (name: string, prefix: string, endpoints: Endpoint[] = both, dialects = [dialect]): RoutedConnection => ({
  connection: named(name),
  prefix,
  basePath: "",
  endpoints,
  dialects,
});

const ask = (connections: RoutedConnection[], method: string, target: string): string => {
  const route = createRoutes(connections)(method, target);
  return "error" in route ? route.error.code : `${route.connection.name} ${route.operation?.name ?? "-"} ${route.rest}`;
};

const everything: Endpoint[] = [{ kind: "path", method: "*", pattern: "/**" }];

describe("routes", () => {
  const connections = [at("openai", "/openai"), at("raw", "/raw", everything, []), at("stored", "/stored", everything)];
  it.each([
    ["POST", "/openai/v1/chat/completions", "openai chat /v1/chat/completions"],
    ["POST", "/openai/chat/completions?a=b", "openai chat /chat/completions"],
    ["GET", "/openai/v1/models", "openai models.list /v1/models"],
    ["GET", "/openai/v1/files", "endpoint-refused"],
    ["GET", "/openai/v1/stored/1?stream=true", "endpoint-refused"],
    ["GET", "/stored/v1/stored/1?stream=true", "stored stored /v1/stored/1"],
    ["GET", "/stored/v1/stored/1?stream=true&starting_after=7", "resume-refused"],
    ["GET", "/stored/v1/stored/1?starting%5Fafter=7", "resume-refused"],
    ["GET", "/openai/v1/chat/completions", "endpoint-refused"],
    ["POST", "/openai", "endpoint-refused"],
    ["POST", "/openaix/v1/chat/completions", "no-connection"],
    ["POST", "/OpenAI/v1/chat/completions", "no-connection"],
    ["POST", "/", "no-connection"],
    ["DELETE", "/raw/any/thing", "raw - /any/thing"],
  ])("%s %s goes to %s", (method, target, answer) => {
    expect(ask(connections, method, target)).toBe(answer);
  });

  it.each([
    "/openai/../raw/x",
    "/openai/%2e%2e/x",
    "/openai/v1%2fmodels",
    "/openai/%252e",
    "/openai//v1/models",
  ])("refuses the ambiguous path %s", (target) => {
    expect(() => ask(connections, "GET", target)).toThrow(/malformed/);
  });

  it("refuses in the words of the connection that was asked", () => {
    const route = createRoutes(connections)("GET", "/openai/v1/files");
    expect("error" in route && route.dialect).toBe(dialect);
    expect(createRoutes(connections)("GET", "/nowhere")).toMatchObject({ dialect: undefined });
  });

  it("serves everything at the root, where nothing is a prefix", () => {
    expect(ask([at("all", "/")], "POST", "/v1/chat/completions")).toBe("all chat /v1/chat/completions");
  });
});
