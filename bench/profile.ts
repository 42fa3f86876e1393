/**
 * `npm run bench:profile`: where the time of the two hot paths goes, an SSE event and a JSON exchange.
 *
 *   npm run bench:profile                 records/profile.json, profile.html with flame graphs, and the tables of docs/profile.md
 *   npm run bench:profile -- --check      prints only
 *
 * The gateway under the load of bench/gateway.ts. First it runs as it is: processor time of each thread, by the kernel's count. Then V8
 * samples what its threads do; the shares of the samples are given to the time of the first run, so that sampling itself is not in it. What
 * the kernel counts beside the samples is native code's that the event loop calls.
 */
import { equal } from "node:assert";
import { hash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { commandWords } from "./command-words.ts";
import { beginMany, type Client, openClient } from "./load/orders.ts";
import { cleanDocument, cleanEvents } from "./load/traffic.ts";
import { describeMachine, recordsDirectory } from "./machine.ts";
import { replaceMarked } from "./marked.ts";
import { benchFile, pause } from "./processes.ts";
import { fold, type ThreadProfile } from "./profile-data.ts";
import { type HotPath, hotPathOf, profilePage, profileTables } from "./profile-report.ts";
import { openSetting } from "./proxies.ts";
import { fromRoot } from "./root.ts";
import { spentBetween, threadsOf } from "./thread-cost.ts";

interface Load {
  readonly unit: "SSE event" | "JSON exchange";
  readonly behaviour: "stream" | "document";
  readonly concurrent: number;
  readonly exchanges: number;
  readonly events: number;
  readonly unitsPerExchange: number;
  readonly body: string;
}

const events = 150;
const loads: readonly Load[] = [
  {
    ...{ unit: "SSE event", behaviour: "stream", concurrent: 200, exchanges: 200, events },
    ...{ unitsPerExchange: cleanEvents(events).length, body: cleanEvents(events).join("") },
  },
  {
    ...{ unit: "JSON exchange", behaviour: "document", concurrent: 16, exchanges: 10_000, events: 1 },
    ...{ unitsPerExchange: 1, body: cleanDocument() },
  },
];
const plainMs = 5_000;
const sampledMs = 9_000;
const settleMs = 300;

/** Rounds of load for so long; the units that were delivered. Every answer is compared. */
async function deliver(client: Client, port: number, load: Load, ms: number): Promise<number> {
  const { behaviour, concurrent, exchanges, events: count, unitsPerExchange, body } = load;
  const sha256 = hash("sha256", body, "hex");
  const until = performance.now() + ms;
  let delivered = 0;
  do {
    const order = { port, behaviour, concurrent, exchanges, events: count, sha256 };
    delivered += (await client.deliver(order)).exchanges * unitsPerExchange;
  } while (performance.now() < until);
  await pause(settleMs);
  return delivered;
}

/** What the threads wrote when sampling ended, by thread id. */
async function profilesIn(directory: string, threads: number): Promise<ReadonlyMap<number, ThreadProfile>> {
  const written = (): readonly string[] => readdirSync(directory).filter((name) => name.endsWith(".json"));
  const until = performance.now() + 20_000;
  while (written().length < threads && performance.now() < until) await pause(100);
  const files = written();
  equal(files.length, threads, "each thread that runs JavaScript has written its profile");
  return new Map(
    files.map((name) => [Number.parseInt(name, 10), JSON.parse(readFileSync(join(directory, name), "utf8"))]),
  );
}

/** Its own thread and the audit writer's. */
const threadsWithJavaScript = 2;

async function profile(load: Load): Promise<HotPath> {
  const setting = await openSetting();
  try {
    const directory = join(setting.directory, "profiles");
    mkdirSync(directory);
    const hook = pathToFileURL(benchFile("load/profiler.js"));
    hook.searchParams.set("to", directory);
    const gateway = await setting.startGateway({ nodeOptions: ["--import", hook.href] });
    const { child, port } = gateway;
    const client = await openClient();
    if (load.behaviour === "stream") await beginMany(client, port);
    await deliver(client, port, load, plainMs);

    const before = threadsOf(child);
    const units = await deliver(client, port, load, plainMs);
    const spent = spentBetween(before, threadsOf(child));

    child.kill("SIGUSR2");
    const asSamplingBegan = threadsOf(child);
    await deliver(client, port, load, sampledMs);
    const sampled = spentBetween(asSamplingBegan, threadsOf(child));
    child.kill("SIGUSR2");
    const profiles = await profilesIn(directory, threadsWithJavaScript);
    client.child.disconnect();
    return hotPathOf(
      load.unit,
      units,
      spent,
      new Map([...profiles].map(([thread, of]) => [thread, fold(of, (sampled.get(thread)?.seconds ?? 0) * 1e6)])),
      (thread) => profiles.get(thread)?.main === true,
    );
  } finally {
    await setting.end();
  }
}

const { values } = commandWords(
  `npm run bench:profile [-- --check]

Where the time of the two hot paths goes, an SSE event and a JSON exchange; about a minute. Writes bench/records/profile.json,
profile.html with flame graphs, and the tables of docs/profile.md.

  --check  prints only`,
  { options: { check: { type: "boolean", default: false } } },
);
const paths: HotPath[] = [];
for (const load of loads) paths.push(await profile(load));
const machine = describeMachine();
const tables = profileTables(machine, paths);
console.log(tables);
if (!values.check) {
  const document = fromRoot("docs/profile.md");
  const record = { machine, paths: paths.map(({ root: _tree, ...path }) => path) };
  writeFileSync(`${recordsDirectory}profile.json`, `${JSON.stringify(record, null, 2)}\n`);
  writeFileSync(`${recordsDirectory}profile.html`, profilePage(machine, paths));
  if (existsSync(document))
    writeFileSync(document, replaceMarked(readFileSync(document, "utf8"), "profile", "npm run bench:profile", tables));
}
