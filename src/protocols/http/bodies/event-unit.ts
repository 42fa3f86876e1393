/**
 * A unit of an event stream: the bytes that leave together. The SSE and NDJSON parsers make them, the event codec judges
 * and releases them. Concatenated, the units are the stream.
 */
import { noBytes } from "./splice.ts";

export interface UnitLine {
  /** `data` values together are the event's text; any other line is judged on its own, whole. */
  readonly field: "data" | "event" | "other";
  /** The line without its terminator, in the unit. */
  readonly start: number;
  readonly end: number;
  /** Where the field's value begins. */
  readonly value: number;
}

export interface EventUnit {
  raw: Uint8Array;
  readonly lines: readonly UnitLine[];
  /** True: `raw` is a copy, not a view of the source's chunk. */
  copied?: boolean;
  /** Line ends that came behind it while it waited. */
  filler?: PartialUnit | undefined;
}

export interface EventParser {
  /** Calls `unit` for each complete unit, and `filler` for bytes that belong to none: the LF of a CR LF cut in two, a BOM, blank lines. */
  write(chunk: Uint8Array): void;
  /** The source has ended: hands out what is left as a last unit. */
  end(): void;
  /** Bytes of a unit not yet complete. */
  readonly partial: number;
  /** The next byte begins a unit, whatever it is. */
  readonly atBoundary: boolean;
}

export interface EventParserOptions {
  readonly maxBytes: number;
  /** Of one unit: where each of them begins and ends takes many times the bytes of a short one. */
  readonly maxLines: number;
  unit(unit: EventUnit): void;
  filler(bytes: Uint8Array): void;
  /** A unit is larger than `maxBytes`, or has more than `maxLines`; nothing follows. */
  tooLarge(what: "bytes" | "lines"): void;
}

/** Bytes of a unit cut by chunks, gathered without copying them again for each chunk. */
export class PartialUnit {
  #bytes: Uint8Array = noBytes;
  length = 0;

  append(bytes: Uint8Array): void {
    const length = this.length + bytes.length;
    if (length > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(256, length * 2));
      grown.set(this.#bytes.subarray(0, this.length));
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, this.length);
    this.length = length;
  }

  byte(at: number): number | undefined {
    return this.#bytes[at];
  }

  /** All bytes, in a buffer of their own that nothing writes to afterwards. */
  take(): Uint8Array {
    const bytes = this.#bytes.subarray(0, this.length);
    this.#bytes = noBytes;
    this.length = 0;
    return bytes;
  }
}
