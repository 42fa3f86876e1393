/**
 * Elements of an array that no index names go by their place. Where the array is longer or shorter than it was when it was
 * last seen, they may have moved, all by as much: something came before them, or what stood before them is gone.
 *
 *   {"parts":[{"text":"078-05"}]}
 *   {"parts":[{"thought":true},{"text":"-1120"}]}      one more: what stands second now stood first
 */
import type { Scope } from "./event-scope.ts";
import { kinds } from "./json-lexer.ts";
import type { JsonTape } from "./json-tape.ts";

export class EventMoves {
  readonly #tape: JsonTape;
  #event = 0;
  /** Of the event on the tape, by record of the array: by how many places its elements have moved. */
  #moved: Map<number, number> | undefined;

  constructor(tape: JsonTape) {
    this.#tape = tape;
  }

  next(): void {
    this.#event++;
    this.#moved?.clear();
  }

  /** The scope in which the text of an element's container stood before, if it may have moved. */
  before(scope: Scope, container: number): Scope | undefined {
    const { place } = scope;
    if (place === undefined) return undefined;
    const tape = this.#tape;
    let element = container;
    while (tape.parent(element) >= 0 && tape.kind(tape.parent(element)) !== kinds.array) element = tape.parent(element);
    const array = tape.parent(element);
    if (array < 0) return undefined;
    this.#moved ??= new Map();
    let moved = this.#moved.get(array);
    if (moved === undefined) {
      moved = scope.growth(this.#length(array), this.#event);
      this.#moved.set(array, moved);
    }
    return moved === 0 ? undefined : scope.atPlace(place.position - moved);
  }

  #length(array: number): number {
    let length = 0;
    const end = this.#tape.next(array);
    for (let element = array + 1; element < end; element = this.#tape.next(element)) {
      length = this.#tape.position(element) + 1;
    }
    return length;
  }
}
