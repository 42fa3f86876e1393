import { expect, test } from "vitest";
import { ByteQueue } from "../../../src/protocols/http/byte-queue.ts";
import { createRandom } from "../../harness/chunks.ts";

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

test("copies what is copied, and uses its room anew once it is empty", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = createRandom(seed);
    const below = (most: number): number => Math.floor(random() * most);
    const queue = new ByteQueue();
    let waiting = "";
    let letter = 0;
    for (let step = 0; step < 120; step++) {
      const dice = random();
      if (dice < 0.6) {
        const text = String.fromCharCode(97 + (letter++ % 26)).repeat(below(seed % 2 === 0 ? 40 : 1500));
        const bytes = Buffer.from(text);
        if (dice < 0.5) queue.pushCopy(bytes);
        else queue.push(Buffer.from(text));
        bytes.fill("-");
        waiting += text;
      } else {
        const chunk = queue.take(dice < 0.8 ? Number.POSITIVE_INFINITY : 1 + below(300));
        const sent = random() < 0.7 ? chunk.length : below(chunk.length + 1);
        expect(Buffer.from(chunk).toString()).toBe(waiting.slice(0, chunk.length));
        queue.unshift(chunk.subarray(sent));
        waiting = waiting.slice(sent);
      }
      expect(queue.bytes).toBe(waiting.length);
    }
    expect(Buffer.from(queue.take(Number.POSITIVE_INFINITY)).toString()).toBe(waiting);
  }
});

test("small chunks that are copied become one", () => {
  const queue = new ByteQueue();
  const rooms = new Set<ArrayBufferLike>();
  for (let round = 0; round < 50; round++) {
    queue.pushCopy(Buffer.from("data: 1\n\n"));
    queue.pushCopy(Buffer.from("data: 2\n\n"));
    const chunk = queue.shift();
    expect(queue.bytes).toBe(0);
    expect(Buffer.from(chunk ?? []).toString()).toBe("data: 1\n\ndata: 2\n\n");
    rooms.add(chunk?.buffer ?? new ArrayBuffer(0));
  }
  expect(rooms.size).toBe(1);
});
