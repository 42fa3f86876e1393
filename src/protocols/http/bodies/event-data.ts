/**
 * The data of one event: its `data` lines joined by line breaks, with the way back to the event's bytes. One line (nearly
 * always) is a view of the event; several are joined into a buffer of their own.
 */
import type { EventUnit, UnitLine } from "./event-unit.ts";
import type { Splice } from "./splice.ts";

export interface EventData {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly lines: readonly UnitLine[];
  /** Where each of several lines begins in the data. */
  readonly begins: readonly number[];
}

const none: readonly number[] = [];

const lf = 0x0a;

export function eventData(unit: EventUnit): EventData | undefined {
  let first: UnitLine | undefined;
  let count = 0;
  for (const line of unit.lines) {
    if (line.field !== "data") continue;
    first ??= line;
    count++;
  }
  if (first === undefined) return undefined;
  if (count === 1) return { bytes: unit.raw, start: first.value, end: first.end, lines: [first], begins: none };
  const lines = unit.lines.filter((line) => line.field === "data");
  const length = lines.reduce((sum, line) => sum + line.end - line.value + 1, -1);
  const bytes = Buffer.alloc(length, lf);
  const begins: number[] = [];
  let at = 0;
  for (const line of lines) {
    begins.push(at);
    bytes.set(unit.raw.subarray(line.value, line.end), at);
    at += line.end - line.value + 1;
  }
  return { bytes, start: 0, end: length, lines, begins };
}

/** Offset in the event of a byte of the data. */
export function rawOffset({ lines, begins }: EventData, offset: number): number {
  if (lines.length === 1) return offset;
  const at = lastUpTo(begins.length, offset, (line) => begins[line] ?? 0);
  return (lines[at]?.value ?? 0) + offset - (begins[at] ?? 0);
}

/** The splices that lie in the data, in offsets of the data. */
export function dataSplices(data: EventData, splices: readonly Splice[]): readonly Splice[] {
  if (data.lines.length === 1) return splices;
  return splices.flatMap((splice) => {
    const start = dataOffset(data, splice.start);
    const end = dataOffset(data, splice.end);
    return start === undefined || end === undefined ? [] : [{ ...splice, start, end }];
  });
}

function dataOffset({ lines, begins }: EventData, raw: number): number | undefined {
  const at = lastUpTo(lines.length, raw, (line) => lines[line]?.value ?? 0);
  const line = lines[at];
  if (line === undefined || raw > line.end) return undefined;
  return (begins[at] ?? 0) + raw - line.value;
}

/** The last of so many ascending numbers that is not greater; -1: there is none. */
function lastUpTo(count: number, most: number, numberAt: (at: number) => number): number {
  let from = 0;
  let to = count;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (numberAt(middle) <= most) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}
