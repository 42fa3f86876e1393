/**
 * A strict JSON (RFC 8259) tokenizer over a whole value. It makes no tree and no strings: a tape of fixed records with
 * source offsets, and for each record its interned shape. Refused: anything outside the grammar, invalid UTF-8, a byte
 * order mark, a key named twice in one object (after unescaping), nesting and values past their limits.
 *
 *   record  kind|flags  start  end  parent  position  keyStart  keyEnd  next
 *
 * Offsets of strings and keys are those of the content between the quotes. Numbers of fewer than 7 integer digits, and
 * literals, are recorded only as members of objects: inside arrays nobody reads them one by one.
 */
import { isUtf8 } from "node:buffer";
import { failures, type SluiceError } from "../../../errors.ts";
import { flags, JsonLexer, type Kind, kinds } from "./json-lexer.ts";
import { type Shape, ShapeTree } from "./json-shape.ts";
import { decodeEscapes } from "./json-string.ts";
import { noBytes, viewOf } from "./splice.ts";
import { invalidUtf8At } from "./utf8.ts";

/** Numbers every object ever read, for all tapes: shapes are shared. */
let serial = 0;

const stride = 8;
/** Records that a tape begins with; most values have one in so many bytes. */
const firstRecords = { least: 16, most: 64, bytes: 16 } as const;
/** What a tape keeps for its next value: 16 KiB, and 4 KiB of shapes. */
const keptWords = 4096;
const keptShapes = keptWords / stride;
const keptLevels = 64;
/** A place in an array. */
const shapeBytes = 8;
const noWords = new Int32Array(0);
const noShapes = new ShapeTree();
const noMarks: Pause["marked"] = [];
const quote = 0x22;

/** Where reading goes on: a value begins here. */
interface Pause {
  readonly depth: number;
  readonly shape: Shape;
  readonly inObject: boolean;
  readonly position: number;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly keyFlags: number;
  /** Keys that the open objects have had, of those that all bodies share: others are read meanwhile, and mark them, too. */
  readonly marked: readonly { readonly shape: Shape; readonly serial: number }[];
}

/** An open container. */
interface Level {
  token: number;
  shape: Shape;
  serial: number;
  lastKey: Shape | undefined;
  spilled: Set<string> | undefined;
}

/** What a value takes. A tape without one has none: there are many, of streams that say nothing now. */
class Room {
  words = noWords;
  /** Longer than the tape: made shorter, an array loses its room. */
  shapes: (Shape | undefined)[] = [];
  /** By depth; those of earlier values stay. */
  readonly levels: Level[] = [];

  /** Lets go of everything but its memory, and of that if it is much. */
  clear(count: number): void {
    if (this.words.length > keptWords) this.words = noWords;
    if (this.shapes.length > keptShapes) this.shapes = [];
    else for (let token = 0; token < count; token++) this.shapes[token] = undefined;
    if (this.levels.length > keptLevels) this.levels.length = 0;
    for (const level of this.levels) {
      if (level.shape === noShapes.root) break;
      level.shape = noShapes.root;
      level.lastKey = undefined;
      level.spilled = undefined;
    }
  }
}

const noRoom = new Room();
const spareRooms: Room[] = [];
const maxSpareRooms = 16;

export interface JsonBounds {
  readonly jsonDepth: number;
  /** Records: values, but for those in arrays that are not recorded. */
  readonly jsonValues: number;
}

export class JsonTape extends JsonLexer {
  #room = noRoom;
  #count = 0;
  #tree = noShapes;
  #pause: Pause | undefined;
  readonly #bounds: JsonBounds;

  /** Places whose short numbers are recorded in arrays too, where they are left out else. */
  keeps: ((shape: Shape) => boolean) | undefined;

  constructor(source: "client" | "upstream", bounds: JsonBounds) {
    super(source);
    this.#bounds = bounds;
  }

  /** Records; the first is the value itself. */
  get count(): number {
    return this.#count;
  }

  /** In memory, of a value that needs more than every tape keeps. */
  get memory(): number {
    const { words, shapes } = this.#room;
    return words.length <= keptWords ? 0 : words.byteLength + shapes.length * shapeBytes;
  }

  kind(token: number): Kind {
    return ((this.#room.words[token * stride] ?? 0) & 15) as Kind;
  }

  has(token: number, flag: number): boolean {
    return ((this.#room.words[token * stride] ?? 0) & flag) !== 0;
  }

  start(token: number): number {
    return this.#room.words[token * stride + 1] ?? 0;
  }

  end(token: number): number {
    return this.#room.words[token * stride + 2] ?? 0;
  }

  /** The container's record; -1 for the value itself. */
  parent(token: number): number {
    return this.#room.words[token * stride + 3] ?? -1;
  }

  /** Place in the container, from 0. */
  position(token: number): number {
    return this.#room.words[token * stride + 4] ?? 0;
  }

  /** 0 and 0: not a member of an object. */
  keyStart(token: number): number {
    return this.#room.words[token * stride + 5] ?? 0;
  }

  keyEnd(token: number): number {
    return this.#room.words[token * stride + 6] ?? 0;
  }

  /** The record after this value and everything in it. */
  next(token: number): number {
    return this.#room.words[token * stride + 7] ?? token + 1;
  }

  shape(token: number): Shape {
    const shape = this.#room.shapes[token];
    if (shape === undefined) throw new RangeError("no such record");
    return shape;
  }

  /** Decoded bytes of a string; a view of the source where nothing is escaped. */
  text(token: number): Uint8Array {
    const start = this.start(token);
    const end = this.end(token);
    return this.has(token, flags.escaped) ? decodeEscapes(this.bytes, start, end) : viewOf(this.bytes, start, end);
  }

  /** Whether a string stands in the source as this word of ASCII, without escapes. */
  reads(token: number, word: string): boolean {
    const start = this.start(token);
    if (this.end(token) - start !== word.length || this.has(token, flags.escaped)) return false;
    for (let i = 0; i < word.length; i++) if (this.bytes[start + i] !== word.charCodeAt(i)) return false;
    return true;
  }

  /** Whether a string is a URL of this scheme (`data:`); URL parsers drop control characters and space, so they do not count. */
  opensAsUrl(token: number, scheme: string): boolean {
    const escaped = this.has(token, flags.escaped);
    const bytes = escaped ? this.text(token) : this.bytes;
    const end = escaped ? bytes.length : this.end(token);
    let seen = 0;
    for (let at = escaped ? 0 : this.start(token); at < end && seen < scheme.length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte <= 0x20) continue;
      if ((byte | 0x20) !== (scheme.charCodeAt(seen) | 0x20)) return false;
      seen++;
    }
    return seen === scheme.length;
  }

  /** Tokenizes bytes[start, end); offsets in failures count from `start`. `utf8`: the bytes are known to be valid. */
  parse(bytes: Uint8Array, start: number, end: number, shapes: ShapeTree, utf8 = false): SluiceError | undefined {
    const failure = this.begin(bytes, start, end, shapes, utf8);
    if (failure !== undefined) return failure;
    this.#value(end + 1);
    return this.error;
  }

  /** As `parse`, which `readOn` does then. */
  begin(bytes: Uint8Array, start: number, end: number, shapes: ShapeTree, utf8 = false): SluiceError | undefined {
    this.forget();
    this.bytes = bytes;
    this.from = start;
    this.at = start;
    this.limit = end;
    this.error = undefined;
    if (!utf8 && !isUtf8(start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end))) {
      return failures.invalidUtf8(this.source, invalidUtf8At(bytes, start, end) - start);
    }
    const room = spareRooms.pop() ?? new Room();
    this.#room = room;
    this.#tree = shapes;
    if (room.words.length === 0) {
      const { least, most, bytes: each } = firstRecords;
      room.words = new Int32Array(stride * Math.min(most, Math.max(least, Math.floor((end - start) / each))));
    }
    return undefined;
  }

  /** Reads so many bytes more, and to the end of a value. False: it is not yet at its end; else `failure` tells whether it is sound. */
  readOn(bytes: number): boolean {
    return this.#value(this.at + bytes);
  }

  get failure(): SluiceError | undefined {
    return this.error;
  }

  /** Lets go of the last value, for one who has no further question about it. */
  forget(): void {
    const room = this.#room;
    this.bytes = noBytes;
    this.#tree = noShapes;
    this.#pause = undefined;
    if (room === noRoom) return;
    room.clear(this.#count);
    this.#room = noRoom;
    this.#count = 0;
    if (spareRooms.length < maxSpareRooms) spareRooms.push(room);
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
    const room = this.#room;
    if (this.#count * stride > room.words.length) {
      const grown = new Int32Array(room.words.length * 2);
      grown.set(room.words);
      room.words = grown;
    }
    const { words } = room;
    const at = token * stride;
    words[at] = kind;
    words[at + 1] = start;
    words[at + 2] = end;
    words[at + 3] = depth === 0 ? -1 : (room.levels[depth - 1]?.token ?? -1);
    words[at + 4] = 0;
    words[at + 5] = keyStart;
    words[at + 6] = keyEnd;
    words[at + 7] = token + 1;
    room.shapes[token] = shape;
    return token;
  }

  /** One value and all in it, without recursion: `depth` containers are open. False: there is more, from `until` on. */
  #value(until: number): boolean {
    const { root } = this.#tree;
    const { levels } = this.#room;
    const pause = this.#pause;
    let depth = pause?.depth ?? 0;
    let shape = pause?.shape ?? root;
    let inObject = pause?.inObject ?? false;
    let position = pause?.position ?? 0;
    let keyStart = pause?.keyStart ?? 0;
    let keyEnd = pause?.keyEnd ?? 0;
    let keyFlags = pause?.keyFlags ?? 0;
    for (const mark of pause?.marked ?? noMarks) mark.shape.seenIn = mark.serial;
    for (;;) {
      // A value begins here.
      if (this.at >= until) {
        const marked = this.#marked(depth);
        this.#pause = { depth, shape, inObject, position, keyStart, keyEnd, keyFlags, marked };
        return false;
      }
      if (this.#count >= this.#bounds.jsonValues) {
        this.error = failures.tooManyValues(this.source, this.#bounds.jsonValues);
        return true;
      }
      const byte = this.space();
      let token = -1;
      if (byte === 0x7b || byte === 0x5b) {
        if (depth >= this.#bounds.jsonDepth) {
          this.error = failures.tooDeep(this.source, this.#bounds.jsonDepth);
          return true;
        }
        const object = byte === 0x7b;
        token = this.#record(
          (object ? kinds.object : kinds.array) | keyFlags,
          shape,
          this.at,
          0,
          depth,
          keyStart,
          keyEnd,
        );
        this.#place(token, position);
        this.#enter(depth, token, shape);
        depth++;
        position = 0;
        inObject = object;
        this.at++;
        const inner = this.space();
        if (inner !== (object ? 0x7d : 0x5d)) {
          if (!object) {
            shape = this.#tree.element(shape);
            keyStart = keyEnd = keyFlags = 0;
            continue;
          }
          const key = this.#key(depth);
          if (key === undefined) return true;
          shape = key;
          keyStart = this.#keyStart;
          keyEnd = this.#keyEnd;
          keyFlags = this.#keyFlags;
          continue;
        }
        // Empty: falls through to the closing below.
      } else if (byte === quote) {
        const start = this.at + 1;
        const escaped = this.string();
        if (escaped < 0) return true;
        token = this.#record(kinds.string | escaped | keyFlags, shape, start, this.at - 1, depth, keyStart, keyEnd);
        this.#place(token, position);
      } else if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) {
        const start = this.at;
        const long = this.number();
        if (long < 0) return true;
        if (depth > 0 && !inObject) this.#mark(depth, flags.numbers);
        if (inObject || depth === 0 || long > 0 || this.keeps?.(shape) === true) {
          token = this.#record(kinds.number | long | keyFlags, shape, start, this.at, depth, keyStart, keyEnd);
          this.#place(token, position);
        }
      } else {
        const kind = this.literal(byte);
        if (kind < 0) return true;
        if (inObject || depth === 0) {
          const length = kind === kinds.false ? 5 : 4;
          token = this.#record(kind | keyFlags, shape, this.at - length, this.at, depth, keyStart, keyEnd);
          this.#place(token, position);
        }
      }
      // A value has ended (or an empty container stands open).
      for (;;) {
        if (depth === 0) {
          if (this.space() >= 0) this.fail("more follows the value");
          return true;
        }
        const after = this.space();
        const level = levels[depth - 1];
        if (after === (inObject ? 0x7d : 0x5d)) {
          this.at++;
          depth--;
          const closed = level?.token ?? 0;
          const { words } = this.#room;
          words[closed * stride + 2] = this.at;
          words[closed * stride + 7] = this.#count;
          if (depth > 0) {
            const outer = levels[depth - 1]?.token ?? 0;
            inObject = this.kind(outer) === kinds.object;
            position = this.position(closed);
          }
          continue;
        }
        if (after !== 0x2c) {
          this.fail(inObject ? "`,` or `}` is expected" : "`,` or `]` is expected");
          return true;
        }
        this.at++;
        position++;
        if (inObject) {
          this.space();
          const key = this.#key(depth);
          if (key === undefined) return true;
          shape = key;
          keyStart = this.#keyStart;
          keyEnd = this.#keyEnd;
          keyFlags = this.#keyFlags;
        } else {
          shape = this.#tree.element(level?.shape ?? root);
          keyStart = keyEnd = keyFlags = 0;
        }
        break;
      }
    }
  }

  #marked(depth: number): Pause["marked"] {
    return this.#room.levels
      .slice(0, depth)
      .flatMap(({ shape, serial }) => shape.sharedKeysIn(serial).map((key) => ({ shape: key, serial })));
  }

  #enter(depth: number, token: number, shape: Shape): void {
    const { levels } = this.#room;
    const level = levels[depth];
    if (level === undefined) {
      levels.push({ token, shape, serial: ++serial, lastKey: undefined, spilled: undefined });
      return;
    }
    level.token = token;
    level.shape = shape;
    level.serial = ++serial;
    level.lastKey = undefined;
    level.spilled = undefined;
  }

  #place(token: number, position: number): void {
    this.#room.words[token * stride + 4] = position;
  }

  #mark(depth: number, flag: number): void {
    const { words, levels } = this.#room;
    const at = (levels[depth - 1]?.token ?? 0) * stride;
    words[at] = (words[at] ?? 0) | flag;
  }

  #keyStart = 0;
  #keyEnd = 0;
  #keyFlags = 0;

  /** The key at `at` and its colon. */
  #key(depth: number): Shape | undefined {
    const bytes = this.bytes;
    if (this.at >= this.limit || bytes[this.at] !== quote) {
      this.fail("a key is expected");
      return undefined;
    }
    const level = this.#room.levels[depth - 1];
    if (level === undefined) return undefined;
    const { shape: parent, lastKey: last } = level;
    const start = this.at + 1;
    let shape = last === undefined ? parent.first : last.next;
    if (shape !== undefined && this.#isKey(shape.keyBytes, start)) {
      this.at = start + shape.keyBytes.length + 1;
      this.#keyFlags = 0;
    } else {
      const escaped = this.string();
      if (escaped < 0) return undefined;
      const end = this.at - 1;
      const content = escaped === 0 ? bytes.subarray(start, end) : decodeEscapes(bytes, start, end);
      const key = Buffer.from(content.buffer, content.byteOffset, content.length).toString("utf8");
      shape = this.#tree.child(parent, key, escaped === 0 ? content : undefined);
      this.#keyFlags = escaped === 0 ? 0 : flags.keyEscaped;
      if (shape.kept) {
        if (last === undefined) parent.startsWith(shape);
        else last.followedBy(shape);
      } else {
        level.spilled ??= new Set();
        if (level.spilled.has(key)) return this.#duplicate(start);
        level.spilled.add(key);
      }
    }
    if (shape.seenIn === level.serial) return this.#duplicate(start);
    shape.seenIn = level.serial;
    if (shape.kept) level.lastKey = shape;
    this.#keyStart = start;
    this.#keyEnd = this.at - 1;
    if (this.space() !== 0x3a) {
      this.fail("`:` is expected");
      return undefined;
    }
    this.at++;
    return shape;
  }

  #duplicate(start: number): undefined {
    this.error = failures.duplicateKey(this.source, start - 1 - this.from);
    return undefined;
  }

  #isKey(key: Uint8Array, start: number): boolean {
    const bytes = this.bytes;
    const end = start + key.length;
    if (key.length === 0 || end >= this.limit || bytes[end] !== quote) return false;
    for (let i = 0; i < key.length; i++) if (bytes[start + i] !== key[i]) return false;
    return true;
  }
}
