import { describe, expect, it } from "vitest";
import { createHoldClock } from "../../src/pipeline/hold-clock.ts";
import { createRandom } from "../harness/chunks.ts";

describe("hold clock", () => {
  it("answers for a chunk once everything up to its end has left", () => {
    const seen: [number, number][] = [];
    const clock = createHoldClock({ held: (text, ms) => seen.push([text, ms]) });
    clock.arrived(10, 100);
    clock.left(4, 3, 100);
    expect(seen).toEqual([]);
    clock.arrived(5, 130);
    clock.left(2, 2, 131);
    expect(seen).toEqual([[2, 31]]);
    clock.left(0, 0, 140);
    expect(seen).toEqual([
      [2, 31],
      [0, 10],
    ]);
    expect([clock.maxText, clock.maxMs]).toEqual([3, 31]);
  });

  it("answers for each of many chunks once, in their order, however many wait", () => {
    const random = createRandom(7);
    const seen: number[] = [];
    const expected: number[] = [];
    const clock = createHoldClock({ held: (_, ms) => seen.push(ms) });
    let waiting: { bytes: number; at: number }[] = [];
    let partly = 0;
    for (let now = 0; now < 5_000; now += 1) {
      const bytes = 1 + Math.floor(random() * 20);
      clock.arrived(bytes, now);
      waiting.push({ bytes, at: now });
      // Few leave for a while, then many.
      partly += Math.floor(random() * (now % 1_000 < 700 ? 12 : 40));
      let first = waiting[0];
      for (; first !== undefined && first.bytes <= partly; first = waiting[0]) {
        partly -= first.bytes;
        expected.push(now - first.at);
        waiting = waiting.slice(1);
      }
      if (first === undefined) partly = 0;
      clock.left(waiting.reduce((sum, each) => sum + each.bytes, 0) - partly, 0, now);
    }
    expect(seen).toEqual(expected);
    expect(clock.maxMs).toBe(Math.max(...expected));
    expect(Math.max(...expected)).toBeGreaterThan(70);
  });
});
