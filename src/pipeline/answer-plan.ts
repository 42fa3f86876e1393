/**
 * What an answer's head says about how to go on: whether it may have a body, which codec reads it, whether it streams,
 * and the header that the client gets.
 */
import { failures, type SluiceError } from "../errors.ts";
import type { BodyCodec, BodySink, Inspection } from "../inspect/inspection.ts";
import { codingOf } from "../protocols/http/bodies/coding.ts";
import { headerValue, responseHeaders } from "../protocols/http/headers.ts";
import type { HeaderList } from "../protocols/http/listener.ts";
import type { Turns } from "../turn.ts";
import { createBodyCodec } from "./body-codec.ts";
import { bodyKind } from "./body-kind.ts";
import { inspectHeaders } from "./header-values.ts";
import { inspectLocation, readLocation } from "./location.ts";
import type { PipelineLimits, Route } from "./ports.ts";

export interface HeaderSink {
  headers(headers: HeaderList): void;
  fail(error: SluiceError): void;
}

/** What the head of an answer says about how to go on. */
export interface AnswerPlan {
  readonly status: number;
  readonly contentEncoding: string | undefined;
  /** No body whatever the framing says: HEAD, 204, 304. */
  readonly bodiless: boolean;
  /** Streams event by event; otherwise held whole until its end. */
  readonly streams: boolean;
  /** A stream of the dialect's events, in which an error can be said. */
  readonly events: boolean;
  readonly codec: (sink: BodySink) => BodyCodec | SluiceError;
  /**
   * Tells the header to send, now or once its values are inspected; fails when inspection stops, whether a codec hears of
   * it or not.
   */
  readonly header: (sink: HeaderSink) => void;
}

export interface AnswerPlanOptions {
  readonly route: Route;
  readonly method: string;
  readonly status: number;
  readonly headers: HeaderList;
  readonly inspection: Inspection;
  readonly limits: PipelineLimits;
  readonly exchange: string;
  readonly turns: Turns;
}

/** Two readers could go by different ones: what was inspected as one kind would be read as another. */
const SINGLE = ["content-type", "content-encoding", "location"] as const;

function times(headers: HeaderList, wanted: string): number {
  let count = 0;
  for (const [name] of headers) if (name === wanted) count++;
  return count;
}

export function planAnswer(options: AnswerPlanOptions): AnswerPlan | SluiceError {
  const { route, status, headers, inspection } = options;
  const { connection, operation } = route;
  // No Range goes upstream, so a part of a body is an answer to nobody's question, and cannot be judged.
  if (status === 206) return failures.upstreamMalformed("206 to a request without Range");
  for (const name of SINGLE)
    if (times(headers, name) > 1) return failures.upstreamMalformed(`its ${name} is stated twice`);
  const contentType = headerValue(headers, "content-type");
  const contentEncoding = headerValue(headers, "content-encoding");
  const kind = bodyKind(contentType).kind;
  const bodiless = options.method === "HEAD" || status === 204 || status === 304;
  // An SDK reads the body it asked for, whatever its content type says: so must inspection.
  if (
    operation !== undefined &&
    status < 400 &&
    !bodiless &&
    !["json", "unknown", operation.stream && "events"].includes(kind)
  )
    return failures.contentTypeMismatch("upstream", `${operation.name} answers with JSON or an event stream`);
  const forwarded = responseHeaders(headers, {
    allowed: connection.headers.response,
    bodyMayChange: true,
    decoded: codingOf(contentEncoding) !== "identity",
    credentialHeld: connection.credential !== undefined,
  });
  const named = headerValue(forwarded.scannable, "location");
  const location = named === undefined ? undefined : readLocation(route, status, named);
  if (location instanceof Error) return location;
  const texts =
    location === undefined
      ? forwarded
      : { ...forwarded, scannable: forwarded.scannable.filter(([name]) => name !== "location") };
  return {
    status,
    contentEncoding,
    bodiless,
    streams: ["events", "lines", "text", "csv", "opaque"].includes(kind),
    events: kind === "events",
    codec: (sink) =>
      createBodyCodec({
        source: "upstream",
        contentType,
        rules: operation?.response ?? {},
        stream: operation?.stream,
        inspection,
        sink,
        limits: options.limits,
        passes: connection.passes,
        keepLogprobs: connection.keepLogprobs,
        turns: options.turns,
      }),
    header(sink) {
      // Behind the codec's own listener, so that what it had released goes out first.
      inspection.onStopped(failing(sink));
      inspectHeaders(inspection, texts, connection.clean.response, (values) => {
        const sent: HeaderList = [...values, ["x-sluice-exchange", options.exchange]];
        if (location === undefined) sink.headers(sent);
        else inspectLocation(inspection, location, (value) => sink.headers([["location", value], ...sent]));
      });
    },
  };
}

/** Of its own: beside the others here, it would keep all that they need as long as the answer. */
const failing =
  (sink: HeaderSink) =>
  (error: SluiceError): void =>
    sink.fail(error);
