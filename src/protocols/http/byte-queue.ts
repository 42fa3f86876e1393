/** Chunks waiting for a socket, first in first out, cut to any size without copying where one chunk suffices. */
export class ByteQueue {
  #chunks: Uint8Array[] = [];
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
  }

  /** The first chunk as it came, or null. */
  shift(): Uint8Array | null {
    // An only one is the last one, too, and that is taken without moving anything.
    const chunk = this.#chunks.length === 1 ? this.#chunks.pop() : this.#chunks.shift();
    if (chunk === undefined) return null;
    this.#bytes -= chunk.length;
    return chunk;
  }

  /** Puts back what was not taken. */
  unshift(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#chunks.unshift(chunk);
    this.#bytes += chunk.length;
  }

  /** The next `maxBytes` bytes, or all there are, as one buffer. */
  take(maxBytes: number): Uint8Array {
    if (this.#chunks.length === 1 && this.#bytes <= maxBytes) return this.shift() ?? NOTHING;
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
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts, bytes);
  }

  clear(): void {
    this.#chunks = [];
    this.#bytes = 0;
  }
}

const NOTHING = new Uint8Array(0);
