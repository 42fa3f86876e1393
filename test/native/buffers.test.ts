/**
 * The addon and memory that is not what it was: detached, shrunk, written to by another thread while it is scanned, or
 * still in use when the process ends. Under the sanitizers (npm run test:sanitized) every access beside it is found.
 */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import { addonFile, Ruleset } from "../../src/scanning/addon.ts";

const ruleset = Ruleset.compile(createRulesetSpec(catalogue).bytes);
const n = catalogue.length;
const text = Buffer.from("mail alice@example.com or 078-05-1120 \\u0061 %41 ü end. ".repeat(8));
const room = 64;
const region = 8 + 3 * (2 * room + 2) + 4 * room;
const status = { notScanned: 0, done: 1, corrupt: 3 };

const soundItem = [n, 0, text.length, 0, 0, 1, 0, 0, n, 0, room, 0];

/** A batch of one sound item in memory of the given kind, with room behind it. */
function batchIn(buffer: (bytes: number) => ArrayBufferLike) {
  const arena = new Uint8Array(buffer(n + text.length));
  arena.fill(2, 0, n);
  arena.set(text, n);
  const items = new Int32Array(buffer(48));
  items.set(soundItem);
  const out = new Int32Array(buffer(4 * region));
  return { arena, items, out };
}
const scan = ({ arena, items, out }: ReturnType<typeof batchIn>) => ruleset.scan(arena, items, 1, out);
const detach = ({ buffer }: Uint8Array | Int32Array) => structuredClone(buffer, { transfer: [buffer as ArrayBuffer] });

describe("memory that is gone", () => {
  const plain = () => batchIn((bytes) => new ArrayBuffer(bytes));

  it("is an empty arena when it was one: the item is corrupt", () => {
    const batch = plain();
    detach(batch.arena);
    scan(batch);
    expect(batch.out[0]).toBe(status.corrupt);
  });

  it("is a batch without items: refused", () => {
    const batch = plain();
    detach(batch.items);
    expect(() => scan(batch)).toThrow(/^scan\(/);
  });

  it("has no place for a result: nothing is written", () => {
    const batch = plain();
    const moved = new Int32Array(detach(batch.out) as ArrayBuffer);
    scan(batch);
    expect(moved.every((number) => number === 0)).toBe(true);
  });

  it("is no ruleset", () => {
    const bytes = ruleset.serialize();
    detach(bytes);
    expect(() => Ruleset.load(bytes)).toThrow(/the ruleset bytes are damaged/);
  });
});

describe("memory that changes its size", () => {
  type Resizable = new (
    bytes: number,
    options: { maxByteLength: number },
  ) => ArrayBuffer & { resize(bytes: number): void };
  const Resizable = ArrayBuffer as unknown as Resizable;

  it.each([0, 1, n, n + 40])("to %i bytes: what it no longer holds is not read", (bytes) => {
    const batch = batchIn((size) => new Resizable(size, { maxByteLength: 2 * size }));
    scan(batch);
    expect(batch.out[0]).toBe(status.done);
    const { buffer } = batch.arena;
    const fixed = new Uint8Array(buffer, 0, batch.arena.length);
    (buffer as InstanceType<Resizable>).resize(bytes);
    for (const arena of [batch.arena, fixed]) {
      batch.out[0] = status.notScanned;
      scan({ ...batch, arena });
      expect(batch.out[0]).toBe(status.corrupt);
    }
  });

  it("is not written behind its end", () => {
    const batch = batchIn((size) => new Resizable(size, { maxByteLength: 2 * size }));
    (batch.out.buffer as InstanceType<Resizable>).resize(4 * (region - 1));
    scan(batch);
    expect(batch.out[0]).toBe(status.corrupt);
    expect(batch.out.subarray(1).every((number) => number === 0)).toBe(true);
  });
});

describe("memory that another thread writes to", () => {
  it("is scanned to a status, and the next sound batch is scanned as ever", async () => {
    const shared = () => batchIn((bytes) => new SharedArrayBuffer(bytes));
    const batch = shared();
    const workerData = { arena: batch.arena, items: batch.items, sound: soundItem };
    const worker = new Worker(fileURLToPath(new URL("scribble-worker.mjs", import.meta.url)), {
      workerData,
      execArgv: [],
    });
    await new Promise((resolve) => worker.once("message", resolve));
    const seen = new Set<number>();
    const until = performance.now() + 1_500;
    while (performance.now() < until) {
      for (let i = 0; i < 50; i += 1) {
        scan(batch);
        seen.add(batch.out[0] ?? -1);
      }
    }
    await worker.terminate();
    expect([...seen].every((said) => said >= 1 && said <= 3)).toBe(true);
    expect(seen.has(status.done)).toBe(true);
    const [quiet, again] = [shared(), batchIn((bytes) => new ArrayBuffer(bytes))];
    scan(quiet);
    scan(again);
    expect(quiet.out).toEqual(again.out);
    expect(quiet.out[6]).toBeGreaterThan(8);
  });
});

const program = `
const { Worker, isMainThread, workerData, parentPort } = require("node:worker_threads");
const { Ruleset } = require(process.env.SLUICE_TEST_ADDON);
const bytes = require("node:fs").readFileSync(0);
const ruleset = Ruleset.load(bytes);
const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
shared.set(bytes);
const source = \`
  const { parentPort, workerData } = require("node:worker_threads");
  const { Ruleset } = require(process.env.SLUICE_TEST_ADDON);
  const ruleset = Ruleset.load(workerData);
  const n = ruleset.detectorCount;
  const arena = new Uint8Array(n + 100000).fill(2, 0, n).fill(0x61, n);
  const items = Int32Array.of(n, 0, 100000, 0, 0, 1, 0, 0, n, 0, 4, 0);
  const out = new Int32Array(100);
  ruleset.scan(arena, items, 1, out);
  parentPort.postMessage(out[0]);
  for (;;) ruleset.scan(arena, items, 1, out);
\`;
const workers = [0, 1, 2].map(() => new Worker(source, { eval: true, workerData: shared, execArgv: [] }));
Promise.all(workers.map((worker) => new Promise((resolve) => worker.once("message", resolve)))).then((statuses) => {
  // Rulesets of this thread: one that is held, some that wait to be collected, one collected now.
  for (let i = 0; i < 3; i += 1) Ruleset.load(bytes);
  gc();
  console.log(JSON.stringify({ statuses, detectors: ruleset.detectorCount }));
  if (process.argv[1] === "exit") process.exit(0);
  else Promise.all(workers.map((worker) => worker.terminate()));
});
`;

describe("a process that ends", () => {
  it.each(["exit", "terminate"])("while workers scan and rulesets are held, by %s, ends well", async (way) => {
    const env = { ...process.env, SLUICE_TEST_ADDON: addonFile };
    const running = promisify(execFile)(process.execPath, ["--expose-gc", "-e", program, way], { env });
    running.child.stdin?.end(ruleset.serialize());
    // A crash, or an error that a sanitizer reports, is another exit code, and is thrown here.
    const { stdout } = await running;
    expect(JSON.parse(stdout)).toEqual({ statuses: [1, 1, 1], detectors: n });
  });
});
