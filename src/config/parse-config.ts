/**
 * Text to `Config`, or every problem at once. Pure: reads no file, no environment, no clock; load-config.ts does.
 *
 *   text -> yaml-source -> unbuilt + schema -> resolve -> conflicts + policy -> frozen Config
 */

import { personDetectors } from "../inspect/detectors/persons.ts";
import type { PolicyDetector } from "../policy/detectors.ts";
import { policyProblems } from "../policy/inert-lines.ts";
import type { Config } from "./config.ts";
import { findConflicts, findWarnings } from "./conflicts.ts";
import { explain } from "./explain.ts";
import { ConfigError, type Locate, type Problem, spellPath } from "./problems.ts";
import { deepFreeze, type ResolveOptions, resolveConfig } from "./resolve.ts";
import { schema } from "./schema.ts";
import { findUnbuilt } from "./unbuilt.ts";
import { readYaml } from "./yaml-source.ts";

export interface ParseOptions extends ResolveOptions {
  /** The catalogue: which ids, entities, labels and tags there are. */
  readonly detectors: readonly PolicyDetector[];
}

/** Throws `ConfigError`. */
export function parseConfig(text: string, options: ParseOptions): Config {
  const yaml = readYaml(text);
  if (yaml.problems.length > 0) throw new ConfigError(options.source, yaml.problems);
  if (yaml.value === null || yaml.value === undefined) {
    const message = "The file is empty; `sluice init` writes one to begin with.";
    throw new ConfigError(options.source, [{ path: "", position: undefined, message }]);
  }
  return checkConfig(yaml.value, yaml.locate, options);
}

/** The same for data that was never text. Throws `ConfigError`. */
export function checkConfig(value: unknown, locate: Locate, options: ParseOptions): Config {
  const unbuilt = findUnbuilt(value, locate);
  const result = schema.safeParse(value);
  const problems: Problem[] = [...unbuilt.problems];
  if (!result.success) {
    for (const { at, problem } of explain(result.error.issues, schema, value, locate)) {
      if (!unbuilt.silenced(at)) problems.push(problem);
    }
  }
  if (problems.length > 0 || !result.success) throw new ConfigError(options.source, problems);

  const config = resolveConfig(result.data, options);
  const detectors = [...options.detectors, ...personDetectors[config.detectors.person]];
  const conflicts = [...findConflicts(config, result.data, detectors)];
  // Rules about names that do not exist would only be reported twice.
  if (conflicts.length === 0) conflicts.push(...policyProblems(config, detectors));
  if (conflicts.length > 0) {
    throw new ConfigError(
      options.source,
      conflicts.map(({ at, message }) => ({ path: spellPath(at), position: locate(at), message })),
    );
  }
  return deepFreeze({ ...config, warnings: findWarnings(config) });
}
