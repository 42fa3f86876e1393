/**
 * All detectors of a configuration: the catalogue, then what the configuration adds. The order is the engine's; detectors that only a
 * field's name decides are past it, for they need no engine.
 */
import type { DetectorRule } from "../inspect/detector.ts";
import { createFieldNames, type FieldNames } from "../inspect/field-names.ts";
import { type PolicyDetector, policyDetectors } from "../policy/detectors.ts";
import { isAsked } from "../policy/profile.ts";
import type { Config } from "./config.ts";

export interface DetectorSet {
  /** In the order of their index. */
  readonly rules: readonly DetectorRule[];
  /** What policy, audit and people know of them, and then of those behind `fields`. */
  readonly policy: readonly PolicyDetector[];
  /** Optional detectors that nothing names on any connection: they would only cost time, so for the engine they do not exist. */
  readonly unasked: readonly PolicyDetector[];
  /** Undefined: no field is masked by its name. */
  readonly fields: FieldNames | undefined;
  /** The configuration adds to the catalogue: words and values of it must not lie in the cache. */
  readonly own: boolean;
}

export function detectorSet(config: Config, catalogue: readonly DetectorRule[]): DetectorSet {
  const { custom, allow, fields } = config.detectors;
  const added = [...custom, ...fields].flatMap(({ rules }) => rules);
  const forAll = allow.filter(({ entity }) => entity === null).flatMap(({ patterns }) => patterns);
  const withAllowed = (rule: DetectorRule): DetectorRule => {
    const own = allow.filter(({ entity }) => entity === rule.entity).flatMap(({ patterns }) => patterns);
    return own.length + forAll.length === 0 ? rule : { ...rule, allow: [...(rule.allow ?? []), ...own, ...forAll] };
  };
  const masked = new Set(fields.flatMap(({ rules }) => rules));
  const unasked = catalogue.filter((rule) => rule.optional && !isAsked(config, rule));
  const asked = unasked.length === 0 ? catalogue : catalogue.filter((rule) => !unasked.includes(rule));
  const rules = [...asked, ...added].map((rule) => (masked.has(rule) ? rule : withAllowed(rule)));
  return {
    rules,
    policy: [...policyDetectors(rules), ...fields.map(fieldPolicy)],
    unasked,
    fields: fields.length === 0 ? undefined : createFieldNames(fields, rules.length),
    own: added.length + allow.length > 0,
  };
}

/** What policy knows of the configuration's own detectors. */
export const ownPolicy = ({ custom, fields }: Config["detectors"]): readonly PolicyDetector[] => [
  ...policyDetectors([...custom, ...fields].flatMap(({ rules }) => rules)),
  ...fields.map(fieldPolicy),
];

const fieldPolicy = ({
  id,
  entity,
  label,
  tags,
  confidence,
}: Config["detectors"]["fields"][number]): PolicyDetector => ({
  ...{ id, entity, label, tags, confidence },
  // Its end is not known when its beginning leaves.
  tail: ".",
});
