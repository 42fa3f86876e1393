import { createHmac, createSecretKey } from "node:crypto";
import { expect, test } from "vitest";
import { fingerprint } from "../../src/audit/fingerprint.ts";

const key = createSecretKey(Buffer.alloc(32, 7));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("a fingerprint is 128 bits of HMAC-SHA-256 over entity, NUL and value", () => {
  const whole = createHmac("sha256", Buffer.alloc(32, 7)).update("US_SSN\u0000078-05-1120").digest();
  expect(fingerprint(key, "US_SSN", bytes("078-05-1120"))).toBe(whole.subarray(0, 16).toString("base64url"));
});

test.each([
  ["another value", key, "US_SSN", "078-05-1121"],
  ["another entity", key, "PHONE_NUMBER", "078-05-1120"],
  ["another key", createSecretKey(Buffer.alloc(32, 8)), "US_SSN", "078-05-1120"],
  ["a border moved between entity and value", key, "US_SSN0", "78-05-1120"],
])("%s gives another fingerprint", (_, otherKey, entity, value) => {
  expect(fingerprint(otherKey, entity, bytes(value))).not.toBe(fingerprint(key, "US_SSN", bytes("078-05-1120")));
});
