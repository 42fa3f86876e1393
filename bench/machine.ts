/** What a record says of the machine and the code that were measured, and where records lie. */
import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";

export const recordsDirectory = fileURLToPath(new URL("../../bench/records/", import.meta.url));

function git(...words: string[]): string {
  try {
    return execFileSync("git", words, {
      encoding: "utf8",
      cwd: fileURLToPath(new URL("../..", import.meta.url)),
    }).trim();
  } catch {
    return "";
  }
}

/** Seconds since 1970 at which a file was last committed; of one that never was, infinity. */
export const committedAt = (file: string): number =>
  Number(git("log", "-1", "--format=%ct", "--", file)) || Number.POSITIVE_INFINITY;

export const describeMachine = () => ({
  date: new Date().toISOString().slice(0, 10),
  cpu: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  commit: git("rev-parse", "--short", "HEAD") || "none",
  /** Files that differ from the commit. */
  changed: git("status", "--porcelain", "--", "src", "native", "workers", "bench").split("\n").filter(Boolean).length,
});
