/** From the words of the command line to a run in numbers. Every option is checked here, and says what it takes. */
import { parseUpstreamOrigin } from "../protocols/http/upstream-origin.ts";
import { type PresetName, presetNames } from "./presets/presets.ts";
import { DEFAULT_LATE_MS } from "./saturation.ts";
import { type ScenarioName, type Step, scenarioNames, scenarios, type Traffic } from "./scenarios.ts";
import { COMPLETIONS } from "./wire.ts";

/** Words as commander gives them. */
export interface LoadWords {
  readonly scenario?: string;
  readonly preset?: string;
  readonly processes?: string;
  readonly target?: string;
  readonly header?: readonly string[];
  readonly upstreamHost?: string;
  readonly upstreamPort?: string;
  readonly pid?: string;
  readonly streams?: string;
  readonly arrivals?: string;
  readonly rate?: string;
  readonly tokens?: string;
  readonly promptTokens?: string;
  readonly firstToken?: string;
  readonly pii?: string;
  readonly duration?: string;
  readonly ramp?: string;
  readonly direct?: string;
  readonly timeout?: string;
  readonly late?: string;
  readonly seed?: string;
  readonly model?: string;
}

export type Via =
  | {
      readonly kind: "preset";
      readonly name: PresetName;
      /** Of the gateway; more than one with `sluice` alone. */
      readonly processes: number;
    }
  | {
      readonly kind: "target";
      /** Of the chat completions. */
      readonly url: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly upstreamHost: string;
      readonly upstreamPort: number;
      readonly pid: number | undefined;
    };

export interface LoadRun {
  readonly via: Via;
  readonly scenario: ScenarioName;
  readonly steps: readonly Step[];
  readonly traffic: Traffic;
  /** Undefined: as many as keep `traffic.streams` exchanges live. */
  readonly sessionsPerSecond: number | undefined;
  readonly rampSeconds: number;
  /** Behind the ramp. */
  readonly seconds: number;
  /** Sessions that go straight to the upstream, to each one through the gateway. */
  readonly directShare: number;
  readonly timeoutMs: number;
  /** How late our own processes may be, at the 99th percentile, and still report. */
  readonly lateMs: number;
  readonly seed: number;
  readonly model: string;
}

export class OptionProblem extends Error {}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly unit: string;
  readonly whole?: boolean;
}

/** Limits of every number, and what it counts. */
export const ranges = {
  streams: { from: 1, to: 20_000, unit: "live exchanges" },
  arrivals: { from: 0.01, to: 20_000, unit: "sessions a second" },
  rate: { from: 0.1, to: 10_000, unit: "tokens a second" },
  tokens: { from: 2, to: 4_000, unit: "tokens" },
  promptTokens: { from: 1, to: 20_000, unit: "tokens" },
  firstToken: { from: 0, to: 60_000, unit: "ms" },
  pii: { from: 0, to: 20, unit: "values to 100 tokens" },
  duration: { from: 1, to: 3_600, unit: "seconds" },
  ramp: { from: 0, to: 600, unit: "seconds" },
  direct: { from: 1, to: 100, unit: "percent" },
  timeout: { from: 1, to: 600, unit: "seconds" },
  late: { from: 1, to: 1_000, unit: "ms" },
  seed: { from: 0, to: 4_294_967_295, unit: "", whole: true },
  upstreamPort: { from: 1, to: 65_535, unit: "", whole: true },
  processes: { from: 1, to: 64, unit: "", whole: true },
  pid: { from: 1, to: 4_194_304, unit: "", whole: true },
} as const satisfies Readonly<Record<string, Range>>;
type Ranged = keyof typeof ranges;

export const defaults = {
  scenario: "chat",
  preset: "sluice",
  upstreamPort: 9_009,
  duration: 12,
  ramp: 3,
  direct: 25,
  timeout: 30,
  seed: 1,
} as const;
export const DEFAULT_MODEL = "gpt-4o-mini";

export const flagOf = (option: string): string => `--${option.replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;

/** Throws `OptionProblem`. */
export function readOptions(words: LoadWords): LoadRun {
  const scenario = oneOf("scenario", words.scenario ?? defaults.scenario, scenarioNames);
  const own = scenarios[scenario];
  if (words.streams !== undefined && words.arrivals !== undefined)
    throw new OptionProblem("--streams and --arrivals both say how much arrives. Give one of them.");
  const traffic: Traffic = {
    streams: number(words, "streams") ?? own.streams,
    rate: number(words, "rate") ?? own.rate,
    tokens: number(words, "tokens") ?? own.tokens,
    promptTokens: number(words, "promptTokens") ?? own.promptTokens,
    firstTokenMs: number(words, "firstToken") ?? own.firstTokenMs,
    pii: number(words, "pii") ?? own.pii,
  };
  return {
    via: viaOf(words),
    scenario,
    steps: own.steps,
    traffic,
    sessionsPerSecond: number(words, "arrivals"),
    rampSeconds: number(words, "ramp") ?? defaults.ramp,
    seconds: number(words, "duration") ?? defaults.duration,
    directShare: (number(words, "direct") ?? defaults.direct) / 100,
    timeoutMs: (number(words, "timeout") ?? defaults.timeout) * 1_000,
    lateMs: number(words, "late") ?? DEFAULT_LATE_MS,
    seed: number(words, "seed") ?? defaults.seed,
    model: words.model ?? DEFAULT_MODEL,
  };
}

const onlyWithTarget = ["header", "upstreamHost", "upstreamPort", "pid"] as const;

function viaOf(words: LoadWords): Via {
  const { target, preset, header = [], upstreamHost = "127.0.0.1" } = words;
  if (target === undefined) {
    const stray = onlyWithTarget.find((name) => words[name] !== undefined && words[name]?.length !== 0);
    if (stray !== undefined)
      throw new OptionProblem(`${flagOf(stray)} goes with --target URL; a preset's gateway is started and told by us.`);
    const name = oneOf("preset", preset ?? defaults.preset, presetNames);
    const processes = number(words, "processes");
    if (processes !== undefined && name !== "sluice")
      throw new OptionProblem("--processes goes with --preset sluice; other gateways are started as they are.");
    return { kind: "preset", name, processes: processes ?? 1 };
  }
  if (words.processes !== undefined)
    throw new OptionProblem("--processes goes with --preset sluice; the gateway at --target runs already.");
  if (preset !== undefined) throw new OptionProblem("--target and --preset both name the gateway. Give one of them.");
  return {
    kind: "target",
    url: completionsOf(target),
    headers: header.map(headerOf),
    upstreamHost,
    upstreamPort: number(words, "upstreamPort") ?? defaults.upstreamPort,
    pid: number(words, "pid"),
  };
}

function completionsOf(target: string): string {
  try {
    const { origin, basePath } = parseUpstreamOrigin(target);
    return origin + (basePath.endsWith(COMPLETIONS) ? basePath : basePath + COMPLETIONS);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^The upstream's address/, "its address") : "";
    throw new OptionProblem(`--target takes the gateway's base URL, such as http://127.0.0.1:8080/v1; ${why}`);
  }
}

/** Framing is the client's own. */
const notToSet =
  /^(?:host|content-length|transfer-encoding|connection|keep-alive|upgrade|expect|te|trailer|accept-encoding)$/;

function headerOf(line: string): readonly [string, string] {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e]*)$/.exec(line) ?? [];
  if (name === undefined || value === undefined)
    throw new OptionProblem('--header takes "name: value", such as "authorization: Bearer KEY".');
  if (notToSet.test(name.toLowerCase()))
    throw new OptionProblem(`--header cannot set ${name.toLowerCase()}: the client frames its requests itself.`);
  return [name.toLowerCase(), value];
}

function number(words: LoadWords, option: Ranged): number | undefined {
  const word = words[option];
  if (word === undefined) return undefined;
  const { from, to, unit, whole }: Range = ranges[option];
  const value = /^[0-9]+(?:\.[0-9]+)?$/.test(word) ? Number(word) : Number.NaN;
  if (!(value >= from && value <= to) || (whole === true && !Number.isInteger(value)))
    throw new OptionProblem(
      `${flagOf(option)} takes a${whole === true ? " whole" : ""} number from ${from} to ${to}${unit === "" ? "" : ` (${unit})`}, not "${word}".`,
    );
  return value;
}

function oneOf<Name extends string>(option: string, word: string, names: readonly Name[]): Name {
  const name = names.find((known) => known === word);
  if (name === undefined) throw new OptionProblem(`--${option} is one of ${names.join(", ")}, not "${word}".`);
  return name;
}
