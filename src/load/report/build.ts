/** From what was measured to the report. */
import { cpus } from "node:os";
import { version } from "../../version.ts";
import type { ClientResult } from "../client.ts";
import type { GatewayUnderLoad } from "../gateway-under-load.ts";
import { added, curveOf, Latency, type Quantiles, quantilesOf } from "../latency.ts";
import type { LoadRun } from "../options.ts";
import { type Keeping, limitsOf } from "../saturation.ts";
import { byLatency, type Latencies, type LatencyName, type Leaks, type PathResult } from "../tally.ts";
import type { PathReport, Report, Second } from "./schema.ts";

export interface Measured {
  readonly keeping: Keeping;
  readonly client: ClientResult;
  readonly upstreamLate: Latency;
  readonly promptLeaks: Leaks;
  /** Between the end of the ramp and the end of the schedule; undefined when there was no process to look at. */
  readonly process:
    | {
        readonly cpu: number;
        readonly cpuSeconds: number;
        readonly writes: number;
        readonly residentBytesBefore: number;
      }
    | undefined;
  readonly seconds: readonly Second[];
}

export function buildReport(
  run: LoadRun,
  sessionsPerSecond: number,
  gateway: Pick<GatewayUnderLoad, "name" | "address" | "pid">,
  measured: Measured,
): Report {
  const { client, process, seconds, keeping } = measured;
  const latencies = { gateway: decoded(client.paths.gateway), direct: decoded(client.paths.direct) };
  const paths = {
    gateway: pathReport(client.paths.gateway, latencies.gateway, client.measuredSeconds),
    direct: pathReport(client.paths.direct, latencies.direct, client.measuredSeconds),
  };
  const more = (name: LatencyName): Omit<Quantiles, "count"> =>
    rounded(added(quantilesOf(latencies.gateway[name]), quantilesOf(latencies.direct[name])));
  return {
    report: "sluice load 1",
    at: new Date().toISOString(),
    machine: {
      cpu: cpus()[0]?.model.trim() ?? "unknown",
      cores: cpus().length,
      node: globalThis.process.versions.node,
      sluice: version,
    },
    gateway: { name: gateway.name, url: gateway.address.url, pid: gateway.pid ?? null },
    load: {
      scenario: run.scenario,
      sessionsPerSecond,
      ...run.traffic,
      rampSeconds: run.rampSeconds,
      seconds: run.seconds,
      directShare: run.directShare,
      timeoutMs: run.timeoutMs,
      lateMs: run.lateMs,
      seed: run.seed,
      model: run.model,
    },
    paths,
    added: { token: more("lateToken"), firstToken: more("lateFirst"), whole: more("lateEnd") },
    leaks: { answers: leaksOf(client.paths.gateway.leaks), prompts: leaksOf(measured.promptLeaks) },
    process:
      process === undefined
        ? null
        : {
            cpu: process.cpu,
            cpuUsPerWrite: process.writes === 0 ? null : (process.cpuSeconds * 1e6) / process.writes,
            residentBytesBefore: process.residentBytesBefore,
            residentBytesMost: Math.max(
              process.residentBytesBefore,
              ...seconds.map((second) => second.process?.residentBytes ?? 0),
            ),
          },
    self: {
      client: keeping.client,
      upstream: keeping.upstream,
      startLateP99Ms: keeping.startLateP99Ms,
      upstreamLate: { ...quantilesOf(measured.upstreamLate) },
      limits: limitsOf(run.lateMs),
    },
    curves: { gateway: curvesOf(latencies.gateway), direct: curvesOf(latencies.direct) },
    seconds: [...seconds],
  };
}

const decoded = ({ latencies }: PathResult): Latencies => byLatency((name) => Latency.decoded(latencies[name]));
const curvesOf = (latencies: Latencies): Record<LatencyName, [number, number][]> =>
  byLatency((name) => curveOf(latencies[name]));

const pathReport = (result: PathResult, latencies: Latencies, seconds: number): PathReport => ({
  exchanges: result.exchanges,
  failed: result.failed,
  exchangesPerSecond: (result.exchanges - result.failed) / seconds,
  tokensPerSecond: result.tokens / seconds,
  ...byLatency((name) => quantilesOf(latencies[name])),
  regrouped: result.regrouped,
  clean: result.clean,
  changed: result.changed,
  errors: result.errors.map((error) => ({ ...error })),
});

const leaksOf = ({ byKind, ...leaks }: Leaks): Report["leaks"]["answers"] => ({
  ...leaks,
  byKind: Object.fromEntries(Object.entries(byKind)),
});

/** To the microsecond: the difference of two numbers of three digits has no more. */
function rounded(quantiles: Omit<Quantiles, "count">): Omit<Quantiles, "count"> {
  const us = (ms: number | null): number | null => (ms === null ? null : Math.round(ms * 1_000) / 1_000);
  const { p50, p90, p99, p999, max } = quantiles;
  return { p50: us(p50), p90: us(p90), p99: us(p99), p999: us(p999), max: us(max) };
}
