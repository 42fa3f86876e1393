/**
 * Child processes of the benches and what they cost, read from /proc: processor time of all threads (in nanoseconds where
 * the kernel counts them so) and resident memory. Every child ends with the bench.
 */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";

export const benchFile = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const children = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

export function own(child: ChildProcess): ChildProcess {
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

/** A script of ours, with IPC. */
export const forked = (
  file: string,
  words: readonly string[] = [],
  nodeOptions: readonly string[] = [],
): ChildProcess => own(fork(benchFile(file), words, { execArgv: [...nodeOptions] }));

/** The gateway as its users start it, with the first line of main.js, under the node that runs this. */
export const spawnedGateway = (
  words: readonly string[],
  directory: string,
  nodeOptions: readonly string[] = [],
): ChildProcess =>
  spawned(benchFile("../src/main.js"), words, directory, {
    NODE_OPTIONS: nodeOptions.map((option) => JSON.stringify(option)).join(" "),
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
  });

/** Any command; its last words are told when it ends by itself. */
export function spawned(
  command: string,
  words: readonly string[],
  directory: string,
  extraEnvironment: Readonly<Record<string, string>> = {},
): ChildProcess {
  const env = { ...process.env, ...extraEnvironment };
  const child = own(spawn(command, words, { cwd: directory, env, stdio: ["ignore", "pipe", "pipe"] }));
  let said = "";
  for (const output of [child.stdout, child.stderr]) {
    output?.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-2_000);
    });
  }
  child.once("exit", (code) => {
    if (code !== 0 && code !== null) console.error(`${command} ended with ${code}: ${said}`);
  });
  return child;
}

export async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await over;
  clearTimeout(timer);
}

/** The next message; the child's end is a failure. */
export function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => {
      child.off("message", onMessage);
      reject(new Error(`${child.spawnargs.slice(-2).join(" ")} ended with ${code}`));
    };
    const onMessage = (value: unknown): void => {
      child.off("exit", onExit);
      resolve(value as T);
    };
    child.once("message", onMessage);
    child.once("exit", onExit);
  });
}

/** Waits until something listens there. */
export async function listening(port: number, child: ChildProcess): Promise<void> {
  const until = performance.now() + 20_000;
  for (;;) {
    const answered = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: "127.0.0.1", port }, () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => resolve(false));
    });
    if (answered) return;
    if (child.exitCode !== null || performance.now() > until) throw new Error(`nothing listens on port ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function cpuSecondsOf(child: ChildProcess): number {
  const tasks = `/proc/${child.pid}/task`;
  let nanoseconds = 0;
  for (const task of readdirSync(tasks)) {
    nanoseconds += Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0]);
  }
  return nanoseconds / 1e9;
}

export function residentBytesOf(child: ChildProcess): number {
  const kilobytes = /^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) * 1024;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
