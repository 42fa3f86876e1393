/**
 * Plain text and HTML as one lane over the whole body (HTML's entities are seen through by folding). Streams: bytes
 * leave as soon as the lane releases them.
 *
 * Text that turns out to be none (invalid UTF-8, a NUL byte as UTF-16 has it) fails behind everything that was decided in
 * front of that byte, however it was cut and whenever scans answer.
 */
import { failures, type SluiceError } from "../../../errors.ts";
import type { BodyCodec, BodySink, Inspection } from "../../../inspect/inspection.ts";
import { LaneText } from "./lane-text.ts";
import { createUtf8Check } from "./utf8.ts";

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
}

export function createTextCodec({ inspection, sink, source, name, context, field }: TextCodecOptions): BodyCodec {
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
  const lane = inspection.open({
    name,
    field,
    ...(context === undefined ? {} : { context }),
    progress: () => {
      if (done || inspection.stopped !== undefined) return;
      text.take(lane, (bytes) => sink.write(bytes));
      if (lane.finished) {
        done = true;
        sink.end();
      } else if (failure !== undefined && lane.settled) fail(failure);
    },
  });
  inspection.onStopped(fail);

  const push = (bytes: Uint8Array): void => {
    text.append(bytes);
    lane.push(bytes);
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
      if (nul >= 0) failure = failures.contentTypeMismatch(source, "text holds a NUL byte, as UTF-16 does");
      failed();
    },
    end() {
      if (done || failure !== undefined) return;
      utf8.end();
      if (!failed()) lane.end();
    },
    get held() {
      return text.held;
    },
  };
}
