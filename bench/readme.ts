/**
 * `npm run bench:readme`: the README's table of what was measured, and the page beside each record in it: the newest of each processor, and what was measured again since.
 *
 *   npm run bench:readme                 writes both
 *   npm run bench:readme -- --check      ends with 1 when they are not what the record says
 */
import { readFileSync } from "node:fs";
import { commandWords, stop } from "./command-words.ts";
import { recordsDirectory } from "./machine.ts";
import { writeMade } from "./made-files.ts";
import { replaceMarked } from "./marked.ts";
import { performanceTable } from "./performance.ts";
import { recordPage } from "./record-page.ts";
import { currentOfEach, pageOf } from "./records.ts";
import { fromRoot } from "./root.ts";

const command = "npm run bench:readme";

const { values } = commandWords(
  `${command} [-- --check]

Writes the README's table of what was measured, and the page beside each record in it. Measures nothing.

  --check  writes nothing; ends with 1 when they are not what the records say`,
  { options: { check: { type: "boolean", default: false } } },
);
const records = currentOfEach();
if (records.length === 0) stop("There is no record yet; npm run bench writes one.");
const readme = fromRoot("README.md");
const wanted = new Map([
  [readme, replaceMarked(readFileSync(readme, "utf8"), "performance", command, performanceTable(records))],
  ...records
    .flatMap((record) => [record, ...record.since])
    .map((record): [string, string] => [`${recordsDirectory}${pageOf(record.file)}`, recordPage(record)]),
]);
writeMade(wanted, { check: values.check, source: "the records say", command });
