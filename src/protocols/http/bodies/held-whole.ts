/** A body that is one message: collected to a limit, given on whole, and failed at most once. */
import { failures, type SluiceError } from "../../../errors.ts";
import type { BodyCodec, BodySink, Inspection } from "../../../inspect/inspection.ts";

export interface HeldWholeOptions {
  readonly inspection: Inspection;
  readonly sink: BodySink;
  readonly source: "client" | "upstream";
  readonly maxBytes: number;
}

/** What the reader of the whole body answers with, once. */
export interface Outcome {
  readonly over: boolean;
  finish(pieces: readonly Uint8Array[]): void;
  fail(error: SluiceError): void;
}

export function createHeldWhole(options: HeldWholeOptions, read: (body: Buffer, outcome: Outcome) => void): BodyCodec {
  const { inspection, sink, source, maxBytes } = options;
  let chunks: Uint8Array[] = [];
  let held = 0;
  let over = false;
  const close = (): boolean => {
    const first = !over;
    over = true;
    held = 0;
    chunks = [];
    return first;
  };
  const outcome: Outcome = {
    get over() {
      return over;
    },
    finish(pieces) {
      if (!close()) return;
      for (const bytes of pieces) if (bytes.length > 0) sink.write(bytes);
      sink.end();
    },
    fail(error) {
      if (close()) sink.fail(error);
    },
  };
  inspection.onStopped(outcome.fail);
  return {
    write(chunk) {
      if (over) return;
      held += chunk.length;
      if (held > maxBytes) outcome.fail(failures.bodyTooLarge(source, maxBytes));
      else chunks.push(chunk);
    },
    end() {
      if (!over) read(Buffer.concat(chunks), outcome);
    },
    get held() {
      return held;
    },
  };
}
