/**
 * Two reports measure by measure, as ratios. A ratio of 1.10 is a tenth better, whichever way the unit counts.
 */
import type { Measure, Report } from "./trial.ts";

export interface Compared {
  readonly bench: string;
  readonly name: string;
  readonly unit: string;
  /** NaN where it was not measured. */
  readonly before: number;
  readonly now: number;
  /** Above 1: better now. NaN without both, or without a number that can be divided by. */
  readonly ratio: number;
  readonly verdict: "better" | "worse" | "noise" | "new" | "gone";
}

/** What two runs may differ by on a shared machine. */
const spread = 0.1;

export function compareReports(before: readonly Report[], now: readonly Report[]): readonly Compared[] {
  const byName = (reports: readonly Report[]) =>
    new Map(reports.flatMap(({ bench, measures }) => measures.map((measure) => [measure.name, { bench, measure }])));
  const [old, fresh] = [byName(before), byName(now)];
  return [...new Set([...old.keys(), ...fresh.keys()])].map((name) => {
    const [a, b] = [old.get(name), fresh.get(name)];
    const { bench, measure } = b ?? a ?? { bench: "", measure: { name, value: Number.NaN, unit: "" } };
    const [was, is] = [a?.measure.value ?? Number.NaN, b?.measure.value ?? Number.NaN];
    const ratio = isMore(measure) ? is / was : was / is;
    const common = { bench, name, unit: measure.unit, before: was, now: is };
    if (!a || !b) return { ...common, ratio: Number.NaN, verdict: a ? "gone" : "new" };
    const isNoise = Math.abs(ratio - 1) < spread || overlap(rangeOf(a.measure), rangeOf(b.measure));
    return { ...common, ratio, verdict: isNoise ? "noise" : ratio > 1 ? "better" : "worse" };
  });
}

/** The more of it the better: the measure says so, else its limit, else the unit. What it is against something else is a cost. */
const isMore = ({ unit, least, most, better }: Measure): boolean =>
  better === "more" || least !== undefined || (most === undefined && unit.endsWith("/s"));

type Range = readonly [least: number, most: number];

const rangeOf = ({ value, trials = [] }: Measure): Range =>
  trials.length > 1 ? [Math.min(...trials), Math.max(...trials)] : [value * (1 - spread), value * (1 + spread)];

const overlap = ([a, b]: Range, [c, d]: Range): boolean => a <= d && c <= b;
