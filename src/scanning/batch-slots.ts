/**
 * Arenas and their generations. A slot is one arena in shared memory; every use of it has a generation number of its
 * own. A slot goes back to the shelf only when its batch was answered. After any failure the worker may still be
 * writing (a thread inside native code ends when that returns, not when it is told to), so the slot is dropped and the
 * memory goes when the last thread lets go of it.
 *
 * A step larger than an arena (a lane with a long context or much held back) gets one of its own size, for once.
 */
import type { Batch } from "../inspect/packing.ts";

export interface Slot {
  readonly batch: Batch;
  readonly begun: Int32Array;
  /** Of the present use. */
  readonly generation: number;
}

export interface BatchSlots {
  /** An empty arena with room for `bytes`, under a generation never used before. */
  take(bytes: number): Slot;
  /** Answered: the arena may be used again. */
  recycle(slot: Slot): void;
  /** Never touched again from this side. */
  drop(slot: Slot): void;
  /** Arenas alive on this side, in use or on the shelf. */
  readonly size: number;
}

export interface BatchSlotsOptions {
  readonly createBatch: (arenaBytes: number) => Batch;
  readonly arenaBytes: number;
}

const generationLimit = 2 ** 31 - 1;

export function createBatchSlots({ createBatch, arenaBytes }: BatchSlotsOptions): BatchSlots {
  const shelf: { batch: Batch; begun: Int32Array }[] = [];
  let generation = 0;
  let size = 0;

  return {
    take(bytes) {
      let arena = bytes <= arenaBytes ? shelf.pop() : undefined;
      if (arena === undefined) {
        const batch = createBatch(Math.max(bytes, arenaBytes));
        arena = { batch, begun: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
        size += 1;
      }
      generation = generation === generationLimit ? 1 : generation + 1;
      arena.batch.reset();
      return { batch: arena.batch, begun: arena.begun, generation };
    },
    recycle({ batch, begun }) {
      if (batch.buffers.arena.length > arenaBytes) size -= 1;
      else shelf.push({ batch, begun });
    },
    drop() {
      size -= 1;
    },
    get size() {
      return size;
    },
  };
}
