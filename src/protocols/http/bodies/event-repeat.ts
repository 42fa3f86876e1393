/**
 * Streams repeat themselves: event after event is the same but for one string, the next few characters of the text. What is
 * byte for byte what it was in the event before needs no second judgement, so such an event is recognised by comparing:
 *
 *   data: {"id":"c1","choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}]}\n\n
 *   |------------------ same -------------------------------|  text  |------- same --------------|
 *
 * Only what was clean is learned, and only a text that needs no unescaping is recognised here (a fast path reads escapes, too): the
 * rest is judged as ever. Any event that is judged as ever makes what was learned before it worthless.
 */
import { isUtf8 } from "node:buffer";
import { copyBytes } from "../../../concat.ts";
import type { LikeEvents } from "../../../inspect/fast-path.ts";
import type { Slot, StreamLane } from "./event-lanes.ts";
import { LikeEvent, type QueuedEvent } from "./event-queue.ts";
import type { UnitLine } from "./event-unit.ts";
import { noBytes } from "./splice.ts";

const lf = 0x0a;
const quote = 0x22;
const backslash = 0x5c;
/** Longer events are seldom alike, and a copy of each would cost more than it saves. */
const mostBytes = 2048;

export class EventRepeat {
  #raw: Uint8Array = noBytes;
  #start = 0;
  #end = 0;
  #stream: StreamLane | undefined;
  #lines: readonly UnitLine[] = [];

  /** The lane that the text of an event like the last one continues. */
  get stream(): StreamLane | undefined {
    return this.#stream;
  }

  /** As a fast path takes them. */
  like(waiting: readonly Uint8Array[]): LikeEvents {
    return { event: this.#raw, start: this.#start, end: this.#end, waiting };
  }

  /** Where the text begins, in every event like the last one. */
  get start(): number {
    return this.#start;
  }

  /** Where the text ends in an event that is like the last one. */
  endIn(raw: Uint8Array): number {
    return raw.length - this.#raw.length + this.#end;
  }

  forget(): void {
    this.#stream = undefined;
  }

  /** The event has been judged: all that it holds besides one stretch of one lane is clean and ends nothing. */
  learn(event: QueuedEvent): void {
    const [slot] = event.slots;
    this.#stream = undefined;
    if (slot === undefined || event.slots.length > 1 || event.raw.length > mostBytes) return;
    if (event.places.length + event.keys.length + event.drops.length + event.ends.length > 0) return;
    const { stream, own, alone } = slot;
    if (!stream.known || stream.over || alone !== undefined || own.spelling === "one") return;
    this.#stream = stream;
    this.#raw = copyBytes(event.raw);
    this.#start = own.start;
    this.#end = own.end;
    this.#lines = event.lines;
  }

  /**
   * Where the text ends in the one event that these bytes are, whole and like the last one; -1: they are not. The text of such an
   * event holds no line end, so nothing else can begin in them.
   */
  wholeTo(raw: Uint8Array): number {
    return raw[raw.length - 1] !== lf || raw.length > mostBytes ? -1 : this.textEnd(raw);
  }

  /** What more bytes may make an event like the last one. */
  beginsLike(bytes: Uint8Array): boolean {
    if (this.#stream === undefined || bytes.length > mostBytes) return false;
    const common = Math.min(this.#start, bytes.length);
    for (let at = 0; at < common; at++) if (bytes[at] !== this.#raw[at]) return false;
    return true;
  }

  /** An event like the last one, with its stretch of the text. */
  eventOf(raw: Uint8Array, slot: Slot): QueuedEvent {
    return new LikeEvent(raw, slot, this.#lines, this.#end);
  }

  /** Where the text ends in an event that is otherwise the last one; -1: it is another, or its text needs a closer look. */
  textEnd(raw: Uint8Array): number {
    const start = this.#start;
    const before = this.#raw;
    const end = this.endIn(raw);
    if (this.#stream === undefined || end <= start) return -1;
    const shift = end - this.#end;
    for (let at = end; at < raw.length; at++) if (raw[at] !== before[at - shift]) return -1;
    let ascii = true;
    for (let at = start; at < end; at++) {
      const byte = raw[at] ?? 0;
      if (byte < 0x20 || byte === quote || byte === backslash) return -1;
      if (byte >= 0x80) ascii = false;
    }
    for (let at = 0; at < start; at++) if (raw[at] !== before[at]) return -1;
    return ascii || isUtf8(raw.subarray(start, end)) ? end : -1;
  }
}
