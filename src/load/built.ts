/**
 * Where a file of the build lies. Child processes run plain JavaScript, so when the caller itself runs from TypeScript (tests), they
 * come from `dist/`.
 *
 *   src/load/built.ts       -> dist/PATH
 *   dist/src/load/built.js  -> dist/PATH
 */
import { fileURLToPath } from "node:url";

const root = import.meta.url.endsWith(".ts") ? "../../dist/" : "../../";

export const builtFile = (path: string): string => fileURLToPath(new URL(root + path, import.meta.url));
