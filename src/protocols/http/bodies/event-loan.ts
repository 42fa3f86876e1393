/** Lane and queue of like events, lent to a fast path (src/inspect/fast-path.ts) and taken back. */
import type { Lent, QueueLimits } from "../../../inspect/fast-path.ts";
import type { Slot } from "./event-lanes.ts";
import type { QueuedEvent } from "./event-queue.ts";
import type { EventRepeat } from "./event-repeat.ts";

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
  // Their text is the last of the lane's.
  let to = stream.lane.pushed - raws.reduce((sum, raw) => sum + repeat.endIn(raw) - start, 0);
  return raws.map((raw) => {
    const end = repeat.endIn(raw);
    const from = to;
    to += end - start;
    const slot: Slot = { stream, own: { from, to, start, end, spelling: "plain" }, moved: [], alone: undefined };
    stream.slots.push(slot);
    return repeat.eventOf(raw, slot);
  });
}
