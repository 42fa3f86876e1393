/**
 * What a reload can take over and what it cannot: connections, masks, rules, detectors and credentials are asked anew for each
 * exchange; the rest made something at start (sockets, threads, files) and stays until the gateway starts again.
 */
import type { Config } from "./config.ts";

const fixed = [
  "data",
  "keys",
  "listen",
  "admin",
  "limits",
  "timeouts",
  "scan",
  "workers",
  "processes",
  "audit",
  "log",
] as const satisfies readonly (keyof Config)[];

/** Top-level settings that differ and that only a start takes over, in the order of the file. */
export const needsRestart = (before: Config, after: Config): readonly string[] =>
  fixed.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
