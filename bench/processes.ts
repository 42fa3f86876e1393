/**
 * Child processes of the benches and what they cost, read from /proc: processor time of all threads (in nanoseconds where
 * the kernel counts them so) and resident memory. Every child ends with the bench.
 */
import { type ChildProcess, fork } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import * as cost from "../src/load/process-cost.ts";
import * as processes from "../src/load/processes.ts";

export { freePort, listening, message, pause, stopped } from "../src/load/processes.ts";

export const benchFile = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** A script of ours, with IPC. */
export const forked = (
  file: string,
  words: readonly string[] = [],
  nodeOptions: readonly string[] = [],
): ChildProcess => processes.own(fork(benchFile(file), words, { execArgv: [...nodeOptions] }));

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
  const child = processes.spawned(command, words, directory, extraEnvironment);
  child.once("exit", (code) => {
    if (code !== 0 && code !== null) console.error(`${command} ended with ${code}: ${processes.lastWords(child)}`);
  });
  return child;
}

export const cpuSecondsOf = ({ pid = 0 }: ChildProcess): number => cost.cpuSecondsOf(pid);
export const residentBytesOf = ({ pid = 0 }: ChildProcess): number => cost.residentBytesOf(pid);

/** Of all that it started, too. */
export const cpuSecondsOfAll = ({ pid = 0 }: ChildProcess): number => cost.costOf(pid)?.cpuSeconds ?? Number.NaN;
/** Of each process that it started. */
export const residentBytesOfEach = ({ pid = 0 }: ChildProcess): number[] =>
  cost.childrenOf(pid).map(cost.residentBytesOf);
