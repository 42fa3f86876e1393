/**
 * What does an exchange cost, whole: one event of a streamed answer, and one JSON exchange?
 *
 *   node dist/bench/gateway.js [--quick] [--json]
 *
 *   client process -> [ gateway | relay | nginx ] -> upstream process      processor time of the one in the middle
 *
 * The gateway runs as `sluice serve --upstream` does: redaction in both directions, audit on, uWebSockets.js. Beside it in
 * the same run, with the same client and upstream: nginx as a pass-through, and a relay on the gateway's own libraries
 * that inspects nothing. Rounds alternate between them. Before any timing it is shown that planted values reach neither
 * side and that clean answers arrive byte for byte; while timing, every answer is compared too.
 */
import { equal, ok } from "node:assert";
import { createHash } from "node:crypto";
import { type Client, openClient } from "./load/orders.ts";
import { type Behaviour, cleanDocument, cleanEvents, plantedText, plantedValues, requestOf } from "./load/traffic.ts";
import { cpuSecondsOf, message, pause } from "./processes.ts";
import { type Contender, openSetting, type Setting } from "./proxies.ts";
import { type Limit, type Measure, main, measured, quick, type Report } from "./trial.ts";

const streams = { concurrent: quick ? 100 : 200, events: quick ? 100 : 250 };
const documents = { concurrent: 16, exchanges: quick ? 2_000 : 10_000 };
const rounds = quick ? 3 : 5;
/** Rounds until all that is hot is compiled. */
const warmUps = 2;
type Kind = "stream" | "document";
/** The audit trail's writer works on for a while after an answer; that belongs to the cost. */
const settleMs = 400;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const cleanStream = cleanEvents(streams.events).join("");
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

const contentOf = (body: string): string =>
  [...body.matchAll(/"content":("(?:[^"\\]|\\.)*")/g)].map(([, text = '""']) => JSON.parse(text)).join("");

/** Microseconds of the contender's processor time per unit of one round. */
async function round(client: Client, contender: Contender, kind: Kind): Promise<number> {
  const before = cpuSecondsOf(contender.child);
  const order =
    kind === "stream"
      ? {
          port: contender.port,
          concurrent: streams.concurrent,
          exchanges: streams.concurrent,
          events: streams.events,
          sha256: sha256(cleanStream),
        }
      : {
          port: contender.documentPort,
          concurrent: documents.concurrent,
          exchanges: documents.exchanges,
          events: 1,
          sha256: sha256(cleanDocument()),
        };
  const { exchanges } = await client.deliver({ ...order, behaviour: kind });
  await pause(settleMs);
  const units = kind === "stream" ? exchanges * eventsPerStream : exchanges;
  return ((cpuSecondsOf(contender.child) - before) * 1e6) / units;
}

async function compare(kind: Kind, client: Client, contenders: readonly Contender[]): Promise<Measure[]> {
  for (let i = 0; i < warmUps; i++) for (const contender of contenders) await round(client, contender, kind);
  const costs = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let i = 0; i < rounds; i++) {
    for (const contender of contenders) costs.get(contender.name)?.push(await round(client, contender, kind));
  }
  const said = kind === "stream" ? "SSE event" : "JSON exchange";
  const measures = [...costs].map(([name, trials]) => measured(`${name}, CPU per ${said}`, "us", trials));
  // Of the same round: what else the machine did then slowed both.
  const against = (name: string, limit: Limit): Measure[] => {
    const others = costs.get(name);
    if (others === undefined) return [];
    const ratios = (costs.get("gateway") ?? []).map((cost, i) => cost / (others[i] ?? Number.NaN));
    return [measured(`gateway against ${name}, ${said}`, "x", ratios, limit)];
  };
  return [...measures, ...against("relay", {}), ...against("nginx", { most: kind === "stream" ? 2.5 : 4 })];
}

async function report(): Promise<Report> {
  const setting = await openSetting();
  try {
    const client = await openClient();
    const gateway = await setting.startGateway();
    await showItWorks(client, gateway, setting);
    const proxies = [gateway, await setting.startRelay()];
    const nginx = await setting.startNginx();
    if (typeof nginx !== "string") proxies.push(nginx);
    const measures = [
      ...(await compare("stream", client, proxies)),
      ...(await compare("document", client, proxies)),
      { name: "request body of the JSON exchange", value: Buffer.byteLength(requestOf("document", 1)), unit: "bytes" },
      { name: "answer body of the JSON exchange", value: Buffer.byteLength(cleanDocument()), unit: "bytes" },
    ];
    client.child.disconnect();
    return {
      bench: "gateway: processor time of one process, redaction and audit on",
      measures,
      skipped: typeof nginx === "string" ? [nginx] : [],
    };
  } finally {
    await setting.end();
  }
}

await main(() => undefined, report);
