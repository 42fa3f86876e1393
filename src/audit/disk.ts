/**
 * The few calls with which the writer changes the disk, as an interface, so that tests can let each of them fail the way
 * disks do. `nodeDisk` is the real one. All are synchronous: they run on the writer's own thread.
 */
import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  unlinkSync,
  writeSync,
} from "node:fs";

export interface Disk {
  /** Creates a file that must not exist, readable by the owner only. */
  create(path: string): number;
  /** Writes all of `bytes` at `position`; on failure an unknown part of it may have been written. */
  write(fd: number, bytes: Uint8Array, position: number): void;
  sync(fd: number): void;
  truncate(fd: number, length: number): void;
  close(fd: number): void;
  /** True when the file's last name is gone: what is written to it is lost. */
  unlinked(fd: number): boolean;
  remove(path: string): void;
  syncDirectory(path: string): void;
}

export const nodeDisk: Disk = {
  create: (path) => openSync(path, "wx", 0o600),
  write: (fd, bytes, position) => {
    let done = 0;
    while (done < bytes.length) done += writeSync(fd, bytes, done, bytes.length - done, position + done);
  },
  sync: fdatasyncSync,
  truncate: ftruncateSync,
  close: closeSync,
  unlinked: (fd) => fstatSync(fd).nlink === 0,
  remove: unlinkSync,
  syncDirectory: (path) => {
    const fd = openSync(path, "r");
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  },
};
