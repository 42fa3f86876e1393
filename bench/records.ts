/** Records of `npm run bench`, as they lie in bench/records/. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { committedAt, type Machine, recordsDirectory } from "./machine.ts";
import type { Report } from "./trial.ts";

export interface BenchRecord {
  readonly machine: Machine;
  readonly reports: readonly Report[];
}

/** Throws a sentence where the file is no record. */
export function readRecord(file: string): BenchRecord {
  if (!existsSync(file)) throw new Error(`There is no record ${file}; records lie in bench/records.`);
  const read = JSON.parse(readFileSync(file, "utf8")) as Partial<BenchRecord>;
  if (read.machine === undefined || read.reports === undefined)
    throw new Error(`${file} is no record of npm run bench.`);
  return read as BenchRecord;
}

/** By the time that stands in it; older ones say the day alone, and then git knows. Undefined where there is none. */
export function newestRecord(directory = recordsDirectory): string | undefined {
  const records = readdirSync(directory)
    .filter((name) => /^\d{4}-\d\d-\d\d-.*\.json$/.test(name))
    .map((name) => {
      const file = `${directory}${name}`;
      const { at, date } = readRecord(file).machine;
      return { file, at: at ?? date };
    });
  const last = records
    .map(({ at }) => at)
    .sort()
    .at(-1);
  const candidates = records.filter(({ at }) => at === last).map(({ file }) => file);
  return candidates.length < 2 ? candidates[0] : candidates.sort((a, b) => committedAt(a) - committedAt(b)).at(-1);
}

/** The page beside a record. */
export const pageOf = (file: string): string => file.replace(/\.json$/, ".html");
