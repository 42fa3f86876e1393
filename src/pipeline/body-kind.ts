/** What kind of body a content type announces, and which codec inspects it. */
import type { OpaqueKind } from "../protocols/llm/dialect.ts";

export type BodyKind =
  | { readonly kind: "json" | "events" | "lines" | "text" | "form" | "multipart" }
  /** No codec reads it; a connection may let its kind pass. */
  | { readonly kind: "opaque"; readonly what: OpaqueKind }
  | { readonly kind: "unknown" };

/** UTF-8 only: what claims another charset would be inspected as what it is not. */
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/gi;
const KNOWN_CHARSETS = ["utf-8", "utf8", "us-ascii"];

const JSON_BODY: BodyKind = { kind: "json" };

export function bodyKind(contentType: string | undefined): BodyKind {
  if (contentType === undefined) return { kind: "unknown" };
  if (contentType === "application/json") return JSON_BODY;
  const type = (contentType.split(";")[0] ?? "").trim().toLowerCase();
  for (const [, charset = ""] of contentType.matchAll(CHARSET))
    if (!KNOWN_CHARSETS.includes(charset.toLowerCase())) return { kind: "unknown" };
  if (type === "application/json" || type.endsWith("+json")) return { kind: "json" };
  if (type === "text/event-stream") return { kind: "events" };
  if (["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"].includes(type))
    return { kind: "lines" };
  if (type === "application/x-www-form-urlencoded") return { kind: "form" };
  if (type === "multipart/form-data") return { kind: "multipart" };
  if (type.startsWith("text/") || type === "application/xml" || type.endsWith("+xml") || type === "application/yaml")
    return { kind: "text" };
  if (type.startsWith("image/")) return { kind: "opaque", what: "image" };
  if (type.startsWith("audio/")) return { kind: "opaque", what: "audio" };
  if (type.startsWith("video/")) return { kind: "opaque", what: "video" };
  return { kind: "opaque", what: "file" };
}
