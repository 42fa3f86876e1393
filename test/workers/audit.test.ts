import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { packBatch } from "../../src/audit/frame.ts";
import { cleanRows, toRow } from "../../src/audit/rows.ts";
import type { FromWriter, ToWriter, WriterData } from "../../src/audit/writer-messages.ts";
import { workerFile } from "../../src/worker-file.ts";
import { newDirectory, readBack, start } from "../audit/example-events.ts";

const workers: Worker[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.terminate();
});

const run = (directory: string) => {
  const data: WriterData = {
    directory,
    writer: "w1",
    segmentBytes: 1e6,
    segmentAgeMs: 1e6,
    syncMs: 1,
    syncBytes: 1e6,
    retryMs: 10,
  };
  const worker = new Worker(workerFile("audit"), { workerData: data });
  workers.push(worker);
  const next = async (): Promise<FromWriter> => (await once(worker, "message"))[0] as FromWriter;
  return { worker, next, send: (message: ToWriter): void => worker.postMessage(message) };
};

test("the thread opens the trail, writes what it is sent, says so, and closes", async () => {
  const directory = newDirectory();
  const { next, send } = run(directory);
  expect(await next()).toEqual({ type: "opened", next: 1, previous: "none", cutBytes: 0, damaged: 0 });
  const { payload } = packBatch({ first: 1, rows: cleanRows([start("E1"), start("E2")].map(toRow)) });
  send({ type: "batch", first: 1, count: 2, payload: Buffer.from(payload).toString("latin1"), durable: true });
  expect(await next()).toMatchObject({ type: "synced", last: 2, bytes: expect.any(Number) });
  send({ type: "close" });
  expect(await next()).toEqual({ type: "closed" });
  const { events } = await readBack(directory);
  expect(events).toEqual([
    { seq: 1, ...start("E1") },
    { seq: 2, ...start("E2") },
  ]);
});

test("a thread that cannot open its trail says why and ends", async () => {
  const { worker, next } = run("/proc/no-such-directory");
  expect(await next()).toEqual({ type: "refused", code: "ENOENT" });
  await once(worker, "exit");
});
