/**
 * `npm run bench:compare`: what this checkout does beside a record, as ratios, and which of them are noise.
 *
 *   npm run bench:compare                     measures now, beside the newest record of this processor, or else of another
 *   npm run bench:compare -- scan holdback    only these
 *   npm run bench:compare -- --before FILE --now FILE      two records, nothing is measured
 *
 * Trials of one run move less than runs do: on a machine that others use only the `x nginx` ratios are worth much. Ends with 1 when
 * something is worse by half again.
 */
import { commandWords, stop } from "./command-words.ts";
import { type Compared, compareReports } from "./comparison.ts";
import { cpuName } from "./machine.ts";
import { benches, measure } from "./measure.ts";
import { type BenchRecord, newestRecord, readRecord } from "./records.ts";
import { type Report, spell } from "./trial.ts";

const muchWorse = 1 / 1.5;

/** A record that cannot be read ends the command with a sentence. */
function recordFrom(file: string): BenchRecord {
  try {
    return readRecord(file);
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

function asked(): { readonly before: string; readonly now: string | undefined; readonly names: readonly string[] } {
  const { values, positionals } = commandWords(
    `npm run bench:compare -- [--quick] [--before FILE] [--now FILE] [BENCH ...]

Measures every bench, or those that are named, beside a record: the newest of this processor, or else of another. Tells each number
as a ratio to the record's, and which ratios are noise. Some 30 minutes for all benches. Ends with 1 when something is worse by half.

  --quick        short trials
  --before FILE  beside this record
  --now FILE     measures nothing: compares this record

Benches: ${benches.join(", ")}.`,
    {
      allowPositionals: true,
      options: { before: { type: "string" }, now: { type: "string" }, quick: { type: "boolean" } },
    },
  );
  const unknown = positionals.filter((name) => !benches.includes(name));
  if (unknown.length > 0) stop(`No bench is called ${unknown.join(", ")}; there are ${benches.join(", ")}.`);
  if (values.now !== undefined && positionals.length > 0)
    stop("With --now nothing is measured, so no bench can be named.");
  return {
    before: values.before ?? newestRecord(cpuName()) ?? stop("There is no record yet; npm run bench writes one."),
    now: values.now,
    names: positionals.length > 0 ? positionals : benches,
  };
}

function print(rows: readonly Compared[]): void {
  for (const bench of new Set(rows.map((row) => row.bench))) {
    console.log(`\n${bench}`);
    for (const { name, unit, before, now, ratio, verdict } of rows.filter((row) => row.bench === bench)) {
      const numbers = `${number(before)} -> ${number(now)} ${unit}`;
      console.log(`  ${name.padEnd(64)} ${numbers.padEnd(36)} ${number(ratio).padStart(5)}  ${verdict}`);
    }
  }
}

const number = (value: number): string => (Number.isNaN(value) ? "-" : spell(value));

const { before, now, names } = asked();
const { machine, reports } = recordFrom(before);
console.log(`before: ${machine.date}, ${machine.cpu}, commit ${machine.commit}; above 1 is better`);
if (now === undefined && machine.cpu !== cpuName())
  console.log(
    `This is another processor (${cpuName()}): of what follows only the ratios to a baseline tell something.`,
  );

/** What one bench says now beside what it said, as soon as it is known. */
function beside(report: Report): readonly Compared[] {
  const rows = compareReports(
    reports.filter(({ bench }) => bench === report.bench),
    [report],
  );
  print(rows);
  return rows;
}

async function measureAll(): Promise<readonly Compared[]> {
  const all = names === benches ? `all ${benches.length} benches anew, some 30 minutes` : `${names.join(", ")} anew`;
  console.log(`Measures ${all}; each in processes of its own, and each is told when it is done.`);
  const rows: Compared[] = [];
  for (const [at, name] of names.entries()) {
    console.error(`\nmeasuring ${name} (${at + 1} of ${names.length}) ...`);
    rows.push(...beside(await measure(name)));
  }
  return rows;
}

const rows = now === undefined ? await measureAll() : recordFrom(now).reports.flatMap(beside);
const worse = rows.filter(({ ratio, verdict }) => verdict === "worse" && ratio < muchWorse);
if (worse.length > 0) {
  console.log(`\nWorse by half again: ${worse.map(({ name }) => name).join("; ")}`);
  process.exitCode = 1;
}
