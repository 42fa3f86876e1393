/**
 * Work that many have in one turn of the event loop, done at its end, kind by kind.
 *
 *   sockets are read     a body ends, an answer is written to, ...: each leaves its work here
 *   end of the turn      read read read | judge judge judge | finish finish | write write write | what the turn has taken
 *
 * What a kind needs (its code, the engine's tables) comes into the processor's caches once for all that have such work; an
 * exchange that goes its whole way alone finds it pushed out by what it did meanwhile, and so does the next one. Work waits for
 * no clock and no number of others: alone in its turn it is done as soon as the sockets' callbacks are over.
 */
export interface Work {
  /** Throws nothing. */
  work(): void;
}

/** In their order: of what one leaves behind, the later kinds are done in the same turn. */
export const kinds = { read: 0, judge: 1, finish: 2, write: 3, count: 4 } as const;
export type Kind = (typeof kinds)[keyof typeof kinds];

/** Puts work off to the end of the turn. */
export type PutOff = (kind: Kind, work: Work) => void;

/** Whose work is put off. */
export interface Turns {
  putOff(kind: Kind, work: Work): void;
  /** For good, because of a fault in that work: whoever put it off has returned. */
  stop(error: unknown): void;
}

const waiting: Work[][] = Object.values(kinds).map(() => []);
let awaited = false;
/** The kind that is being done; -1 while sockets are read. */
let doing = -1;

export const atTurnsEnd: PutOff = (kind, work) => {
  waiting[kind]?.push(work);
  if (awaited || (doing >= 0 && kind > doing)) return;
  awaited = true;
  setImmediate(endTurn);
};

function endTurn(): void {
  awaited = false;
  for (doing = 0; doing < waiting.length; doing++) {
    const due = waiting[doing] ?? [];
    if (due.length === 0) continue;
    waiting[doing] = [];
    for (const each of due) each.work();
  }
  doing = -1;
}
