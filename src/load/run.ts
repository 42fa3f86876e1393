/**
 * One load run, from options to a report.
 *
 *   options -> plans, schedule -> client process -> gateway -> upstream process        latencies, leaks in answers | leaks in prompts
 *                                       └──────── direct ────────┘                      the same at the same time, without the gateway
 *
 * Client and upstream watch themselves. Where one of them could not keep up there is no report but a refusal that says why.
 */
import { type ChildProcess, fork } from "node:child_process";
import { builtFile } from "../built-file.ts";
import { nodeOptions } from "../node-options.ts";
import type { ClientOrder, ClientResult, ClientSecond } from "./client.ts";
import { type GatewayUnderLoad, LoadProblem, openGateway } from "./gateway-under-load.ts";
import { Latency } from "./latency.ts";
import { filesAllowed, filesNeeded } from "./open-files.ts";
import type { LoadRun } from "./options.ts";
import { allPlans, liveSecondsOf, type PlanSource } from "./plan.ts";
import { presets } from "./presets/presets.ts";
import { probe } from "./probe.ts";
import { costOf, type ProcessCost } from "./process-cost.ts";
import { message, own, pause, stopped } from "./processes.ts";
import { seedOf } from "./random.ts";
import { buildReport, type Measured } from "./report/build.ts";
import type { Report, Second } from "./report/schema.ts";
import { busiest, isMachineSlow, limitsOf, relief, saturation } from "./saturation.ts";
import { scenarios } from "./scenarios.ts";
import type { Address } from "./sender.ts";
import type { UpstreamFigures, UpstreamMessage, UpstreamPorts } from "./upstream.ts";
import { COMPLETIONS } from "./wire.ts";

export interface Observer {
  /** What happens now, in a sentence. */
  phase(sentence: string): void;
  second(second: Second): void;
}

export type Outcome =
  | { readonly kind: "report"; readonly report: Report }
  /** Our own processes could not keep up. */
  | { readonly kind: "saturated"; readonly why: readonly string[]; readonly advice: string };

const forked = (file: string): ChildProcess =>
  own(fork(builtFile(`src/load/${file}`), [], { execArgv: [...nodeOptions] }));

/** Throws `LoadProblem` when the run cannot be, or is aborted. */
export async function runLoad(run: LoadRun, observer: Observer, signal: AbortSignal): Promise<Outcome> {
  const source: PlanSource = { seed: run.seed, model: run.model, traffic: run.traffic, steps: run.steps };
  const liveSeconds = liveSecondsOf(allPlans(source));
  const sessionsPerSecond = run.sessionsPerSecond ?? run.traffic.streams / liveSeconds;
  const live = sessionsPerSecond * liveSeconds;
  checkOpenFiles(run, live);
  const upstream = forked("upstream.js");
  let gateway: GatewayUnderLoad | undefined;
  let client: ChildProcess | undefined;
  try {
    const ports = await openUpstream(upstream, source, run);
    if (run.via.kind === "preset") observer.phase(`starting ${run.via.name}: ${presets[run.via.name].about} ...`);
    gateway = await openGateway(run.via, ports.gateway);
    signal.throwIfAborted();
    observer.phase("probing the gateway ...");
    const where = `http://${run.via.kind === "target" ? run.via.upstreamHost : "127.0.0.1"}:${ports.gateway}/v1`;
    const reached = async (): Promise<number> => (await figuresOf(upstream)).received.gateway.requests;
    await probe(source, gateway.address, run.timeoutMs, reached, where);
    upstream.send({ reset: true } satisfies UpstreamMessage);
    signal.throwIfAborted();

    const direct: Address = { url: `http://127.0.0.1:${ports.direct}/v1${COMPLETIONS}`, headers: [] };
    client = forked("client.js");
    const order: ClientOrder = {
      source,
      rampSeconds: run.rampSeconds,
      seconds: run.rampSeconds + run.seconds,
      timeoutMs: run.timeoutMs,
      paths: {
        gateway: { address: gateway.address, sessionsPerSecond, seed: seedOf(run.seed, 1) },
        direct: { address: direct, sessionsPerSecond: sessionsPerSecond * run.directShare, seed: seedOf(run.seed, 2) },
      },
    };
    observer.phase(
      `${scenarios[run.scenario].about}; ${spell(sessionsPerSecond)} sessions a second, about ${spell(live)} live exchanges`,
    );
    const measured = await measure({ run, order, client, upstream, gateway, observer, signal });
    return conclude(run, sessionsPerSecond, gateway, measured);
  } finally {
    for (const child of [client, upstream]) if (child !== undefined) await stopped(child);
    await gateway?.stop();
  }
}

/** A report, unless it would tell of ourselves. */
export function conclude(
  run: LoadRun,
  sessionsPerSecond: number,
  gateway: Pick<GatewayUnderLoad, "name" | "address" | "pid">,
  measured: Measured,
): Outcome {
  const why = saturation(measured.keeping, limitsOf(run.lateMs));
  if (why.length > 0) return { kind: "saturated", why, advice: adviceFor(run, sessionsPerSecond, measured) };
  return { kind: "report", report: buildReport(run, sessionsPerSecond, gateway, measured) };
}

const spell = (figure: number): string => (figure >= 20 ? figure.toFixed(0) : figure.toPrecision(2));

function checkOpenFiles({ via, directShare }: LoadRun, live: number): void {
  const needed = filesNeeded(live, directShare, via.kind === "preset");
  const allowed = filesAllowed();
  if (needed > allowed)
    throw new LoadProblem(
      `About ${spell(live)} live exchanges need ${needed} open files a process, and ${allowed} are allowed here. Lower --streams or --arrivals, or raise the limit (ulimit -Hn).`,
    );
}

async function openUpstream(child: ChildProcess, source: PlanSource, { via }: LoadRun): Promise<UpstreamPorts> {
  const [host, port] = via.kind === "target" ? [via.upstreamHost, via.upstreamPort] : ["127.0.0.1", 0];
  child.send({ source, host, port } satisfies UpstreamMessage);
  const { ports, failure } = await message<{ ports?: UpstreamPorts; failure?: string }>(child);
  if (ports !== undefined) return ports;
  throw new LoadProblem(
    `The upstream cannot listen on ${host}:${port} (${failure}). Name another with --upstream-port.`,
  );
}

async function figuresOf(upstream: ChildProcess): Promise<UpstreamFigures> {
  upstream.send({ read: true } satisfies UpstreamMessage);
  const told = await message<{ figures: UpstreamFigures }>(upstream).catch((error: Error) => {
    throw new LoadProblem(`The upstream has ended (${error.message}).`);
  });
  return told.figures;
}

interface Measuring {
  readonly run: LoadRun;
  readonly order: ClientOrder;
  readonly client: ChildProcess;
  readonly upstream: ChildProcess;
  readonly gateway: GatewayUnderLoad;
  readonly observer: Observer;
  readonly signal: AbortSignal;
}

async function measure({ run, order, client, upstream, gateway, observer, signal }: Measuring): Promise<Measured> {
  const seconds: Second[] = [];
  const cost = (): ProcessCost | undefined => {
    if (gateway.pid === undefined) return undefined;
    const now = costOf(gateway.pid);
    if (now === undefined)
      throw new LoadProblem(`The gateway (process ${gateway.pid}) has ended.\n${gateway.lastWords().trim()}`);
    return now;
  };
  const before = cost();
  let last = before;
  const result = new Promise<ClientResult>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new LoadProblem("Stopped; there is no report.")));
    client.on("exit", (code) => reject(new LoadProblem(`The client ended with ${code}.`)));
    client.on("message", (told: { second?: ClientSecond; result?: ClientResult; failure?: string }) => {
      try {
        if (told.failure !== undefined) throw new LoadProblem(`The client failed: ${told.failure}`);
        if (told.result !== undefined) resolve(told.result);
        if (told.second === undefined) return;
        const now = cost();
        const process =
          now === undefined || last === undefined
            ? null
            : { cpu: now.cpuSeconds - last.cpuSeconds, residentBytes: now.residentBytes };
        last = now;
        const second: Second = { second: seconds.length + 1, ...told.second.paths, process };
        seconds.push(second);
        observer.second(second);
      } catch (error) {
        reject(error);
      }
    });
  });
  // Whoever waits below hears of it.
  result.catch(() => {});
  client.send(order);
  await Promise.race([result, pause(run.rampSeconds * 1_000)]);
  upstream.send({ measure: true } satisfies UpstreamMessage);
  const from = { ...cost(), ms: performance.now() };
  await Promise.race([result, pause(run.seconds * 1_000)]);
  const to = { ...cost(), ms: performance.now() };
  const inTime = await figuresOf(upstream);
  const told = await result;
  if (told.paths.gateway.exchanges === 0)
    throw new LoadProblem("No exchange began while it was measured. Raise --duration, or --streams or --arrivals.");
  const atEnd = await figuresOf(upstream);
  return {
    keeping: {
      client: told.self,
      upstream: inTime.self,
      startLateP99Ms: told.startLateP99Ms,
      writeLateP99Ms: Latency.decoded(inTime.late).ms(99),
      directLateP99Ms: Latency.decoded(told.paths.direct.latencies.lateEnd).ms(99),
    },
    client: told,
    upstreamLate: Latency.decoded(inTime.late),
    promptLeaks: atEnd.received.gateway.leaks,
    process:
      from.cpuSeconds === undefined || to.cpuSeconds === undefined || before === undefined
        ? undefined
        : {
            cpu: ((to.cpuSeconds - from.cpuSeconds) * 1_000) / (to.ms - from.ms),
            cpuSeconds: to.cpuSeconds - from.cpuSeconds,
            writes: inTime.received.gateway.writes,
            residentBytesBefore: before.residentBytes,
          },
    seconds,
  };
}

/** Fewer streams than these are no load that could be the cause. */
const fewStreams = 10;

function adviceFor(run: LoadRun, sessionsPerSecond: number, { keeping }: Measured): string {
  const limits = limitsOf(run.lateMs);
  const factor = relief(keeping, limits);
  const { streams } = run.traffic;
  const less =
    run.sessionsPerSecond === undefined
      ? `--streams from ${streams} to ${Math.max(1, Math.floor(streams * factor))}`
      : `--arrivals from ${sessionsPerSecond} to ${Number((sessionsPerSecond * factor).toPrecision(2))}`;
  const few = run.sessionsPerSecond === undefined && streams < fewStreams;
  if (few || isMachineSlow(keeping, limits)) {
    const busy = `The load tester was busy at most ${Math.round(busiest(keeping) * 100)} % of the time`;
    return `${busy}, so the machine has other work or too few cores: wait until it has less, or allow for it with --late.${few ? "" : ` If it does not help, lower ${less}.`}`;
  }
  return `Lower ${less}, or --rate; or run it where the machine has more cores or less other work. It may take more than one step.`;
}
