// Builds the engine's sources (those that binding.gyp lists) with sanitizers, beside the product's build: objects of the
// engine once, then whatever is linked from them. What has not changed is not built again.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

const { sources, defines } = JSON.parse(readFileSync(join(root, "binding.gyp"), "utf8")).targets[0];

/** What stands between the engine and Node. */
export const addonSources = [
  "native/addon.cc",
  "native/event-pump.cc",
  "native/fast-path-handle.cc",
  "native/fingerprint.cc",
];

/** Of the engine without Node. */
export const engineSources = sources.filter((source) => !addonSources.includes(source));

/**
 * @typedef {{compiler: string, flags: readonly string[], linkFlags: readonly string[], directory: string}} Kind
 *   how to build, and where
 */
export const sanitizers = "address,undefined";

/** With the compiler that the product needs anyway. @type {Kind} */
export const withGcc = {
  compiler: "g++",
  flags: ["-O1", `-fsanitize=${sanitizers}`, "-fno-sanitize-recover=all"],
  linkFlags: [`-fsanitize=${sanitizers}`],
  directory: join(root, "build-sanitized"),
};

const warnings = ["-Wall", "-Wextra", "-Wno-unused-parameter"];
const always = ["-std=c++17", "-g", "-fno-exceptions", "-fno-omit-frame-pointer", "-fPIC"];

/** What a command says, or an error with it. */
export function run(command, words, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd: root, stdio: ["ignore", "pipe", "pipe"], ...options });
    let said = "";
    for (const output of [child.stdout, child.stderr]) {
      output?.setEncoding("utf8").on("data", (text) => {
        said += text;
      });
    }
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) resolve(said);
      else reject(new Error(`${[command, ...words].join(" ")} ended with ${code ?? signal}\n${said.slice(-6000)}`));
    });
  });
}

const flagsOf = async (...words) => (await run("pkg-config", [...words, "libhs"])).trim().split(/\s+/).filter(Boolean);

const headers = () =>
  ["native", "native/fuzz"]
    .flatMap((directory) => readdirSync(join(root, directory)).map((name) => `${directory}/${name}`))
    .filter((name) => name.endsWith(".h"));

/** Does `work` unless `result` is there and was made of the same. */
async function once(result, of, work) {
  const hash = createHash("sha256");
  for (const part of of) hash.update(part).update("\0");
  const key = hash.digest("hex");
  const stamp = `${result}.made-of`;
  if (existsSync(result) && existsSync(stamp) && readFileSync(stamp, "utf8") === key) return;
  await work();
  writeFileSync(stamp, key);
}

/**
 * Compiles sources into the kind's directory; the object files, in order. As many at a time as there are processors.
 *
 * @param {Kind} kind
 * @param {readonly string[]} wanted
 * @param {readonly string[]} extra flags for these sources
 */
export async function compile({ compiler, flags, directory }, wanted, extra = []) {
  mkdirSync(directory, { recursive: true });
  const words = [...always, ...warnings, ...flags, ...extra, ...(await flagsOf("--cflags"))];
  const headerTexts = headers().map((name) => readFileSync(join(root, name)));
  const objects = wanted.map((source) => join(directory, `${basename(source, ".cc")}.o`));
  let next = 0;
  const worker = async () => {
    while (next < wanted.length) {
      const source = wanted[next];
      const object = objects[next++];
      await once(object, [compiler, words.join(" "), readFileSync(join(root, source)), ...headerTexts], () =>
        run(compiler, [...words, "-c", source, "-o", object]),
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, worker));
  return objects;
}

/**
 * @param {Kind} kind
 * @param {readonly string[]} objects
 * @param {string} name of the file
 * @param {readonly string[]} extra flags
 */
export async function link({ compiler, linkFlags, directory }, objects, name, extra = []) {
  const into = join(directory, name);
  const words = [...objects, ...linkFlags, ...extra, ...(await flagsOf("--libs"))];
  await once(into, [compiler, words.join(" "), ...objects.map((object) => readFileSync(object))], () =>
    run(compiler, [...words, "-o", into]),
  );
  return into;
}

/** Flags for the addon's own source: its definitions, and the headers of this node or those that node-gyp fetched. */
export function addonFlags() {
  const beside = join(dirname(dirname(process.execPath)), "include/node");
  const fetched = join(process.env.HOME ?? "/root", ".cache/node-gyp", process.versions.node, "include/node");
  const found = [beside, fetched].find((directory) => existsSync(join(directory, "node_api.h")));
  if (found === undefined) throw new Error(`no headers of Node in ${beside} or ${fetched}: run node setup.mjs`);
  return [...defines.map((name) => `-D${name}`), `-I${found}`, `-I${join(root, "node_modules/node-addon-api")}`];
}
