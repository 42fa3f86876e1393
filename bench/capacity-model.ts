/**
 * What a load needs, and what nodes carry: the formulas of docs/scaling.md. Pure; the constants come from bench records.
 *
 *   cores   = events/s x event + streams begun/s x stream + JSON exchanges/s x exchange
 *   memory  = primary + processes x process + live streams x stream
 *   audit   = exchanges/s x (exchange + findings x decision)
 */

/** Names of measures in records, and what they are here. CPU in microseconds, memory in MiB or KiB, audit in bytes. */
export const constantNames = {
  eventUs: "1 process, CPU per SSE event",
  streamUs: "a stream beside its events, CPU",
  exchangeUs: "1 process, CPU per JSON exchange",
  growth: "2 processes against 1, SSE event",
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
  readonly cores: number;
  /** Of the gateway, each busy for `busy` of its time. */
  readonly processes: number;
  readonly memoryMiB: number;
  readonly auditBytesPerSecond: number;
}

/** The share of a processor's time that a process may be busy: what is above it waits in bursts. */
export const busy = 0.6;

export function need(load: Load, of: Constants): Need {
  const { streams, rate, tokens, exchanges, findings } = load;
  const tokensPerSecond = streams * rate;
  const begun = tokensPerSecond / tokens;
  const cores = (tokensPerSecond * of.eventUs + begun * of.streamUs + exchanges * of.exchangeUs) / 1e6;
  const processes = Math.max(1, Math.ceil(cores / busy));
  return {
    tokensPerSecond,
    cores,
    processes,
    memoryMiB: memoryMiB(processes, streams, of),
    auditBytesPerSecond: (begun + exchanges) * (of.exchangeBytes + findings * of.decisionBytes),
  };
}

/** A process alone has no primary. */
export const memoryMiB = (processes: number, streams: number, of: Constants): number =>
  (processes === 1 ? 0 : of.primaryMiB) + processes * of.processMiB + (streams * of.streamKiB) / 1_024;

/** The same mix of traffic, so much of it that a node's processes, one for each core, are busy for `busy` of their time. */
export function fullNode(mix: Load, cores: number, of: Constants): Load {
  const factor = (cores * busy) / need(mix, of).cores;
  return { ...mix, streams: mix.streams * factor, exchanges: mix.exchanges * factor };
}

export const times = (load: Load, factor: number): Load => ({
  ...load,
  streams: load.streams * factor,
  exchanges: load.exchanges * factor,
});
