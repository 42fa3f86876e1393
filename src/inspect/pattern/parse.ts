/**
 * Parses the regular-expression dialect of docs/engine.md, section "Detector". What the dialect does not have is
 * refused with the construct and its place; nothing is skipped or approximated.
 */
import {
  type ByteClass,
  byteRange,
  bytesOf,
  complement,
  digitBytes,
  foldCase,
  oneByte,
  spaceBytes,
  union,
  wordBytes,
} from "./byte-class.ts";
import { asciiLetter, asciiLettersWithin } from "./lookalikes.ts";
import { choice, oneOf, type Pattern, repeat, sequence } from "./syntax.ts";
import { utf8Bytes, utf8Range } from "./utf8.ts";

export interface ParseOptions {
  /** ASCII letters match either case. */
  readonly caseless: boolean;
}

/** The dialect does not have this. The message names the construct and the character where it stands. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}

const notNewline = complement(bytesOf("\n"));

const maxRounds = 1024;
const maxDepth = 100;

const classEscapes: Readonly<Record<string, ByteClass>> = {
  d: digitBytes,
  D: complement(digitBytes),
  w: wordBytes,
  W: complement(wordBytes),
  s: spaceBytes,
  S: complement(spaceBytes),
};
const controlEscapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11 };

type Piece =
  | { readonly kind: "set"; readonly bytes: ByteClass }
  | { readonly kind: "byte"; readonly value: number }
  | { readonly kind: "character"; readonly value: number };

export function parsePattern(source: string, options: ParseOptions): Pattern {
  return new Parser(source, options.caseless).whole();
}

class Parser {
  private readonly chars: readonly string[];
  private at = 0;
  private depth = 0;
  private readonly caseless: boolean;

  constructor(source: string, caseless: boolean) {
    this.chars = Array.from(source);
    this.caseless = caseless;
  }

  whole(): Pattern {
    const pattern = this.alternatives();
    if (this.at < this.chars.length) this.refuse("a ) without its (");
    return pattern;
  }

  private refuse(what: string): never {
    throw new PatternError(`${what}, at character ${this.at + 1}`);
  }

  private alternatives(): Pattern {
    const options = [this.branch()];
    while (this.chars[this.at] === "|") {
      this.at += 1;
      options.push(this.branch());
    }
    return choice(options);
  }

  private branch(): Pattern {
    const parts: Pattern[] = [];
    for (
      let char = this.chars[this.at];
      char !== undefined && char !== "|" && char !== ")";
      char = this.chars[this.at]
    ) {
      parts.push(this.counted(this.atom(char)));
    }
    return sequence(parts);
  }

  private counted(body: Pattern): Pattern {
    const [min, max] = this.bounds() ?? [1, 1];
    if (["?", "*", "+", "{"].includes(this.chars[this.at] ?? "") && (min !== 1 || max !== 1)) {
      this.refuse("a second quantifier (lazy and possessive ones mean nothing here)");
    }
    return repeat(body, min, max);
  }

  private bounds(): readonly [number, number] | undefined {
    const char = this.chars[this.at];
    if (char === "?") {
      this.at += 1;
      return [0, 1];
    }
    if (char === "*" || char === "+") this.refuse(`${char} has no upper bound: write {m,n}`);
    if (char !== "{") return undefined;
    const close = this.chars.indexOf("}", this.at);
    const inside = close < 0 ? "" : this.chars.slice(this.at + 1, close).join("");
    const found = /^(\d{1,4})(?:(,)(\d{0,4}))?$/.exec(inside);
    if (!found) return this.refuse("a { that begins no {m} or {m,n}: escape it");
    const min = Number(found[1]);
    if (found[2] === "," && found[3] === "") this.refuse(`{${min},} has no upper bound: write {${min},n}`);
    const max = found[2] === "," ? Number(found[3]) : min;
    if (max < min) this.refuse(`{${inside}} runs backwards`);
    if (max > maxRounds) this.refuse(`{${inside}} is more than ${maxRounds} rounds`);
    this.at = close + 1;
    return [min, max];
  }

  private atom(char: string): Pattern {
    switch (char) {
      case "(":
        return this.group();
      case "[":
        this.at += 1;
        return this.charClass();
      case ".":
        this.at += 1;
        return oneOf(notNewline);
      case "^":
      case "$":
        return this.refuse(`the assertion ${char}: use lead, notBefore or notAfter`);
      case "?":
      case "*":
      case "+":
      case "{":
        return this.refuse(`${char} with nothing before it`);
      default: {
        const piece = this.piece(char);
        if (piece.kind === "set") return this.set(piece.bytes);
        if (piece.kind === "byte") return this.set(oneByte(piece.value));
        const letter = asciiLetter(String.fromCodePoint(piece.value));
        if (letter !== undefined) return this.set(bytesOf(letter));
        return sequence(utf8Bytes(piece.value).map((byte) => oneOf(oneByte(byte))));
      }
    }
  }

  private group(): Pattern {
    this.at += 1;
    if (this.chars[this.at] === "?") {
      if (this.chars[this.at + 1] !== ":") {
        this.refuse(`(?${this.chars[this.at + 1] ?? ""}: only plain and (?: ) groups exist`);
      }
      this.at += 2;
    }
    this.depth += 1;
    if (this.depth > maxDepth) this.refuse(`groups nested deeper than ${maxDepth}`);
    const inner = this.alternatives();
    this.depth -= 1;
    if (this.chars[this.at] !== ")") this.refuse("a ( without its )");
    this.at += 1;
    return inner;
  }

  private charClass(): Pattern {
    const negated = this.chars[this.at] === "^";
    if (negated) this.at += 1;
    let bytes: ByteClass = new Uint32Array(8);
    const wide: Pattern[] = [];
    for (let first = true; first || this.chars[this.at] !== "]"; first = false) {
      const low = this.member();
      if (low.kind === "set") {
        bytes = union(bytes, low.bytes);
        continue;
      }
      const end = this.rangeEnd();
      if (end === undefined) {
        const letter = low.kind === "character" ? asciiLetter(String.fromCodePoint(low.value)) : undefined;
        if (letter !== undefined) {
          bytes = union(bytes, bytesOf(letter));
          continue;
        }
      }
      const high = end ?? low;
      if (high.value < low.value) this.refuse("a range that runs backwards");
      if (low.value > 0x7f && low.kind !== high.kind) this.refuse("a range from a byte to a character");
      const lastByte = high.kind === "byte" ? 0xff : 0x7f;
      if (low.value <= lastByte) bytes = union(bytes, byteRange(low.value, Math.min(high.value, lastByte)));
      if (high.value <= lastByte) continue;
      wide.push(utf8Range(Math.max(low.value, 0x80), high.value));
      bytes = union(bytes, bytesOf(asciiLettersWithin(Math.max(low.value, 0x80), high.value)));
    }
    this.at += 1;
    if (negated && wide.length > 0) this.refuse("a negated class with characters beyond ASCII");
    // Case is folded before negation: without case, [^a] refuses A too.
    if (negated) return oneOf(complement(this.caseless ? foldCase(bytes) : bytes));
    return choice([this.set(bytes), ...wide]);
  }

  private rangeEnd(): Exclude<Piece, { kind: "set" }> | undefined {
    if (this.chars[this.at] !== "-" || this.chars[this.at + 1] === "]") return undefined;
    this.at += 1;
    const high = this.member();
    return high.kind === "set" ? this.refuse("a range that ends in a class") : high;
  }

  private member(): Piece {
    const char = this.chars[this.at];
    return char === undefined ? this.refuse("a [ without its ]") : this.piece(char);
  }

  private piece(char: string): Piece {
    this.at += 1;
    if (char === "\\") return this.escape();
    const value = char.codePointAt(0) ?? 0;
    return { kind: value < 0x80 ? "byte" : "character", value };
  }

  private escape(): Piece {
    const char = this.chars[this.at] ?? this.refuse("a \\ with nothing after it");
    this.at += 1;
    const bytes = classEscapes[char];
    if (bytes) return { kind: "set", bytes };
    const control = controlEscapes[char];
    if (control !== undefined) return { kind: "byte", value: control };
    if (char === "x") {
      const hex = this.chars.slice(this.at, this.at + 2).join("");
      if (!/^[0-9a-fA-F]{2}$/.test(hex)) this.refuse("\\x without two hex digits");
      this.at += 2;
      return { kind: "byte", value: Number.parseInt(hex, 16) };
    }
    if (/[0-9A-Za-z]/.test(char)) this.refuse(`the escape \\${char}`);
    const value = char.codePointAt(0) ?? 0;
    return { kind: value < 0x80 ? "byte" : "character", value };
  }

  private set(bytes: ByteClass): Pattern {
    return oneOf(this.caseless ? foldCase(bytes) : bytes);
  }
}

/** A pattern that is one class of single bytes: `notBefore`, `tail`. */
export function parseClass(source: string): ByteClass {
  const pattern = parsePattern(source, { caseless: false });
  if (pattern.kind === "class") return pattern.bytes;
  throw new PatternError("more than one class of single bytes");
}

/** Alternatives of class sequences: `notAfter`. */
export function parseAlternatives(source: string, maxBytes: number): readonly (readonly ByteClass[])[] {
  const alternatives = expand(parsePattern(source, { caseless: false }));
  for (const classes of alternatives) {
    if (classes.length === 0) throw new PatternError("an alternative that is empty");
    if (classes.length > maxBytes) throw new PatternError(`an alternative of more than ${maxBytes} bytes`);
  }
  return alternatives;
}

const maxAlternatives = 64;

function expand(pattern: Pattern): readonly (readonly ByteClass[])[] {
  const made = expandOnce(pattern);
  if (made.length > maxAlternatives) throw new PatternError(`more than ${maxAlternatives} alternatives`);
  return made;
}

function expandOnce(pattern: Pattern): readonly (readonly ByteClass[])[] {
  switch (pattern.kind) {
    case "never":
      return [];
    case "empty":
      return [[]];
    case "class":
      return [[pattern.bytes]];
    case "choice":
      return pattern.options.flatMap(expand);
    case "sequence":
      return pattern.parts
        .map(expand)
        .reduce((heads, rests) => heads.flatMap((head) => rests.map((rest) => [...head, ...rest])), [[]]);
    case "repeat": {
      const rounds: Pattern[] = [];
      for (let count = pattern.min; count <= pattern.max; count += 1) {
        rounds.push(sequence(Array.from({ length: count }, () => pattern.body)));
      }
      return rounds.flatMap(expand);
    }
  }
}
