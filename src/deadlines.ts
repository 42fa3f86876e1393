/**
 * Time limits of one length that hardly ever pass, such as that of each exchange. A timer of its own, made and stopped again,
 * costs each of them a microsecond and more; here one looks at all, and a limit holds to within two of its ticks.
 */
import { type Listed, LiveList } from "./live-list.ts";

export interface Deadline {
  /** Does nothing once it has passed. */
  cancel(): void;
}

/** Milliseconds. */
const LEAST_TICK_MS = 5;
const MOST_TICK_MS = 250;

/** How often to look whether a limit has passed: an eighth of it, within these bounds. Milliseconds. */
export const tickOf = (limitMs: number): number =>
  Math.max(LEAST_TICK_MS, Math.min(MOST_TICK_MS, Math.floor(limitMs / 8)));

class Waiting implements Deadline, Listed {
  place = -1;
  over = false;
  readonly #list: LiveList<Waiting>;

  constructor(
    list: LiveList<Waiting>,
    /** The tick in which it passes. */
    readonly due: number,
    readonly passed: () => void,
  ) {
    this.#list = list;
  }

  cancel(): void {
    this.over = true;
    this.#list.delete(this);
  }
}

export class Deadlines {
  readonly #tickMs: number;
  readonly #ticks: number;
  readonly #waiting = new LiveList<Waiting>();
  #tick = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(limitMs: number) {
    this.#tickMs = tickOf(limitMs);
    // Of the first tick some has gone by.
    this.#ticks = Math.ceil(limitMs / this.#tickMs) + 1;
  }

  /** Calls `passed` once the limit has passed, if nobody has cancelled it. It keeps no process alive. */
  start(passed: () => void): Deadline {
    this.#timer ??= setInterval(() => this.#look(), this.#tickMs).unref();
    const waiting = new Waiting(this.#waiting, this.#tick + this.#ticks, passed);
    this.#waiting.add(waiting);
    return waiting;
  }

  #look(): void {
    this.#tick += 1;
    if (this.#waiting.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    for (const waiting of this.#waiting.all()) {
      if (waiting.over || waiting.due > this.#tick) continue;
      waiting.cancel();
      waiting.passed();
    }
  }
}
