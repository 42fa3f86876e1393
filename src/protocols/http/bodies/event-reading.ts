/** What the data of an event is, before it is parsed. */
import type { EventData } from "./event-data.ts";
import type { EventUnit } from "./event-unit.ts";
import { shortName } from "./long-names.ts";

/** It is one of the words that end the stream. */
export function isDone(data: EventData, words: readonly string[]): boolean {
  let { end } = data;
  while (end > data.start && data.bytes[end - 1] === 0x20) end--;
  const length = end - data.start;
  for (const done of words) {
    if (done.length !== length) continue;
    let i = 0;
    while (i < length && data.bytes[data.start + i] === done.charCodeAt(i)) i++;
    if (i === length) return true;
  }
  return false;
}

/**
 * Lone numbers and words are text: a value in pieces must find itself again. Text may look like JSON only where no dialect
 * says what comes (`known`: one does).
 */
export function readingOf(data: EventData, known: boolean): "json" | "maybe" | "text" {
  const first = firstByte(data);
  if (first === 0x7b || first === 0x5b) return known ? "json" : "maybe";
  return first === 0x22 ? "maybe" : "text";
}

/** Text of events with the same name is one lane. */
export function textKey(unit: EventUnit): string {
  const named = unit.lines.findLast((line) => line.field === "event");
  return `data ${named === undefined ? "" : shortName(unit.raw.subarray(named.value, named.end))}`;
}

export function firstByte(data: EventData): number {
  let at = data.start;
  while (at < data.end && (data.bytes[at] === 0x20 || data.bytes[at] === 0x09 || data.bytes[at] === 0x0a)) at++;
  return at < data.end ? (data.bytes[at] ?? 0) : 0;
}

export function lineName(line: Uint8Array): string {
  if (line[0] === 0x3a) return "sse.comment";
  const colon = line.indexOf(0x3a);
  const name = Buffer.from(line.subarray(0, Math.min(colon < 0 ? line.length : colon, 8))).toString("latin1");
  return name === "id" || name === "event" || name === "retry" ? `sse.${name}` : "sse.field";
}
