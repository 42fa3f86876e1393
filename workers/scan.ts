/**
 * Worker thread that scans batches. The ruleset is loaded once, when the thread is born; a task brings an arena in shared
 * memory, the answer is written into it, and only its generation goes back as a message.
 */
import { workerData } from "node:worker_threads";
import { Ruleset } from "../src/scanning/addon.ts";
import type { ScanAnswer, WorkerBirth, WorkerTask } from "../src/scanning/batch-runner.ts";

const { rulesetBytes } = workerData as WorkerBirth;
const ruleset = Ruleset.load(rulesetBytes);

export default function scan(task: WorkerTask): ScanAnswer {
  if (task.kind === "ready") return { generation: 0 };
  const { generation, count, buffers, begun } = task;
  Atomics.store(begun, 0, generation);
  ruleset.scan(buffers.arena, buffers.items, count, buffers.out);
  return { generation };
}
