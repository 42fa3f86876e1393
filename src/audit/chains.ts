/**
 * The chains of an audit directory. One process alone writes its chain into the directory itself; of several, each writes one of its
 * own, with its own lock and numbers, and goes on with it at the next start:
 *
 *   audit/audit-*.seg             `.`          of a gateway of one process
 *   audit/process-2/audit-*.seg   `process-2`  of the second of several
 *
 * The gateway's own lock lies in the directory itself, whatever the number of processes, and a chain stays when there are fewer later.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { unpackBatch } from "./frame.ts";
import { listSegments, walkSegment } from "./segment-files.ts";

export interface Chain {
  readonly name: string;
  readonly directory: string;
}

const WHOLE = ".";
const namePattern = /^process-[1-9]\d*$/;

export const chainOf = (process: number): string => `process-${process}`;
const placeOf = (name: string): number => (name === WHOLE ? 0 : Number(name.slice("process-".length)));

/** Those that hold segments, in order. Throws the file system's error. */
export const listChains = (directory: string): Chain[] => {
  const names = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && namePattern.test(entry.name))
    .map(({ name }) => name);
  return [WHOLE, ...names]
    .map((name): Chain => ({ name, directory: join(directory, name) }))
    .filter((chain) => listSegments(chain.directory).length > 0)
    .sort((a, b) => placeOf(a.name) - placeOf(b.name));
};

/** Number of the last event that proves itself; 0 when there is none. Reads the last segment, and changes nothing. */
export const lastEventOf = ({ directory }: Chain): number => {
  for (const segment of listSegments(directory).reverse()) {
    let last = 0;
    for (const piece of walkSegment(segment.path)) {
      const batch = "frame" in piece ? unpackBatch(piece.frame.payload) : undefined;
      if (batch !== undefined) last = batch.first + batch.rows.length - 1;
    }
    if (last > 0) return last;
  }
  return 0;
};
