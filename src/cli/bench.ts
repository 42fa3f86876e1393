/** `sluice bench`: what the detectors, rules and connections of a configuration cost, and why the dearest do. */
import type { Config } from "../config/config.ts";
import { configFromFlags } from "../config/flags.ts";
import { loadConfig } from "../config/load-config.ts";
import { type ConfigCosts, configCosts } from "../costs/config-costs.ts";
import { type Corpus, CorpusProblem, openCorpus } from "../costs/corpus.ts";
import { OWN, type Saved } from "../costs/detector-costs.ts";
import { createMeter } from "../costs/meter.ts";
import { whyOf } from "../costs/why.ts";
import { catalogue } from "../inspect/detectors/catalogue.ts";
import { openDetectors } from "../open-detectors.ts";
import { CommandFailure, EXIT } from "./exit.ts";
import { refusedConfig } from "./refused-config.ts";
import { createPaint, type Paint } from "./terminal.ts";

export interface BenchOptions {
  readonly config?: string;
  readonly corpus?: string;
  readonly top: string;
  readonly json?: boolean;
}

const MOST_TOP = 50;
const SHOWN_GROUPS = 12;
const LEGEND = "   alone      saves";

export function bench(options: BenchOptions): void {
  const top = Number(options.top);
  if (!Number.isInteger(top) || top < 1 || top > MOST_TOP)
    throw new CommandFailure(EXIT.usage, `--top takes a whole number from 1 to ${MOST_TOP}, not "${options.top}".`);
  const corpus = corpusOf(options.corpus);
  const config = refusedConfig(() => configOf(options.config));
  // What the engine cannot run, or what finds something else than its examples say, is told before a minute is spent.
  if (config.detectors.custom.length > 0) refusedConfig(() => openDetectors(config));
  const costs = configCosts(config, createMeter(corpus.texts), top, (sentence) => console.error(sentence));
  if (options.json === true) console.log(JSON.stringify(forMachines(costs, corpus), null, 1));
  else console.log(forPeople(costs, corpus, createPaint(process.stdout, process.env)));
}

function corpusOf(file: string | undefined): Corpus {
  try {
    return openCorpus(file);
  } catch (error) {
    if (error instanceof CorpusProblem) throw new CommandFailure(EXIT.failed, error.message);
    throw error;
  }
}

function configOf(file: string | undefined): Config {
  if (file !== undefined) return loadConfig(file, { detectors: catalogue, env: process.env }).config;
  return configFromFlags({ upstream: "http://127.0.0.1:1" }, { directory: process.cwd(), detectors: catalogue });
}

export function forMachines({ dearest, ...costs }: ConfigCosts, { name, bytes }: Corpus): object {
  return {
    corpus: { name, bytes },
    unit: "ns of processor time per KiB of text",
    ...costs,
    dearest: dearest.map(({ detector, ...cost }) => ({
      id: detector.id,
      entity: detector.entity,
      ...cost,
      why: detector.rules.map(whyOf),
    })),
  };
}

export function forPeople(costs: ConfigCosts, { name, bytes }: Corpus, paint: Paint): string {
  const ns = (value: number): string => value.toFixed(0).padStart(8);
  const { base, whole, groups, dearest, connections, rules, measuredAlone } = costs;
  const detectors = groups.reduce((sum, group) => sum + group.detectors, 0);
  const shown = groups.filter(({ name: group }, place) => place < SHOWN_GROUPS || group.startsWith(OWN));
  const title = (text: string): string => `\n${paint("bold", text)}`;
  return [
    `${paint("bold", "ns of processor time per KiB")}, on ${name} (${(bytes / 1_024).toFixed(0)} KiB); 1,000 are about 1 GB/s`,
    "",
    `${ns(whole)}  all ${detectors} detectors`,
    `${ns(base)}  of that without any: folding, lanes' state`,
    title("connections"),
    ...connections.map(
      (cost) => `${ns(cost.whole)}  ${cost.connection}, ${cost.direction} (${cost.detectorsOn} detectors on)`,
    ),
    title("rules"),
    ...(rules.length === 0 ? ["          none"] : rules.map(ruleLine(ns))),
    title("groups"),
    paint("dim", LEGEND),
    ...shown.map((group) => `${ns(group.alone)}  ${savedOf(group.saved)}  ${group.name} (${group.detectors})`),
    ...(groups.length > shown.length
      ? [paint("dim", `          and ${groups.length - shown.length} cheaper groups`)]
      : []),
    title(`the dearest detectors, of ${measuredAlone} in the dearest groups`),
    paint("dim", LEGEND),
    ...dearest.flatMap(({ detector, alone, saved }) => [
      `${ns(alone)}  ${savedOf(saved)}  ${paint("bold", detector.id)} ${detector.entity}`,
      ...detector.rules
        .slice(0, 1)
        .map(whyOf)
        .map(({ route, sentence }) => paint("dim", `${" ".repeat(26)}${route}: ${sentence}`)),
    ]),
    "",
    "alone: without the others. saves: when it alone is left out. Detectors share work, so neither adds up to the whole.",
  ].join("\n");
}

const savedOf = (saved: Saved | undefined): string =>
  saved === undefined
    ? " ".repeat(14)
    : `${saved.saves.toFixed(0).padStart(7)} ±${saved.within.toFixed(0).padStart(5)}`;

const ruleLine =
  (ns: (value: number) => string) =>
  ({ rule, detectors, alone }: ConfigCosts["rules"][number]): string =>
    detectors.length === 0
      ? `${ns(0)}  ${rule} (decides about what others find)`
      : `${ns(alone)}  ${rule} (${detectors.length} detectors that only it asks for)`;
