/**
 * Which delimiter a CSV body has, told by its first line that is not empty: of comma, semicolon and tab outside of quotes, the one
 * that stands there most often; of those that stand there as often, the first of these. `sep=;` alone in that line says it outright, and
 * the next line is the header.
 */
import { CR, LF, QUOTE } from "./csv-lexer.ts";

const comma = 0x2c;
const candidates = [comma, 0x3b, 0x09];
const mark = [0xef, 0xbb, 0xbf];
const SAID = /^sep=([^\w\s"]|\t)$/i;

export interface Delimiter {
  readonly byte: number;
  /** Where the header begins: behind a byte order mark, and behind a line that only said the delimiter. */
  readonly headerStart: number;
}

export class DelimiterGuess {
  readonly #pieces: Uint8Array[] = [];
  readonly #counts = candidates.map(() => 0);
  /** Bytes before the line, and before the one that is looked at. */
  #lineStart = 0;
  #at = 0;
  #quoted = false;
  /** A quote would open a cell here, or go on with one that it has just closed. */
  #opens = true;

  /** All that it was given. */
  get bytes(): Uint8Array {
    return Buffer.concat(this.#pieces);
  }

  /** True: the line has ended. The bytes are kept and must not change. */
  write(bytes: Uint8Array): boolean {
    this.#pieces.push(bytes);
    for (const byte of bytes) {
      if (this.#endsLine(byte)) return true;
      this.#at++;
    }
    return false;
  }

  answer(): Delimiter {
    const { bytes } = this;
    const line = Buffer.from(bytes.subarray(this.#lineStart, this.#at)).toString("latin1");
    const said = SAID.exec(line)?.[1];
    if (said !== undefined) return { byte: said.charCodeAt(0), headerStart: this.#at };
    const byte = candidates[this.#counts.indexOf(Math.max(...this.#counts))] ?? comma;
    return { byte, headerStart: mark.every((one, at) => bytes[at] === one) ? mark.length : 0 };
  }

  #endsLine(byte: number): boolean {
    if (this.#quoted) {
      this.#quoted = byte !== QUOTE;
      this.#opens = true;
      return false;
    }
    if (byte === mark[this.#at]) {
      this.#lineStart++;
      return false;
    }
    if (byte === LF || byte === CR) {
      if (this.#at > this.#lineStart) return true;
      this.#lineStart = this.#at + 1;
      return false;
    }
    const candidate = candidates.indexOf(byte);
    if (candidate >= 0) this.#counts[candidate] = (this.#counts[candidate] ?? 0) + 1;
    this.#quoted = byte === QUOTE && this.#opens;
    this.#opens = candidate >= 0;
    return false;
  }
}
