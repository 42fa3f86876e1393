/**
 * When what was written leaves. A writer is flushed once for all that was written to it meanwhile:
 *
 *   while an upstream's bytes are read   with the end of that reading, for the first readings of a turn of the loop: an event does not
 *                                        wait for those of other streams that the same turn brings
 *   else                                 with the turn's end (turn.ts): uWS's own callbacks, and their microtasks, are over by then; and
 *                                        under a full load, where all wait anyway, writing many in a row costs less
 */
import { atTurnsEnd, kinds, type Work } from "../../turn.ts";

/** Readings of a turn after which is written at once. */
const mostAtOnce = 8;

/** Mostly one is written to in a reading. */
let behindReading: Work | undefined;
let othersBehind: Work[] = [];
let reading = false;
let readings = 0;

const turnEnds: Work = {
  work() {
    readings = 0;
  },
};

/** Flushes the writer soon (its `work` writes what the socket takes); it asks once until then. */
export function flushSoon(written: Work): void {
  if (!reading || readings >= mostAtOnce) atTurnsEnd(kinds.write, written);
  else if (behindReading === undefined) behindReading = written;
  else othersBehind.push(written);
}

/** Around the reading of what an upstream sent, in a callback of the upstream's socket. */
export function beginReading(): void {
  reading = true;
}

export function endReading(): void {
  reading = false;
  const first = behindReading;
  if (first === undefined) return;
  behindReading = undefined;
  if (readings === 0) atTurnsEnd(kinds.write, turnEnds);
  readings += 1;
  first.work();
  if (othersBehind.length === 0) return;
  const others = othersBehind;
  othersBehind = [];
  for (const other of others) other.work();
}
