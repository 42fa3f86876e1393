/**
 * Events on their way to the writer: numbered, gathered into batches, kept until acknowledged. A writer that dies loses
 * nothing: what it had not made durable is sent to the next one.
 *
 *   push -> gathering --seal--> in flight --acknowledge--> gone
 */
import { type Row, rowBytes } from "./rows.ts";
import type { BatchMessage } from "./writer-messages.ts";

export interface AuditQueue {
  /** Takes a row and returns its number. */
  push(row: Row): number;
  /** Closes the gathered batch for sending; undefined when there is none. */
  seal(durable: boolean): BatchMessage | undefined;
  /** Everything up to event `last` is durable. */
  acknowledge(last: number): void;
  /** Batches sealed and not acknowledged, in order, to be sent again. */
  inFlight(): readonly BatchMessage[];
  /** The next event gets this number; only before the first push. */
  begin(next: number): void;
  /** Accepted and not yet durable. */
  readonly events: number;
  readonly bytes: number;
  /** Rows and bytes gathered for the next batch. */
  readonly gathered: number;
  readonly gatheredBytes: number;
  /** Number of the last event accepted. */
  readonly last: number;
}

interface InFlight {
  readonly message: BatchMessage;
  readonly last: number;
  readonly bytes: number;
}

export const createAuditQueue = (): AuditQueue => {
  let next = 1;
  let rows: Row[] = [];
  let gatheredBytes = 0;
  let flying: InFlight[] = [];
  let flyingEvents = 0;
  let flyingBytes = 0;

  return {
    push: (row) => {
      rows.push(row);
      gatheredBytes += rowBytes(row);
      return next++;
    },
    seal: (durable) => {
      if (rows.length === 0) return undefined;
      const message: BatchMessage = {
        type: "batch",
        first: next - rows.length,
        count: rows.length,
        rows: JSON.stringify(rows),
        durable,
      };
      flying.push({ message, last: next - 1, bytes: gatheredBytes });
      flyingEvents += rows.length;
      flyingBytes += gatheredBytes;
      rows = [];
      gatheredBytes = 0;
      return message;
    },
    acknowledge: (last) => {
      const kept = flying.filter((batch) => batch.last > last);
      for (const batch of flying) {
        if (batch.last > last) continue;
        flyingEvents -= batch.message.count;
        flyingBytes -= batch.bytes;
      }
      flying = kept;
    },
    inFlight: () => flying.map((batch) => batch.message),
    begin: (first) => {
      next = first;
    },
    get events() {
      return rows.length + flyingEvents;
    },
    get bytes() {
      return gatheredBytes + flyingBytes;
    },
    get gathered() {
      return rows.length;
    },
    get gatheredBytes() {
      return gatheredBytes;
    },
    get last() {
      return next - 1;
    },
  };
};
