/**
 * The codec for one body, by what its content type announces and what the dialect knows of the operation. A body that no codec
 * reads is refused unless the connection lets its kind pass; it is never forwarded by default.
 */
import { failures, type SluiceError } from "../errors.ts";
import type { FieldNames } from "../inspect/field-names.ts";
import type { BodyCodec, BodySink, Inspection } from "../inspect/inspection.ts";
import { CsvColumns } from "../protocols/http/bodies/csv-columns.ts";
import { encodedText } from "../protocols/http/bodies/encoded-text.ts";
import { createEventCodec } from "../protocols/http/bodies/event-codec.ts";
import { createFormCodec } from "../protocols/http/bodies/form-codec.ts";
import { createJsonCodec } from "../protocols/http/bodies/json-codec.ts";
import { createMultipartCodec } from "../protocols/http/bodies/multipart-codec.ts";
import { createTextCodec } from "../protocols/http/bodies/text-codec.ts";
import { fieldContext } from "../protocols/http/field-context.ts";
import type { OpaqueKind, Rules, StreamRules } from "../protocols/llm/dialect.ts";
import type { Turns } from "../turn.ts";
import { type BodyKind, bodyKind } from "./body-kind.ts";
import type { PipelineLimits } from "./ports.ts";

export interface BodyCodecOptions {
  readonly source: "client" | "upstream";
  readonly contentType: string | undefined;
  /** Of the operation's request or answer; `{}` where no dialect knows it. */
  readonly rules: Rules;
  /** Of the operation's streamed answer. */
  readonly stream: StreamRules | undefined;
  readonly inspection: Inspection;
  readonly sink: BodySink;
  readonly limits: PipelineLimits;
  readonly passes: ReadonlySet<OpaqueKind>;
  readonly keepLogprobs: boolean;
  /** Without, a body is inspected when it ends, not when the turn does. */
  readonly turns?: Turns;
}

const TAB = 0x09;

/** For JSON events that no dialect describes: every leaf is judged whole and continued. */
const PLAIN_STREAM: StreamRules = { rules: {}, done: ["[DONE]"], mustEnd: false };

export function createBodyCodec(options: BodyCodecOptions): BodyCodec | SluiceError {
  return codecFor(options, bodyKind(options.contentType));
}

function codecFor(options: BodyCodecOptions, kind: BodyKind, name?: string): BodyCodec | SluiceError {
  const context = name === undefined ? undefined : fieldContext(name);
  const { fields } = options.inspection;
  const field = name === undefined ? undefined : fields?.of(name);
  const { inspection, sink, source, limits, contentType, passes } = options;
  // The readers of bodies have counted already, against the limit that holds: limits.body, or limits.inflated.
  const maxBytes = Math.max(limits.bodyBytes, limits.inflatedBytes);
  // Spelled out below: with a spread, V8 keeps what was made for each exchange until the next full collection.
  const logprobs = options.keepLogprobs ? ("keep" as const) : ("drop" as const);
  const payload = encodedText;
  switch (kind.kind) {
    case "json":
      return createJsonCodec({
        source,
        passes,
        logprobs,
        payload,
        payloadAnywhere: true,
        fields,
        field,
        inspection,
        sink,
        rules: options.rules,
        limits: {
          bodyBytes: maxBytes,
          jsonDepth: limits.jsonDepth,
          jsonValues: limits.jsonValues,
          lanes: limits.lanes,
        },
        turns: options.turns,
      });
    case "events":
    case "lines":
      return createEventCodec({
        source,
        passes,
        logprobs,
        payload,
        fields,
        field,
        inspection,
        sink,
        framing: kind.kind === "events" ? "sse" : "ndjson",
        rules: options.stream ?? PLAIN_STREAM,
        limits,
      });
    case "text":
    case "csv":
      return createTextCodec({
        inspection,
        sink,
        source,
        name: "text",
        field,
        ...(context === undefined ? {} : { context }),
        // A part that is a value as a whole has no columns.
        ...(kind.kind !== "csv" || fields === undefined || field !== undefined
          ? {}
          : { overlay: columnsOf(options, fields, kind.tabs) }),
      });
    case "form":
      return createFormCodec({ inspection, sink, source, maxBytes, lanes: limits.lanes });
    case "multipart":
      return createMultipartCodec({
        inspection,
        sink,
        source,
        maxBytes,
        contentType: contentType ?? "",
        partCodec: (part, partSink) => {
          const partKind = bodyKind(part.contentType);
          if (partKind.kind === "multipart") return failures.malformedMultipart(source, "a part is multipart again");
          if (partKind.kind === "opaque" && options.passes.has(partKind.what)) return "pass";
          return codecFor(
            { ...options, sink: partSink, rules: {}, stream: undefined },
            // Whatever it is inside of it, a field that is a value by its name is one as a whole.
            partKind.kind === "form" && fields?.of(part.name) !== undefined ? { kind: "text" } : partKind,
            part.name,
          );
        },
      });
    case "opaque":
      return options.passes.has(kind.what) ? passed(sink) : failures.uninspectable(source, kind.what);
    case "unknown":
      return empty(sink, source);
  }
}

const columnsOf = ({ inspection, source, limits }: BodyCodecOptions, fields: FieldNames, tabs: boolean): CsvColumns =>
  new CsvColumns({
    ...{ inspection, source, fields },
    delimiter: tabs ? TAB : undefined,
    maxHeaderBytes: limits.csvHeaderBytes,
  });

/** Forwards bytes of a kind that the connection lets pass. */
function passed(sink: BodySink): BodyCodec {
  return { write: (chunk) => sink.write(chunk), end: () => sink.end(), held: 0 };
}

/** Without a content type that says how to read them, there may be no bytes. */
function empty(sink: BodySink, source: "client" | "upstream"): BodyCodec {
  let failed = false;
  return {
    write(chunk) {
      if (failed || chunk.length === 0) return;
      failed = true;
      sink.fail(failures.unsupportedContentType(source));
    },
    end() {
      if (!failed) sink.end();
    },
    held: 0,
  };
}
