/**
 * What does an exchange cost, whole: one event of a streamed answer, and one JSON exchange?
 *
 *   node dist/bench/gateway.js [--quick] [--json]
 *
 *   client process -> [ gateway | relays | nginx | Portkey ] -> upstream process      processor time of the one in the middle
 *
 * The gateway runs as `sluice serve --upstream` does: redaction in both directions, audit on, uWebSockets.js. Beside it in
 * the same run, with the same client and upstream: nginx as a pass-through, a relay on uWebSockets.js and undici that inspects
 * nothing, one as bare as it can be made (uWebSockets.js and sockets), and Portkey's gateway without guardrails. Rounds alternate between them. Before any timing it is shown
 * that planted values reach neither side and that clean answers arrive byte for byte; while timing, every answer is compared too. The
 * large exchange has values in its prompt and its answer, which the gateway masks and the others pass.
 */
import { equal, ok } from "node:assert";
import { hash } from "node:crypto";
import { beginMany, type Client, openClient } from "./load/orders.ts";
import {
  type Behaviour,
  cleanDocument,
  cleanEvents,
  contentOf,
  plantedLargeDocument,
  plantedPrompt,
  plantedText,
  plantedValues,
  redacted,
  requestOf,
} from "./load/traffic.ts";
import { cpuSecondsOf, message, pause } from "./processes.ts";
import { type Contender, type ContenderName, openSetting, type Setting } from "./proxies.ts";
import { inOwnProcess, type Limit, type Measure, main, measured, quick, type Report } from "./trial.ts";

type Kind = "stream" | "document" | "large-document";

export interface GatewayCase {
  readonly kind: Kind;
  /** What runs beside the gateway. */
  readonly beside: readonly Exclude<ContenderName, "gateway">[];
}

/** Microseconds of processor time per event or exchange, by contender and round. */
export interface GatewayResult {
  readonly costs: Readonly<Partial<Record<ContenderName, readonly number[]>>>;
  /** Exchanges a second on the clock. */
  readonly speeds: Readonly<Partial<Record<ContenderName, readonly number[]>>>;
  readonly skipped: readonly string[];
}

const streams = quick ? { concurrent: 100, events: 60 } : { concurrent: 200, events: 150 };
const concurrent = 16;
const exchanges: Readonly<Record<Exclude<Kind, "stream">, number>> = quick
  ? { document: 2_000, "large-document": 800 }
  : { document: 10_000, "large-document": 4_000 };
/** Portkey takes so much longer; warmed up it is with as many exchanges as the others. */
const slowShare = 0.1;
const rounds = 5;
/** Rounds until V8 has compiled what is hot, for which its threads take some ten. nginx has nothing to compile. */
const warmUps = quick ? 2 : 12;
/** The audit trail's writer works on for a while after an answer; that belongs to the cost. */
const settleMs = 250;

const eventsPerStream = cleanEvents(streams.events).length;

async function showItWorks(client: Client, gateway: Contender, setting: Setting): Promise<void> {
  const ask = (behaviour: Behaviour): Promise<{ body: string }> =>
    client.deliver({ port: gateway.port, behaviour, concurrent: 1, exchanges: 1, events: 1, prompt: plantedText });
  for (const behaviour of ["planted-stream", "planted-document"] as const) {
    const { body } = await ask(behaviour);
    const said = behaviour === "planted-stream" ? contentOf(body) : body;
    for (const value of plantedValues) ok(!said.includes(value), `a value came through in a ${behaviour}`);
    equal(said.match(/<[A-Z_]+>/g)?.length, plantedValues.length, `${behaviour}: ${said}`);
  }
  setting.upstream.send({ prompts: true });
  const { prompts } = await message<{ prompts: string[] }>(setting.upstream);
  equal(prompts.length, 2);
  for (const prompt of prompts) for (const value of plantedValues) ok(!prompt.includes(value), "a value went upstream");
}

/** The answer's bytes as they must arrive through this contender. */
function expected(kind: Kind, { name }: Contender): string {
  if (kind === "stream") return cleanEvents(streams.events).join("");
  if (kind === "document") return cleanDocument();
  return name === "gateway" ? redacted(plantedLargeDocument()) : plantedLargeDocument();
}

interface Round {
  readonly costUs: number;
  readonly exchangesPerSecond: number;
}

async function round(client: Client, contender: Contender, kind: Kind, share = 1): Promise<Round> {
  const before = cpuSecondsOf(contender.child);
  const isStream = kind === "stream";
  const count = isStream ? streams.concurrent : exchanges[kind];
  const delivered = await client.deliver({
    port: isStream ? contender.port : contender.documentPort,
    behaviour: kind,
    concurrent: isStream ? streams.concurrent : concurrent,
    exchanges: count * share,
    events: isStream ? streams.events : 1,
    sha256: hash("sha256", expected(kind, contender), "hex"),
    ...(kind === "large-document" ? { prompt: plantedPrompt() } : {}),
    ...(contender.headers === undefined ? {} : { headers: contender.headers }),
  });
  await pause(settleMs);
  const units = isStream ? delivered.exchanges * eventsPerStream : delivered.exchanges;
  return {
    costUs: ((cpuSecondsOf(contender.child) - before) * 1e6) / units,
    exchangesPerSecond: (delivered.exchanges / delivered.ms) * 1e3,
  };
}

async function runCase({ kind, beside }: GatewayCase): Promise<GatewayResult> {
  const setting = await openSetting();
  try {
    const client = await openClient();
    const gateway = await setting.startGateway();
    await showItWorks(client, gateway, setting);
    const started = await Promise.all(beside.map((name) => setting.start(name)));
    const others = started.filter((each) => typeof each !== "string");
    const contenders = [gateway, ...others];
    for (const contender of contenders) {
      const compiles = contender.name !== "nginx";
      if (compiles && kind === "stream") await beginMany(client, contender.port);
      for (let i = 0; i < (compiles ? warmUps : 2); i++) await round(client, contender, kind);
    }
    const results = new Map<ContenderName, Round[]>(contenders.map(({ name }) => [name, []]));
    for (let i = 0; i < rounds; i++) {
      for (const contender of contenders) {
        const share = contender.name === "portkey" ? slowShare : 1;
        results.get(contender.name)?.push(await round(client, contender, kind, share));
      }
    }
    client.child.disconnect();
    const each = (figure: keyof Round) =>
      Object.fromEntries([...results].map(([name, all]) => [name, all.map((one) => one[figure])]));
    return {
      costs: each("costUs"),
      speeds: each("exchangesPerSecond"),
      skipped: started.filter((each) => typeof each === "string"),
    };
  } finally {
    await setting.end();
  }
}

/** Of the same round: what else the machine did then slowed both. */
export const against = ({ costs }: GatewayResult, name: ContenderName): number[] =>
  (costs.gateway ?? []).map((cost, i) => cost / (costs[name]?.[i] ?? Number.NaN));

function measuresOf(result: GatewayResult, said: string, limits: Partial<Record<ContenderName, Limit>>): Measure[] {
  const names = Object.keys(result.costs) as ContenderName[];
  return [
    ...names.map((name) => measured(`${name}, CPU per ${said}`, "us", result.costs[name] ?? [])),
    ...names
      .filter((name) => name !== "gateway")
      .map((name) => measured(`gateway against ${name}, ${said}`, "x", against(result, name), limits[name])),
  ];
}

const perCore = (costs: readonly number[] = []): number[] => costs.map((us) => 1e6 / us);

async function report(): Promise<Report> {
  const run = (wanted: GatewayCase): Promise<GatewayResult> => inOwnProcess<GatewayCase, GatewayResult>(wanted);
  const stream = await run({ kind: "stream", beside: ["relay", "raw-relay", "nginx"] });
  const small = await run({ kind: "document", beside: ["relay", "raw-relay", "nginx"] });
  const large = await run({ kind: "large-document", beside: ["relay", "nginx"] });
  const portkey = await run({ kind: "document", beside: ["portkey"] });
  const size = (name: string, body: string): Measure => ({ name, value: Buffer.byteLength(body), unit: "bytes" });
  const measures = [
    ...measuresOf(stream, "SSE event", { nginx: { most: 1.6 } }),
    ...measuresOf(small, "JSON exchange", { nginx: { most: 3 } }),
    size("request body of the JSON exchange", requestOf("document", 1)),
    size("answer body of the JSON exchange", cleanDocument()),
    ...measuresOf(large, "large JSON exchange, masked", { nginx: { most: 3 } }),
    measured("gateway, large JSON exchanges of a core, masked", "exchanges/s", perCore(large.costs.gateway), {
      least: 3_000,
    }),
    size("request body of the large JSON exchange", requestOf("large-document", 1, plantedPrompt())),
    size("answer body of the large JSON exchange", plantedLargeDocument()),
  ];
  if (portkey.costs.portkey !== undefined) {
    const faster = against(portkey, "portkey").map((ratio) => 1 / ratio);
    measures.push(
      measured("portkey, CPU per JSON exchange", "us", portkey.costs.portkey),
      measured("portkey, JSON exchanges on the clock", "exchanges/s", portkey.speeds.portkey ?? []),
      measured("gateway, JSON exchanges on the clock", "exchanges/s", portkey.speeds.gateway ?? []),
      measured("JSON exchanges of a saturated core, gateway against portkey", "x", faster, { least: 10 }),
    );
  }
  const skipped = new Set([stream, small, large, portkey].flatMap((result) => result.skipped));
  return {
    bench: "gateway: processor time of one process, redaction and audit on",
    measures,
    skipped: [...skipped],
  };
}

await main(runCase, report);
