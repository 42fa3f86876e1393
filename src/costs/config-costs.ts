/**
 * What a configuration costs: its detectors (detector-costs.ts), each connection in each direction, and each rule.
 *
 * A connection switches detectors off that are compiled for others; so its cost is measured with the one engine that all share. A rule
 * decides about what is found and costs nothing to find, but for optional detectors that nothing else asks for.
 */
import type { Config, Direction } from "../config/config.ts";
import { detectorSet } from "../config/detector-set.ts";
import type { DetectorRule } from "../inspect/detector.ts";
import { catalogueWith } from "../inspect/detectors/catalogue-with.ts";
import { createProfile } from "../policy/profile.ts";
import { type CostedDetector, type DetectorCosts, detectorCosts } from "./detector-costs.ts";
import type { EngineOf } from "./meter.ts";

export interface ConnectionCost {
  readonly connection: string;
  readonly direction: Direction;
  readonly detectorsOn: number;
  /** ns per KiB, all of it. */
  readonly whole: number;
}

export interface RuleCost {
  readonly rule: string;
  /** Detectors that only this rule asks for. */
  readonly detectors: readonly string[];
  /** ns per KiB of those without the others; 0: there are none. */
  readonly alone: number;
}

export interface ConfigCosts extends DetectorCosts {
  readonly connections: readonly ConnectionCost[];
  readonly rules: readonly RuleCost[];
}

/** Processor time of one measurement, in ms. */
const MEASURE_MS = 300;
const directions = ["request", "response"] as const;

export function configCosts(
  config: Config,
  engineOf: EngineOf,
  top: number,
  phase: (sentence: string) => void,
): ConfigCosts {
  const { rules, policy } = detectorSet(config, catalogueWith(config.detectors.person));
  const costs = detectorCosts({ detectors: costed(config, rules), engineOf, top, phase });
  phase("measuring connections and rules ...");
  const engine = engineOf(rules);
  engine.nsPerKiB(MEASURE_MS);
  const connections = config.connections.flatMap((connection) =>
    directions.map((direction) => {
      // Detectors of fields stand behind those of the engine.
      const profile = createProfile(config, connection, direction, policy).bytes.subarray(0, rules.length);
      return {
        connection: connection.name,
        direction,
        detectorsOn: profile.reduce((count, use) => count + (use > 0 ? 1 : 0), 0),
        whole: engine.nsPerKiB(MEASURE_MS, profile),
      };
    }),
  );
  return { ...costs, connections, rules: ruleCosts(config, rules, engineOf, costs.base) };
}

/** Parts of one detector (`id`, `id/2` ...) are one. */
export function costed({ detectors }: Config, rules: readonly DetectorRule[]): CostedDetector[] {
  const own = new Set([...detectors.custom, ...detectors.fields].map(({ id }) => id));
  const byId = new Map<string, DetectorRule[]>();
  for (const rule of rules) {
    const id = rule.id.replace(/\/.*$/, "");
    byId.set(id, [...(byId.get(id) ?? []), rule]);
  }
  return [...byId].map(([id, parts]) => ({
    id,
    entity: parts[0]?.entity ?? id,
    tags: parts[0]?.tags ?? [],
    own: own.has(id),
    rules: parts,
  }));
}

function ruleCosts(config: Config, rules: readonly DetectorRule[], engineOf: EngineOf, base: number): RuleCost[] {
  return config.rules.map((rule) => {
    const without: Config = { ...config, rules: config.rules.filter((other) => other !== rule) };
    const kept = new Set(detectorSet(without, catalogueWith(config.detectors.person)).rules.map(({ id }) => id));
    const asked = rules.filter(({ id }) => !kept.has(id));
    const alone = asked.length === 0 ? 0 : engineOf(asked).nsPerKiB(MEASURE_MS) - base;
    return { rule: rule.id, detectors: asked.map(({ id }) => id), alone };
  });
}
