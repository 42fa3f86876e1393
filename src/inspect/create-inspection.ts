/**
 * Inspection of one direction of one exchange: opens lanes, counts lanes and findings against their limits, and stops all
 * of them at the first failure or at a decision to block. What a span becomes (`redact`) and what is noted (`found`) is
 * the pipeline's; scanning is the scanner's.
 */
import { failures, type SluiceError } from "../errors.ts";
import { encodeContext } from "./context.ts";
import type { FieldNames } from "./field-names.ts";
import type { Inspection, Judged, LaneOptions, WholeText } from "./inspection.ts";
import { LaneRun, type SpanIdentity } from "./lane.ts";
import type { Finding, Scanner } from "./scanner.ts";
import { Told } from "./told.ts";
import { ToldPieces } from "./told-pieces.ts";
import { judgeTexts, type TextLimits, type TextOwner } from "./whole-texts.ts";

export interface InspectionLimits extends TextLimits {
  /** Lanes opened in this direction, brief ones and overlays aside. */
  readonly lanes: number;
  readonly findings: number;
}

export interface InspectionOptions {
  readonly scanner: Scanner;
  /** As in LaneStep. */
  readonly profile: Uint8Array;
  /** Whose text it is: stands in failures. */
  readonly source: "client" | "upstream";
  readonly limits: InspectionLimits;
  readonly fields?: FieldNames | undefined;
  /**
   * The replacement of a span; returning `value` itself leaves the text. `findings` are those that touch the span, in lane
   * offsets. A swallowed span continues the one before it.
   */
  redact(
    lane: string,
    value: Uint8Array,
    findings: readonly Finding[],
    swallowed: boolean,
    span: SpanIdentity,
    inspection: StoppableInspection,
  ): Uint8Array;
  /** Findings of one step in lane offsets, before `redact` is asked about their spans. May stop the inspection. */
  found(lane: string, findings: readonly Finding[], inspection: StoppableInspection): void;
  /** True: some lane has more than `lanePendingBytes` waiting and reading should pause; false: none has any more. */
  pressed?(on: boolean): void;
}

export interface StoppableInspection extends Inspection {
  /** Bytes of text pushed and not yet released, over all lanes. */
  readonly held: number;
  /** Ends everything: a decision to block, or a failure elsewhere in the exchange. Only the first one counts. */
  stop(error: SluiceError): void;
}

export function createInspection(options: InspectionOptions): StoppableInspection {
  return new RunningInspection(options);
}

class RunningInspection implements StoppableInspection, TextOwner {
  readonly #options: InspectionOptions;
  readonly scanner: Scanner;
  readonly profile: Uint8Array;
  readonly source: "client" | "upstream";
  readonly limits: InspectionLimits;
  readonly fields: FieldNames | undefined;
  #stopped: SluiceError | undefined;
  /** Who hears that it is stopped: mostly one or two, and an array that is pushed to makes room for sixteen. */
  #first: ((reason: SluiceError) => void) | undefined;
  #others: ((reason: SluiceError) => void)[] | undefined;
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
    this.fields = options.fields;
  }

  get stopped(): SluiceError | undefined {
    return this.#stopped;
  }

  open(options: LaneOptions): LaneRun {
    const { context, overlay, brief, from } = options;
    if (from !== undefined) return new LaneRun(this, from.number, from.context, options);
    if (brief !== true && overlay !== true) this.count(1);
    return new LaneRun(this, this.nextNumber(), encodeContext(context), options);
  }

  told(): Told {
    return new Told();
  }

  toldPieces(): ToldPieces {
    return new ToldPieces();
  }

  /** So many lanes more. */
  count(lanes: number): void {
    this.#lanes += lanes;
    if (this.#lanes > this.limits.lanes) this.stop(failures.tooManyLanes(this.source, this.limits.lanes));
  }

  nextNumber(): number {
    return ++this.#opened;
  }

  judge(texts: readonly WholeText[], done: (judged: readonly Judged[]) => void): void {
    judgeTexts(this, texts, done);
  }

  onStopped(listener: (reason: SluiceError) => void): void {
    if (this.#stopped !== undefined) listener(this.#stopped);
    else if (this.#first === undefined) this.#first = listener;
    else if (this.#others === undefined) this.#others = [listener];
    else this.#others.push(listener);
  }

  stop(error: SluiceError): void {
    if (this.#stopped !== undefined) return;
    this.#stopped = error;
    const first = this.#first;
    const others = this.#others ?? [];
    this.#first = undefined;
    this.#others = undefined;
    first?.(error);
    for (const listener of others) listener(error);
  }

  found(name: string, findings: readonly Finding[]): void {
    for (const { again } of findings) if (again !== true) this.#findings++;
    if (this.#findings > this.limits.findings) this.stop(failures.tooManyFindings(this.source, this.limits.findings));
    else this.#options.found(name, findings, this);
  }

  redact(
    name: string,
    value: Uint8Array,
    findings: readonly Finding[],
    swallowed: boolean,
    span: SpanIdentity,
  ): Uint8Array {
    return this.#options.redact(name, value, findings, swallowed, span, this);
  }

  holding(bytes: number): void {
    this.held += bytes;
  }

  pressed(on: boolean): void {
    this.#pressed += on ? 1 : -1;
    if (this.#pressed === (on ? 1 : 0)) this.#options.pressed?.(on);
  }
}
