/**
 * Finds where a trail ends, before a writer goes on with it. A torn tail (never acknowledged: acknowledging follows
 * fdatasync) is cut; damage with good frames after it is left untouched as evidence and counted.
 */
import { closeSync, fdatasyncSync, ftruncateSync, openSync, unlinkSync } from "node:fs";
import type { OpenEvent } from "./events.ts";
import { type Frame, frameHeadBytes, noDigest, unpackBatch } from "./frame.ts";
import { listSegments, type SegmentFile, walkSegment } from "./segment-files.ts";

export interface TrailEnd {
  /** Number of the next event. */
  readonly next: number;
  /** Digest of the last frame. */
  readonly digest: Uint8Array;
  readonly previous: OpenEvent["previous"];
  readonly cutBytes: number;
  readonly damaged: number;
}

interface SegmentEnd {
  readonly last: number | undefined;
  readonly lastKind: string | undefined;
  readonly digest: Uint8Array | undefined;
  readonly validBytes: number;
  readonly cutBytes: number;
  readonly damaged: number;
}

/** Only the last frame is unpacked: walking a full segment has to fit into the start of the gateway. */
const lastOf = (segment: SegmentFile, frame: Frame | undefined): Pick<SegmentEnd, "last" | "lastKind" | "digest"> => {
  // The frame at 0 is the header.
  if (frame === undefined || frame.offset === 0) return { last: undefined, lastKind: undefined, digest: undefined };
  const batch = unpackBatch(frame.payload);
  if (batch === undefined)
    throw Object.assign(new Error("unreadable"), { code: `${segment.name} is not of this format` });
  const lastKind = String(batch.rows.at(-1)?.[0]);
  return { last: batch.first + batch.rows.length - 1, lastKind, digest: frame.digest };
};

const endOf = (segment: SegmentFile): SegmentEnd => {
  let lastFrame: Frame | undefined;
  let validBytes = 0;
  let cutBytes = 0;
  let damaged = 0;
  for (const piece of walkSegment(segment.path)) {
    if ("bad" in piece) {
      if (piece.bad.tail) cutBytes = piece.bad.length;
      else damaged++;
      continue;
    }
    validBytes = piece.frame.offset + frameHeadBytes + piece.frame.payload.length;
    lastFrame = piece.frame;
  }
  return { ...lastOf(segment, lastFrame), validBytes, cutBytes, damaged };
};

const cutTo = (path: string, length: number): void => {
  const fd = openSync(path, "r+");
  try {
    ftruncateSync(fd, length);
    fdatasyncSync(fd);
  } finally {
    closeSync(fd);
  }
};

/** Makes everything that can be read durable: what a dead writer wrote but did not sync is about to be built upon. */
const makeDurable = (path: string): void => {
  const fd = openSync(path, "r+");
  try {
    fdatasyncSync(fd);
  } finally {
    closeSync(fd);
  }
};

/** The end of the trail in `directory`; cuts its torn tail. Throws the file system's error when it cannot. */
export const recoverTrail = (directory: string): TrailEnd => {
  let cutBytes = 0;
  let damaged = 0;
  const segments = listSegments(directory);
  for (const segment of segments.reverse()) {
    const end = endOf(segment);
    cutBytes += end.cutBytes;
    damaged += end.damaged;
    if (end.validBytes === 0) {
      // Created, but a crash came before its header was whole. Nothing in it was ever acknowledged.
      unlinkSync(segment.path);
      continue;
    }
    if (end.cutBytes > 0) cutTo(segment.path, end.validBytes);
    else makeDurable(segment.path);
    if (end.last === undefined || end.digest === undefined) {
      // A header alone: the next writer starts a segment of the same number, so this one says nothing.
      unlinkSync(segment.path);
      continue;
    }
    const previous = end.lastKind === "close" ? "closed" : "unclosed";
    return { next: end.last + 1, digest: end.digest, previous, cutBytes, damaged };
  }
  return { next: 1, digest: noDigest, previous: "none", cutBytes, damaged };
};
