/**
 * From which size on does it pay to hand a turn's steps to a worker?
 *
 *   node dist/bench/dispatch.js [--record]
 *
 * A turn is so many steps of so many bytes of English prose with an e-mail address now and then. Two numbers per turn:
 * processor time of the loop's thread (nothing else is served then) and how long the turn takes (median). Pooled, the
 * loop packs, posts and unpacks; the engine's time is the worker's. Each case runs in a process of its own, and only
 * after both scanners have found the same. The crossover is the least turn for which the pool keeps the loop less busy.
 */

import { deepStrictEqual, ok } from "node:assert";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Bench } from "tinybench";
import { catalogue } from "../src/inspect/detectors/catalogue.ts";
import type { LaneResult, LaneStep, Scanner } from "../src/inspect/scanner.ts";
import { createScanner } from "../src/scanning/create-scanner.ts";
import { openRuleset } from "../src/scanning/ruleset-cache.ts";

const stepSizes = [16, 200, 1_024, 4_096, 16_384, 65_536];
const stepCounts = [1, 8, 64];
const rounds = 12;
/** Past this a turn is many batches, which is another question. */
const mostBytes = 256 * 1024;

interface Case {
  readonly mode: "inline" | "pool";
  readonly stepBytes: number;
  readonly steps: number;
}

interface Measured extends Case {
  /** Per turn, in microseconds; of the quietest round, for other load only ever adds. */
  readonly busyUs: number;
  readonly turnUs: number;
}

const prose = `The committee met again on Thursday, and nobody remembered who had asked for the numbers in the first place.
Write to alice@example.com if the third draft of the report is the one you meant, or leave a note at the desk downstairs.
It rained through the evening, so we walked home along the river and talked about the garden, the books and the move. `;

const createSteps = ({ stepBytes, steps }: Case, profile: Uint8Array): LaneStep[] => {
  const text = Buffer.from(prose.repeat(Math.ceil((stepBytes + prose.length) / prose.length)));
  return Array.from({ length: steps }, (_, index) => {
    const from = (index * 37) % prose.length;
    const bytes = text.subarray(from, from + stepBytes);
    return { context: new Uint8Array(0), bytes, floor: 0, released: 0, last: true, profile, tails: 0 };
  });
};

/** Time on a processor of this process's first thread, which is the loop's: unlike the clock, blind to other load. */
const loopCpuNs = (): number => Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ")[0]);

const scanTurn = (scanner: Scanner, steps: readonly LaneStep[]): Promise<LaneResult[]> =>
  new Promise((resolve, reject) => {
    const results: LaneResult[] = [];
    for (const step of steps) {
      scanner.scan(step, (failure, result) => {
        if (result === undefined) return reject(failure);
        if (results.push(result) === steps.length) resolve(results);
      });
    }
  });

async function measure(wanted: Case): Promise<Measured> {
  const { ruleset, bytes } = openRuleset({
    detectors: catalogue,
    cacheDirectory: join(tmpdir(), "sluice-bench-cache"),
  });
  const profile = new Uint8Array(catalogue.length).fill(2);
  const open = (mode: "inline" | "pool") => createScanner({ mode, ruleset, rulesetBytes: bytes, workers: 1 });
  const steps = createSteps(wanted, profile);
  const inline = open("inline");
  const pool = open("pool");
  await pool.ready();
  const expected = await scanTurn(inline, steps);
  deepStrictEqual(await scanTurn(pool, steps), expected);
  ok(
    wanted.stepBytes * wanted.steps < 1_024 || expected.some(({ spans }) => spans.length > 0),
    "the text holds something to find",
  );

  const scanner = wanted.mode === "pool" ? pool : inline;
  let turns = 0;
  let before = 0;
  const busyUs: number[] = [];
  const bench = new Bench({
    time: 50,
    warmupTime: 50,
    iterations: 16,
    setup() {
      turns = 0;
      before = loopCpuNs();
    },
    teardown(_task, mode) {
      if (mode === "run") busyUs.push((loopCpuNs() - before) / turns / 1_000);
    },
  });
  for (let round = 0; round < rounds; round += 1) {
    bench.add(`turn, round ${round}`, async () => {
      turns += 1;
      await scanTurn(scanner, steps);
    });
  }
  const turnUs = (await bench.run()).map(({ result }) => {
    ok(result.state === "completed", "the bench ran to its end");
    return result.latency.p50 * 1_000;
  });
  await Promise.all([inline.close(), pool.close()]);
  return { ...wanted, busyUs: Math.min(...busyUs), turnUs: Math.min(...turnUs) };
}

const inOwnProcess = (wanted: Case): Measured => {
  const self = fileURLToPath(import.meta.url);
  return JSON.parse(execFileSync(process.execPath, [self, "--case", JSON.stringify(wanted)], { encoding: "utf8" }));
};

function compare(record: boolean): void {
  const rows: { inline: Measured; pool: Measured }[] = [];
  const us = (value: number): string => value.toFixed(value < 100 ? 1 : 0).padStart(9);
  console.log("    steps x bytes | inline us | pool: busy us   turn us | the loop gains");
  for (const steps of stepCounts) {
    for (const stepBytes of stepSizes) {
      if (steps * stepBytes > mostBytes) continue;
      const row = {
        inline: inOwnProcess({ mode: "inline", steps, stepBytes }),
        pool: inOwnProcess({ mode: "pool", steps, stepBytes }),
      };
      rows.push(row);
      const { inline, pool } = row;
      console.log(
        `${String(steps).padStart(9)} x ${String(stepBytes).padEnd(5)} |${us(inline.busyUs)}  |     ${us(pool.busyUs)} ${us(pool.turnUs)} | ${(inline.busyUs / pool.busyUs).toFixed(2)} x`,
      );
    }
  }
  const crossovers = stepCounts.map((steps) => {
    const first = rows.find(({ inline, pool }) => inline.steps === steps && pool.busyUs < inline.busyUs);
    return { steps, bytes: first === undefined ? null : first.inline.stepBytes * steps };
  });
  for (const { steps, bytes } of crossovers) {
    console.log(
      `${steps} step${steps === 1 ? "" : "s"} a turn: the pool relieves the loop from ${bytes ?? "more than any"} bytes on`,
    );
  }
  if (!record) return;
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const date = new Date().toISOString().slice(0, 10);
  const [load] = loadavg();
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, load, commit, date };
  mkdirSync("bench/records", { recursive: true });
  writeFileSync(`bench/records/dispatch-${date}.json`, `${JSON.stringify({ machine, crossovers, rows }, null, 2)}\n`);
}

const asked = process.argv.indexOf("--case");
if (asked === -1) compare(process.argv.includes("--record"));
else console.log(JSON.stringify(await measure(JSON.parse(process.argv[asked + 1] ?? "null"))));
