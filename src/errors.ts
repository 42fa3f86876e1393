/**
 * The one table of failures. A failure is a `SluiceError` made by a named function below; a *decision* to refuse is no
 * error but a value (src/policy/). Messages say what happened, the limit and the actual number; never a byte of payload,
 * a credential, or a library's own message (V8 quotes the body in JSON errors, URL errors quote passwords).
 */

/** The pipeline's verbs, plus the ends. */
export type Stage =
  | "start"
  | "listen"
  | "identify"
  | "decode"
  | "inspect"
  | "decide"
  | "redact"
  | "encode"
  | "upstream"
  | "audit";

export interface SluiceErrorFields {
  /** Stable, kebab-case; stands in audit events, metrics and answers. */
  readonly code: string;
  readonly stage: Stage;
  /** Whose doing it was. */
  readonly source: "client" | "upstream" | "gateway";
  /** HTTP status when the answer has not begun. */
  readonly status: number;
  readonly message: string;
  /** What the reader can do next. */
  readonly advice?: string;
  /** A second try may succeed; without it, SDKs are told not to make one. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

export class SluiceError extends Error {
  readonly code: string;
  readonly stage: Stage;
  readonly source: "client" | "upstream" | "gateway";
  readonly status: number;
  readonly advice: string | undefined;
  readonly retryable: boolean;

  constructor(fields: SluiceErrorFields) {
    super(fields.message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.name = "SluiceError";
    this.code = fields.code;
    this.stage = fields.stage;
    this.source = fields.source;
    this.status = fields.status;
    this.advice = fields.advice;
    this.retryable = fields.retryable === true;
  }
}

type Source = SluiceErrorFields["source"];

const fail = (
  code: string,
  stage: Stage,
  source: Source,
  status: number,
  message: string,
  advice?: string,
): SluiceError =>
  new SluiceError({ code, stage, source, status, message, ...(advice === undefined ? {} : { advice }) });

/**
 * The upstream gave no whole answer that is HTTP, which may be over in a moment. Everything else would be refused again: what
 * an answer holds, what the client sent, and a gateway that is full or down, which tries in a row would keep so.
 */
const failedUpstream = (code: string, status: number, message: string): SluiceError =>
  new SluiceError({ code, stage: "upstream", source: "upstream", status, message, retryable: true });

/** 400 for a client's body, 502 for an upstream's. */
const bodyStatus = (source: Source): number => (source === "client" ? 400 : 502);

export const failures = {
  // decode
  malformedJson: (source: Source, offset: number, what: string) =>
    fail(
      "malformed-json",
      "decode",
      source,
      bodyStatus(source),
      `The JSON body is malformed at byte ${offset}: ${what}.`,
    ),
  duplicateKey: (source: Source, offset: number) =>
    fail(
      "duplicate-key",
      "decode",
      source,
      bodyStatus(source),
      `A JSON object names a key twice, at byte ${offset}; readers disagree on which value counts.`,
    ),
  tooDeep: (source: Source, limit: number) =>
    fail(
      "json-too-deep",
      "decode",
      source,
      bodyStatus(source),
      `The JSON body nests deeper than limits.jsonDepth (${limit}).`,
    ),
  tooManyValues: (source: Source, limit: number) =>
    fail(
      "json-too-many-values",
      "decode",
      source,
      bodyStatus(source),
      `The JSON body has more values than limits.jsonValues (${limit}).`,
    ),
  invalidUtf8: (source: Source, offset: number) =>
    fail("invalid-utf8", "decode", source, bodyStatus(source), `The body is not valid UTF-8 at byte ${offset}.`),
  bodyTooLarge: (source: Source, limit: number) =>
    fail(
      "body-too-large",
      "decode",
      source,
      source === "client" ? 413 : 502,
      `The body is larger than limits.body (${limit} bytes).`,
    ),
  inflatedTooLarge: (source: Source, limit: number) =>
    fail(
      "inflated-too-large",
      "decode",
      source,
      source === "client" ? 413 : 502,
      `The decompressed body is larger than limits.inflated (${limit} bytes).`,
    ),
  inflateRatio: (source: Source, limit: number) =>
    fail(
      "inflate-ratio",
      "decode",
      source,
      source === "client" ? 413 : 502,
      `The body decompresses by more than limits.inflateRatio (${limit} times).`,
    ),
  malformedCoding: (source: Source, coding: "gzip" | "deflate") =>
    fail("malformed-coding", "decode", source, bodyStatus(source), `The ${coding} body is damaged or cut short.`),
  unsupportedCoding: (source: Source) =>
    fail(
      "unsupported-coding",
      "decode",
      source,
      source === "client" ? 415 : 502,
      "The content coding cannot be inspected; gzip, deflate and identity can.",
      "Send the body with one of these codings.",
    ),
  contentTypeMismatch: (source: Source, what: string) =>
    fail(
      "content-type-mismatch",
      "decode",
      source,
      source === "client" ? 415 : 502,
      `The content type contradicts the body: ${what}.`,
    ),
  unsupportedContentType: (source: Source) =>
    fail(
      "unsupported-content-type",
      "decode",
      source,
      source === "client" ? 415 : 502,
      "No codec inspects this content type.",
      "Send JSON, text, form data or multipart; or allow the kind under the connection's `uninspectable`.",
    ),
  eventTooLarge: (source: Source, limit: number) =>
    fail(
      "event-too-large",
      "decode",
      source,
      bodyStatus(source),
      `An event is larger than limits.eventBytes (${limit} bytes).`,
    ),
  malformedMultipart: (source: Source, what: string) =>
    fail("malformed-multipart", "decode", source, bodyStatus(source), `The multipart body is malformed: ${what}.`),
  valueInBoundary: (source: Source) =>
    fail(
      "value-in-boundary",
      "decode",
      source,
      source === "client" ? 403 : 502,
      "The boundary of the multipart body holds what would be redacted, and a boundary cannot be rewritten.",
      "Send the body again with another boundary.",
    ),
  csvHeaderTooLong: (source: Source, limit: number) =>
    fail(
      "csv-header-too-long",
      "decode",
      source,
      bodyStatus(source),
      `The CSV body's header is longer than limits.csvHeader (${limit} bytes), and detectors.fields goes by its names.`,
      "Send a shorter one, or raise the limit.",
    ),
  malformedForm: (source: Source, what: string) =>
    fail("malformed-form", "decode", source, bodyStatus(source), `The form body is malformed: ${what}.`),
  uninspectable: (source: Source, what: string) =>
    fail(
      "uninspectable",
      "decode",
      source,
      source === "client" ? 403 : 502,
      `A part of kind "${what}" cannot be inspected.`,
      `Remove it, or let it pass with uninspectable: {${what}: pass} on the connection.`,
    ),
  truncatedStream: (source: Source) =>
    new SluiceError({
      code: "truncated-stream",
      stage: "decode",
      source,
      status: 502,
      message: "The stream ended before its clean end; what was held back was dropped.",
      retryable: source === "upstream",
    }),
  // inspect
  tooManyFindings: (source: Source, limit: number) =>
    fail(
      "too-many-findings",
      "inspect",
      source,
      source === "client" ? 403 : 502,
      `More than limits.findings (${limit}) findings in one message.`,
    ),
  tooManyLanes: (source: Source, limit: number) =>
    fail(
      "too-many-lanes",
      "inspect",
      source,
      bodyStatus(source),
      `More than limits.lanes (${limit}) lanes in one exchange.`,
    ),
  laneHoldOverflow: (source: Source, limit: number) =>
    fail(
      "lane-hold-overflow",
      "inspect",
      source,
      bodyStatus(source),
      `A lane would hold back more than limits.laneHold (${limit} bytes).`,
    ),
  swallowOverflow: (source: Source, limit: number) =>
    fail(
      "swallow-overflow",
      "inspect",
      source,
      bodyStatus(source),
      `An unbounded value is longer than limits.swallow (${limit} bytes).`,
    ),
  scanFailed: () => fail("scan-failed", "inspect", "gateway", 503, "The text could not be inspected."),
  scannerDown: () =>
    fail(
      "scanner-down",
      "inspect",
      "gateway",
      503,
      "The scanning workers failed too often, or did not start; no traffic is accepted.",
    ),
  listenFailed: (host: string, port: number, code: string) =>
    fail(
      "listen-failed",
      "start",
      "gateway",
      503,
      `Cannot listen on ${host}:${port} (${code}).`,
      code === "EADDRINUSE" ? "Stop what listens there, or choose another port." : undefined,
    ),
  tlsFile: (what: "certificate" | "key", path: string, problem: string) =>
    fail("tls-file", "start", "gateway", 503, `The TLS ${what} ${path} cannot be used: ${problem}.`),
  uwsUnavailable: (why: string) =>
    fail(
      "uws-unavailable",
      "start",
      "gateway",
      503,
      `listener: uws cannot be used: ${why}.`,
      "Use listener: node, or auto.",
    ),
  upstreamOrigin: (problem: string) =>
    fail("upstream-origin", "start", "gateway", 503, `The upstream's address cannot be used: ${problem}.`),
  scanQueueFull: (limit: number) =>
    fail("scan-queue-full", "inspect", "gateway", 503, `limits.scanQueue (${limit}) scan steps wait for a worker.`),
  scannerStart: (what: string) =>
    fail("scanner-start", "start", "gateway", 503, `The scanning workers did not start: ${what}.`),
  // upstream
  upstreamRefused: () => failedUpstream("upstream-unreachable", 502, "The upstream cannot be reached."),
  upstreamUntrusted: () =>
    fail(
      "upstream-untrusted",
      "upstream",
      "upstream",
      502,
      "The upstream's TLS certificate or handshake was refused.",
      "Check its certificate and name; a private authority's file can be named in NODE_EXTRA_CA_CERTS.",
    ),
  upstreamReset: () =>
    failedUpstream("upstream-reset", 502, "The upstream closed the connection before its answer was complete."),
  upstreamTimeout: (what: "connect" | "headers" | "idle" | "total", limitMs: number) =>
    failedUpstream("upstream-timeout", 504, `The upstream exceeded timeouts.${what} (${limitMs} ms).`),
  upstreamMalformed: (what: string) =>
    failedUpstream("upstream-malformed", 502, `The upstream's answer is malformed: ${what}.`),
  redirectRefused: (what: string) =>
    fail(
      "redirect-refused",
      "decide",
      "upstream",
      502,
      `The upstream's redirect is refused: ${what}.`,
      "Register that place as a connection, or correct the connection's upstream.",
    ),
  clientGone: () => fail("client-gone", "listen", "client", 499, "The client closed the connection."),
  // listen
  badRequest: (what: string) =>
    fail(
      "bad-request",
      "listen",
      "client",
      400,
      `The request is malformed: ${what}.`,
      "Correct it; what two readers could take apart differently is refused.",
    ),
  /** Of a listener that reads no other framing. */
  lengthRequired: (what: string) =>
    fail(
      "length-required",
      "listen",
      "client",
      411,
      `This listener takes a body by its content-length alone, and ${what}.`,
      "Send content-length (0 for no body) and no transfer-encoding; or set listen.listener: node, which takes both.",
    ),
  headersTooLarge: (limit: number) =>
    fail(
      "headers-too-large",
      "listen",
      "client",
      431,
      `The request header is larger than limits.headerBytes (${limit} bytes).`,
      "Send a smaller one, or raise the limit.",
    ),
  tooManyHeaders: (limit: number) =>
    fail(
      "too-many-headers",
      "listen",
      "client",
      431,
      `The request has more than limits.headerCount (${limit}) header fields.`,
      "Send fewer, or raise the limit.",
    ),
  requestTimeout: (name: "timeouts.request" | "timeouts.requestHeaders", limitMs: number) =>
    fail(
      "request-timeout",
      "listen",
      "client",
      408,
      `The request was not complete within ${name} (${limitMs} ms).`,
      "Send it faster, or raise the limit.",
    ),
  notImplemented: (what: string) =>
    fail(
      "not-implemented",
      "listen",
      "client",
      501,
      `${what} is not supported on this connection.`,
      "Use GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS, over HTTP/1.1.",
    ),
  tooManyExchanges: (limit: number) =>
    fail("too-many-exchanges", "listen", "gateway", 503, `limits.exchanges (${limit}) exchanges are in flight.`),
  bufferedBytes: (limit: number) =>
    fail("buffered-bytes", "listen", "gateway", 503, `limits.bufferedBytes (${limit} bytes) of bodies are in memory.`),
  unreadBody: (limit: number) =>
    fail(
      "unread-body",
      "listen",
      "gateway",
      503,
      `More of the body arrived than the gateway could read at once (${limit} bytes, which no setting changes).`,
      "Send the request again; or set listen.listener: node, which takes no more than is read.",
    ),
  noConnection: () =>
    fail(
      "no-connection",
      "listen",
      "client",
      404,
      "No connection is registered at this path.",
      "See `sluice check` for the registered paths.",
    ),
  endpointRefused: () =>
    fail(
      "endpoint-refused",
      "decide",
      "client",
      403,
      "This endpoint is not on the connection's allow-list.",
      "Add it under the connection's `endpoints`.",
    ),
  resumeRefused: (parameter: string) =>
    fail(
      "resume-refused",
      "decide",
      "client",
      403,
      `The query parameter ${parameter} asks for the rest of a stored stream, which could begin in the middle of a value.`,
      "Ask for the whole response instead.",
    ),
  stopping: () => fail("stopping", "listen", "gateway", 503, "The gateway is stopping."),
  exchangeTimeout: (limitMs: number) =>
    fail("exchange-timeout", "listen", "gateway", 504, `The exchange exceeded timeouts.total (${limitMs} ms).`),
  internal: (stage: Stage) => fail("internal", stage, "gateway", 500, "An internal error ended the exchange."),
  // decide
  /** A decision to block, dressed as the refusal it becomes (policy/refusal.ts words it). */
  blocked: (refusal: SluiceErrorFields) => new SluiceError(refusal),
  // audit
  auditDirectory: (directory: string, problem: string) =>
    fail(
      "audit-directory",
      "start",
      "gateway",
      503,
      `The audit directory ${directory} cannot be used: ${problem}.`,
      "Give the gateway a writable data directory of its own.",
    ),
  fingerprintKey: (file: string, problem: string) =>
    fail(
      "fingerprint-key",
      "start",
      "gateway",
      503,
      `The fingerprint key ${file} cannot be used: ${problem}.`,
      "Create one with: (umask 077; openssl rand -hex 32 > FILE)",
    ),
  /** `settings`: top-level names of the configuration, as a list. */
  reloadRefused: (settings: string) =>
    fail(
      "reload-refused",
      "start",
      "gateway",
      500,
      `Only a restart takes over what has changed under ${settings}.`,
      "Put them back, or restart; nothing of the file was taken over.",
    ),
  auditUnwritten: (events: number) =>
    fail(
      "audit-unwritten",
      "audit",
      "gateway",
      503,
      `${events} audit events could not be written before the gateway stopped.`,
    ),
  auditUnavailable: () =>
    fail(
      "audit-unavailable",
      "audit",
      "gateway",
      503,
      "The audit trail cannot be written; no traffic is accepted without it.",
    ),
} as const;
