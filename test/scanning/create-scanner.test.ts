import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import type { LaneResult, LaneStep, Scanner } from "../../src/inspect/scanner.ts";
import { createScanner, type ScanMode, type ScannerOptions } from "../../src/scanning/create-scanner.ts";
import type { MeteredScanner } from "../../src/scanning/pool-scanner.ts";
import { type OpenedRuleset, openRuleset } from "../../src/scanning/ruleset-cache.ts";
import { createPrng } from "./fixtures/prng.ts";

const scratch = mkdtempSync(join(tmpdir(), "sluice-scanner-"));
const misbehaving = fileURLToPath(new URL("fixtures/misbehaving-worker.cjs", import.meta.url));
const modes: readonly ScanMode[] = ["inline", "pool", "auto"];
const opened: MeteredScanner[] = [];
let ruleset: OpenedRuleset;

beforeAll(() => {
  ruleset = openRuleset({ detectors: catalogue, cacheDirectory: join(scratch, "cache") });
}, 60_000);
afterEach(async () => {
  for (const scanner of opened.splice(0)) await scanner.close();
});
afterAll(() => rmSync(scratch, { recursive: true }));

const open = async (mode: ScanMode, options: Partial<ScannerOptions> = {}): Promise<MeteredScanner> => {
  const scanner = createScanner({
    mode,
    ruleset: ruleset.ruleset,
    rulesetBytes: ruleset.bytes,
    workers: 2,
    ...options,
    limits: { batchTimeoutMs: 1_000, workerHeapMegabytes: 24, ...options.limits },
  });
  opened.push(scanner);
  await scanner.ready();
  return scanner;
};

type Answer = LaneResult | string;

const scan = (scanner: Scanner, step: LaneStep): Promise<Answer> =>
  new Promise((resolve) => scanner.scan(step, (failure, result) => resolve(result ?? `${failure?.message}`)));

const step = (bytes: Uint8Array): LaneStep => ({
  context: new Uint8Array(0),
  bytes,
  floor: 0,
  released: 0,
  last: true,
  profile: new Uint8Array(catalogue.length).fill(2),
  tails: 0,
});

const fragments: readonly [string, ...string[]] = [
  "The committee met again on Thursday. ",
  "alice@example.com",
  "4111 1111 1111 1111",
  "078-05-1120 ",
  "room 12 4111 1111 1111 1111 ",
  "password: hunter2andmore\n",
  "\\u0061lice%40example.com ",
  "\u{ff14}\u{ff11}11 1111 1111 1111 ",
  "GB82 WEST 1234 5698 7654 32 ",
  "https://alice:secretpassword@example.com/ ",
  "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n",
  "\n",
  "naïve — café ",
];

/** Lanes of random text cut at random, each step as a lane would send it after the last one's result. */
async function createSteps(seed: number, lanes: number): Promise<LaneStep[]> {
  const { below, pick } = createPrng(seed);
  const inline = await open("inline");
  const steps: LaneStep[] = [];
  for (let lane = 0; lane < lanes; lane += 1) {
    const text = Buffer.from(Array.from({ length: 1 + below(40) }, () => pick(fragments)).join(""));
    const profile = Uint8Array.from(catalogue, () => pick([0, 1, 2, 2, 2]));
    const context = Buffer.from(pick(["", "", "ssn: "]));
    let state = { released: 0, floor: 0, keep: 0, tails: 0 };
    let from = 0;
    for (let end = 0; end < text.length; ) {
      end = Math.min(text.length, end + 1 + below(below(2) === 0 ? 20 : 800));
      const step: LaneStep = {
        context: from === 0 ? context : new Uint8Array(0),
        bytes: text.subarray(from, end),
        floor: state.floor,
        released: state.released,
        last: end === text.length,
        profile,
        tails: state.tails,
      };
      steps.push(step);
      const result = await scan(inline, step);
      if (typeof result === "string") throw new Error(result);
      const { keep } = result;
      state = { released: result.released - keep, floor: result.floor - keep, keep, tails: result.tails };
      from += keep;
    }
  }
  return steps;
}

describe("every mode", () => {
  it("keeps clean text within its limit", async () => {
    const clean = (mark: string): LaneStep => ({ ...step(Buffer.from(`${mark} is plain`)), last: true });
    for (const [cleanBytes, kept] of [
      [0, 0],
      [10, 10],
      [1 << 20, 20],
    ] as const) {
      const { ruleset: own } = openRuleset({ detectors: catalogue, cacheDirectory: join(scratch, "cache") });
      const scanner = await open("inline", { ruleset: own, limits: { cleanBytes } });
      for (const mark of ["a", "a", "b", "b"]) await scan(scanner, clean(mark));
      expect(own.cleanTextBytes).toBe(kept);
    }
  });

  it("gives the same results for the same steps, whatever travels together", async () => {
    const steps = await createSteps(7, 400);
    const inline = await open("inline");
    const expected = await Promise.all(steps.map((step) => scan(inline, step)));
    const spans = expected.flatMap((answer) => (typeof answer === "string" ? [] : answer.spans));
    expect(steps.length).toBeGreaterThan(1_000);
    expect(spans.length).toBeGreaterThan(1_000);
    for (const mode of ["pool", "auto"] as const) {
      const { below } = createPrng(11);
      const scanner = await open(mode, {
        limits: { batchBytes: 3_000, batchSteps: 17, inlineBytesPerTurn: 300, smallBytes: 0 },
      });
      // What is clean is kept when it comes the second time, and known the third time.
      for (let time = 1; time <= 3; time++) {
        const answers: Promise<Answer>[] = [];
        for (const step of steps) {
          answers.push(scan(scanner, step));
          if (below(6) === 0) await nextTurn();
        }
        expect(await Promise.all(answers)).toEqual(expected);
      }
      const { inline: here, pool: there, failures } = scanner.stats();
      expect(here.steps + there.steps).toBe(3 * steps.length);
      expect(here.steps > 0).toBe(mode === "auto");
      expect(there.steps > 0 && failures === 0).toBe(true);
    }
  });

  const text = "alice@example.com ".repeat(40);
  for (const mode of modes) {
    it(`(${mode}) fails a step with too many findings, and only that`, async () => {
      const scanner = await open(mode, { limits: { stepFindings: 20, inlineBytesPerTurn: 100, smallBytes: 0 } });
      const texts = [text, "alice@example.com", text.slice(0, 90)];
      const answers = await Promise.all(texts.map((each) => scan(scanner, step(Buffer.from(each)))));
      expect(answers[0]).toMatch("More than limits.findings (20)");
      expect(answers.slice(1).map((answer) => (typeof answer === "string" ? answer : answer.spans.length))).toEqual([
        1, 5,
      ]);
    });

    it(`(${mode}) scans a step larger than its arena`, async () => {
      const scanner = await open(mode, { limits: { arenaBytes: 1_024 } });
      const bytes = Buffer.from(`${"x ".repeat(50_000)}alice@example.com`);
      expect(await scan(scanner, step(bytes))).toMatchObject({ released: bytes.length, spans: [{ start: 100_000 }] });
    });

    it(`(${mode}) refuses steps after it was closed`, async () => {
      const scanner = await open(mode);
      await scanner.close();
      expect(await scan(scanner, step(Buffer.from("x")))).toBe("The gateway is stopping.");
    });
  }

  for (const act of ["throw", "exit", "heap", "hang"]) {
    it(`that has workers finds the same while one of them meets "${act}" once`, async () => {
      const steps = (await createSteps(3, 20)).slice(0, 60);
      const inline = await open("inline");
      const marked = step(Buffer.from(`alice@example.com ~${act} once:${join(scratch, act)}~ 078-05-1120`));
      const all = [...steps.slice(0, 30), marked, ...steps.slice(30)];
      const expected = await Promise.all(all.map((each) => scan(inline, each)));
      const pool = await open("pool", { workerFile: misbehaving });
      expect(await Promise.all(all.map((each) => scan(pool, each)))).toEqual(expected);
      expect(pool.stats()).toMatchObject({ failures: 1, retries: 1, refused: 0 });
    });
  }

  it("that has workers refuses the step that no worker survives, and goes down when there are too many", async () => {
    const pool = await open("pool", { workerFile: misbehaving, limits: { maxFailures: 3 } });
    const poison = step(Buffer.from("~throw~"));
    const fine = step(Buffer.from("alice@example.com"));
    const heard: boolean[] = [];
    pool.onHealth((healthy) => heard.push(healthy));
    expect(await scan(pool, poison)).toBe("The text could not be inspected.");
    expect(await scan(pool, fine)).toMatchObject({ spans: [{ start: 0, end: 17 }] });
    const down = "The scanning workers failed too often, or did not start; no traffic is accepted.";
    expect(await scan(pool, poison)).toBe(down);
    expect(await scan(pool, fine)).toBe(down);
    expect(pool.healthy).toBe(false);
    expect(heard).toEqual([false]);
  });
});

describe("starting", () => {
  const ofDamaged = (mode: ScanMode): MeteredScanner => {
    const damaged = ruleset.bytes.slice();
    damaged.fill(7, 0, 64);
    const scanner = createScanner({ mode, ruleset: ruleset.ruleset, rulesetBytes: damaged, workers: 2 });
    opened.push(scanner);
    return scanner;
  };

  it("(pool) fails when the workers cannot load the ruleset", async () => {
    const scanner = ofDamaged("pool");
    await expect(scanner.ready()).rejects.toMatchObject({ code: "scanner-start" });
    await expect(scanner.complete()).rejects.toMatchObject({ code: "scanner-start" });
  });

  it("(auto) waits for no worker, and is down once they cannot load the ruleset", async () => {
    const scanner = ofDamaged("auto");
    await scanner.ready();
    expect(scanner.healthy).toBe(true);
    expect(await scan(scanner, step(Buffer.from("x")))).toMatchObject({ released: 1 });
    await expect(scanner.complete()).rejects.toMatchObject({ code: "scanner-start" });
    expect(scanner.healthy).toBe(false);
    expect(await scan(scanner, step(Buffer.from("x")))).toMatch(/did not start/);
  });
});
