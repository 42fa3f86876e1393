import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { SluiceError } from "../../src/errors.ts";
import type { ImmediateScanner, LaneResult } from "../../src/inspect/scanner.ts";
import { createAutoScanner } from "../../src/scanning/auto-scanner.ts";
import { createPoolScanner } from "../../src/scanning/pool-scanner.ts";
import type { ScanTiming } from "../../src/scanning/scan-stats.ts";
import { createWorkerHealth } from "../../src/scanning/worker-health.ts";
import { createPlainBatch, plainStep } from "./fixtures/plain-batch.ts";
import { createSteeredRunner } from "./fixtures/steered-runner.ts";

const plainResult = (length: number): LaneResult => ({
  released: length,
  floor: length,
  keep: length,
  tails: 0,
  spans: [],
  findings: [],
});

/** Finds something in every whole text that begins with `!`. */
const createPlainInline = (): ImmediateScanner => ({
  scan({ bytes: { length } }, done) {
    done(undefined, plainResult(length));
  },
  scanWhole: (texts) =>
    texts.flatMap(({ bytes }, index) => (bytes[0] === 0x21 ? [{ index, result: plainResult(bytes.length) }] : [])),
  fastPath: () => undefined,
  halt() {},
  async close() {},
});

/** Answers as `text:inline` when `done` came before `scan` returned, else `text:pool` or `text:code`. */
const createRig = (inlineBytesPerTurn: number, { pooled = true, msPerStep = 0, smallBytes = 0 } = {}) => {
  const runner = createSteeredRunner();
  const timings: ScanTiming[] = [];
  const log: string[] = [];
  let clock = 0;
  const onTiming = (timing: ScanTiming): void => {
    timings.push(timing);
  };
  const pool = createPoolScanner({
    runner,
    createBatch: (arenaBytes) => createPlainBatch(arenaBytes, 64),
    workers: 1,
    batchBytes: 4_096,
    arenaBytes: 4_096,
    queueSteps: 1_000,
    health: createWorkerHealth({ maxFailures: 0, windowMs: 1_000, now: () => 0 }),
    recoverMs: 60_000,
    closeTimeoutMs: 10,
    onTiming,
  });
  const scanner = createAutoScanner({
    inline: createPlainInline(),
    pool: pooled ? pool : undefined,
    inlineBytesPerTurn,
    inlineMsPerTurn: 5,
    smallBytes,
    smallMsPerTurn: 100,
    now: () => (clock += msPerStep),
    onTiming,
  });
  const scan = (...texts: readonly string[]): void => {
    for (const text of texts) {
      let returned = false;
      scanner.scan(plainStep(text), (failure) => {
        log.push(`${text}:${failure instanceof SluiceError ? failure.code : returned ? "pool" : "inline"}`);
      });
      returned = true;
    }
  };
  return { runner, scanner, scan, log, timings };
};

describe("whole texts for which a turn has no time", () => {
  const text = (length: number) => [{ bytes: Buffer.alloc(length, "x") }];
  const profile = new Uint8Array(1);

  it("wait for the next turn, come first in it, in order, and leave a quarter of it to small steps", async () => {
    const { scanner, scan, log } = createRig(8_000);
    const went: string[] = [];
    const ask = (name: string): void => {
      if (scanner.scanWhole?.(text(3_000), profile) !== undefined) went.push(name);
      else
        expect(
          scanner.later?.(3_000, () => ask(name)),
          name,
        ).toBe(true);
    };
    for (const name of ["a", "b", "c", "d", "e"]) ask(name);
    expect(went).toEqual(["a", "b"]);
    await nextTurn();
    expect(went).toEqual(["a", "b", "c", "d"]);
    const small = "s".repeat(1_000);
    scan(small, small, small);
    expect(log).toEqual([`${small}:inline`, `${small}:inline`]);
    await nextTurn();
    expect(went).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("wait for time as well as for bytes", async () => {
    const { scanner } = createRig(1_000_000, { msPerStep: 6 });
    expect(scanner.scanWhole?.(text(2_000), profile)).toEqual([]);
    expect(scanner.scanWhole?.(text(2_000), profile)).toBeUndefined();
    let went = 0;
    expect(scanner.later?.(2_000, () => went++)).toBe(true);
    await nextTurn();
    expect(went).toBe(1);
  });

  it("do not wait where they would never fit, nor behind two turns of others", () => {
    const { scanner } = createRig(8_000);
    scanner.scanWhole?.(text(6_000), profile);
    const waits = (bytes: number): boolean | undefined => scanner.later?.(bytes, () => {});
    expect(waits(6_001)).toBe(false);
    expect([waits(6_000), waits(6_000), waits(4_001), waits(4_000), waits(1)]).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
  });

  it("do not wait where there is time, or never will be", async () => {
    const { scanner } = createRig(8_000);
    expect(scanner.later?.(100, () => {})).toBe(false);
    scanner.scanWhole?.(text(6_000), profile);
    let went = 0;
    expect(scanner.later?.(6_000, () => went++)).toBe(true);
    const closed = scanner.close();
    expect(scanner.later?.(6_000, () => {})).toBe(false);
    await nextTurn();
    expect(went).toBe(1);
    await closed;
  });
});

describe("where a step is scanned", () => {
  const rows: readonly { name: string; budget: number; turn: readonly string[]; inline: readonly string[] }[] = [
    { name: "a turn within the budget", budget: 6, turn: ["aa", "bb", "cc"], inline: ["aa", "bb", "cc"] },
    { name: "a turn one byte over it", budget: 5, turn: ["aa", "bb", "cc"], inline: ["aa", "bb"] },
    { name: "a large step before small ones", budget: 5, turn: ["aaaaaa", "b", "c"], inline: ["b", "c"] },
    {
      name: "a step that exceeds the rest, and one that does not",
      budget: 5,
      turn: ["aaa", "bbb", "cc"],
      inline: ["aaa", "cc"],
    },
    { name: "no budget", budget: 0, turn: ["a", "b"], inline: [] },
  ];
  for (const { name, budget, turn, inline } of rows) {
    it(`is inline for [${inline}] of ${name}`, async () => {
      const { runner, scan, log } = createRig(budget);
      scan(...turn);
      expect(log).toEqual(inline.map((text) => `${text}:inline`));
      await nextTurn();
      for (const sent of [...runner.waiting]) sent.answer();
      await nextTurn();
      expect([...log].sort()).toEqual(
        turn.map((text) => `${text}:${inline.includes(text) ? "inline" : "pool"}`).sort(),
      );
    });
  }

  it("is inline again in the next turn", async () => {
    const { scan, log } = createRig(2);
    for (let turn = 0; turn < 3; turn += 1) {
      scan("aa");
      await nextTurn();
    }
    expect(log).toEqual(["aa:inline", "aa:inline", "aa:inline"]);
  });

  it("is no more inline once the turn has taken its time, unless it is small", async () => {
    const { scan, scanner, log } = createRig(1_000_000, { msPerStep: 6, smallBytes: 1_023 });
    const large = "x".repeat(1_024);
    scan("a", "b", large, "c");
    expect(scanner.scanWhole?.([{ bytes: Buffer.from(large) }], new Uint8Array(1))).toBeUndefined();
    scan(large);
    expect(log.map((line) => line.replace(/x+/, "large"))).toEqual([
      "a:inline",
      "b:inline",
      "large:inline",
      "c:inline",
    ]);
    await nextTurn();
    scan(large);
    expect(log).toHaveLength(5);
  });

  it("is inline where it is small, whatever the bytes, until small ones have taken their time", async () => {
    const { scan, log } = createRig(10, { smallBytes: 8 });
    const many = Array.from({ length: 500 }, (_, at) => `s${at}`);
    scan(...many, "larger step");
    expect(log).toEqual(many.map((text) => `${text}:inline`));

    // One in sixteen is timed, and stands for all of them: 1 ms is 16, ...
    const slow = createRig(10, { smallBytes: 8, msPerStep: 1 });
    slow.scan(...many);
    expect(slow.log).toHaveLength(7 * 16);
    // ... but no more than a quarter of what they have.
    const waited = createRig(10, { smallBytes: 8, msPerStep: 1_000 });
    waited.scan(...many);
    expect(waited.log).toHaveLength(4 * 16);
    await nextTurn();
    slow.scan("next");
    expect(slow.log.at(-1)).toBe("next:inline");
  });

  it("is always inline without a pool", async () => {
    const { scanner, scan, log } = createRig(0, { pooled: false, msPerStep: 6 });
    await scanner.ready();
    scan("x".repeat(9_000), "x".repeat(9_000), "y");
    expect(log.map((line) => line.replace(/.*:/, ""))).toEqual(["inline", "inline", "inline"]);
    expect(scanner.healthy).toBe(true);
  });
});

describe("whole texts", () => {
  const texts = (...of: readonly string[]) =>
    of.map((text) => ({ context: new Uint8Array(1), bytes: Buffer.from(text) }));
  const profile = new Uint8Array(1);

  it("are scanned at once while the turn's budget has room for all of them, contexts included", async () => {
    const { scanner } = createRig(11);
    expect(scanner.scanWhole?.(texts("aaa", "bbbb"), profile)).toBeUndefined();
    expect(scanner.scanWhole?.(texts("!aa", "bbb"), profile)).toMatchObject([{ index: 0 }]);
    expect(scanner.scanWhole?.(texts(""), profile)).toBeUndefined();
    await nextTurn();
    expect(scanner.scanWhole?.(texts("a"), profile)).toEqual([]);
    expect(scanner.stats()).toMatchObject({ inline: { steps: 3, bytes: 10 } });
  });

  it("are left to `scan`, which says why not, when the scanner is closed", async () => {
    const { scanner } = createRig(Number.POSITIVE_INFINITY, { pooled: false });
    expect(scanner.scanWhole?.(texts("a".repeat(99)), profile)).toEqual([]);
    await scanner.close();
    expect(scanner.scanWhole?.(texts("a"), profile)).toBeUndefined();
  });
});

describe("what is reported", () => {
  it("counts inline and pooled apart, and times an inline turn as one", async () => {
    const { runner, scanner, scan, timings } = createRig(8);
    scan("aaaa", "bbb", "cccccc");
    await nextTurn();
    runner.waiting[0]?.answer();
    await nextTurn();
    scan("dd");
    await nextTurn();
    expect(timings.map(({ mode, steps, bytes }) => ({ mode, steps, bytes }))).toEqual([
      { mode: "inline", steps: 2, bytes: 7 },
      { mode: "pool", steps: 1, bytes: 6 },
      { mode: "inline", steps: 1, bytes: 2 },
    ]);
    expect(scanner.stats()).toMatchObject({ inline: { steps: 3, bytes: 9 }, pool: { steps: 1, bytes: 6 }, batches: 1 });
  });
});

describe("when it may not scan", () => {
  it("refuses small steps too while the workers are down", async () => {
    const { runner, scanner, scan, log } = createRig(2);
    scan("large");
    await nextTurn();
    runner.waiting[0]?.fail();
    await nextTurn();
    expect(scanner.healthy).toBe(false);
    scan("s");
    expect(log).toEqual(["large:scanner-down", "s:scanner-down"]);
    expect(scanner.stats()).toMatchObject({ failures: 1, refused: 2 });
    await scanner.close();
  });

  it("refuses everything once closed", async () => {
    const { runner, scanner, scan, log } = createRig(2);
    scan("large");
    const closed = scanner.close();
    scan("s", "larger");
    await closed;
    expect(log).toEqual(["s:stopping", "larger:stopping", "large:stopping"]);
    expect(runner.closed).toBe(true);
  });
});
