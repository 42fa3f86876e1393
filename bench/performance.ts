/** The README's table of what was measured, from the newest records of each processor. */
import { type CurrentRecord, nameOf, newestReports, pageOf } from "./records.ts";
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

/** A measure as one row, which other records have under the same key. */
interface Shown {
  readonly bench: string;
  readonly key: string;
  readonly measure: Measure;
}

function shownOf({ bench, measures }: Report): readonly Shown[] {
  const kinds = new Map<string, Measure[]>();
  for (const measure of measures.filter(isShown)) {
    const kind = isBound(measure) ? `${measure.unit} ${bound(measure)}` : measure.name;
    kinds.set(kind, [...(kinds.get(kind) ?? []), measure]);
  }
  return [...kinds].flatMap(([kind, alike]) => {
    if (alike.length < manyAlike) return alike.map((measure) => ({ bench, key: `${bench}: ${measure.name}`, measure }));
    const [worst] = [...alike].sort((a, b) => shareOfBound(b) - shareOfBound(a));
    if (worst === undefined) return [];
    const name = `${worst.name} (the worst of ${alike.length})`;
    return [{ bench, key: `${bench}: ${kind}`, measure: { ...worst, name } }];
  });
}

const escaped = (text: string): string => text.replaceAll("|", "\\|");

/** `Intel(R) Xeon(R) Processor` as people call it. */
const shortName = (cpu: string): string =>
  cpu
    .replaceAll(/\((?:R|TM)\)|\b(?:CPU|Processor)\b/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();

function cell(measure: Measure | undefined): string {
  if (measure === undefined) return "";
  const value = `${spell(measure.value)} ${measure.unit}`;
  return !isBound(measure) ? value : `${value}, ${holds(measure) ? "holds" : "**missed**"}`;
}

function about(record: CurrentRecord): string {
  const { machine, file } = record;
  const newest = newestReports(record);
  const bounded = newest.flatMap(({ report }) => report.measures).filter(isBound);
  const kept = bounded.filter((measure) => holds(measure));
  const { cpu, cores, node, date, commit, changed, detectors } = machine;
  const what = detectors === undefined ? "" : `, ${detectors} detectors`;
  const again = newest.filter(({ from }) => from.file !== file);
  const anew = again.length === 0 ? "" : ` Measured again since: ${again.map(ofOne).join(", ")}.`;
  const state = `commit ${commit}${changed > 0 ? ` and ${changed} changed files` : ""}`;
  return `- ${shortName(cpu)}, ${cores} cores, Node ${node.replace(/^v/, "")}${what}, ${date}, ${state}: of ${bounded.length} numbers that must hold, ${kept.length} do. [All measures and their trials](bench/records/${pageOf(file)}).${anew}`;
}

const ofOne = ({ report, from }: ReturnType<typeof newestReports>[number]): string =>
  `${nameOf(report)} ([${from.machine.date}, commit ${from.machine.commit}](bench/records/${pageOf(from.file)}))`;

const skippedIn = (record: CurrentRecord): readonly string[] =>
  newestReports(record)
    .flatMap(({ report }) => report.skipped)
    .map((why) => `- ${shortName(record.machine.cpu)}: ${why}.`);

/** A column for each record, in their order; rows in that of the first one, then what only others have. */
export function performanceTable(records: readonly CurrentRecord[]): string {
  const shown = records.map((record) => newestReports(record).flatMap(({ report }) => shownOf(report)));
  const rows = new Map<string, Shown>();
  for (const row of shown.flat()) if (!rows.has(row.key)) rows.set(row.key, row);
  const measures = shown.map((of) => new Map(of.map(({ key, measure }) => [key, measure])));
  const columns = records.map(({ machine }) => ` ${escaped(shortName(machine.cpu))} |`).join("");
  const none = " |".repeat(records.length);
  const lines: string[] = [];
  for (const bench of new Set([...rows.values()].map((row) => row.bench))) {
    lines.push(`| **${escaped(bench)}** | |${none}`);
    for (const { key, measure } of [...rows.values()].filter((row) => row.bench === bench)) {
      const cells = measures.map((of) => ` ${cell(of.get(key))} |`).join("");
      lines.push(`| ${escaped(measure.name)} | ${bound(measure)} |${cells}`);
    }
  }
  const skipped = records.flatMap(skippedIn);
  return [
    ...records.map(about),
    "",
    `| | must hold |${columns}`,
    `|---|---|${"---|".repeat(records.length)}`,
    ...lines,
    ...(skipped.length === 0 ? [] : ["", "Not measured:", "", ...skipped]),
  ].join("\n");
}
