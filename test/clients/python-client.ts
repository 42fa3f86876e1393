/** A Python process with one client in it (worker.py): a line with what to do goes in, a line with what the client saw comes out. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface Ask {
  readonly case: string;
  readonly origin: string;
  readonly stream: boolean;
  readonly task: string;
  readonly found: string;
  readonly filed: string;
  readonly text?: string;
  readonly splits?: number;
}

export interface PythonClient {
  /** What the case returned; throws what it threw. */
  run(ask: Ask): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

/** Nothing of the caller's: no keys, no proxies, no telemetry. */
const environment = (packages: string | undefined): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  LANG: "C.UTF-8",
  NO_PROXY: "*",
  PYTHONUTF8: "1",
  PYTHONDONTWRITEBYTECODE: "1",
  ...(packages === undefined ? {} : { PYTHONPATH: packages }),
});

/** `client`: a module beside this file; `newest`: the packages of newest.txt go before those of requirements.txt. */
export async function startPythonClient(client: string, newest = false): Promise<PythonClient> {
  const { SLUICE_CLIENTS_PYTHON: python, SLUICE_CLIENTS_NEWEST: packages } = process.env;
  if (python === undefined || packages === undefined) throw new Error("Start it with `npm run test:clients`.");
  const child = spawn(python, [fileURLToPath(new URL("worker.py", import.meta.url)), client], {
    env: environment(newest ? packages : undefined),
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (part: Buffer) => {
    said = (said + part.toString()).slice(-4000);
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Record<string, unknown>> => {
    const line = await lines.next();
    if (line.done === true) throw new Error(`${client}.py ended:\n${said}`);
    return JSON.parse(line.value) as Record<string, unknown>;
  };
  await next();
  return {
    async run(ask) {
      child.stdin.write(`${JSON.stringify(ask)}\n`);
      const seen = await next();
      if (seen.error !== undefined) throw new Error(`${String(seen.error)}\n${String(seen.trace)}`);
      return seen;
    },
    async close() {
      if (child.exitCode !== null) return;
      child.stdin.end();
      await once(child, "close");
    },
  };
}
