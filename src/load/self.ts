/**
 * How busy one of our own processes was: a load tester that cannot keep up measures itself. Read between `reset` and `read`.
 */
import { type EventLoopUtilization, monitorEventLoopDelay, performance } from "node:perf_hooks";

export interface SelfFigures {
  /** Share of the time in which its event loop had work, 0 to 1. */
  readonly busy: number;
  /** Processor time a second, all threads. */
  readonly cpu: number;
  /** How late its timers were, 99th percentile. */
  readonly loopDelayP99Ms: number;
}

export interface SelfWatch {
  reset(): void;
  read(): SelfFigures;
}

/** node's timer is asked this often, and its delay contains the waiting. */
const RESOLUTION_MS = 5;

export function watchSelf(): SelfWatch {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let loop: EventLoopUtilization = performance.eventLoopUtilization();
  let cpu = process.cpuUsage();
  let sinceMs = performance.now();
  delay.enable();
  return {
    reset() {
      delay.reset();
      loop = performance.eventLoopUtilization();
      cpu = process.cpuUsage();
      sinceMs = performance.now();
    },
    read() {
      const used = process.cpuUsage(cpu);
      return {
        busy: performance.eventLoopUtilization(loop).utilization,
        cpu: (used.user + used.system) / 1_000 / (performance.now() - sinceMs),
        loopDelayP99Ms: Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS),
      };
    },
  };
}
