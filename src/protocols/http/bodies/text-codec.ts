/**
 * Plain text and HTML as one lane over the whole body (HTML's entities are seen through by folding). Streams: bytes
 * leave as soon as the lane releases them.
 */
import { failures } from "../../../errors.ts";
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
}

export function createTextCodec({ inspection, sink, source, name, context }: TextCodecOptions): BodyCodec {
  const text = new LaneText();
  const utf8 = createUtf8Check();
  let seen = 0;
  let done = false;

  const fail = (error: Parameters<BodySink["fail"]>[0]): void => {
    if (done) return;
    done = true;
    sink.fail(error);
  };
  const lane = inspection.open({
    name,
    ...(context === undefined ? {} : { context }),
    progress: () => {
      if (done || inspection.stopped !== undefined) return;
      text.take(lane, (bytes) => sink.write(bytes));
      if (lane.finished) {
        done = true;
        sink.end();
      }
    },
  });
  inspection.onStopped(fail);

  return {
    write(chunk) {
      if (done) return;
      if (!utf8.write(chunk)) return fail(failures.invalidUtf8(source, seen));
      seen += chunk.length;
      text.append(chunk);
      lane.push(chunk);
    },
    end() {
      if (done) return;
      if (!utf8.end()) return fail(failures.invalidUtf8(source, seen));
      lane.end();
    },
    get held() {
      return text.held;
    },
  };
}
