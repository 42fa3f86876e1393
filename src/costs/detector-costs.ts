/**
 * What detectors cost, dearest first, by measuring:
 *
 *   base     an engine with one detector that no text can meet       whole    all of them
 *   alone    a group or a detector without the others, less base     saves    whole, less whole without it
 *
 * Groups first, then the members of the dearest ones alone, then what leaving out each of the dearest would save. The two differ because
 * detectors share work: of many that look at digits the first pays for all, and leaving out one of them saves little.
 */
import type { DetectorRule } from "../inspect/detector.ts";
import type { EngineOf, MeasuredEngine } from "./meter.ts";

/** One detector as people know it: parts of one (`id`, `id/2` ...) are one. */
export interface CostedDetector {
  readonly id: string;
  readonly entity: string;
  readonly tags: readonly string[];
  /** Of the configuration itself. */
  readonly own: boolean;
  readonly rules: readonly DetectorRule[];
}

/** What leaving something out saves: the median of some measurements, and half of what they lie apart. Less than that is nothing. */
export interface Saved {
  readonly saves: number;
  readonly within: number;
}

export interface GroupCost {
  readonly name: string;
  readonly detectors: number;
  /** ns per KiB, as all below. */
  readonly alone: number;
  /** Of the dearest alone. */
  readonly saved: Saved | undefined;
}

export interface DetectorCost {
  readonly detector: CostedDetector;
  readonly alone: number;
  readonly saved: Saved;
}

export interface DetectorCosts {
  readonly base: number;
  readonly whole: number;
  /** Dearest first. */
  readonly groups: readonly GroupCost[];
  readonly dearest: readonly DetectorCost[];
  /** How many were measured alone. The others are members of cheaper groups. */
  readonly measuredAlone: number;
}

export interface CostOptions {
  readonly detectors: readonly CostedDetector[];
  readonly engineOf: EngineOf;
  /** How many of the dearest are left out in turn. */
  readonly top: number;
  readonly phase: (sentence: string) => void;
}

/** Processor time of one measurement, in ms. */
const times = { warmUp: 300, whole: 300, group: 40, alone: 15, round: 50 } as const;
const ROUNDS = 5;
/** The dearest groups are opened until they make up so much of all of them, or have so many detectors. */
const SHARE = 0.8;
const MOST_ALONE = 200;
/** So many of the dearest groups are left out in turn. */
const GROUPS_LEFT_OUT = 5;

const never: DetectorRule = {
  id: "never",
  entity: "NEVER",
  label: "public",
  tags: [],
  pattern: "\\x01\\x02\\x03\\x04\\x05\\x06\\x07\\x08",
  confidence: 1,
};

export function detectorCosts({ detectors, engineOf, top, phase }: CostOptions): DetectorCosts {
  phase(`compiling ${detectors.length} detectors ...`);
  const all = engineOf(rulesOf(detectors));
  all.nsPerKiB(times.warmUp);
  const whole = all.nsPerKiB(times.whole);
  const nothing = engineOf([never]);
  nothing.nsPerKiB(times.warmUp);
  const base = nothing.nsPerKiB(times.whole);
  const alone = (of: readonly CostedDetector[], forMs: number): number => engineOf(rulesOf(of)).nsPerKiB(forMs) - base;

  const without = (left: readonly CostedDetector[]): Saved =>
    saved(
      all,
      engineOf(
        rulesOf(
          detectors.filter((detector) => !left.includes(detector)),
          [never],
        ),
      ),
    );

  const members = grouped(detectors);
  phase(`measuring ${members.size} groups ...`);
  const groups = [...members]
    .map(([name, of]) => ({ name, of, alone: alone(of, times.group) }))
    .sort((a, b) => b.alone - a.alone)
    .map(({ name, of, alone }, place) => ({
      ...{ name, detectors: of.length, alone },
      saved: place < GROUPS_LEFT_OUT ? without(of) : undefined,
    }));

  const opened = membersOfDearest(groups, members);
  phase(`measuring ${opened.length} detectors of the dearest groups, and what is the configuration's own ...`);
  const dear = opened
    .map((detector) => ({ detector, alone: alone([detector], times.alone) }))
    .sort((a, b) => b.alone - a.alone)
    .slice(0, top);
  phase(`leaving out each of the dearest ${dear.length} ...`);
  const dearest = dear.map(({ detector, alone }) => ({ detector, alone, saved: without([detector]) }));
  return { base, whole, groups, dearest, measuredAlone: opened.length };
}

const rulesOf = (detectors: readonly CostedDetector[], more: readonly DetectorRule[] = []): DetectorRule[] => [
  ...detectors.flatMap(({ rules }) => rules),
  ...more,
];

/** In turns, so that what else the machine does slows both. */
function saved(all: MeasuredEngine, without: MeasuredEngine): Saved {
  const differences = Array.from({ length: ROUNDS }, () => all.nsPerKiB(times.round) - without.nsPerKiB(times.round));
  differences.sort((a, b) => a - b);
  const spread = (differences.at(-1) ?? 0) - (differences[0] ?? 0);
  return { saves: differences[ROUNDS >> 1] ?? 0, within: spread / 2 };
}

/** Begins the name of a group that is one detector of the configuration's own. */
export const OWN = "own: ";

/** The configuration's own each for itself; the others by what their first two tags say. */
export function grouped(detectors: readonly CostedDetector[]): Map<string, CostedDetector[]> {
  const groups = new Map<string, CostedDetector[]>();
  for (const detector of detectors) {
    const name = detector.own ? OWN + detector.id : detector.tags.slice(0, 2).join(", ") || detector.entity;
    groups.set(name, [...(groups.get(name) ?? []), detector]);
  }
  return groups;
}

function membersOfDearest(
  groups: readonly GroupCost[],
  members: ReadonlyMap<string, readonly CostedDetector[]>,
): CostedDetector[] {
  const own = [...members.values()].flat().filter((detector) => detector.own);
  const opened: CostedDetector[] = [...own];
  const total = groups.reduce((sum, { alone }) => sum + Math.max(0, alone), 0);
  let covered = 0;
  for (const { name, alone } of groups) {
    if (covered >= total * SHARE) break;
    covered += Math.max(0, alone);
    const of = (members.get(name) ?? []).filter((detector) => !detector.own);
    if (opened.length + of.length <= MOST_ALONE + own.length) opened.push(...of);
  }
  return opened;
}
