/**
 * When what was written leaves. A writer is flushed once for all that was written to it meanwhile:
 *
 *   while an upstream's bytes are read   with the end of that reading, for the first readings of a turn of the loop: an event does not
 *                                        wait for those of other streams that the same turn brings
 *   else                                 from setImmediate: uWS's own callbacks, and their microtasks, are over by then; and under a
 *                                        full load, where all wait anyway, writing many in a row costs less
 */
export interface Flushed {
  /** Writes what the socket takes; throws nothing. */
  flush(): void;
}

/** Readings of a turn after which is written at once. */
const mostAtOnce = 8;

// Arrays: the tables that a Set leaves behind when it is cleared hold on to each other, and to what was in them.
let later: Flushed[] = [];
/** Mostly one is written to in a reading. */
let behindReading: Flushed | undefined;
let othersBehind: Flushed[] = [];
let reading = false;
let readings = 0;
let turnEnds = false;

/** Flushes the writer soon; it asks once until then. */
export function flushSoon(written: Flushed): void {
  if (reading && readings < mostAtOnce) {
    if (behindReading === undefined) behindReading = written;
    else othersBehind.push(written);
    return;
  }
  later.push(written);
  awaitEnd();
}

function awaitEnd(): void {
  if (turnEnds) return;
  turnEnds = true;
  setImmediate(endTurn);
}

function endTurn(): void {
  turnEnds = false;
  readings = 0;
  const writers = later;
  later = [];
  for (const writer of writers) writer.flush();
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
  readings += 1;
  awaitEnd();
  first.flush();
  if (othersBehind.length === 0) return;
  const others = othersBehind;
  othersBehind = [];
  for (const other of others) other.flush();
}
