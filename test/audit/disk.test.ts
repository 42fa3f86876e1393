import { mkdirSync, readFileSync, statSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nodeDisk } from "../../src/audit/disk.ts";
import { newDirectory } from "./example-events.ts";

test("a file is created once, for its owner only", () => {
  const path = join(newDirectory(), "file");
  nodeDisk.close(nodeDisk.create(path));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(() => nodeDisk.create(path)).toThrow(/EEXIST/);
});

test("bytes are written whole, where they belong", () => {
  const path = join(newDirectory(), "file");
  const fd = nodeDisk.create(path);
  const large = new Uint8Array(3_000_000).fill(7);
  nodeDisk.write(fd, large, 0);
  nodeDisk.write(fd, Uint8Array.of(1, 2), 10);
  nodeDisk.sync(fd);
  nodeDisk.truncate(fd, 13);
  nodeDisk.close(fd);
  expect([...readFileSync(path)]).toEqual([7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 1, 2, 7]);
});

test("a file that has lost its name is known", () => {
  const path = join(newDirectory(), "file");
  const fd = nodeDisk.create(path);
  expect(nodeDisk.unlinked(fd)).toBe(false);
  nodeDisk.remove(path);
  expect(nodeDisk.unlinked(fd)).toBe(true);
  nodeDisk.close(fd);
  expect(() => unlinkSync(path)).toThrow(/ENOENT/);
});

test("a directory can be synced", () => {
  const directory = join(newDirectory(), "d");
  expect(() => nodeDisk.syncDirectory(directory)).toThrow(/ENOENT/);
  mkdirSync(directory);
  nodeDisk.syncDirectory(directory);
});
