/**
 * The audit writer's thread: one per gateway, the only one that touches the trail. It finds the end of the trail, then
 * appends what it is sent. See src/audit/writer-loop.ts.
 */
import { parentPort, workerData } from "node:worker_threads";
import { nodeDisk } from "../src/audit/disk.ts";
import { recoverTrail, type TrailEnd } from "../src/audit/recover.ts";
import { createSegmentWriter } from "../src/audit/segment-writer.ts";
import { createWriterLoop, errorCode } from "../src/audit/writer-loop.ts";
import type { FromWriter, ToWriter, WriterData } from "../src/audit/writer-messages.ts";

const port = parentPort;
if (port === null) throw new Error("workers/audit.cjs runs as a worker thread only");
const data = workerData as WriterData;
const post = (message: FromWriter): void => port.postMessage(message);

const open = (): TrailEnd | undefined => {
  try {
    return recoverTrail(data.directory);
  } catch (error) {
    post({ type: "refused", code: errorCode(error) });
    return undefined;
  }
};

const trail = open();
if (trail !== undefined) {
  const segments = createSegmentWriter({ ...data, digest: trail.digest, disk: nodeDisk, now: Date.now });
  const loop = createWriterLoop({ ...data, segments, post });
  port.on("message", (message: ToWriter) => {
    if (message.type === "batch") loop.take(message);
    else loop.close();
  });
  const { next, previous, cutBytes, damaged } = trail;
  post({ type: "opened", next, previous, cutBytes, damaged });
}
