/**
 * How every bench runs and reports: each case in a process of its own, several trials, the median counts; what must hold
 * is a number beside the measured one.
 *
 *   node dist/bench/scan.js           all cases, as a table
 *   node dist/bench/scan.js --quick   fewer and shorter trials
 *   node dist/bench/scan.js --json    the report alone, for run.ts
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

export interface Measure {
  /** What was measured, as it stands in the table. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** It must hold that value <= most, or value >= least. */
  readonly most?: number;
  readonly least?: number;
  /** Where neither a limit nor the unit says it: the more of it the better. */
  readonly better?: "more";
  /** Each trial's value, where there were several. */
  readonly trials?: readonly number[];
}

export interface Report {
  readonly bench: string;
  readonly measures: readonly Measure[];
  /** What was not measured, and why. */
  readonly skipped: readonly string[];
}

export const quick = process.argv.includes("--quick");

export function median(of: readonly number[]): number {
  const sorted = [...of].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export const measured = (name: string, unit: string, trials: readonly number[], limit: Limit = {}): Measure => ({
  name,
  value: median(trials),
  unit,
  ...limit,
  trials,
});

export type Limit = Pick<Measure, "most" | "least">;

const execute = promisify(execFile);

export interface CaseOptions {
  /** The bench that answers; default: the one that asks. */
  readonly file?: string;
  /** Default: as the one that asks. */
  readonly short?: boolean;
}

/** Runs one case of a bench in a process of its own; `main` answers there. */
export async function inOwnProcess<Case, Result>(
  wanted: Case,
  { file = process.argv[1] ?? "", short = quick }: CaseOptions = {},
): Promise<Result> {
  const words = [...process.execArgv, file, "--case", JSON.stringify(wanted), ...(short ? ["--quick"] : [])];
  const { stdout } = await execute(process.execPath, words, { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as Result;
}

/** What was not measured is null behind JSON. */
const holdsBy = ({ value, most, least }: Measure, slack: number): boolean =>
  Number.isFinite(value) &&
  (most === undefined || value <= most * slack) &&
  (least === undefined || value >= least / slack);

/** True: nothing that must hold is missed by more than the slack. A number that is not there holds nothing. */
export const holds = (measure: Measure, slack = 1): boolean =>
  (measure.most === undefined && measure.least === undefined) || holdsBy(measure, slack);

export const spell = (value: number): string =>
  !Number.isFinite(value)
    ? "-"
    : value >= 1_000
      ? value.toFixed(0)
      : value >= 100
        ? value.toFixed(1)
        : value.toPrecision(3);

export function printReport({ bench, measures, skipped }: Report): void {
  console.log(`\n${bench}`);
  for (const measure of measures) {
    const { name, value, unit, most, least } = measure;
    const limit = most !== undefined ? `<= ${most}` : least !== undefined ? `>= ${least}` : "";
    const verdict = limit === "" ? "" : holds(measure) ? "holds" : "MISSED";
    console.log(
      `  ${name.padEnd(64)} ${spell(value).padStart(8)} ${unit.padEnd(12)} ${limit.padEnd(9)} ${verdict}`.trimEnd(),
    );
  }
  for (const why of skipped) console.log(`  skipped: ${why}`);
}

/** The shape of every bench: a case when asked for one, else the report of all. */
export async function main<Case, Result>(
  runCase: (wanted: Case) => Result | Promise<Result>,
  report: () => Promise<Report>,
): Promise<void> {
  const asked = process.argv.indexOf("--case");
  if (asked !== -1) {
    console.log(JSON.stringify(await runCase(JSON.parse(process.argv[asked + 1] ?? "null") as Case)));
    return;
  }
  const result = await report();
  if (process.argv.includes("--json")) console.log(JSON.stringify(result));
  else printReport(result);
}
