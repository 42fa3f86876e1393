/**
 * Header fields from one side to the other. Pure. The result has two parts: `scannable` values go through inspection
 * and come back redacted, `unscanned` ones (credentials, and what this gateway writes itself) never do. The order of
 * fields with the same name is kept.
 *
 * Invariants: framing and hop-by-hop fields never cross; a name listed in `Connection` cannot take away what decides
 * how the body is read, a credential, or anything set here.
 */
import { failures } from "../../errors.ts";
import { hasPieces } from "./field-values.ts";
import {
  BODY_BOUND_HEADERS,
  CREDENTIAL_HEADERS,
  NEVER_FORWARDED,
  NEVER_MASKED,
  REQUEST_HEADERS,
  RESPONSE_HEADERS,
} from "./header-lists.ts";
import type { HeaderList } from "./listener.ts";

/** Tells whether a lower-case name is on a list. */
export type NameSet = (name: string) => boolean;

export interface ForwardedHeaders {
  readonly scannable: HeaderList;
  readonly unscanned: HeaderList;
}

export interface RequestHeaderOptions {
  readonly allowed?: NameSet;
  /** Fields that hold the client's own credential. */
  readonly credentialNames?: NameSet;
  /** The gateway's credential for this upstream: the client's are stripped, this is sent. */
  readonly credential?: { readonly header: string; readonly value: string } | undefined;
}

export interface ResponseHeaderOptions {
  readonly allowed?: NameSet;
  /** The body is inspected, so what speaks of its exact bytes is dropped. */
  readonly bodyMayChange: boolean;
  /** The body leaves without the coding it came in. */
  readonly decoded: boolean;
  /** The upstream's session belongs to the gateway's credential, so its cookies stay here. */
  readonly credentialHeld: boolean;
}

/** A set of names; `x-*` matches by prefix. */
export function nameSet(entries: readonly string[]): NameSet {
  const names = new Set<string>();
  const prefixes: string[] = [];
  for (const entry of entries) {
    const lower = entry.toLowerCase();
    if (lower.endsWith("*")) prefixes.push(lower.slice(0, -1));
    else names.add(lower);
  }
  if (prefixes.length === 0) return (name) => names.has(name);
  // Asked for every field of every exchange.
  const known = new Map<string, boolean>();
  return (name) => {
    let answer = known.get(name);
    if (answer === undefined) {
      answer = names.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
      if (known.size < 1024 && name.length <= 64) known.set(name, answer);
    }
    return answer;
  };
}

export const requestNames: NameSet = nameSet(REQUEST_HEADERS);
export const responseNames: NameSet = nameSet(RESPONSE_HEADERS);
export const credentialHeaderNames: NameSet = nameSet(CREDENTIAL_HEADERS);
const bodyBound = nameSet(BODY_BOUND_HEADERS);
const never = nameSet(NEVER_FORWARDED);

const neverMasked = nameSet(NEVER_MASKED);

/** Whether a header keeps its value though a field of this name (in any case) is masked. */
export const isNeverMasked = (name: string): boolean => neverMasked(name.toLowerCase());

/** The value of the first field of that name, in lower case. */
export function headerValue(list: HeaderList, wanted: string): string | undefined {
  for (const [name, value] of list) if (name === wanted) return value;
  return undefined;
}

/** The default list of a direction with a connection's own names. */
export function extendNames(base: readonly string[], more: readonly string[]): NameSet {
  return more.length === 0 && base === REQUEST_HEADERS ? requestNames : nameSet([...base, ...more]);
}

/** Why a configured name cannot be forwarded, as the end of a sentence; null where it can. */
export function extensionProblem(name: string): string | null {
  const lower = name.toLowerCase();
  if (!/^[!#$%&'+\-.^_`|~0-9a-z]+\*?$/.test(lower)) return "is not a header name (a trailing * stands for any ending)";
  if (lower.endsWith("*") && lower.length < 4) return "matches too much; give at least three characters before the *";
  const bare = lower.replace(/\*$/, "");
  if (never(bare) || (lower !== bare && NEVER_FORWARDED.some((entry) => entry.startsWith(bare)))) {
    return "belongs to one connection or to the gateway and is never forwarded";
  }
  if (credentialHeaderNames(bare))
    return "is a credential, which passes or is replaced by the connection's `credential`";
  return null;
}

/** What of a client's header goes upstream. Host, content-length and connection are the upstream client's to set. */
export function requestHeaders(list: HeaderList, options: RequestHeaderOptions = {}): ForwardedHeaders {
  const allowed = options.allowed ?? requestNames;
  const credentials = options.credentialNames ?? credentialHeaderNames;
  const nominated = nominatedBy(list);
  const scannable: (readonly [string, string])[] = [];
  const unscanned: (readonly [string, string])[] = [];
  let gzip = false;
  for (const field of list) {
    const [name, value] = field;
    if (name === "accept-encoding") gzip ||= acceptsGzip(value);
    if (never(name)) continue;
    if (credentials(name)) {
      if (options.credential === undefined) unscanned.push(field);
      continue;
    }
    if (!allowed(name) || (nominated.has(name) && name !== "content-type")) continue;
    // A boundary that is redacted no longer fits its body, which bodies/multipart-codec.ts refuses.
    if (name === "content-type" && PLAIN_MEDIA_TYPE.test(value)) unscanned.push(field);
    else scannable.push(field);
  }
  if (options.credential !== undefined) {
    const { header, value } = options.credential;
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(header) || !/^[\x20-\x7e\x80-\xff]+$/.test(value)) {
      throw failures.internal("upstream");
    }
    unscanned.push([header.toLowerCase(), value]);
  }
  // Brotli and the rest cannot be inspected, so they are never asked for.
  unscanned.push(["accept-encoding", gzip ? "gzip, identity" : "identity"]);
  return { scannable, unscanned };
}

/** What of an upstream's header goes to the client. The listener sets the framing. */
export function responseHeaders(list: HeaderList, options: ResponseHeaderOptions): ForwardedHeaders {
  const allowed = options.allowed ?? responseNames;
  const nominated = nominatedBy(list);
  const scannable: (readonly [string, string])[] = [];
  const unscanned: (readonly [string, string])[] = [];
  for (const field of list) {
    const [name, value] = field;
    if (name === "set-cookie") {
      if (!options.credentialHeld) unscanned.push(field);
      continue;
    }
    if (never(name) || !allowed(name)) continue;
    if (nominated.has(name) && name !== "content-type" && name !== "content-encoding") continue;
    if (options.bodyMayChange && bodyBound(name)) continue;
    // RFC 8187 has no use for pieces in HTTP, and no piece shows what they make together.
    if (hasPieces(value)) continue;
    if (name === "content-encoding") {
      if (!options.decoded) unscanned.push(field);
    } else if (name === "content-type" && PLAIN_MEDIA_TYPE.test(value)) unscanned.push(field);
    else scannable.push(field);
  }
  return { scannable, unscanned };
}

/** A type in words and one of the charsets that are read: nothing that a detector could find. */
const PLAIN_MEDIA_TYPE =
  /^[a-z]{1,20}\/[a-z]{1,20}(?:[.+-][a-z]{1,20}){0,4}(?:[ \t]*;[ \t]*charset="?(?:utf-?8|us-ascii)"?)?$/i;

const nobody: ReadonlySet<string> = new Set();

function nominatedBy(list: HeaderList): ReadonlySet<string> {
  let names: Set<string> | undefined;
  for (const [name, value] of list) {
    if (name !== "connection" || value === "keep-alive") continue;
    names ??= new Set();
    for (const option of value.split(",")) names.add(option.trim().toLowerCase());
  }
  return names ?? nobody;
}

function acceptsGzip(value: string): boolean {
  return value.split(",").some((coding) => {
    const [name = "", ...parameters] = coding.split(";").map((part) => part.trim().toLowerCase());
    return (name === "gzip" || name === "*") && !parameters.some((parameter) => /^q=0(?:\.0{0,3})?$/.test(parameter));
  });
}
