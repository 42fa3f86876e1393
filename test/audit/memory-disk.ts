/**
 * A disk that fails on demand and knows what is durable. Files live in memory: `seen` is what a reader sees now, `durable`
 * what is left after a power cut.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Disk } from "../../src/audit/disk.ts";
import { newDirectory } from "./example-events.ts";

interface MemoryFile {
  seen: Uint8Array;
  durable: Uint8Array;
  named: boolean;
}

export interface MemoryDisk extends Disk {
  /** The next calls of this operation throw this code; `partial` bytes of a write arrive first. */
  failing: Partial<Record<keyof Disk, { code: string; partial?: number }>>;
  readonly calls: string[];
  readonly files: Map<string, MemoryFile>;
  /** Copies the files as seen now, or as durable, into a new directory. */
  toDirectory(which: "seen" | "durable"): string;
}

export const createMemoryDisk = (): MemoryDisk => {
  const files = new Map<string, MemoryFile>();
  const open: MemoryFile[] = [];
  const calls: string[] = [];
  const file = (fd: number): MemoryFile => {
    const found = open[fd];
    if (found === undefined) throw Object.assign(new Error("closed"), { code: "EBADF" });
    return found;
  };
  const called = (operation: keyof Disk): void => {
    calls.push(operation);
    const failure = disk.failing[operation];
    if (failure !== undefined) throw Object.assign(new Error(failure.code), { code: failure.code });
  };
  const put = (target: MemoryFile, bytes: Uint8Array, position: number): void => {
    const grown = new Uint8Array(Math.max(target.seen.length, position + bytes.length));
    grown.set(target.seen);
    grown.set(bytes, position);
    target.seen = grown;
  };
  const disk: MemoryDisk = {
    failing: {},
    calls,
    files,
    create: (path) => {
      called("create");
      if (files.has(path)) throw Object.assign(new Error("exists"), { code: "EEXIST" });
      const created = { seen: new Uint8Array(), durable: new Uint8Array(), named: true };
      files.set(path, created);
      return open.push(created) - 1;
    },
    write: (fd, bytes, position) => {
      const partial = disk.failing.write?.partial ?? 0;
      if (partial > 0) put(file(fd), bytes.subarray(0, partial), position);
      called("write");
      put(file(fd), bytes, position);
    },
    sync: (fd) => {
      called("sync");
      file(fd).durable = file(fd).seen;
    },
    truncate: (fd, length) => {
      called("truncate");
      file(fd).seen = file(fd).seen.slice(0, length);
    },
    close: (fd) => {
      called("close");
      file(fd);
      delete open[fd];
    },
    unlinked: (fd) => !file(fd).named,
    remove: (path) => {
      called("remove");
      const removed = files.get(path);
      if (removed !== undefined) removed.named = false;
      files.delete(path);
    },
    syncDirectory: () => called("syncDirectory"),
    toDirectory: (which) => {
      const directory = newDirectory();
      mkdirSync(directory, { recursive: true });
      for (const [path, { [which]: bytes }] of files) writeFileSync(join(directory, basename(path)), bytes);
      return directory;
    },
  };
  return disk;
};
