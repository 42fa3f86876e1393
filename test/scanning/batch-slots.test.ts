import { expect, it } from "vitest";
import { createBatchSlots } from "../../src/scanning/batch-slots.ts";
import { createPlainBatch, plainStep } from "./fixtures/plain-batch.ts";

const createSlots = () =>
  createBatchSlots({ arenaBytes: 100, createBatch: (arenaBytes) => createPlainBatch(arenaBytes, 4) });

it("a slot that came back is handed out empty, under a new generation", () => {
  const slots = createSlots();
  const first = slots.take(10);
  first.batch.add(plainStep("abc"));
  slots.recycle(first);
  const second = slots.take(10);
  expect(second.batch).toBe(first.batch);
  expect(second.batch.count).toBe(0);
  expect(second.generation).not.toBe(first.generation);
  expect(slots.size).toBe(1);
});

it("a slot that was dropped is never handed out again", () => {
  const slots = createSlots();
  const first = slots.take(10);
  slots.drop(first);
  expect(slots.size).toBe(0);
  expect(slots.take(10).batch).not.toBe(first.batch);
});

it("two uses at a time have an arena and a generation each", () => {
  const slots = createSlots();
  const [first, second] = [slots.take(10), slots.take(10)];
  expect(second.batch).not.toBe(first.batch);
  expect(second.generation).not.toBe(first.generation);
  expect(slots.size).toBe(2);
});

it("an arena made for a large step is not kept", () => {
  const slots = createSlots();
  const large = slots.take(5_000);
  expect(large.batch.buffers.arena.length).toBe(5_000);
  slots.recycle(large);
  expect(slots.size).toBe(0);
  expect(slots.take(10).batch.buffers.arena.length).toBe(100);
});
