// A worker thread of test/native/buffers.test.ts: writes over a batch's memory for as long as it lives.
import { parentPort, workerData } from "node:worker_threads";

const { arena, items } = workerData;
const bytes = [0x25, 0x5c, 0x75, 0x40, 0x31, 0x2d, 0xe2, 0x80, 0x8b, 0xff, 0x00, 0x02];
parentPort.postMessage("ready");
for (let i = 0; ; i += 1) {
  arena[(i * 7919) % arena.length] = bytes[i % bytes.length];
  // Sound numbers and unsound ones, in every field but the place of the result.
  const field = i % items.length;
  if (field % 12 !== 9 && i % 64 === 0) items[field] = i % 128 === 0 ? workerData.sound[field] : (i * 31) % 700;
}
