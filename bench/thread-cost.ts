/** What each thread of a process has cost, from Linux's /proc. */
import type { ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export interface ThreadCost {
  /** Seconds of processor time, exactly. */
  readonly seconds: number;
  /** The same in user space and in the kernel, in the kernel's ticks. */
  readonly userTicks: number;
  readonly kernelTicks: number;
}

export type ThreadCosts = ReadonlyMap<number, ThreadCost>;

const nothing: ThreadCost = { seconds: 0, userTicks: 0, kernelTicks: 0 };

export function threadsOf({ pid = 0 }: ChildProcess): ThreadCosts {
  const costs = new Map<number, ThreadCost>();
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      const read = (file: string): string => readFileSync(`/proc/${pid}/task/${thread}/${file}`, "utf8");
      // Behind the name in parentheses: state is the first field, user and kernel ticks are the twelfth and thirteenth.
      const fields = read("stat")
        .replace(/^.*\) /s, "")
        .split(" ");
      costs.set(Number(thread), {
        seconds: Number(read("schedstat").split(" ")[0]) / 1e9,
        userTicks: Number(fields[11]),
        kernelTicks: Number(fields[12]),
      });
    } catch {
      // A thread that has just ended.
    }
  }
  return costs;
}

export const spentBetween = (before: ThreadCosts, after: ThreadCosts): ThreadCosts =>
  new Map(
    [...after].map(([thread, cost]) => {
      const was = before.get(thread) ?? nothing;
      return [
        thread,
        {
          seconds: cost.seconds - was.seconds,
          userTicks: cost.userTicks - was.userTicks,
          kernelTicks: cost.kernelTicks - was.kernelTicks,
        },
      ];
    }),
  );
