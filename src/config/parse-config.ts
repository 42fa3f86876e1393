/**
 * Text to `Config`, or every problem at once. Pure: reads no file, no environment, no clock; load-config.ts does.
 *
 *   text -> yaml-source -> unbuilt + schema -> own + resolve -> conflicts + policy -> frozen Config
 */

import { resolve } from "node:path";
import { personDetectors } from "../inspect/detectors/persons.ts";
import type { PolicyDetector } from "../policy/detectors.ts";
import { policyProblems } from "../policy/inert-lines.ts";
import type { Config } from "./config.ts";
import { type Conflict, findConflicts, findWarnings } from "./conflicts.ts";
import { ownPolicy } from "./detector-set.ts";
import { explain } from "./explain.ts";
import { type OwnOptions, resolveOwn } from "./own.ts";
import { ConfigError, type Locate, type Problem, spellPath } from "./problems.ts";
import { deepFreeze, type ResolveOptions, resolveConfig } from "./resolve.ts";
import { schema } from "./schema.ts";
import { findUnbuilt } from "./unbuilt.ts";
import { readYaml } from "./yaml-source.ts";

export interface ParseOptions extends ResolveOptions {
  /** The catalogue: which ids, entities, labels and tags there are. */
  readonly detectors: readonly PolicyDetector[];
  /** Reads a file of words; without it there are none. The path is absolute. */
  readonly readWords?: OwnOptions["readWords"];
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
  const readWords = options.readWords ?? (() => ({ problem: "cannot be read here." }));
  const unbuilt = findUnbuilt(value, locate);
  const result = schema.safeParse(value);
  const problems: Problem[] = [...unbuilt.problems];
  if (!result.success) {
    for (const { at, problem } of explain(result.error.issues, schema, value, locate)) {
      if (!unbuilt.silenced(at)) problems.push(problem);
    }
  }
  if (problems.length > 0 || !result.success) throw new ConfigError(options.source, problems);

  const own = resolveOwn(result.data.detectors, {
    readWords: (path) => readWords(resolve(options.directory, path)),
    mostWords: result.data.limits.words,
  });
  // What names detectors would only be reported for names that these would have.
  if (own.problems.length > 0) throw refused(own.problems, locate, options);
  const config = resolveConfig(result.data, own, options);
  const detectors = [...options.detectors, ...personDetectors[config.detectors.person], ...ownPolicy(config.detectors)];
  const conflicts = [...findConflicts(config, result.data, detectors)];
  // Rules about names that do not exist would only be reported twice.
  if (conflicts.length === 0) conflicts.push(...policyProblems(config, detectors));
  if (conflicts.length > 0) throw refused(conflicts, locate, options);
  return deepFreeze({ ...config, warnings: findWarnings(config) });
}

const refused = (conflicts: readonly Conflict[], locate: Locate, { source }: ParseOptions): ConfigError =>
  new ConfigError(
    source,
    conflicts.map(({ at, message }) => ({ path: spellPath(at), position: locate(at), message })),
  );
