/**
 * How much later is an event that goes through the gateway?
 *
 *   node dist/bench/latency.js [--quick] [--json]
 *
 * Live streams of clean prose, an event each 20 ms (or 100), through the gateway as `sluice serve --upstream` is, redaction and audit
 * on; beside them, at the same time, a few streams directly from upstream to client. An event counts from the moment at which
 * the one was sent that makes it releasable: of text that is held back, which event that is is known beforehand from the codec and
 * the engine; that wait is told apart. Added is the gateway's percentile less the direct path's. Every byte is compared, and no event may come before it is
 * releasable. The same through nginx as a pass-through.
 *
 * Upstream and client are one process and share the machine with the gateway. Where that process was late or busy itself, there is no
 * figure but the reason.
 */
import { availableParallelism } from "node:os";
import { openEngine } from "./engine.ts";
import { openPacedUpstream, type Pace, type Paced } from "./load/paced.ts";
import { cleanEvents } from "./load/traffic.ts";
import { cpuSecondsOf } from "./processes.ts";
import { type ContenderName, openProxies } from "./proxies.ts";
import { inOwnProcess, type Limit, type Measure, main, measured, median, quick, type Report } from "./trial.ts";
import { openAnswerCodec } from "./whole-codec.ts";

interface Case {
  readonly through: Extract<ContenderName, "gateway" | "nginx">;
  readonly streams: number;
  readonly perSecond: number;
}

interface Round {
  readonly added: { readonly p50: number; readonly p99: number };
  /** 99th percentile of the direct path. */
  readonly directP99: number;
  /** Of a core, from the first event to the last. */
  readonly cpu: number;
  /** Why it does not count. */
  readonly untrusted: readonly string[];
}

const rounds = quick ? 2 : 5;
/** Until V8 has compiled what is hot, which takes it some twenty seconds. */
const warmUps = quick ? 1 : 3;
const seconds = quick ? 3 : 5;
/** At both ends of a round: all streams begin at once, and what has become garbage then is collected; and they end within one interval. */
const skippedSeconds = 1;

const directStreams = 20;
/** At 50 events a second, the same number of events a second in 1,000 streams, and 1,000 streams at 50. */
const loads = [
  { streams: 200, perSecond: 50 },
  { streams: 1_000, perSecond: 10 },
  { streams: 1_000, perSecond: 50 },
] as const;
const wanted = 1_000 * 50;

/** Past one of these a percentile tells of the load and not of what is between. */
const limits = { busy: 0.85, lateP99Ms: 5, directP99Ms: 5 };

/** For each event, the one that lets it leave. */
function releasedBy(events: readonly string[]): number[] {
  const by: number[] = [];
  let waiting = 0;
  let left = 0;
  const codec = openAnswerCodec(openEngine(), "text/event-stream", (bytes) => {
    left += bytes.length;
  });
  for (const [at, event] of events.entries()) {
    codec.write(Buffer.from(event));
    for (let next = events[waiting]; next !== undefined && left >= Buffer.byteLength(next); next = events[waiting]) {
      left -= Buffer.byteLength(next);
      by.push(at);
      waiting++;
    }
  }
  if (waiting < events.length) throw new Error(`${events.length - waiting} events are held back for good`);
  return by;
}

/** What hold-back alone takes at this pace, apart from the gateway's work: until the event comes that lets another one leave. */
function heldBack(perSecond: number): Measure[] {
  const waits = releasedBy(cleanEvents(seconds * perSecond)).map((by, at) => ((by - at) * 1_000) / perSecond);
  const sorted = waits.toSorted((a, b) => a - b);
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  const name = `held back, a stream of ${perSecond} events a second`;
  return [
    { name: `${name}: mean`, value: mean, unit: "ms" },
    { name: `${name}: p99`, value: sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN, unit: "ms" },
    { name: `${name}: first event (TTFT)`, value: waits[0] ?? Number.NaN, unit: "ms" },
  ];
}

async function runCase({ through, streams, perSecond }: Case): Promise<readonly Round[] | string> {
  const events = cleanEvents((seconds + 2 * skippedSeconds) * perSecond);
  const atOnce = events.map((_, at) => at);
  const upstream = await openPacedUpstream();
  const proxies = openProxies(upstream.port);
  try {
    const proxy = through === "gateway" ? await proxies.startGateway() : await proxies.start(through);
    if (typeof proxy === "string") return proxy;
    const pace: Pace = {
      ...{ events, perSecond, from: skippedSeconds * perSecond, to: events.length - skippedSeconds * perSecond },
      paths: [
        { port: proxy.port, streams, releasedBy: through === "gateway" ? releasedBy(events) : atOnce },
        { port: upstream.port, streams: directStreams, releasedBy: atOnce },
      ],
    };
    const round = async (): Promise<Round> => {
      const before = { cpu: cpuSecondsOf(proxy.child), at: performance.now() };
      const paced = await upstream.run(pace);
      const cpu = (cpuSecondsOf(proxy.child) - before.cpu) / ((performance.now() - before.at) / 1_000);
      return roundOf(paced, cpu);
    };
    for (let i = 0; i < warmUps; i++) await round();
    const told: Round[] = [];
    for (let i = 0; i < rounds; i++) told.push(await round());
    return told;
  } finally {
    await proxies.end();
    upstream.close();
  }
}

function roundOf({ latencies, late, busy }: Paced, cpu: number): Round {
  const at = (path: number, percentile: number): number => latencies[path]?.ms(percentile) ?? Number.NaN;
  const lateP99 = late.ms(99);
  const directP99 = at(1, 99);
  const untrusted = [
    ...(busy > limits.busy ? [`the load was busy ${Math.round(100 * busy)} % of the time`] : []),
    ...(lateP99 > limits.lateP99Ms ? [`events were sent ${lateP99.toFixed(1)} ms late at p99`] : []),
    ...(directP99 > limits.directP99Ms ? [`direct events took ${directP99.toFixed(1)} ms at p99`] : []),
  ];
  return { added: { p50: at(0, 50) - at(1, 50), p99: at(0, 99) - directP99 }, directP99, cpu, untrusted };
}

async function report(): Promise<Report> {
  const measures: Measure[] = [];
  const skipped: string[] = [];
  let carried = 0;
  for (const load of loads) {
    const said = `${load.streams} streams of ${load.perSecond} events a second`;
    const spent: Record<Case["through"], readonly number[]> = { gateway: [], nginx: [] };
    for (const through of ["gateway", "nginx"] as const) {
      const told = await inOwnProcess<Case, readonly Round[] | string>({ ...load, through });
      const name = `${through}, ${said}`;
      const trusted = typeof told === "string" ? [] : told.filter(({ untrusted }) => untrusted.length === 0);
      if (trusted.length === 0) {
        const why =
          typeof told === "string" ? told : [...new Set(told.flatMap(({ untrusted }) => untrusted))].join("; ");
        skipped.push(`${name}: ${why}`);
        continue;
      }
      if (through === "gateway") carried = Math.max(carried, load.streams * load.perSecond);
      spent[through] = trusted.map(({ cpu }) => cpu);
      const of = (what: string, unit: string, figure: (round: Round) => number, limit: Limit = {}): Measure =>
        measured(`${name}: ${what}`, unit, trusted.map(figure), through === "gateway" ? limit : {});
      measures.push(
        of("added, p50", "ms", ({ added }) => added.p50, { most: 0.6 }),
        of("added, p99", "ms", ({ added }) => added.p99, { most: 5 }),
        of("direct path, p99", "ms", ({ directP99 }) => directP99),
        of("of a core", "%", ({ cpu }) => 100 * cpu),
      );
    }
    if (spent.gateway.length > 0 && spent.nginx.length > 0) {
      const ratios = spent.gateway.map((cpu) => cpu / median(spent.nginx));
      measures.push(measured(`gateway against nginx, ${said}: processor time`, "x", ratios, { most: 1.6 }));
    }
    measures.push(...heldBack(load.perSecond));
  }
  measures.push({ name: "events a second, through the gateway", value: carried, unit: "events/s", least: wanted });
  if (carried < wanted)
    skipped.push(
      `1,000 streams of 50 events a second: with the load beside the gateway, ${availableParallelism()} processors are asked for ${carried} of ${wanted} events a second`,
    );
  return { bench: "latency: added to an event, from when it is releasable", measures, skipped };
}

await main(runCase, report);
