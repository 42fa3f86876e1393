/**
 * multipart/form-data, part by part: header lines are inspected as fields, contents by the codec of their type, and the
 * whole is spliced back. Held whole, to the body limit: a form is one message.
 *
 * The boundary is text of its sender's choice that stands in the header and before every part: what is to be redacted in it
 * is refused, since a content type with another boundary would no longer fit its body.
 */
import { append } from "../../../append.ts";
import { failures, type SluiceError } from "../../../errors.ts";
import type { BodyCodec, BodySink } from "../../../inspect/inspection.ts";
import { fieldContext } from "../field-context.ts";
import { withoutQuotedPairs } from "../field-values.ts";
import { inspectFields, verbatim } from "../fields.ts";
import { createHeldWhole, type HeldWholeOptions, type Outcome } from "./held-whole.ts";
import { boundaryOf, multipartParts, type Part } from "./multipart-parts.ts";
import { CHARSET_FIELD, isUtf8Charset } from "./utf8.ts";

/** How a part's content is inspected: by a codec, not at all (the connection lets its kind pass), or it is refused. */
export type PartCodec = (part: Part, sink: BodySink) => BodyCodec | "pass" | SluiceError;

export interface MultipartCodecOptions extends HeldWholeOptions {
  readonly contentType: string;
  readonly partCodec: PartCodec;
}

export function createMultipartCodec(options: MultipartCodecOptions): BodyCodec {
  const { source } = options;
  return createHeldWhole(options, (body, outcome) => {
    const boundary = boundaryOf(options.contentType);
    if (boundary === undefined) {
      outcome.fail(failures.malformedMultipart(source, "its content type names no valid boundary"));
      return;
    }
    const cut = multipartParts(body, boundary);
    if ("problem" in cut) {
      outcome.fail(failures.malformedMultipart(source, cut.problem));
      return;
    }
    const foreign = (part: Part): boolean =>
      part.name === CHARSET_FIELD && !isUtf8Charset(body.subarray(part.contentStart, part.contentEnd));
    if (cut.parts.some(foreign)) {
      outcome.fail(failures.malformedMultipart(source, "its _charset_ field names another charset than UTF-8"));
      return;
    }
    // As the header is judged, so that both see the same.
    const header = {
      name: "header.content-type",
      context: fieldContext("content-type"),
      value: Buffer.from(options.contentType, "latin1"),
    };
    inspectFields(options.inspection, [header], verbatim, ([redacted]) => {
      if (boundaryOf(Buffer.from(redacted ?? NOTHING).toString("latin1")) === boundary)
        splice(options, body, cut.parts, outcome);
      else outcome.fail(failures.valueInBoundary(source));
    });
  });
}

function splice(
  { inspection, partCodec, source, sink }: MultipartCodecOptions,
  body: Buffer,
  parts: readonly Part[],
  outcome: Outcome,
): void {
  const headers: Uint8Array[] = [];
  const contents: Uint8Array[][] = parts.map(() => []);
  let open = parts.length + 1;
  let needed = 0;
  const settled = (): void => {
    if (--open > 0) return;
    const pieces: Uint8Array[] = [];
    let at = 0;
    parts.forEach((part, index) => {
      pieces.push(body.subarray(at, part.headerStart), headers[index] ?? NOTHING);
      pieces.push(body.subarray(part.headerEnd, part.contentStart), ...(contents[index] ?? []));
      at = part.contentEnd;
    });
    outcome.finish([...pieces, body.subarray(at)]);
  };
  const lines = parts.map((part) => body.subarray(part.headerStart, part.headerEnd));
  const undone: Uint8Array[] = [];
  for (const line of lines) {
    const read = withoutQuotedPairs(line.toString("latin1"));
    if (read !== undefined) undone.push(Buffer.from(read, "latin1"));
  }
  inspectFields(
    inspection,
    [...lines, ...undone].map((value) => ({ name: "multipart.header", value })),
    verbatim,
    (values) => {
      if (undone.some((value, at) => values[lines.length + at] !== value)) {
        outcome.fail(
          failures.malformedMultipart(source, "a part's header spells what would be redacted with backslashes"),
        );
        return;
      }
      append(headers, values.slice(0, lines.length));
      settled();
    },
  );
  parts.forEach((part, index) => {
    if (outcome.over) return;
    const out = contents[index] ?? [];
    const content = body.subarray(part.contentStart, part.contentEnd);
    let own = 0;
    const needs = (bytes: number): SluiceError | undefined => {
      needed += bytes - own;
      own = bytes;
      return sink.needs?.(needed);
    };
    const codec = partCodec(part, { write: (bytes) => out.push(bytes), end: settled, fail: outcome.fail, needs });
    if (codec === "pass") {
      out.push(content);
      settled();
    } else if (codec instanceof Error) outcome.fail(codec);
    else {
      codec.write(content);
      codec.end();
    }
  });
}

const NOTHING = new Uint8Array(0);
