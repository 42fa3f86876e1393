import { expect, test } from "vitest";
import { ByteQueue } from "../../../src/protocols/http/byte-queue.ts";

test("gives back every byte in order, however it is cut", () => {
  const text = "the quick brown fox";
  for (let pushed = 1; pushed <= 7; pushed++) {
    for (let taken = 1; taken <= 23; taken++) {
      const queue = new ByteQueue();
      for (let i = 0; i < text.length; i += pushed) queue.push(Buffer.from(text.slice(i, i + pushed)));
      let out = "";
      while (queue.bytes > 0) {
        const chunk = queue.take(taken);
        expect(chunk.length).toBe(Math.min(taken, text.length - out.length));
        out += Buffer.from(chunk).toString();
        expect(queue.bytes).toBe(text.length - out.length);
      }
      expect(out).toBe(text);
    }
  }
});

test("hands out a single chunk without copying it", () => {
  const queue = new ByteQueue();
  const chunk = Buffer.from("abc");
  queue.push(chunk);
  expect(queue.take(10)).toBe(chunk);
  expect(queue.take(10)).toHaveLength(0);
});

test("takes back what was not used, ignores empty chunks, forgets on clear", () => {
  const queue = new ByteQueue();
  queue.push(Buffer.from("abc"));
  queue.push(new Uint8Array(0));
  const first = queue.shift();
  expect(queue.shift()).toBe(null);
  queue.unshift(first?.subarray(1) ?? new Uint8Array(0));
  expect(Buffer.from(queue.take(5)).toString()).toBe("bc");
  queue.push(Buffer.from("d"));
  queue.clear();
  expect(queue.bytes).toBe(0);
});
