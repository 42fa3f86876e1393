/**
 * The words of JSON (RFC 8259): white space, strings, numbers, literals, checked strictly and measured, never copied. The
 * tape (json-tape.ts) puts them together.
 */
import { failures, type SluiceError } from "../../../errors.ts";
import { plainTo } from "../../../scanning/plain-bytes.ts";
import { hexDigit, shortEscape } from "./json-string.ts";
import { noBytes } from "./splice.ts";

export const kinds = { object: 0, array: 1, string: 2, number: 3, true: 4, false: 5, null: 6 } as const;
export type Kind = (typeof kinds)[keyof typeof kinds];

export const flags = {
  /** The string holds a backslash. */
  escaped: 16,
  keyEscaped: 32,
  /** The number has 7 or more integer digits, or so many digits and an exponent. */
  long: 64,
  /** The array holds numbers. */
  numbers: 128,
} as const;

const quote = 0x22;
const backslash = 0x5c;
/** Behind so many plain bytes in a row the engine looks for their end: to ask it costs as much as looking at some of them. */
const plainRow = 96;

export class JsonLexer {
  protected readonly source: "client" | "upstream";
  protected bytes: Uint8Array = noBytes;
  protected from = 0;
  /** The next byte to read. */
  protected at = 0;
  protected limit = 0;
  protected error: SluiceError | undefined;

  constructor(source: "client" | "upstream") {
    this.source = source;
  }

  protected fail(what: string, at = this.at): false {
    this.error ??= failures.malformedJson(
      this.source,
      at - this.from,
      at >= this.limit ? `it ends where ${what}` : what,
    );
    return false;
  }

  protected space(): number {
    const bytes = this.bytes;
    let at = this.at;
    let byte = bytes[at] ?? 0;
    while (at < this.limit && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09))
      byte = bytes[++at] ?? 0;
    this.at = at;
    return at < this.limit ? byte : -1;
  }

  /** The string at `at`, which is its quote. 0, or `flags.escaped`, or -1 with a failure. */
  protected string(): number {
    const bytes = this.bytes;
    const end = this.limit;
    let escaped = 0;
    let at = this.at + 1;
    let look = at + plainRow;
    for (;;) {
      if (at >= look) {
        at = plainTo(bytes, at, end);
        look = at + plainRow;
      }
      if (at >= end) {
        this.fail("a string is not closed", end);
        return -1;
      }
      const byte = bytes[at] ?? 0;
      // Small letters first: what text is made of needs one comparison.
      if (byte > backslash) {
        at++;
        continue;
      }
      if (byte === quote) break;
      if (byte < 0x20) {
        this.fail("a control character stands in a string", at);
        return -1;
      }
      if (byte === backslash) {
        escaped = flags.escaped;
        const letter = at + 1 < end ? (bytes[at + 1] ?? 0) : 0;
        if (letter === 0x75) {
          for (let i = at + 2; i < at + 6; i++) {
            if (i >= end || hexDigit(bytes[i] ?? 0) < 0) {
              this.fail("an escape needs four hexadecimal digits", Math.min(i, end));
              return -1;
            }
          }
          at += 6;
        } else if (letter < 128 && shortEscape(letter) !== 0) at += 2;
        else {
          this.fail("an unknown escape stands in a string", at + 1);
          return -1;
        }
      } else at++;
    }
    this.at = at + 1;
    return escaped;
  }

  /** The number at `at`. 0, or `flags.long`, or -1 with a failure. */
  protected number(): number {
    if (this.bytes[this.at] === 0x2d) this.at++;
    const first = this.bytes[this.at] ?? 0;
    const whole = this.digits();
    if (whole === 0 || (whole > 1 && first === 0x30)) return this.badNumber();
    let digits = whole;
    let exponent = false;
    if (this.at < this.limit && this.bytes[this.at] === 0x2e) {
      this.at++;
      const fraction = this.digits();
      if (fraction === 0) return this.badNumber();
      digits += fraction;
    }
    if (this.at < this.limit && ((this.bytes[this.at] ?? 0) | 0x20) === 0x65) {
      this.at++;
      const sign = this.bytes[this.at];
      if (sign === 0x2b || sign === 0x2d) this.at++;
      if (this.digits() === 0) return this.badNumber();
      exponent = true;
    }
    return whole >= 7 || (exponent && digits >= 7) ? flags.long : 0;
  }

  private badNumber(): -1 {
    this.fail("a number is malformed");
    return -1;
  }

  private digits(): number {
    const from = this.at;
    let at = from;
    while (at < this.limit && ((this.bytes[at] ?? 0) - 0x30) >>> 0 <= 9) at++;
    this.at = at;
    return at - from;
  }

  protected literal(byte: number): Kind | -1 {
    if (byte === 0x74 && this.spells("true")) return kinds.true;
    if (byte === 0x66 && this.spells("false")) return kinds.false;
    if (byte === 0x6e && this.spells("null")) return kinds.null;
    this.fail(byte === 0xef && this.at === this.from ? "it begins with a byte order mark" : "a value is expected");
    return -1;
  }

  private spells(word: string): boolean {
    if (this.at + word.length > this.limit) return false;
    for (let i = 1; i < word.length; i++) if (this.bytes[this.at + i] !== word.charCodeAt(i)) return false;
    this.at += word.length;
    return true;
  }
}
