/**
 * Incremental UTF-8 validation (RFC 3629) over chunks: strict, at most three bytes of state. A character cut by chunks is
 * given on whole, so what was given on never depends on the chunks.
 */
import { isUtf8 } from "node:buffer";

export interface Utf8Check {
  /** The whole characters so far that were not given on yet; after an invalid one, nothing more. */
  write(chunk: Uint8Array): Uint8Array;
  /** Offset of the first byte that cannot be UTF-8. */
  readonly invalidAt: number | undefined;
  /** Nothing follows: a character that is not complete is invalid. */
  end(): void;
}

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

const noBytes = new Uint8Array(0);

export function createUtf8Check(): Utf8Check {
  let tail: Uint8Array = noBytes;
  let given = 0;
  let invalidAt: number | undefined;
  return {
    write(chunk) {
      if (invalidAt !== undefined) return noBytes;
      const bytes = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
      let end = bytes.length - cutTail(bytes);
      const whole = end === bytes.length ? bytes : bytes.subarray(0, end);
      if (!isUtf8(whole)) {
        end = invalidUtf8At(bytes, 0, end);
        invalidAt = given + end;
      }
      tail = end === bytes.length ? noBytes : bytes.slice(end);
      given += end;
      return end === bytes.length ? bytes : bytes.subarray(0, end);
    },
    get invalidAt() {
      return invalidAt;
    },
    end() {
      if (tail.length > 0) invalidAt ??= given;
    },
  };
}

/** Name of the form field that states a form's charset (RFC 7578 4.6). */
export const CHARSET_FIELD = "_charset_";

/** True for a charset whose text is read as UTF-8. */
export const isUtf8Charset = (name: Uint8Array): boolean =>
  /^(?:utf-?8|us-ascii)$/i.test(Buffer.from(name.subarray(0, 16)).toString("latin1"));
