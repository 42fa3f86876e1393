/**
 * Was it the load tester itself that was slow? Each of its processes is held against a few limits; past one of them the figures would
 * tell of us and not of the gateway, and there is no report.
 */
import type { SelfFigures } from "./self.ts";

export interface Keeping {
  readonly client: SelfFigures;
  readonly upstream: SelfFigures;
  /** How much later than meant exchanges began, 99th percentile. */
  readonly startLateP99Ms: number;
  /** How much later than planned the upstream wrote, 99th percentile. */
  readonly writeLateP99Ms: number;
  /** How much later than planned exchanges without the gateway ended, 99th percentile: all that is ours, and the machine's. */
  readonly directLateP99Ms: number;
}

export interface Limits {
  /** Share of time in which an event loop may have work: beyond it queues grow without end. */
  readonly busy: number;
  /** Of timers, of exchanges that begin and of the upstream's writes. */
  readonly lateMs: number;
  /**
   * Of the whole direct path. More than its parts is waiting that no process sees: node takes one new connection in a turn of its event
   * loop, and the others wait in the kernel.
   */
  readonly directLateMs: number;
}

/** The scheduler alone costs a few ms on a shared machine. */
export const DEFAULT_LATE_MS = 20;

export const limitsOf = (lateMs: number): Limits => ({ busy: 0.85, lateMs, directLateMs: 2.5 * lateMs });

/** A sentence for each limit that was passed; none: the figures stand. */
export function saturation({ client, upstream, ...late }: Keeping, limits: Limits): string[] {
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const busy = (who: string, { busy: share }: SelfFigures): string[] =>
    share <= limits.busy ? [] : [`the ${who} was busy ${percent(share)} of the time (limit ${percent(limits.busy)})`];
  const behind = (what: string, ms: number, limitMs: number = limits.lateMs): string[] =>
    ms > limitMs ? [`${what} ${ms.toFixed(1)} ms late at the 99th percentile (limit ${limitMs} ms)`] : [];
  return [
    ...busy("client", client),
    ...busy("upstream", upstream),
    ...behind("exchanges began", late.startLateP99Ms),
    ...behind("the client's timers were", client.loopDelayP99Ms),
    ...behind("the upstream wrote", late.writeLateP99Ms),
    ...behind("the upstream's timers were", upstream.loopDelayP99Ms),
    ...behind("exchanges without the gateway ended", late.directLateP99Ms, limits.directLateMs),
  ];
}

/** By how much to lower the load so that the limits hold, as a factor below 1. */
export function relief(keeping: Keeping, limits: Limits): number {
  const byBusy = (limits.busy / Math.max(busiest(keeping), limits.busy)) * 0.8;
  // What is full looks the same at any load beyond: how late it was tells by how much.
  const late = lateness(keeping, limits);
  return Math.min(0.7, byBusy, late > 50 ? 0.25 : late > 3 ? 0.5 : 1);
}

/** Nothing of ours was near its limit: what was late waited for the machine. */
export const isMachineSlow = (keeping: Keeping, limits: Limits): boolean => busiest(keeping) < limits.busy / 2;

export const busiest = ({ client, upstream }: Keeping): number => Math.max(client.busy, upstream.busy);

/** As a multiple of what is allowed. */
function lateness({ client, upstream, ...late }: Keeping, { lateMs, directLateMs }: Limits): number {
  const ms = Math.max(late.startLateP99Ms, late.writeLateP99Ms, client.loopDelayP99Ms, upstream.loopDelayP99Ms);
  return Math.max(ms / lateMs, late.directLateP99Ms / directLateMs);
}
