/**
 * Loaded into a measured process before its own code (`--import profiler.js?to=DIRECTORY`), and so into each of its worker threads.
 * SIGUSR2 begins V8's sampling on all of them, and ends it: then each has written DIRECTORY/<thread id>.json, with what it runs.
 */
import { readFileSync, readlinkSync, renameSync, writeFileSync } from "node:fs";
import { type Runtime, Session } from "node:inspector";
import { SourceMap } from "node:module";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { BroadcastChannel, isMainThread } from "node:worker_threads";
import type { ThreadProfile } from "../profile-data.ts";

const samplingMicroseconds = 400;

const directory = new URL(import.meta.url).searchParams.get("to") ?? "";
/** `<process>/task/<thread>` */
const thread = basename(readlinkSync("/proc/thread-self"));
const session = new Session();
session.connect();
let sampling = false;

const maps = new Map<string, SourceMap | undefined>();

/** The program is one file (bundle.mjs): rooms are told by where it was written. */
function sourceOf({ url, lineNumber, columnNumber }: Runtime.CallFrame): string {
  if (!url.endsWith("/bundle.cjs") && !url.includes("/dist/workers/")) return url;
  const file = url.startsWith("file:") ? fileURLToPath(url) : url;
  if (!maps.has(file)) maps.set(file, new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8"))));
  const entry = maps.get(file)?.findEntry(lineNumber, columnNumber);
  return entry !== undefined && "originalSource" in entry
    ? new URL(entry.originalSource, pathToFileURL(`${file}.map`)).href
    : url;
}

function toggle(): void {
  sampling = !sampling;
  if (sampling) {
    session.post("Profiler.enable");
    session.post("Profiler.setSamplingInterval", { interval: samplingMicroseconds });
    session.post("Profiler.start");
    return;
  }
  session.post("Profiler.stop", (error, result) => {
    if (error !== null) throw error;
    const { nodes: asRun, samples = [], timeDeltas = [] } = result.profile;
    const nodes = asRun.map((node) => ({ ...node, callFrame: { ...node.callFrame, url: sourceOf(node.callFrame) } }));
    const content: ThreadProfile = { main: isMainThread, nodes, samples, timeDeltas };
    const file = join(directory, `${thread}.json`);
    writeFileSync(`${file}.part`, JSON.stringify(content));
    renameSync(`${file}.part`, file);
  });
}

const channel = new BroadcastChannel("bench profiler");
channel.unref();
if (isMainThread) {
  process.on("SIGUSR2", () => {
    channel.postMessage("toggle");
    toggle();
  });
} else channel.onmessage = toggle;
