/**
 * Writes events as they leave: byte for byte, or with their edits put in and what travels taken out. What is written between two
 * flushes goes to the sink at once.
 */
import { append } from "../../../append.ts";
import type { BodySink } from "../../../inspect/inspection.ts";
import { Carriers } from "./event-carrier.ts";
import { eventData, rawOffset } from "./event-data.ts";
import type { EventJudge } from "./event-judge.ts";
import { cutPieces, type Slot, type StreamLane } from "./event-lanes.ts";
import {
  cutSlot,
  dropSplices,
  editsOf,
  leavesAsItCame,
  placeSplices,
  type QueuedEvent,
  renderPieces,
  slotSplices,
} from "./event-queue.ts";
import { orderSplices } from "./json-edits.ts";
import { keySplices } from "./json-keys.ts";
import type { Shape } from "./json-shape.ts";
import { applyEdits, noBytes, type Splice, spliced } from "./splice.ts";

export class EventWriter {
  readonly #judge: EventJudge;
  readonly #framing: "sse" | "ndjson";
  readonly #sink: BodySink;
  #output: Uint8Array[] = [];

  constructor(judge: EventJudge, framing: "sse" | "ndjson", sink: BodySink) {
    this.#judge = judge;
    this.#framing = framing;
    this.#sink = sink;
  }

  /** The head of the queue, which has just left it. `cut`: its undecided text stays behind and travels on. */
  write(event: QueuedEvent, cut: boolean): void {
    if (!cut && leavesAsItCame(event)) {
      event.slots[0]?.stream.slots.shift();
      this.add(event.raw);
      return;
    }
    for (const stream of event.ends) this.#carry(stream, cut);
    const splices: Splice[] = [];
    const travelling: Slot[] = [];
    for (const slot of event.slots) {
      if (!cut) slotSplices(slot, event.raw, splices);
      else if (cutSlot(slot, event.raw, splices) && slot.stream.tail.length > 0) travelling.push(slot);
      slot.stream.slots.shift();
    }
    const own: Splice[] = [];
    if (event.places.length > 0) placeSplices(event, own);
    if (event.keys.length > 0) this.#keySplices(event, own);
    if (travelling.length > 0) {
      const carriers = this.#carriers(event, own);
      for (const slot of travelling) slot.stream.carrier = carriers.of(slot.own.start);
    }
    append(splices, own);
    if (splices.length === 0 && event.drops.length === 0) {
      this.add(event.raw);
      return;
    }
    const drops = dropSplices(event, splices.length > 0);
    for (const bytes of spliced(event.raw, 0, event.raw.length, orderSplices(splices, drops))) this.add(bytes);
  }

  /** Bytes that leave as they are. */
  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const last = this.#output.at(-1);
    if (last !== undefined && last.buffer === bytes.buffer && last.byteOffset + last.length === bytes.byteOffset) {
      const length = last.length + bytes.length;
      this.#output[this.#output.length - 1] = new Uint8Array(last.buffer, last.byteOffset, length);
    } else this.#output.push(bytes);
  }

  flush(): void {
    if (this.#output.length === 0) return;
    const output = this.#output;
    this.#output = [];
    this.#sink.write(output.length === 1 ? (output[0] ?? noBytes) : Buffer.concat(output));
  }

  /** Text that found no later event of its lane gets one of its own. */
  #carry(stream: StreamLane, cut: boolean): void {
    const decided = cut ? cutPieces(stream.tail, stream.released).kept : stream.tail;
    const text = renderPieces(stream, decided);
    const { carrier } = stream;
    stream.tail = [];
    // It may be as long as an event, and the lane lives on.
    stream.carrier = undefined;
    if (text.length === 0 || carrier === undefined) return;
    this.add(carrier.before);
    this.add(text);
    this.add(carrier.after);
  }

  #keySplices(event: QueuedEvent, into: Splice[]): void {
    const keys = event.keys.filter(({ judged }) => editsOf(judged).length > 0);
    const data = keys.length === 0 ? undefined : eventData(event);
    if (data === undefined) return;
    this.#judge.parseAgain(data);
    // Records keep their numbers; shapes beyond the bound are made anew with every parse.
    const redacted = new Map<Shape, Uint8Array>();
    for (const { token, judged } of keys) {
      redacted.set(this.#judge.tape.shape(token), applyEdits(judged.text, editsOf(judged)));
    }
    for (const { start, end, replacement } of keySplices(data.bytes, this.#judge.tape, redacted)) {
      into.push({ start: rawOffset(data, start), end: rawOffset(data, end), replacement });
    }
  }

  #carriers(event: QueuedEvent, splices: readonly Splice[]): Carriers {
    const data = eventData(event);
    // Which rules hold depends on what is read.
    const isRead = data !== undefined && this.#judge.parseAgain(data);
    const json = isRead ? { data, tape: this.#judge.tape, rules: this.#judge.rules } : undefined;
    return new Carriers({ unit: event, framing: this.#framing, splices, json });
  }
}
