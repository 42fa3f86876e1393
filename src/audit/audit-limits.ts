/** How much the audit trail may hold in memory, and how long things may take. */
export interface AuditLimits {
  /** Accepted events that are not yet durable; beyond, new exchanges are refused and live ones wait. */
  readonly queueEvents: number;
  readonly queueBytes: number;
  /** A batch goes to the writer when it has this many events or bytes, or is this old. */
  readonly batchEvents: number;
  readonly batchBytes: number;
  readonly batchMs: number;
  /** Written events become durable within this time, or when this many bytes wait. */
  readonly syncMs: number;
  readonly syncBytes: number;
  /** A new segment starts when the old one has this many bytes or is this old. */
  readonly segmentBytes: number;
  readonly segmentAgeMs: number;
  /** How long a live stream waits for a trail that cannot be written. */
  readonly waitMs: number;
  /** How long a durable start, a flush or closing waits for the disk. Silence for so long makes the trail unavailable. */
  readonly syncWaitMs: number;
  /** Refusals are counted per reason over this interval. */
  readonly refusalMs: number;
  /** Pause between two attempts to write or to restart the writer. */
  readonly retryMs: number;
}

export const defaultAuditLimits: AuditLimits = {
  queueEvents: 65_536,
  queueBytes: 32 * 1024 * 1024,
  // To hand over a batch costs more than to pack it, so most of the time until an event is durable it is gathered.
  batchEvents: 512,
  batchBytes: 256 * 1024,
  batchMs: 20,
  syncMs: 5,
  syncBytes: 1024 * 1024,
  segmentBytes: 64 * 1024 * 1024,
  segmentAgeMs: 3_600_000,
  waitMs: 5_000,
  syncWaitMs: 5_000,
  refusalMs: 10_000,
  retryMs: 250,
};
