/** Incremental UTF-8 validation (RFC 3629) over chunks: strict, at most three bytes of state. */
import { isUtf8 } from "node:buffer";

export interface Utf8Check {
  /** False once a byte sequence cannot be UTF-8. */
  write(chunk: Uint8Array): boolean;
  /** False when the text ends inside a character. */
  end(): boolean;
}

/** Length of the sequence a lead byte announces; 1 for everything else. */
const announced = (byte: number): number => (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1);

/** Number of trailing bytes that begin a character without completing it. */
function cutTail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return announced(byte) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

export function createUtf8Check(): Utf8Check {
  let tail: Uint8Array = new Uint8Array(0);
  let valid = true;
  return {
    write(chunk) {
      if (!valid) return false;
      const bytes = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
      const cut = cutTail(bytes);
      valid = isUtf8(cut === 0 ? bytes : bytes.subarray(0, bytes.length - cut));
      tail = cut === 0 ? new Uint8Array(0) : bytes.slice(bytes.length - cut);
      return valid;
    },
    end: () => valid && tail.length === 0,
  };
}
