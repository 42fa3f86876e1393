/**
 * Leaves judged whole. A value that stands in the same place in event after event (id, model, a comment) is judged once: the
 * last judgement of each place is kept and found again by comparing bytes.
 */
import { copyBytes } from "../../../concat.ts";
import type { Inspection } from "../../../inspect/inspection.ts";
import type { Reading } from "../../../inspect/told.ts";
import { finishedLane, type Judged } from "./event-lanes.ts";
import { flags, kinds } from "./json-lexer.ts";
import type { Shape } from "./json-shape.ts";
import type { JsonTape } from "./json-tape.ts";

/** Longer values are not kept: they seldom repeat, and there are many places. */
const keptBytes = 1024;

/** Clean without asking again. */
export const isClean = (judged: Judged): boolean => judged.edits !== undefined && judged.edits.length === 0;

export const isSameText = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

export class WholeValues {
  readonly #inspection: Inspection;
  readonly #progress: () => void;
  readonly #last = new Map<Shape | string, Judged>();

  constructor(inspection: Inspection, progress: () => void) {
    this.#inspection = inspection;
    this.#progress = progress;
  }

  /** Judges a text of this place, unless it is the one that stood there last. */
  judge(
    place: Shape | string,
    name: string,
    context: string | Uint8Array,
    text: Uint8Array,
    field?: number,
    reading?: Reading,
  ): Judged {
    const last = this.#last.get(place);
    if (last !== undefined && isSameText(last.text, text)) return last;
    const judged = this.judgeOnce(name, context, text, field, reading);
    if (text.length > keptBytes) this.#last.delete(place);
    else if (typeof place === "string" || place.kept) this.#last.set(place, judged);
    return judged;
  }

  judgeOnce(name: string, context: string | Uint8Array, text: Uint8Array, field?: number, reading?: Reading): Judged {
    const lane = this.#inspection.open({ name, context, field, brief: true, reading, progress: this.#progress });
    lane.end(text);
    if (lane.finished) return { text: copyBytes(text), lane: finishedLane, edits: lane.takeEdits() };
    return { text: copyBytes(text), lane, edits: undefined };
  }

  /** The string that stood here last, and was clean, stands here again; asked without making a view. */
  isUnchanged(tape: JsonTape, token: number, source: Uint8Array): boolean {
    const last = this.#last.get(tape.shape(token));
    if (last === undefined || !isClean(last)) return false;
    if (tape.kind(token) !== kinds.string || tape.has(token, flags.escaped)) return false;
    const start = tape.start(token);
    const { text } = last;
    if (text.length !== tape.end(token) - start) return false;
    for (let i = 0; i < text.length; i++) if (text[i] !== source[start + i]) return false;
    return true;
  }
}
