/**
 * What does a live stream cost in memory?
 *
 *   node dist/bench/memory.js [--quick] [--json]
 *
 * Streams are opened through the gateway, say their first event and then nothing; resident memory is read at 500 and at
 * 2,000 of them, and the slope is what one costs: both sockets, the exchange, its lanes. It is read twice: as the
 * collector left it by itself after a while, which depends on when that last ran, and after a collection, which is what a
 * stream needs and has the bound. Then every stream goes on to its end, and every answer must be whole. The relay without
 * inspection is measured beside it.
 */
import type { ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import type { Delivery } from "./load/client.ts";
import { openClient } from "./load/orders.ts";
import { cleanEvents } from "./load/traffic.ts";
import { benchFile, message, pause, residentBytesOf } from "./processes.ts";
import { type Contender, openSetting, type Setting } from "./proxies.ts";
import { main, quick, type Report } from "./trial.ts";

const few = quick ? 200 : 500;
const many = quick ? 800 : 2_000;
/** The collector may act when a process has been idle for a while. */
const settleMs = quick ? 3_000 : 15_000;
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

interface Slope {
  readonly atFew: Reading;
  readonly atMany: Reading;
}

async function read(child: ChildProcess): Promise<Reading> {
  await pause(settleMs);
  const left = residentBytesOf(child);
  child.kill("SIGUSR2");
  await pause(collectMs);
  return { left, collected: residentBytesOf(child) };
}

async function slopeOf(proxy: Contender, setting: Setting): Promise<Slope> {
  const sha256 = createHash("sha256").update(cleanEvents(events).join("")).digest("hex");
  const openUpTo = async (exchanges: number): Promise<{ over: Promise<unknown> }> => {
    const client = await openClient();
    client.child.send({
      port: proxy.port,
      behaviour: "idle",
      concurrent: exchanges,
      exchanges,
      events,
      sha256,
      tellBegun: true,
    });
    const told = await message<Told>(client.child);
    if (told.begun !== exchanges) throw new Error(told.failure ?? "a stream did not begin");
    const over = message<Told>(client.child).then((end) => {
      client.child.disconnect();
      if (end.delivery === undefined) throw new Error(end.failure ?? "a stream did not end");
    });
    return { over };
  };
  const first = await openUpTo(few);
  const atFew = await read(proxy.child);
  const second = await openUpTo(many - few);
  const atMany = await read(proxy.child);
  setting.upstream.send({ go: true });
  await Promise.all([first.over, second.over]);
  return { atFew, atMany };
}

async function report(): Promise<Report> {
  const setting = await openSetting();
  try {
    const kibibytes = ({ atFew, atMany }: Slope, kind: keyof Reading): number =>
      (atMany[kind] - atFew[kind]) / (many - few) / 1024;
    const nodeOptions = ["--expose-gc", "--import", benchFile("load/collect.js")];
    const gateway = await setting.startGateway({ cached: true, nodeOptions });
    const atRest = await read(gateway.child);
    const own = await slopeOf(gateway, setting);
    const relay = await slopeOf(await setting.startRelay(nodeOptions), setting);
    const mebibytes = (bytes: number): number => bytes / 2 ** 20;
    return {
      bench: `memory: live streams, slope between ${few} and ${many}`,
      measures: [
        { name: "gateway, resident per live stream", value: kibibytes(own, "collected"), unit: "KiB", most: 40 },
        {
          name: "relay without inspection, resident per live stream",
          value: kibibytes(relay, "collected"),
          unit: "KiB",
        },
        { name: "gateway, with what waits to be collected", value: kibibytes(own, "left"), unit: "KiB" },
        { name: "relay, with what waits to be collected", value: kibibytes(relay, "left"), unit: "KiB" },
        { name: "gateway, resident at rest", value: mebibytes(atRest.collected), unit: "MiB" },
        { name: `gateway, resident with ${many} live streams`, value: mebibytes(own.atMany.collected), unit: "MiB" },
      ],
      skipped: [],
    };
  } finally {
    await setting.end();
  }
}

await main(() => undefined, report);
