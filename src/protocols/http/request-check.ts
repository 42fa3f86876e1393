/**
 * What both front ends demand of a request head beyond their own parser. Pure. Anything two HTTP readers could take
 * apart differently is refused here, so the rest of the gateway, and the upstream, see one meaning only.
 *
 * Targets are accepted in origin form alone: absolute form, authority form and `*` are refused, not reduced.
 */
import { failures, type SluiceError } from "../../errors.ts";
import { isFieldValue } from "./field-values.ts";
import { headerName } from "./header-names.ts";
import type { HeaderList, ListenerLimits } from "./listener.ts";

export interface RawHead {
  readonly method: string;
  readonly target: string;
  /** Lower-case names in arrival order, values as Latin-1 text (one character per byte). */
  readonly headers: HeaderList;
  /** As written after `HTTP/`. */
  readonly version: string;
}

export type CheckedHead =
  | { readonly kind: "accepted"; readonly hasBody: boolean; readonly expectsContinue: boolean }
  | { readonly kind: "refused"; readonly error: SluiceError };

const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
/** What may be given once, a bit each. */
const SINGLE: ReadonlyMap<string, number> = new Map(
  ["content-length", "transfer-encoding", "host", "expect", "content-type", "content-encoding"].map((name, at) => [
    name,
    1 << at,
  ]),
);

const TARGET = /^\/[\x21\x22\x24-\x7e]*$/;
const HOST = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?$/;
/** One spelling per number, below 2^53. */
const CONTENT_LENGTH = /^(?:0|[1-9][0-9]{0,14})$/;

/** Bytes a header occupies on the wire, request line included. */
export function headBytes(head: RawHead): number {
  let bytes = head.method.length + head.target.length + 12;
  for (const [name, value] of head.headers) bytes += name.length + value.length + 4;
  return bytes;
}

/** Accepts a request head or names what is wrong with it. */
export function checkHead(head: RawHead, limits: Pick<ListenerLimits, "headerBytes" | "headerCount">): CheckedHead {
  const refuse = (error: SluiceError): CheckedHead => ({ kind: "refused", error });
  const malformed = (what: string): CheckedHead => refuse(failures.badRequest(what));

  if (head.version !== "1.1" && head.version !== "1.0") return malformed("the HTTP version is neither 1.1 nor 1.0");
  if (head.method === "CONNECT" || head.method === "TRACE")
    return refuse(failures.notImplemented(`The ${head.method} method`));
  if (!METHODS.has(head.method)) return refuse(failures.notImplemented("This method"));
  if (head.headers.length > limits.headerCount) return refuse(failures.tooManyHeaders(limits.headerCount));
  if (headBytes(head) > limits.headerBytes) return refuse(failures.headersTooLarge(limits.headerBytes));
  if (!TARGET.test(head.target)) {
    return malformed("the target must be a path with an optional query, in printable ASCII, without a fragment");
  }

  let host: string | undefined;
  let length: string | undefined;
  let coding: string | undefined;
  let expect: string | undefined;
  let singles = 0;
  for (const [name, value] of head.headers) {
    if (headerName(name) !== name) return malformed("a header name is not a token");
    if (!isFieldValue(value)) return malformed("a header value has a control character");
    if (name === "upgrade" || name === "http2-settings")
      return refuse(failures.notImplemented("Upgrading the connection"));
    const bit = SINGLE.get(name);
    if (bit === undefined) continue;
    if ((singles & bit) !== 0) return malformed(`the ${name} header is given twice`);
    singles |= bit;
    if (name === "host") host = value;
    else if (name === "content-length") length = value;
    else if (name === "transfer-encoding") coding = value;
    else if (name === "expect") expect = value;
  }

  if (host === undefined ? head.version === "1.1" : !HOST.test(host))
    return malformed("the host header is missing or not a host");

  if (length !== undefined && coding !== undefined)
    return malformed("both content-length and transfer-encoding are given");
  if (coding !== undefined && (coding !== "chunked" || head.version === "1.0")) {
    return malformed("the transfer-encoding is not exactly `chunked`, in HTTP/1.1");
  }
  if (length !== undefined && !CONTENT_LENGTH.test(length))
    return malformed("the content-length is not a plain decimal number");

  if (expect !== undefined && expect.toLowerCase() !== "100-continue") {
    return malformed("the only expectation that can be met is 100-continue");
  }
  return {
    kind: "accepted",
    hasBody: coding !== undefined || (length !== undefined && length !== "0"),
    expectsContinue: expect !== undefined && head.version === "1.1",
  };
}
