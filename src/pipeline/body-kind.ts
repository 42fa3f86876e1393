/** What kind of body a content type announces, and which codec inspects it. */
import type { OpaqueKind } from "../protocols/llm/dialect.ts";

export type BodyKind =
  | { readonly kind: "json" | "events" | "lines" | "text" | "form" | "multipart" }
  /** `tabs`: its type says that they divide the columns. */
  | { readonly kind: "csv"; readonly tabs: boolean }
  /** No codec reads it; a connection may let its kind pass. */
  | { readonly kind: "opaque"; readonly what: OpaqueKind }
  | { readonly kind: "unknown" };

/** UTF-8 only: what claims another charset would be inspected as what it is not. */
const KNOWN_CHARSET = /;[ \t]*charset[ \t]*=[ \t]*(?:"(?:utf-?8|us-ascii)"|(?:utf-?8|us-ascii))[ \t]*(?=;|$)/gi;
const TYPE = /^[!#$%&'*+.^_`|~0-9a-z-]+\/[!#$%&'*+.^_`|~0-9a-z-]+$/;

/** Every mention must be one of these: `charset*=`, an odd quote or a lost `;` is for each reader to make something else of. */
function foreignCharset(contentType: string): boolean {
  const mentions = contentType.match(/charset/gi)?.length ?? 0;
  return mentions > 0 && mentions !== contentType.match(KNOWN_CHARSET)?.length;
}

const JSON_BODY: BodyKind = { kind: "json" };

export function bodyKind(contentType: string | undefined): BodyKind {
  if (contentType === undefined) return { kind: "unknown" };
  if (contentType === "application/json") return JSON_BODY;
  const type = (contentType.split(";")[0] ?? "").trim().toLowerCase();
  if (!TYPE.test(type) || foreignCharset(contentType)) return { kind: "unknown" };
  if (type === "application/json" || type.endsWith("+json")) return { kind: "json" };
  if (type === "text/event-stream") return { kind: "events" };
  if (["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"].includes(type))
    return { kind: "lines" };
  if (type === "application/x-www-form-urlencoded") return { kind: "form" };
  if (type === "multipart/form-data") return { kind: "multipart" };
  if (["text/csv", "text/x-csv", "text/comma-separated-values"].includes(type)) return { kind: "csv", tabs: false };
  if (type === "text/tab-separated-values") return { kind: "csv", tabs: true };
  if (type.startsWith("text/") || type === "application/xml" || type.endsWith("+xml") || type === "application/yaml")
    return { kind: "text" };
  if (type.startsWith("image/")) return { kind: "opaque", what: "image" };
  if (type.startsWith("audio/")) return { kind: "opaque", what: "audio" };
  if (type.startsWith("video/")) return { kind: "opaque", what: "video" };
  return { kind: "opaque", what: "file" };
}
