import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cacheOf } from "../src/load-bundle.ts";

const loader = new URL("../dist/src/load-bundle.js", import.meta.url).href;

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "sluice-bundle-"));
  file = join(directory, "bundle.cjs");
  writeFileSync(file, 'exports.main = () => require("node:path").basename(__filename);');
});
afterEach(() => rmSync(directory, { recursive: true }));

/** In a process of its own: in one that has compiled a text before, V8 needs no cache. */
function load(): { said: string; cached: boolean } {
  const script = `
    import { writeFileSync } from "node:fs";
    import { cacheOf, loadBundle } from ${JSON.stringify(loader)};
    const { exports, cached, createCache } = loadBundle(${JSON.stringify(file)});
    console.log(JSON.stringify({ said: exports.main(), cached }));
    if (!cached) writeFileSync(cacheOf(${JSON.stringify(file)}), createCache());`;
  const words = ["--input-type=module", "--eval", script];
  return JSON.parse(spawnSync(process.execPath, words, { encoding: "utf8" }).stdout);
}

test("what V8 has compiled of a bundle is taken the next time", () => {
  expect(load()).toEqual({ said: "bundle.cjs", cached: false });
  expect(load()).toEqual({ said: "bundle.cjs", cached: true });
});

test.each([
  ["of another text", () => writeFileSync(file, 'exports.main = () => "another";'), "another"],
  ["cut", () => writeFileSync(cacheOf(file), "cut"), "bundle.cjs"],
])("a cache that is %s is refused, and the bundle runs", (_how, change, said) => {
  load();
  change();
  expect(load()).toEqual({ said, cached: false });
});
