/**
 * Comma-separated values (RFC 4180) as they come: which bytes are content of which column, and which are the frame around it. A
 * doubled quote is content; a backslash escapes nothing; what stands behind a closing quote is content of the same column.
 *
 *   start --"--> quoted --"--> closed --"--> quoted
 *     |                          |
 *     '--------> plain <---------'           delimiter, CR or LF --> start
 */

export type CsvToken = "content" | "quote" | "delimiter" | "lineEnd";

/** Bytes [start, end) of the body, in this column. Only a doubled quote may begin in an earlier chunk. */
export type SeeCsv = (token: CsvToken, column: number, start: number, end: number) => void;

export const QUOTE = 0x22;
export const CR = 0x0d;
export const LF = 0x0a;

/** `closed`: behind a quote that closes its cell, or is the first of a doubled one. */
type State = "start" | "plain" | "quoted" | "closed";

export class CsvLexer {
  readonly #delimiter: number;
  readonly #see: SeeCsv;
  #state: State = "start";
  #column = 0;
  #read: number;

  /** `at`: offset of the first byte that it will be given. */
  constructor(delimiter: number, at: number, see: SeeCsv) {
    this.#delimiter = delimiter;
    this.#read = at;
    this.#see = see;
  }

  /** Everything before this offset has been told. */
  get told(): number {
    return this.#state === "closed" ? this.#read - 1 : this.#read;
  }

  write(bytes: Uint8Array): void {
    const base = this.#read;
    for (let at = 0; at < bytes.length; ) {
      switch (this.#state) {
        case "start":
          at += this.#begin(bytes[at] === QUOTE, base + at);
          break;
        case "plain":
          at = this.#plain(bytes, at, base);
          break;
        case "quoted":
          at = this.#quoted(bytes, at, base);
          break;
        case "closed":
          at += this.#closed(bytes[at] === QUOTE, base + at);
          break;
      }
    }
    this.#read = base + bytes.length;
  }

  /** Nothing follows. */
  end(): void {
    if (this.#state === "closed") this.#closed(false, this.#read);
  }

  /** How many bytes it took, as below. */
  #begin(quote: boolean, offset: number): number {
    this.#state = quote ? "quoted" : "plain";
    if (!quote) return 0;
    this.#see("quote", this.#column, offset, offset + 1);
    return 1;
  }

  #closed(quote: boolean, offset: number): number {
    this.#state = quote ? "quoted" : "plain";
    if (quote) this.#see("content", this.#column, offset - 1, offset + 1);
    else this.#see("quote", this.#column, offset - 1, offset);
    return quote ? 1 : 0;
  }

  #quoted(bytes: Uint8Array, from: number, base: number): number {
    const quote = bytes.indexOf(QUOTE, from);
    const end = quote < 0 ? bytes.length : quote;
    if (end > from) this.#see("content", this.#column, base + from, base + end);
    if (quote < 0) return end;
    this.#state = "closed";
    return quote + 1;
  }

  #plain(bytes: Uint8Array, from: number, base: number): number {
    let end = from;
    for (; end < bytes.length; end++) {
      const byte = bytes[end];
      if (byte === this.#delimiter || byte === LF || byte === CR) break;
    }
    if (end > from) this.#see("content", this.#column, base + from, base + end);
    if (end === bytes.length) return end;
    const delimiter = bytes[end] === this.#delimiter;
    this.#see(delimiter ? "delimiter" : "lineEnd", this.#column, base + end, base + end + 1);
    this.#column = delimiter ? this.#column + 1 : 0;
    this.#state = "start";
    return end + 1;
  }
}
