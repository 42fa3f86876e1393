/**
 * Events on their way to the writer: numbered, gathered into batches, kept until acknowledged. A writer that dies loses
 * nothing: what it had not made durable is sent to the next one.
 *
 *   push -> gathering --seal--> in flight --acknowledge--> gone
 */
import { packBatch } from "./frame.ts";
import { cleanRows, type Row, rowBytes } from "./rows.ts";
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

export const createAuditQueue = (): AuditQueue => new RowQueue();

class RowQueue implements AuditQueue {
  #next = 1;
  #rows: Row[] = [];
  #flying: InFlight[] = [];
  #flyingEvents = 0;
  #flyingBytes = 0;
  gatheredBytes = 0;

  get events(): number {
    return this.#rows.length + this.#flyingEvents;
  }

  get bytes(): number {
    return this.gatheredBytes + this.#flyingBytes;
  }

  get gathered(): number {
    return this.#rows.length;
  }

  get last(): number {
    return this.#next - 1;
  }

  push(row: Row): number {
    this.#rows.push(row);
    this.gatheredBytes += rowBytes(row);
    return this.#next++;
  }

  seal(durable: boolean): BatchMessage | undefined {
    const rows = this.#rows;
    if (rows.length === 0) return undefined;
    const { first, count, payload } = packBatch({ first: this.#next - rows.length, rows: cleanRows(rows) });
    const message: BatchMessage = { type: "batch", first, count, payload: payload.toString("latin1"), durable };
    this.#flying.push({ message, last: this.last, bytes: this.gatheredBytes });
    this.#flyingEvents += rows.length;
    this.#flyingBytes += this.gatheredBytes;
    this.#rows = [];
    this.gatheredBytes = 0;
    return message;
  }

  acknowledge(last: number): void {
    const kept = this.#flying.filter((batch) => batch.last > last);
    for (const batch of this.#flying) {
      if (batch.last > last) continue;
      this.#flyingEvents -= batch.message.count;
      this.#flyingBytes -= batch.bytes;
    }
    this.#flying = kept;
  }

  inFlight(): readonly BatchMessage[] {
    return this.#flying.map((batch) => batch.message);
  }

  begin(next: number): void {
    this.#next = next;
  }
}
