/** Files that are made from others: written where they are not what they would be, or with `--check` only told of. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";

export interface Making {
  /** Writes nothing, and ends with 1 when a file is not what it would be. */
  readonly check: boolean;
  /** What they are made from: `the catalogue says`. */
  readonly source: string;
  /** What writes them. */
  readonly command: string;
}

/** `wanted`: the text of each file by its path. */
export function writeMade(wanted: ReadonlyMap<string, string>, { check, source, command }: Making): void {
  const different = [...wanted].filter(([path, text]) => !existsSync(path) || readFileSync(path, "utf8") !== text);
  const names = different.map(([path]) => path);
  if (check && names.length > 0) {
    console.error(`${names.join(" and ")}: not what ${source}. Run: ${command}`);
    process.exit(1);
  }
  for (const [path, text] of different) writeFileSync(path, text);
  console.log(names.length === 0 ? "Nothing to do." : `Wrote ${names.join(", ")}.`);
}
