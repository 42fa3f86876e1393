/**
 * Where files of the program lie. Bundled code lies beside main.js, whichever module it is of (bundle.mjs), so a module of src/ itself
 * says where the others are.
 */
import { fileURLToPath } from "node:url";

const fromSource = import.meta.url.endsWith(".ts");

/** A file of the build, by its path in `dist/`. Threads and child processes run plain JavaScript, also those of TypeScript (tests). */
export const builtFile = (path: string): string =>
  fileURLToPath(new URL(`${fromSource ? "../dist/" : "../"}${path}`, import.meta.url));

/** A file or folder of `src/` as it runs: TypeScript in tests, else compiled. */
export const runningFile = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
