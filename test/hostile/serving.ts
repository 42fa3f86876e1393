/** `sluice serve` in a process of its own, to be killed, starved or searched. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, vi } from "vitest";
import { sluiceFile } from "../cli/run-sluice.ts";
import { borrowRulesets, lendRulesets } from "../harness/shared-rulesets.ts";

export interface Serving {
  readonly port: number;
  readonly child: ChildProcess;
  /** Everything it has written to its two outputs. */
  readonly output: () => string;
  /** Kills it, if it lives, and waits. */
  kill(signal: NodeJS.Signals): Promise<void>;
}

export interface ServingOptions {
  readonly listener: "node" | "uws";
  readonly upstream: string;
  readonly directory: string;
  /** Lines of the connection. */
  readonly connection?: string;
  /** Open files that it may have. */
  readonly files?: number;
}

const directories: string[] = [];
afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

export function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "sluice-hostile-"));
  directories.push(directory);
  return directory;
}

export async function serving(options: ServingOptions): Promise<Serving> {
  const { listener, upstream, directory, connection = "", files } = options;
  writeFileSync(
    join(directory, "sluice.yaml"),
    `version: 1
data: ${join(directory, "data")}
listen: { address: "127.0.0.1:0", listener: ${listener} }
admin: off
connections:
  own:
    dialect: openai
    upstream: ${upstream}
    path: /
    clients: anonymous
${connection.replace(/^(?=.)/gm, "    ")}
log: { level: debug }
`,
  );
  const data = join(directory, "data");
  borrowRulesets(data);
  const serve = [sluiceFile, "serve", "--config", "sluice.yaml"];
  const limited = ["-c", `ulimit -n ${files}; exec "$@"`, "sh", process.execPath, ...serve];
  const child = spawn(files === undefined ? process.execPath : "/bin/sh", files === undefined ? serve : limited, {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const part of [child.stdout, child.stderr]) {
    part?.on("data", (text: Buffer) => {
      output += text.toString();
    });
  }
  const port = (): number => Number(/"at":"http:\/\/127\.0\.0\.1:(\d+)"[^\n]*"msg":"ready"/.exec(output)?.[1] ?? 0);
  await vi.waitFor(() => expect([port() > 0, output]).toEqual([true, output]), { timeout: 20_000, interval: 30 });
  lendRulesets(data);
  const closed = once(child, "close");
  return {
    port: port(),
    child,
    output: () => output,
    async kill(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await closed;
    },
  };
}
