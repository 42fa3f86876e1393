#!/usr/bin/env node
// Runs real Python clients through the gateway: `npm run test:clients` (and then what vitest takes: files, -t).
//
//   requirements.txt, newest.txt -> .clients/ (a Python environment, made anew when they change) -> vitest -> its exit code
//
// --self-check     only the tests that show that the others can fail
// --venv FOLDER    the environment in another place
//
// Exit code 75: nothing was tested, for there is no Python that serves, or its packages cannot be fetched. 1: something failed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const NOT_RUN = 75;
const MIN_PYTHON = [3, 10];

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const rest = process.argv.slice(2);

const end = (what, code) => {
  console.error(`\ntest:clients: ${what}`);
  process.exit(code);
};
const notRun = (why) => end(`not run: ${why} No client was tested.`, NOT_RUN);

/** Takes a flag, and its value if it has one, out of what vitest will get. */
const take = (flag, values = 0) => {
  const at = rest.indexOf(flag);
  if (at < 0) return undefined;
  const [, value] = rest.splice(at, 1 + values);
  return values === 0 ? flag : (value ?? end(`${flag} needs a value.`, 2));
};
const selfCheck = take("--self-check") !== undefined;
const folder = resolve(root, take("--venv", 1) ?? ".clients");

// --- Python -----------------------------------------------------------------------------------------------------------

const asked = spawnSync(
  "python3",
  ["-c", "import sys, venv, ensurepip; print('.'.join(map(str, sys.version_info[:3])))"],
  {
    encoding: "utf8",
  },
);
if (asked.error !== undefined) notRun("there is no python3.");
if (asked.status !== 0) notRun("this python3 cannot make environments (on Debian: apt-get install python3-venv).");
const version = asked.stdout.trim();
const [major = 0, minor = 0] = version.split(".").map(Number);
if (major < MIN_PYTHON[0] || (major === MIN_PYTHON[0] && minor < MIN_PYTHON[1]))
  notRun(`this is Python ${version}, and the clients need ${MIN_PYTHON.join(".")} or later.`);

// --- packages ---------------------------------------------------------------------------------------------------------

const lists = ["requirements.txt", "newest.txt"].map((name) => join(here, name));
const key = createHash("sha256")
  .update(`${version}\0${folder}\0`)
  .update(lists.map((list) => readFileSync(list, "utf8")).join("\0"))
  .digest("hex");
const stamp = join(folder, "stamp");
const python = join(folder, "venv", "bin", "python");
const newest = join(folder, "newest");

/** How pip says that it got no answer, before it says that there is no such package. */
const UNREACHED =
  /Failed to establish a new connection|NewConnectionError|NameResolutionError|ConnectTimeout|Read timed out|ProxyError|SSLError|CERTIFICATE_VERIFY_FAILED|Network is unreachable|Connection (?:refused|reset|aborted)|Temporary failure in name resolution|HTTP error 5\d\d/;

const pip = (...args) => {
  const done = spawnSync(
    python,
    ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--retries", "1", ...args],
    { encoding: "utf8", maxBuffer: 1 << 26 },
  );
  if (done.status === 0) return;
  rmSync(folder, { recursive: true, force: true });
  const said = `${done.stdout}${done.stderr}`.trim();
  const unreached = UNREACHED.exec(said)?.[0];
  if (unreached !== undefined) notRun(`PyPI cannot be reached (${unreached}).`);
  end(`failed: the pinned packages could not be installed:\n\n${said}`, 1);
};

if (!existsSync(python) || !existsSync(stamp) || readFileSync(stamp, "utf8") !== key) {
  const from = Date.now();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const made = spawnSync("python3", ["-m", "venv", join(folder, "venv")], { encoding: "utf8" });
  if (made.status !== 0) end(`failed: no Python environment could be made:\n\n${made.stdout}${made.stderr}`, 1);
  pip("--requirement", lists[0]);
  pip("--requirement", lists[1], "--no-deps", "--target", newest);
  writeFileSync(stamp, key);
  console.error(`test:clients: packages installed in ${((Date.now() - from) / 1000).toFixed(1)} s`);
}

// --- tests ------------------------------------------------------------------------------------------------------------

const setup = spawnSync(process.execPath, ["setup.mjs"], { cwd: root, stdio: "inherit" });
if (setup.status !== 0) process.exit(setup.status ?? 1);

const run = spawnSync(
  process.execPath,
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--config",
    "test/clients/vitest.config.ts",
    ...(selfCheck ? ["-t", "self-check"] : []),
    ...rest,
  ],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, SLUICE_CLIENTS_PYTHON: python, SLUICE_CLIENTS_NEWEST: newest },
  },
);
process.exitCode = run.status ?? 1;
