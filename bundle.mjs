// Puts the program and its workers together, over what the TypeScript compiler has written to dist/, so that a start does not look for
// and read some 400 modules. What else lies in dist/ stays as it is, for benches and tests that want a module of its own.
//
//   src/bundle.ts (main.ts, cli/gateway-process.ts) -> dist/src/bundle.cjs; main.js and gateway-process.js only load it
//   workers/*.ts                                    -> dist/workers/*.cjs, one file each
//
// One file that is no module is what V8's code cache takes (src/load-bundle.ts), and what a thread may be terminated in at any time
// (src/scanning/piscina-runner.ts). The catalogue is data: it is made here, once, and parsed at a start.
import { build } from "esbuild";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));

/** Modules whose exports are data: each becomes a file of JSON, which is read faster than code. */
const data = /\/src\/(inspect\/detectors\/(?:catalogue|persons|data\/names))\.ts$/;

// Half of the catalogue is for people, docs and tests, which read the modules. A start needs one example of a detector; who asks for
// whole entries gets them from a file of their own.
const shown = (key, value) => (key === "source" ? "" : key === "counterExamples" ? [] : key === "examples" ? value.slice(0, 1) : value);
// Without other characters V8 keeps a byte for each.
const ascii = (json) => json.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

const asData = {
  name: "data",
  setup(bundled) {
    bundled.onLoad({ filter: data }, async ({ path }) => {
      const compiled = join(root, `dist/src/${data.exec(path)[1]}.js`);
      const exported = { ...(await import(pathToFileURL(compiled).href)) };
      if ("builtDigests" in exported) {
        const { ruleDigest } = await import(pathToFileURL(join(root, "dist/src/scanning/rules-digest.js")).href);
        exported.builtDigests = exported.catalogue.map(ruleDigest);
      }
      const json = compiled.replace(/\.js$/, ".json");
      writeFileSync(json, ascii(JSON.stringify(exported, shown)));
      const place = JSON.stringify(relative(join(root, "dist/src"), json));
      const read = `import { readFileSync } from "node:fs";\nconst data = JSON.parse(readFileSync(new URL(${place}, import.meta.url), "latin1"));`;
      return { contents: [read, ...Object.keys(exported).map((name) => `export const ${name} = data.${name};`)].join("\n"), loader: "js" };
    });
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  define: { "import.meta.url": "importMetaUrl" },
  banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
  sourcemap: true,
  plugins: [asData],
  logLevel: "warning",
  allowOverwrite: true,
};

// Of another text of the same length V8 would take it.
rmSync(join(root, "dist/src/bundle.cache"), { force: true });
await build({
  ...common,
  entryPoints: ["src/bundle.ts"],
  outfile: "dist/src/bundle.cjs",
  inject: ["src/bundle-globals.ts"],
  // What starts threads of its own files, or is native.
  external: ["piscina", "uWebSockets.js", "*.node"],
  // Without comments it is ASCII; with lines a stack tells where.
  minifyWhitespace: true,
  lineLimit: 100,
});
if (/[^\x00-\x7f]/.test(readFileSync(join(root, "dist/src/bundle.cjs"), "latin1"))) throw new Error("dist/src/bundle.cjs is not ASCII");
for (const worker of ["scan", "audit"]) {
  await build({ ...common, entryPoints: [`workers/${worker}.ts`], outfile: `dist/workers/${worker}.cjs` });
  // The compiler's, which no thread may be given.
  for (const module of ["js", "js.map"]) rmSync(join(root, `dist/workers/${worker}.${module}`), { force: true });
}

// What `sluice detectors --json` shows, whole.
const { catalogueWith } = await import(pathToFileURL(join(root, "dist/src/inspect/detectors/catalogue-with.js")).href);
const wholeEntries = catalogueWith("broad").map((detector) => JSON.stringify(detector));
writeFileSync(join(root, "dist/src/inspect/detectors/whole-catalogue.jsonl"), `${wholeEntries.join("\n")}\n`);

const [shebang] = readFileSync(join(root, "src/main.ts"), "utf8").split("\n", 1);
writeFileSync(join(root, "dist/src/main.js"), `${shebang}\nimport { loadBundle } from "./load-bundle.js";\nawait loadBundle().exports.main();\n`);
writeFileSync(
  join(root, "dist/src/cli/gateway-process.js"),
  'import { loadBundle } from "../load-bundle.js";\nawait loadBundle().exports.gatewayProcess();\n',
);
