import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lockTrail, removeDead } from "../../src/audit/writer-lock.ts";
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

test("of two that take over a dead lock, the later one removes the dead one alone, and not the other's", () => {
  const directory = newDirectory();
  const path = join(directory, "writer.lock");
  const dead = `${process.pid} 1 dead`;
  writeFileSync(path, dead);
  const held = lockTrail(directory, "first");
  if (!("release" in held)) throw new Error("not locked");
  const claim = readFileSync(path, "latin1");
  // What the second one does that has read the dead lock before.
  removeDead(path, dead, `${path}.second.dead`);
  expect([readdirSync(directory), readFileSync(path, "latin1")]).toEqual([["writer.lock"], claim]);
  expect(lockTrail(directory, "second")).toEqual({ heldBy: process.pid });
  held.release();
  removeDead(path, dead, `${path}.second.dead`);
  expect(readdirSync(directory)).toEqual([]);
});
