/** The README's table of what was measured, from a record. */
import type { BenchRecord } from "./records.ts";
import { holds, type Measure, type Report, spell } from "./trial.ts";

/** Of so many measures with the same bound the worst one speaks for all. */
const manyAlike = 8;

const isBound = ({ most, least }: Measure): boolean => most !== undefined || least !== undefined;

/** What stands in the table: what must hold, and what is beside a baseline. */
const isShown = (measure: Measure): boolean => isBound(measure) || measure.unit === "x";

export const bound = ({ most, least }: Measure): string =>
  most !== undefined ? `at most ${most}` : least !== undefined ? `at least ${least}` : "";

/** How much of its bound a measure takes: above 1 it is missed. NaN without a bound. */
export const shareOfBound = ({ value, most, least }: Measure): number =>
  most !== undefined ? value / most : least !== undefined ? least / value : Number.NaN;

function shownOf({ measures }: Report): readonly Measure[] {
  const shown = measures.filter(isShown);
  const kinds = new Map<string, Measure[]>();
  for (const measure of shown) {
    const kind = isBound(measure) ? `${measure.unit} ${bound(measure)}` : measure.name;
    kinds.set(kind, [...(kinds.get(kind) ?? []), measure]);
  }
  return [...kinds.values()].flatMap((alike) => {
    if (alike.length < manyAlike) return alike;
    const [worst] = [...alike].sort((a, b) => shareOfBound(b) - shareOfBound(a));
    return worst === undefined ? [] : [{ ...worst, name: `${worst.name} (the worst of ${alike.length})` }];
  });
}

const verdict = (measure: Measure): string => (!isBound(measure) ? "" : holds(measure) ? "holds" : "**missed**");

const escaped = (text: string): string => text.replaceAll("|", "\\|");

const row = (measure: Measure): string =>
  `| ${escaped(measure.name)} | ${spell(measure.value)} ${measure.unit} | ${bound(measure)} | ${verdict(measure)} |`;

/** `page` is the record's, as the README links to it. */
export function performanceTable({ machine, reports }: BenchRecord, page: string): string {
  const bounded = reports.flatMap(({ measures }) => measures).filter(isBound);
  const kept = bounded.filter((measure) => holds(measure));
  const { cpu, cores, node, date, commit, changed, detectors } = machine;
  const what = detectors === undefined ? "" : `, ${detectors} detectors`;
  const state = `commit ${commit}${changed > 0 ? ` and ${changed} changed files` : ""}`;
  const tables = reports.flatMap((report) => {
    const shown = shownOf(report);
    return shown.length === 0 ? [] : [`| **${escaped(report.bench)}** | | | |`, ...shown.map(row)];
  });
  return [
    `${cpu}, ${cores} cores, Node ${node.replace(/^v/, "")}${what}, ${date}, ${state}: of ${bounded.length} numbers that must hold, ${kept.length} do. [All measures and their trials](${page}).`,
    "",
    "| | measured | must hold | |",
    "|---|---|---|---|",
    ...tables,
    ...reports.flatMap(({ skipped }) => skipped).map((why) => `\nNot measured: ${why}.`),
  ].join("\n");
}
