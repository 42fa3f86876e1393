/** A lane's text while it is lent to a fast path. */
import type { FastPath, FastUnit, GivenBack, Lent } from "./fast-path.ts";
import type { LaneOwner } from "./lane.ts";
import type { PumpEnds, Pumping, PumpTotals } from "./pump.ts";

export class LentLane implements Lent {
  readonly #path: FastPath;
  readonly #owner: Pick<LaneOwner, "holding" | "stopped">;
  readonly #resume: (lane: GivenBack) => void;
  #held: number;

  constructor(
    path: FastPath,
    owner: Pick<LaneOwner, "holding" | "stopped">,
    held: number,
    resume: (lane: GivenBack) => void,
  ) {
    this.#path = path;
    this.#owner = owner;
    this.#held = held;
    this.#resume = resume;
  }

  get data(): number {
    return this.#path.data;
  }

  released(): Uint8Array {
    return this.#path.released();
  }

  get waiting(): number {
    return this.#path.waiting;
  }

  take(what: FastUnit, bytes: Uint8Array, from: number, to: number): number {
    if (this.#owner.stopped !== undefined) return from;
    const next = this.#path.take(what, bytes, from, to);
    if (next !== from) this.#holds();
    return next;
  }

  pump(ends: PumpEnds): Pumping | undefined {
    return this.#owner.stopped === undefined ? this.#path.pump?.(ends) : undefined;
  }

  pumped(totals: PumpTotals): void {
    this.#path.pumped?.(totals);
    this.#holds();
  }

  #holds(): void {
    const { heldText } = this.#path;
    if (heldText === this.#held) return;
    this.#owner.holding(heldText - this.#held);
    this.#held = heldText;
  }

  takeBack(): readonly Uint8Array[] {
    const lane = this.#path.giveBack();
    this.#resume(lane);
    return lane.waiting;
  }
}
