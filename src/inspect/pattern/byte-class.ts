/**
 * A set of bytes as eight 32-bit words. Values are never changed after they are made.
 */

export type ByteClass = Uint32Array;

export function byteRange(first: number, last: number): ByteClass {
  const made = new Uint32Array(8);
  for (let byte = first; byte <= last; byte += 1) made[byte >> 5] = (made[byte >> 5] ?? 0) | (1 << (byte & 31));
  return made;
}

export function bytesOf(text: string): ByteClass {
  return union(...Array.from(text, (char) => byteRange(char.charCodeAt(0), char.charCodeAt(0))));
}

export function union(...classes: readonly ByteClass[]): ByteClass {
  return new Uint32Array(8).map((_, word) => classes.reduce((bits, from) => bits | (from[word] ?? 0), 0));
}

export function intersection(a: ByteClass, b: ByteClass): ByteClass {
  return a.map((bits, word) => bits & (b[word] ?? 0));
}

export function complement(a: ByteClass): ByteClass {
  return a.map((bits) => ~bits);
}

export function hasByte(a: ByteClass, byte: number): boolean {
  return (((a[byte >> 5] ?? 0) >>> (byte & 31)) & 1) === 1;
}

export function isEmpty(a: ByteClass): boolean {
  return a.every((bits) => bits === 0);
}

/** Every member of `a` is a member of `b`. */
export function isSubset(a: ByteClass, b: ByteClass): boolean {
  return a.every((bits, word) => (bits & ~(b[word] ?? 0)) === 0);
}

export function membersOf(a: ByteClass): readonly number[] {
  const members: number[] = [];
  for (let byte = 0; byte < 256; byte += 1) if (hasByte(a, byte)) members.push(byte);
  return members;
}

export function keyOf(a: ByteClass): string {
  return a.join(",");
}

/** Adds the other case of every ASCII letter. */
export function foldCase(a: ByteClass): ByteClass {
  const other = membersOf(a).flatMap((byte) => {
    const upper = byte & 0xdf;
    return upper >= 0x41 && upper <= 0x5a ? [byte ^ 0x20] : [];
  });
  return union(a, ...other.map((byte) => byteRange(byte, byte)));
}

export const anyByte: ByteClass = byteRange(0, 255);
export const digitBytes: ByteClass = bytesOf("0123456789");
export const letterBytes: ByteClass = union(byteRange(0x41, 0x5a), byteRange(0x61, 0x7a));
export const wordBytes: ByteClass = union(digitBytes, letterBytes, bytesOf("_"));
export const spaceBytes: ByteClass = bytesOf(" \t\n\v\f\r");
