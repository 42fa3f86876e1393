import { expect, test } from "vitest";
import { configFromFlags, type Flags } from "../../src/config/flags.ts";
import { ConfigError, spellProblem } from "../../src/config/problems.ts";
import { sampleDetectors } from "./sample-detectors.ts";

const from = (flags: Flags) => configFromFlags(flags, { directory: "/home/someone", detectors: sampleDetectors });

function problems(flags: Flags): readonly string[] {
  try {
    from(flags);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => spellProblem("flags", problem));
  }
}

test("an upstream and an address are a whole configuration: one anonymous connection at the root", () => {
  const config = from({ upstream: "https://api.openai.com/v1", listen: "127.0.0.1:9000" });
  expect(config.connections).toHaveLength(1);
  expect(config.connections[0]).toMatchObject({
    name: "default",
    dialect: "auto",
    path: "/",
    clients: "anonymous",
    allowAnonymous: false,
    mode: "enforce",
    credential: null,
    endpoints: [{ kind: "inference" }, { kind: "models" }],
    upstream: { origin: "https://api.openai.com", basePath: "/v1" },
  });
  expect(config.listen.address).toEqual({ host: "127.0.0.1", port: 9000, loopback: true });
  expect(config.admin).toBeNull();
  expect(config.data).toBe("/home/someone/.sluice");
  expect(config.source).toBe("flags");
  expect(Object.isFrozen(config)).toBe(true);
});

test("the rest can be said too", () => {
  const config = from({
    upstream: "http://127.0.0.1:1",
    admin: "127.0.0.1:9001",
    data: "/var/lib/gate",
    scan: "inline",
    listener: "node",
  });
  expect(config).toMatchObject({
    data: "/var/lib/gate",
    scan: "inline",
    listen: { listener: "node", address: { port: 8080 } },
  });
  expect(config.admin?.address.port).toBe(9001);
});

test("beyond loopback only with --allow-anonymous", () => {
  const flags = { upstream: "https://x.example", listen: "0.0.0.0:9000" };
  expect(problems(flags)).toEqual([
    "flags: --listen: anyone who reaches 0.0.0.0:9000 could use this gateway. Listen on a loopback address such as 127.0.0.1:9000, or add --allow-anonymous.",
  ]);
  expect(from({ ...flags, allowAnonymous: true }).connections[0]?.allowAnonymous).toBe(true);
});

test.each([
  [
    { upstream: "https://x.example", allowAnonymous: true },
    "flags: --allow-anonymous changes nothing on a loopback address, which only this machine can reach; leave it out.",
  ],
  [{ upstream: "x.example" }, "flags: --upstream must be a URL that begins with https:// or http://."],
  [
    { upstream: "https://a:hunter2@x" },
    "flags: --upstream must not hold a user name or password; use `credential: env:NAME | file:PATH`.",
  ],
  [
    { upstream: "https://x", listen: "9000" },
    "flags: --listen must be HOST:PORT, such as 127.0.0.1:8080, [::1]:8080, or 0.0.0.0:8080 for every interface.",
  ],
  [
    { upstream: "https://x", admin: "x" },
    "flags: --admin must be HOST:PORT, such as 127.0.0.1:8080, [::1]:8080, or 0.0.0.0:8080 for every interface.",
  ],
  [
    { upstream: "http://127.0.0.1:8080" },
    "flags: connections.default.upstream is this gateway's own address (listen.address); it would call itself.",
  ],
])("%j is refused", (flags, message) => {
  expect(problems(flags)).toEqual([message]);
});
