/**
 * What does a live stream cost in memory, and how much are 10,000?
 *
 *   node dist/bench/memory.js [--quick] [--json]
 *
 * A proxy that has served some thousand exchanges rests; then streams are opened through it that say their first event and
 * then nothing. What its resident memory has grown by, divided by their number, is what one costs: both sockets, the
 * exchange, its lanes. It is read as the collector left it by itself, which depends on when that last ran (so the median of
 * several), and after a forced collection. Then every stream goes on to its end, and every answer must be whole. The relay
 * without inspection is measured beside it. A stream is two sockets of the proxy: where a process may not have open files enough for
 * 10,000, as many are opened as it may, what the others would take is added by what one costs, and the report says so.
 */
import type { ChildProcess } from "node:child_process";
import { hash } from "node:crypto";
import { filesAllowed } from "../src/load/open-files.ts";
import type { Delivery } from "./load/client.ts";
import { openClient } from "./load/orders.ts";
import { cleanEvents } from "./load/traffic.ts";
import { benchFile, message, pause, residentBytesOf, stopped } from "./processes.ts";
import { type Contender, openSetting, type Setting } from "./proxies.ts";
import { main, measured, quick, type Report } from "./trial.ts";

const wanted = 10_000;
/** Files of the proxy that are no stream's sockets. */
const otherFiles = 200;
const possible = Math.min(wanted, Math.floor((filesAllowed() - otherFiles) / 2));
const streams = quick ? 1_000 : possible;
const rounds = quick ? 1 : 2;
/** Exchanges until V8 has touched all the young generation that it is given. */
const warmUps = 2_000;
/** The collector may act when a process has been idle for a while. */
const settleMs = quick ? 2_000 : 8_000;
const collectMs = 2_000;
const events = 20;

interface Told {
  readonly begun?: number;
  readonly delivery?: Delivery;
  readonly failure?: string;
}

/** Resident bytes. */
interface Reading {
  readonly left: number;
  readonly collected: number;
}

interface Cost {
  readonly atRest: Reading;
  readonly atWork: Reading;
}

async function read(child: ChildProcess): Promise<Reading> {
  await pause(settleMs);
  const left = residentBytesOf(child);
  child.kill("SIGUSR2");
  await pause(collectMs);
  return { left, collected: residentBytesOf(child) };
}

async function warmUp(port: number): Promise<void> {
  const client = await openClient();
  await client.deliver({ port, behaviour: "stream", concurrent: 100, exchanges: warmUps, events });
  client.child.disconnect();
}

async function costOf(proxy: Contender, setting: Setting): Promise<Cost> {
  await warmUp(proxy.port);
  const atRest = await read(proxy.child);
  const client = await openClient();
  client.child.send({
    port: proxy.port,
    behaviour: "idle",
    concurrent: streams,
    exchanges: streams,
    events,
    sha256: hash("sha256", cleanEvents(events).join(""), "hex"),
    tellBegun: true,
  });
  const told = await message<Told>(client.child);
  if (told.begun !== streams) throw new Error(told.failure ?? "a stream did not begin");
  const atWork = await read(proxy.child);
  setting.upstream.send({ go: true });
  const end = await message<Told>(client.child);
  if (end.delivery === undefined) throw new Error(end.failure ?? "a stream did not end");
  client.child.disconnect();
  await stopped(proxy.child);
  return { atRest, atWork };
}

async function report(): Promise<Report> {
  const setting = await openSetting();
  try {
    const nodeOptions = ["--import", benchFile("load/collect.js")];
    const gateways: Cost[] = [];
    const relays: Cost[] = [];
    for (let i = 0; i < rounds; i++) {
      gateways.push(
        await costOf(await setting.startGateway({ cached: true, nodeOptions, exchanges: wanted }), setting),
      );
    }
    relays.push(await costOf(await setting.startRelay(nodeOptions), setting));
    const each = (costs: readonly Cost[], kind: keyof Reading): number[] =>
      costs.map(({ atRest, atWork }) => (atWork[kind] - atRest[kind]) / streams / 1024);
    const mib = (bytes: number): number => bytes / 2 ** 20;
    const withAll = ({ atRest, atWork }: Cost): number =>
      atWork.left + ((atWork.left - atRest.left) / streams) * (wanted - streams);
    return {
      bench: "memory: live streams",
      measures: [
        measured("gateway, resident per live stream", "KiB", each(gateways, "left"), { most: 40 }),
        measured("gateway, after a collection", "KiB", each(gateways, "collected")),
        measured("relay without inspection, resident per live stream", "KiB", each(relays, "left")),
        measured("relay, after a collection", "KiB", each(relays, "collected")),
        measured(
          "gateway, resident at rest",
          "MiB",
          gateways.map(({ atRest }) => mib(atRest.left)),
        ),
        measured(
          `gateway, resident with ${wanted} idle streams`,
          "MiB",
          gateways.map((cost) => mib(withAll(cost))),
          { most: 600 },
        ),
      ],
      skipped:
        streams < wanted
          ? [
              `${wanted - streams} of the ${wanted} idle streams${quick ? "" : `: a process may have ${filesAllowed()} open files here (ulimit -Hn), and each stream is two`}; they are reckoned by what one of the others takes`,
            ]
          : [],
    };
  } finally {
    await setting.end();
  }
}

await main(() => undefined, report);
