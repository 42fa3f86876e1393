/**
 * How long does the gateway take from its command to "ready"?
 *
 *   node dist/bench/start.js [--quick] [--json]
 *
 * The command as its users start it, again and again in one data directory: the first time it compiles its ruleset, then it finds it in the
 * cache, which is asserted by what it logs. Beside it, in turns, Node that starts and does nothing. Time on the clock, and
 * what of it was processor time.
 */
import { equal } from "node:assert";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpuSecondsOf, freePort, spawnedGateway, stopped } from "./processes.ts";
import { main, measured, quick, type Report } from "./trial.ts";

const starts = quick ? 5 : 15;

interface Ready {
  readonly ms: number;
  /** Of processor time, all threads. */
  readonly cpuMs: number;
  readonly fromCache: boolean;
}

/** Starts it, waits for its line "ready", and stops it. */
async function startOnce(directory: string): Promise<Ready> {
  const port = await freePort();
  const from = performance.now();
  const child = spawnedGateway(
    ["serve", "--upstream", "http://127.0.0.1:9", "--listen", `127.0.0.1:${port}`],
    directory,
  );
  try {
    return await new Promise<Ready>((resolve, reject) => {
      let text = "";
      const read = (chunk: string): void => {
        text += chunk;
        const line = text.split("\n").find((each) => each.includes('"msg":"ready"'));
        if (line === undefined) return;
        const { rulesetFromCache } = JSON.parse(line) as { rulesetFromCache?: boolean };
        const ms = performance.now() - from;
        resolve({ ms, cpuMs: cpuSecondsOf(child) * 1e3, fromCache: rulesetFromCache === true });
      };
      for (const output of [child.stdout, child.stderr]) output?.on("data", read);
      child.once("exit", (code) => reject(new Error(`it ended with ${code}: ${text}`)));
    });
  } finally {
    await stopped(child);
  }
}

async function startNode(): Promise<number> {
  const from = performance.now();
  const [code] = await once(spawn(process.execPath, ["-e", ""], { stdio: "ignore" }), "exit");
  equal(code, 0);
  return performance.now() - from;
}

async function report(): Promise<Report> {
  const directory = mkdtempSync(join(tmpdir(), "sluice-bench-start-"));
  try {
    const first = await startOnce(directory);
    equal(first.fromCache, false);
    const [cached, cpu, node]: [number[], number[], number[]] = [[], [], []];
    for (let i = 0; i < starts; i++) {
      const { ms, cpuMs, fromCache } = await startOnce(directory);
      equal(fromCache, true);
      cached.push(ms);
      cpu.push(cpuMs);
      node.push(await startNode());
    }
    return {
      bench: "start: from the command to ready",
      measures: [
        measured("start to ready, ruleset in the cache", "ms", cached, { most: 300 }),
        measured("processor time until then", "ms", cpu),
        measured("baseline: Node that does nothing", "ms", node),
        { name: "first start, ruleset compiled", value: first.ms, unit: "ms" },
      ],
      skipped: [],
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

await main(() => undefined, report);
