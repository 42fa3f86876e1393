/**
 * multipart/form-data, part by part: header lines are inspected as fields, contents by the codec of their type, and the
 * whole is spliced back. Held whole, to the body limit: a form is one message.
 */
import { failures, type SluiceError } from "../../../errors.ts";
import type { BodyCodec, BodySink, Inspection } from "../../../inspect/inspection.ts";
import { inspectFields, verbatim } from "../fields.ts";
import { boundaryOf, multipartParts, type Part } from "./multipart-parts.ts";

/** How a part's content is inspected: by a codec, not at all (the connection lets its kind pass), or it is refused. */
export type PartCodec = (part: Part, sink: BodySink) => BodyCodec | "pass" | SluiceError;

export interface MultipartCodecOptions {
  readonly inspection: Inspection;
  readonly sink: BodySink;
  readonly source: "client" | "upstream";
  readonly contentType: string;
  readonly maxBytes: number;
  readonly partCodec: PartCodec;
}

export function createMultipartCodec(options: MultipartCodecOptions): BodyCodec {
  const { inspection, sink, source, maxBytes, partCodec } = options;
  const chunks: Uint8Array[] = [];
  let held = 0;
  let done = false;

  const fail = (error: SluiceError): void => {
    if (done) return;
    done = true;
    held = 0;
    sink.fail(error);
  };
  inspection.onStopped(fail);

  const splice = (body: Buffer, parts: readonly Part[]): void => {
    const headers: Uint8Array[] = [];
    const contents: Uint8Array[][] = parts.map(() => []);
    let open = parts.length + 1;
    const settled = (): void => {
      if (--open > 0 || done) return;
      done = true;
      held = 0;
      let at = 0;
      parts.forEach((part, index) => {
        sink.write(body.subarray(at, part.headerStart));
        sink.write(headers[index] ?? new Uint8Array(0));
        sink.write(body.subarray(part.headerEnd, part.contentStart));
        for (const bytes of contents[index] ?? []) sink.write(bytes);
        at = part.contentEnd;
      });
      sink.write(body.subarray(at));
      sink.end();
    };
    inspectFields(
      inspection,
      parts.map((part) => ({ name: "multipart.header", value: body.subarray(part.headerStart, part.headerEnd) })),
      verbatim,
      (values) => {
        headers.push(...values);
        settled();
      },
    );
    parts.forEach((part, index) => {
      if (done) return;
      const out = contents[index] ?? [];
      const content = body.subarray(part.contentStart, part.contentEnd);
      const codec = partCodec(part, { write: (bytes) => out.push(bytes), end: settled, fail });
      if (codec === "pass") {
        out.push(content);
        settled();
      } else if (codec instanceof Error) fail(codec);
      else {
        codec.write(content);
        codec.end();
      }
    });
  };

  return {
    write(chunk) {
      if (done) return;
      held += chunk.length;
      if (held > maxBytes) return fail(failures.bodyTooLarge(source, maxBytes));
      chunks.push(chunk);
    },
    end() {
      if (done) return;
      const boundary = boundaryOf(options.contentType);
      if (boundary === undefined)
        return fail(failures.malformedMultipart(source, "its content type names no valid boundary"));
      const body = Buffer.concat(chunks);
      const cut = multipartParts(body, boundary);
      if ("problem" in cut) return fail(failures.malformedMultipart(source, cut.problem));
      splice(body, cut.parts);
    },
    get held() {
      return held;
    },
  };
}
