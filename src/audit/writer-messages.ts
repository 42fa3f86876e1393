/**
 * What the gateway's thread and the audit writer's thread say to each other. Batches are acknowledged by the number of the
 * last durable event; nothing is acknowledged before its fdatasync.
 */
import type { OpenEvent } from "./events.ts";

export interface WriterData {
  readonly directory: string;
  readonly writer: string;
  readonly segmentBytes: number;
  readonly segmentAgeMs: number;
  readonly syncMs: number;
  readonly syncBytes: number;
  readonly retryMs: number;
}

export interface BatchMessage {
  readonly type: "batch";
  /** Number of the first event. */
  readonly first: number;
  readonly count: number;
  /** A frame's payload, a character for each byte: a string crosses to the thread for less than an array does. */
  readonly payload: string;
  /** Somebody waits: sync as soon as what has arrived is written. */
  readonly durable: boolean;
}

export type ToWriter = BatchMessage | { readonly type: "close" };

export type FromWriter =
  /** Ready; the next event gets the number `next`, everything before it is durable. */
  | {
      readonly type: "opened";
      readonly next: number;
      readonly previous: OpenEvent["previous"];
      readonly cutBytes: number;
      readonly damaged: number;
    }
  /** The trail cannot be opened; the thread ends. */
  | { readonly type: "refused"; readonly code: string }
  | { readonly type: "synced"; readonly last: number; readonly bytes: number; readonly syncMs: number }
  /** Writing fails for now and is tried again; nothing is lost. */
  | { readonly type: "failing"; readonly code: string }
  /** Writing works again. */
  | { readonly type: "working" }
  | { readonly type: "closed" };
