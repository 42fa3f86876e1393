/**
 * What the pipeline receives: it imports contracts and pure functions, never a socket, file, timer or library of its own.
 * gateway.ts builds the implementations; tests build others.
 */

import type { DecisionEvent, EndEvent, StartEvent } from "../audit/events.ts";
import type { Deadline } from "../deadlines.ts";
import type { SluiceError } from "../errors.ts";
import type { InspectionLimits } from "../inspect/create-inspection.ts";
import type { Scanner } from "../inspect/scanner.ts";
import type { CodingLimits } from "../protocols/http/bodies/coding.ts";
import type { NameSet } from "../protocols/http/headers.ts";
import type { Target } from "../protocols/http/target.ts";
import type { Upstream } from "../protocols/http/upstream.ts";
import type { Dialect, OpaqueKind, Operation } from "../protocols/llm/dialect.ts";
import type { PutOff } from "../turn.ts";
import type { CleanValues } from "./clean-values.ts";
import type { DirectionPolicy } from "./direction.ts";

export interface PipelineLimits extends InspectionLimits, CodingLimits {
  readonly bodyBytes: number;
  readonly jsonDepth: number;
  readonly jsonValues: number;
  readonly csvHeaderBytes: number;
  readonly eventBytes: number;
  readonly eventsBehind: number;
  readonly bytesBehind: number;
  readonly exchanges: number;
  readonly bufferedBytes: number;
}

/** Compiled detectors and who scans with them. An exchange keeps the ones that it began with. */
export interface Engine {
  readonly scanner: Scanner;
  /** Digest of the detectors, for audit. */
  readonly rulesetDigest: string;
  /** One exchange more uses it, or one less. */
  use(by: 1 | -1): void;
}

/** A registered upstream, resolved for the data path. */
export interface Connection {
  readonly name: string;
  readonly engine: Engine;
  readonly mode: "enforce" | "observe";
  readonly durable: boolean;
  readonly upstream: Upstream;
  /** `https://api.example.com` */
  readonly origin: string;
  readonly request: DirectionPolicy;
  readonly response: DirectionPolicy;
  /** Digest of what decides here, for audit. */
  readonly policyDigest: string;
  readonly passes: ReadonlySet<OpaqueKind>;
  readonly keepLogprobs: boolean;
  /** Strips the client's credential headers and sets this one, when the connection holds a credential. */
  readonly credential: ((route: Route) => { readonly header: string; readonly value: string }) | undefined;
  /** Header values in which the policy of each direction found nothing. */
  readonly clean: { readonly request: CleanValues; readonly response: CleanValues };
  /** Names that may pass. */
  readonly headers: { readonly request: NameSet; readonly response: NameSet };
}

/** Where a request goes. */
export interface Route {
  readonly connection: Connection;
  readonly dialect: Dialect | undefined;
  /** Undefined for an endpoint that no dialect describes: generic bodies. */
  readonly operation: Operation | undefined;
  readonly target: Target;
  /** Raw path below the connection's prefix. */
  readonly rest: string;
  /** It is spelled as the dialect spells it, without a word of the client's own. */
  readonly protocolPath: boolean;
  /** Put before the rest towards the upstream; empty, or `/v1` without a slash at its end. */
  readonly basePath: string;
}

/** Goes nowhere; said in the words of the connection it was for, where there is one. */
export interface Refused {
  readonly error: SluiceError;
  readonly dialect: Dialect | undefined;
}

export interface AuditPort {
  start(event: StartEvent, options: { readonly durable: boolean }, accepted: (error?: SluiceError) => void): void;
  /** False: there is no room and the exchange must end. */
  decision(event: DecisionEvent): boolean;
  end(event: EndEvent): void;
  refused(reason: string): void;
}

/** Counters of one finished exchange and of what happens on the way; never a name that a client chose. */
export interface MetricsPort {
  refused(reason: string): void;
  finding(entity: string, direction: "request" | "response", count: number): void;
  held(characters: number, ms: number): void;
  finished(connection: string, operation: string, end: EndEvent): void;
}

export interface ExchangePorts {
  readonly limits: PipelineLimits;
  /** Milliseconds one exchange may take, whole. */
  readonly totalMs: number;
  /** Calls `passed` when an exchange that begins now has taken as long as that. */
  readonly deadline: (passed: () => void) => Deadline;
  readonly audit: AuditPort;
  readonly metrics: MetricsPort;
  /** Keyed mark of a client-chosen session name. */
  readonly sessionMark: (name: string) => string;
  readonly route: (method: string, target: string) => Route | Refused;
  /** Undefined: ready. Otherwise why nothing is accepted now. */
  readonly unready: () => SluiceError | undefined;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Monotonic milliseconds. */
  readonly monotonic: () => number;
  readonly putOff: PutOff;
  readonly after: (ms: number, run: () => void) => { cancel(): void };
  /** Tells the operator of a fault of ours; code and message only. */
  readonly fault: (error: unknown) => void;
}
