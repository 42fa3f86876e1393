/**
 * The address of an upstream, checked once and taken apart. What name the TLS certificate must carry is settled here,
 * before any resolver or TLS stack sees the text: only plain host names and addresses pass, no NUL, no escapes, no user.
 */
import { isIP } from "node:net";
import { failures } from "../../errors.ts";

export interface UpstreamOrigin {
  /** `scheme://host[:port]` in its one normal form. */
  readonly origin: string;
  readonly secure: boolean;
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  /** Path below which the upstream's API lies, without a trailing slash; empty for none. */
  readonly basePath: string;
}

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const SHAPE =
  /^(https?):\/\/(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?(\/[A-Za-z0-9._~!$&'()*+,;=:@/-]*)?$/;

/** Throws `upstream-origin`, naming the rule but never the text (it may hold a password). */
export function parseUpstreamOrigin(address: string): UpstreamOrigin {
  const shape = SHAPE.exec(address);
  if (shape === null) {
    throw failures.upstreamOrigin(
      "write http:// or https://, a host name or address, an optional port and a plain path",
    );
  }
  const [, scheme, rawHost = "", port, path = ""] = shape;
  const host = rawHost
    .replace(/^\[|\]$/g, "")
    .toLowerCase()
    .replace(/\.$/, "");
  if (isIP(host) === 0) {
    const labels = host.split(".");
    // A last label of digits alone is read as an IPv4 address by some and as a name by others.
    const numeric = /^(?:[0-9]+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? "");
    if (host.length > 253 || numeric || !labels.every((label) => LABEL.test(label))) {
      throw failures.upstreamOrigin("the host is neither a host name nor an IP address");
    }
  }
  if (port !== undefined && (Number(port) === 0 || Number(port) > 65_535)) {
    throw failures.upstreamOrigin("the port is not between 1 and 65535");
  }
  if (path.split("/").some((segment) => segment === "." || segment === "..") || path.includes("//")) {
    throw failures.upstreamOrigin("the path has empty or dot segments");
  }
  const shown = isIP(host) === 6 ? `[${host}]` : host;
  return {
    origin: `${scheme}://${shown}${port === undefined ? "" : `:${Number(port)}`}`,
    secure: scheme === "https",
    host,
    port: port === undefined ? (scheme === "https" ? 443 : 80) : Number(port),
    basePath: path.replace(/\/$/, ""),
  };
}
