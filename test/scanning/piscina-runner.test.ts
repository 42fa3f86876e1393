import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import type { BatchRunner, ScanTask } from "../../src/scanning/batch-runner.ts";
import { createPiscinaRunner } from "../../src/scanning/piscina-runner.ts";
import { createPoolScanner, type MeteredScanner } from "../../src/scanning/pool-scanner.ts";
import { createWorkerHealth } from "../../src/scanning/worker-health.ts";
import { createPlainBatch, plainStep } from "./fixtures/plain-batch.ts";

const worker = (name: string): string => fileURLToPath(new URL(`fixtures/${name}.cjs`, import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "sluice-runner-"));
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});
afterAll(() => rmSync(scratch, { recursive: true }));

const createRunner = (name = "plain-worker", workers = 1): BatchRunner => {
  const runner = createPiscinaRunner({
    workerFile: worker(name),
    workers,
    birth: { rulesetBytes: new Uint8Array(0) },
    heapMegabytes: 16,
    timeoutMs: 200,
    startTimeoutMs: 10_000,
    onIdleDeath: () => {},
  });
  open.push(runner);
  return runner;
};

const createTask = (generation: number, ...texts: readonly string[]): ScanTask => {
  const batch = createPlainBatch(1_024, 16);
  for (const text of texts) batch.add(plainStep(text));
  return {
    kind: "scan",
    generation,
    count: batch.count,
    buffers: batch.buffers,
    begun: new Int32Array(new SharedArrayBuffer(4)),
  };
};

describe("a worker", () => {
  it("says when it is ready, writes into the shared arena and answers with the generation", async () => {
    const runner = createRunner("plain-worker", 2);
    await runner.ready();
    const task = createTask(17, "abc", "de");
    expect(await runner.run(task)).toEqual({ generation: 17 });
    expect([...task.buffers.out.subarray(0, 3)]).toEqual([3, 2, 0]);
    expect(task.begun[0]).toBe(17);
  });

  for (const act of ["throw", "hang", "exit", "heap"]) {
    it(`that meets "${act}" fails its batch and is there for the next one`, async () => {
      const runner = createRunner();
      await runner.ready();
      await expect(runner.run(createTask(1, "fine", `~${act}~`))).rejects.toThrow();
      expect(await runner.run(createTask(2, "fine"))).toEqual({ generation: 2 });
    });
  }

  it("that is an ES module is refused: to terminate it while it starts can end the process", () => {
    const options = {
      workers: 1,
      birth: { rulesetBytes: new Uint8Array(0) },
      heapMegabytes: 16,
      timeoutMs: 200,
      startTimeoutMs: 10_000,
    };
    expect(() => createPiscinaRunner({ ...options, workerFile: "workers/scan.js", onIdleDeath: () => {} })).toThrow(
      /CommonJS \(\.cjs\), not workers\/scan\.js/,
    );
  });

  it("that cannot start is an error that says why", async () => {
    await expect(createRunner("refusing-worker", 2).ready()).rejects.toMatchObject({
      code: "scanner-start",
      message: "The scanning workers did not start: the ruleset is damaged.",
    });
  });

  it("that hangs holds up nobody but its own batch", async () => {
    const runner = createRunner("plain-worker", 2);
    await runner.ready();
    const ends: string[] = [];
    const hung = runner.run(createTask(1, "~hang~")).catch(() => ends.push("hung"));
    for (let generation = 2; generation < 6; generation += 1) {
      await runner.run(createTask(generation, "fine"));
      ends.push("fine");
    }
    await hung;
    expect(ends).toEqual(["fine", "fine", "fine", "fine", "hung"]);
  });

  it("is not given up because this thread was blocked longer than its time", async () => {
    const runner = createRunner();
    await runner.ready();
    const answer = runner.run(createTask(9, "fine"));
    const end = performance.now() + 400;
    while (performance.now() < end);
    expect(await answer).toEqual({ generation: 9 });
  });

  it("does not answer after the runner was closed", async () => {
    const runner = createRunner("plain-worker", 2);
    const hung = runner.run(createTask(1, "~hang~"));
    const outcome = hung.then(
      () => "answered",
      () => "failed",
    );
    await runner.close();
    expect(await outcome).toBe("failed");
  });
});

describe("a pool over workers that misbehave", () => {
  const createScanner = (workers: number): MeteredScanner => {
    const scanner = createPoolScanner({
      runner: createRunner("plain-worker", workers),
      createBatch: (arenaBytes) => createPlainBatch(arenaBytes, 64),
      workers,
      batchBytes: 512,
      arenaBytes: 4_096,
      queueSteps: 1_000,
      health: createWorkerHealth({ maxFailures: 100, windowMs: 60_000, now: () => performance.now() }),
      recoverMs: 1_000,
      closeTimeoutMs: 1_000,
    });
    open.unshift(scanner);
    return scanner;
  };
  const scanAll = (scanner: MeteredScanner, texts: readonly string[]): Promise<string[]> =>
    Promise.all(
      texts.map(
        (text) =>
          new Promise<string>((resolve) =>
            scanner.scan(plainStep(text), (failure, result) => resolve(failure?.message ?? `${result?.released}`)),
          ),
      ),
    );
  const crowd = (...special: readonly string[]): string[] => {
    const texts = Array.from({ length: 40 }, (_, i) => "x".repeat(i + 1));
    for (const [i, text] of special.entries()) texts[11 * (i + 1)] = text;
    return texts;
  };

  for (const act of ["throw", "hang", "exit", "heap"]) {
    it(`once with "${act}" loses nothing`, async () => {
      const scanner = createScanner(2);
      const texts = crowd(`~${act} once:${join(scratch, act)}~`);
      expect(await scanAll(scanner, texts)).toEqual(texts.map((text) => `${text.length}`));
      expect(scanner.stats()).toMatchObject({ failures: 1, retries: 1, refused: 0 });
    });
  }

  it("for ever refuses the steps that make them, and only those", async () => {
    const scanner = createScanner(2);
    const texts = crowd("~throw~", "~exit~", "~heap~");
    const expected = texts.map((text) =>
      text.startsWith("~") ? "The text could not be inspected." : `${text.length}`,
    );
    expect(await scanAll(scanner, texts)).toEqual(expected);
    expect(scanner.stats()).toMatchObject({ refused: 3 });
    expect(scanner.healthy).toBe(true);
  });

  it("and hang refuses the step that hangs", async () => {
    const scanner = createScanner(1);
    expect(await scanAll(scanner, ["one", "~hang~", "three"])).toEqual(["3", "The text could not be inspected.", "5"]);
  });
});
