/** This checkout's gateway as `sluice serve --upstream` starts it: the default detectors in both directions, audit on. */
import { existsSync } from "node:fs";
import { builtFile } from "../../built-file.ts";
import { nodeOptions } from "../../node-options.ts";
import { spawned } from "../processes.ts";
import type { Preset } from "./preset.ts";

export const sluice: Preset = {
  about: "this checkout, default detectors in both directions, audit on",
  startMs: 60_000,
  find() {
    const command = builtFile("src/main.js");
    return existsSync(command) ? { command } : { missing: "dist/src/main.js is not built. Run: npm run setup" };
  },
  start({ command, directory, port, upstreamPort, processes }) {
    const flags = ["--upstream", `http://127.0.0.1:${upstreamPort}`, "--listen", `127.0.0.1:${port}`];
    if (processes > 1) flags.push("--processes", String(processes));
    return {
      child: spawned(process.execPath, [...nodeOptions, command, "serve", ...flags], directory),
      base: `http://127.0.0.1:${port}/v1`,
    };
  },
};
