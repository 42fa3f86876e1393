/**
 * What is alive now, in no order. A Set that is added to and deleted from all the time leaves tables behind that hold on to
 * each other and to what was in them; once one of them is old, everything that ever lived stays until the next full
 * collection. Here the last takes the place of the one that leaves.
 */
export interface Listed {
  /** Place in the list; the list's own to write. */
  place: number;
}

export class LiveList<Item extends Listed> {
  /** Its length only grows: an array that is shortened and pushed to again and again leaves copies behind, as a Set does. */
  readonly #items: (Item | undefined)[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(item: Item): void {
    item.place = this.#size;
    this.#items[this.#size++] = item;
  }

  /** Does nothing when it is not in the list. */
  delete(item: Item): void {
    if (item.place < 0 || item.place >= this.#size || this.#items[item.place] !== item) return;
    this.#size--;
    const last = this.#items[this.#size];
    this.#items[this.#size] = undefined;
    if (last === undefined || last === item) return;
    this.#items[item.place] = last;
    last.place = item.place;
  }

  /** Those that are in it now, whatever happens to the list meanwhile. */
  all(): readonly Item[] {
    return this.#items.filter((item) => item !== undefined);
  }
}
