/**
 * The bytes of a segment: frames, one after the other, nothing between. The first frame of a segment carries its header,
 * every other one a batch of rows; both are standard msgpack.
 *
 *   0   4  marker   "SAF1"
 *   4   4  length   of the payload, big endian
 *   8  32  previous digest of the frame before, across segments; zeros for the first frame of a trail
 *  40  32  digest   SHA-256 of marker, length, previous and payload
 *  72   n  payload
 *
 * A frame proves itself (digest) and its place (previous). The chain has no key: it finds damage and careless edits, not
 * an attacker who rewrites everything after his edit; that takes signed checkpoints kept elsewhere, which can sign `digest`.
 */
import { hash } from "node:crypto";
// Not "msgpackr": that looks for a native unpacker first.
import { Packr, Unpackr } from "msgpackr/pack";
import type { Cell, Columns } from "./rows.ts";

export const frameMarker = Uint8Array.of(0x53, 0x41, 0x46, 0x31);
export const frameHeadBytes = 72;
export const digestBytes = 32;
/** A batch stays far below; a longer length field is damage. */
export const maxPayloadBytes = 16 * 1024 * 1024;
export const noDigest: Uint8Array = new Uint8Array(digestBytes);

const lengthAt = 4;
const previousAt = 8;
const digestAt = 40;

/** The first payload of a segment. */
export interface SegmentHeader {
  readonly format: "sluice-audit";
  readonly version: number;
  readonly writer: string;
  /** Number of the segment's first event. */
  readonly first: number;
  readonly time: number;
  readonly columns: Columns;
}

/** Every further payload. */
export interface FrameBatch {
  /** Number of the first row. */
  readonly first: number;
  readonly rows: readonly (readonly Cell[])[];
}

export interface Frame {
  readonly offset: number;
  readonly previous: Uint8Array;
  readonly digest: Uint8Array;
  readonly payload: Uint8Array;
}

/** A batch as it goes into a frame. */
export interface PackedBatch {
  readonly first: number;
  /** Rows. */
  readonly count: number;
  readonly payload: Buffer;
}

const packr = new Packr({ useRecords: false, variableMapSize: true });
const unpackr = new Unpackr({ useRecords: false, mapsAsObjects: true });

export const packPayload = (payload: SegmentHeader | FrameBatch): Buffer => packr.pack(payload);

export const packBatch = (batch: FrameBatch): PackedBatch => ({
  first: batch.first,
  count: batch.rows.length,
  payload: packPayload(batch),
});

const frameDigest = (head: Uint8Array, payload: Uint8Array): Uint8Array => {
  const covered = new Uint8Array(digestAt + payload.length);
  covered.set(head.subarray(0, digestAt));
  covered.set(payload, digestAt);
  return hash("sha256", covered, "buffer");
};

/** A payload as a frame that follows the frame with digest `previous`. */
export const encodeFrame = (payload: Uint8Array, previous: Uint8Array): { bytes: Uint8Array; digest: Uint8Array } => {
  if (payload.length > maxPayloadBytes) throw new RangeError("audit frame payload too long");
  const bytes = new Uint8Array(frameHeadBytes + payload.length);
  bytes.set(frameMarker);
  new DataView(bytes.buffer).setUint32(lengthAt, payload.length);
  bytes.set(previous, previousAt);
  bytes.set(payload, frameHeadBytes);
  const digest = frameDigest(bytes, payload);
  bytes.set(digest, digestAt);
  return { bytes, digest };
};

/** Length of the payload that a frame head announces; undefined when it is no frame head. */
export const announcedLength = (head: Uint8Array): number | undefined => {
  if (head.length < frameHeadBytes || frameMarker.some((byte, index) => head[index] !== byte)) return undefined;
  const length = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(lengthAt);
  return length > maxPayloadBytes ? undefined : length;
};

/** The frame of a head and its whole payload; undefined when its digest is wrong. */
export const decodeFrame = (offset: number, head: Uint8Array, payload: Uint8Array): Frame | undefined => {
  const digest = head.slice(digestAt, frameHeadBytes);
  if (Buffer.compare(frameDigest(head, payload), digest) !== 0) return undefined;
  return { offset, previous: head.slice(previousAt, digestAt), digest, payload };
};

const unpack = (payload: Uint8Array): Record<string, unknown> | undefined => {
  try {
    const value: unknown = unpackr.unpack(payload);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

export const unpackHeader = (payload: Uint8Array): SegmentHeader | undefined => {
  const header = unpack(payload);
  return header?.format === "sluice-audit" && typeof header.columns === "object"
    ? (header as unknown as SegmentHeader)
    : undefined;
};

export const unpackBatch = (payload: Uint8Array): FrameBatch | undefined => {
  const batch = unpack(payload);
  return Number.isSafeInteger(batch?.first) && Array.isArray(batch?.rows)
    ? (batch as unknown as FrameBatch)
    : undefined;
};
