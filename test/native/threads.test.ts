/**
 * The addon in worker threads: each environment has its own state, and ending one at any moment, by any means, leaves
 * the others and the process as they were.
 */
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { type Batch, createBatch } from "../../src/inspect/packing.ts";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import { addonFile, Ruleset } from "../../src/scanning/addon.ts";

const ruleset = Ruleset.compile(createRulesetSpec(catalogue).bytes);
const serialized = ruleset.serialize();
const rulesetBytes = new Uint8Array(new SharedArrayBuffer(serialized.length));
rulesetBytes.set(serialized);

const text = catalogue.flatMap(({ examples }) => examples.map((example) => example.text)).join(" | ");

function filled(): Batch {
  const batch = createBatch({ arenaBytes: 1 << 20, maxItems: 8, findingsPerItem: 1024, shared: true });
  for (let i = 0; i < 8; i += 1) {
    batch.add({
      context: new Uint8Array(0),
      bytes: Buffer.from(text.slice(i)),
      floor: 0,
      released: 0,
      last: true,
      profile: new Uint8Array(catalogue.length).fill(2),
      tails: 0,
    });
  }
  return batch;
}

const resultsOf = (batch: Batch) => Array.from({ length: batch.count }, (_, i) => batch.result(i));
const wanted = (() => {
  const batch = filled();
  ruleset.scan(batch.buffers.arena, batch.buffers.items, batch.count, batch.buffers.out);
  return resultsOf(batch);
})();

function start(batch: Batch, mode: "once" | "forever" | "exit" | "throw"): Worker {
  const workerData = { addonFile, rulesetBytes, buffers: batch.buffers, count: batch.count, mode };
  return new Worker(fileURLToPath(new URL("scan-worker.mjs", import.meta.url)), { workerData, execArgv: [] });
}
const said = (worker: Worker, what: string) =>
  new Promise<void>((resolve, reject) => {
    worker.on("message", (message) => message === what && resolve());
    worker.once("error", reject);
  });
const ended = (worker: Worker) => new Promise<number>((resolve) => worker.once("exit", resolve));

describe("worker threads", () => {
  it("scan a shared batch with the same results, several at a time", async () => {
    const batches = Array.from({ length: 4 }, filled);
    await Promise.all(
      batches.map(async (batch) => {
        const worker = start(batch, "once");
        await Promise.all([said(worker, "scanned"), ended(worker)]);
      }),
    );
    for (const batch of batches) expect(resultsOf(batch)).toEqual(wanted);
  });

  it("can be terminated in the middle of scanning", async () => {
    const workers = Array.from({ length: 6 }, () => start(filled(), "forever"));
    await Promise.all(workers.map((worker) => said(worker, "ready")));
    await Promise.all(workers.map((worker) => worker.terminate()));
    expect(Ruleset.load(rulesetBytes).detectorCount).toBe(catalogue.length);
  });

  it("can be terminated while they load", async () => {
    for (const delay of [0, 1, 2, 5, 10, 20]) {
      const worker = start(filled(), "once");
      await new Promise((resolve) => setTimeout(resolve, delay));
      await worker.terminate();
    }
  });

  it("can exit, or throw what the addon threw", async () => {
    expect(await ended(start(filled(), "exit"))).toBe(0);
    const worker = start(filled(), "throw");
    const error = await new Promise<Error>((resolve) => worker.once("error", resolve));
    expect(error.message).toMatch(/the ruleset bytes are damaged/);
  });
});
