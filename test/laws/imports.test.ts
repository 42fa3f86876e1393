import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/** Who may import whom. Type-only imports bind nothing at run time and are free. */

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

const filesUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

const valueImports = (file: string): string[] => {
  const text = readFileSync(join(root, file), "utf8");
  const found: string[] = [];
  for (const match of text.matchAll(/^\s*(?:import|export)\s+(type\s+)?([^"';]*?from\s+)?["']([^"']+)["']/gms)) {
    const [, type, names = "", target = ""] = match;
    const onlyTypes =
      type !== undefined ||
      (/\{/.test(names) && !/\{\s*\}/.test(names) && /^\s*\{(?:\s*type\s+[^,}]+,?)+\s*\}/.test(names));
    if (onlyTypes) continue;
    found.push(target.startsWith(".") ? relative(root, resolve(dirname(join(root, file)), target)) : target);
  }
  for (const match of text.matchAll(/\bimport\(\s*["']([^"']+)["']/g)) found.push(match[1] ?? "");
  return found;
};

const sources = [...filesUnder("src"), ...filesUnder("workers")];
const imports = new Map(sources.map((file) => [file, valueImports(file)]));
const importersOf = (wanted: (target: string) => boolean): string[] =>
  [...imports].filter(([, targets]) => targets.some(wanted)).map(([file]) => file);

const IMPURE =
  /^node:(?:fs|net|tls|http|https|http2|dgram|child_process|worker_threads|timers|perf_hooks|os|process|zlib|stream|readline)(?:\/|$)/;
const IMPURE_WORDS =
  /\b(?:setTimeout|setInterval|setImmediate|console\.|process\.|Date\.now|performance\.now|Math\.random|new Date\()/;
/** zlib is a codec's own business; it holds no socket, and its clock is the data. */
const codings = "src/protocols/http/bodies/coding.ts";

const rooms = {
  inspect: sources.filter((file) => file.startsWith("src/inspect/")),
  policy: sources.filter((file) => file.startsWith("src/policy/")),
  codecs: sources.filter(
    (file) => file.startsWith("src/protocols/http/bodies/") || file.startsWith("src/protocols/llm/"),
  ),
  pipeline: sources.filter((file) => file.startsWith("src/pipeline/")),
};

describe("directions of import", () => {
  it("is asked of real files", () => {
    for (const files of Object.values(rooms)) expect(files.length).toBeGreaterThan(3);
    expect(imports.get("src/gateway-parts.ts")).toContain("src/pipeline/exchanges.ts");
  });

  it.each(Object.entries(rooms))("keeps %s pure: no sockets, files, clocks, timers or console", (_room, files) => {
    const impure = files
      .filter((file) => file !== codings)
      .flatMap((file) => [
        ...(imports.get(file) ?? [])
          .filter((target) => IMPURE.test(target))
          .map((target) => `${file} imports ${target}`),
        ...(IMPURE_WORDS.test(wordsOf(file)) ? [`${file} uses ${wordsOf(file).match(IMPURE_WORDS)?.[0]}`] : []),
      ]);
    expect(impure).toEqual([]);
  });

  it("keeps inspect, policy and codecs apart", () => {
    const crossing = (files: string[], others: string[]): string[] =>
      files.flatMap((file) =>
        (imports.get(file) ?? [])
          .filter((target) => others.some((other) => target.startsWith(other)))
          .map((target) => `${file} imports ${target}`),
      );
    expect(crossing(rooms.inspect, ["src/policy/", "src/protocols/", "src/pipeline/"])).toEqual([]);
    expect(crossing(rooms.policy, ["src/inspect/", "src/protocols/", "src/pipeline/"])).toEqual([]);
    expect(crossing(rooms.codecs, ["src/inspect/", "src/policy/", "src/pipeline/"])).toEqual([]);
  });

  it.each([
    ["piscina", (target: string) => target === "piscina", ["src/scanning/piscina-runner.ts"]],
    ["the native addon", (target: string) => target.endsWith("scanning/addon.ts"), undefined],
    ["the gateway", (target: string) => target === "src/gateway.ts", undefined],
  ] as const)("lets %s in by one door", (name, wanted, exactly) => {
    const importers = importersOf(wanted);
    if (exactly !== undefined) expect(importers).toEqual(exactly);
    if (name === "the gateway") for (const file of importers) expect(file).toMatch(/^src\/cli\//);
    if (name === "the native addon")
      for (const file of importers) expect(file).toMatch(/^(?:src\/scanning\/|workers\/)/);
  });

  it("lets only protocols/http import uWebSockets.js, and one file load the addon", () => {
    for (const file of importersOf((target) => target.includes("uWebSockets")))
      expect(file).toMatch(/^src\/protocols\/http\//);
    const loaders = sources.filter((file) => codeOf(file).includes("sluice.node"));
    expect(loaders).toEqual(["src/scanning/addon.ts"]);
  });

  it("lets nothing import commands but the program", () => {
    for (const file of importersOf((target) => target.startsWith("src/cli/")))
      expect(file === "src/main.ts" || file.startsWith("src/cli/")).toBe(true);
  });
});

/** Code without comments. */
function codeOf(file: string): string {
  return readFileSync(join(root, file), "utf8")
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/^\s*\/\/.*$/gm, "");
}

/** Code without its plain strings either: data may name anything. */
const wordsOf = (file: string): string => codeOf(file).replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '""');
