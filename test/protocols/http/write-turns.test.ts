import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { beginReading, endReading, flushSoon } from "../../../src/protocols/http/write-turns.ts";
import type { Work } from "../../../src/turn.ts";

function writers() {
  const flushed: string[] = [];
  const writer = (name: string, then: () => void = () => {}): Work => ({
    work() {
      flushed.push(name);
      then();
    },
  });
  return { flushed, writer };
}

it("flushes what is written outside of reading when the loop's callbacks are over, microtasks too", async () => {
  const { flushed, writer } = writers();
  flushSoon(writer("a"));
  flushSoon(writer("b"));
  await Promise.resolve();
  expect(flushed).toEqual([]);
  await setImmediate();
  expect(flushed).toEqual(["a", "b"]);
});

it("flushes what is written while an upstream is read with the end of that, and nothing that was written before it", async () => {
  const { flushed, writer } = writers();
  flushSoon(writer("before"));
  beginReading();
  flushSoon(writer("a"));
  flushSoon(writer("b"));
  expect(flushed).toEqual([]);
  endReading();
  expect(flushed).toEqual(["a", "b"]);
  beginReading();
  endReading();
  await setImmediate();
  expect(flushed).toEqual(["a", "b", "before"]);
});

it("leaves for later what a flush brings about", async () => {
  const { flushed, writer } = writers();
  beginReading();
  flushSoon(writer("a", () => flushSoon(writer("b", () => flushSoon(writer("c"))))));
  endReading();
  expect(flushed).toEqual(["a"]);
  await setImmediate();
  expect(flushed).toEqual(["a", "b"]);
  await setImmediate();
  expect(flushed).toEqual(["a", "b", "c"]);
});

it("flushes behind the first eight readings of a turn, and what the others write with the turn's end", async () => {
  const { flushed, writer } = writers();
  for (let turn = 0; turn < 2; turn++) {
    for (let i = 0; i < 12; i++) {
      beginReading();
      flushSoon(writer(`${turn}-${i}`));
      endReading();
    }
    expect(flushed).toEqual(Array.from({ length: 8 }, (_, i) => `${turn}-${i}`));
    await setImmediate();
    expect(flushed.splice(0)).toEqual(Array.from({ length: 12 }, (_, i) => `${turn}-${i}`));
  }
});
