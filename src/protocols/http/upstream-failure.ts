/** What the HTTP client's errors mean. Their messages may quote the peer and never leave this file. */
import { errors } from "undici";
import { failures, type SluiceError } from "../../errors.ts";

export interface UpstreamTimeouts {
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
  readonly idleTimeoutMs: number;
}

const TLS = /^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO)/;

/** `begun`: the answer's head had arrived. */
export function upstreamFailure(error: unknown, begun: boolean, timeouts: UpstreamTimeouts): SluiceError {
  const code = codeOf(error);
  switch (code) {
    case "UND_ERR_CONNECT_TIMEOUT":
    case "ETIMEDOUT":
      return failures.upstreamTimeout("connect", timeouts.connectTimeoutMs);
    case "UND_ERR_HEADERS_TIMEOUT":
      return failures.upstreamTimeout("headers", timeouts.headersTimeoutMs);
    case "UND_ERR_BODY_TIMEOUT":
      return failures.upstreamTimeout("idle", timeouts.idleTimeoutMs);
    case "UND_ERR_HEADERS_OVERFLOW":
      return failures.upstreamMalformed("its header is too large");
    case "UND_ERR_RES_CONTENT_LENGTH_MISMATCH":
      return failures.upstreamMalformed("its body differs from its content-length");
    case "ECONNREFUSED":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "EADDRNOTAVAIL":
      return failures.upstreamRefused();
    default:
      // The parser's errors carry no code in undici 7, only a reason; the end of the connection is one.
      if (error instanceof errors.HTTPParserError) {
        const cut = /Invalid EOF/.test(error.message);
        return cut ? failures.upstreamReset() : failures.upstreamMalformed("it is not valid HTTP/1.1");
      }
      if (!begun && TLS.test(code)) return failures.upstreamUntrusted();
      return failures.upstreamReset();
  }
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  const code = error !== null && typeof error === "object" && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}
