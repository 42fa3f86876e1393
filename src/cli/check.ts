/** `sluice check`: validates a configuration, secrets and files included, and says what each connection will do. */
import type { Config } from "../config/config.ts";
import type { ConnectionFacts, EntityFacts, Outcome } from "../config/describe.ts";
import { describeConfig } from "../config/describe.ts";
import { detectorSet } from "../config/detector-set.ts";
import { loadConfig } from "../config/load-config.ts";
import { formatSize } from "../config/units.ts";
import { catalogue } from "../inspect/detectors/catalogue.ts";
import { catalogueWith } from "../inspect/detectors/catalogue-with.ts";
import { openDetectors } from "../open-detectors.ts";
import { processesOf, workersOf } from "../processes/own-config.ts";
import { chooseListener, limitationsOf } from "../protocols/http/create-listener.ts";
import { refusedConfig } from "./refused-config.ts";
import { createPaint, type Paint } from "./terminal.ts";

export interface CheckOptions {
  readonly config: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

export function check(options: CheckOptions): void {
  const { config } = refusedConfig(() => loadConfig(options.config, { detectors: catalogue, env: process.env }));
  const { listener, address, trustedFront } = config.listen;
  const choice = chooseListener(listener, address.host, trustedFront);
  const { custom } = config.detectors;
  // Opening them takes a second or two, and only what the configuration adds can be wrong.
  if (custom.length > 0) refusedConfig(() => openDetectors(config));
  const { policy, unasked } = detectorSet(config, catalogueWith(config.detectors.person));
  const facts = describeConfig(config, {
    detectors: [...policy, ...unasked],
    limitations: limitationsOf(choice.kind),
  });
  if (options.json === true) {
    console.log(JSON.stringify(facts, null, 2));
    return;
  }
  const paint = createPaint(process.stdout, process.env);
  const lines = [
    `${paint("green", "ok")}  ${facts.source}, policy ${facts.policy}`,
    "",
    `listens on   ${facts.tls ? "https" : "http"}://${facts.listen} (${choice.reason})`,
    `admin        ${facts.admin === null ? "none" : `http://${facts.admin} (/healthz /readyz /metrics)`}`,
    `data         ${facts.data}, audit in ${facts.audit}`,
    `scanning     ${facts.scan}, workers ${facts.workers}`,
    ...processLines(config),
    ...facts.connections.flatMap((connection) => ["", ...describe(connection, options.all === true, paint)]),
  ];
  if (facts.fields.length > 0)
    lines.push("", "values by the name of their field (detectors.fields)", ...facts.fields.map((line) => `  ${line}`));
  if (facts.allowed.length > 0)
    lines.push("", "left alone (detectors.allow)", ...facts.allowed.map((line) => `  ${line}`));
  const changed = facts.settings.filter(({ standard }) => !standard);
  if (changed.length > 0)
    lines.push(
      "",
      "changed from the default",
      ...changed.map(({ name, value, about }) => `  ${name}: ${value}  ${paint("dim", about)}`),
    );
  if (facts.limitations.length > 0)
    lines.push("", `what the ${choice.kind} listener cannot carry`, ...facts.limitations.map((text) => `  ${text}`));
  if (facts.warnings.length > 0) lines.push("", ...facts.warnings.map((text) => `${paint("yellow", "note")}  ${text}`));
  console.log(lines.join("\n"));
}

/** Limits count in each process; what all of them may take together is what a machine must have. */
function processLines(config: Config): string[] {
  const count = processesOf(config.processes);
  if (count === 1) return [];
  const { limits, audit } = config;
  return [
    `processes    ${count}, on one port, each with ${config.scan === "inline" ? "no" : workersOf(config.workers, count)} scanning thread(s)`,
    `             limits are those of each process; in all: ${count * limits.exchanges} exchanges (limits.exchanges), ${formatSize(count * limits.bufferedBytes)} of bodies (limits.bufferedBytes),`,
    `             ${count * limits.scanQueue} scan steps (limits.scanQueue), ${count * audit.queueEvents} audit events in ${formatSize(count * audit.queueBytes)} (audit.queueEvents, audit.queueBytes)`,
  ];
}

function describe(connection: ConnectionFacts, all: boolean, paint: Paint): string[] {
  const { entities } = connection;
  const passing = Object.entries(connection.uninspectable)
    .filter(([, action]) => action === "pass")
    .map(([kind]) => kind);
  return [
    `${paint("bold", connection.name)}  ${connection.path}  ->  ${connection.upstream}   (${connection.dialect}, ${connection.mode})`,
    `  clients        ${connection.clients}; credential: ${connection.credential}`,
    `  endpoints      ${connection.endpoints.join(", ")}; the rest is refused (403)`,
    `  uninspectable  ${passing.length === 0 ? "blocked" : `${passing.join(", ")} pass uninspected, the rest is blocked`}; logprobs: ${connection.logprobs}`,
    `  audit          the start is ${connection.durable ? "on disk" : "accepted"} before the upstream sees a byte`,
    ...(all ? table(entities) : summary(entities, paint)),
    ...bestEffortLine(entities.map(({ entity }) => entity)),
    ...offLines(connection, paint),
  ];
}

/** One line for each setting that switches something off. */
function offLines({ off }: ConnectionFacts, paint: Paint): string[] {
  const byWhy = new Map<string, string[]>();
  for (const { detector, why } of off) byWhy.set(why, [...(byWhy.get(why) ?? []), detector]);
  return [...byWhy].map(([why, names]) => {
    const shown = names.length > 8 ? `${names.slice(0, 8).join(", ")} and ${names.length - 8} more` : names.join(", ");
    return `  off: ${shown}  ${paint("dim", why)}`;
  });
}

/** What has no format to be known by. */
const bestEffort = ["PERSON", "STREET_ADDRESS"];

function bestEffortLine(entities: readonly string[]): readonly string[] {
  const named = bestEffort.filter((entity) => entities.includes(entity));
  return named.length === 0 ? [] : [`  best effort    ${named.join(", ")}: some are missed`];
}

function table(entities: readonly EntityFacts[]): readonly string[] {
  const width = Math.max(...entities.map(({ entity }) => entity.length));
  const line = (entity: string, prompts: string, answers: string): string =>
    `  ${entity.padEnd(width)}  ${prompts.padEnd(18)}  ${answers}`;
  return [
    line("entity", "prompts", "answers"),
    ...entities.map((facts) => line(facts.entity, actions(facts.request), actions(facts.response))),
  ];
}

/** More than these are a table's. */
const mostSpelt = 12;

/** What becomes of how many entities, and which of them by another line than the default. */
function summary(entities: readonly EntityFacts[], paint: Paint): readonly string[] {
  const [prompts, answers] = [counts(entities, "request"), counts(entities, "response")];
  const changed = entities.filter(({ request, response }) => [...request, ...response].some(isChanged));
  const width = Math.max(0, ...changed.slice(0, mostSpelt).map(({ entity }) => entity.length));
  return [
    `  entities       ${entities.length}; each of them: --all`,
    `  prompts        ${prompts}`,
    `  answers        ${answers === prompts ? "the same" : answers}`,
    ...(changed.length === 0 ? [] : ["  other than the default"]),
    ...changed.slice(0, mostSpelt).map(({ entity, request, response }) => {
      const rules = [...new Set([...request, ...response].filter(isChanged).map(({ rule }) => rule))];
      return `    ${entity.padEnd(width)}  prompts ${actions(request)}, answers ${actions(response)}  ${paint("dim", rules.join(", "))}`;
    }),
    ...(changed.length > mostSpelt ? [`    and ${changed.length - mostSpelt} more`] : []),
  ];
}

/** What is off has a line of its own. */
const isChanged = ({ action, rule }: Outcome): boolean => action !== "off" && !rule.startsWith("default.");

/** `regulated: 200 replace; internal: 30 allow, 2 off` */
function counts(entities: readonly EntityFacts[], direction: "request" | "response"): string {
  const byLabel = new Map<string, Map<string, number>>();
  for (const facts of entities) {
    const own = byLabel.get(facts.label) ?? new Map<string, number>();
    const action = actions(facts[direction]);
    byLabel.set(facts.label, own.set(action, (own.get(action) ?? 0) + 1));
  }
  const spell = (own: ReadonlyMap<string, number>): string =>
    [...own]
      .sort(([, a], [, b]) => b - a)
      .map(([action, count]) => `${count} ${action}`)
      .join(", ");
  return [...byLabel].map(([label, own]) => `${label}: ${spell(own)}`).join("; ");
}

/** Of detectors that differ; each action once, and off behind what else there is. */
const actions = (outcomes: readonly Outcome[]): string =>
  [...new Set(outcomes.map(({ action }) => action))]
    .sort((a, b) => Number(a === "off") - Number(b === "off") || (a < b ? -1 : 1))
    .join(" or ");
