/**
 * Reads a trail back, verifying every frame, the chain of digests, and that numbers have no gap. Damage is reported with
 * file and offset and reading goes on after it. Safe beside a live writer: a frame still being written is a torn tail.
 */
import type { RecordedEvent } from "./events.ts";
import { noDigest, unpackBatch, unpackHeader } from "./frame.ts";
import { type Columns, fromRow } from "./rows.ts";
import { listSegments, type SegmentFile, walkSegment } from "./segment-files.ts";

export type DamageKind =
  /** The last segment ends in an unfinished write: a crash, or the writer is at it. Nothing acknowledged is in it. */
  | "torn"
  /** Bytes that are no frame, or whose digest is wrong. */
  | "corrupt"
  /** A frame does not follow the one before it: something was removed, inserted or exchanged. */
  | "chain"
  /** Event numbers jump. */
  | "gap"
  /** A frame proves itself but does not say what it should, or was written by a newer version. */
  | "unreadable"
  /** A chain that another one speaks of is gone, or ends before an event that was on the disk. */
  | "missing";

export interface Damage {
  readonly kind: DamageKind;
  readonly file: string;
  readonly offset: number;
  /** A sentence. */
  readonly message: string;
}

export interface ReadAuditOptions extends WalkOptions {
  /** In order. A returned promise is awaited before the next event. */
  readonly onEvent: (event: RecordedEvent) => void | Promise<void>;
}

export interface WalkOptions {
  readonly onDamage?: (damage: Damage) => void;
  /** Number of the first event wanted. Segments before it are not opened. */
  readonly fromSeq?: number;
  /** Time (ms since 1970) of the first event wanted. */
  readonly fromTime?: number;
}

export interface AuditSummary {
  readonly segments: number;
  /** Events read, wanted or not. */
  readonly events: number;
  /** 0 when there is none. */
  readonly first: number;
  readonly last: number;
  /** Places of damage, torn tails apart. */
  readonly damaged: number;
  readonly torn: boolean;
}

/** Reads the one chain in `directory`. Throws the file system's error when it cannot be listed or opened. */
export const readAudit = async (directory: string, options: ReadAuditOptions): Promise<AuditSummary> => {
  const events = walkAudit(directory, options);
  for (;;) {
    const { value, done } = events.next();
    if (done === true) return value;
    const taken = options.onEvent(value);
    if (taken !== undefined) await taken;
  }
};

/** The same, event by event. */
export function* walkAudit(directory: string, options: WalkOptions): Generator<RecordedEvent, AuditSummary, void> {
  const { onDamage, fromSeq = 0, fromTime = 0 } = options;
  const all = listSegments(directory);
  const segments = all.filter((_, index) => (all[index + 1]?.first ?? Number.POSITIVE_INFINITY) > fromSeq);
  let digest: Uint8Array | undefined = segments.length === all.length && all[0]?.first === 1 ? noDigest : undefined;
  let expected: number | undefined;
  let events = 0;
  let first = 0;
  let damaged = 0;
  let torn = false;

  const report = (kind: DamageKind, segment: SegmentFile, offset: number, message: string): void => {
    if (kind === "torn") torn = true;
    else damaged++;
    onDamage?.({ kind, file: segment.name, offset, message });
  };

  for (const [index, segment] of segments.entries()) {
    const limit = segments[index + 1]?.first ?? Number.POSITIVE_INFINITY;
    if (limit <= segment.first) continue;
    let columns: Columns | undefined;
    for (const piece of walkSegment(segment.path)) {
      if ("bad" in piece) {
        const { offset, length, tail } = piece.bad;
        // Everything up to the next segment was there: what is left was never acknowledged and is repeated in it.
        if (expected === limit) break;
        if (tail && limit === Number.POSITIVE_INFINITY) {
          report("torn", segment, offset, `The last ${length} bytes are an unfinished write.`);
        } else {
          report("corrupt", segment, offset, `${length} bytes are damaged.`);
        }
        digest = undefined;
        continue;
      }
      const { frame } = piece;
      const header = unpackHeader(frame.payload);
      const batch = header === undefined ? unpackBatch(frame.payload) : undefined;
      // Repeated in the next segment, which the chain follows from here (segment-files.ts).
      if (batch !== undefined && batch.first >= limit) break;
      if (digest !== undefined && Buffer.compare(frame.previous, digest) !== 0) {
        report("chain", segment, frame.offset, "The frame does not follow the one before it.");
      }
      digest = frame.digest;
      if (header !== undefined) {
        columns = header.version === 1 ? header.columns : undefined;
        if (columns === undefined) {
          report("unreadable", segment, frame.offset, `Format version ${header.version} is newer than this program.`);
        }
        continue;
      }
      if (batch === undefined || columns === undefined) {
        report("unreadable", segment, frame.offset, "The frame holds no batch that its segment's header describes.");
        continue;
      }
      if (expected !== undefined && batch.first !== expected) {
        report("gap", segment, frame.offset, `Event ${expected} should follow, it is ${batch.first}.`);
      }
      expected = batch.first + batch.rows.length;
      if (first === 0) first = batch.first;
      for (const [position, row] of batch.rows.entries()) {
        const event = fromRow(batch.first + position, row, columns);
        if (event === undefined) {
          report("unreadable", segment, frame.offset, `Event ${batch.first + position} does not fit its columns.`);
          continue;
        }
        events++;
        if (event.seq >= fromSeq && event.time >= fromTime) yield event;
      }
    }
  }
  return { segments: segments.length, events, first, last: (expected ?? 1) - 1, damaged, torn };
}
