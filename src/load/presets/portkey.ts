/**
 * Portkey's open gateway, routing without guardrails. With @hono/node-server 1.19 under it, 1.15.2 fails every exchange ("immutable");
 * with 1.13.7 it works, so that is what is advised.
 */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { spawned } from "../processes.ts";
import type { Preset } from "./preset.ts";

const PACKAGE = "@portkey-ai/gateway";
const START = "build/start-server.js";

const ADVICE = `In a folder with a package.json of {"dependencies":{"${PACKAGE}":"1.15.2"},"overrides":{"@hono/node-server":"1.13.7"}} run npm install, and run sluice load there.`;

/** In a node_modules of this folder or of one above it; else among the global packages of the running node. */
function findServer(): string | undefined {
  const globals = join(dirname(process.execPath), "../lib/node_modules");
  const local = createRequire(join(process.cwd(), "package.json")).resolve.paths(PACKAGE) ?? [];
  return [...local, globals].map((folder) => join(folder, PACKAGE, START)).find((file) => existsSync(file));
}

export const portkey: Preset = {
  about: "Portkey's gateway, routing without guardrails",
  startMs: 30_000,
  find() {
    const command = findServer();
    if (command !== undefined) return { command };
    return { missing: `${PACKAGE} is not installed. ${ADVICE}` };
  },
  start({ command, directory, port, upstreamPort }) {
    return {
      child: spawned(process.execPath, [command, `--port=${port}`, "--headless"], directory, {
        NODE_ENV: "production",
        TRUSTED_CUSTOM_HOSTS: "127.0.0.1",
      }),
      base: `http://127.0.0.1:${port}/v1`,
      headers: [
        ["x-portkey-provider", "openai"],
        ["x-portkey-custom-host", `http://127.0.0.1:${upstreamPort}/v1`],
      ],
    };
  },
};
