/**
 * Request targets. Pure. A path is checked in its decoded form and forwarded in its raw one: what could be read as
 * another path after decoding, or decoded twice, is refused, so rules, records and the upstream see the same resource.
 *
 *   /openai/v1/chat/completions?api-version=1&key=...
 *    prefix  rest (raw bytes kept)  parameters, with their places in the target
 */
import { failures } from "../../errors.ts";

export interface QueryParameter {
  /** Decoded, `+` as space. */
  readonly name: string;
  readonly value: string;
  /** Where the raw name and the raw value lie in the raw target; a parameter without `=` is all name. */
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly start: number;
  readonly end: number;
  /** A known key parameter: never scanned, masked or recorded. */
  readonly credential: boolean;
}

export interface Target {
  readonly raw: string;
  /** Raw, starts with `/`. */
  readonly path: string;
  /** Raw, without `?`; null where there is none. */
  readonly query: string | null;
  readonly segments: readonly Segment[];
  readonly parameters: readonly QueryParameter[];
}

export interface Segment {
  readonly text: string;
  /** Place of the raw segment in the raw target. */
  readonly start: number;
  readonly end: number;
}

/** Query parameters that carry keys, in lower case. */
const KEY_PARAMETERS: ReadonlySet<string> = new Set([
  "access_token",
  "api-key",
  "api_key",
  "code",
  "key",
  "sig",
  "subscription-key",
  "token",
]);

const PATH = /^\/[A-Za-z0-9._~!$&'()*+,;=:@/%-]*$/;
const QUERY = /^[\x21\x22\x24-\x7e]*$/;
const MAX_PARAMETERS = 256;

/** Takes an origin-form target apart, or throws `bad-request` naming what makes it ambiguous. */
export function parseTarget(raw: string): Target {
  const mark = raw.indexOf("?");
  const path = mark === -1 ? raw : raw.slice(0, mark);
  const query = mark === -1 ? null : raw.slice(mark + 1);
  if (!PATH.test(path)) throw failures.badRequest("the path has a character that must be percent-encoded");
  if (query !== null && !QUERY.test(query))
    throw failures.badRequest("the query has a character that must be percent-encoded");
  return {
    raw,
    path,
    query,
    segments: segmentsOf(path),
    parameters: query === null ? [] : parametersOf(query, mark + 1),
  };
}

/**
 * The raw path below `prefix` (`/` for nothing below it), or null where the prefix does not match on segment
 * boundaries. `prefix` is a configured path such as `/openai`, or `/` for every path.
 */
export function belowPrefix(target: Target, prefix: string): string | null {
  const wanted = prefix.split("/").filter((segment) => segment !== "");
  for (const [i, segment] of wanted.entries()) if (target.segments[i]?.text !== segment) return null;
  const last = target.segments[wanted.length - 1];
  const rest = target.path.slice(wanted.length === 0 ? 0 : (last?.end ?? 0));
  return rest === "" ? "/" : rest;
}

function segmentsOf(path: string): Segment[] {
  const segments: Segment[] = [];
  let start = 1;
  while (start <= path.length) {
    const slash = path.indexOf("/", start);
    const end = slash === -1 ? path.length : slash;
    const raw = path.slice(start, end);
    // Only the last segment may be empty: a trailing slash.
    if (raw === "" && slash !== -1) throw failures.badRequest("the path has an empty segment");
    if (raw !== "" || start > 1) segments.push({ text: decodeSegment(raw), start, end });
    start = end + 1;
  }
  return segments;
}

function decodeSegment(raw: string): string {
  const text = decode(raw, "path");
  if (/[\x00-\x1f\x7f/\\]/.test(text))
    throw failures.badRequest("the path hides a slash, backslash or control character");
  if (/%[0-9A-Fa-f]{2}/.test(text)) throw failures.badRequest("the path is percent-encoded twice");
  // Some servers cut `;parameters` off before they resolve dots.
  if (/^\.{1,2}(?:;|$)/.test(text)) throw failures.badRequest("the path has a dot segment");
  return text;
}

function parametersOf(query: string, offset: number): QueryParameter[] {
  const parameters: QueryParameter[] = [];
  let at = 0;
  for (const pair of query.split("&")) {
    const equals = pair.indexOf("=");
    const rawName = equals === -1 ? pair : pair.slice(0, equals);
    const rawValue = equals === -1 ? "" : pair.slice(equals + 1);
    const nameStart = offset + at;
    const end = nameStart + pair.length;
    const name = decode(rawName.replaceAll("+", " "), "query");
    const value = decode(rawValue.replaceAll("+", " "), "query");
    if (pair !== "") {
      const credential = KEY_PARAMETERS.has(name.toLowerCase());
      const nameEnd = nameStart + rawName.length;
      parameters.push({ name, value, nameStart, nameEnd, start: end - rawValue.length, end, credential });
    }
    if (parameters.length > MAX_PARAMETERS)
      throw failures.badRequest(`the query has more than ${MAX_PARAMETERS} parameters`);
    at += pair.length + 1;
  }
  return parameters;
}

function decode(raw: string, where: "path" | "query"): string {
  if (!raw.includes("%")) return raw;
  try {
    return decodeURIComponent(raw);
  } catch {
    throw failures.badRequest(`the ${where} has a malformed percent escape`);
  }
}
