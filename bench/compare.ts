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
import { parseArgs } from "node:util";
import { type Compared, compareReports } from "./comparison.ts";
import { cpuName } from "./machine.ts";
import { benches, measure } from "./measure.ts";
import { type BenchRecord, newestRecord, readRecord } from "./records.ts";
import { type Report, spell } from "./trial.ts";

const muchWorse = 1 / 1.5;

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}

/** A record that cannot be read ends the command with a sentence. */
function recordFrom(file: string): BenchRecord {
  try {
    return readRecord(file);
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

function asked(): { readonly before: string; readonly now: string | undefined; readonly names: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { before: { type: "string" }, now: { type: "string" }, quick: { type: "boolean" } },
    });
    const unknown = positionals.filter((name) => !benches.includes(name));
    if (unknown.length > 0) stop(`No bench is called ${unknown.join(", ")}; there are ${benches.join(", ")}.`);
    if (values.now !== undefined && positionals.length > 0)
      stop("With --now nothing is measured, so no bench can be named.");
    const names = positionals.length > 0 ? positionals : benches;
    return {
      before: values.before ?? newestRecord(cpuName()) ?? stop("There is no record yet; npm run bench writes one."),
      now: values.now,
      names,
    };
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
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

async function measureAll(): Promise<readonly Report[]> {
  const made: Report[] = [];
  for (const name of names) made.push(await measure(name));
  return made;
}

const reportsNow = now === undefined ? await measureAll() : recordFrom(now).reports;
const measuredBenches = new Set(reportsNow.map(({ bench }) => bench));
const rows = compareReports(
  reports.filter(({ bench }) => measuredBenches.has(bench)),
  reportsNow,
);
print(rows);
const worse = rows.filter(({ ratio, verdict }) => verdict === "worse" && ratio < muchWorse);
if (worse.length > 0) {
  console.log(`\nWorse by half again: ${worse.map(({ name }) => name).join("; ")}`);
  process.exitCode = 1;
}
