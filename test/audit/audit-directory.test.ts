import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { takeAuditDirectory } from "../../src/audit/audit-directory.ts";
import { newDirectory } from "./example-events.ts";

test("a directory is made, closed to others, locked, and given back", () => {
  const directory = join(newDirectory(), "deep", "audit");
  const release = takeAuditDirectory(directory, "one");
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  expect(() => takeAuditDirectory(directory, "two")).toThrow(
    `${directory} cannot be used: process ${process.pid} writes to it`,
  );
  release();
  expect(readdirSync(directory)).toEqual([]);
});

test("a directory that others could read is closed to them", () => {
  const directory = join(newDirectory(), "audit");
  mkdirSync(directory);
  chmodSync(directory, 0o755);
  takeAuditDirectory(directory, "one");
  expect(statSync(directory).mode & 0o777).toBe(0o700);
});

test("a path that is no directory is refused with its code", () => {
  const file = join(newDirectory(), "file");
  writeFileSync(file, "");
  expect(() => takeAuditDirectory(file, "one")).toThrow(/cannot be used: EEXIST/);
  expect(() => takeAuditDirectory(join(file, "below"), "one")).toThrow(/cannot be used: ENOTDIR/);
});
