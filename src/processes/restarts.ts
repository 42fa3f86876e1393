/**
 * When a process that died is started again, and when no more. Counted for each place by itself: what kills one will be met by the
 * next, but a machine that kills all at once has killed each of them once.
 */
export interface Restarts {
  /** A process of this place died; milliseconds to wait, or undefined: it has died too often. */
  died(place: number, now: number): number | undefined;
}

export const restartLimits = {
  /** The window of `limits.restarts`. */
  windowMs: 60_000,
  firstMs: 100,
  /** Doubled with each death in the window, up to this. */
  mostMs: 5_000,
} as const;

/** `most`: deaths within the window after which it is still started again, `limits.restarts`. */
export const createRestarts = (most: number): Restarts => {
  const deaths = new Map<number, readonly number[]>();
  return {
    died: (place, now) => {
      const recent = [...(deaths.get(place) ?? []).filter((at) => now - at < restartLimits.windowMs), now];
      deaths.set(place, recent);
      if (recent.length > most) return undefined;
      return Math.min(restartLimits.mostMs, restartLimits.firstMs * 2 ** (recent.length - 1));
    },
  };
};
