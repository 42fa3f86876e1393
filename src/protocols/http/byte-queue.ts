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
  /** Not an array: to ask one for its memory is a call out of compiled code. */
  #room: ArrayBuffer | undefined;
  #used = 0;
  /** The only chunk is the beginning of the room, up to what is used. */
  #isRoom = false;

  get bytes(): number {
    return this.#bytes;
  }

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#bytes += chunk.length;
    this.#isRoom = false;
    if (this.#first === undefined) this.#first = chunk;
    else this.#others.push(chunk);
  }

  /**
   * Copies the chunk, to a room of the queue's own as long as that lasts, behind the one before. Whenever the queue is empty the room is used
   * anew, so what `take` and `shift` have given is done with by then.
   */
  pushCopy(chunk: Uint8Array): void {
    const room = this.#room ?? new ArrayBuffer(roomBytes);
    this.#room = room;
    const isFirst = this.#bytes === 0;
    const from = isFirst ? 0 : this.#used;
    const to = from + chunk.length;
    if (to > roomBytes) {
      this.push(copyBytes(chunk));
      return;
    }
    const copy = new Uint8Array(room, from, chunk.length);
    copy.set(chunk);
    this.#used = to;
    if (this.#isRoom && !isFirst) {
      this.#first = new Uint8Array(room, 0, to);
      this.#bytes += chunk.length;
      return;
    }
    this.push(copy);
    this.#isRoom = isFirst;
  }

  /** The first chunk as it came, or null. */
  shift(): Uint8Array | null {
    const chunk = this.#first;
    if (chunk === undefined) return null;
    this.#isRoom = false;
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
