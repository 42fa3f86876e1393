/** Runs the built `sluice` command as a user would, in a folder of its own. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const sluiceFile = fileURLToPath(new URL("../../dist/src/main.js", import.meta.url));

/** Its first line finds the node that runs the tests. */
const pathToNode = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function runSluice(args: readonly string[], options: { input?: string; directory?: string } = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(sluiceFile, args, {
      cwd: options.directory,
      env: { ...process.env, PATH: pathToNode, NO_COLOR: "1", FORCE_COLOR: undefined },
    });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      out += part;
    });
    child.stderr.setEncoding("utf8").on("data", (part: string) => {
      err += part;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
    child.stdin.end(options.input ?? "");
  });
}

/** A folder that is gone after `run`. */
export async function inFolder<T>(run: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), "sluice-test-"));
  try {
    return await run(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
