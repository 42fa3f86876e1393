/**
 * `name=value&name=value` (WHATWG URL, application/x-www-form-urlencoded), as byte ranges of the source: for form bodies
 * and for queries. Nothing is decoded here: percent escapes are seen through by folding, and `+` is turned into a space
 * byte for byte by `plusToSpace`, so that offsets stay the source's.
 */

export interface Pair {
  readonly nameStart: number;
  readonly nameEnd: number;
  /** Equal to `nameEnd` where there is no `=`. */
  readonly valueStart: number;
  readonly valueEnd: number;
}

const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PLUS = 0x2b;
const SPACE = 0x20;

/** Pairs in order; empty ones between two `&` are skipped. Undefined: there are more than `most`. */
export function formPairs(source: Uint8Array, most: number): readonly Pair[] | undefined {
  const pairs: Pair[] = [];
  let start = 0;
  let equals = -1;
  for (let at = 0; at <= source.length; at++) {
    const byte = source[at] ?? AMPERSAND;
    if (byte === EQUALS && equals < 0) equals = at;
    if (byte !== AMPERSAND) continue;
    const nameEnd = equals < 0 ? at : equals;
    if (at > start) {
      if (pairs.length === most) return undefined;
      pairs.push({ nameStart: start, nameEnd, valueStart: equals < 0 ? at : nameEnd + 1, valueEnd: at });
    }
    start = at + 1;
    equals = -1;
  }
  return pairs;
}

/** The bytes with every `+` as a space; the same array when there is none. */
export function plusToSpace(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(PLUS)) return bytes;
  return bytes.map((byte) => (byte === PLUS ? SPACE : byte));
}

/** Bytes of a name's end, more than any detector looks at before a text. */
const endOfName = 512;

/** Readable name for context: percent escapes and `+` decoded where they are valid; of a long one its end, which stands before the value. */
export function pairName(bytes: Uint8Array): string {
  const text = Buffer.from(plusToSpace(bytes.subarray(-endOfName))).toString("latin1");
  const decoded = text.replace(/%([0-9A-Fa-f]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(decoded, "latin1").toString("utf8");
}
