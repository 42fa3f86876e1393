/**
 * Edits in text that is itself JSON (tool arguments, streamed in fragments) must leave it valid JSON. This follows the
 * text's own syntax from fragment to fragment and reshapes each edit:
 *
 *   in a string       the replacement stands there; quotes stay
 *   in a number       the digits it touches, and those behind them, become one `0`
 *   structure, space, `true`, `false`, `null`   stay as they are: they say nothing
 *   anything else     is replaced (it was no JSON in the first place)
 *
 * Text whose first byte does not open an object, array or string is no JSON, and its edits are left alone.
 */
import type { Edit } from "../../../inspect/inspection.ts";
import { cutEdits, noBytes } from "./splice.ts";

const zero = new Uint8Array([0x30]);
const literals = ["true", "false", "null"] as const;

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const isStructure = (byte: number): boolean =>
  byte === 0x7b || byte === 0x7d || byte === 0x5b || byte === 0x5d || byte === 0x2c || byte === 0x3a || isSpace(byte);
/** What a number holds besides digits. */
const isNumberSign = (byte: number): boolean =>
  byte === 0x2d || byte === 0x2b || byte === 0x2e || (byte | 0x20) === 0x65;

type Place = "undecided" | "plain" | "outside" | "string" | "escape" | "number" | "bare";

export class JsonAgain {
  #place: Place = "undecided";
  /** The letters of a bare word so far while they may still become a literal. */
  #bare = "";
  /** An edit has touched this run of digits. */
  #zeroed = false;
  /** Start of the edit whose replacement already stands in the text. */
  #spoken = -1;

  /** Follows the next lane bytes, from lane offset `from`; `edits` may reach over both ends. Result: offsets in `bytes`. */
  shape(bytes: Uint8Array, from: number, edits: readonly Edit[]): readonly Edit[] {
    const out: Edit[] = [];
    let next = 0;
    for (let i = 0; i < bytes.length; i++) {
      const at = from + i;
      let edit = edits[next];
      while (edit !== undefined && edit.end <= at) edit = edits[++next];
      const covering = edit !== undefined && edit.start <= at ? edit : undefined;
      const byte = bytes[i] ?? 0;
      if (this.#place === "undecided" && !isSpace(byte)) {
        this.#place = byte === 0x7b || byte === 0x5b || byte === 0x22 ? "outside" : "plain";
      }
      if (this.#place === "plain") return cutEdits(edits, from, from + bytes.length);
      this.#byte(byte, i, covering, out);
    }
    return out;
  }

  #byte(byte: number, at: number, edit: Edit | undefined, out: Edit[]): void {
    switch (this.#place) {
      case "string":
        if (byte === 0x22) {
          this.#place = "outside";
          return;
        }
        if (byte === 0x5c) this.#place = "escape";
        if (edit !== undefined) this.#replace(at, edit, out);
        return;
      case "escape":
        this.#place = "string";
        if (edit !== undefined) this.#replace(at, edit, out);
        return;
      case "number":
        if (isDigit(byte) || isNumberSign(byte)) {
          this.#number(byte, at, edit, out);
          return;
        }
        break;
      case "bare":
        if (!isStructure(byte) && byte !== 0x22) {
          this.#word(byte, at, edit, out);
          return;
        }
        break;
      default:
    }
    this.#outside(byte, at, edit, out);
  }

  #outside(byte: number, at: number, edit: Edit | undefined, out: Edit[]): void {
    this.#place = "outside";
    if (byte === 0x22) this.#place = "string";
    else if (isDigit(byte) || byte === 0x2d) {
      this.#place = "number";
      this.#zeroed = false;
      this.#number(byte, at, edit, out);
    } else if (!isStructure(byte)) {
      this.#place = "bare";
      this.#bare = "";
      this.#word(byte, at, edit, out);
    }
  }

  #number(byte: number, at: number, edit: Edit | undefined, out: Edit[]): void {
    if (!isDigit(byte)) {
      this.#zeroed = false;
      return;
    }
    if (this.#zeroed) put(out, at, noBytes);
    else if (edit !== undefined) {
      this.#zeroed = true;
      put(out, at, zero);
    }
  }

  #word(byte: number, at: number, edit: Edit | undefined, out: Edit[]): void {
    this.#bare += this.#bare.length <= 5 ? String.fromCharCode(byte) : "";
    const literal = literals.some((word) => word.startsWith(this.#bare));
    if (edit !== undefined && !literal) this.#replace(at, edit, out);
  }

  #replace(at: number, edit: Edit, out: Edit[]): void {
    put(out, at, this.#spoken === edit.start ? noBytes : edit.replacement);
    this.#spoken = edit.start;
  }
}

/** Drops the byte at `at`, together with the run of dropped bytes before it. */
function put(out: Edit[], at: number, replacement: Uint8Array): void {
  const last = out.at(-1);
  if (last !== undefined && last.end === at && replacement.length === 0) out[out.length - 1] = { ...last, end: at + 1 };
  else out.push({ start: at, end: at + 1, replacement, swallowed: replacement.length === 0 });
}
