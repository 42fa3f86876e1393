/**
 * The segments of a trail on disk: their names, and walking the frames of one.
 *
 *   audit-<number of the first event, 15 digits>-<time of creation>.seg      in order = sorted by name
 *
 * Invariant of walking: every byte of a file is either part of a frame that proves itself or reported as bad. A segment
 * counts only up to the first event of the next one: after a failed fdatasync the writer repeats what was not
 * acknowledged in a new segment, and the old copies may or may not have reached the disk.
 */
import { closeSync, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { announcedLength, decodeFrame, type Frame, frameHeadBytes, frameMarker } from "./frame.ts";

export interface SegmentFile {
  readonly name: string;
  readonly path: string;
  readonly first: number;
}

const namePattern = /^audit-(\d{15})-\d{8}T\d{9}Z\.seg$/;

export const segmentName = (first: number, time: number): string =>
  `audit-${String(first).padStart(15, "0")}-${new Date(time).toISOString().replace(/[-:.]/g, "")}.seg`;

export const listSegments = (directory: string): SegmentFile[] =>
  readdirSync(directory)
    .flatMap((name) => {
      const first = namePattern.exec(name)?.[1];
      return first === undefined ? [] : [{ name, path: join(directory, name), first: Number(first) }];
    })
    .sort((a, b) => a.first - b.first || (a.name < b.name ? -1 : 1));

export interface BadBytes {
  readonly offset: number;
  readonly length: number;
  /** True when no frame follows: a write that a crash cut short, or one still going on. */
  readonly tail: boolean;
}

export type Piece = { readonly frame: Frame } | { readonly bad: BadBytes };

const readAt = (fd: number, offset: number, length: number): Uint8Array => {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const got = readSync(fd, bytes, filled, length - filled, offset + filled);
    if (got === 0) break;
    filled += got;
  }
  return bytes.subarray(0, filled);
};

const frameAt = (fd: number, offset: number, size: number): Frame | undefined => {
  const head = readAt(fd, offset, frameHeadBytes);
  const length = announcedLength(head);
  if (length === undefined || offset + frameHeadBytes + length > size) return undefined;
  const payload = readAt(fd, offset + frameHeadBytes, length);
  return payload.length === length ? decodeFrame(offset, head, payload) : undefined;
};

/** Offset of the next frame that proves itself, after damage. */
const nextFrame = (fd: number, from: number, size: number): number | undefined => {
  const windowBytes = 1024 * 1024;
  for (let start = from; start < size; start += windowBytes) {
    const bytes = Buffer.from(readAt(fd, start, Math.min(windowBytes + frameMarker.length - 1, size - start)));
    for (let at = bytes.indexOf(frameMarker); at !== -1; at = bytes.indexOf(frameMarker, at + 1)) {
      if (frameAt(fd, start + at, size) !== undefined) return start + at;
    }
  }
  return undefined;
};

/** The frames of a segment in order, with what is damaged between them. */
export function* walkSegment(path: string): Generator<Piece, void, void> {
  const fd = openSync(path, "r");
  try {
    const size = fstatSync(fd).size;
    let offset = 0;
    while (offset < size) {
      const frame = frameAt(fd, offset, size);
      if (frame !== undefined) {
        yield { frame };
        offset += frameHeadBytes + frame.payload.length;
        continue;
      }
      const next = nextFrame(fd, offset + 1, size);
      yield { bad: { offset, length: (next ?? size) - offset, tail: next === undefined } };
      offset = next ?? size;
    }
  } finally {
    closeSync(fd);
  }
}
