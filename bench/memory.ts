/**
 * What does a live stream cost in memory?
 *
 *   node dist/bench/memory.js [--quick] [--json]
 *
 * Streams are opened through the gateway, say their first event and then nothing; resident memory is read at 500 and at
 * 2,000 of them, and the slope is what one costs: both sockets, the exchange, its lanes. Then every stream goes on to its
 * end, and every answer must be whole. The relay without inspection is measured beside it.
 */
import { createHash } from "node:crypto";
import type { Delivery } from "./load/client.ts";
import { openClient } from "./load/orders.ts";
import { cleanEvents } from "./load/traffic.ts";
import { message, pause, residentBytesOf } from "./processes.ts";
import { type Contender, openSetting, type Setting } from "./proxies.ts";
import { main, quick, type Report } from "./trial.ts";

const few = quick ? 200 : 500;
const many = quick ? 800 : 2_000;
/** Garbage of the openings is collected when a process has been idle for a while. */
const settleMs = quick ? 3_000 : 12_000;
const events = 20;

interface Told {
  readonly begun?: number;
  readonly delivery?: Delivery;
  readonly failure?: string;
}

interface Slope {
  readonly atFew: number;
  readonly atMany: number;
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
  await pause(settleMs);
  const atFew = residentBytesOf(proxy.child);
  const second = await openUpTo(many - few);
  await pause(settleMs);
  const atMany = residentBytesOf(proxy.child);
  setting.upstream.send({ go: true });
  await Promise.all([first.over, second.over]);
  return { atFew, atMany };
}

async function report(): Promise<Report> {
  const setting = await openSetting();
  try {
    const kibibytes = (slope: Slope): number => (slope.atMany - slope.atFew) / (many - few) / 1024;
    const gateway = await setting.startGateway({ cached: true });
    const atRest = residentBytesOf(gateway.child);
    const own = await slopeOf(gateway, setting);
    const relay = await slopeOf(await setting.startRelay(), setting);
    return {
      bench: `memory: live streams, slope between ${few} and ${many}`,
      measures: [
        { name: "gateway, resident per live stream", value: kibibytes(own), unit: "KiB", most: 40 },
        { name: "relay without inspection, resident per live stream", value: kibibytes(relay), unit: "KiB" },
        { name: "gateway, resident at rest", value: atRest / 2 ** 20, unit: "MiB" },
        { name: `gateway, resident with ${many} live streams`, value: own.atMany / 2 ** 20, unit: "MiB" },
      ],
      skipped: [],
    };
  } finally {
    await setting.end();
  }
}

await main(() => undefined, report);
