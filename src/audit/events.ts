/**
 * What the audit trail says. Events are flat records of names, numbers and digests: no field can hold a detected value.
 * Text that a client chose (operation, lane, model names inside them) is redacted by the caller before it comes here;
 * rows.ts bounds every text and removes control characters whatever the caller did.
 *
 *   open · (start · decision* · end)* · refusals* · reload* · chains* · close
 *
 * Times are milliseconds since 1970.
 */

export type Direction = "request" | "response";

export type PrincipalKind = "anonymous" | "person" | "service" | "agent";

/** Accepted before the upstream sees a byte of the exchange. */
export interface StartEvent {
  readonly kind: "start";
  readonly time: number;
  readonly exchange: string;
  readonly connection: string;
  readonly principalKind: PrincipalKind;
  /** `anonymous` when nobody was identified. */
  readonly principal: string;
  readonly session: string;
  readonly protocol: string;
  readonly operation: string;
  /** Of the message that opens the exchange. */
  readonly direction: Direction;
  /** The client's address. */
  readonly remote: string;
  readonly mode: "enforce" | "observe";
  readonly ruleset: string;
  readonly policy: string;
}

/** One group of findings: the same value of the same detector in the same lane, decided the same way. */
export interface DecisionEvent {
  readonly kind: "decision";
  readonly time: number;
  readonly exchange: string;
  readonly direction: Direction;
  readonly entity: string;
  readonly detector: string;
  readonly lane: string;
  /** Spans in the group. */
  readonly count: number;
  /** start, end, start, end ... in bytes of the decoded lane; the first 64 pairs at most. */
  readonly offsets: readonly number[];
  /** fingerprint.ts; never the value. */
  readonly fingerprint: string;
  readonly decision: "allow" | "mask" | "approve" | "block";
  /** What was done to the text: `replace`, `mask` ...; empty when nothing was. */
  readonly operator: string;
  readonly rule: string;
  /** Cut by the lane's end past the detector's commit point. */
  readonly truncated: boolean;
}

export type Outcome = "completed" | "blocked" | "failed" | "aborted";

export interface EndEvent {
  readonly kind: "end";
  readonly time: number;
  readonly exchange: string;
  /** Of the answer as the client saw it; 0 when there was none. */
  readonly status: number;
  /** completed · blocked by a decision · failed by an error · aborted by the client */
  readonly outcome: Outcome;
  /** The failure's code or the blocking rule; empty when completed. */
  readonly reason: string;
  readonly requestBytesIn: number;
  readonly requestBytesOut: number;
  readonly responseBytesIn: number;
  readonly responseBytesOut: number;
  /** Messages of a streamed answer (SSE events, lines). */
  readonly events: number;
  /** Findings by entity, both directions; the first 64 entities. */
  readonly findings: Readonly<Record<string, number>>;
  readonly heldCharactersMax: number;
  readonly heldMsMax: number;
  readonly durationMs: number;
}

/** Refused before there was an exchange to record, counted over an interval. */
export interface RefusalsEvent {
  readonly kind: "refusals";
  readonly time: number;
  readonly from: number;
  readonly reason: string;
  readonly count: number;
}

/** What the gateway runs with. */
export interface GatewayFacts {
  readonly version: string;
  readonly ruleset: string;
  readonly policy: string;
  readonly connections: number;
  readonly detectors: number;
}

export interface OpenEvent extends GatewayFacts {
  readonly kind: "open";
  readonly time: number;
  readonly writer: string;
  /** How the trail ended before: with a close event, without one, or this is its beginning. */
  readonly previous: "closed" | "unclosed" | "none";
  /** Bytes of a torn tail (never acknowledged) that were cut. */
  readonly cutBytes: number;
  /** Damaged places found in the last segment, left as they are. */
  readonly damaged: number;
}

export interface ReloadEvent extends GatewayFacts {
  readonly kind: "reload";
  readonly time: number;
}

/** Where every chain of the directory stood: one that is shorter later, or gone, was cut (read-chains.ts). */
export interface ChainsEvent {
  readonly kind: "chains";
  readonly time: number;
  /** Number of the last event on disk, by the chain's name. */
  readonly last: Readonly<Record<string, number>>;
}

export interface CloseEvent {
  readonly kind: "close";
  readonly time: number;
  readonly writer: string;
  readonly starts: number;
  readonly decisions: number;
  readonly ends: number;
  readonly refusals: number;
}

export type AuditEvent =
  | StartEvent
  | DecisionEvent
  | EndEvent
  | RefusalsEvent
  | OpenEvent
  | ReloadEvent
  | ChainsEvent
  | CloseEvent;

/** As read back: every event of a trail has its number, counted from 1 without gaps. */
export type RecordedEvent = AuditEvent & { readonly seq: number };
