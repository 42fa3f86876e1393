/**
 * The lanes of a stream from their beginning to what is left of them. A lane ends in two steps: the event that ends it is
 * judged at once; the lane follows when its text is scanned, because where it then stands is where a later text may go on
 * (see `Joint`). Until all have followed, no other event is judged, so nothing depends on when scans answer.
 */
import { Fifo } from "../../../fifo.ts";
import type { Inspection, Lane, LaneMark } from "../../../inspect/inspection.ts";
import type { Reading } from "../../../inspect/told.ts";
import { Joint, pushedAt } from "./event-joints.ts";
import { type Judged, StreamLane } from "./event-lanes.ts";
import type { QueuedEvent } from "./event-queue.ts";
import type { Ended, LaneKey, Scope } from "./event-scope.ts";

export interface TextPlace {
  readonly name: string;
  readonly context: string | Uint8Array;
  /** As its rule says; undefined: no rule names it. */
  readonly as: "text" | "json" | undefined;
  /** Where the text stood that was here before and has not ended. */
  readonly left: LaneMark | undefined;
  /** The first byte of that text that has not left; default: all has. */
  readonly begins?: number | undefined;
  readonly field: number | undefined;
  /** Of a piece that it begins with, where it begins without a mark. */
  readonly reading?: Reading | undefined;
}

interface Closing extends Ended {
  /** The part alone has ended: its text may go on in the next one. */
  readonly part: boolean;
}

/** A joint in which a text goes on, and its place. */
interface Going {
  readonly home: Scope;
  readonly key: LaneKey;
  readonly joint: Joint;
}

/** A leaf of a text beside another one. */
interface Beside {
  readonly stream: StreamLane;
  /** Undefined: it is not read now. */
  readonly main: StreamLane | undefined;
  readonly alone: Judged;
}

export class EventTexts {
  readonly #inspection: Inspection;
  readonly #progress: () => void;
  readonly #closing = new Fifo<Closing>();
  #besides: Beside[] = [];
  /** So many of them have been read in the texts that they are beside. */
  #read = 0;
  #going: Map<StreamLane, Going> | undefined;
  /** Those that have got text since they were last looked at: there may be many more. */
  #fed: Set<StreamLane> | undefined;
  /** The same in order, and for how many of them no scan is out: those are not asked again with each answer. */
  #order: StreamLane[] = [];
  #settled = 0;

  constructor(inspection: Inspection, progress: () => void) {
    this.#inspection = inspection;
    this.#progress = progress;
  }

  /** The next event may be judged. */
  get ready(): boolean {
    if (this.#closing.length > 0 || this.#besides.length > 0) return false;
    if (this.#fed === undefined || this.#order.length === 0) return true;
    for (let next = this.#order[this.#settled]; next !== undefined; next = this.#order[this.#settled]) {
      if (this.#fed.has(next) && !next.settled) return false;
      this.#settled++;
    }
    for (const stream of this.#fed) this.#giveUp(stream);
    this.#fed.clear();
    this.#order = [];
    this.#settled = 0;
    return true;
  }

  #giveUp(stream: StreamLane): void {
    const going = this.#going?.get(stream);
    if (going?.joint.giveUp(stream) !== true) return;
    const { home, key, joint } = going;
    this.#going?.delete(stream);
    stream.feeds = undefined;
    if (home.joint(key) === joint) home.dropJoint(key);
  }

  /**
   * A text beside others, which goes on from where one stood before: in its own place, or in that of `before`, which had the same text
   * until now. What waits of that waits for this one as well. Only while settled.
   */
  openBeside(
    scope: Scope,
    key: LaneKey,
    before: StreamLane | undefined,
    { name, context }: Pick<TextPlace, "name" | "context">,
    field: number | undefined,
  ): StreamLane {
    const waits = before?.over === false && before.settled;
    const mark = waits ? (before.feeds?.here ?? before.lane.mark()) : before?.left;
    const told = (mark && before?.pieces) ?? this.#inspection.toldPieces();
    if (mark !== undefined && before?.pieces === undefined) told.piece(0, pushedAt(mark), mark.reading, mark.released);
    const reading = { told, at: 0 };
    const left = mark && { ...mark, reading };
    const slots = waits && before.feeds === undefined ? before.slots.all : [];
    const begins = slots[0]?.own.from;
    const stream = this.open(scope, key, { name, context, as: undefined, left, begins, field, reading });
    for (const slot of slots) slot.beside = { ...slot, stream, moved: [], alone: undefined };
    stream.pieces = told;
    stream.changed = left !== undefined;
    return stream;
  }

  /** A leaf of a text beside `main`; it is read once that has been, so that what both find is told of `main`. */
  addBeside(beside: Beside): void {
    beside.stream.untold += beside.alone.text.length;
    this.#besides.push(beside);
  }

  /** Reads on in the texts beside others. False: there is none, or not now. */
  readBesides(): boolean {
    if (this.#besides.length === 0) return false;
    for (let next = this.#besides[this.#read]; next !== undefined; next = this.#besides[this.#read]) {
      if (next.main?.lane.settled === false || !next.alone.lane.finished) return false;
      this.#read++;
    }
    const besides = this.#besides;
    this.#besides = [];
    this.#read = 0;
    for (const { stream, alone } of besides) {
      stream.untold -= alone.text.length;
      this.#mustSettle(stream);
      stream.lane.push(alone.text);
    }
    return true;
  }

  /** Text of a lane that goes on from another one, or from which another may go on. */
  feed(stream: StreamLane, text: Uint8Array): void {
    stream.feeds?.push(text);
    this.#mustSettle(stream);
  }

  #mustSettle(stream: StreamLane): void {
    this.#fed ??= new Set();
    this.#fed.add(stream);
    this.#order.push(stream);
  }

  /** An open text may be what goes on from somewhere else, too. */
  goOn(scope: Scope, key: LaneKey, stream: StreamLane, from: LaneMark): void {
    this.leave(stream);
    const joint = new Joint(from);
    joint.goOn(stream, this.#inspection, stream.name, this.#progress);
    stream.feeds = joint;
    this.#going ??= new Map();
    this.#going.set(stream, { home: scope, key, joint });
  }

  /** Where a text stands that may go on in another place. Only while settled. What waits of it is judged as if it ended here, too. */
  moving(stream: StreamLane): LaneMark | undefined {
    if (stream.over) return stream.left;
    const { feeds, lane, name } = stream;
    const mark = feeds?.here ?? lane.mark();
    if (stream.released === lane.pushed) return mark;
    const open = (from: LaneMark): Lane => this.#inspection.open({ name, from, progress: this.#progress });
    const span = (feeds && stream.spanIn(feeds)) ?? { stream, shift: 0, begins: 0 };
    stream.link(Joint.ended(mark, open, span.begins), span);
    return mark;
  }

  /** The text has ended where it stands, and so has the joint that it went on in. */
  leave(stream: StreamLane): void {
    stream.feeds?.pause();
    stream.feeds?.stop();
    stream.feeds = undefined;
    this.#going?.delete(stream);
    this.#fed?.delete(stream);
  }

  /** For a text that is judged on its own and then stands in this place; `left` as in `open`. */
  reading(
    scope: Scope,
    key: LaneKey,
    stream: StreamLane | undefined,
    known: boolean,
    left: LaneMark | undefined,
  ): Reading {
    if (stream !== undefined && !stream.over) return stream.lane.readAt(stream.lane.pushed);
    const from = beginning(scope, key, known, left);
    if (from === undefined) return { told: this.#inspection.told(), at: 0 };
    return { told: from.reading.told, at: from.reading.at + pushedAt(from) };
  }

  open(scope: Scope, key: LaneKey, { name, context, as, left, begins, field, reading }: TextPlace): StreamLane {
    const [inspection, progress] = [this.#inspection, this.#progress];
    const known = as !== undefined;
    const from = beginning(scope, key, known, left);
    const json = as === "json";
    const stream = new StreamLane({ inspection, name, context, known, json, progress, field, reading, from, begins });
    scope.add(key, stream);
    const home = homeOf(scope, key, stream);
    let joint = known ? home.joint(key) : undefined;
    if (joint === undefined || joint.speaking) return stream;
    if (joint.over) {
      joint = new Joint(joint.mark);
      home.setJoint(key, joint);
    }
    joint.goOn(stream, inspection, name, progress);
    stream.feeds = joint;
    this.#going ??= new Map();
    this.#going.set(stream, { home, key, joint });
    return stream;
  }

  /** Ends the lanes of a scope; those whose text still waits for a carrier are for the event to look after. */
  end(scope: Scope, event: QueuedEvent): void {
    const ended: Ended[] = [];
    const part = scope.whole !== undefined;
    scope.drain(ended);
    for (const one of ended) {
      if (one.stream.tail.length > 0) event.ends.push(one.stream);
      this.#closing.push({ ...one, part });
    }
    if (!part) scope.letAllGo();
    this.close();
  }

  /** Lets lanes end whose text is scanned. False: there is none. */
  close(): boolean {
    let some = false;
    for (let first = this.#closing.first; first?.stream.settled === true; first = this.#closing.first) {
      this.#closing.shift();
      this.#close(first);
      some = true;
    }
    return some;
  }

  #close({ scope, key, stream, part }: Closing): void {
    const home = homeOf(scope, key, stream);
    const { feeds, left, lane } = stream;
    if (stream.over) {
      this.leave(stream);
      if (left !== undefined) home.setJoint(key, new Joint(left));
      return;
    }
    // Parts that speak in turn do not follow one another.
    const held = part && home !== scope && !home.speaks(key);
    const joint = feeds ?? new Joint(lane.mark());
    if (held && feeds === undefined) joint.wait(stream);
    joint.pause();
    if (!held) joint.stop();
    const before = home.joint(key);
    if (before !== joint) before?.stop();
    home.setJoint(key, joint);
    this.#going?.delete(stream);
    this.#fed?.delete(stream);
    stream.feeds = undefined;
    lane.end();
  }
}

/** Where a lane begins. What no rule names is judged whole as well, so it needs no lane of its own to begin in. */
const beginning = (scope: Scope, key: LaneKey, known: boolean, left: LaneMark | undefined): LaneMark | undefined =>
  known ? undefined : (left ?? scope.joint(key)?.mark);

/** Texts of parts that follow one another are one: those that a rule gives a name, in the object that the parts belong to. */
const homeOf = (scope: Scope, key: LaneKey, { known, again }: StreamLane): Scope =>
  known && again === undefined && typeof key === "string" ? (scope.whole ?? scope) : scope;
