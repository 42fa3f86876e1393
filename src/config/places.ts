/**
 * The small notations inside values: listen addresses, upstream URLs, path prefixes, credential sources, endpoints.
 * Each parser returns undefined or a sentence that begins with "must"; none quotes what it was given.
 */
import { isIP } from "node:net";
import { parseUpstreamOrigin } from "../protocols/http/upstream-origin.ts";
import type { Address, CredentialSource, Endpoint } from "./config.ts";

export const addressHint = "must be HOST:PORT, such as 127.0.0.1:8080, [::1]:8080, or 0.0.0.0:8080 for every interface";

export function parseAddress(text: string): Address | undefined {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]\s/@]+)):(\d{1,5})$/.exec(text);
  if (match === null) return undefined;
  const [, v6, name, digits] = match;
  const host = v6 ?? name ?? "";
  const port = Number(digits);
  if (port > 65_535 || (v6 !== undefined && isIP(v6) !== 6)) return undefined;
  if (v6 === undefined && isIP(host) !== 4 && !isHostName(host)) return undefined;
  return { host, port, loopback: isLoopback(host) };
}

/** Names of digits and dots only that are no IPv4 address are mistakes, not names. */
export const isHostName = (host: string): boolean =>
  host.length <= 253 && /^(?!-)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*$/.test(host) && !/^[\d.]+$/.test(host);

export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
  return bare === "localhost" || bare === "::1" || (isIP(bare) === 4 && bare.startsWith("127."));
}

export const spellAddress = (address: Address): string =>
  address.host.includes(":") ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`;

export type Upstream = { readonly origin: string; readonly basePath: string };

/** The parts, or the sentence that says what would be right. */
export function parseUpstream(text: string): Upstream | string {
  if (!/^https?:\/\//i.test(text)) return "must be a URL that begins with https:// or http://";
  if (text.includes("@")) return "must not hold a user name or password; use `credential: env:NAME | file:PATH`";
  if (text.includes("?")) return "must not hold a query; clients send their own";
  if (text.includes("#")) return "must not hold a fragment (#...)";
  try {
    const { origin, basePath } = parseUpstreamOrigin(text);
    return { origin, basePath };
  } catch {
    return "must be http:// or https://, a host name or address, an optional port and a plain path, such as https://api.openai.com";
  }
}

export const pathHint =
  "must be / or a path such as /openai: segments of letters, digits and -._~ between single slashes, no slash at the end";

/** `/` or `/a/b`; no empty, `.` or `..` segment and nothing that could be written another way. */
export const isPlainPath = (path: string): boolean =>
  path === "/" ||
  (/^(?:\/[A-Za-z0-9._~-]+)+$/.test(path) && !path.split("/").some((part) => part === "." || part === ".."));

/** True when every path under `path` is also under `prefix`. */
export const isUnder = (path: string, prefix: string): boolean =>
  prefix === "/" || path === prefix || path.startsWith(`${prefix}/`);

export const credentialHint = "must be env:NAME or file:PATH; the credential itself never stands in this file";

export function parseCredential(text: string): CredentialSource | undefined {
  const env = /^env:([A-Za-z_][A-Za-z0-9_]*)$/.exec(text)?.[1];
  if (env !== undefined) return { kind: "env", name: env };
  const path = /^file:(\S.*)$/.exec(text)?.[1];
  return path === undefined || path.includes("\0") ? undefined : { kind: "file", path };
}

export const endpointHint =
  'must be inference, models, or "METHOD /path" such as "POST /v1/files" (* for one segment or any method, a last ** for any rest)';

export function parseEndpoint(text: string): Endpoint | undefined {
  if (text === "inference" || text === "models") return { kind: text };
  const match = /^([A-Z]+|\*) (\/\S*)$/.exec(text);
  const [, method, pattern] = match ?? [];
  if (method === undefined || pattern === undefined) return undefined;
  const segments = pattern.split("/").slice(1);
  const valid = segments.every((segment, i) => {
    const last = i === segments.length - 1;
    return (
      segment === "*" ||
      (segment === "**" && last) ||
      (segment === "" && last && i === 0) ||
      (segment !== "" && isPlainPath(`/${segment}`))
    );
  });
  return valid ? { kind: "path", method, pattern } : undefined;
}

export const spellEndpoint = (endpoint: Endpoint): string =>
  endpoint.kind === "path" ? `${endpoint.method} ${endpoint.pattern}` : endpoint.kind;

/**
 * Whether a request may pass. `path` is what is left after the connection's prefix, without the query; `known` is what the
 * dialect takes the endpoint for. A path that could be read in two ways (`%2e`, `//`, `..`) is never allowed.
 */
export function endpointAllowed(
  endpoints: readonly Endpoint[],
  method: string,
  path: string,
  known: "inference" | "models" | undefined,
): boolean {
  if (/%(?:2e|2f|5c|00|25)/i.test(path) || path.includes("//") || path.includes("\\")) return false;
  const segments = path.split("/").slice(1);
  if (segments.includes("..") || segments.includes(".")) return false;
  return endpoints.some((endpoint) => {
    if (endpoint.kind !== "path") return endpoint.kind === known;
    return (endpoint.method === "*" || endpoint.method === method) && pathMatches(endpoint.pattern, segments);
  });
}

function pathMatches(pattern: string, segments: readonly string[]): boolean {
  const wanted = pattern.split("/").slice(1);
  const open = wanted.at(-1) === "**";
  if (open ? segments.length < wanted.length : segments.length !== wanted.length) return false;
  return wanted.every((want, i) => want === "**" || (want === "*" ? segments[i] !== "" : want === segments[i]));
}
