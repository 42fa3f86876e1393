// A worker thread of test/native/threads.test.ts. It loads the addon itself, as any environment does.
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

const { addonFile, rulesetBytes, buffers, count, mode } = workerData;
const { Ruleset } = createRequire(import.meta.url)(addonFile);
const ruleset = Ruleset.load(rulesetBytes);

if (mode === "exit") process.exit(0);
if (mode === "throw") Ruleset.load(rulesetBytes.subarray(1));
parentPort.postMessage("ready");
if (mode === "forever") for (;;) ruleset.scan(buffers.arena, buffers.items, count, buffers.out);
ruleset.scan(buffers.arena, buffers.items, count, buffers.out);
parentPort.postMessage("scanned");
