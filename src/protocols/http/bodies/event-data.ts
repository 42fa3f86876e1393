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
}

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
  if (count === 1) return { bytes: unit.raw, start: first.value, end: first.end, lines: [first] };
  const lines = unit.lines.filter((line) => line.field === "data");
  const length = lines.reduce((sum, line) => sum + line.end - line.value + 1, -1);
  const bytes = Buffer.alloc(length, lf);
  let at = 0;
  for (const line of lines) {
    bytes.set(unit.raw.subarray(line.value, line.end), at);
    at += line.end - line.value + 1;
  }
  return { bytes, start: 0, end: length, lines };
}

/** Offset in the event of a byte of the data. */
export function rawOffset(data: EventData, offset: number): number {
  if (data.lines.length === 1) return offset;
  let at = 0;
  for (const line of data.lines) {
    const length = line.end - line.value;
    if (offset <= at + length) return line.value + offset - at;
    at += length + 1;
  }
  return offset;
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

function dataOffset(data: EventData, raw: number): number | undefined {
  let at = 0;
  for (const line of data.lines) {
    if (raw >= line.value && raw <= line.end) return at + raw - line.value;
    at += line.end - line.value + 1;
  }
  return undefined;
}
