import { expect, test } from "vitest";
import { deepFreeze, resolveConfig } from "../../src/config/resolve.ts";
import { schema } from "../../src/config/schema.ts";

const resolve = (value: object) =>
  resolveConfig(
    schema.parse({
      version: 1,
      connections: { a: { dialect: "auto", upstream: "https://x.example", clients: "anonymous" } },
      ...value,
    }),
    { custom: [], allow: [], fields: [], problems: [] },
    { source: "here", directory: "/srv/gate" },
  );

test.each([
  ["data", { data: "d" }, (config: ReturnType<typeof resolve>) => config.data, "/srv/gate/d"],
  ["audit under data", { data: "/d" }, (config: ReturnType<typeof resolve>) => config.audit.directory, "/d/audit"],
  [
    "audit elsewhere",
    { audit: { directory: "../a" } },
    (config: ReturnType<typeof resolve>) => config.audit.directory,
    "/srv/a",
  ],
  [
    "a key",
    { keys: { fingerprint: "file:k" } },
    (config: ReturnType<typeof resolve>) => config.keys.fingerprint,
    "/srv/gate/k",
  ],
  [
    "a key with a colon in its name",
    { keys: { fingerprint: "file:/k:1" } },
    (config: ReturnType<typeof resolve>) => config.keys.fingerprint,
    "/k:1",
  ],
])("relative paths begin at the file: %s", (_what, value, pick, expected) => {
  expect(pick(resolve(value))).toBe(expected);
});

test("what depends on the dialect is filled in", () => {
  expect(resolve({}).connections[0]).toMatchObject({
    name: "a",
    path: "/a",
    credentialHeader: "dialect",
    logprobs: "drop",
  });
});

test("freezing reaches everything", () => {
  const frozen = deepFreeze({ a: [{ b: { c: 1 } }] });
  expect(() => {
    (frozen.a[0] as { b: { c: number } }).b.c = 2;
  }).toThrow(TypeError);
});
