import { expect, test } from "vitest";
import { Fifo } from "../src/fifo.ts";
import { createRandom } from "./harness/chunks.ts";

test("holds what an array would, in its order", () => {
  const random = createRandom(5);
  const fifo = new Fifo<number>();
  const array: number[] = [];
  for (let at = 0; at < 20_000; at++) {
    // Long at times, empty at times.
    if (random() < (Math.floor(at / 2_000) % 2 === 0 ? 0.7 : 0.3)) {
      fifo.push(at);
      array.push(at);
    } else expect(fifo.shift()).toBe(array.shift());
    expect([fifo.length, fifo.first, fifo.second]).toEqual([array.length, array[0], array[1]]);
  }
});
