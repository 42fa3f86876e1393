/**
 * First in, first out, at the same cost for any length. `Array.shift` moves all that is behind once an array is large, so
 * that whoever can make one large makes each turn dear.
 */
const wornOut = 64;

export class Fifo<Item> {
  #items: (Item | undefined)[] = [];
  /** Places before it are empty, and those from `#last` on. */
  #first = 0;
  #last = 0;

  get length(): number {
    return this.#last - this.#first;
  }

  get first(): Item | undefined {
    return this.#items[this.#first];
  }

  get second(): Item | undefined {
    return this.#items[this.#first + 1];
  }

  /** In order. */
  get all(): readonly Item[] {
    return this.#items.slice(this.#first, this.#last) as Item[];
  }

  push(item: Item): void {
    this.#items[this.#last++] = item;
  }

  shift(): Item | undefined {
    if (this.#first === this.#last) return undefined;
    const item = this.#items[this.#first];
    this.#items[this.#first++] = undefined;
    if (this.#first === this.#last) {
      // An array that is made shorter gives its memory back, and takes it anew with the next item.
      if (this.#items.length > wornOut) this.#items = [];
      this.#first = 0;
      this.#last = 0;
    } else if (this.#first >= wornOut && this.#first * 2 >= this.#last) {
      this.#items = this.#items.slice(this.#first, this.#last);
      this.#last -= this.#first;
      this.#first = 0;
    }
    return item;
  }
}
