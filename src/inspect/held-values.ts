/**
 * Values that are known exactly and must never pass: a credential that the gateway holds. Found byte for byte, in the
 * spellings in which an answer may repeat it; nothing of it is compiled, kept on disk or put in a message.
 */

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface HeldValues {
  /** All that are found. */
  readonly spellings: readonly Uint8Array[];
  /** Every whole occurrence, in order of start; they may overlap. */
  find(bytes: Uint8Array): readonly Stretch[];
  /** Where the earliest value begins that the end of the text cuts off and more text may complete; the length: none does. */
  pendingFrom(bytes: Uint8Array): number;
  /** The same, of values cut off for good of which enough is there to be worth the rest. */
  cutFrom(bytes: Uint8Array): number;
}

/** What is shorter is a word (`EMPTY`, `ollama`) rather than a secret, and would be found everywhere. */
const LEAST = 8;

/** Undefined: the value is too short to be one. `value` is printable ASCII. */
export function createHeldValues(value: string): HeldValues | undefined {
  if (value.length < LEAST) return undefined;
  const spellings = spellingsOf(value).map((text) => Buffer.from(text, "latin1"));
  const longest = Math.max(...spellings.map(({ length }) => length));
  const begins = new Uint8Array(256);
  for (const [first = 0] of spellings) begins[first] = 1;

  const cutAt = (bytes: Uint8Array, least: (length: number) => number): number => {
    for (let start = Math.max(0, bytes.length - longest + 1); start < bytes.length; start++) {
      if (begins[bytes[start] ?? 0] === 0) continue;
      const length = bytes.length - start;
      for (const spelling of spellings)
        if (length < spelling.length && length >= least(spelling.length) && isPrefix(spelling, bytes, start))
          return start;
    }
    return bytes.length;
  };
  return {
    spellings,
    find(bytes) {
      const found: Stretch[] = [];
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      for (const spelling of spellings) {
        if (spelling.length > text.length) continue;
        for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1))
          found.push({ start: at, end: at + spelling.length });
      }
      return found.length > 1 ? found.sort((a, b) => a.start - b.start) : found;
    },
    pendingFrom: (bytes) => cutAt(bytes, () => 1),
    cutFrom: (bytes) => cutAt(bytes, (length) => Math.max(LEAST, Math.ceil(length / 2))),
  };
}

function isPrefix(spelling: Uint8Array, bytes: Uint8Array, start: number): boolean {
  for (let i = 1; start + i < bytes.length; i++) if (bytes[start + i] !== spelling[i]) return false;
  return true;
}

/** As it is, escaped for JSON and for URLs, and in base64 (both alphabets) wherever in the encoded text it begins. */
function spellingsOf(value: string): string[] {
  const inBase64 = [0, 1, 2].map((before) => {
    const encoded = Buffer.from(`${"\0".repeat(before)}${value}`, "latin1").toString("base64");
    // The first and the last letter may also hold bits of a neighbour.
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + value.length) * 8) / 6));
  });
  const spellings = [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value), ...inBase64];
  const forUrls = inBase64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  return [...new Set([...spellings, ...forUrls])];
}
