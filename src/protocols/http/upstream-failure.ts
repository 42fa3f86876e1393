/** What a socket's errors mean. Their messages may quote the peer and never leave this file. */
import { failures, type SluiceError } from "../../errors.ts";
import { systemCode } from "../../system-code.ts";

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
    case "ETIMEDOUT":
      return failures.upstreamTimeout("connect", timeouts.connectTimeoutMs);
    case "ECONNREFUSED":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "EADDRNOTAVAIL":
      return failures.upstreamRefused();
    default:
      if (!begun && TLS.test(code)) return failures.upstreamUntrusted();
      return failures.upstreamReset();
  }
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return systemCode(error) ?? "";
}
