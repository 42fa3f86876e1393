/** Leaves that no rule names and that say the same all the time. */
import type { Judged, StreamLane } from "./event-lanes.ts";
import { isSameText } from "./event-values.ts";

/** So often in a row, a value that has changed before is no piece of a text; a shorter one may be. */
const constantRepeats = 4;
const constantBytes = 3;
/** Cards and the like do repeat themselves (5555 5555 5555 4444), for at most so many digits. */
const repeatedDigits = 19;
/** One byte stands oftener: keys begin with two dozen times A, and < fills the lines of passports. */
const repeatedByte = 40;

/**
 * A leaf that no rule names and that says the same again and again is no text in pieces: no value is that periodic. Its
 * lane ends, and it is only judged whole until it changes; else it would hold events back for nothing.
 */
export function isConstant(stream: StreamLane, alone: Judged): boolean {
  const same = stream.last !== undefined && isSameText(stream.last.text, alone.text);
  stream.last = alone;
  stream.repeats = same ? stream.repeats + 1 : 0;
  const digits = alone.text.length <= repeatedDigits / 2 && isDigits(alone.text);
  if (!same) stream.changed = true;
  if (!same || digits) stream.proven = true;
  if (stream.over) return same && stream.constant;
  if (!same || alone.text.length < constantBytes) return false;
  const least = isOneByte(alone.text) ? repeatedByte : digits ? repeatedDigits : 0;
  if (stream.repeats * alone.text.length < least || (stream.changed && stream.repeats < constantRepeats)) return false;
  stream.constant = true;
  stream.over = true;
  stream.lane.end();
  return true;
}

/** Digits and what stands between them. */
const isDigits = (text: Uint8Array): boolean => text.every((byte) => byte >= 0x20 && byte < 0x40);

const isOneByte = (text: Uint8Array): boolean => text.every((byte) => byte === text[0]);
