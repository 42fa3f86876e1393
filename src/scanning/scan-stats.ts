/** What scanners report about themselves: totals for metrics, and one timing per batch or inline turn. */

export interface ScanTiming {
  readonly mode: "inline" | "pool";
  readonly steps: number;
  readonly bytes: number;
  /** Inline: an estimate from a sample of the small steps. Pooled: from hand-over to answer. */
  readonly seconds: number;
}

export interface ScanTotals {
  steps: number;
  bytes: number;
  seconds: number;
}

export interface ScanStats {
  readonly inline: Readonly<ScanTotals>;
  readonly pool: Readonly<ScanTotals>;
  /** Batches answered by a worker. */
  readonly batches: number;
  /** Batches sent again, whole or in halves. */
  readonly retries: number;
  /** Times that a worker threw, hung or died. */
  readonly failures: number;
  /** Steps that were refused because no worker could scan them. */
  readonly refused: number;
}

export const noTotals = (): ScanTotals => ({ steps: 0, bytes: 0, seconds: 0 });
