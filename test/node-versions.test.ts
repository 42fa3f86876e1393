import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("node-versions.mjs", import.meta.url));

/** Nobody listens there. */
const noRegistry = { npm_config_registry: "http://127.0.0.1:1", npm_config_noproxy: "127.0.0.1" };

test.each([
  ["no version", [], {}, 2, "say which Node"],
  ["a version that is none", ["latest"], {}, 2, "say which Node"],
  ["no registry", ["22"], noRegistry, 1, "the npm registry cannot be reached (ECONNREFUSED)"],
] as const)("with %s nothing is tested, and it is said", (_what, args, env, status, words) => {
  const done = spawnSync(process.execPath, [script, ...args], { encoding: "utf8", env: { ...process.env, ...env } });
  expect([done.status, done.stderr]).toEqual([status, expect.stringContaining(words)]);
  expect(done.stdout).toBe("");
});
