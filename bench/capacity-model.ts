/**
 * What a load needs, and what nodes carry: the formulas of docs/scaling.md. Pure; the constants come from bench records.
 *
 *   cores of a process = C(events/s) + streams begun/s x stream + JSON exchanges/s x exchange + findings/s x finding
 *   memory             = primary + processes x process + live streams x stream
 *   audit              = exchanges/s x (exchange + findings x decision)
 *
 * C goes through two measured points, straight between and beyond them: the busier a process is, the more events share a turn of its
 * event loop, so that the first thousand events of a second cost more than the tenth.
 */

/** Names of measures in records, and what they are here. CPU in microseconds, memory in MiB or KiB, audit in bytes. */
export const constantNames = {
  lightEventUs: "tokens one by one, light load: CPU per token",
  lightRate: "tokens one by one, light load",
  eventUs: "tokens one by one: CPU per token",
  rate: "tokens one by one",
  streamUs: "tokens one by one: CPU per stream beside them",
  findingUs: "tokens one by one: CPU per finding",
  exchangeUs: "1 process, CPU per JSON exchange",
  processMiB: "each of 2 processes, resident after work",
  primaryMiB: "primary, resident after work",
  streamKiB: "gateway, resident per live stream",
  exchangeBytes: "audit, an exchange without findings",
  decisionBytes: "audit, each decision",
} as const;

export type Constants = Readonly<Record<keyof typeof constantNames, number>>;

/** What arrives, all of it together. */
export interface Load {
  /** Live on average. */
  readonly streams: number;
  /** Tokens a second of one stream, each an event. */
  readonly rate: number;
  /** Of a streamed answer, on average. */
  readonly tokens: number;
  /** JSON exchanges a second. */
  readonly exchanges: number;
  /** Decisions that an exchange leaves in the audit trail, on average. */
  readonly findings: number;
}

export interface Need {
  readonly tokensPerSecond: number;
  readonly auditBytesPerSecond: number;
  /** Of all processes together. */
  readonly cores: number;
  readonly memoryMiB: number;
}

/** The share of its time that a process may be busy: what is above it waits in bursts. */
export const busy = 0.6;

/** Cores that this many events a second keep busy in one process. */
export function eventCores(perSecond: number, of: Constants): number {
  const { lightRate, rate } = of;
  const light = (lightRate * of.lightEventUs) / 1e6;
  if (perSecond <= lightRate) return (perSecond / lightRate) * light;
  const slope = ((rate * of.eventUs) / 1e6 - light) / (rate - lightRate);
  return light + (perSecond - lightRate) * Math.max(0, slope);
}

/** Spread evenly over so many processes. One alone has no primary. */
export function need(load: Load, processes: number, of: Constants): Need {
  const { streams, exchanges, findings } = load;
  const tokensPerSecond = streams * load.rate;
  const begun = tokensPerSecond / load.tokens;
  const found = (begun + exchanges) * findings;
  const others = (begun * of.streamUs + exchanges * of.exchangeUs + found * of.findingUs) / 1e6;
  return {
    tokensPerSecond,
    auditBytesPerSecond: (begun + exchanges) * of.exchangeBytes + found * of.decisionBytes,
    cores: processes * eventCores(tokensPerSecond / processes, of) + others,
    memoryMiB: (processes === 1 ? 0 : of.primaryMiB) + processes * of.processMiB + (streams * of.streamKiB) / 1_024,
  };
}

/** The fewest processes of which none is busier than `busy`. Each adds more than it costs, so there are such. */
export function processesFor(load: Load, of: Constants): number {
  let processes = 1;
  while (need(load, processes, of).cores > processes * busy) processes += 1;
  return processes;
}

export const times = (load: Load, factor: number): Load => ({
  ...load,
  streams: load.streams * factor,
  exchanges: load.exchanges * factor,
});

/** So much of this mix that so many processes are busy for `busy` of their time. */
export function fullNode(mix: Load, processes: number, of: Constants): Load {
  const fits = (factor: number): boolean => need(times(mix, factor), processes, of).cores <= processes * busy;
  let [least, most] = [0, 1];
  while (fits(most)) most *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (least + most) / 2;
    if (fits(middle)) least = middle;
    else most = middle;
  }
  return times(mix, least);
}
