/**
 * What the trail keeps in place of a value: a keyed fingerprint. Equal values of one entity have equal fingerprints
 * under one key, so "the same card in forty prompts" can be seen; without the key nobody can try the billion possible
 * SSNs against it. HMAC-SHA-256 (RFC 2104) over `entity NUL value`, cut to 128 bits.
 */
import { hash, type KeyObject } from "node:crypto";

export type Fingerprint = (entity: string, value: Uint8Array) => string;

const blockBytes = 64;
const digestBytes = 32;
/** Of the digest's 43, those that are all of the first 128 bits; the next one has two of them. */
const wholeCharacters = 21;
const [alphabet, lastCharacters] = ["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", "AQgw"];
/** Most values are far shorter. */
const scratchBytes = 1024;

/**
 * 22 characters of base64url. `value`: as it stands in its lane, so one that is spelled in two ways has two. Of the HMAC of a key the
 * first blocks are always the same; an object of the library for each value would cost three times as much, and digests as Buffers
 * four times as much as strings of one byte a character.
 */
export function createFingerprint(key: KeyObject): Fingerprint {
  const secret = key.export();
  const own = secret.length > blockBytes ? hash("sha256", secret, "buffer") : secret;
  const padded = (byte: number, bytes: number): Buffer => {
    const block = Buffer.alloc(bytes);
    block.fill(byte, 0, blockBytes);
    for (let at = 0; at < own.length; at++) block[at] = (own[at] ?? 0) ^ byte;
    return block;
  };
  const inner = padded(0x36, scratchBytes);
  const outer = padded(0x5c, blockBytes + digestBytes);
  return (entity, value) => {
    const name = Buffer.byteLength(entity);
    const bytes = blockBytes + name + 1 + value.length;
    const text = bytes > scratchBytes ? Buffer.concat([inner.subarray(0, blockBytes)], bytes) : inner;
    text.write(entity, blockBytes);
    text[blockBytes + name] = 0;
    text.set(value, blockBytes + name + 1);
    outer.write(hash("sha256", text.subarray(0, bytes), "binary"), blockBytes, "latin1");
    text.fill(0, blockBytes, bytes);
    const digest = hash("sha256", outer, "base64url");
    const last = alphabet.indexOf(digest.charAt(wholeCharacters)) >> 4;
    return digest.slice(0, wholeCharacters) + lastCharacters.charAt(last);
  };
}
