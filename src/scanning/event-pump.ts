/** Reads and writes the sockets of streams that are on the fast paths of one engine (native/event-pump.h). */
import type { FastMeter } from "../inspect/fast-path.ts";
import type { ClientSocket, HoldObserver, HoldTimes, PumpEnds, Pumping, PumpTotals } from "../inspect/pump.ts";

/** native/event-pump.h */
export interface NativeEventPump {
  begin(path: number, upstream: number, client: ClientSocket, rest: Uint8Array, hold: HoldTimes, now: number): number;
  rest(stream: number): Uint8Array | undefined;
  end(stream: number): HoldTimes | undefined;
  observed(): Float64Array;
  halt(on: boolean): void;
}

type Over = (streams: readonly number[], unsents: readonly Uint8Array[]) => void;

export interface PumpMaker {
  /** `counts`: `mostStreams` times `countsOfStream`, and `totals` numbers behind those, in shared memory. */
  eventPump(counts: Float64Array, over: Over): NativeEventPump;
}

/** As native/event-pump.h has them. */
const mostStreams = 16_384;
const countsOfStream = 9;
const totals = 4;
/** Where a stream's are. */
const count = { data: 0, released: 1, events: 2, maxText: 3, maxMs: 4, heard: 5, waiting: 6, heldText: 7, last: 8 };
/** Behind those of all streams. */
const totalsFrom = mostStreams * countsOfStream;

const nothing = new Uint8Array(0);

export class EventPump {
  readonly #native: NativeEventPump;
  /** Zeros that are no memory before they are written to. */
  readonly #counts = new Float64Array(new SharedArrayBuffer((totalsFrom + totals) * 8));
  readonly #streams: (PumpedStream | undefined)[] = [];
  /** Native code holds it weakly. */
  readonly #over: Over;
  /** All streams of an engine have the same. */
  #meter: FastMeter | undefined;
  #observer: HoldObserver | undefined;

  constructor(maker: PumpMaker) {
    this.#over = (numbers, unsents) => {
      numbers.forEach((number, at) => {
        this.#streams[number]?.finish(unsents[at] ?? nothing);
      });
      this.observe();
    };
    this.#native = maker.eventPump(this.#counts, this.#over);
  }

  /** Nothing more is taken; what is pumped goes back to its owners with the next that comes. */
  halt(on: boolean): void {
    this.#native.halt(on);
  }

  /** Undefined: it goes on as it did. */
  begin(path: number, ends: PumpEnds, meter: FastMeter): Pumping | undefined {
    const { upstream, client, rest, hold, now } = ends;
    const number = this.#native.begin(path, upstream, client, rest, hold, now);
    if (number < 0) return undefined;
    this.#meter = meter;
    this.#observer = ends.observer;
    const stream = new PumpedStream(this, number, ends);
    this.#streams[number] = stream;
    return stream;
  }

  heard(number: number): boolean {
    const at = number * countsOfStream + count.heard;
    const heard = this.#counts[at] !== 0;
    this.#counts[at] = 0;
    this.observe();
    return heard;
  }

  end(number: number): PumpTotals | undefined {
    this.#streams[number] = undefined;
    const rest = this.#native.rest(number);
    const hold = this.#native.end(number);
    this.observe();
    if (rest === undefined || hold === undefined) return undefined;
    const of = (which: number): number => this.#counts[number * countsOfStream + which] ?? 0;
    return {
      data: of(count.data),
      released: of(count.released),
      events: of(count.events),
      waiting: of(count.waiting),
      heldText: of(count.heldText),
      last: of(count.last),
      maxText: of(count.maxText),
      maxMs: of(count.maxMs),
      rest,
      hold,
    };
  }

  /** What has been done since this was asked last. */
  observe(): void {
    const counts = this.#counts;
    if (counts[totalsFrom] === 0) return;
    const [steps = 0, bytes = 0, seconds = 0, turns = 0] = counts.subarray(totalsFrom);
    counts.fill(0, totalsFrom);
    this.#meter?.pumped(steps, bytes, seconds, turns);
    const left = this.#native.observed();
    for (let at = 0; at + 1 < left.length; at += 2) this.#observer?.held(left[at] ?? 0, left[at + 1] ?? 0);
  }
}

class PumpedStream implements Pumping {
  readonly #pump: EventPump;
  readonly #number: number;
  readonly #ends: PumpEnds;
  #ended = false;

  constructor(pump: EventPump, number: number, ends: PumpEnds) {
    this.#pump = pump;
    this.#number = number;
    this.#ends = ends;
  }

  heard(): boolean {
    return !this.#ended && this.#pump.heard(this.#number);
  }

  end(): void {
    this.finish(nothing);
  }

  finish(unsent: Uint8Array): void {
    if (this.#ended) return;
    this.#ended = true;
    const totals = this.#pump.end(this.#number);
    if (totals !== undefined) this.#ends.over(totals, unsent);
  }
}
