/**
 * How long does the gateway take from its command to "ready"?
 *
 *   node dist/bench/start.js [--quick] [--json]
 *
 * The command as its users start it, again and again in one data directory: the first time it compiles its ruleset, then it finds it in the
 * cache, which is asserted by what it logs. What is ready is asked at once, and has to answer with what it was sent masked. Beside it, in
 * turns, Node that starts and does nothing. Time on the clock, and what of it was processor time. Certificates that the surroundings have
 * every Node read first (NODE_EXTRA_CA_CERTS, 30 ms of a start) are not read: they are no part of either.
 */
import { equal, match } from "node:assert";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSampleUpstream } from "../src/sample/sample-upstream.ts";
import { cpuSecondsOf, freePort, spawnedGateway, stopped } from "./processes.ts";
import { main, measured, quick, type Report } from "./trial.ts";

process.env.NODE_EXTRA_CA_CERTS = "";

const starts = quick ? 5 : 15;

interface Ready {
  readonly ms: number;
  /** Of processor time, all threads. */
  readonly cpuMs: number;
  readonly fromCache: boolean;
  /** Until its first answer has come, whole. */
  readonly firstMs: number;
}

const prompt = JSON.stringify({ model: "m", messages: [{ role: "user", content: "Reach me at jane@example.com." }] });

/** Starts it, waits for its line "ready", asks it, and stops it. */
async function startOnce(directory: string, upstream: string): Promise<Ready> {
  const port = await freePort();
  const from = performance.now();
  const child = spawnedGateway(["serve", "--upstream", upstream, "--listen", `127.0.0.1:${port}`], directory);
  try {
    const ready = await new Promise<Omit<Ready, "firstMs">>((resolve, reject) => {
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
    const answer = await fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: prompt,
    });
    match(await answer.text(), /Reach me at <EMAIL_ADDRESS/);
    return { ...ready, firstMs: performance.now() - from };
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
  // Says what it was told, so that an answer shows what of the prompt has come there.
  const upstream = await startSampleUpstream({ answer: (said) => said });
  const directory = mkdtempSync(join(tmpdir(), "sluice-bench-start-"));
  try {
    const first = await startOnce(directory, upstream.origin);
    equal(first.fromCache, false);
    const [cached, answered, cpu, node] = [[], [], [], []] as [number[], number[], number[], number[]];
    for (let i = 0; i < starts; i++) {
      const { ms, cpuMs, fromCache, firstMs } = await startOnce(directory, upstream.origin);
      equal(fromCache, true);
      cached.push(ms);
      answered.push(firstMs);
      cpu.push(cpuMs);
      node.push(await startNode());
    }
    return {
      bench: "start: from the command to ready",
      measures: [
        measured("start to ready, ruleset in the cache", "ms", cached, { most: 300 }),
        measured("start to the first answer, masked", "ms", answered),
        measured("processor time until ready", "ms", cpu),
        measured("baseline: Node that does nothing", "ms", node),
        { name: "first start, ruleset compiled", value: first.ms, unit: "ms" },
      ],
      skipped: [],
    };
  } finally {
    await upstream.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

await main(() => undefined, report);
