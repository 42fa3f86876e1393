/**
 * Server-sent events (WHATWG HTML, 9.2.6), cut into units that concatenate back byte for byte:
 *
 *   event    lines up to and with the blank line that ends them
 *   comment  a comment line with no field before it: it need not wait for the next event
 *   filler   a byte order mark, blank lines between events, the LF of a CR LF cut by chunks
 *
 * A line ends with CR LF, LF or CR. A CR at the end of a chunk ends its line at once: an event is not held back for the
 * LF that may follow.
 */
import { type EventParser, type EventParserOptions, PartialUnit, type UnitLine } from "./event-unit.ts";
import { viewOf } from "./splice.ts";

const lf = 0x0a;
const cr = 0x0d;
const colon = 0x3a;
const space = 0x20;
const mark = [0xef, 0xbb, 0xbf] as const;

export function createSseParser(options: EventParserOptions): EventParser {
  return new SseParser(options);
}

class SseParser implements EventParser {
  readonly #options: EventParserOptions;
  readonly #partial = new PartialUnit();
  /** Of the unit in progress: ends of its lines, with and without terminators, from the unit's start. */
  #lines: number[] = [];
  #lineStart = 0;
  #hasField = false;
  /** The byte before was a CR that ended a line; an LF now belongs to it. */
  #afterCr = false;
  /** Bytes of a byte order mark seen at the very start; -1: past it. */
  #mark = 0;
  #stopped = false;

  constructor(options: EventParserOptions) {
    this.#options = options;
  }

  get partial(): number {
    return this.#partial.length;
  }

  get atBoundary(): boolean {
    return this.#mark < 0 && !this.#afterCr && !this.#stopped && this.#partial.length === 0;
  }

  write(chunk: Uint8Array): void {
    if (this.#stopped || chunk.length === 0) return;
    let at = 0;
    if (this.#mark >= 0) {
      at = this.#skipMark(chunk);
      if (this.#mark >= 0) return;
    }
    if (this.#afterCr) {
      this.#afterCr = false;
      if (chunk[at] === lf) at = this.#latterHalf(chunk, at);
    }
    let from = at;
    // Offset of the unit's start in the chunk; negative when it began in an earlier one.
    let base = from - this.#partial.length;
    let nextCr = -1;
    let nextLf = -1;
    while (at < chunk.length) {
      if (nextCr < at) nextCr = find(chunk, cr, at);
      if (nextLf < at) nextLf = find(chunk, lf, at);
      at = Math.min(nextLf, nextCr);
      if (at === chunk.length) break;
      const lineEnd = at - base;
      at++;
      if (nextCr < nextLf) {
        if (at === chunk.length) this.#afterCr = true;
        else if (chunk[at] === lf) at++;
      }
      if (this.#line(chunk, from, base, lineEnd, at)) {
        if (this.#stopped) return;
        from = at;
        base = at;
      }
    }
    if (from < chunk.length) {
      if (!this.#fits(chunk.length - base)) return;
      this.#partial.append(chunk.subarray(from));
    }
  }

  end(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    if (this.#mark > 0) this.#partial.append(Uint8Array.from(mark.slice(0, this.#mark)));
    if (this.#partial.length === 0) return;
    const raw = this.#partial.take();
    if (this.#lineStart < raw.length) this.#lines.push(this.#lineStart, raw.length);
    this.#options.unit({ raw, lines: this.#fields(raw) });
  }

  /** A line has ended. True: so has the unit. */
  #line(chunk: Uint8Array, from: number, base: number, lineEnd: number, at: number): boolean {
    const start = this.#lineStart;
    this.#lineStart = at - base;
    const blank = lineEnd === start;
    if (blank && !this.#hasField) {
      this.#lineStart = 0;
      this.#options.filler(this.#take(chunk, from, at));
      return true;
    }
    if (!blank) {
      this.#lines.push(start, lineEnd);
      if (this.#lines.length > 2 * this.#options.maxLines) {
        this.#tooLarge("lines");
        return true;
      }
      const first = base + start < from ? this.#partial.byte(start) : chunk[base + start];
      if (this.#hasField || first !== colon) {
        this.#hasField = true;
        return false;
      }
    }
    // A CR LF may be cut by chunks: it counts as one.
    if (!this.#fits(lineEnd + 1)) return true;
    const raw = this.#take(chunk, from, at);
    const lines = this.#fields(raw);
    this.#lines = [];
    this.#lineStart = 0;
    this.#hasField = false;
    this.#options.unit({ raw, lines });
    return true;
  }

  #take(chunk: Uint8Array, from: number, at: number): Uint8Array {
    const last = viewOf(chunk, from, at);
    if (this.#partial.length === 0) return last;
    this.#partial.append(last);
    return this.#partial.take();
  }

  #fits(length: number): boolean {
    if (length <= this.#options.maxBytes) return true;
    this.#tooLarge("bytes");
    return false;
  }

  #tooLarge(what: "bytes" | "lines"): void {
    this.#stopped = true;
    this.#options.tooLarge(what);
  }

  #fields(raw: Uint8Array): UnitLine[] {
    const lines: UnitLine[] = [];
    for (let i = 0; i < this.#lines.length; i += 2) {
      const start = this.#lines[i] ?? 0;
      const end = this.#lines[i + 1] ?? 0;
      const field = spells(raw, start, end, "data") ? "data" : spells(raw, start, end, "event") ? "event" : "other";
      let value = field === "other" ? start : start + field.length;
      if (field !== "other") {
        if (value < end) value++;
        if (value < end && raw[value] === space) value++;
      }
      lines.push({ field, start, end, value });
    }
    return lines;
  }

  /** The LF of a CR LF that two chunks cut. Returns the offset behind it. */
  #latterHalf(chunk: Uint8Array, at: number): number {
    const half = chunk.subarray(at, at + 1);
    if (this.#partial.length === 0) this.#options.filler(half);
    else {
      this.#partial.append(half);
      this.#lineStart = this.#partial.length;
    }
    return at + 1;
  }

  /** Offset behind the byte order mark's bytes in this chunk. */
  #skipMark(chunk: Uint8Array): number {
    let at = 0;
    while (at < chunk.length && this.#mark >= 0 && this.#mark < 3) {
      if (chunk[at] !== mark[this.#mark]) {
        // Not a mark after all: what looked like one is the beginning of the first line.
        if (this.#mark > at) this.#partial.append(Uint8Array.from(mark.slice(0, this.#mark - at)));
        this.#mark = -1;
        return 0;
      }
      this.#mark++;
      at++;
    }
    if (this.#mark < 3) return at;
    this.#mark = -1;
    this.#options.filler(Uint8Array.from(mark));
    return at;
  }
}

/** Where the first empty line ends; -1: there is none. */
export function emptyLineEnd(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; ) {
    const end = lineEnd(bytes, at);
    if (end > at) {
      const next = lineEnd(bytes, end);
      if (next > end) return next;
    }
    at = Math.max(end, at + 1);
  }
  return -1;
}

/** Behind the line end at `at`, if there is one. */
function lineEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] === lf) return at + 1;
  if (bytes[at] !== cr) return at;
  return bytes[at + 1] === lf ? at + 2 : at + 1;
}

/** Offset of the byte, or of the chunk's end. */
function find(chunk: Uint8Array, byte: number, from: number): number {
  const at = chunk.indexOf(byte, from);
  return at < 0 ? chunk.length : at;
}

/** The line is this field's name alone, or followed by a colon. */
function spells(raw: Uint8Array, start: number, end: number, name: string): boolean {
  const after = start + name.length;
  if (after > end || (after < end && raw[after] !== colon)) return false;
  for (let i = 0; i < name.length; i++) if (raw[start + i] !== name.charCodeAt(i)) return false;
  return true;
}
