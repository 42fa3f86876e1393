/**
 * What policy needs to know of a detector: what it is called and how grave a finding is. Never how it finds.
 */
import type { Detector, DetectorRule, Label } from "../inspect/detector.ts";

export type PolicyDetector = Pick<Detector, "id" | "entity" | "label" | "tags" | "confidence"> & {
  readonly tail?: string;
  readonly optional?: true;
};

/** From least to most severe. */
export const labels = ["public", "internal", "confidential", "regulated"] as const satisfies readonly Label[];

export const severity = (label: Label): number => labels.indexOf(label);

/** True when a name in `detectors.off` or `detectors.only` means this detector: its id, its entity or one of its tags. */
export const isNamed = (detector: Pick<PolicyDetector, "id" | "entity" | "tags">, names: readonly string[]): boolean =>
  names.length > 0 &&
  (names.includes(detector.id) || names.includes(detector.entity) || detector.tags.some((tag) => names.includes(tag)));

/** As policy, audit and people know them: parts of one detector (`id`, `id/2` ...) have one id. */
export const policyDetectors = (rules: readonly DetectorRule[]): readonly PolicyDetector[] =>
  rules.map((rule) => {
    const slash = rule.id.indexOf("/");
    return slash < 0 ? rule : { ...rule, id: rule.id.slice(0, slash) };
  });
