/**
 * Content codings, decoded while they stream, with a limit on size and on ratio. gzip (also several members) and
 * deflate (RFC 9110 8.4.1.2: zlib format; the raw form some servers send is refused as damaged). brotli and zstd are never
 * decoded: Node 20's brotli has known memory faults on hostile input.
 *
 *   write/end -> [zlib] -> sink.data ... sink.end | sink.fail
 */
import { createGunzip, createInflate } from "node:zlib";
import { failures, type SluiceError } from "../../../errors.ts";

export type Coding = "identity" | "gzip" | "deflate";

export interface CodingLimits {
  /** Bytes after decoding. */
  readonly inflatedBytes: number;
  /** Decoded bytes per encoded byte, judged once 64 KiB are decoded: small texts of one letter are no bombs. */
  readonly ratio: number;
}

export interface DecoderSink {
  data(bytes: Uint8Array): void;
  end(): void;
  fail(error: SluiceError): void;
}

export interface Decoder {
  /** False: wait for `drained` before writing more. */
  write(chunk: Uint8Array): boolean;
  end(): void;
  /** Stops for good; nothing is called on the sink afterwards. */
  abort(): void;
  /** Nothing more comes out until `resume`, however much a chunk inflates to: the reader is slow. */
  pause(): void;
  resume(): void;
  onDrained(listener: () => void): void;
}

const RATIO_GRACE_BYTES = 64 * 1024;

/** The coding a content-encoding header names; undefined when it cannot be inspected (also a list of several). */
export function codingOf(header: string | undefined): Coding | undefined {
  const name = (header ?? "identity").trim().toLowerCase();
  if (name === "" || name === "identity") return "identity";
  if (name === "gzip" || name === "x-gzip") return "gzip";
  return name === "deflate" ? "deflate" : undefined;
}

/** Passes bytes on, counted against the size limit. */
class Identity implements Decoder {
  readonly #source: "client" | "upstream";
  readonly #mostBytes: number;
  readonly #sink: DecoderSink;
  #total = 0;
  #done = false;

  constructor(source: "client" | "upstream", mostBytes: number, sink: DecoderSink) {
    this.#source = source;
    this.#mostBytes = mostBytes;
    this.#sink = sink;
  }

  write(chunk: Uint8Array): boolean {
    if (this.#done) return true;
    this.#total += chunk.length;
    if (this.#total > this.#mostBytes) {
      this.#done = true;
      this.#sink.fail(failures.inflatedTooLarge(this.#source, this.#mostBytes));
    } else this.#sink.data(chunk);
    return true;
  }

  end(): void {
    if (!this.#done) this.#sink.end();
    this.#done = true;
  }

  abort(): void {
    this.#done = true;
  }

  // What is written goes straight through; the writer pauses.
  pause(): void {}
  resume(): void {}
  onDrained(): void {}
}

/** Decodes one body. `source` says whose fault a damaged one is. */
export function createDecoder(
  coding: Coding,
  source: "client" | "upstream",
  limits: CodingLimits,
  sink: DecoderSink,
): Decoder {
  if (coding === "identity") return new Identity(source, limits.inflatedBytes, sink);
  const zlib = coding === "gzip" ? createGunzip() : createInflate();
  let encoded = 0;
  let decoded = 0;
  let done = false;
  const stop = (): void => {
    done = true;
    zlib.destroy();
  };
  const fail = (error: SluiceError): void => {
    if (done) return;
    stop();
    sink.fail(error);
  };
  zlib.on("data", (bytes: Buffer) => {
    if (done) return;
    decoded += bytes.length;
    if (decoded > limits.inflatedBytes) fail(failures.inflatedTooLarge(source, limits.inflatedBytes));
    else if (decoded > RATIO_GRACE_BYTES && decoded > encoded * limits.ratio)
      fail(failures.inflateRatio(source, limits.ratio));
    else sink.data(bytes);
  });
  zlib.on("end", () => {
    if (done) return;
    // Node's zlib silently ignores bytes after the last member; what cannot be inspected must not be.
    if (zlib.bytesWritten < encoded) return fail(failures.malformedCoding(source, coding));
    done = true;
    sink.end();
  });
  zlib.on("error", () => fail(failures.malformedCoding(source, coding)));
  return {
    write(chunk) {
      if (done) return true;
      encoded += chunk.length;
      return zlib.write(chunk);
    },
    end() {
      if (!done) zlib.end();
    },
    abort: stop,
    pause() {
      zlib.pause();
    },
    resume() {
      if (!done) zlib.resume();
    },
    onDrained(listener) {
      zlib.on("drain", () => {
        if (!done) listener();
      });
    },
  };
}
