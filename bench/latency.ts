/**
 * How much later is an event that goes through the gateway?
 *
 *   node dist/bench/latency.js [--quick] [--json]
 *
 * Live streams of clean prose, an event each 20 ms (or 100), through the gateway as `sluice serve --upstream` is, redaction and audit
 * on; beside them, at the same time, a few streams directly from upstream to client. An event counts from the moment at which
 * the one was sent that makes it releasable: of text that is held back, which event that is is known beforehand from the codec and
 * the engine. Added is the gateway's percentile less the direct path's. Every byte is compared, and no event may come before it is
 * releasable. The same through nginx as a pass-through.
 *
 * Upstream and client are one process and share the machine with the gateway. Where that process was late or busy itself, there is no
 * figure but the reason.
 */
import { availableParallelism } from "node:os";
import { openAnswerCodec } from "./answer-codec.ts";
import { openEngine } from "./engine.ts";
import { openPacedUpstream } from "./load/paced.ts";
import { cleanEvents } from "./load/traffic.ts";
import { cpuSecondsOf } from "./processes.ts";
import { type ContenderName, openProxies } from "./proxies.ts";
import { inOwnProcess, type Limit, type Measure, main, quick, type Report } from "./trial.ts";

interface Case {
  readonly through: Extract<ContenderName, "gateway" | "nginx">;
  readonly streams: number;
  readonly perSecond: number;
}

interface Figures {
  readonly added: { readonly p50: number; readonly p99: number };
  readonly direct: { readonly p50: number; readonly p99: number };
  /** Of a core, from the first event to the last. */
  readonly cpu: number;
  /** Why none of it stands. */
  readonly untrusted: readonly string[];
}

const warmUpSeconds = quick ? 2 : 4;
const seconds = quick ? 4 : 9;
const directStreams = 20;
/** At 50 events a second, and the same number of events a second in 1,000 streams. */
const loads = [
  { streams: 200, perSecond: 50 },
  { streams: 1_000, perSecond: 10 },
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

async function runCase({ through, streams, perSecond }: Case): Promise<Figures | string> {
  const events = cleanEvents((warmUpSeconds + seconds) * perSecond);
  const atOnce = events.map((_, at) => at);
  const upstream = await openPacedUpstream();
  const proxies = openProxies(upstream.port);
  try {
    const proxy = through === "gateway" ? await proxies.startGateway() : await proxies.start(through);
    if (typeof proxy === "string") return proxy;
    const before = { cpu: cpuSecondsOf(proxy.child), at: performance.now() };
    const { latencies, late, busy } = await upstream.run({
      events,
      perSecond,
      from: warmUpSeconds * perSecond,
      paths: [
        { port: proxy.port, streams, releasedBy: through === "gateway" ? releasedBy(events) : atOnce },
        { port: upstream.port, streams: directStreams, releasedBy: atOnce },
      ],
    });
    const cpu = (cpuSecondsOf(proxy.child) - before.cpu) / ((performance.now() - before.at) / 1_000);
    const at = (path: number, percentile: number): number => latencies[path]?.ms(percentile) ?? Number.NaN;
    const direct = { p50: at(1, 50), p99: at(1, 99) };
    const untrusted = [
      ...(busy > limits.busy ? [`the load was busy ${Math.round(100 * busy)} % of the time`] : []),
      ...(late.ms(99) > limits.lateP99Ms ? [`events were sent ${late.ms(99).toFixed(1)} ms late at p99`] : []),
      ...(direct.p99 > limits.directP99Ms ? [`direct events took ${direct.p99.toFixed(1)} ms at p99`] : []),
    ];
    return { added: { p50: at(0, 50) - direct.p50, p99: at(0, 99) - direct.p99 }, direct, cpu, untrusted };
  } finally {
    await proxies.end();
    upstream.close();
  }
}

async function report(): Promise<Report> {
  const measures: Measure[] = [];
  const skipped: string[] = [];
  let carried = 0;
  for (const load of loads) {
    const said = `${load.streams} streams of ${load.perSecond} events a second`;
    for (const through of ["gateway", "nginx"] as const) {
      const figures = await inOwnProcess<Case, Figures | string>({ ...load, through });
      const name = `${through}, ${said}`;
      if (typeof figures === "string" || figures.untrusted.length > 0) {
        skipped.push(`${name}: ${typeof figures === "string" ? figures : figures.untrusted.join("; ")}`);
        continue;
      }
      if (through === "gateway") carried = Math.max(carried, load.streams * load.perSecond);
      const ms = (what: string, value: number, limit: Limit = {}): Measure => ({
        name: `${name}: ${what}`,
        value,
        unit: "ms",
        ...limit,
      });
      const holds = through === "gateway";
      measures.push(
        ms("added, p50", figures.added.p50, holds ? { most: 0.6 } : {}),
        ms("added, p99", figures.added.p99, holds ? { most: 5 } : {}),
        ms("direct path, p99", figures.direct.p99),
        { name: `${name}: of a core`, value: 100 * figures.cpu, unit: "%" },
      );
    }
  }
  measures.push({ name: "events a second, through the gateway", value: carried, unit: "events/s", least: wanted });
  if (carried < wanted)
    skipped.push(
      `1,000 streams of 50 events a second: with the load beside the gateway, ${availableParallelism()} processors are asked for ${carried} of ${wanted} events a second`,
    );
  return { bench: "latency: added to an event, from when it is releasable", measures, skipped };
}

await main(runCase, report);
