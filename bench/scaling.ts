/**
 * Does a unit cost the same with several processes on the port as with one? And the constants of the capacity model (capacity.ts).
 *
 *   node dist/bench/scaling.js [--quick] [--json]
 *
 *   client process -> gateway: 1 process | a primary and 2 -> upstream process      processor time of all processes in the middle
 *
 * Rounds alternate between the two, with the same client and upstream. Two processes get twice the load, so that each of them has as
 * much to do as the one: with less of it a turn of an event loop carries fewer events, and an fsync fewer exchanges, and each costs
 * more, in one process as in two. Client and upstream compete for the same processors, so on a small machine
 * throughput says nothing; what a unit costs is what decides how many a larger one carries. Every answer is compared with what was
 * sent, and that both processes served is shown by their audit trails, whose size is measured too. What the machine itself makes of
 * twice the load on the same processors is shown by nginx, with one worker and two.
 */
import { ok } from "node:assert";
import { hash } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { listChains } from "../src/audit/chains.ts";
import { readChains } from "../src/audit/read-chains.ts";
import { listSegments } from "../src/audit/segment-files.ts";
import { type Client, openClient } from "./load/orders.ts";
import { type Behaviour, cleanDocument, cleanEvents } from "./load/traffic.ts";
import { cpuSecondsOfAll, pause, residentBytesOf, residentBytesOfEach, stopped } from "./processes.ts";
import { type Contender, openSetting } from "./proxies.ts";
import { measureTokenCosts } from "./token-costs.ts";
import { type Measure, main, measured, median, quick, type Report } from "./trial.ts";

/** For each process. */
const streams = { concurrent: quick ? 60 : 150, events: quick ? 100 : 250 };
/** So few that hardly a turn of the event loop carries two events. */
const lightStreams = { concurrent: 30, events: quick ? 100 : 250 };
/** Begin and end weigh more than what is between. */
const shortStreams = { concurrent: 150, exchanges: quick ? 1_500 : 4_500, events: 4 };
const documents = { concurrent: 16, exchanges: quick ? 1_500 : 6_000 };
const planted = 200;
const rounds = quick ? 3 : 7;
/** nginx compiles nothing while it runs: it needs no warming up. */
const baselineRounds = quick ? 3 : 5;
const warmUps = 2;
/** The audit trail's writer works on for a while after an answer; that belongs to the cost. */
const settleMs = 400;
/** Clean exchanges of the audit measure, before which nothing else is in the trail. */
const audited = 500;
const constant = { most: 1.15 };

const eventsIn = (tokens: number): number => cleanEvents(tokens).length;

interface Units {
  readonly exchanges: number;
  readonly cpuUs: number;
}

async function deliver(client: Client, { child, ...ports }: Contender, order: Work): Promise<Units> {
  const { behaviour, events } = order;
  const port = behaviour === "stream" ? ports.port : ports.documentPort;
  const wanted =
    behaviour === "stream"
      ? { sha256: hash("sha256", cleanEvents(events).join(""), "hex") }
      : behaviour === "document"
        ? { sha256: hash("sha256", cleanDocument(), "hex") }
        : {};
  const before = cpuSecondsOfAll(child);
  const { exchanges } = await client.deliver({ port, ...order, ...wanted });
  await pause(settleMs);
  return { exchanges, cpuUs: (cpuSecondsOfAll(child) - before) * 1e6 };
}

interface Work {
  readonly behaviour: Behaviour;
  readonly concurrent: number;
  readonly exchanges: number;
  readonly events: number;
}

/** For one process; and how many units an exchange is. */
const kinds = {
  "SSE event": {
    work: { behaviour: "stream", exchanges: streams.concurrent, ...streams },
    units: eventsIn(streams.events),
  },
  "SSE event, light load": {
    work: { behaviour: "stream", exchanges: lightStreams.concurrent, ...lightStreams },
    units: eventsIn(lightStreams.events),
  },
  "short stream": { work: { behaviour: "stream", ...shortStreams }, units: 1 },
  "JSON exchange": { work: { behaviour: "document", events: 1, ...documents }, units: 1 },
} as const satisfies Record<string, { readonly work: Work; readonly units: number }>;

/** Microseconds of a unit, when each process has this much to do. */
async function round(kind: Kind, client: Client, gateway: Contender, processes: number): Promise<number> {
  const { work, units } = kinds[kind];
  const { concurrent, exchanges } = work;
  const order = { ...work, concurrent: processes * concurrent, exchanges: processes * exchanges };
  const { exchanges: done, cpuUs } = await deliver(client, gateway, order);
  return cpuUs / (done * units);
}

type Kind = keyof typeof kinds;

interface Costs {
  readonly one: readonly number[];
  readonly two: readonly number[];
  /** Of the same round: what else the machine did then slowed both. */
  readonly ratios: readonly number[];
}

interface Pair {
  readonly one: Contender;
  readonly two: Contender;
}

async function costsOf(kind: Kind, client: Client, { one, two }: Pair, count: number, warm: number): Promise<Costs> {
  const rows: (readonly [number, number])[] = [];
  for (let i = -warm; i < count; i++) {
    const row = [await round(kind, client, one, 1), await round(kind, client, two, 2)] as const;
    if (i >= 0) rows.push(row);
  }
  return { one: rows.map(([a]) => a), two: rows.map(([, b]) => b), ratios: rows.map(([a, b]) => b / a) };
}

async function compare(kind: Kind, client: Client, gateways: Pair, relays: Pair | undefined): Promise<Measure[]> {
  const { one, two, ratios } = await costsOf(kind, client, gateways, rounds, warmUps);
  const measures = [
    measured(`1 process, CPU per ${kind}`, "us", one),
    measured(`2 processes, CPU per ${kind}`, "us", two),
    measured(`2 processes against 1, ${kind}`, "x", ratios, constant),
  ];
  if (relays === undefined) return measures;
  const baseline = await costsOf(kind, client, relays, baselineRounds, 0);
  return [...measures, measured(`baseline: nginx, 2 workers against 1, ${kind}`, "x", baseline.ratios)];
}

interface Trail {
  readonly exchanges: number;
  readonly decisions: number;
  readonly bytes: number;
  /** Exchanges of each chain. */
  readonly chains: readonly number[];
}

/** What the trails of a gateway say that has ended. */
async function trailOf({ home }: Contender): Promise<Trail> {
  const chains = new Map<string, number>();
  let decisions = 0;
  const directory = join(home, ".sluice", "audit");
  const { damaged } = await readChains(directory, {
    onEvent({ chain, event }) {
      if (event.kind === "end") chains.set(chain, (chains.get(chain) ?? 0) + 1);
      if (event.kind === "decision") decisions += 1;
    },
  });
  ok(damaged === 0, "the audit trail is damaged");
  const exchanges = [...chains.values()].reduce((a, b) => a + b, 0);
  const bytes = listChains(directory)
    .flatMap((chain) => listSegments(chain.directory))
    .reduce((sum, { path }) => sum + statSync(path).size, 0);
  return { exchanges, decisions, bytes, chains: [...chains.values()] };
}

async function report(): Promise<Report> {
  const setting = await openSetting();
  const audit = async (behaviour: Behaviour, exchanges: number): Promise<Trail> => {
    const gateway = await setting.startGateway({ cached: true });
    const client = await openClient();
    await deliver(client, gateway, { behaviour, concurrent: 16, exchanges, events: 1 });
    client.child.disconnect();
    await stopped(gateway.child);
    const trail = await trailOf(gateway);
    ok(trail.exchanges === exchanges, "an exchange is not in the trail");
    return trail;
  };
  try {
    const one = await setting.startGateway({ cached: true });
    const two = await setting.startGateway({ cached: true, processes: 2 });
    const [nginx, workers] = [await setting.startNginx(), await setting.startNginx(2)];
    const relays = typeof nginx === "string" || typeof workers === "string" ? undefined : { one: nginx, two: workers };
    const client = await openClient();
    const atRest = { one: residentBytesOf(one.child), primary: residentBytesOf(two.child) };
    const costs: Measure[] = [];
    for (const kind of Object.keys(kinds) as Kind[]) costs.push(...(await compare(kind, client, { one, two }, relays)));
    const served = residentBytesOfEach(two.child);
    ok(served.length === 2, "there are not two processes");
    const primary = residentBytesOf(two.child);
    const afterwards = residentBytesOf(one.child);
    client.child.disconnect();
    await stopped(two.child);
    const { chains } = await trailOf(two);
    ok(chains.length === 2 && chains.every((count) => count > 0), "one of the two processes served nothing");

    const clean = await audit("document", audited);
    const found = await audit("planted-document", planted);
    const tokens = await measureTokenCosts();
    const cleanBytes = clean.bytes / clean.exchanges;
    const decisionBytes = (found.bytes - found.exchanges * cleanBytes) / found.decisions;
    const mebibytes = (bytes: number): number => bytes / 2 ** 20;
    return {
      bench: "scaling: one process and two on a port",
      measures: [
        ...costs,
        ...(typeof tokens === "string" ? [] : tokens),
        { name: "1 process, resident at rest", value: mebibytes(atRest.one), unit: "MiB" },
        { name: "1 process, resident after work", value: mebibytes(afterwards), unit: "MiB" },
        { name: "each of 2 processes, resident after work", value: mebibytes(median(served)), unit: "MiB" },
        { name: "primary, resident at rest", value: mebibytes(atRest.primary), unit: "MiB" },
        { name: "primary, resident after work", value: mebibytes(primary), unit: "MiB" },
        { name: "audit, an exchange without findings", value: cleanBytes, unit: "B" },
        { name: "audit, each decision", value: decisionBytes, unit: "B" },
        {
          name: "share of the exchanges that the busier process had",
          value: (100 * Math.max(...chains)) / chains.reduce((a, b) => a + b),
          unit: "%",
        },
      ],
      skipped: [nginx, tokens].filter((why) => typeof why === "string"),
    };
  } finally {
    await setting.end();
  }
}

await main(() => undefined, report);
