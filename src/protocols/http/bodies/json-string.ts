/**
 * Text of a JSON string: its decoded UTF-8, and the way back from a decoded offset to the source. Without a backslash both
 * are the same bytes. No map is kept: the way back walks the string again, and only where an edit asks for it.
 *
 * A lone surrogate (`\ud83d` alone) decodes to three bytes like any other code point (WTF-8): a character may be cut over two strings, and
 * folding joins its halves (docs/engine.md, section "Text"). The source is not changed by that.
 */

const backslash = 0x5c;
const letterU = 0x75;

export const hexDigit = (byte: number): number => {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
};

const unit = (source: Uint8Array, at: number): number =>
  (hexDigit(source[at] ?? 0) << 12) |
  (hexDigit(source[at + 1] ?? 0) << 8) |
  (hexDigit(source[at + 2] ?? 0) << 4) |
  hexDigit(source[at + 3] ?? 0);

/** The code point of a `\uXXXX` at `at`, a surrogate pair taken together (then 12 source bytes, else 6). */
function escapedCodePoint(source: Uint8Array, at: number, end: number): number {
  const high = unit(source, at + 2);
  if (high < 0xd800 || high > 0xdfff) return high;
  if (high <= 0xdbff && at + 12 <= end && source[at + 6] === backslash && source[at + 7] === letterU) {
    const low = unit(source, at + 8);
    if (low >= 0xdc00 && low <= 0xdfff) return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
  }
  return high;
}

const utf8Length = (codePoint: number): number =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;

const shortEscapes = new Uint8Array(128);
for (const [letter, byte] of Object.entries({ b: 8, t: 9, n: 10, f: 12, r: 13, '"': 34, "/": 47, "\\": 92 })) {
  shortEscapes[letter.charCodeAt(0)] = byte;
}

/** Byte that `\` and this letter stand for; 0: none. */
export const shortEscape = (letter: number): number => shortEscapes[letter] ?? 0;

/** Decodes source[start, end), a valid string's content that has a backslash. */
export function decodeEscapes(source: Uint8Array, start: number, end: number): Uint8Array {
  const out = Buffer.allocUnsafe(end - start);
  let to = 0;
  let at = start;
  while (at < end) {
    const byte = source[at] ?? 0;
    if (byte !== backslash) {
      out[to++] = byte;
      at++;
      continue;
    }
    const letter = source[at + 1] ?? 0;
    if (letter !== letterU) {
      out[to++] = shortEscape(letter);
      at += 2;
      continue;
    }
    const codePoint = escapedCodePoint(source, at, end);
    if (codePoint < 0x80) out[to++] = codePoint;
    else {
      const length = utf8Length(codePoint);
      out[to++] = (length === 2 ? 0xc0 : length === 3 ? 0xe0 : 0xf0) | (codePoint >> ((length - 1) * 6));
      for (let shift = (length - 2) * 6; shift >= 0; shift -= 6) out[to++] = 0x80 | ((codePoint >> shift) & 0x3f);
    }
    at += codePoint > 0xffff ? 12 : 6;
  }
  return out.subarray(0, to);
}

/**
 * Source offset of the decoded offset `wanted`, for a string whose content begins at `start`. An offset inside an escape
 * gives the escape's start, or its end with `roundUp`.
 */
export const sourceOffset = (
  source: Uint8Array,
  start: number,
  end: number,
  wanted: number,
  roundUp: boolean,
): number => sourceOffsets(source, start, end)(wanted, roundUp);

/** The same for offsets that ascend: the string is walked once, not from its start for each of them. */
export function sourceOffsets(
  source: Uint8Array,
  start: number,
  end: number,
): (wanted: number, roundUp: boolean) => number {
  // The character that holds the last offset asked for, or begins there.
  let decoded = 0;
  let at = start;
  return (wanted, roundUp) => {
    if (wanted < decoded) {
      decoded = 0;
      at = start;
    }
    while (at < end) {
      let sourceBytes = 1;
      let decodedBytes = 1;
      if (source[at] === backslash) {
        sourceBytes = 2;
        if (source[at + 1] === letterU) {
          const codePoint = escapedCodePoint(source, at, end);
          decodedBytes = utf8Length(codePoint);
          sourceBytes = codePoint > 0xffff ? 12 : 6;
        }
      }
      if (decoded + decodedBytes > wanted) return roundUp && decoded < wanted ? at + sourceBytes : at;
      decoded += decodedBytes;
      at += sourceBytes;
    }
    return at;
  };
}
