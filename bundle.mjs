// Puts the command and the workers' programs together, over what the TypeScript compiler has written to dist/: each with all that it
// needs in a few files, so that a start does not look for and read some 400 modules. What else lies in dist/ stays as it is, for
// benches and tests that want a module of its own.
//
//   src/main.ts, src/cli/gateway-process.ts -> dist/src/, what both or only some commands need in files beside main.js
//   workers/*.ts                            -> dist/workers/, one file each
//
// The catalogue is data: it is made here, once, and parsed at a start.
import { build } from "esbuild";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));

/** Modules whose exports are data. */
const data = /\/src\/(inspect\/detectors\/(?:catalogue|persons))\.ts$/;

// Without other characters V8 keeps a byte for each.
const ascii = (json) => json.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
const parsed = ([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(ascii(JSON.stringify(value)))});`;

const asData = {
  name: "data",
  setup(bundled) {
    bundled.onLoad({ filter: data }, async ({ path }) => {
      const compiled = pathToFileURL(join(root, `dist/src/${data.exec(path)[1]}.js`));
      return { contents: Object.entries(await import(compiled.href)).map(parsed).join("\n"), loader: "js" };
    });
  },
};

const common = {
  absWorkingDir: root,
  outbase: ".",
  outdir: "dist",
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  sourcemap: true,
  // What starts threads of its own files, or is native.
  external: ["piscina", "uWebSockets.js", "msgpackr", "esbuild", "*.node"],
  plugins: [asData],
  logLevel: "warning",
  allowOverwrite: true,
  // Of packages that are CommonJS.
  banner: { js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);' },
};

await build({ ...common, entryPoints: ["src/main.ts", "src/cli/gateway-process.ts"], splitting: true, chunkNames: "src/[name]-[hash]" });
await build({ ...common, entryPoints: ["workers/scan.ts", "workers/audit.ts"] });
