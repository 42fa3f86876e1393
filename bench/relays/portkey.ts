/**
 * Portkey's open gateway, routing without guardrails. It is no dependency of the project: it is fetched from npm once, into
 * `.baselines/`, at the versions that work together (src/load/presets/portkey.ts).
 */
import { type ChildProcess, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { portkey } from "../../src/load/presets/portkey.ts";
import { freePort, listening } from "../processes.ts";
import { fromRoot } from "../root.ts";
import { quick } from "../trial.ts";

const folder = fromRoot(".baselines/portkey/");
const command = join(folder, "node_modules/@portkey-ai/gateway/build/start-server.js");
const manifest = {
  private: true,
  dependencies: { "@portkey-ai/gateway": "1.15.2" },
  overrides: { "@hono/node-server": "1.13.7" },
};

/** Undefined: it is there. */
function install(): string | undefined {
  if (existsSync(command)) return undefined;
  const missing = `Portkey is not in ${folder}`;
  if (quick) return `${missing}; a bench without --quick fetches it from npm`;
  console.error("fetching Portkey's gateway, a baseline ...");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  const words = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev"];
  const { status } = spawnSync("npm", words, { cwd: folder, timeout: 180_000 });
  return status === 0 && existsSync(command) ? undefined : `${missing}, and npm install failed there`;
}

export interface Portkey {
  readonly child: ChildProcess;
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** A sentence where it cannot be. */
export async function startPortkey(directory: string, upstreamPort: number): Promise<Portkey | string> {
  const why = install();
  if (why !== undefined) return why;
  const port = await freePort();
  const { child, headers = [] } = portkey.start({ command, directory, port, upstreamPort, processes: 1 });
  await listening(port, child, portkey.startMs);
  return { child, port, headers: Object.fromEntries(headers) };
}
