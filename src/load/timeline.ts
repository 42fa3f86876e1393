/**
 * Things to do at moments, in steps of one millisecond: one timer for all streams, however many are live. What is due is done at the
 * first tick at or after its moment, never before.
 */
export class Timeline {
  readonly #slots = new Map<number, (() => void)[]>();
  #timer: NodeJS.Timeout | undefined;
  #doneMs = 0;

  /** ms of `performance.now()`. */
  at(moment: number, run: () => void): void {
    if (this.#timer === undefined) {
      this.#doneMs = Math.floor(performance.now());
      this.#timer = setInterval(() => this.#tick(), 1);
    }
    const slot = Math.max(this.#doneMs + 1, Math.ceil(moment));
    const known = this.#slots.get(slot);
    if (known === undefined) this.#slots.set(slot, [run]);
    else known.push(run);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const nowMs = Math.floor(performance.now());
    while (this.#doneMs < nowMs) {
      this.#doneMs += 1;
      const due = this.#slots.get(this.#doneMs);
      if (due === undefined) continue;
      this.#slots.delete(this.#doneMs);
      for (const run of due) run();
    }
  }
}
