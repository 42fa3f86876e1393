/**
 * What the trail keeps in place of a value: a keyed fingerprint. Equal values of one entity have equal fingerprints
 * under one key, so "the same card in forty prompts" can be seen; without the key nobody can try the billion possible
 * SSNs against it. HMAC-SHA-256 (RFC 2104) over `entity NUL value`, cut to 128 bits; about 1 us.
 */
import { hash, type KeyObject } from "node:crypto";

export type Fingerprint = (entity: string, folded: Uint8Array) => string;

const blockBytes = 64;
const digestBytes = 32;
const keptBytes = 16;
/** Most values are far shorter. */
const scratchBytes = 1024;

/**
 * 22 characters of base64url. `folded` is the value as detectors see it, so spellings of one value agree. Of the HMAC of a key the
 * first blocks are always the same; an object of the library for each value would cost three times as much.
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
  return (entity, folded) => {
    const name = Buffer.byteLength(entity);
    const bytes = blockBytes + name + 1 + folded.length;
    const text = bytes > scratchBytes ? Buffer.concat([inner.subarray(0, blockBytes)], bytes) : inner;
    text.write(entity, blockBytes);
    text[blockBytes + name] = 0;
    text.set(folded, blockBytes + name + 1);
    outer.set(hash("sha256", text.subarray(0, bytes), "buffer"), blockBytes);
    text.fill(0, blockBytes, bytes);
    return hash("sha256", outer, "buffer").subarray(0, keptBytes).toString("base64url");
  };
}
