/**
 * multipart/form-data (RFC 7578 over RFC 2046 5.1) as byte ranges of a whole body. Strict: CRLF line ends, nothing before
 * the first delimiter or after the last, a content-disposition of form-data with a name in every part, no encoding
 * that would hide the content. What readers may disagree on is refused.
 *
 *   --B CRLF headers CRLF CRLF content CRLF --B CRLF ... CRLF --B-- [CRLF]
 */
import { hasPieces } from "../field-values.ts";

export interface Part {
  readonly headerStart: number;
  readonly headerEnd: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly name: string;
  readonly fileName: string | undefined;
  /** As it stands, parameters too: they may name another charset. `text/plain` where none is given (RFC 7578 4.4). */
  readonly contentType: string;
}

export type Parts = { readonly parts: readonly Part[] } | { readonly problem: string };

const MAX_PARTS = 256;
const MAX_PART_HEADER_BYTES = 8192;
const CRLF = "\r\n";

/** The boundary parameter of a multipart content type (RFC 2046 grammar), or undefined. */
export function boundaryOf(contentType: string): string | undefined {
  // Of two, some readers take the first and some the last; some join `boundary*0=` (RFC 2231).
  if ((contentType.match(/boundary[\s*0-9]*=/gi) ?? []).length > 1) return undefined;
  const found = contentType.match(
    /;\s*boundary=(?:"([0-9A-Za-z'()+_,./:=? -]{1,70})"|([0-9A-Za-z'+_.-]{1,70}))\s*(?:;|$)/i,
  );
  const boundary = found?.[1] ?? found?.[2];
  return boundary === undefined || boundary.endsWith(" ") ? undefined : boundary;
}

type PartHead = Pick<Part, "name" | "fileName" | "contentType"> | { readonly problem: string };

/** Reads a quoted or bare parameter; backslash and percent forms differ between senders and are kept as they are. */
const parameter = (value: string, name: string): string | undefined =>
  value.match(new RegExp(`;\\s*${name}="([^"]*)"`, "i"))?.[1] ??
  value.match(new RegExp(`;\\s*${name}=([^\\s";]+)`, "i"))?.[1];

function readHead(text: string): PartHead {
  let disposition: string | undefined;
  let contentType: string | undefined;
  for (const line of text.split(CRLF)) {
    const field = line.match(/^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)$/);
    if (field === null) return { problem: "a part's header line is not `name: value`" };
    const name = (field[1] ?? "").toLowerCase();
    const value = field[2] ?? "";
    if (name === "content-disposition") {
      if (disposition !== undefined) return { problem: "a part names content-disposition twice" };
      disposition = value;
    } else if (name === "content-type") {
      if (contentType !== undefined) return { problem: "a part names content-type twice" };
      contentType = value;
    } else if (name === "content-transfer-encoding" && !/^(7bit|8bit|binary)$/i.test(value.trim()))
      return { problem: "a part has a content-transfer-encoding" };
    else if (name === "content-encoding" && !/^(identity)?$/i.test(value.trim()))
      return { problem: "a part has a content-encoding" };
  }
  if (disposition === undefined || !/^form-data\s*;/i.test(disposition))
    return { problem: "a part has no content-disposition of form-data" };
  if (hasPieces(disposition)) return { problem: "a part gives a parameter in pieces, which some readers put together" };
  if (/filename\*\s*=/i.test(disposition)) return { problem: "a part uses filename*, which RFC 7578 forbids" };
  const name = parameter(disposition, "name");
  if (name === undefined) return { problem: "a part has no name" };
  return {
    name,
    fileName: parameter(disposition, "filename"),
    contentType: contentType ?? "text/plain",
  };
}

/** Cuts a whole body at its boundary. */
export function multipartParts(body: Buffer, boundary: string): Parts {
  const delimiter = Buffer.from(`--${boundary}`);
  if (!body.subarray(0, delimiter.length).equals(delimiter)) return { problem: "it does not begin with its boundary" };
  const parts: Part[] = [];
  for (let at = delimiter.length; ; ) {
    const after = body.toString("latin1", at, at + 5);
    if (after === "--" || after === `--${CRLF}`) return { parts };
    if (!after.startsWith(CRLF)) return { problem: "a boundary line has something after the boundary" };
    if (parts.length === MAX_PARTS) return { problem: `it has more than ${MAX_PARTS} parts` };
    const headerStart = at + 2;
    const headerEnd = body.indexOf(CRLF + CRLF, headerStart);
    if (headerEnd < 0 || headerEnd - headerStart > MAX_PART_HEADER_BYTES)
      return { problem: "a part's header does not end" };
    const head = readHead(body.toString("latin1", headerStart, headerEnd));
    if ("problem" in head) return head;
    const contentStart = headerEnd + 4;
    const next = body.indexOf(`${CRLF}--${boundary}`, headerEnd + 2);
    if (next < 0) return { problem: "its last boundary is missing" };
    // Content that is empty shares its CRLF with the header's end.
    parts.push({ headerStart, headerEnd, contentStart, contentEnd: Math.max(next, contentStart), ...head });
    at = next + 2 + delimiter.length;
  }
}
