/**
 * Whether anything in an event waits. That is asked with each answer of a scan, and an event may hold tens of thousands of leaves;
 * so a look begins where the last one found something that waits, and all of it is looked at only before it may leave.
 */
import type { Judged, Slot, StreamLane } from "./event-lanes.ts";
import type { JudgedPlace, QueuedEvent } from "./event-queue.ts";

/** Does this wait? */
interface Waits {
  readonly slot: (slot: Slot) => boolean;
  readonly place: (place: JudgedPlace) => boolean;
  readonly end: (stream: StreamLane) => boolean;
}

type Watched = Pick<QueuedEvent, "slots" | "places" | "keys" | "ends">;

export class Watch {
  readonly #waits: Waits;
  #at = 0;

  constructor(waits: Waits) {
    this.#waits = waits;
  }

  someIn(event: Watched): boolean {
    const { slots, places, keys, ends } = event;
    const count = slots.length + places.length + keys.length + ends.length;
    const at = this.#at;
    return this.#between(at, count, event) || this.#between(0, Math.min(at, count), event);
  }

  #between(from: number, to: number, event: Watched): boolean {
    for (let at = from; at < to; at++) {
      if (!this.#waitsAt(at, event)) continue;
      this.#at = at;
      return true;
    }
    return false;
  }

  #waitsAt(at: number, { slots, places, keys, ends }: Watched): boolean {
    const slot = slots[at];
    if (slot !== undefined) return this.#waits.slot(slot);
    const place = places[at - slots.length];
    if (place !== undefined) return this.#waits.place(place);
    const key = keys[at - slots.length - places.length];
    if (key !== undefined) return !key.judged.lane.finished;
    const stream = ends[at - slots.length - places.length - keys.length];
    return stream !== undefined && this.#waits.end(stream);
  }
}

/** What it is a copy of is decided, too. */
export const isAgreed = ({ copyOf, judged }: JudgedPlace): boolean =>
  copyOf?.every((stream) => stream.released >= judged.text.length) !== false;

export const isOver = (stream: StreamLane): boolean => stream.lane.finished && stream.released >= stream.lane.pushed;

const isOut = (judged: Judged | undefined): boolean => judged?.lane.finished === false;

const isHeld = ({ stream, own, alone, beside }: Slot): boolean =>
  stream.released < own.to || isOut(alone) || (beside !== undefined && isHeld(beside));

const isUnsettled = ({ stream, alone, beside }: Slot): boolean =>
  !stream.settled || isOut(alone) || (beside !== undefined && isUnsettled(beside));

/** Some byte of the event is not decided. */
export const watchHeld = (): Watch =>
  new Watch({
    slot: isHeld,
    place: (place) => isOut(place.judged) || isOut(place.joined?.judged) || !isAgreed(place),
    end: (stream) => !isOver(stream),
  });

/** Some scan is out: what is not decided may yet be, without bytes that have not come. */
export const watchScans = (): Watch =>
  new Watch({
    slot: isUnsettled,
    place: ({ judged, joined, copyOf }) =>
      isOut(judged) || isOut(joined?.judged) || copyOf?.every((stream) => stream.settled) === false,
    end: (stream) => !stream.settled,
  });
