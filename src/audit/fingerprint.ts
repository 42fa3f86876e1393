/**
 * What the trail keeps in place of a value: a keyed fingerprint. Equal values of one entity have equal fingerprints
 * under one key, so "the same card in forty prompts" can be seen; without the key nobody can try the billion possible
 * SSNs against it. HMAC-SHA-256 (RFC 2104) over `entity NUL value`, cut to 128 bits: 22 characters of base64url.
 */
import type { KeyObject } from "node:crypto";
import { fingerprintOf } from "../scanning/fingerprints.ts";

/** `value`: as it stands in its lane, so one that is spelled in two ways has two. */
export type Fingerprint = (entity: string, value: Uint8Array) => string;

/** In native code: node:crypto makes a dozen objects for the two digests of each value, which cost a busy gateway five times their hashing. */
export function createFingerprint(key: KeyObject): Fingerprint {
  const secret = key.export();
  const fingerprint = fingerprintOf(secret);
  secret.fill(0);
  return fingerprint;
}
