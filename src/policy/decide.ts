/**
 * From the accepted findings of one span to one decision. Pure and deterministic: the same findings in any order give the
 * same decision. Block beats every operator; of the operators the strictest wins (operators.ts says why that order), since
 * the span is one run of text and what a lenient operator would show may belong to the value of a stricter one.
 */
import type { Finding } from "../inspect/scanner.ts";
import { severity } from "./detectors.ts";
import { type Action, compareActions, type Operator } from "./operators.ts";
import type { DetectorPolicy, Profile } from "./profile.ts";

/** The finding that gives the decision its names. */
interface Named {
  /** Index into the profile's detectors. */
  readonly detector: number;
  readonly entity: string;
  readonly rule: string;
}

export type Decision =
  | (Named & { readonly kind: "block"; readonly say: string | null })
  | (Named & { readonly kind: "mask"; readonly operator: Operator })
  /** `would`: what enforcing would have done (mode observe), else null. */
  | (Named & { readonly kind: "allow"; readonly would: Exclude<Decision, { readonly kind: "allow" }> | null });

/** A value on an allow list. */
const leftAlone = { action: { kind: "allow" }, rule: "detectors.allow" } as const satisfies Partial<DetectorPolicy>;

/** `findings`: at least one; those of one span, or a single one of profile 1. */
export function decide(profile: Profile, findings: readonly Finding[]): Decision {
  let action: Action | undefined;
  let rule = "";
  let say: string | null = null;
  let ruling: Finding | undefined;
  let naming: Finding | undefined;
  for (const finding of findings) {
    const entry = profile.table[finding.detector];
    if (entry === undefined || entry === null) throw new RangeError("A finding of a detector that is off.");
    const own = finding.allowed === true ? leftAlone.action : actionFor(entry.action, finding);
    const order = action === undefined ? 1 : compareActions(own, action);
    if (order > 0 || (order === 0 && outranks(profile, finding, ruling))) {
      action = own;
      rule = finding.allowed === true ? leftAlone.rule : entry.rule;
      say = entry.say;
      ruling = finding;
    }
    if (own.kind !== "allow" && outranks(profile, finding, naming)) naming = finding;
  }
  if (action === undefined || ruling === undefined) throw new RangeError("A decision needs a finding.");

  // An operator's placeholder is named by the gravest value in the span, a block by what the blocking rule found.
  const detector = (action.kind === "block" ? ruling : (naming ?? ruling)).detector;
  const entity = profile.detectors[detector]?.entity ?? "";
  if (action.kind === "allow") return { detector, entity, rule, kind: "allow", would: null };
  const decision: Exclude<Decision, { kind: "allow" }> =
    action.kind === "block"
      ? { detector, entity, rule, kind: "block", say }
      : { detector, entity, rule, kind: "mask", operator: action };
  const enforced = profile.mode !== "observe" || findings.some((finding) => finding.detector === profile.held);
  return enforced ? decision : { detector, entity, rule, kind: "allow", would: decision };
}

/** The end of a value that was cut is its middle: showing it would give away what the next answer may complete. */
const actionFor = (action: Action, finding: Finding): Action =>
  finding.truncated && action.kind === "partial" ? { kind: "mask" } : action;

/** Most severe label, then confidence, then length, then the detectors' order, then place. */
function outranks(profile: Profile, a: Finding, b: Finding | undefined): boolean {
  if (b === undefined) return true;
  const left = profile.detectors[a.detector];
  const right = profile.detectors[b.detector];
  if (left === undefined || right === undefined) return false;
  const order =
    severity(left.label) - severity(right.label) ||
    left.confidence - right.confidence ||
    a.end - a.start - (b.end - b.start) ||
    b.detector - a.detector ||
    b.start - a.start;
  return order > 0;
}
