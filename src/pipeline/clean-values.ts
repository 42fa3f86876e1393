/**
 * Header values in which nothing was found, so that the ones that clients send again and again are scanned once. Kept in
 * memory only, and bounded: names come from allow-lists, but where a list allows any ending they are the sender's choice.
 */
const maxNames = 64;
const maxValues = 16;
const maxLength = 256;

export class CleanValues {
  readonly #names = new Map<string, Set<string>>();

  has(name: string, value: string): boolean {
    return this.#names.get(name)?.has(value) === true;
  }

  add(name: string, value: string): void {
    if (value.length > maxLength || name.length > maxLength) return;
    let values = this.#names.get(name);
    if (values === undefined) {
      if (this.#names.size >= maxNames) return;
      values = new Set();
      this.#names.set(name, values);
    }
    if (values.size >= maxValues) values.clear();
    values.add(value);
  }
}
