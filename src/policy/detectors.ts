/**
 * What policy needs to know of a detector: what it is called and how grave a finding is. Never how it finds.
 */
import type { Detector, Label } from "../inspect/detector.ts";

export type PolicyDetector = Pick<Detector, "id" | "entity" | "label" | "tags" | "confidence"> & {
  readonly tail?: string;
  readonly optional?: true;
};

/** From least to most severe. */
export const labels = ["public", "internal", "confidential", "regulated"] as const satisfies readonly Label[];

export const severity = (label: Label): number => labels.indexOf(label);

/** True when a name in `detectors.off` means this detector. */
export const isNamed = (detector: Pick<PolicyDetector, "id" | "entity">, names: readonly string[]): boolean =>
  names.includes(detector.id) || names.includes(detector.entity);
