/**
 * `npm run capacity`: what a load needs, and what 1, 10 and 100 nodes carry, by the model of capacity-model.ts with the constants of
 * the newest records of this processor, or else of the one of which all of them were measured last.
 *
 *   npm run capacity -- --streams 2000 --rate 40 --tokens 300 --exchanges 100 --findings 1 --cores 8
 *   npm run capacity -- --check       besides, `sluice load` for a minute with one process and with two, beside what the model says
 */
import { busy, type Constants, constantNames, fullNode, type Load, need, processesFor } from "./capacity-model.ts";
import { commandWords, stop } from "./command-words.ts";
import { cpuName } from "./machine.ts";
import { newestMeasure, recordsNewestFirst } from "./records.ts";
import { plantedIn, runQuietly } from "./token-costs.ts";
import { spell } from "./trial.ts";

const standard = { streams: "1000", rate: "40", tokens: "300", exchanges: "50", findings: "1", cores: "8" };
/** What the check drives: little, for client and upstream stand beside it on a small machine; and long before it is measured, until what is hot is compiled. */
const checked = { streams: "60", duration: "15", ramp: "45", late: "1000" };

function asked(): { readonly mix: Load; readonly cores: number; readonly check: boolean } {
  const option = { type: "string" } as const;
  const { values } = commandWords(
    `npm run capacity -- [--streams N] [--rate N] [--tokens N] [--exchanges N] [--findings N] [--cores N] [--check]

What a load needs, and what 1, 10 and 100 nodes carry, by the constants of the newest records. Measures nothing.

  --streams N    live streams (${standard.streams}), --rate tokens a second of each (${standard.rate}), --tokens of an answer (${standard.tokens})
  --exchanges N  JSON exchanges a second (${standard.exchanges})
  --findings N   values found in an exchange, on average (${standard.findings})
  --cores N      of a node (${standard.cores})
  --check        besides, a minute of load with one process and with two, beside what the model says`,
    {
      options: {
        ...{ streams: option, rate: option, tokens: option, exchanges: option, findings: option, cores: option },
        check: { type: "boolean", default: false },
      },
    },
  );
  const number = (name: keyof typeof standard): number => {
    const word = values[name] ?? standard[name];
    const value = /^\d+(?:\.\d+)?$/.test(word) ? Number(word) : Number.NaN;
    const positive = name === "tokens" || name === "cores";
    if (name === "cores" && !Number.isInteger(value)) stop(`--cores takes a whole number, not "${word}".`);
    if (!(value >= 0) || (positive && value < 1))
      stop(`--${name} takes a number${positive ? " of at least 1" : ""}, not "${word}".`);
    return value;
  };
  const mix = {
    streams: number("streams"),
    rate: number("rate"),
    tokens: number("tokens"),
    exchanges: number("exchanges"),
    findings: number("findings"),
  };
  if (mix.streams * mix.rate + mix.exchanges === 0) stop("Nothing arrives: give --streams or --exchanges.");
  return { mix, cores: number("cores"), check: values.check };
}

/** Of one processor, for numbers of two make no machine: of this one, or else of the last of which all of them were measured. */
function readConstants(): Constants {
  const all = recordsNewestFirst();
  const names = Object.entries(constantNames);
  const of = (cpu: string) => {
    const records = all.filter(({ machine }) => machine.cpu === cpu);
    return names.map(([key, name]) => ({ key, name, found: newestMeasure(records, name) }));
  };
  const known = [...new Set([cpuName(), ...all.map(({ machine }) => machine.cpu)])].map(of);
  const constants = known.find((each) => each.every(({ found }) => found !== undefined)) ?? known[0] ?? [];
  const sources = new Set<string>();
  const entries = constants.map(({ key, name, found }) => {
    if (found === undefined)
      stop(`No record has "${name}". npm run bench measures it, or npm run bench:scaling alone.`);
    sources.add(`${found.record.file} (${found.record.machine.cpu}, ${found.record.machine.date})`);
    console.log(`  ${name.padEnd(52)} ${spell(found.measure.value).padStart(8)} ${found.measure.unit}`);
    return [key, found.measure.value];
  });
  console.log(`  from ${[...sources].join(" and ")}\n`);
  return Object.fromEntries(entries) as unknown as Constants;
}

const bytes = (count: number): string =>
  count >= 1e12 ? `${spell(count / 1e12)} TB` : count >= 1e9 ? `${spell(count / 1e9)} GB` : `${spell(count / 1e6)} MB`;

function print(title: string, rows: readonly (readonly string[])[]): void {
  console.log(title);
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  for (const row of rows)
    console.log(`  ${row.map((cell, i) => (i === 0 ? cell.padEnd(width(i)) : cell.padStart(width(i)))).join("   ")}`);
  console.log("");
}

const head = ["", "live streams", "tokens/s", "JSON/s", "cores busy", "processes", "memory", "audit/s", "audit/day"];
function row(name: string, load: Load, processes: number, nodes: number, of: Constants): readonly string[] {
  const { tokensPerSecond, cores, memoryMiB, auditBytesPerSecond } = need(load, processes, of);
  const all = [load.streams, tokensPerSecond, load.exchanges, cores].map((figure) => spell(nodes * figure));
  const audit = nodes * auditBytesPerSecond;
  const memory = `${spell((nodes * memoryMiB) / 1_024)} GiB`;
  return [name, ...all, String(nodes * processes), memory, bytes(audit), bytes(audit * 86_400)];
}

function printNodes(mix: Load, cores: number, of: Constants): void {
  print("this load, on one node", [head, row("", mix, processesFor(mix, of), 1, of)]);
  const full = fullNode(mix, cores, of);
  print(`the same mix on full nodes of ${cores} cores, a process each, ${100 * busy} % busy`, [
    head,
    ...[1, 10, 100].map((nodes) => row(`${nodes} node${nodes === 1 ? "" : "s"}`, full, cores, nodes, of)),
  ]);
}

/** The model beside `sluice load`, which measures the same gateway by other means, and with other texts. */
async function check(of: Constants): Promise<void> {
  const rows = [["", "tokens/s", "cores: model", "measured", "ratio", "memory: model", "measured", "ratio"]];
  for (const processes of [1, 2]) {
    const { run, outcome } = await runQuietly({ ...checked, processes: String(processes) });
    if (outcome.kind !== "report") {
      console.log(`  not checked with ${processes}: ${outcome.why.join("; ")}. ${outcome.advice}`);
      continue;
    }
    const { paths, process: cost, seconds } = outcome.report;
    if (cost === null) throw new Error("the gateway's cost was not measured");
    const measured = seconds.filter(({ second }) => second > run.rampSeconds);
    const live = measured.reduce((sum, { gateway }) => sum + gateway.live, 0) / measured.length;
    const { tokensPerSecond, exchangesPerSecond } = paths.gateway;
    const tokens = tokensPerSecond / exchangesPerSecond;
    const load = {
      streams: live,
      rate: tokensPerSecond / live,
      tokens,
      exchanges: 0,
      findings: plantedIn(run, tokens, 1),
    };
    const model = need(load, processes, of);
    const memory = cost.residentBytesMost / 2 ** 20;
    rows.push([
      ...[`${processes} process${processes === 1 ? "" : "es"}`, spell(tokensPerSecond)],
      ...[spell(model.cores), spell(cost.cpu), `${spell(cost.cpu / model.cores)} x`],
      ...[`${spell(model.memoryMiB)} MiB`, `${spell(memory)} MiB`, `${spell(memory / model.memoryMiB)} x`],
    ]);
  }
  print("the model beside sluice load (chat, values planted, a light load)", rows);
}

const { mix, cores, check: wanted } = asked();
console.log("constants");
const constants = readConstants();
printNodes(mix, cores, constants);
if (wanted) await check(constants);
