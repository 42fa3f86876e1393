// Keeps what V8 compiles of the program until a gateway is ready, beside the program (src/load-bundle.ts). A gateway is started twice in
// a directory of its own: so that its ruleset lies in the cache, and then here.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";

const root = dirname(fileURLToPath(import.meta.url));
const built = join(root, "dist/src");
// V8 takes a cache of the same flags only.
const flags = readFileSync(join(built, "main.js"), "utf8").match(/^#!.* node (.*)/)[1].split(" ");

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

/** Runs a gateway until it is ready and ends it. */
async function start(file, directory) {
  const words = ["serve", "--upstream", "http://127.0.0.1:9", "--listen", `127.0.0.1:${await freePort()}`];
  const child = spawn(process.execPath, [...flags, file, ...words], { cwd: directory, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  let ready = false;
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said += text;
    if (ready || !said.includes('"msg":"ready"')) return;
    ready = true;
    child.kill("SIGINT");
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`a gateway that was started to be compiled ended with ${code}:\n${said}`);
}

/** What the next start will do. */
function isTaken() {
  const script = `import { loadBundle } from ${JSON.stringify(pathToFileURL(join(built, "load-bundle.js")).href)}; process.exit(loadBundle().cached ? 0 : 1);`;
  return spawnSync(process.execPath, [...flags, "--input-type=module", "--eval", script]).status === 0;
}

if (process.argv[2] === "serve") {
  const { cacheOf, loadBundle } = await import(join(built, "load-bundle.js"));
  const bundle = loadBundle();
  process.once("SIGINT", () => {
    // The gateway's own, which is not set when the cache is read.
    setFlagsFromString("--allocation-site-pretenuring");
    writeFileSync(cacheOf(join(built, "bundle.cjs")), bundle.createCache());
  });
  await bundle.exports.main();
} else {
  const directory = mkdtempSync(join(tmpdir(), "sluice-code-cache-"));
  try {
    await start(join(built, "main.js"), directory);
    await start(fileURLToPath(import.meta.url), directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  if (!isTaken()) throw new Error("V8 does not take the cache that it has made");
}
