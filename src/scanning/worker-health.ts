/**
 * Decides when workers have failed too often. Failures are kept for `windowMs`; more than `maxFailures` of them at one
 * time and the scanner is down, until someone who has seen the workers answer again says `recovered`. Down means that
 * traffic is refused: a gate that cannot inspect is closed.
 */

export interface WorkerHealthOptions {
  readonly maxFailures: number;
  readonly windowMs: number;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

export interface WorkerHealth {
  readonly healthy: boolean;
  /** Counts one failure. */
  failed(): void;
  /** Down at once: they do not answer at all. */
  lost(): void;
  /** Forgets all failures. */
  recovered(): void;
  /** Called on every change of `healthy`, with its new value. */
  onChange(listener: (healthy: boolean) => void): void;
}

export function createWorkerHealth({ maxFailures, windowMs, now }: WorkerHealthOptions): WorkerHealth {
  const listeners: ((healthy: boolean) => void)[] = [];
  let failures: number[] = [];
  let healthy = true;

  const become = (value: boolean): void => {
    if (healthy === value) return;
    healthy = value;
    for (const listener of listeners) listener(value);
  };

  return {
    get healthy() {
      return healthy;
    },
    failed() {
      const at = now();
      failures = failures.filter((time) => time > at - windowMs);
      failures.push(at);
      if (failures.length > maxFailures) become(false);
    },
    lost: () => become(false),
    recovered() {
      failures = [];
      become(true);
    },
    onChange(listener) {
      listeners.push(listener);
    },
  };
}
