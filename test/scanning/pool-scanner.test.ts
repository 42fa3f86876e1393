import { setTimeout as later, setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SluiceError } from "../../src/errors.ts";
import { createPoolScanner } from "../../src/scanning/pool-scanner.ts";
import type { ScanTiming } from "../../src/scanning/scan-stats.ts";
import { createWorkerHealth } from "../../src/scanning/worker-health.ts";
import { createPlainBatch, plainStep } from "./fixtures/plain-batch.ts";
import { createSteeredRunner } from "./fixtures/steered-runner.ts";

interface Settings {
  readonly workers?: number;
  readonly arenaBytes?: number;
  readonly batchBytes?: number;
  readonly batchSteps?: number;
  readonly queueSteps?: number;
  readonly maxFailures?: number;
  readonly closeTimeoutMs?: number;
}

/** A pool scanner over a steered runner, and a log of every answer: `text:bytes` or `text:code`. */
const createRig = (settings: Settings = {}) => {
  const runner = createSteeredRunner();
  const log: string[] = [];
  const timings: ScanTiming[] = [];
  const scanner = createPoolScanner({
    runner,
    createBatch: (arenaBytes) => createPlainBatch(arenaBytes, settings.batchSteps ?? 64),
    workers: settings.workers ?? 1,
    batchBytes: settings.batchBytes ?? 1_024,
    arenaBytes: settings.arenaBytes ?? 1_024,
    queueSteps: settings.queueSteps ?? 1_000,
    health: createWorkerHealth({ maxFailures: settings.maxFailures ?? 100, windowMs: 60_000, now: () => 0 }),
    recoverMs: 5,
    closeTimeoutMs: settings.closeTimeoutMs ?? 1_000,
    onTiming: (timing) => timings.push(timing),
  });
  const scan = (...texts: readonly string[]): void => {
    for (const text of texts) {
      scanner.scan(plainStep(text), (failure, result) => {
        log.push(`${text}:${failure instanceof SluiceError ? failure.code : result?.released}`);
      });
    }
  };
  /** Fails every batch that holds a poison text, answers the others, until nothing is in flight. */
  const drain = async (isPoison: (text: string) => boolean): Promise<number> => {
    let rounds = 0;
    for (await nextTurn(); runner.waiting.length > 0; await nextTurn()) {
      rounds += 1;
      for (const sent of [...runner.waiting]) {
        if (sent.texts.some(isPoison)) sent.fail();
        else sent.answer();
      }
    }
    return rounds;
  };
  return { runner, scanner, scan, log, timings, drain };
};

describe("batches", () => {
  it("carry the steps of one turn together and answer them in order", async () => {
    const { runner, scanner, scan, log, timings } = createRig({ workers: 2 });
    scan("a", "bb");
    expect(runner.waiting).toEqual([]);
    scan("ccc");
    await nextTurn();
    expect(runner.waiting.map((sent) => sent.texts)).toEqual([["a", "bb", "ccc"]]);
    expect(scanner.queueDepth).toBe(3);
    expect(log).toEqual([]);
    runner.waiting[0]?.answer();
    await nextTurn();
    expect(log).toEqual(["a:1", "bb:2", "ccc:3"]);
    expect(scanner.queueDepth).toBe(0);
    expect(timings).toMatchObject([{ mode: "pool", steps: 3, bytes: 6 }]);
    expect(scanner.stats()).toMatchObject({
      batches: 1,
      retries: 0,
      failures: 0,
      refused: 0,
      pool: { steps: 3, bytes: 6 },
    });
  });

  it("wait for a free worker, and later turns join the one that waits until it is full", async () => {
    const { runner, scan, log } = createRig({ workers: 1, batchBytes: 4 });
    for (const turn of [["1"], ["2", "3"], ["44"], ["5"]]) {
      scan(...turn);
      await nextTurn();
    }
    expect(runner.waiting.map((sent) => sent.texts)).toEqual([["1"]]);
    runner.waiting[0]?.answer();
    await nextTurn();
    expect(runner.waiting.map((sent) => sent.texts)).toEqual([["2", "3", "44"]]);
    scan("6");
    runner.waiting[0]?.answer();
    await nextTurn();
    await nextTurn();
    expect(runner.waiting.map((sent) => sent.texts)).toEqual([["5"]]);
    runner.waiting[0]?.answer();
    await nextTurn();
    expect(runner.waiting.map((sent) => sent.texts)).toEqual([["6"]]);
    expect(log).toEqual(["1:1", "2:1", "3:1", "44:2", "5:1"]);
  });

  it("of one turn spread over the workers when there is much in it", async () => {
    const { runner, scan } = createRig({ workers: 2, batchBytes: 4 });
    scan("1111", "22", "3333", "4");
    await nextTurn();
    expect(runner.waiting.map((sent) => sent.texts)).toEqual([["1111"], ["22", "3333"]]);
  });

  it("that do not fit their arena are cut, and nothing is lost", async () => {
    const { scan, log, drain } = createRig({ arenaBytes: 512, batchBytes: 10_000 });
    const texts = Array.from({ length: 9 }, (_, i) => String(i).repeat(200));
    scan(...texts);
    await drain(() => false);
    expect(log).toEqual(texts.map((text) => `${text}:200`));
  });

  it("take the steps that lanes send from inside their answers", async () => {
    const { scanner, drain } = createRig();
    const seen: number[] = [];
    const go = (left: number): void => {
      scanner.scan(plainStep("x".repeat(left)), (_, result) => {
        seen.push(result?.released ?? -1);
        if (left > 1) go(left - 1);
      });
    };
    go(4);
    while (seen.length < 4) await drain(() => false);
    expect(seen).toEqual([4, 3, 2, 1]);
  });
});

describe("arenas", () => {
  it("are used again once answered, each time under a new generation", async () => {
    const { runner, scan } = createRig();
    const uses: { arena: Uint8Array; generation: number }[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      scan("x");
      await nextTurn();
      for (const sent of [...runner.waiting]) {
        uses.push({ arena: sent.task.buffers.arena, generation: sent.task.generation });
        sent.answer();
      }
      await nextTurn();
    }
    expect(new Set(uses.map(({ arena }) => arena)).size).toBe(1);
    expect(uses.map(({ generation }) => generation)).toEqual([1, 2, 3, 4, 5]);
  });

  it("of a failed batch are never touched again: its worker may still write there", async () => {
    const { runner, scan, log, drain } = createRig();
    scan("x");
    await nextTurn();
    const [first] = runner.waiting;
    first?.fail();
    await nextTurn();
    const [second] = runner.waiting;
    expect(second?.task.buffers.arena).not.toBe(first?.task.buffers.arena);
    first?.task.buffers.out.fill(77);
    await drain(() => false);
    expect(log).toEqual(["x:1"]);
    scan("yy");
    await nextTurn();
    expect(runner.waiting[0]?.task.buffers.arena).toBe(second?.task.buffers.arena);
  });

  it("hold an answer that is dropped when it is of another generation", async () => {
    const { runner, scanner, scan, log, drain } = createRig();
    scan("x", "y");
    await nextTurn();
    runner.waiting[0]?.answer(4_711);
    await nextTurn();
    expect(log).toEqual([]);
    expect(scanner.stats()).toMatchObject({ failures: 1, retries: 1 });
    await drain(() => false);
    expect(log).toEqual(["x:1", "y:1"]);
  });

  it("that an answering worker has not filled fail the batch", async () => {
    const { runner, scan, log, drain } = createRig();
    scan("x", "y");
    await nextTurn();
    const [sent] = runner.waiting;
    sent?.answer();
    sent?.task.buffers.out.fill(-1);
    await nextTurn();
    expect(log).toEqual([]);
    await drain(() => false);
    expect(log).toEqual(["x:1", "y:1"]);
  });
});

describe("failures", () => {
  it("that happen once are seen by nobody", async () => {
    const { runner, scanner, scan, log, drain } = createRig();
    scan("a", "b", "c");
    await nextTurn();
    runner.waiting[0]?.fail();
    await drain(() => false);
    expect(log).toEqual(["a:1", "b:1", "c:1"]);
    expect(scanner.stats()).toMatchObject({ failures: 1, retries: 1, refused: 0 });
  });

  it("of all tries of a batch lead to its halves, in order", async () => {
    const { runner, scanner, scan, log, drain } = createRig();
    scan("a", "b", "c", "d", "e");
    await nextTurn();
    runner.waiting[0]?.fail();
    await nextTurn();
    runner.waiting[0]?.fail();
    await drain(() => false);
    expect(log).toEqual(["a:1", "b:1", "c:1", "d:1", "e:1"]);
    expect(scanner.stats()).toMatchObject({ failures: 2, retries: 3, batches: 2 });
  });

  const letters = "abcdefghijklmnop";
  const rows: readonly { of: number; poison: string; failures: number }[] = [
    { of: 1, poison: "a", failures: 2 },
    { of: 2, poison: "a", failures: 4 },
    { of: 2, poison: "b", failures: 4 },
    { of: 3, poison: "b", failures: 5 },
    { of: 16, poison: "a", failures: 7 },
    { of: 16, poison: "p", failures: 7 },
    { of: 16, poison: "ap", failures: 12 },
    { of: 4, poison: "abcd", failures: 12 },
  ];
  for (const { of, poison, failures } of rows) {
    it(`of a batch of ${of} with poison "${poison}" refuse only the poison`, async () => {
      const { scanner, scan, log, drain } = createRig({ workers: 2 });
      const texts = [...letters.slice(0, of)];
      scan(...texts);
      await drain((text) => poison.includes(text));
      const expected = texts.map((text) => `${text}:${poison.includes(text) ? "scan-failed" : 1}`);
      expect([...log].sort()).toEqual(expected);
      expect(scanner.stats()).toMatchObject({ failures, refused: poison.length });
      expect(scanner.queueDepth).toBe(0);
    });
  }

  it("in any sequence leave every step answered exactly once, and only poison refused", async () => {
    const turns = fc.array(fc.array(fc.record({ poison: fc.boolean(), size: fc.integer({ min: 1, max: 40 }) })), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(
        turns,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 80 }),
        async (plan, workers, batchBytes) => {
          const { scan, log, drain, runner } = createRig({
            workers,
            batchBytes,
            arenaBytes: 512,
            batchSteps: 6,
            maxFailures: 10_000,
          });
          const expected: string[] = [];
          for (const [turn, steps] of plan.entries()) {
            for (const [index, { poison, size }] of steps.entries()) {
              const text = `${poison ? "!" : "."}${turn},${index}`.padEnd(size, "x");
              scan(text);
              expected.push(`${text}:${poison ? "scan-failed" : text.length}`);
            }
            await nextTurn();
            const oldest = runner.waiting[0];
            if (turn % 3 === 0 && oldest !== undefined && !oldest.texts.some((text) => text.startsWith("!")))
              oldest.answer();
          }
          await drain((text) => text.startsWith("!"));
          expect([...log].sort()).toEqual(expected.sort());
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a scanner that is down", () => {
  it("refuses what waits, what failed and what comes, and says so", async () => {
    const { runner, scanner, scan, log } = createRig({ workers: 1, maxFailures: 1 });
    runner.answering = false;
    const heard: boolean[] = [];
    scanner.onHealth((healthy) => heard.push(healthy));
    scan("flying");
    await nextTurn();
    scan("waiting");
    await nextTurn();
    runner.waiting[0]?.fail();
    await nextTurn();
    expect(scanner.healthy).toBe(true);
    runner.waiting[0]?.fail();
    await nextTurn();
    expect(scanner.healthy).toBe(false);
    scan("later");
    expect([...log].sort()).toEqual(["flying:scanner-down", "later:scanner-down", "waiting:scanner-down"]);
    await nextTurn();
    expect(runner.waiting).toEqual([]);
    expect(heard).toEqual([false]);
    expect(scanner.stats().refused).toBe(3);
    await scanner.close();
  });

  it("still delivers what a worker answers", async () => {
    const { runner, scanner, scan, log } = createRig({ workers: 2, maxFailures: 0, batchBytes: 1 });
    runner.answering = false;
    scan("a", "b");
    await nextTurn();
    const [first, second] = runner.waiting;
    first?.fail();
    await nextTurn();
    second?.answer();
    await nextTurn();
    expect(log).toEqual(["a:scanner-down", "b:1"]);
    await scanner.close();
  });

  it("is one whose workers do not start, until they do", async () => {
    const { runner, scanner, scan, log, drain } = createRig();
    runner.answering = false;
    const heard: boolean[] = [];
    scanner.onHealth((healthy) => heard.push(healthy));
    scan("a");
    await expect(scanner.complete()).rejects.toThrow("no worker answers");
    scan("b");
    expect(log).toEqual(["a:scanner-down", "b:scanner-down"]);
    runner.answering = true;
    await later(50);
    scan("c");
    await drain(() => false);
    expect(log.at(-1)).toBe("c:1");
    expect(heard).toEqual([false, true]);
    await scanner.close();
  });

  it("is none that was closed while they started", async () => {
    const { runner, scanner } = createRig();
    runner.answering = false;
    const closing = scanner.close();
    await expect(scanner.complete()).rejects.toThrow("no worker answers");
    expect(scanner.healthy).toBe(true);
    await closing;
  });

  it("comes back when every worker answers again", async () => {
    const { runner, scanner, scan, log, drain } = createRig({ maxFailures: 0 });
    runner.answering = false;
    scan("a");
    await nextTurn();
    runner.waiting[0]?.fail();
    await later(20);
    expect(scanner.healthy).toBe(false);
    const back = new Promise<boolean>((resolve) => scanner.onHealth(resolve));
    runner.answering = true;
    expect(await back).toBe(true);
    scan("b");
    await drain(() => false);
    expect(log).toEqual(["a:scanner-down", "b:1"]);
    await scanner.close();
  });
});

describe("closing", () => {
  it("lets what is under way finish, refuses what comes, then ends the workers", async () => {
    const { runner, scanner, scan, log } = createRig({ closeTimeoutMs: 60_000 });
    scan("flying");
    await nextTurn();
    scan("turn");
    let ended = false;
    const closed = scanner.close().then(() => {
      ended = true;
    });
    scan("late");
    expect(log).toEqual(["late:stopping"]);
    runner.waiting[0]?.answer();
    await nextTurn();
    expect(ended).toBe(false);
    runner.waiting[0]?.answer();
    await closed;
    expect(log).toEqual(["late:stopping", "flying:6", "turn:4"]);
    expect(runner.closed).toBe(true);
    await scanner.close();
  });

  for (const late of ["answer", "fail"] as const) {
    it(`refuses what no worker answers in time, and drops a late ${late}`, async () => {
      const { runner, scanner, scan, log } = createRig({ closeTimeoutMs: 5 });
      scan("flying");
      await nextTurn();
      scan("waiting");
      await scanner.close();
      expect([...log].sort()).toEqual(["flying:stopping", "waiting:stopping"]);
      for (const sent of [...runner.waiting]) sent[late]();
      await nextTurn();
      expect(log.length).toBe(2);
      expect(runner.waiting).toEqual([]);
    });
  }
});

it("refuses what is above the stated length of the queue, and takes more once there is room", async () => {
  const { runner, scan, log } = createRig({ queueSteps: 3 });
  scan("a", "b");
  await nextTurn();
  scan("c", "d");
  expect(log).toEqual(["d:scan-queue-full"]);
  runner.waiting[0]?.answer();
  await nextTurn();
  scan("e", "f", "g");
  expect(log).toEqual(["d:scan-queue-full", "a:1", "b:1", "g:scan-queue-full"]);
});

it("a step larger than an arena gets one of its own size, for once", async () => {
  const { runner, scan, log, drain } = createRig({ arenaBytes: 100 });
  scan("a", "b".repeat(300), "c");
  const sizes: number[] = [];
  for (await nextTurn(); runner.waiting.length > 0; await nextTurn()) {
    for (const sent of [...runner.waiting]) {
      sizes.push(sent.task.buffers.arena.length);
      sent.answer();
    }
  }
  expect(log).toEqual(["a:1", `${"b".repeat(300)}:300`, "c:1"]);
  expect(sizes).toEqual([100, 307]);
  scan("d");
  await drain(() => false);
  expect(log.at(-1)).toBe("d:1");
});
