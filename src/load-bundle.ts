/**
 * Loads the program's one file (bundle.mjs) with what V8 has compiled of it before (code-cache.mjs). Compiling is a third of a start
 * without. V8 refuses a cache of another version, of other flags or of another length of text, and then compiles as ever.
 *
 *   dist/src/bundle.cjs   the program
 *   dist/src/bundle.cache what a start had compiled when it was ready
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";

export interface Bundle {
  readonly exports: typeof import("./bundle.ts");
  /** V8 took the cache. */
  readonly cached: boolean;
  /** With everything that is compiled by now. */
  createCache(): Uint8Array;
}

export function loadBundle(file: string = fileURLToPath(new URL("bundle.cjs", import.meta.url))): Bundle {
  // It is ASCII: a byte for each character, also in memory.
  const source = readFileSync(file, "latin1");
  const cachedData = readCache(file);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: file,
    cachedData,
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  return {
    exports: module.exports as Bundle["exports"],
    cached: cachedData !== undefined && script.cachedDataRejected === false,
    createCache: () => script.createCachedData(),
  };
}

function readCache(file: string): Buffer | undefined {
  try {
    return readFileSync(cacheOf(file));
  } catch {
    return undefined;
  }
}

export const cacheOf = (file: string): string => file.replace(/\.cjs$/, ".cache");
