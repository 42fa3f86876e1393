/**
 * Writes the byte stream that native/spec.cc reads: little-endian 32-bit numbers, doubles, and byte strings with their
 * length before them. The order of calls is the format.
 */
import type { ByteClass } from "./pattern/byte-class.ts";

export interface SpecWriter {
  number(value: number): void;
  real(value: number): void;
  bytes(value: Uint8Array): void;
  text(value: string): void;
  class(value: ByteClass): void;
  list<T>(values: readonly T[], write: (value: T) => void): void;
  numbers(values: readonly number[]): void;
  finish(): Uint8Array;
}

export function createSpecWriter(): SpecWriter {
  const encoder = new TextEncoder();
  let buffer = new Uint8Array(64 * 1024);
  let view = new DataView(buffer.buffer);
  let used = 0;

  const room = (bytes: number): number => {
    if (used + bytes > buffer.length) {
      const larger = new Uint8Array(Math.max(buffer.length * 2, used + bytes));
      larger.set(buffer);
      buffer = larger;
      view = new DataView(buffer.buffer);
    }
    const at = used;
    used += bytes;
    return at;
  };

  const writer: SpecWriter = {
    number(value) {
      const at = room(4);
      view.setUint32(at, value, true);
    },
    real(value) {
      const at = room(8);
      view.setFloat64(at, value, true);
    },
    bytes(value) {
      writer.number(value.length);
      const at = room(value.length);
      buffer.set(value, at);
    },
    text: (value) => writer.bytes(encoder.encode(value)),
    class(value) {
      for (const bits of value) writer.number(bits);
    },
    list(values, write) {
      writer.number(values.length);
      for (const value of values) write(value);
    },
    numbers: (values) => writer.list(values, writer.number),
    finish: () => buffer.slice(0, used),
  };
  return writer;
}
