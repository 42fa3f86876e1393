/**
 * A strict JSON (RFC 8259) tokenizer over a whole value. It makes no tree and no strings: a tape of fixed records with
 * source offsets, and for each record its interned shape. Refused: anything outside the grammar, invalid UTF-8, a byte
 * order mark, a key named twice in one object (after unescaping), nesting past the limit.
 *
 *   record  kind|flags  start  end  parent  position  keyStart  keyEnd  next
 *
 * Offsets of strings and keys are those of the content between the quotes. Numbers of fewer than 7 integer digits, and
 * literals, are recorded only as members of objects: inside arrays nobody reads them one by one.
 */
import { isUtf8 } from "node:buffer";
import { failures, type SluiceError } from "../../../errors.ts";
import { type Shape, ShapeTree } from "./json-shape.ts";
import { decodeEscapes, hexDigit, shortEscape } from "./json-string.ts";
import { viewOf } from "./splice.ts";

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

/** Numbers every object ever read, for all tapes: shapes are shared. */
let serial = 0;

const stride = 8;
const quote = 0x22;
const backslash = 0x5c;

/** Where the first invalid character begins; asked only once `isUtf8` has said no to the whole. */
export function invalidUtf8At(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; ) {
    const lead = bytes[at] ?? 0;
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (at + length > end || !isUtf8(bytes.subarray(at, at + length))) return at;
    at += length;
  }
  return end;
}

export class JsonTape {
  #words = new Int32Array(64 * stride);
  readonly #shapes: Shape[] = [];
  #count = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #start = 0;
  #at = 0;
  #end = 0;
  #tree = new ShapeTree();
  #error: SluiceError | undefined;
  readonly #source: "client" | "upstream";
  readonly #maxDepth: number;
  // Of the open containers, by depth.
  readonly #tokens: number[] = [];
  readonly #open: Shape[] = [];
  readonly #serials: number[] = [];
  readonly #lastKeys: (Shape | undefined)[] = [];
  readonly #spilled: (Set<string> | undefined)[] = [];

  constructor(source: "client" | "upstream", maxDepth: number) {
    this.#source = source;
    this.#maxDepth = maxDepth;
  }

  /** Records; the first is the value itself. */
  get count(): number {
    return this.#count;
  }

  kind(token: number): Kind {
    return ((this.#words[token * stride] ?? 0) & 15) as Kind;
  }

  has(token: number, flag: number): boolean {
    return ((this.#words[token * stride] ?? 0) & flag) !== 0;
  }

  start(token: number): number {
    return this.#words[token * stride + 1] ?? 0;
  }

  end(token: number): number {
    return this.#words[token * stride + 2] ?? 0;
  }

  /** The container's record; -1 for the value itself. */
  parent(token: number): number {
    return this.#words[token * stride + 3] ?? -1;
  }

  /** Place in the container, from 0. */
  position(token: number): number {
    return this.#words[token * stride + 4] ?? 0;
  }

  /** 0 and 0: not a member of an object. */
  keyStart(token: number): number {
    return this.#words[token * stride + 5] ?? 0;
  }

  keyEnd(token: number): number {
    return this.#words[token * stride + 6] ?? 0;
  }

  /** The record after this value and everything in it. */
  next(token: number): number {
    return this.#words[token * stride + 7] ?? token + 1;
  }

  shape(token: number): Shape {
    const shape = this.#shapes[token];
    if (shape === undefined) throw new RangeError("no such record");
    return shape;
  }

  /** Decoded bytes of a string; a view of the source where nothing is escaped. */
  text(token: number): Uint8Array {
    const start = this.start(token);
    const end = this.end(token);
    return this.has(token, flags.escaped) ? decodeEscapes(this.#bytes, start, end) : viewOf(this.#bytes, start, end);
  }

  /** Tokenizes bytes[start, end); offsets in failures count from `start`. `utf8`: the bytes are known to be valid. */
  parse(bytes: Uint8Array, start: number, end: number, shapes: ShapeTree, utf8 = false): SluiceError | undefined {
    this.#bytes = bytes;
    this.#start = start;
    this.#at = start;
    this.#end = end;
    this.#count = 0;
    this.#error = undefined;
    if (!utf8 && !isUtf8(start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end))) {
      return failures.invalidUtf8(this.#source, invalidUtf8At(bytes, start, end) - start);
    }
    if (this.#shapes.length > 65_536) this.#shapes.length = 0;
    this.#tree = shapes;
    this.#value(shapes.root);
    return this.#error;
  }

  #fail(what: string, at = this.#at): false {
    this.#error ??= failures.malformedJson(
      this.#source,
      at - this.#start,
      at >= this.#end ? `it ends where ${what}` : what,
    );
    return false;
  }

  #space(): number {
    const bytes = this.#bytes;
    let at = this.#at;
    let byte = bytes[at] ?? 0;
    while (at < this.#end && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09))
      byte = bytes[++at] ?? 0;
    this.#at = at;
    return at < this.#end ? byte : -1;
  }

  #record(
    kind: number,
    shape: Shape,
    start: number,
    end: number,
    depth: number,
    keyStart: number,
    keyEnd: number,
  ): number {
    const token = this.#count++;
    if (this.#count * stride > this.#words.length) {
      const grown = new Int32Array(this.#words.length * 2);
      grown.set(this.#words);
      this.#words = grown;
    }
    const words = this.#words;
    const at = token * stride;
    words[at] = kind;
    words[at + 1] = start;
    words[at + 2] = end;
    words[at + 3] = depth === 0 ? -1 : (this.#tokens[depth - 1] ?? -1);
    words[at + 4] = 0;
    words[at + 5] = keyStart;
    words[at + 6] = keyEnd;
    words[at + 7] = token + 1;
    this.#shapes[token] = shape;
    return token;
  }

  /** One value and all in it, without recursion: `depth` containers are open. */
  #value(root: Shape): boolean {
    let depth = 0;
    let shape = root;
    let inObject = false;
    let position = 0;
    let keyStart = 0;
    let keyEnd = 0;
    let keyFlags = 0;
    for (;;) {
      // A value begins here.
      const byte = this.#space();
      let token = -1;
      if (byte === 0x7b || byte === 0x5b) {
        if (depth >= this.#maxDepth) {
          this.#error = failures.tooDeep(this.#source, this.#maxDepth);
          return false;
        }
        const object = byte === 0x7b;
        token = this.#record(
          (object ? kinds.object : kinds.array) | keyFlags,
          shape,
          this.#at,
          0,
          depth,
          keyStart,
          keyEnd,
        );
        this.#place(token, position);
        this.#tokens[depth] = token;
        this.#open[depth] = shape;
        this.#serials[depth] = ++serial;
        this.#lastKeys[depth] = undefined;
        this.#spilled[depth] = undefined;
        depth++;
        position = 0;
        inObject = object;
        this.#at++;
        const inner = this.#space();
        if (inner !== (object ? 0x7d : 0x5d)) {
          if (!object) {
            shape = this.#tree.element(shape);
            keyStart = keyEnd = keyFlags = 0;
            continue;
          }
          const key = this.#key(depth);
          if (key === undefined) return false;
          shape = key;
          keyStart = this.#keyStart;
          keyEnd = this.#keyEnd;
          keyFlags = this.#keyFlags;
          continue;
        }
        // Empty: falls through to the closing below.
      } else if (byte === quote) {
        const start = this.#at + 1;
        const escaped = this.#string();
        if (escaped < 0) return false;
        token = this.#record(kinds.string | escaped | keyFlags, shape, start, this.#at - 1, depth, keyStart, keyEnd);
        this.#place(token, position);
      } else if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) {
        const start = this.#at;
        const long = this.#number();
        if (long < 0) return false;
        if (depth > 0 && !inObject) this.#mark(depth, flags.numbers);
        if (inObject || depth === 0 || long > 0) {
          token = this.#record(kinds.number | long | keyFlags, shape, start, this.#at, depth, keyStart, keyEnd);
          this.#place(token, position);
        }
      } else {
        const kind = this.#literal(byte);
        if (kind < 0) return false;
        if (inObject || depth === 0) {
          const length = kind === kinds.false ? 5 : 4;
          token = this.#record(kind | keyFlags, shape, this.#at - length, this.#at, depth, keyStart, keyEnd);
          this.#place(token, position);
        }
      }
      // A value has ended (or an empty container stands open).
      for (;;) {
        if (depth === 0) {
          if (this.#space() >= 0) return this.#fail("more follows the value");
          return true;
        }
        const after = this.#space();
        const container = this.#open[depth - 1] ?? root;
        if (after === (inObject ? 0x7d : 0x5d)) {
          this.#at++;
          depth--;
          const closed = this.#tokens[depth] ?? 0;
          this.#words[closed * stride + 2] = this.#at;
          this.#words[closed * stride + 7] = this.#count;
          if (depth > 0) {
            const outer = this.#tokens[depth - 1] ?? 0;
            inObject = this.kind(outer) === kinds.object;
            position = this.position(closed);
          }
          continue;
        }
        if (after !== 0x2c) return this.#fail(inObject ? "`,` or `}` is expected" : "`,` or `]` is expected");
        this.#at++;
        position++;
        if (inObject) {
          this.#space();
          const key = this.#key(depth);
          if (key === undefined) return false;
          shape = key;
          keyStart = this.#keyStart;
          keyEnd = this.#keyEnd;
          keyFlags = this.#keyFlags;
        } else {
          shape = this.#tree.element(container);
          keyStart = keyEnd = keyFlags = 0;
        }
        break;
      }
    }
  }

  #place(token: number, position: number): void {
    this.#words[token * stride + 4] = position;
  }

  #mark(depth: number, flag: number): void {
    const at = (this.#tokens[depth - 1] ?? 0) * stride;
    this.#words[at] = (this.#words[at] ?? 0) | flag;
  }

  #keyStart = 0;
  #keyEnd = 0;
  #keyFlags = 0;

  /** The key at `#at` and its colon. */
  #key(depth: number): Shape | undefined {
    const bytes = this.#bytes;
    if (this.#at >= this.#end || bytes[this.#at] !== quote) {
      this.#fail("a key is expected");
      return undefined;
    }
    const parent = this.#open[depth - 1];
    if (parent === undefined) return undefined;
    const last = this.#lastKeys[depth - 1];
    const start = this.#at + 1;
    let shape = last === undefined ? parent.first : last.next;
    if (shape !== undefined && this.#isKey(shape.keyBytes, start)) {
      this.#at = start + shape.keyBytes.length + 1;
      this.#keyFlags = 0;
    } else {
      const escaped = this.#string();
      if (escaped < 0) return undefined;
      const end = this.#at - 1;
      const content = escaped === 0 ? bytes.subarray(start, end) : decodeEscapes(bytes, start, end);
      const key = Buffer.from(content.buffer, content.byteOffset, content.length).toString("utf8");
      shape = this.#tree.child(parent, key, escaped === 0 ? content : undefined);
      this.#keyFlags = escaped === 0 ? 0 : flags.keyEscaped;
      if (shape.kept) {
        if (last === undefined) parent.startsWith(shape);
        else last.followedBy(shape);
      } else {
        const spilled = this.#spilled[depth - 1] ?? new Set();
        this.#spilled[depth - 1] = spilled;
        if (spilled.has(key)) return this.#duplicate(start);
        spilled.add(key);
      }
    }
    const object = this.#serials[depth - 1] ?? 0;
    if (shape.seenIn === object) return this.#duplicate(start);
    shape.seenIn = object;
    if (shape.kept) this.#lastKeys[depth - 1] = shape;
    this.#keyStart = start;
    this.#keyEnd = this.#at - 1;
    if (this.#space() !== 0x3a) {
      this.#fail("`:` is expected");
      return undefined;
    }
    this.#at++;
    return shape;
  }

  #duplicate(start: number): undefined {
    this.#error = failures.duplicateKey(this.#source, start - 1 - this.#start);
    return undefined;
  }

  #isKey(key: Uint8Array, start: number): boolean {
    const bytes = this.#bytes;
    const end = start + key.length;
    if (key.length === 0 || end >= this.#end || bytes[end] !== quote) return false;
    for (let i = 0; i < key.length; i++) if (bytes[start + i] !== key[i]) return false;
    return true;
  }

  /** The string at `#at`, which is its quote. 0, or `flags.escaped`, or -1 with a failure. */
  #string(): number {
    const bytes = this.#bytes;
    const end = this.#end;
    let escaped = 0;
    let at = this.#at + 1;
    for (;;) {
      if (at >= end) {
        this.#fail("a string is not closed", end);
        return -1;
      }
      const byte = bytes[at] ?? 0;
      if (byte === quote) break;
      if (byte < 0x20) {
        this.#fail("a control character stands in a string", at);
        return -1;
      }
      if (byte === backslash) {
        escaped = flags.escaped;
        const letter = at + 1 < end ? (bytes[at + 1] ?? 0) : 0;
        if (letter === 0x75) {
          for (let i = at + 2; i < at + 6; i++) {
            if (i >= end || hexDigit(bytes[i] ?? 0) < 0) {
              this.#fail("an escape needs four hexadecimal digits", Math.min(i, end));
              return -1;
            }
          }
          at += 6;
        } else if (letter < 128 && shortEscape(letter) !== 0) at += 2;
        else {
          this.#fail("an unknown escape stands in a string", at + 1);
          return -1;
        }
      } else at++;
    }
    this.#at = at + 1;
    return escaped;
  }

  /** The number at `#at`. 0, or `flags.long`, or -1 with a failure. */
  #number(): number {
    if (this.#bytes[this.#at] === 0x2d) this.#at++;
    const first = this.#bytes[this.#at] ?? 0;
    const whole = this.#digits();
    if (whole === 0 || (whole > 1 && first === 0x30)) return this.#badNumber();
    let digits = whole;
    let exponent = false;
    if (this.#at < this.#end && this.#bytes[this.#at] === 0x2e) {
      this.#at++;
      const fraction = this.#digits();
      if (fraction === 0) return this.#badNumber();
      digits += fraction;
    }
    if (this.#at < this.#end && ((this.#bytes[this.#at] ?? 0) | 0x20) === 0x65) {
      this.#at++;
      const sign = this.#bytes[this.#at];
      if (sign === 0x2b || sign === 0x2d) this.#at++;
      if (this.#digits() === 0) return this.#badNumber();
      exponent = true;
    }
    return whole >= 7 || (exponent && digits >= 7) ? flags.long : 0;
  }

  #badNumber(): -1 {
    this.#fail("a number is malformed");
    return -1;
  }

  #digits(): number {
    const from = this.#at;
    let at = from;
    while (at < this.#end && ((this.#bytes[at] ?? 0) - 0x30) >>> 0 <= 9) at++;
    this.#at = at;
    return at - from;
  }

  #literal(byte: number): Kind | -1 {
    if (byte === 0x74 && this.#spells("true")) return kinds.true;
    if (byte === 0x66 && this.#spells("false")) return kinds.false;
    if (byte === 0x6e && this.#spells("null")) return kinds.null;
    this.#fail(byte === 0xef && this.#at === this.#start ? "it begins with a byte order mark" : "a value is expected");
    return -1;
  }

  #spells(word: string): boolean {
    if (this.#at + word.length > this.#end) return false;
    for (let i = 1; i < word.length; i++) if (this.#bytes[this.#at + i] !== word.charCodeAt(i)) return false;
    this.#at += word.length;
    return true;
  }
}
