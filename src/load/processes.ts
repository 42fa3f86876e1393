/** Child processes: started, spoken to, waited for, and ended with us whatever happens. */
import { type ChildProcess, spawn } from "node:child_process";
import { connect, createServer } from "node:net";

const children = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

export function own(child: ChildProcess): ChildProcess {
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

const words = new WeakMap<ChildProcess, string>();
const KEPT_CHARACTERS = 2_000;

/** Any command. */
export function spawned(
  command: string,
  args: readonly string[],
  directory: string,
  extraEnvironment: Readonly<Record<string, string>> = {},
): ChildProcess {
  const env = { ...process.env, ...extraEnvironment };
  const child = own(spawn(command, args, { cwd: directory, env, stdio: ["ignore", "pipe", "pipe"] }));
  for (const output of [child.stdout, child.stderr])
    output?.setEncoding("utf8").on("data", (text: string) => {
      words.set(child, (lastWords(child) + text).slice(-KEPT_CHARACTERS));
    });
  child.once("error", (error) => words.set(child, error.message));
  return child;
}

/** The end of what a spawned command has printed. */
export const lastWords = (child: ChildProcess): string => words.get(child) ?? "";

const ended = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null || child.pid === undefined;

export async function stopped(child: ChildProcess): Promise<void> {
  if (ended(child)) return;
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

/** Waits until something listens there. Throws when the child ends before, or nothing does in time. */
export async function listening(port: number, child: ChildProcess, withinMs = 20_000): Promise<void> {
  const until = performance.now() + withinMs;
  for (;;) {
    if (await answers(port)) return;
    if (ended(child)) throw new Error(`it ended (${child.exitCode ?? child.signalCode ?? "not started"})`);
    if (performance.now() > until) throw new Error(`nothing listens on port ${port} after ${withinMs / 1_000} s`);
    await pause(50);
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
