/**
 * When what was written leaves. A writer is flushed once for all that was written to it meanwhile:
 *
 *   while an upstream's bytes are read   with the end of that reading: an event does not wait for those of other streams that the
 *                                        same turn of the loop brings
 *   else                                 from setImmediate: uWS's own callbacks, and their microtasks, are over by then
 */
export interface Flushed {
  /** Writes what the socket takes; throws nothing. */
  flush(): void;
}

// Arrays: the tables that a Set leaves behind when it is cleared hold on to each other, and to what was in them.
let later: Flushed[] = [];
let behindReading: Flushed[] = [];
let reading = false;

/** Flushes the writer soon; it asks once until then. */
export function flushSoon(writer: Flushed): void {
  if (reading) {
    behindReading.push(writer);
    return;
  }
  if (later.length === 0) setImmediate(flushLater);
  later.push(writer);
}

function flushLater(): void {
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
  if (behindReading.length === 0) return;
  const writers = behindReading;
  behindReading = [];
  for (const writer of writers) writer.flush();
}
