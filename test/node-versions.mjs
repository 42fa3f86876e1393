#!/usr/bin/env node
// Runs the tests with another Node: `npm run test:node -- 22` (or 24, or 22.23.3, and then what vitest takes: files, -t).
//
//   npm registry -> package with that Node's binary, in a temporary directory -> vitest under it -> its exit code
//
// The checkout is set up by the running Node as always; the engine speaks Node-API, so one build serves every version.
// uWebSockets.js has no build for Node above 20: there the suite runs on node:http and says so (test/harness/front-ends.ts).
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [wanted, ...rest] = process.argv.slice(2);

const fail = (what, code = 1) => {
  console.error(`\nnode-versions: ${what}`);
  process.exit(code);
};

if (wanted === undefined || !/^\d{2}(?:\.\d+){0,2}$/.test(wanted)) fail("say which Node: npm run test:node -- 22", 2);
if (process.platform !== "linux") fail(`there are binaries for Linux only, and this is ${process.platform}.`, 2);

const directory = mkdtempSync(join(tmpdir(), "sluice-node-"));
process.on("exit", () => rmSync(directory, { recursive: true, force: true }));

const name = `node-linux-${process.arch}`;
const fetched = spawnSync(
  "npm",
  [
    "install",
    "--prefix",
    directory,
    "--no-save",
    "--no-audit",
    "--no-fund",
    "--ignore-scripts",
    "--loglevel",
    "error",
    `${name}@${wanted}`,
  ],
  { encoding: "utf8", env: { ...process.env, npm_config_fetch_retries: "1", npm_config_fetch_timeout: "60000" } },
);
if (fetched.status !== 0) {
  const said = `${fetched.stderr ?? ""}`;
  if (/\b(?:E404|ETARGET|notarget)\b/i.test(said)) fail(`the registry has no ${name}@${wanted}.`);
  const code = said.match(
    /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|E4\d\d|E5\d\d|[A-Z_]*CERT[A-Z_]*)\b/,
  )?.[0];
  if (code !== undefined)
    fail(`the npm registry cannot be reached (${code}); Node ${wanted} was not fetched and nothing was tested.`);
  fail(`Node ${wanted} could not be fetched, and nothing was tested:\n\n${said.trim()}`);
}

const setup = spawnSync(process.execPath, ["setup.mjs"], { cwd: root, stdio: "inherit" });
if (setup.status !== 0) process.exit(setup.status ?? 1);

const binary = join(directory, "node_modules", name, "bin", "node");
const version = spawnSync(binary, ["--version"], { encoding: "utf8" });
if (version.status !== 0) fail(`the binary of ${name}@${wanted} does not start on this machine.`);
console.error(`node-versions: the tests run under Node ${version.stdout.trim()}`);

const run = spawnSync(binary, ["node_modules/vitest/vitest.mjs", "run", ...rest], {
  cwd: root,
  stdio: "inherit",
  // Programs that tests start by name are the same Node.
  env: { ...process.env, PATH: `${dirname(binary)}${delimiter}${process.env.PATH ?? ""}` },
});
process.exitCode = run.status ?? 1;
