/**
 * Where a text has ended it may go on: in the next part of its message, or, against all rules, in its own place. A lane of
 * its own then has the text of both. Each part is judged in its own lane, too, so its end is an end and its beginning one.
 *
 *   part 0   own lane ........| mark
 *   joint                     '~~~~~~|.............   opened where part 1 speaks, given up once it can know no more than
 *   part 1                           |.............   part 1's own lane does
 *
 * What of part 0 the joint may still reach (at its mark nothing has been decided of it) waits while the joint is *held*, that
 * is until part 1 has said enough, or something shows that there will be none, or too many events wait behind it. Then it
 * leaves; the joint stays all the same, and what goes on in part 1 is redacted there.
 */
import type { Edit, Inspection, Lane, LaneMark } from "../../../inspect/inspection.ts";
import type { StreamLane } from "./event-lanes.ts";
import { noBytes } from "./splice.ts";

/** The text of one part. */
export interface Span {
  readonly stream: StreamLane;
  /** Offset in the joint of the part's first byte ... */
  readonly shift: number;
  /** ... and of the first one that the joint has. */
  readonly begins: number;
}

export class Joint {
  #mark: LaneMark;
  /** Parts that wait for the joint, and the part that speaks. */
  #spans: Span[] = [];
  #lane: Lane | undefined;
  /** Where the last part ended that was judged here; and the judgement of what ends there, if some text did not wait for more. */
  #paused: LaneMark | undefined;
  #ending: Joint | undefined;
  #speaker: StreamLane | undefined;
  #over = false;
  #open: ((from: LaneMark) => Lane) | undefined;
  /** With where what had left ended when they were found. */
  #edits: { readonly edit: Edit; readonly left: number }[] = [];
  /** Offset before which text has left without waiting for the joint. */
  #left: number;

  constructor(mark: LaneMark) {
    this.#mark = mark;
    this.#left = pushedAt(mark);
  }

  /** Where the text stood when it ended. */
  get mark(): LaneMark {
    return this.#mark;
  }

  /** Where it stands now. Only while settled. */
  get here(): LaneMark {
    return this.#lane?.mark() ?? this.#mark;
  }

  /** Some part's text goes on in it now. */
  get speaking(): boolean {
    return this.#speaker !== undefined;
  }

  /** It has ended: what comes now goes on from its mark in another one. */
  get over(): boolean {
    return this.#over;
  }

  /** Offset before which the joint has decided everything. */
  get released(): number {
    if (this.#lane === undefined) return this.#mark.released;
    return this.#lane.finished ? Number.POSITIVE_INFINITY : this.#lane.released;
  }

  get settled(): boolean {
    return this.#lane === undefined || this.#lane.settled;
  }

  /** The text whose lane stood at the mark waits to see whether it goes on. */
  wait(ended: StreamLane): void {
    if (this.#mark.released === pushedAt(this.#mark)) return;
    const span = { stream: ended, shift: 0, begins: 0 };
    this.#spans.push(span);
    this.#left = 0;
    ended.link(this, span);
  }

  /** A text goes on from here. */
  goOn(stream: StreamLane, inspection: Inspection, name: string, progress: () => void): void {
    this.#open = (from) => inspection.open({ name, from, progress });
    this.#lane ??= this.#open(this.#mark);
    const { pushed, released } = this.#lane;
    this.#spans = this.#spans.filter((span) => span.shift + span.stream.lane.pushed > released);
    const span = { stream, shift: pushed - stream.lane.pushed, begins: pushed };
    this.#spans.push(span);
    if (span.shift === pushed) stream.lane.standsIn(this.#lane.readAt(pushed));
    this.#speaker = stream;
    stream.link(this, span);
  }

  push(text: Uint8Array): void {
    this.#lane?.push(text);
  }

  /** The part that spoke has ended. Only while settled. */
  pause(): void {
    this.#speaker = undefined;
    this.#paused = this.#lane?.mark();
    this.#ending = undefined;
  }

  /** Nothing goes on in it any more, as far as can be told. Only while settled. False: it has stopped before, or some text does. */
  stop(): boolean {
    if (this.#over || this.speaking) return false;
    this.#over = true;
    if (this.#lane !== undefined) {
      this.#mark = this.#lane.mark();
      this.#lane.end();
      return true;
    }
    // The part's own end has judged all that this could judge.
    for (const { stream } of this.#spans) stream.unlink(this);
    return true;
  }

  /** A part's text waits no longer. Only while settled. False: it did not wait. */
  letGo(stream: StreamLane): boolean {
    if (!this.speaking) return this.stop();
    const span = this.#spans.find((one) => one.stream === stream);
    if (span === undefined) return false;
    // A part that has not ended, and yet leaves, ends where it stands.
    if (stream === this.#speaker) {
      this.#paused = this.#lane?.mark();
      this.#ending = undefined;
    }
    this.#spans = this.#spans.filter((one) => one !== span);
    stream.unlink(this);
    this.#left = Math.max(this.#left, span.shift + stream.lane.pushed);
    this.#endAtPause(span.begins);
    if (this.#ending !== undefined) stream.link(this.#ending, span);
    return true;
  }

  /** For text that leaves while another goes on: what it comes to with nothing behind it. */
  #endAtPause(left: number): void {
    if (this.#ending !== undefined || this.#paused === undefined || this.#open === undefined) return;
    this.#ending = Joint.ended(this.#paused, this.#open, left);
  }

  /** A joint that ends where it begins; before `left` text has left. */
  static ended(mark: LaneMark, open: (from: LaneMark) => Lane, left = 0): Joint {
    const joint = new Joint(mark);
    joint.#left = left;
    joint.#over = true;
    joint.#lane = open(mark);
    joint.#lane.end();
    return joint;
  }

  /** Ends the joint if, from here on, it finds what the own lane of the part that speaks finds. Only while settled. */
  giveUp(stream: StreamLane): boolean {
    if (this.#lane === undefined) return true;
    const own = stream.lane;
    if (this.#lane.released < this.#lane.pushed || own.released < own.pushed) return false;
    const { shift = 0, begins = 0 } = this.#spans.find((one) => one.stream === stream) ?? {};
    const [joined, alone] = [this.#lane.mark(), own.mark()];
    if (
      joined.base < begins ||
      joined.base - shift !== alone.base ||
      joined.floor - shift !== alone.floor ||
      joined.tails !== alone.tails
    )
      return false;
    // All is released, so this decides nothing.
    this.#over = true;
    this.#lane.end();
    return true;
  }

  /**
   * Adds the edits in a part's text, in its offsets: those behind the first `known` ones. To an edit that begins before what is
   * still here, the first part here gives its place. Result: how many there are.
   */
  editsIn({ stream, shift, begins }: Span, known: number, into: Edit[]): number {
    if (this.#lane !== undefined) {
      for (const edit of this.#lane.takeEdits()) this.#edits.push({ edit, left: this.#left });
    }
    const to = shift + stream.lane.pushed;
    for (let at = known; at < this.#edits.length; at++) {
      const { edit, left } = this.#edits[at] ?? noEdit;
      if (edit.end <= begins || edit.start >= to) continue;
      const speaks = edit.start >= begins || (edit.start < left && left === begins);
      into.push({
        start: Math.max(edit.start, begins) - shift,
        end: Math.min(edit.end, to) - shift,
        replacement: speaks ? edit.replacement : noBytes,
        swallowed: edit.swallowed || !speaks,
      });
    }
    return this.#edits.length;
  }
}

const noEdit = { edit: { start: 0, end: 0, replacement: noBytes, swallowed: false }, left: 0 };
export const pushedAt = (mark: LaneMark): number => mark.base + mark.bytes.length;
