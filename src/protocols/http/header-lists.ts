/**
 * Which header fields cross the gateway, as data. A name that is on no list is dropped: an unknown field is one nobody
 * has judged. Entries are lower case; a trailing `*` stands for any ending. A connection may extend both directions
 * (`headers: {request: [...], response: [...]}`), never past NEVER_FORWARDED.
 */

/** What the SDKs of OpenAI, Azure OpenAI, Anthropic and AutoGen send and their servers read. */
export const REQUEST_HEADERS: readonly string[] = [
  "accept",
  "accept-language",
  "anthropic-*",
  "cache-control",
  "content-language",
  "content-type",
  "idempotency-key",
  "openai-*",
  "pragma",
  "prefer",
  "traceparent",
  "tracestate",
  "user-agent",
  "x-client-request-id",
  "x-correlation-id",
  "x-ms-*",
  "x-request-id",
  "x-stainless-*",
];

/** What those SDKs read back, and what a client needs to cache, retry, follow or report an answer. */
export const RESPONSE_HEADERS: readonly string[] = [
  "accept-ranges",
  "allow",
  "anthropic-*",
  "apim-request-id",
  "azureml-*",
  "cache-control",
  "cf-ray",
  "content-digest",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-md5",
  "content-security-policy",
  "content-type",
  "date",
  "deprecation",
  "digest",
  "etag",
  "expires",
  "last-modified",
  "link",
  "location",
  "openai-*",
  "operation-location",
  "pragma",
  "ratelimit",
  "ratelimit-*",
  "repr-digest",
  "request-id",
  "retry-after",
  "retry-after-ms",
  "signature",
  "signature-input",
  "strict-transport-security",
  "sunset",
  "vary",
  "www-authenticate",
  "x-accel-buffering",
  "x-content-type-options",
  "x-correlation-id",
  "x-frame-options",
  "x-ms-*",
  "x-ratelimit-*",
  "x-request-id",
  "x-should-retry",
];

/** Hold secrets of the client: never scanned, masked or recorded; passed, or stripped where the gateway has its own. */
export const CREDENTIAL_HEADERS: readonly string[] = [
  "api-key",
  "authorization",
  "cookie",
  "ocp-apim-subscription-key",
  "proxy-authorization",
  "x-api-key",
  "x-goog-api-key",
];

/** Say something of the body's exact bytes, which no longer holds where a body may change. */
export const BODY_BOUND_HEADERS: readonly string[] = [
  "accept-ranges",
  "content-digest",
  "content-md5",
  "digest",
  "etag",
  "last-modified",
  "repr-digest",
  "signature",
  "signature-input",
];

/**
 * Not even by extension: the framing of one connection, what this gateway sets or speaks itself, and requests for
 * parts or for other ways to the upstream (`alt-svc` would lead clients past the gateway). `proxy-authorization` is a client's word to
 * the proxy it speaks to, and no upstream's to know.
 */
export const NEVER_FORWARDED: readonly string[] = [
  "accept-encoding",
  "alt-svc",
  "alt-used",
  "connection",
  "content-length",
  "content-range",
  "expect",
  "host",
  "http2-settings",
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "if-unmodified-since",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authentication-info",
  "proxy-authorization",
  "proxy-connection",
  "range",
  "server-timing",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "x-sluice-*",
];

/**
 * Whatever a configuration's fields are called, these are not masked by their name: what never crosses, credentials and cookies
 * (which are never looked at), and what decides how a body is read or where a client goes next.
 */
export const NEVER_MASKED: readonly string[] = [
  ...NEVER_FORWARDED,
  ...CREDENTIAL_HEADERS,
  "content-encoding",
  "content-type",
  "location",
  "set-cookie",
];
