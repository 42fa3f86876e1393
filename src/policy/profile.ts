/**
 * What is done with each detector's findings on one connection in one direction: a frozen table, resolved at start and
 * pinned by each exchange. The order of lines in the file never matters:
 *
 *   mask line   the entity's, else the strictest of its tags', else its label's
 *   + rules     every rule that covers the detector; rules only tighten
 *   = the strictest of them; if there are none, the default of the label
 *
 * An optional detector is off where no line names its entity or one of its tags.
 */
import type { Config, Connection, DetectorChoice, Direction, Mode, Rule } from "../config/config.ts";
import type { Path } from "../config/problems.ts";
import type { Label } from "../inspect/detector.ts";
import { isNamed, type PolicyDetector } from "./detectors.ts";
import { type Action, compareActions } from "./operators.ts";

export type { Direction };

export interface DetectorPolicy {
  readonly action: Action;
  /** Stands in audit events and refusals: a rule's id, `mask.entities.X`, `mask.tags.Y`, `mask.labels.Z`, `default.Z`. */
  readonly rule: string;
  readonly say: string | null;
}

export interface Profile {
  readonly connection: string;
  readonly direction: Direction;
  readonly mode: Mode;
  readonly detectors: readonly PolicyDetector[];
  /** For the engine, by detector: 0 off, 1 allow, 2 act. Shared by every lane; nobody writes to it. */
  readonly bytes: Uint8Array;
  /** By detector; null: off. In observe mode what would be done. */
  readonly table: readonly (DetectorPolicy | null)[];
  /** Number of the detector that stands for the gateway's own credential, where one is held (held-credential.ts). */
  readonly held?: number;
}

/** Replaced whatever their label says. */
const credentialTags = ["credential"];
/** A word that says how secret a text is is no secret: left where it stands, whatever its label says. */
const markingTags = ["marking"];
const defaultActions: Readonly<Record<Label, Action>> = {
  regulated: { kind: "replace" },
  confidential: { kind: "replace" },
  internal: { kind: "allow" },
  public: { kind: "allow" },
};

/** A line that says something about a detector, and where it stands. */
export interface Line extends DetectorPolicy {
  readonly at: Path;
}

export function createProfile(
  config: Config,
  connection: Connection,
  direction: Direction,
  detectors: readonly PolicyDetector[],
): Profile {
  const table = detectors.map((detector): DetectorPolicy | null => {
    if (isOff(config, connection, detector)) return null;
    const line = strictest(linesFor(config, connection, direction, detector));
    if (line === undefined && detector.optional) return null;
    const { action, rule, say } = line ?? byDefault(detector);
    return Object.freeze({ action, rule, say });
  });
  const bytes = Uint8Array.from(table, (entry) => {
    if (entry === null) return 0;
    return connection.mode === "observe" || entry.action.kind === "allow" ? 1 : 2;
  });
  return Object.freeze({
    connection: connection.name,
    direction,
    mode: connection.mode,
    detectors,
    bytes,
    table: Object.freeze(table),
  });
}

export const isOff = (config: Config, connection: Connection, detector: PolicyDetector): boolean =>
  whyOff(config, connection, detector) !== undefined;

/** The setting that switches the detector off on this connection, and for thresholds by how much; undefined: it is on. */
export const whyOff = (config: Config, connection: Connection, detector: PolicyDetector): string | undefined =>
  offBy(config.detectors, detector, "detectors") ??
  offBy(connection.detectors, detector, `connections.${connection.name}.detectors`);

/** The same of one choice alone. */
export function offBy(choice: DetectorChoice, detector: PolicyDetector, at: string): string | undefined {
  if (isNamed(detector, choice.off)) return `${at}.off`;
  if (choice.only !== null && !isNamed(detector, choice.only)) return `${at}.only`;
  const own = Object.hasOwn(choice.thresholds, detector.entity) ? choice.thresholds[detector.entity] : undefined;
  const threshold = own ?? choice.threshold ?? 0;
  if (detector.confidence >= threshold) return undefined;
  const where = own === undefined ? "threshold" : `thresholds.${detector.entity}`;
  return `${at}.${where} (${detector.confidence} is below ${threshold})`;
}

function byDefault(detector: PolicyDetector): DetectorPolicy {
  if (detector.tags.some((tag) => credentialTags.includes(tag))) {
    return { action: { kind: "replace" }, rule: "default.credential", say: null };
  }
  if (detector.tags.some((tag) => markingTags.includes(tag))) {
    return { action: { kind: "allow" }, rule: "default.marking", say: null };
  }
  return { action: defaultActions[detector.label], rule: `default.${detector.label}`, say: null };
}

/** Everything that is said of a detector's findings; the strictest of it holds. */
export function linesFor(
  config: Config,
  connection: Connection,
  direction: Direction,
  detector: PolicyDetector,
): readonly Line[] {
  const rules = config.rules.flatMap((rule, i): Line[] =>
    covers(rule, connection, direction, detector)
      ? [{ action: rule.action, rule: rule.id, say: rule.say, at: ["rules", i, "then"] }]
      : [],
  );
  const mask = strictest(maskLines(config, direction, detector));
  return mask === undefined ? rules : [...rules, mask];
}

/** Some line says something about the detector's findings somewhere; an optional one is off where none does. */
export const isAsked = (config: Config, detector: PolicyDetector): boolean =>
  config.connections.some((connection) =>
    (["request", "response"] as const).some(
      (direction) => linesFor(config, connection, direction, detector).length > 0,
    ),
  );

/** The mask lines that are asked: the entity's alone, else those of the tags, else the label's. */
export function maskLines(config: Config, direction: Direction, detector: PolicyDetector): readonly Line[] {
  const line = (kind: "entities" | "tags" | "labels", name: string): Line[] => {
    const lines = config.mask[kind];
    const action = Object.hasOwn(lines, name) ? lines[name]?.[direction] : undefined;
    return action === undefined
      ? []
      : [{ action, rule: `mask.${kind}.${name}`, say: null, at: ["mask", kind, name, direction] }];
  };
  const entity = line("entities", detector.entity);
  if (entity.length > 0) return entity;
  const tags = detector.tags.flatMap((tag) => line("tags", tag));
  return tags.length > 0 || detector.optional ? tags : line("labels", detector.label);
}

/** Of equals the first by name, so that the order in the file never shows; but a rule with words for the client goes first. */
export function strictest(lines: readonly Line[]): Line | undefined {
  let best: Line | undefined;
  for (const line of lines) {
    const order = best === undefined ? 1 : compareActions(line.action, best.action) || tie(line, best);
    if (order > 0) best = line;
  }
  return best;
}

function tie(a: Line, b: Line): number {
  if ((a.say === null) !== (b.say === null)) return a.say === null ? -1 : 1;
  return a.rule < b.rule ? 1 : -1;
}

export function covers(rule: Rule, connection: Connection, direction: Direction, detector: PolicyDetector): boolean {
  const asked = rule.if;
  return (
    (asked.direction === null || asked.direction === direction) &&
    (asked.connections.length === 0 || asked.connections.includes(connection.name)) &&
    (asked.entities.length === 0 || asked.entities.includes(detector.entity)) &&
    (asked.labels.length === 0 || asked.labels.includes(detector.label)) &&
    (asked.tags.length === 0 || asked.tags.some((tag) => detector.tags.includes(tag))) &&
    (!detector.optional || asked.entities.length > 0 || asked.tags.length > 0)
  );
}
