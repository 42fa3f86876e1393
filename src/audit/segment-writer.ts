/**
 * Appends batches to segments, one frame each. Append and sync are separate, so one fdatasync covers many batches.
 *
 *   append -> written (page cache) -> sync -> acknowledged
 *
 * Invariant: after any failure the trail ends with a whole frame. A failed write is cut off again. After a failed
 * fdatasync nothing about the unsynced pages is known (the kernel may have dropped them and will report success next
 * time), so the segment is given up at its last synced byte and its unacknowledged batches are handed back, to be
 * appended to a new one.
 */
import { join } from "node:path";
import { systemCode } from "../system-code.ts";
import type { Disk } from "./disk.ts";
import { encodeFrame, type PackedBatch, packPayload, type SegmentHeader } from "./frame.ts";
import { columns } from "./rows.ts";
import { segmentName } from "./segment-files.ts";

export interface SegmentWriterOptions {
  readonly directory: string;
  readonly writer: string;
  readonly segmentBytes: number;
  readonly segmentAgeMs: number;
  /** Where the trail goes on: digest of its last frame. */
  readonly digest: Uint8Array;
  readonly disk: Disk;
  readonly now: () => number;
}

export interface SegmentWriter {
  /**
   * Throws the disk's error; the batch is then not part of the trail and may be appended again, after what `takeBack`
   * returns (starting a new segment syncs the old one, which can fail as well).
   */
  append(batch: PackedBatch): void;
  /** Makes everything appended durable. Throws the disk's error; `takeBack` then says what has to be appended again. */
  sync(): void;
  /** Bytes appended since the last sync. */
  readonly unsyncedBytes: number;
  /** The batches that a failed sync left unacknowledged, in order. */
  takeBack(): PackedBatch[];
  close(): void;
}

interface Segment {
  readonly fd: number;
  readonly path: string;
  readonly openedAt: number;
  end: number;
  syncedEnd: number;
}

/** The file behind the open segment was removed by somebody: as bad as a failed sync. */
const removed = (): Error => Object.assign(new Error("segment file removed"), { code: "ENOENT" });

export const createSegmentWriter = (options: SegmentWriterOptions): SegmentWriter => {
  const { directory, disk, now } = options;
  let segment: Segment | undefined;
  let digest = options.digest;
  let syncedDigest = options.digest;
  let unsynced: PackedBatch[] = [];
  let returned: PackedBatch[] = [];
  let latestName = 0;

  const quietly = (action: () => void): void => {
    try {
      action();
    } catch {
      // The first failure is the one to report; a reader copes with what is left (segment-files.ts).
    }
  };

  const createFile = (first: number): { fd: number; path: string } => {
    for (;;) {
      latestName = Math.max(now(), latestName + 1);
      const path = join(directory, segmentName(first, latestName));
      try {
        return { fd: disk.create(path), path };
      } catch (error) {
        if (systemCode(error) !== "EEXIST") throw error;
      }
    }
  };

  const open = (first: number): Segment => {
    const time = now();
    const header: SegmentHeader = { format: "sluice-audit", version: 1, writer: options.writer, first, time, columns };
    const frame = encodeFrame(packPayload(header), digest);
    const { fd, path } = createFile(first);
    try {
      disk.write(fd, frame.bytes, 0);
      disk.syncDirectory(directory);
    } catch (error) {
      quietly(() => disk.close(fd));
      quietly(() => disk.remove(path));
      throw error;
    }
    digest = frame.digest;
    return { fd, path, openedAt: time, end: frame.bytes.length, syncedEnd: 0 };
  };

  const giveUp = (given: Segment): void => {
    quietly(() => disk.truncate(given.fd, given.syncedEnd));
    quietly(() => disk.close(given.fd));
    if (given.syncedEnd === 0) quietly(() => disk.remove(given.path));
    segment = undefined;
    digest = syncedDigest;
    returned = unsynced;
    unsynced = [];
  };

  const sync = (): void => {
    if (segment === undefined || segment.end === segment.syncedEnd) return;
    try {
      disk.sync(segment.fd);
      if (disk.unlinked(segment.fd)) throw removed();
    } catch (error) {
      giveUp(segment);
      throw error;
    }
    segment.syncedEnd = segment.end;
    syncedDigest = digest;
    unsynced = [];
  };

  const isFull = (current: Segment): boolean =>
    current.end >= options.segmentBytes || now() - current.openedAt >= options.segmentAgeMs;

  const closeSegment = (): void => {
    if (segment === undefined) return;
    sync();
    disk.close(segment.fd);
    segment = undefined;
  };

  return {
    append: (batch) => {
      if (segment !== undefined && isFull(segment)) closeSegment();
      segment ??= open(batch.first);
      const frame = encodeFrame(batch.payload, digest);
      const { fd, end } = segment;
      try {
        disk.write(fd, frame.bytes, end);
      } catch (error) {
        quietly(() => disk.truncate(fd, end));
        throw error;
      }
      segment.end = end + frame.bytes.length;
      digest = frame.digest;
      unsynced.push(batch);
    },
    sync,
    get unsyncedBytes() {
      return segment === undefined ? 0 : segment.end - segment.syncedEnd;
    },
    takeBack: () => {
      const back = returned;
      returned = [];
      return back;
    },
    close: closeSegment,
  };
};
