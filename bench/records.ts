/** Records of `npm run bench`, as they lie in bench/records/. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { committedAt, type Machine, recordsDirectory } from "./machine.ts";
import type { Measure, Report } from "./trial.ts";

export interface BenchRecord {
  readonly machine: Machine;
  readonly reports: readonly Report[];
}

export interface NamedRecord extends BenchRecord {
  /** Its name in the directory. */
  readonly file: string;
}

/** Throws a sentence where the file is no record. */
export function readRecord(file: string): BenchRecord {
  if (!existsSync(file)) throw new Error(`There is no record ${file}; records lie in bench/records.`);
  const read = JSON.parse(readFileSync(file, "utf8")) as Partial<BenchRecord>;
  if (read.machine === undefined || read.reports === undefined)
    throw new Error(`${file} is no record of npm run bench.`);
  return read as BenchRecord;
}

/** Of all benches, or of some. By the time that stands in them; older ones say the day alone, and then git knows. */
export function recordsNewestFirst(directory = recordsDirectory): readonly NamedRecord[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const { machine, reports } = JSON.parse(readFileSync(`${directory}${name}`, "utf8")) as Partial<BenchRecord>;
      if (machine === undefined || !Array.isArray(reports)) return [];
      const at = machine.at ?? machine.date;
      return [{ record: { file: name, machine, reports }, at, committed: committedAt(`${directory}${name}`) }];
    })
    .sort((a, b) => compare(b.at, a.at) || compare(b.committed, a.committed) || compare(b.record.file, a.record.file))
    .map(({ record }) => record);
}

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** The newest of all benches of each processor, newest first. */
export function newestOfEach(directory = recordsDirectory): readonly NamedRecord[] {
  const newest = new Map<string, NamedRecord>();
  for (const record of recordsNewestFirst(directory))
    if (/^\d{4}-\d\d-\d\d-/.test(record.file) && !newest.has(record.machine.cpu))
      newest.set(record.machine.cpu, record);
  return [...newest.values()];
}

/** A record of all benches, and those of some that were made of the same processor since, newest first. */
export interface CurrentRecord extends NamedRecord {
  readonly since: readonly NamedRecord[];
}

/** The newest of all benches of each processor, with what was measured anew since. */
export function currentOfEach(directory = recordsDirectory): readonly CurrentRecord[] {
  const records = recordsNewestFirst(directory);
  return newestOfEach(directory).map((record) => {
    const newer = records.slice(
      0,
      records.findIndex(({ file }) => file === record.file),
    );
    return { ...record, since: newer.filter(({ machine }) => machine.cpu === record.machine.cpu) };
  });
}

/** What a bench is called, before what its report says of it. */
export const nameOf = ({ bench }: Report): string => bench.replace(/:.*/s, "");

/** The newest report of each bench, and the record that it is in. */
export const newestReports = (current: CurrentRecord): readonly { report: Report; from: NamedRecord }[] =>
  current.reports.map((report) => {
    const has = (record: NamedRecord) => record.reports.find((other) => nameOf(other) === nameOf(report));
    const from = current.since.find((record) => has(record) !== undefined) ?? current;
    return { report: has(from) ?? report, from };
  });

/** The newest of all benches, of this processor where there is one; undefined where there is none at all. */
export function newestRecord(cpu: string, directory = recordsDirectory): string | undefined {
  const records = newestOfEach(directory);
  const newest = records.find(({ machine }) => machine.cpu === cpu) ?? records[0];
  return newest && `${directory}${newest.file}`;
}

/** The newest measure of that name. */
export function newestMeasure(
  records: readonly NamedRecord[],
  name: string,
): { readonly measure: Measure; readonly record: NamedRecord } | undefined {
  for (const record of records)
    for (const { measures } of record.reports)
      for (const measure of measures) if (measure.name === name) return { measure, record };
  return undefined;
}

/** The page beside a record. */
export const pageOf = (file: string): string => file.replace(/\.json$/, ".html");
