import { describe, expect, it } from "vitest";
import { createHoldClock } from "../../src/pipeline/hold-clock.ts";

describe("hold clock", () => {
  it("answers for a chunk once everything up to its end has left", () => {
    const seen: [number, number][] = [];
    const clock = createHoldClock((text, ms) => seen.push([text, ms]));
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
});
