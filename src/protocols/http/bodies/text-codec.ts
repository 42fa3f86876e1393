/**
 * Plain text and HTML as one lane over the whole body (HTML's entities are seen through by folding). Streams: bytes
 * leave as soon as the lane releases them.
 *
 * Text that turns out to be none (invalid UTF-8, a NUL byte as UTF-16 has it) fails behind everything that was decided in
 * front of that byte, however it was cut and whenever scans answer.
 */
import { failures, type SluiceError } from "../../../errors.ts";
import type { BodyCodec, BodySink, Edit, Inspection } from "../../../inspect/inspection.ts";
import { LaneText } from "./lane-text.ts";
import { createUtf8Check } from "./utf8.ts";

/** What is redacted of a text besides what its lane finds, by where it stands. */
export interface TextOverlay {
  /** Reads the next bytes, before the lane does, and says how many it can take: fewer than all only with a refusal. */
  read(bytes: Uint8Array): number;
  readonly refusal: SluiceError;
  end(): void;
  /** From the lane's new edits and how far it has released the text to those of both; called whenever either may have more. */
  lay(edits: readonly Edit[], released: number): { readonly edits: readonly Edit[]; readonly released: number };
}

export interface TextCodecOptions {
  readonly inspection: Inspection;
  readonly sink: BodySink;
  readonly source: "client" | "upstream";
  /** Lane name for audit. */
  readonly name: string;
  /** Virtual text before the lane: a form part's name. */
  readonly context?: string;
  /** The detector behind that name, if that alone makes a value of the text. */
  readonly field?: number | undefined;
  readonly overlay?: TextOverlay;
}

export function createTextCodec(options: TextCodecOptions): BodyCodec {
  const { inspection, sink, source, name, context, field, overlay } = options;
  const text = new LaneText();
  const utf8 = createUtf8Check();
  /** Nothing more is read; said once the lane has settled. */
  let failure: SluiceError | undefined;
  let done = false;

  const fail = (error: SluiceError): void => {
    if (done) return;
    done = true;
    sink.fail(error);
  };
  const write = (bytes: Uint8Array): void => sink.write(bytes);
  const take = (): void => {
    if (done || inspection.stopped !== undefined) return;
    if (overlay === undefined) text.take(lane, write);
    else {
      const { edits, released } = overlay.lay(lane.takeEdits(), lane.released);
      // What it read may have stopped the inspection.
      if (!done) text.release(edits, released, write);
    }
  };
  const lane = inspection.open({
    name,
    field,
    ...(context === undefined ? {} : { context }),
    progress: () => {
      if (done || inspection.stopped !== undefined) return;
      take();
      if (done) return;
      if (lane.finished) {
        done = true;
        sink.end();
      } else if (failure !== undefined && lane.settled) fail(failure);
    },
  });
  inspection.onStopped(fail);

  const push = (bytes: Uint8Array): void => {
    const taken = overlay?.read(bytes) ?? bytes.length;
    if (taken < bytes.length) failure = overlay?.refusal;
    const sound = bytes.subarray(0, taken);
    text.append(sound);
    lane.push(sound);
    // The lane may have released all of it before the overlay knew.
    if (overlay !== undefined) take();
  };
  /** True: there is a failure to be told, now or later. */
  const failed = (): boolean => {
    if (utf8.invalidAt !== undefined) failure ??= failures.invalidUtf8(source, utf8.invalidAt);
    if (failure !== undefined && lane.settled) fail(failure);
    return failure !== undefined;
  };

  return {
    write(chunk) {
      if (done || failure !== undefined) return;
      const bytes = utf8.write(chunk);
      const nul = bytes.indexOf(0);
      push(nul < 0 ? bytes : bytes.subarray(0, nul));
      if (nul >= 0) failure ??= failures.contentTypeMismatch(source, "text holds a NUL byte, as UTF-16 does");
      failed();
    },
    end() {
      if (done || failure !== undefined) return;
      utf8.end();
      if (failed()) return;
      overlay?.end();
      lane.end();
    },
    get held() {
      return text.held;
    },
  };
}
