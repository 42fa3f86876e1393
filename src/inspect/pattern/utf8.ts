/**
 * Character ranges beyond ASCII as patterns over UTF-8 bytes. A range is split where the number of bytes changes and
 * around the surrogates, then into runs whose continuation bytes are independent (`[\xe4-\xe8][\x80-\xbf][\x80-\xbf]`).
 */
import { byteRange } from "./byte-class.ts";
import { choice, oneOf, type Pattern, sequence } from "./syntax.ts";

const lengthEnds = [0x7f, 0x7ff, 0xd7ff, 0xdfff, 0xffff, 0x10ffff];

/** The bytes of one character. */
export function utf8Bytes(codePoint: number): readonly number[] {
  return [...new TextEncoder().encode(String.fromCodePoint(codePoint))];
}

/** All characters from `first` to `last`; surrogates are no characters. */
export function utf8Range(first: number, last: number): Pattern {
  const options: Pattern[] = [];
  let from = first;
  for (const end of lengthEnds) {
    if (from > end) continue;
    const to = Math.min(last, end);
    if (from <= to && end !== 0xdfff) options.push(sameLength(utf8Bytes(from), utf8Bytes(to)));
    from = to + 1;
    if (from > last) break;
  }
  return choice(options);
}

function sameLength(low: readonly number[], high: readonly number[]): Pattern {
  const [lowByte = 0, ...lowRest] = low;
  const [highByte = 0, ...highRest] = high;
  if (lowRest.length === 0) return oneOf(byteRange(lowByte, highByte));
  const least = lowRest.map(() => 0x80);
  const greatest = lowRest.map(() => 0xbf);
  if (lowByte === highByte) return sequence([oneOf(byteRange(lowByte, lowByte)), sameLength(lowRest, highRest)]);

  const options: Pattern[] = [];
  let from = lowByte;
  let to = highByte;
  if (lowRest.some((byte) => byte !== 0x80)) {
    options.push(sequence([oneOf(byteRange(lowByte, lowByte)), sameLength(lowRest, greatest)]));
    from += 1;
  }
  const highIsPartial = highRest.some((byte) => byte !== 0xbf);
  if (highIsPartial) to -= 1;
  if (from <= to) options.push(sequence([oneOf(byteRange(from, to)), sameLength(least, greatest)]));
  if (highIsPartial) options.push(sequence([oneOf(byteRange(highByte, highByte)), sameLength(least, highRest)]));
  return choice(options);
}
