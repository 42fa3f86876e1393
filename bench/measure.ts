/** Runs one bench in a process of its own. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { benchFile } from "./processes.ts";
import { quick, type Report } from "./trial.ts";

export const benches: readonly string[] = [
  "scan",
  "detectors",
  "pathological",
  "holdback",
  "lanes",
  "codecs",
  "conversation",
  "audit",
  "start",
  "gateway",
  "latency",
  "memory",
  "scaling",
];

export async function measure(bench: string): Promise<Report> {
  const words = [benchFile(`./${bench}.js`), "--json", ...(quick ? ["--quick"] : [])];
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as Report;
}
