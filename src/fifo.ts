/**
 * First in, first out, at the same cost for any length. `Array.shift` moves all that is behind once an array is large, so
 * that whoever can make one large makes each turn dear.
 */
const wornOut = 64;

export class Fifo<Item> {
  #items: (Item | undefined)[] = [];
  /** Places before it are empty. */
  #first = 0;

  get length(): number {
    return this.#items.length - this.#first;
  }

  get first(): Item | undefined {
    return this.#items[this.#first];
  }

  get second(): Item | undefined {
    return this.#items[this.#first + 1];
  }

  push(item: Item): void {
    this.#items.push(item);
  }

  shift(): Item | undefined {
    const item = this.#items[this.#first];
    if (this.#first === this.#items.length) return undefined;
    this.#items[this.#first++] = undefined;
    if (this.#first === this.#items.length) {
      this.#items.length = 0;
      this.#first = 0;
    } else if (this.#first >= wornOut && this.#first * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#first);
      this.#first = 0;
    }
    return item;
  }
}
