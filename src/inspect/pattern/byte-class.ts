/**
 * A set of bytes as eight 32-bit words. Values are never changed after they are made.
 */

export type ByteClass = Uint32Array;

const single: ByteClass[] = [];

export function byteRange(first: number, last: number): ByteClass {
  const made = new Uint32Array(8);
  for (let byte = first; byte <= last; byte += 1) made[byte >> 5] = word(made, byte >> 5) | (1 << (byte & 31));
  return made;
}

/** The class of one byte: always the same object. */
export function oneByte(byte: number): ByteClass {
  let made = single[byte];
  if (made === undefined) {
    made = byteRange(byte, byte);
    single[byte] = made;
  }
  return made;
}

export function bytesOf(text: string): ByteClass {
  return union(...Array.from(text, (char) => oneByte(char.charCodeAt(0))));
}

export function union(...classes: readonly ByteClass[]): ByteClass {
  const made = new Uint32Array(8);
  for (const from of classes) for (let at = 0; at < 8; at += 1) made[at] = word(made, at) | word(from, at);
  return made;
}

export function complement(a: ByteClass): ByteClass {
  const made = new Uint32Array(8);
  for (let at = 0; at < 8; at += 1) made[at] = ~word(a, at);
  return made;
}

export function hasByte(a: ByteClass, byte: number): boolean {
  return ((word(a, byte >> 5) >>> (byte & 31)) & 1) === 1;
}

export function isEmpty(a: ByteClass): boolean {
  for (let at = 0; at < 8; at += 1) if (word(a, at) !== 0) return false;
  return true;
}

export function intersects(a: ByteClass, b: ByteClass): boolean {
  for (let at = 0; at < 8; at += 1) if ((word(a, at) & word(b, at)) !== 0) return true;
  return false;
}

/** Every member of `a` is a member of `b`. */
export function isSubset(a: ByteClass, b: ByteClass): boolean {
  for (let at = 0; at < 8; at += 1) if ((word(a, at) & ~word(b, at)) !== 0) return false;
  return true;
}

export function membersOf(a: ByteClass): readonly number[] {
  const members: number[] = [];
  for (let at = 0; at < 8; at += 1) {
    for (let bits = word(a, at); bits !== 0; bits &= bits - 1) members.push(32 * at + 31 - Math.clz32(bits & -bits));
  }
  return members;
}

export function sizeOf(a: ByteClass): number {
  let size = 0;
  for (let at = 0; at < 8; at += 1) for (let bits = word(a, at); bits !== 0; bits &= bits - 1) size += 1;
  return size;
}

export function keyOf(a: ByteClass): string {
  return a.join(",");
}

/** Adds the other case of every ASCII letter. */
export function foldCase(a: ByteClass): ByteClass {
  // A-Z are bits 1 to 26 of word 2, a-z the same bits of word 3.
  const letters = (word(a, 2) | word(a, 3)) & 0x07fffffe;
  if ((word(a, 2) & letters) === letters && (word(a, 3) & letters) === letters) return a;
  const made = a.slice();
  made[2] = word(a, 2) | letters;
  made[3] = word(a, 3) | letters;
  return made;
}

function word(a: ByteClass, at: number): number {
  return a[at] ?? 0;
}

export const anyByte: ByteClass = byteRange(0, 255);
export const digitBytes: ByteClass = bytesOf("0123456789");
export const letterBytes: ByteClass = union(byteRange(0x41, 0x5a), byteRange(0x61, 0x7a));
export const wordBytes: ByteClass = union(digitBytes, letterBytes, bytesOf("_"));
export const spaceBytes: ByteClass = bytesOf(" \t\n\v\f\r");
