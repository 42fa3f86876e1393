/** What a record says of the machine and the code that were measured, and where records lie. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { catalogue } from "../src/inspect/detectors/catalogue.ts";
import { fromRoot } from "./root.ts";

export const recordsDirectory = fromRoot("bench/records/");

function git(...words: string[]): string {
  try {
    return execFileSync("git", words, { encoding: "utf8", cwd: fromRoot("") }).trim();
  } catch {
    return "";
  }
}

/** Seconds since 1970 at which a file was last committed; of one that never was, infinity. */
export const committedAt = (file: string): number =>
  Number(git("log", "-1", "--format=%ct", "--", file)) || Number.POSITIVE_INFINITY;

export interface Machine {
  readonly date: string;
  /** ISO 8601. Older records have the date alone. */
  readonly at?: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly commit: string;
  /** Files that differ from the commit. */
  readonly changed: number;
  /** Of the catalogue. Older records do not say it. */
  readonly detectors?: number;
}

/** Where it names no generation, as in virtual machines, with what the kernel says: measures of two generations are not alike. */
export function cpuName(): string {
  const name = cpus()[0]?.model ?? "unknown";
  if (/\d/.test(name) || !existsSync("/proc/cpuinfo")) return name;
  const [, family, model] =
    /^cpu family\s*: (\d+)\nmodel\s*: (\d+)$/m.exec(readFileSync("/proc/cpuinfo", "utf8")) ?? [];
  return model === undefined ? name : `${name} (family ${family}, model ${model})`;
}

export function describeMachine(): Machine & { readonly at: string } {
  const at = new Date().toISOString();
  return {
    date: at.slice(0, 10),
    at,
    cpu: cpuName(),
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    commit: git("rev-parse", "--short", "HEAD") || "none",
    changed: git("status", "--porcelain", "--", "src", "native", "workers", "bench").split("\n").filter(Boolean).length,
    detectors: catalogue.length,
  };
}
