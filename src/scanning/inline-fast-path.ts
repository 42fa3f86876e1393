/** The fast path (src/inspect/fast-path.ts) in the engine of this thread. */
import {
  type FastLane,
  type FastLimits,
  type FastMeter,
  type FastPath,
  type FastUnit,
  type GivenBack,
  type LikeEvents,
  mostLikeBytes,
} from "../inspect/fast-path.ts";
import type { PumpEnds, Pumping, PumpTotals } from "../inspect/pump.ts";
import { EventPump, type PumpMaker } from "./event-pump.ts";

/** native/fast-path-handle.h */
export interface NativeFastPath {
  takeOver(
    event: Uint8Array,
    start: number,
    end: number,
    limits: Uint32Array,
    text: Uint8Array,
    released: number,
    floor: number,
    events: Uint8Array,
    sizes: Uint32Array,
  ): boolean;
  readonly id: number;
  /** As `givenBack` reads it. */
  giveBack(): Uint8Array;
}

/** By a fast path's `id`: takes the chunk, or the event, that begins at bytes[from], and writes what leaves by it to the room. */
export type NativeTake = (id: number, bytes: Uint8Array, from: number, to: number, isChunk: boolean) => number;

/** What an event releases must fit into these. */
const roomBytes = 8 * 1024;

/** One for all fast paths of a thread. */
export class FastCalls {
  /** What `take` says, as native/fast-path-handle.cc numbers it. */
  readonly numbers = new Int32Array(new SharedArrayBuffer(5 * 4));
  /** What leaves by what was taken last; whoever is given it copies it at once. */
  readonly room = new SharedArrayBuffer(roomBytes);
  readonly take: NativeTake;
  readonly #ruleset: PumpMaker;
  #pump: EventPump | undefined;
  #isHalted = false;

  constructor(ruleset: PumpMaker & { takeOf(numbers: Int32Array, room: Uint8Array): NativeTake }) {
    this.#ruleset = ruleset;
    this.take = ruleset.takeOf(this.numbers, new Uint8Array(this.room));
  }

  /** Undefined: nothing is pumped now. */
  pump(): EventPump | undefined {
    if (this.#isHalted) return undefined;
    this.#pump ??= new EventPump(this.#ruleset);
    return this.#pump;
  }

  halt(on: boolean): void {
    this.#isHalted = on;
    this.#pump?.halt(on);
  }
}

const nothing = new Uint8Array(0);

export class InlineFastPath implements FastPath {
  readonly #native: NativeFastPath;
  readonly #id: number;
  readonly #calls: FastCalls;
  readonly #meter: FastMeter;
  #released = 0;
  data = 0;
  waiting = 0;
  heldText = 0;

  constructor(native: NativeFastPath, calls: FastCalls, meter: FastMeter) {
    this.#native = native;
    this.#id = native.id;
    this.#calls = calls;
    this.#meter = meter;
  }

  takeOver(
    { event, start, end, waiting }: LikeEvents,
    { text, released, floor }: FastLane,
    limits: FastLimits,
  ): boolean {
    const { eventBytes, eventsBehind, bytesBehind, laneHoldBytes } = limits;
    const events = waiting.length === 0 ? nothing : Buffer.concat(waiting);
    const took = this.#native.takeOver(
      event,
      start,
      end,
      Uint32Array.of(atMost(eventBytes), atMost(eventsBehind), atMost(bytesBehind), atMost(laneHoldBytes)),
      text,
      released,
      floor,
      events,
      Uint32Array.from(waiting, ({ length }) => length),
    );
    this.waiting = events.length;
    this.heldText = text.length - released;
    return took;
  }

  take(what: FastUnit, bytes: Uint8Array, from: number, to: number): number {
    const meter = this.#meter;
    // Much may have been read at once; only the first event is looked at.
    const most = Math.min(to - from, mostLikeBytes);
    if (!meter.fits(most)) return from;
    const startedAt = meter.startedAt();
    const { numbers } = this.#calls;
    const next = this.#calls.take(this.#id, bytes, from, to, what === "chunk");
    if (next === from) return from;
    this.#released = numbers[0] ?? 0;
    this.data = numbers[1] ?? 0;
    meter.took(numbers[2] ?? 0, startedAt);
    this.waiting = numbers[3] ?? 0;
    this.heldText = numbers[4] ?? 0;
    return next;
  }

  released(): Uint8Array {
    const bytes = this.#released;
    this.#released = 0;
    return bytes === 0 ? nothing : new Uint8Array(this.#calls.room, 0, bytes);
  }

  pump(ends: PumpEnds): Pumping | undefined {
    return this.#calls.pump()?.begin(this.#id, ends, this.#meter);
  }

  pumped({ waiting, heldText }: PumpTotals): void {
    this.waiting = waiting;
    this.heldText = heldText;
  }

  giveBack(): GivenBack {
    this.waiting = 0;
    return givenBack(this.#native.giveBack());
  }
}

const backNumbers = 6;

/** What native/fast-path-handle.cc has written. */
export function givenBack(bytes: Uint8Array): GivenBack {
  const [movedLow = 0, movedHigh = 0, released = 0, floor = 0, textBytes = 0, events = 0] = new Uint32Array(
    bytes.buffer,
    bytes.byteOffset,
    backNumbers,
  );
  const sizes = new Uint32Array(bytes.buffer, bytes.byteOffset + backNumbers * 4, events);
  let at = (backNumbers + events) * 4;
  const text = bytes.subarray(at, at + textBytes);
  at += textBytes;
  const waiting: Uint8Array[] = [];
  for (const size of sizes) {
    waiting.push(bytes.subarray(at, at + size));
    at += size;
  }
  return { text, released, floor, moved: movedHigh * 2 ** 32 + movedLow, waiting };
}

const atMost = (limit: number): number => Math.min(limit, 0xffffffff);
