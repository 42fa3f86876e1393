/**
 * Inspection of one direction of one exchange: opens lanes, counts lanes and findings against their limits, and stops all
 * of them at the first failure or at a decision to block. What a span becomes (`redact`) and what is noted (`found`) is
 * the pipeline's; scanning is the scanner's.
 */
import { failures, type SluiceError } from "../errors.ts";
import type { Inspection, LaneOptions } from "./inspection.ts";
import { type LaneLimits, type LaneOwner, LaneRun } from "./lane.ts";
import type { Finding, Scanner } from "./scanner.ts";

export interface InspectionLimits extends LaneLimits {
  /** Lanes opened in this direction, brief ones aside. */
  readonly lanes: number;
  readonly findings: number;
}

/** Which span this is: unique and stable within one direction of one exchange, whatever the chunking. */
export interface SpanIdentity {
  /** Number of the lane, in order of opening. */
  readonly lane: number;
  /** Lane offsets. */
  readonly start: number;
  readonly end: number;
}

export interface InspectionOptions {
  readonly scanner: Scanner;
  /** As in LaneStep. */
  readonly profile: Uint8Array;
  /** Whose text it is: stands in failures. */
  readonly source: "client" | "upstream";
  readonly limits: InspectionLimits;
  /**
   * The replacement of a span; returning `value` itself leaves the text. `findings` are those that touch the span, in lane
   * offsets. A swallowed span continues the one before it.
   */
  readonly redact: (
    lane: string,
    value: Uint8Array,
    findings: readonly Finding[],
    swallowed: boolean,
    span: SpanIdentity,
  ) => Uint8Array;
  /** Findings of one step in lane offsets, before `redact` is asked about their spans. May call `stop`. */
  readonly found: (lane: string, findings: readonly Finding[]) => void;
  /** True: some lane has more than `lanePendingBytes` waiting and reading should pause; false: none has any more. */
  readonly pressed?: (on: boolean) => void;
}

export interface StoppableInspection extends Inspection {
  /** Bytes of text pushed and not yet released, over all lanes. */
  readonly held: number;
  /** Ends everything: a decision to block, or a failure elsewhere in the exchange. Only the first one counts. */
  stop(error: SluiceError): void;
}

/** The engine looks back at most this far: widest `lead`, widest context window. */
const contextBytes = 128;
const noContext = new Uint8Array(0);
const encoder = new TextEncoder();

export function createInspection(options: InspectionOptions): StoppableInspection {
  return new RunningInspection(options);
}

class RunningInspection implements StoppableInspection, LaneOwner {
  readonly #options: InspectionOptions;
  readonly scanner: Scanner;
  readonly profile: Uint8Array;
  readonly source: "client" | "upstream";
  readonly limits: InspectionLimits;
  #stopped: SluiceError | undefined;
  #listeners: ((reason: SluiceError) => void)[] = [];
  #opened = 0;
  #lanes = 0;
  #findings = 0;
  #pressed = 0;
  held = 0;

  constructor(options: InspectionOptions) {
    this.#options = options;
    this.scanner = options.scanner;
    this.profile = options.profile;
    this.source = options.source;
    this.limits = options.limits;
  }

  get stopped(): SluiceError | undefined {
    return this.#stopped;
  }

  open({ name, context, brief, from, progress }: LaneOptions): LaneRun {
    if (from !== undefined) return new LaneRun(this, from.number, name, from.context, progress, from);
    this.#opened++;
    if (brief !== true && ++this.#lanes > this.limits.lanes)
      this.stop(failures.tooManyLanes(this.source, this.limits.lanes));
    return new LaneRun(this, this.#opened, name, encodeContext(context), progress);
  }

  onStopped(listener: (reason: SluiceError) => void): void {
    if (this.#stopped === undefined) this.#listeners.push(listener);
    else listener(this.#stopped);
  }

  stop(error: SluiceError): void {
    if (this.#stopped !== undefined) return;
    this.#stopped = error;
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener(error);
  }

  found(name: string, findings: readonly Finding[]): void {
    this.#findings += findings.length;
    if (this.#findings > this.limits.findings) this.stop(failures.tooManyFindings(this.source, this.limits.findings));
    else this.#options.found(name, findings);
  }

  redact(
    lane: LaneRun,
    value: Uint8Array,
    findings: readonly Finding[],
    swallowed: boolean,
    start: number,
  ): Uint8Array {
    const span = { lane: lane.number, start, end: start + value.length };
    return this.#options.redact(lane.name, value, findings, swallowed, span);
  }

  holding(bytes: number): void {
    this.held += bytes;
  }

  pressed(on: boolean): void {
    this.#pressed += on ? 1 : -1;
    if (this.#pressed === (on ? 1 : 0)) this.#options.pressed?.(on);
  }
}

/** The last bytes of the context, cut at a character: the engine needs no more. */
function encodeContext(context: string | Uint8Array | undefined): Uint8Array {
  if (context === undefined || context.length === 0) return noContext;
  const bytes = typeof context === "string" ? encoder.encode(context.slice(-contextBytes)) : context;
  if (bytes.length <= contextBytes) return bytes;
  let from = bytes.length - contextBytes;
  while (((bytes[from] ?? 0) & 0xc0) === 0x80) from++;
  return bytes.subarray(from);
}
