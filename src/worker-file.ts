/**
 * Where a worker's compiled entry point lies. Worker threads load plain JavaScript, so when the caller itself runs from
 * TypeScript (tests), the worker comes from `dist/`, which the test command builds first.
 *
 *   src/worker-file.ts       -> dist/workers/NAME.cjs
 *   dist/src/worker-file.js  -> dist/workers/NAME.cjs
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The URL of `workers/NAME`; throws when it has not been built. */
export const workerFile = (name: string, from: string = import.meta.url): URL => {
  const file = new URL(from.endsWith(".ts") ? `../dist/workers/${name}.cjs` : `../workers/${name}.cjs`, from);
  if (!existsSync(fileURLToPath(file))) {
    throw new Error(`The worker dist/workers/${name}.cjs is missing. Build first: npm run build`);
  }
  return file;
};
