/**
 * What a gateway's tokens cost when they come as they do from models: each by itself, at a time of its own, among the work of others.
 * `sluice load` sends them, and its upstream, its client and the gateway share the processors' caches meanwhile; the streams of the
 * gateway's benches tick together, so that many events share a turn there, and each costs half as much.
 *
 *   cores = C(tokens/s) + streams begun/s x stream + findings/s x finding        C: straight through two loads, as in capacity-model.ts
 *
 * Three loads without findings tell the first two, one with them the third. One process takes them all, after enough of them that what
 * is hot is compiled: at two thousand tokens a second that takes half a minute, in which a token costs a third more.
 */
import { ok } from "node:assert";
import { type LoadRun, type LoadWords, readOptions } from "../src/load/options.ts";
import { type Outcome, runLoad } from "../src/load/run.ts";
import { freePort } from "./processes.ts";
import { type Contender, openProxies } from "./proxies.ts";
import { type Measure, measured, median, quick } from "./trial.ts";

/** As much as a machine of two cores carries with client and upstream beside it. */
const loads = {
  light: { streams: "30", tokens: "120", pii: "0" },
  full: { streams: "120", tokens: "120", pii: "0" },
  short: { streams: "60", tokens: "15", pii: "0" },
  planted: { streams: "60", tokens: "120", pii: "2" },
};
const every = { ramp: "2", late: "1000", direct: "10" };
const seconds = quick ? "5" : "12";
const warmUp = { ...loads.planted, streams: "120", duration: quick ? "5" : "30" };
const rounds = quick ? 1 : 3;

type Load = Readonly<Record<"streams" | "tokens" | "pii" | "duration", string>>;

/** A second of a load, of one process. */
export interface Seen {
  readonly cores: number;
  readonly tokens: number;
  readonly begun: number;
  readonly findings: number;
}

export interface TokenCosts {
  readonly lightUs: number;
  readonly fullUs: number;
  readonly streamUs: number;
  readonly findingUs: number;
}

/** Microseconds of each, from what was seen of the four loads. */
export function costsFrom({ light, full, short, planted }: Record<keyof typeof loads, Seen>): TokenCosts {
  /** Of a load whose tokens lie between the two: the share that the fuller one has. */
  const share = ({ tokens }: Seen): number => (tokens - light.tokens) / (full.tokens - light.tokens);
  const between = (part: number, of: (seen: Seen) => number): number => (1 - part) * of(light) + part * of(full);
  const part = share(short);
  // C is what is left of both when their streams are taken off, so that a stream is all that is not known.
  const stream =
    (short.cores - between(part, ({ cores }) => cores)) / (short.begun - between(part, ({ begun }) => begun));
  const ofTokens = (seen: Seen): number => seen.cores - seen.begun * stream;
  const clean = between(share(planted), ofTokens) + planted.begun * stream;
  return {
    lightUs: (ofTokens(light) / light.tokens) * 1e6,
    fullUs: (ofTokens(full) / full.tokens) * 1e6,
    streamUs: stream * 1e6,
    findingUs: ((planted.cores - clean) / planted.findings) * 1e6,
  };
}

interface Gateway {
  readonly contender: Contender;
  readonly upstreamPort: number;
}

/** What `sluice load` would show, without showing it. */
export async function runQuietly(words: LoadWords): Promise<{ readonly run: LoadRun; readonly outcome: Outcome }> {
  const run = readOptions(words);
  const quiet = { phase: () => {}, second: () => {} };
  return { run, outcome: await runLoad(run, quiet, new AbortController().signal) };
}

/** Values in so many tokens of answers, and in the prompts of so many exchanges. */
export const plantedIn = ({ traffic: { pii, promptTokens } }: LoadRun, tokens: number, exchanges: number): number =>
  (pii / 100) * (tokens + exchanges * promptTokens);

/** This machine does not carry the load, and so tells nothing of the gateway. */
class Saturated extends Error {}

async function see({ contender, upstreamPort }: Gateway, load: Load): Promise<Seen> {
  const { run, outcome } = await runQuietly({
    ...every,
    ...load,
    target: `http://127.0.0.1:${contender.port}/v1`,
    pid: String(contender.child.pid),
    upstreamPort: String(upstreamPort),
  });
  if (outcome.kind !== "report") throw new Saturated(`${load.streams} streams one by one: ${outcome.why.join("; ")}`);
  const { paths, process, leaks } = outcome.report;
  ok(process !== null, "what the gateway cost is not known");
  ok(paths.gateway.failed === 0, "an exchange failed");
  ok(leaks.answers.leaked + leaks.prompts.leaked === 0, "a planted value leaked");
  const { exchangesPerSecond: begun, tokensPerSecond: tokens } = paths.gateway;
  return { cores: process.cpu, tokens, begun, findings: plantedIn(run, tokens, begun) };
}

async function seeAll(): Promise<readonly Record<keyof typeof loads, Seen>[]> {
  const upstreamPort = await freePort();
  const proxies = openProxies(upstreamPort);
  try {
    const gateway = { contender: await proxies.startGateway({ cached: true }), upstreamPort };
    const measure = (load: keyof typeof loads): Promise<Seen> => see(gateway, { ...loads[load], duration: seconds });
    await see(gateway, warmUp);
    const seen: Record<keyof typeof loads, Seen>[] = [];
    for (let i = 0; i < rounds; i++)
      seen.push({
        light: await measure("light"),
        full: await measure("full"),
        short: await measure("short"),
        planted: await measure("planted"),
      });
    return seen;
  } finally {
    await proxies.end();
  }
}

/** A sentence where this machine does not carry one of the loads. */
export async function measureTokenCosts(): Promise<Measure[] | string> {
  const seen = await seeAll().catch((error: unknown) => {
    if (error instanceof Saturated) return error.message;
    throw error;
  });
  if (typeof seen === "string") return seen;
  const costs = seen.map(costsFrom);
  const of = (name: string, cost: (costs: TokenCosts) => number): Measure => measured(name, "us", costs.map(cost));
  const rate = (name: string, load: "light" | "full"): Measure => ({
    name,
    value: median(seen.map((round) => round[load].tokens)),
    unit: "1/s",
  });
  return [
    of("tokens one by one, light load: CPU per token", ({ lightUs }) => lightUs),
    rate("tokens one by one, light load", "light"),
    of("tokens one by one: CPU per token", ({ fullUs }) => fullUs),
    rate("tokens one by one", "full"),
    of("tokens one by one: CPU per stream beside them", ({ streamUs }) => streamUs),
    of("tokens one by one: CPU per finding", ({ findingUs }) => findingUs),
  ];
}
