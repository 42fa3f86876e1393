/** What a process costs, from Linux's /proc: processor time of all threads, in nanoseconds as the kernel counts it, and resident memory. */
import { readdirSync, readFileSync } from "node:fs";

/** Throws when there is no such process. */
export function cpuSecondsOf(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  let nanoseconds = 0;
  for (const task of readdirSync(tasks)) {
    try {
      nanoseconds += Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0]);
    } catch {
      // A thread that has just ended.
    }
  }
  return nanoseconds / 1e9;
}

export function residentBytesOf(pid: number): number {
  const kilobytes = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes ?? 0) * 1_024;
}

export interface ProcessCost {
  readonly cpuSeconds: number;
  readonly residentBytes: number;
}

/** Of a process and all that it has started. Undefined: it has ended. */
export function costOf(pid: number): ProcessCost | undefined {
  try {
    let cost = { cpuSeconds: cpuSecondsOf(pid), residentBytes: residentBytesOf(pid) };
    for (const child of childrenOf(pid)) {
      const { cpuSeconds = 0, residentBytes = 0 } = costOf(child) ?? {};
      cost = { cpuSeconds: cost.cpuSeconds + cpuSeconds, residentBytes: cost.residentBytes + residentBytes };
    }
    return cost;
  } catch {
    return undefined;
  }
}

export const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) => {
    try {
      const line = readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").trim();
      return line === "" ? [] : line.split(" ").map(Number);
    } catch {
      return [];
    }
  });
