/**
 * Texts that stand whole in one event and are parts of one message: copies of what the stream has said before, or else one
 * text, as they are in a document, where each is judged on its own, and all of them together.
 */

import type { Inspection } from "../../../inspect/inspection.ts";
import type { Reading, Told } from "../../../inspect/told.ts";
import type { EventCopies } from "./event-copies.ts";
import type { Judged, StreamLane } from "./event-lanes.ts";

interface Group {
  readonly lane: string;
  readonly texts: Uint8Array[];
  /** For each text; undefined: they are no copies. */
  copies: readonly (readonly StreamLane[])[] | undefined;
  judged: Judged | undefined;
  told: Told | undefined;
  /** How many have been asked for, and where the next one begins. */
  asked: number;
  from: number;
}

export interface JoinedPlace {
  readonly copyOf: readonly StreamLane[];
  /** The texts together, and where the one stands in them. */
  readonly joined: { readonly judged: Judged; readonly from: number } | undefined;
}

const alone: JoinedPlace = { copyOf: [], joined: undefined };

export class JoinedPlaces {
  readonly #groups = new Map<number, Map<string, Group>>();

  /** The next text of the lane in this container (a record of the tape). */
  add(container: number, lane: string, text: Uint8Array): void {
    let byLane = this.#groups.get(container);
    if (byLane === undefined) {
      byLane = new Map();
      this.#groups.set(container, byLane);
    }
    const group = byLane.get(lane);
    if (group !== undefined) group.texts.push(text);
    else
      byLane.set(lane, {
        lane,
        texts: [text],
        copies: undefined,
        judged: undefined,
        told: undefined,
        asked: 0,
        from: 0,
      });
  }

  compare(copies: EventCopies): void {
    for (const byLane of this.#groups.values()) {
      for (const group of byLane.values()) group.copies = copies.ofMessage(group.lane, group.texts);
    }
  }

  /** How the text that `next` is asked for next is a piece of one with others. */
  reading(container: number, lane: string, inspection: Inspection): Reading | undefined {
    const group = this.#groups.get(container)?.get(lane);
    if (group === undefined || group.copies !== undefined || group.texts.length < 2) return undefined;
    group.told ??= inspection.told();
    return { told: group.told, at: group.from };
  }

  /** What is known of the next text; in the order of `add`. */
  next(container: number, lane: string, judge: (text: Uint8Array, reading?: Reading) => Judged): JoinedPlace {
    const group = this.#groups.get(container)?.get(lane);
    if (group === undefined) return alone;
    const at = group.asked++;
    const { copies, texts, from } = group;
    if (copies !== undefined) return { copyOf: copies[at] ?? [], joined: undefined };
    if (texts.length < 2) return alone;
    group.judged ??= judge(Buffer.concat(texts), group.told && { told: group.told, at: 0 });
    group.from += texts[at]?.length ?? 0;
    return { copyOf: [], joined: { judged: group.judged, from } };
  }
}
