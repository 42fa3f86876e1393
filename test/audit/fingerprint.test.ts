import { createHmac, createSecretKey } from "node:crypto";
import { expect, test } from "vitest";
import { createFingerprint } from "../../src/audit/fingerprint.ts";

const keyOf = (byte: number, size = 32) => createSecretKey(Buffer.alloc(size, byte));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each([
  1, 32, 63, 64, 65, 100,
])("a fingerprint is 128 bits of HMAC-SHA-256 over entity, NUL and value, key of %d bytes", (size) => {
  const fingerprint = createFingerprint(keyOf(7, size));
  const expected = (entity: string, value: string): string =>
    createHmac("sha256", Buffer.alloc(size, 7))
      .update(`${entity}\u0000${value}`)
      .digest()
      .subarray(0, 16)
      .toString("base64url");
  // Long after short and short after long: nothing of the one before is left in it.
  for (const length of [0, 11, 900, 959, 960, 961, 5_000, 11, 0, 300, 3]) {
    for (const entity of ["US_SSN", "ÄÖ", ""]) {
      const value = "078-05-1120é".repeat(1 + length / 12).slice(0, length);
      expect(fingerprint(entity, bytes(value))).toBe(expected(entity, value));
    }
  }
});

test.each([
  ["another value", 7, "US_SSN", "078-05-1121"],
  ["another entity", 7, "PHONE_NUMBER", "078-05-1120"],
  ["another key", 8, "US_SSN", "078-05-1120"],
  ["a border moved between entity and value", 7, "US_SSN0", "78-05-1120"],
])("%s gives another fingerprint", (_, key, entity, value) => {
  expect(createFingerprint(keyOf(key))(entity, bytes(value))).not.toBe(
    createFingerprint(keyOf(7))("US_SSN", bytes("078-05-1120")),
  );
});
