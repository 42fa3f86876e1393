/**
 * Refusals for which there is no exchange to record: counted per reason, one event per reason and interval, so that a flood
 * of bad requests cannot fill the trail. Reasons are our own codes; beyond 64 different ones they count as `other`.
 */
import type { RefusalsEvent } from "./events.ts";

export interface RefusalCountsOptions {
  readonly intervalMs: number;
  readonly emit: (event: RefusalsEvent) => void;
}

export interface RefusalCounts {
  count(reason: string): void;
  /** Emits what was counted since the last interval. */
  close(): void;
}

const maxReasons = 64;

export const createRefusalCounts = ({ intervalMs, emit }: RefusalCountsOptions): RefusalCounts => {
  const counts = new Map<string, number>();
  let from = 0;
  let timer: NodeJS.Timeout | undefined;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const time = Date.now();
    for (const [reason, count] of counts) emit({ kind: "refusals", time, from, reason, count });
    counts.clear();
  };

  return {
    count: (reason) => {
      const counted = counts.has(reason) || counts.size < maxReasons ? reason : "other";
      if (timer === undefined) {
        from = Date.now();
        timer = setTimeout(flush, intervalMs);
        timer.unref();
      }
      counts.set(counted, (counts.get(counted) ?? 0) + 1);
    },
    close: flush,
  };
};
