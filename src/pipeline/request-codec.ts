/** The codec of a request's body. An operation of a dialect takes JSON and nothing else. */
import { failures, type SluiceError } from "../errors.ts";
import type { BodyCodec, BodySink, Inspection } from "../inspect/inspection.ts";
import type { Turns } from "../turn.ts";
import { createBodyCodec } from "./body-codec.ts";
import { bodyKind } from "./body-kind.ts";
import type { PipelineLimits, Route } from "./ports.ts";

export function requestCodec(
  route: Route,
  contentType: string | undefined,
  inspection: Inspection,
  sink: BodySink,
  limits: PipelineLimits,
  turns: Turns,
): BodyCodec | SluiceError {
  const { connection, operation } = route;
  if (operation !== undefined && bodyKind(contentType).kind !== "json")
    return failures.contentTypeMismatch("client", `${operation.name} takes application/json in UTF-8`);
  return createBodyCodec({
    source: "client",
    contentType,
    rules: operation?.request ?? {},
    stream: undefined,
    inspection,
    sink,
    limits,
    passes: connection.passes,
    keepLogprobs: connection.keepLogprobs,
    turns,
  });
}
