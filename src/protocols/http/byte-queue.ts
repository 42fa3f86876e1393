/**
 * Chunks waiting for a socket, first in first out, cut to any size without copying where one chunk suffices. Mostly one waits, and it has a
 * place of its own: an array that is emptied gives its memory back, and takes it anew with the next chunk.
 */
import { concat, copyBytes } from "../../concat.ts";

/** Of a queue that copies: some events of a stream. */
const roomBytes = 1024;

export class ByteQueue {
  /** Undefined: none waits. */
  #first: Uint8Array | undefined;
  #others: Uint8Array[] = [];
  #bytes = 0;
  #room: Uint8Array | undefined;
  #used = 0;

  get bytes(): number {
    return this.#bytes;
  }

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#bytes += chunk.length;
    if (this.#first === undefined) this.#first = chunk;
    else this.#others.push(chunk);
  }

  /**
   * Copies the chunk, to a room of the queue's own as long as that lasts, behind the one before. Whenever the queue is empty the room is used
   * anew, so what `take` and `shift` have given is done with by then.
   */
  pushCopy(chunk: Uint8Array): void {
    this.#room ??= new Uint8Array(roomBytes);
    const room = this.#room;
    const from = this.#bytes === 0 ? 0 : this.#used;
    const to = from + chunk.length;
    if (to > roomBytes) {
      this.push(copyBytes(chunk));
      return;
    }
    room.set(chunk, from);
    this.#used = to;
    const last = this.#others.length === 0 ? this.#first : undefined;
    if (last?.buffer === room.buffer && last.byteOffset + last.length === from) {
      this.#first = new Uint8Array(room.buffer, last.byteOffset, last.length + chunk.length);
      this.#bytes += chunk.length;
    } else this.push(new Uint8Array(room.buffer, from, chunk.length));
  }

  /** The first chunk as it came, or null. */
  shift(): Uint8Array | null {
    const chunk = this.#first;
    if (chunk === undefined) return null;
    this.#first = this.#others.length === 0 ? undefined : this.#others.shift();
    this.#bytes -= chunk.length;
    return chunk;
  }

  /** Puts back what was not taken. */
  unshift(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    if (this.#first !== undefined) this.#others.unshift(this.#first);
    this.#first = chunk;
    this.#bytes += chunk.length;
  }

  /** The next `maxBytes` bytes, or all there are, as one buffer. */
  take(maxBytes: number): Uint8Array {
    if (this.#others.length === 0 && this.#bytes <= maxBytes) return this.shift() ?? NOTHING;
    const parts: Uint8Array[] = [];
    let bytes = 0;
    while (bytes < maxBytes) {
      const chunk = this.shift();
      if (chunk === null) break;
      const room = maxBytes - bytes;
      if (chunk.length > room) this.unshift(chunk.subarray(room));
      parts.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
      bytes += Math.min(chunk.length, room);
    }
    return concat(parts);
  }

  clear(): void {
    this.#first = undefined;
    this.#others = [];
    this.#bytes = 0;
  }
}

const NOTHING = new Uint8Array(0);
