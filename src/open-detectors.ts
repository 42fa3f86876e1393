/**
 * Opens the detectors of a configuration: the catalogue and its own, as one ruleset. What the user says that they find (`examples`) is tried
 * on the engine that will run them, so a configuration whose detectors do something else never starts.
 *
 * Words and values of a configuration may be what nobody should see, and the ruleset holds them: where there are any, it is compiled at each
 * start and never lies in the cache.
 */
import { join } from "node:path";
import type { Config } from "./config/config.ts";
import { type DetectorSet, detectorSet } from "./config/detector-set.ts";
import { ConfigError, type Problem, spellPath } from "./config/problems.ts";
import { DetectorError } from "./inspect/detector-plan.ts";
import { catalogueWith } from "./inspect/detectors/catalogue-with.ts";
import type { Scanner } from "./inspect/scanner.ts";
import { createInlineScanner } from "./scanning/inline-scanner.ts";
import { type OpenedRuleset, type OpenRulesetOptions, openRuleset } from "./scanning/ruleset-cache.ts";

export interface OpenedDetectors {
  readonly set: DetectorSet;
  readonly opened: OpenedRuleset;
}

const mostFindings = 4096;

/** Throws `ConfigError`. `found` as of `openRuleset`. */
export function openDetectors(config: Config, found?: OpenRulesetOptions["found"]): OpenedDetectors {
  const { set, opened } = openUntried(config, found);
  if (config.detectors.custom.some(({ examples, counterExamples }) => examples.length + counterExamples.length > 0)) {
    const problems = failedExamples(
      config,
      set,
      createInlineScanner({ ruleset: opened.ruleset, maxFindings: mostFindings }),
    );
    if (problems.length > 0) throw new ConfigError(config.source, problems);
  }
  return { set, opened };
}

/** The same without a look at the examples, for whoever asks why one of them fails. */
export function openUntried(config: Config, found?: OpenRulesetOptions["found"]): OpenedDetectors {
  const set = detectorSet(config, catalogueWith(config.detectors.person));
  const opened = open(config, set, found);
  return { set, opened };
}

function open(config: Config, set: DetectorSet, found: OpenRulesetOptions["found"]): OpenedRuleset {
  try {
    const cacheDirectory = set.own ? undefined : join(config.data, "cache");
    return openRuleset({ detectors: set.rules, cacheDirectory, found });
  } catch (error) {
    // The catalogue alone is known to compile.
    if (!set.own || !(error instanceof Error)) throw error;
    const own = /^(?:detector |Hyperscan refused detector )([^\s:]+)/.exec(error.message)?.[1]?.replace(/\/.*$/, "");
    const entry = config.detectors.custom.findIndex(({ id }) => id === own);
    if (entry < 0 && !(error instanceof DetectorError)) throw error;
    const message =
      entry < 0
        ? `cannot be run together with the built-in ones: ${error.message}.`
        : "cannot be run by the engine: the expression is too large. Lower its bounds, or write two detectors.";
    const path = spellPath(entry < 0 ? ["detectors", "custom"] : ["detectors", "custom", entry]);
    throw new ConfigError(config.source, [{ path, position: undefined, message }]);
  }
}

/** Examples in which something else is found than the configuration says. */
function failedExamples(config: Config, set: DetectorSet, scanner: Scanner): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [i, { id, examples, counterExamples }] of config.detectors.custom.entries()) {
    const profile = Uint8Array.from(set.rules, (_rule, at) => (set.policy[at]?.id === id ? 2 : 0));
    const report = (list: string, at: number, message: string): void => {
      problems.push({ path: spellPath(["detectors", "custom", i, list, at]), position: undefined, message });
    };
    for (const [at, { text, find }] of examples.entries()) {
      const found = foundIn(scanner, text, profile);
      if (found.length === 0)
        report("examples", at, "the detector finds nothing in this text; `sluice detectors explain` says why.");
      else if (find !== null && find.join("\0") !== found.join("\0")) {
        report(
          "examples",
          at,
          "the detector finds something else in this text than find says; `sluice detectors explain` shows what.",
        );
      }
    }
    for (const [at, text] of counterExamples.entries()) {
      if (foundIn(scanner, text, profile).length > 0) {
        report(
          "counterExamples",
          at,
          "the detector finds something in this text; `sluice detectors explain` shows what.",
        );
      }
    }
  }
  return problems;
}

function foundIn(scanner: Scanner, text: string, profile: Uint8Array): readonly string[] {
  const bytes = Buffer.from(text);
  let found: readonly string[] = [];
  scanner.scan(
    { context: new Uint8Array(0), bytes, floor: 0, released: 0, last: true, profile, tails: 0 },
    (failure, result) => {
      if (failure !== undefined) throw failure;
      const spans = (result?.findings ?? []).map(({ start, end }) => bytes.subarray(start, end).toString());
      found = spans;
    },
  );
  return found;
}
