/** Lane and queue of like events, lent to a fast path (src/inspect/fast-path.ts) and taken back. */
import type { Lent, QueueLimits } from "../../../inspect/fast-path.ts";
import type { Slot, Stretch } from "./event-lanes.ts";
import type { QueuedEvent } from "./event-queue.ts";
import type { EventRepeat } from "./event-repeat.ts";
import { decodeEscapes } from "./json-string.ts";

const backslash = 0x5c;

/** What waits in the queue is like what repeats, and leaves it if there is a loan. */
export function lend(repeat: EventRepeat, queue: QueuedEvent[], limits: QueueLimits): Lent | undefined {
  const { stream } = repeat;
  if (stream?.isAlone !== true) return undefined;
  const like = repeat.like(queue.map(({ raw }) => raw));
  const lent = stream.lane.lend?.(like, limits);
  if (lent === undefined) return undefined;
  queue.length = 0;
  while (stream.slots.length > 0) stream.slots.shift();
  return lent;
}

/** The events that waited there, as if they had been judged here. */
export function takeBack(repeat: EventRepeat, lent: Lent): QueuedEvent[] {
  const { start, stream } = repeat;
  const raws = lent.takeBack();
  if (stream === undefined) return [];
  const lengths = raws.map((raw) => textLength(raw, start, repeat.endIn(raw)));
  // Their text is the last of the lane's.
  let to = stream.lane.pushed - lengths.reduce((sum, length) => sum + length, 0);
  return raws.map((raw, at) => {
    const end = repeat.endIn(raw);
    const from = to;
    to += lengths[at] ?? 0;
    const spelling = to - from === end - start ? "plain" : "escaped";
    const own: Stretch = { from, to, start, end, spelling };
    const slot: Slot = { stream, own, moved: [], alone: undefined, beside: undefined };
    stream.slots.push(slot);
    return repeat.eventOf(raw, slot);
  });
}

/** An escape is longer than what it stands for. */
function textLength(raw: Uint8Array, start: number, end: number): number {
  const at = raw.indexOf(backslash, start);
  return at < 0 || at >= end ? end - start : decodeEscapes(raw, start, end).length;
}
