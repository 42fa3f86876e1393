import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import {
  announcedLength,
  decodeFrame,
  encodeFrame,
  frameHeadBytes,
  maxPayloadBytes,
  noDigest,
  packPayload,
  unpackBatch,
  unpackHeader,
} from "../../src/audit/frame.ts";
import { columns } from "../../src/audit/rows.ts";

const batch = { first: 7, rows: [["reload", 1, "0.1.0", "r", "p", 2, 30]] };
const header = { format: "sluice-audit", version: 1, writer: "w", first: 7, time: 1, columns } as const;
const whole = (bytes: Uint8Array) => decodeFrame(0, bytes.subarray(0, frameHeadBytes), bytes.subarray(frameHeadBytes));

test("a frame is marker, length, previous digest, digest and payload", () => {
  const previous = new Uint8Array(32).fill(9);
  const payload = Uint8Array.of(1, 2, 3);
  const { bytes, digest } = encodeFrame(payload, previous);
  const covered = Buffer.concat([Buffer.from("SAF1\u0000\u0000\u0000\u0003", "latin1"), previous, payload]);
  expect(Buffer.from(digest)).toEqual(createHash("sha256").update(covered).digest());
  expect(Buffer.from(bytes)).toEqual(Buffer.concat([covered.subarray(0, 40), digest, payload]));
  expect(announcedLength(bytes)).toBe(3);
  expect(whole(bytes)).toEqual({ offset: 0, previous, digest: new Uint8Array(digest), payload });
});

test("a frame with any single byte changed does not prove itself", () => {
  const { bytes } = encodeFrame(packPayload(batch), noDigest);
  for (let at = 0; at < bytes.length; at++) {
    const changed = bytes.slice();
    changed[at] = (changed[at] ?? 0) ^ 0x40;
    const length = announcedLength(changed);
    expect(length === bytes.length - frameHeadBytes ? whole(changed) : undefined, `byte ${at}`).toBeUndefined();
  }
});

test("a length beyond the limit is damage, not an allocation", () => {
  const { bytes } = encodeFrame(Uint8Array.of(1), noDigest);
  new DataView(bytes.buffer).setUint32(4, maxPayloadBytes + 1);
  expect(announcedLength(bytes)).toBeUndefined();
});

test("headers and batches are told apart", () => {
  expect(unpackHeader(packPayload(header))).toEqual(header);
  expect(unpackBatch(packPayload(header))).toBeUndefined();
  expect(unpackBatch(packPayload(batch))).toEqual(batch);
  expect(unpackHeader(packPayload(batch))).toBeUndefined();
});

test.each([
  ["nothing", Uint8Array.of()],
  ["no msgpack", Uint8Array.of(0xc1, 0xff)],
  ["a number", Uint8Array.of(5)],
  ["a map without what is wanted", Uint8Array.of(0x80)],
  // A reader would take it for one that the next segment repeats, and stop there.
  ["a batch past all numbers", packPayload({ first: Number.POSITIVE_INFINITY, rows: [] })],
  ["a batch of no number", packPayload({ first: Number.NaN, rows: [] })],
])("a payload of %s is neither", (_, payload) => {
  expect(unpackHeader(payload)).toBeUndefined();
  expect(unpackBatch(payload)).toBeUndefined();
});
