/**
 * One direction of one exchange: inspection wired to policy. What is found is decided, redacted, counted and noted in the
 * audit trail here, alike for every protocol.
 *
 *   lanes --findings--> found: block?  allow: note      (before any of their spans)
 *         --spans-----> redact: decide -> operator -> note with fingerprint -> replacement
 */
import type { DecisionEvent } from "../audit/events.ts";
import { failures } from "../errors.ts";
import {
  createInspection,
  type InspectionLimits,
  type InspectionOptions,
  type StoppableInspection,
} from "../inspect/create-inspection.ts";
import type { FieldNames } from "../inspect/field-names.ts";
import { createFieldScanner } from "../inspect/field-scanner.ts";
import { createHeldScanner } from "../inspect/held-scanner.ts";
import type { HeldValues } from "../inspect/held-values.ts";
import type { SpanIdentity } from "../inspect/lane.ts";
import type { Finding, Scanner } from "../inspect/scanner.ts";
import { type Decision, decide } from "../policy/decide.ts";
import { type Operator, redact, spellAction } from "../policy/operators.ts";
import type { Profile } from "../policy/profile.ts";
import { refusal } from "../policy/refusal.ts";

export interface DirectionPolicy {
  readonly profile: Profile;
  /** Fields that are masked by their name; their detectors stand in the profile. */
  readonly fields?: FieldNames;
  /** The gateway's own credential for this upstream: found under the profile's `held`. */
  readonly held?: HeldValues;
  /** For the `hash` operator. */
  readonly hashKey: Uint8Array;
  /** Keyed mark of a value for the audit trail. */
  readonly fingerprint: (entity: string, value: Uint8Array) => string;
}

/** A decision about findings in one lane, without the exchange it belongs to. */
export type Note = Omit<DecisionEvent, "kind" | "time" | "exchange">;

export interface DirectionOptions {
  readonly policy: DirectionPolicy;
  readonly scanner: Scanner;
  readonly limits: InspectionLimits;
  note(note: Note): void;
  /** Every finding, for counters. */
  counted(entity: string): void;
  /** As an inspection's. */
  pressed?(on: boolean): void;
}

export function createDirection(options: DirectionOptions): StoppableInspection {
  return createInspection(new Direction(options));
}

class Direction implements InspectionOptions {
  readonly #options: DirectionOptions;
  /** By lane number: what the lane's last span became, for the tail that may follow it. */
  #last: Map<number, { operator: Operator; entity: string }> | undefined;
  readonly scanner: Scanner;

  constructor(options: DirectionOptions) {
    this.#options = options;
    this.scanner = scannerOf(options);
  }

  get profile(): Uint8Array {
    return this.#options.policy.profile.bytes;
  }

  get source(): "client" | "upstream" {
    return this.#options.policy.profile.direction === "request" ? "client" : "upstream";
  }

  get limits(): InspectionLimits {
    return this.#options.limits;
  }

  get fields(): FieldNames | undefined {
    return this.#options.policy.fields;
  }

  pressed(on: boolean): void {
    this.#options.pressed?.(on);
  }

  found(lane: string, findings: readonly Finding[], inspection: StoppableInspection): void {
    const options = this.#options;
    const { profile } = options.policy;
    for (const finding of findings) {
      if (finding.again === true) continue;
      options.counted(profile.detectors[finding.detector]?.entity ?? "");
      const single = [finding];
      const decision = decide(profile, single);
      if (decision.kind === "mask") continue;
      options.note(noteOf(profile, lane, finding, decision, ""));
      if (decision.kind === "block") inspection.stop(failures.blocked(refusal(decision, profile.direction)));
    }
  }

  redact(
    lane: string,
    value: Uint8Array,
    findings: readonly Finding[],
    swallowed: boolean,
    span: SpanIdentity,
    inspection: StoppableInspection,
  ): Uint8Array {
    const { policy } = this.#options;
    const { profile } = policy;
    const before = swallowed ? this.#last?.get(span.lane) : undefined;
    if (before !== undefined) return redact(before.operator, before.entity, value, { swallowed, key: policy.hashKey });
    const acted = findings.filter(({ detector, allowed }) => profile.bytes[detector] === 2 && allowed !== true);
    if (acted.length === 0) {
      inspection.stop(failures.scanFailed());
      return value;
    }
    const decision = decide(profile, acted);
    if (decision.kind !== "mask") return value;
    this.#last ??= new Map();
    this.#last.set(span.lane, { operator: decision.operator, entity: decision.entity });
    for (const finding of acted) {
      if (finding.again === true) continue;
      const own = value.subarray(Math.max(0, finding.start - span.start), finding.end - span.start);
      const entity = profile.detectors[finding.detector]?.entity ?? "";
      this.#options.note(noteOf(profile, lane, finding, decision, policy.fingerprint(entity, own)));
    }
    return redact(decision.operator, decision.entity, value, { swallowed, key: policy.hashKey });
  }
}

function noteOf(profile: Profile, lane: string, finding: Finding, decision: Decision, fingerprint: string): Note {
  const detector = profile.detectors[finding.detector];
  const { start, end, shift = 0 } = finding;
  return {
    direction: profile.direction,
    entity: detector?.entity ?? "",
    detector: detector?.id ?? "",
    lane,
    count: 1,
    offsets: [start + shift, end + shift],
    fingerprint,
    decision: decision.kind,
    operator: operatorOf(decision),
    rule: decision.rule,
    truncated: finding.truncated,
  };
}

function scannerOf({ scanner, policy: { profile, held, fields } }: DirectionOptions): Scanner {
  const withFields = fields === undefined ? scanner : createFieldScanner(scanner, fields.first);
  return held === undefined || profile.held === undefined
    ? withFields
    : createHeldScanner(withFields, held, profile.held);
}

function operatorOf(decision: Decision): string {
  if (decision.kind === "mask") return spellAction(decision.operator);
  if (decision.kind === "allow" && decision.would !== null) return `would ${operatorOf(decision.would)}`;
  return decision.kind === "block" ? "block" : "";
}
