import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lockTrail } from "../../src/audit/writer-lock.ts";
import { newDirectory } from "./example-events.ts";

test("a directory has one writer at a time", () => {
  const directory = newDirectory();
  const held = lockTrail(directory, "one");
  expect(lockTrail(directory, "two")).toEqual({ heldBy: process.pid });
  if (!("release" in held)) throw new Error("not locked");
  held.release();
  expect(readdirSync(directory)).toEqual([]);
  expect(lockTrail(directory, "two")).toHaveProperty("release");
});

test.each([
  ["a process that is gone", () => `${spawnSync(process.execPath, ["-e", ""]).pid} 123 dead`],
  ["a number that another process has by now", () => `${process.pid} 1 reused`],
  ["nobody that can be read", () => "garbage"],
])("a lock of %s is taken over", (_, claim) => {
  const directory = newDirectory();
  writeFileSync(join(directory, "writer.lock"), claim());
  expect(lockTrail(directory, "new")).toHaveProperty("release");
});

test("a lock that somebody else took over is not released", () => {
  const directory = newDirectory();
  const held = lockTrail(directory, "one");
  writeFileSync(join(directory, "writer.lock"), "1 1 other");
  if (!("release" in held)) throw new Error("not locked");
  held.release();
  expect(existsSync(join(directory, "writer.lock"))).toBe(true);
});
