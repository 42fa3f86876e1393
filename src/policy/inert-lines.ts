/**
 * Lines and rules of a policy that could never do what they say: they cover nothing that is on, something stricter holds
 * wherever they apply, or nobody asks them. Each is an error at start.
 */
import type { Config, Rule } from "../config/config.ts";
import type { Path } from "../config/problems.ts";
import type { PolicyDetector } from "./detectors.ts";
import { compareActions, spellAction } from "./operators.ts";
import { covers, isOff, linesFor, maskLines, strictest } from "./profile.ts";

export interface InertLine {
  readonly at: Path;
  readonly message: string;
}

const directions = ["request", "response"] as const;

export function policyProblems(config: Config, detectors: readonly PolicyDetector[]): readonly InertLine[] {
  // Without a line nothing can be inert, and a start need not ask every detector.
  const { entities, tags, labels } = config.mask;
  if (config.rules.length === 0 && [entities, tags, labels].every((lines) => Object.keys(lines).length === 0))
    return [];
  const partials = new Map<string, { readonly at: Path; readonly ids: Set<string> }>();
  /** Per rule: does it cover anything, does it ever decide, and what is stricter. */
  const seen = config.rules.map(() => ({ covered: false, decides: false, stricter: new Set<string>() }));

  for (const connection of config.connections) {
    for (const direction of directions) {
      for (const detector of detectors) {
        if (isOff(config, connection, detector)) continue;
        const lines = linesFor(config, connection, direction, detector);
        const winner = strictest(lines);
        if (winner === undefined) continue;
        if (winner.action.kind === "partial" && detector.tail !== undefined) {
          const entry = partials.get(winner.at.join(".")) ?? { at: winner.at, ids: new Set() };
          partials.set(winner.at.join("."), entry);
          entry.ids.add(detector.id);
        }
        for (const line of lines) {
          const [section, index] = line.at;
          const state = section === "rules" && typeof index === "number" ? seen[index] : undefined;
          if (state === undefined) continue;
          state.covered = true;
          if (compareActions(line.action, winner.action) >= 0) state.decides = true;
          else state.stricter.add(`${winner.rule} (${spellAction(winner.action)})`);
        }
      }
    }
  }

  return [
    ...maskProblems(config, detectors),
    ...[...partials.values()].map(({ at, ids }) => ({
      at,
      message: `partial cannot show the end of a value that is redacted before its end is known (${[...ids].join(", ")}). Use replace, mask, hash or drop for it.`,
    })),
    ...seen.flatMap((state, i) => {
      if (!state.covered) {
        return [
          { at: ["rules", i, "if"], message: "covers nothing: no detector that is on fits all of its conditions." },
        ];
      }
      const idle = idleWord(config, detectors, i);
      if (idle !== undefined) return [idle];
      if (state.decides) return [];
      const message = `can never take effect: ${[...state.stricter].join(", ")} is stricter wherever it applies.`;
      return [{ at: ["rules", i, "then"], message }];
    }),
  ];
}

/** Mask lines that nobody asks, or whose answer a stricter rule overrules everywhere. */
function maskProblems(config: Config, detectors: readonly PolicyDetector[]): readonly InertLine[] {
  const heard = new Set<string>();
  const asked = new Set<string>();
  for (const connection of config.connections) {
    for (const direction of directions) {
      for (const detector of detectors) {
        if (isOff(config, connection, detector)) continue;
        const winner = strictest(linesFor(config, connection, direction, detector));
        for (const line of maskLines(config, direction, detector)) {
          asked.add(line.at.join("."));
          if (winner !== undefined && compareActions(line.action, winner.action) >= 0) heard.add(line.at.join("."));
        }
      }
    }
  }
  const belongs = {
    entities: (detector: PolicyDetector, name: string) => detector.entity === name,
    tags: (detector: PolicyDetector, name: string) => detector.tags.includes(name),
    labels: (detector: PolicyDetector, name: string) => detector.label === name,
  };
  const isOn = (detector: PolicyDetector): boolean =>
    config.connections.some((connection) => !isOff(config, connection, detector));
  return (["entities", "tags", "labels"] as const).flatMap((kind) =>
    Object.entries(config.mask[kind]).flatMap(([name, line]) => {
      const own = detectors.filter((detector) => belongs[kind](detector, name));
      if (own.length === 0) return [];
      if (!own.some(isOn)) {
        const message = "has no effect: every detector of it is off (detectors.off). Leave one of the two out.";
        return [{ at: ["mask", kind, name], message }];
      }
      return directions.flatMap((direction) => {
        const at: Path = ["mask", kind, name, direction];
        if (line[direction] === undefined || heard.has(at.join("."))) return [];
        const why = asked.has(at.join("."))
          ? "something stricter holds wherever it applies"
          : `lines of ${kind === "labels" ? "tags or entities" : "entities"} speak for everything that it covers`;
        return [{ at, message: `has no effect: ${why}.` }];
      });
    }),
  );
}

/** A word in a rule's list of conditions that adds nothing to it: no detector that is on fits it and the rest. */
function idleWord(config: Config, detectors: readonly PolicyDetector[], index: number): InertLine | undefined {
  const rule = config.rules[index];
  if (rule === undefined) return undefined;
  for (const key of ["entities", "labels", "tags", "connections"] as const) {
    for (const [i, word] of rule.if[key].entries()) {
      const alone = { ...rule, if: { ...rule.if, [key]: [word] } };
      if (!coversAny(config, detectors, alone)) {
        const message = "adds nothing: no detector that is on fits it and the other conditions.";
        return { at: ["rules", index, "if", key, i], message };
      }
    }
  }
  return undefined;
}

const coversAny = (config: Config, detectors: readonly PolicyDetector[], rule: Rule): boolean =>
  config.connections.some((connection) =>
    detectors.some(
      (detector) =>
        !isOff(config, connection, detector) &&
        directions.some((direction) => covers(rule, connection, direction, detector)),
    ),
  );
