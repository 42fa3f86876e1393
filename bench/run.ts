/**
 * `npm run bench`: every bench, one after the other, each in processes of its own; one table, and a record of it.
 *
 *   npm run bench                 records/<date>-<cpu>-<commit>.json and .html; ends with 1 when a number that must hold does not
 *   npm run bench -- --quick      short trials, for CI: no record but with --record, and ends with 1 only when one is missed by half again
 *   npm run bench -- scan memory  only these, and no record but with --record: records/<benches>-<date>-<cpu>-<commit>.json
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { commandWords, stop } from "./command-words.ts";
import { describeMachine, recordsDirectory } from "./machine.ts";
import { benches, measure } from "./measure.ts";
import { recordPage } from "./record-page.ts";
import { pageOf, readRecord } from "./records.ts";
import { holds, printReport, quick, type Report } from "./trial.ts";

const quickSlack = 1.5;

const { values, positionals: asked } = commandWords(
  `npm run bench -- [--quick] [--record] [BENCH ...]

Measures every bench, or those that are named, each in processes of its own; some 30 minutes for all of them.

  npm run bench                 all of them, with a record in bench/records; ends with 1 when a number that must hold does not
  npm run bench -- --quick      short trials without a record; ends with 1 only when a number is missed by half again
  npm run bench -- scan memory  these alone, without a record but with --record

Benches: ${benches.join(", ")}.`,
  { options: { quick: { type: "boolean" }, record: { type: "boolean" } }, allowPositionals: true },
);
const unknown = asked.filter((word) => !benches.includes(word));
if (unknown.length > 0) stop(`No bench is called ${unknown.join(", ")}; there are ${benches.join(", ")}.`);

const machine = describeMachine();

function writeRecord(reports: readonly Report[]): string {
  const processor = machine.cpu
    .toLowerCase()
    .replace(/\(r\)|\(tm\)/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const of = asked.length === 0 ? "" : `${asked.join("-")}-`;
  const name = `${of}${machine.date}-${processor}-${machine.commit}.json`;
  const file = `${recordsDirectory}${name}`;
  mkdirSync(recordsDirectory, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ machine, ...(quick ? { quick } : {}), reports }, null, 2)}\n`);
  // What was read back, so that the page is what bench:readme would make of the file.
  writeFileSync(pageOf(file), recordPage(readRecord(file)));
  return `bench/records/${name}`;
}

console.log(
  `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, commit ${machine.commit}${quick ? ", quick" : ""}`,
);
const reports: Report[] = [];
const broken: string[] = [];
for (const bench of asked.length > 0 ? asked : benches) {
  try {
    const report = await measure(bench);
    reports.push(report);
    printReport(report);
  } catch (error) {
    broken.push(bench);
    console.error(`\n${bench} failed\n${error instanceof Error ? error.message : String(error)}`);
  }
}
const measures = reports.flatMap((report) => report.measures);
const missed = measures.filter((measure) => !holds(measure, quick ? quickSlack : 1));
console.log("");
if (missed.length === 0 && broken.length === 0) console.log("Everything that must hold does.");
else
  console.log(
    `Missed: ${[...missed.map(({ name }) => name), ...broken.map((bench) => `${bench} (failed)`)].join("; ")}`,
  );
const recorded = values.record === true || (asked.length === 0 && !quick);
if (recorded && broken.length === 0)
  console.log(`Recorded in ${writeRecord(reports)}${asked.length === 0 ? "; now run: npm run bench:readme" : ""}`);
if (missed.length > 0 || broken.length > 0) process.exitCode = 1;
