#!/usr/bin/env node
// Everything a fresh machine needs before `npm start` and `npm test`, in one idempotent pass:
//
//   checks (CPU, Node, sudo)  ->  system packages  ->  npm packages  ->  native engine  ->  TypeScript
//
// Each step is keyed by a hash of what it depends on and does nothing when that has not changed. Plain JavaScript, no
// dependencies: it runs before there are any. What cannot work is said at once, with the command to run instead.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync, chmodSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const PACKAGES = ["libhyperscan-dev", "pkg-config", "g++", "make", "python3"];
const HS_HEADER = "/usr/include/hs/hs_compile.h";

const fail = (what, instead) => {
  console.error(`\nsluice cannot be set up here: ${what}`);
  if (instead) console.error(`\n  ${instead.split("\n").join("\n  ")}\n`);
  process.exit(1);
};

// --- checks -----------------------------------------------------------------------------------------------------------

const compareVersions = (a, b) => {
  const [x, y] = [a, b].map((v) => v.split(".").map(Number));
  for (let i = 0; i < 3; i++) if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) - (y[i] ?? 0);
  return 0;
};

const wantedNode = "20.18.1";
if (compareVersions(process.versions.node, wantedNode) < 0)
  fail(`Node ${process.versions.node} is too old, ${wantedNode} or later is needed.`, "Install Node 20, 22 or 24 and run the command again.");
if (process.platform !== "linux")
  fail(`the engine is built against Debian's Hyperscan, and this is ${process.platform}.`, "Run it on Debian 12 (x86-64), for example in a container or a virtual machine.");

/** Version of the installed libhs from its header, or undefined. Hyperscan ends at 5.4.2; 5.4.3 and later is Vectorscan. */
const libhsVersion = () => {
  const file = ["/usr/include/hs/hs.h", "/usr/local/include/hs/hs.h"].find(existsSync);
  if (!file) return undefined;
  const text = readFileSync(file, "utf8");
  const part = (name) => /** @type {RegExpMatchArray | null} */ (text.match(new RegExp(`#define\\s+HS_${name}\\s+(\\d+)`)))?.[1];
  const version = [part("MAJOR"), part("MINOR"), part("PATCH")];
  return version.every(Boolean) ? version.join(".") : undefined;
};
const losesMatches = (v) => compareVersions(v, "5.4.2") > 0 && compareVersions(v, "5.4.13") < 0;

const arch = process.arch;
const installed = libhsVersion();
if (installed && losesMatches(installed))
  fail(`the installed libhs is Vectorscan ${installed}, which silently loses matches; 5.4.13 or later is needed, or Intel's Hyperscan.`,
    arch === "x64" ? "apt-get install libhyperscan-dev    # replaces libvectorscan-dev" : "Build and install Vectorscan 5.4.13 or later, then run the command again.");
if (arch !== "x64" && !(installed && compareVersions(installed, "5.4.13") >= 0))
  fail(`this is ${arch}, where Debian only has a Vectorscan that loses matches.`, "Use an x86-64 machine, or build and install Vectorscan 5.4.13 or later first.");
if (arch === "x64") {
  const flags = existsSync("/proc/cpuinfo") ? readFileSync("/proc/cpuinfo", "utf8").match(/^flags\s*:.*$/m)?.[0] ?? "" : "ssse3";
  if (!/\bssse3\b/.test(flags)) fail("this processor has no SSSE3, which Hyperscan needs.", "Use any x86-64 processor made since 2010.");
}

// --- steps ------------------------------------------------------------------------------------------------------------

const started = Date.now();
let did = 0;

const step = (name, work) => {
  const from = Date.now();
  process.stderr.write(`  ${name} ... `);
  const note = work();
  process.stderr.write(`${((Date.now() - from) / 1000).toFixed(1)} s${note ? ` (${note})` : ""}\n`);
  did++;
};

const run = (command, args, instead, options = {}) => {
  const result = spawnSync(command, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, ...options });
  if (result.status === 0) return result.stdout;
  process.stderr.write("failed\n");
  const said = `${result.stdout ?? ""}\n${result.stderr ?? ""}`.trim().split("\n");
  const shown = said.length <= 40 ? said : [...said.slice(0, 20), `... ${said.length - 40} lines ...`, ...said.slice(-20)];
  if (shown.join("") !== "") console.error(`\n${shown.join("\n")}`);
  return fail(`\`${[command, ...args].join(" ")}\` ${result.error ? `could not be started (${result.error.code})` : `ended with ${result.status ?? result.signal}`}.`, instead);
};

const files = (path) => {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => files(join(path, entry.name)));
};

const digest = (paths, ...extra) => {
  const hash = createHash("sha256");
  for (const value of extra) hash.update(`${value}\0`);
  for (const path of paths.flatMap(files)) hash.update(`${path}\0`).update(readFileSync(join(root, path))).update("\0");
  return hash.digest("hex");
};

const stamped = (stamp, key, result) => existsSync(join(root, result)) && existsSync(join(root, stamp)) && readFileSync(join(root, stamp), "utf8") === key;
const writeStamp = (stamp, key) => {
  mkdirSync(dirname(join(root, stamp)), { recursive: true });
  writeFileSync(join(root, stamp), key);
};

const has = (command) => spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;
const missing = () => [!existsSync(HS_HEADER) && !installed, !has("pkg-config"), !has("g++"), !has("make"), !has("python3")]
  .flatMap((absent, i) => (absent ? [PACKAGES[i]] : []));

const packages = missing();
if (packages.length > 0) {
  const manual = `sudo apt-get update && sudo apt-get install -y ${packages.join(" ")}`;
  if (!has("apt-get")) fail(`${packages.join(", ")} missing, and there is no apt-get to install them with.`, "Install g++, make, python3, pkg-config and Hyperscan 5.4 with headers, then run the command again.");
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !(has("sudo") && spawnSync("sudo", ["-n", "true"]).status === 0 || process.stdin.isTTY && has("sudo")))
    fail(`${packages.join(", ")} missing, and installing needs root.`, `${has("sudo") ? manual : manual.replaceAll("sudo ", "")}    # as root, then run the command again`);
  step(`system packages: ${packages.join(", ")}`, () => {
    const apt = (...args) => run(isRoot ? "apt-get" : "sudo", isRoot ? args : ["apt-get", ...args], manual,
      { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, stdio: isRoot ? "pipe" : ["inherit", "pipe", "pipe"] });
    apt("update");
    apt("install", "-y", "--no-install-recommends", ...packages);
  });
}

const npmKey = digest(["package.json", "package-lock.json"], process.arch);
if (!stamped("node_modules/.sluice-npm", npmKey, "node_modules"))
  step("npm packages", () => {
    run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], "npm ci --ignore-scripts    # see what it says");
    writeStamp("node_modules/.sluice-npm", npmKey);
  });

// The fuzzers beside the engine are no part of it.
const engineFiles = files("native").filter((path) => /^native\/[^/]+\.(cc|h)$/.test(path));
const nativeKey = digest([...engineFiles, "binding.gyp", "node_modules/.sluice-npm"], libhsVersion(), process.arch, process.versions.modules);
if (!stamped("build/.sluice-native", nativeKey, "build/Release/sluice.node"))
  step("native engine", () => {
    // Headers beside the running node keep node-gyp from downloading any. What reads uWebSockets.js's requests is of one major.
    const prefix = dirname(dirname(process.execPath));
    const headers = existsSync(join(prefix, "include/node/node_api.h"));
    run(process.execPath, ["node_modules/node-gyp/bin/node-gyp.js", "rebuild", "-j", "2", ...(headers ? [`--nodedir=${prefix}`] : [])],
      "node_modules/.bin/node-gyp rebuild    # see what it says");
    writeStamp("build/.sluice-native", nativeKey);
    return headers ? "headers of the running node" : "headers downloaded by node-gyp";
  });

const buildKey = digest(["src", "workers", "bench", "tsconfig.json", "bundle.mjs", "code-cache.mjs", "node_modules/.sluice-npm"]);
if (!stamped("dist/.sluice-build", buildKey, "dist/src/main.js"))
  step("TypeScript", () => {
    rmSync(join(root, "dist"), { recursive: true, force: true });
    run("node_modules/.bin/tsc", ["-p", "tsconfig.json"], "node_modules/.bin/tsc -p tsconfig.json    # see what it says");
    run(process.execPath, ["bundle.mjs"], "node bundle.mjs    # see what it says");
    run(process.execPath, ["code-cache.mjs"], "node code-cache.mjs    # see what it says");
    // `npx sluice` finds it here. A `bin` entry in package.json would make npx install the checkout into its cache instead.
    const bin = join(root, "node_modules/.bin/sluice");
    rmSync(bin, { force: true });
    chmodSync(join(root, "dist/src/main.js"), 0o755);
    symlinkSync("../../dist/src/main.js", bin);
    writeStamp("dist/.sluice-build", buildKey);
  });

if (did > 0) process.stderr.write(`  ready after ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
