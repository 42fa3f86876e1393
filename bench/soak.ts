/**
 * Does the gateway stay as it is, hour after hour? `npm run soak -- --minutes N` (20 unless said otherwise, 240 at most).
 *
 *   mixed clients  ->  gateway (its own process, audit and admin on)  ->  the benches' upstream      all on loopback
 *
 * Whole and streamed answers, with and without values in them, slow readers, clients that go away, upstreams that reset, requests
 * that are refused; every answer is compared. Every few seconds the gateway's resident memory, descriptors and event-loop delay,
 * and the clients' latencies, are read. After a warm-up (a quarter of the time, 5 minutes at most) they must be flat:
 *
 *   resident memory   the fitted line grows by at most a tenth of the median over the time measured
 *   descriptors       the fitted line grows by at most 4; at rest at the end, at most one more per client than at the beginning
 *   latency, p99      the last third's median is at most half more than the first third's, and 20 ms; so is the event loop's delay
 *
 * The latency bounds are wide because the machine may do other things meanwhile; nothing is said here about how fast it is.
 * With every reading the configuration changes and is reloaded under the traffic; the audit trail must hold each reload.
 * What is measured goes to bench/records/soak-<date>.json, with `--no-record` nowhere; it ends with 1 when a bound is missed.
 */
import type { ChildProcess } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readAudit } from "../src/audit/read.ts";
import { commandWords, stop } from "./command-words.ts";
import { kinds, type MixedOrder, type Window } from "./load/mixed-client.ts";
import { describeMachine, recordsDirectory } from "./machine.ts";
import { forked, freePort, listening, message, pause, residentBytesOf, spawnedGateway, stopped } from "./processes.ts";
import { openSetting } from "./proxies.ts";
import { judge, type Sample, type Verdict } from "./soak-bounds.ts";

const { values: options } = commandWords(
  `npm run soak -- [--minutes 1..240] [--no-record]

Mixed traffic through the gateway for so many minutes (20): memory, descriptors and latency must stay flat, or it ends with 1.
Writes bench/records/soak-<date>.json.

  --no-record  prints only`,
  { options: { minutes: { type: "string", default: "20" }, "no-record": { type: "boolean", default: false } } },
);
const minutes = Number(options.minutes);
if (!(minutes >= 1 && minutes <= 240)) stop("--minutes takes a number from 1 to 240.");

const windowMs = 5_000;
const order = { clients: 24, pauseMs: 150, windowMs } as const;
const warmUpMs = Math.min(minutes / 4, 5) * 60_000;
const settleMs = 6_000;
/** Far more than the clients' pauses allow for. */
const mostExchanges = minutes * 60 * 400;

async function startGateway(directory: string, upstreamPort: number) {
  const [port, adminPort] = [await freePort(), await freePort()];
  const home = join(directory, "soak");
  mkdirSync(home);
  let reloads = 0;
  const write = (): void =>
    writeFileSync(
      join(home, "sluice.yaml"),
      JSON.stringify({
        version: 1,
        listen: { address: `127.0.0.1:${port}` },
        admin: { address: `127.0.0.1:${adminPort}` },
        connections: {
          soak: { dialect: "openai", upstream: `http://127.0.0.1:${upstreamPort}`, path: "/", clients: "anonymous" },
        },
        // Another policy each time, and none that an answer here would show.
        ...(reloads % 2 === 1 ? { mask: { entities: { MAC_ADDRESS: { response: "drop" } } } } : {}),
      }),
    );
  write();
  const child = spawnedGateway(["serve", "--config", "sluice.yaml"], home);
  await listening(port, child);
  const reload = (): void => {
    reloads++;
    write();
    child.kill("SIGHUP");
  };
  /** Asked of a gateway that has ended: how often it was told to reload, and how often the trail says that it did. */
  const reloaded = async (): Promise<{ readonly told: number; readonly noted: number }> => {
    let noted = 0;
    await readAudit(join(home, ".sluice", "audit"), {
      onEvent: ({ kind }) => {
        if (kind === "reload") noted++;
      },
    });
    return { told: reloads, noted };
  };
  return { child, port, adminPort, reload, reloaded };
}

const descriptorsOf = (child: ChildProcess): number => readdirSync(`/proc/${child.pid}/fd`).length;

/** Since the last time it was asked. */
async function loopDelayMs(adminPort: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${adminPort}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(text)?.[1]) * 1e3;
}

const p99 = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
};

interface Soaked {
  readonly samples: readonly Sample[];
  readonly exchanges: Readonly<Record<string, number>>;
  readonly wrong: readonly string[];
  readonly descriptors: { readonly before: number; readonly after: number };
  readonly reloads: { readonly told: number; readonly noted: number };
}

async function soak(): Promise<Soaked> {
  const setting = await openSetting();
  try {
    const { child, port, adminPort, reload, reloaded } = await startGateway(setting.directory, setting.upstreamPort);
    await loopDelayMs(adminPort);
    const before = descriptorsOf(child);
    const client = forked("load/mixed-client.js");
    await message(client);
    client.send({ ...order, port } satisfies MixedOrder);
    const samples: Sample[] = [];
    const exchanges: Record<string, number> = Object.fromEntries(kinds.map((kind) => [kind, 0]));
    const wrong: string[] = [];
    const from = performance.now();
    let sum = 0;
    while (performance.now() - from < minutes * 60_000 && sum < mostExchanges && wrong.length < 20) {
      const { window } = await message<{ window: Window }>(client);
      for (const kind of kinds) {
        exchanges[kind] = (exchanges[kind] ?? 0) + window.counts[kind];
        sum += window.counts[kind];
      }
      wrong.push(...window.wrong);
      samples.push({
        seconds: (performance.now() - from) / 1e3,
        residentMiB: residentBytesOf(child) / 2 ** 20,
        descriptors: descriptorsOf(child),
        loopDelayMs: await loopDelayMs(adminPort),
        documentMs: p99(window.documentMs),
        firstByteMs: p99(window.firstByteMs),
      });
      reload();
    }
    client.send({ stop: true });
    let last: { over?: boolean; wrong?: readonly string[] };
    do last = await message(client);
    while (last.over !== true);
    wrong.push(...(last.wrong ?? []));
    client.disconnect();
    await pause(settleMs);
    const after = descriptorsOf(child);
    await stopped(child);
    return { samples, exchanges, wrong, descriptors: { before, after }, reloads: await reloaded() };
  } finally {
    await setting.end();
  }
}

const soaked = await soak();
const verdicts: Verdict[] = [
  ...judge(soaked.samples, warmUpMs / 1e3),
  {
    name: "descriptors at rest, afterwards",
    value: soaked.descriptors.after,
    most: soaked.descriptors.before + order.clients,
  },
  { name: "reloads in the trail", value: soaked.reloads.noted, least: soaked.reloads.told },
  { name: "answers that were wrong", value: soaked.wrong.length, most: 0 },
  ...kinds.map((kind) => ({ name: `exchanges: ${kind}`, value: soaked.exchanges[kind] ?? 0, least: 1 })),
];
const holds = ({ value, most, least }: Verdict): boolean =>
  Number.isFinite(value) && (most === undefined || value <= most) && (least === undefined || value >= least);

for (const verdict of verdicts) {
  const bound = verdict.most !== undefined ? `<= ${verdict.most.toFixed(1)}` : `>= ${verdict.least}`;
  console.log(
    `  ${verdict.name.padEnd(52)} ${verdict.value.toFixed(1).padStart(10)}  ${bound.padEnd(12)} ${holds(verdict) ? "holds" : "MISSED"}`,
  );
}
for (const text of new Set(soaked.wrong)) console.log(`  wrong: ${text}`);
if (!options["no-record"]) {
  const machine = describeMachine();
  const name = `soak-${machine.date}.json`;
  const record = { machine, minutes, warmUpSeconds: warmUpMs / 1e3, clients: order, verdicts, ...soaked };
  mkdirSync(recordsDirectory, { recursive: true });
  writeFileSync(
    join(recordsDirectory, name),
    `${JSON.stringify(record, (_, value) => (typeof value === "number" ? Math.round(value * 100) / 100 : value), 1)}\n`,
  );
  console.log(`Recorded in bench/records/${name}`);
}
if (!verdicts.every(holds)) process.exitCode = 1;
