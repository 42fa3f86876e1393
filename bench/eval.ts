/**
 * `npm run eval`: what is found and what is not, on annotated texts, by the scorer beside the texts.
 *
 *   npm run eval                  prints, writes records/quality.json and the table of the README; ends with 1 when a
 *                                 figure that must hold does not
 *   npm run eval -- --check       prints only
 *
 * Corpora and scorer are not part of the project: they lie in `../shared`, or where SLUICE_SHARED says. Leak is strict: the
 * share of annotated values of which any letter or digit is left. Precision: the share of findings that touch one.
 */
import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { commandWords } from "./command-words.ts";
import { describeMachine, recordsDirectory } from "./machine.ts";
import { replaceMarked } from "./marked.ts";
import { type Counts, judge, parseScores, type Quality, qualityTable, rows } from "./quality.ts";
import { fromRoot } from "./root.ts";

const { values } = commandWords(
  `npm run eval [-- --check]

What is found and what is not on the annotated texts in ../shared, or where SLUICE_SHARED says; some minutes. Prints the table,
writes it to README.md and bench/records/quality.json, and ends with 1 when a figure that must hold does not.

  --check  writes nothing`,
  { options: { check: { type: "boolean", default: false } } },
);
const root = fromRoot("");
const shared = resolve(process.env.SLUICE_SHARED ?? join(root, "../shared"));
const scorer = join(shared, "eval/score.mjs");
if (!existsSync(scorer)) {
  console.error(
    `The scorer and the annotated texts are not here: ${scorer} does not exist. SLUICE_SHARED=DIR names another place.`,
  );
  process.exit(75);
}

async function score(corpus: string, by: string, options: string): Promise<ReadonlyMap<string, Counts>> {
  const command = `'${process.execPath}' '${join(root, "dist/src/main.js")}' redact --jsonl ${options}`;
  const words = [scorer, "--by", by, "--cmd", command, join(shared, `corpora/${corpus}.jsonl`)];
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 1 << 26 });
  return parseScores(stdout);
}

const runs = new Map<string, Promise<ReadonlyMap<string, Counts>>>();
const scored = (corpus: string, by: string, options = ""): Promise<ReadonlyMap<string, Counts>> => {
  const key = `${corpus} ${by} ${options}`;
  const run = runs.get(key) ?? score(corpus, by, options);
  runs.set(key, run);
  return run;
};

const figures: Quality[] = [];
for (const row of rows) {
  const parts = await Promise.all(row.corpora.map((corpus) => scored(corpus, row.by, row.options)));
  figures.push(judge(row, parts));
}
const table = qualityTable(figures);
console.log(table);
const missed = figures.filter(({ holds }) => !holds);
console.log(
  missed.length === 0 ? "Everything that must hold does." : `Missed: ${missed.map(({ name }) => name).join("; ")}`,
);
if (missed.length > 0) process.exitCode = 1;
if (!values.check) {
  const { date, commit } = describeMachine();
  writeFileSync(`${recordsDirectory}quality.json`, `${JSON.stringify({ date, commit, figures }, null, 2)}\n`);
  const readme = join(root, "README.md");
  writeFileSync(readme, replaceMarked(readFileSync(readme, "utf8"), "quality", "npm run eval", table));
}
