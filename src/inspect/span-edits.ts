/**
 * From one step's result to edits, alike for lanes and for whole texts: findings are told, then each span gets its
 * replacement, and the tail swallowed behind one head is counted.
 *
 * A finding is of the span that it ends in, and of no other that it overlaps: it may not be known yet when that one leaves,
 * and what is decided of a span may not depend on how the text was cut.
 */
import { failures } from "../errors.ts";
import type { Edit } from "./inspection.ts";
import type { LaneOwner } from "./lane.ts";
import type { Finding, LaneResult } from "./scanner.ts";
import { appendEdit } from "./tail-edits.ts";
import type { Reading } from "./told.ts";

const noEdits: readonly Edit[] = Object.freeze([]);

/** Not a spread, which costs several times as much. */
const movedBy = ({ detector, start, end, truncated, allowed }: Finding, by: number): Finding =>
  allowed === true
    ? { detector, start: start + by, end: end + by, truncated, allowed }
    : { detector, start: start + by, end: end + by, truncated };

/** Moved to its place in the text that it is read as a piece of. */
function tell(lane: string, finding: Finding, bytes: Uint8Array, base: number, { told, at }: Reading): Finding {
  const moved = movedBy(finding, base + at);
  const value = bytes.subarray(finding.start, finding.end);
  return told.tell(lane, moved, value);
}

export class SpanEdits {
  readonly #owner: LaneOwner;
  /** Number of the lane in its inspection, and its name. */
  readonly #number: number;
  readonly #name: string;
  #edits: Edit[] = [];
  /** Of the run of swallowed bytes that came last: its length, and the lane offset of its end. */
  swallowed: number;
  swallowedTo: number;

  constructor(owner: LaneOwner, number: number, name: string, swallowed = 0, swallowedTo = -1) {
    this.#owner = owner;
    this.#number = number;
    this.#name = name;
    this.swallowed = swallowed;
    this.swallowedTo = swallowedTo;
  }

  /**
   * `bytes` are those of the step, `base` is their lane offset. What is told has the offsets of the text that
   * `reading` is of. The owner may be stopped when this returns.
   */
  take(bytes: Uint8Array, base: number, result: LaneResult, reading?: Reading): void {
    const owner = this.#owner;
    const shift = reading?.at ?? 0;
    const from = base + shift;
    let { findings } = result;
    if (reading !== undefined) findings = findings.map((f) => tell(this.#name, f, bytes, base, reading));
    else if (base !== 0) findings = findings.map((f) => movedBy(f, base));
    if (findings.length > 0) owner.found(this.#name, findings);
    const byEnd = findings.length > 1 ? findings.toSorted((a, b) => a.end - b.end) : findings;
    let at = 0;
    for (const span of result.spans) {
      if (owner.stopped !== undefined) return;
      const inside: Finding[] = [];
      for (let next = byEnd[at]; next !== undefined && next.end <= from + span.end; next = byEnd[++at]) {
        if (next.end > from + span.start) inside.push(next);
      }
      this.#edit(bytes.subarray(span.start, span.end), base + span.start, shift, span.swallowed, inside);
    }
  }

  /** Removes and returns the edits so far, in order. */
  drain(): readonly Edit[] {
    if (this.#edits.length === 0) return noEdits;
    const edits = this.#edits;
    this.#edits = [];
    return edits;
  }

  #edit(value: Uint8Array, start: number, shift: number, swallowed: boolean, inside: readonly Finding[]): void {
    const owner = this.#owner;
    const end = start + value.length;
    if (swallowed) {
      this.swallowed = this.swallowedTo === start ? this.swallowed + value.length : value.length;
      this.swallowedTo = end;
      if (this.swallowed > owner.limits.swallowBytes) {
        owner.stop(failures.swallowOverflow(owner.source, owner.limits.swallowBytes));
        return;
      }
    }
    const span = { lane: this.#number, start: start + shift, end: end + shift };
    const replacement = owner.redact(this.#name, value, inside, swallowed, span);
    if (replacement !== value) appendEdit(this.#edits, { start, end, replacement, swallowed }, value);
  }
}
