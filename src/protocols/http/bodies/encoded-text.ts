/**
 * Text inside base64 (RFC 4648 4) and `data:` URLs (RFC 2397): decoded once, inspected as text, and encoded again in the form
 * in which it came. What is not plainly text (invalid UTF-8, control characters) is no text here and cannot be inspected.
 */
import { isUtf8 } from "node:buffer";
import type { Payload } from "./json-plan.ts";

/** The head is not inspected, so it may hold nothing but a type in words and a charset. */
const DATA_URL = /^data:((?:[a-z]+\/[a-z]+(?:[.+-][a-z]+)*)?)(?:;charset=(?:utf-?8|us-ascii))?(;base64)?,/i;
const HEAD_BYTES = 256;

/** A BOM other than UTF-8's, or a control character that text does not have, marks something binary. */
function isText(bytes: Uint8Array): boolean {
  if (!isUtf8(bytes)) return false;
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

/** Whole groups of four, the last one padded or not. A loop: a pattern of groups overflows its stack on large values. */
function isBase64(value: string): boolean {
  let end = value.length;
  while (end > 0 && value.length - end < 2 && value[end - 1] === "=") end--;
  const padding = value.length - end;
  const last = end % 4;
  if (last === 1 || (padding > 0 && padding !== 4 - last)) return false;
  for (let at = 0; at < end; at++) {
    const code = value.charCodeAt(at);
    const letter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
    // Digits and `/` are one range; `+` stands alone.
    if (!letter && !(code >= 0x2f && code <= 0x39) && code !== 0x2b) return false;
  }
  return true;
}

function fromBase64(value: string, prefix: string): Payload | undefined {
  if (value === "" || !isBase64(value)) return undefined;
  const text = Buffer.from(value, "base64");
  if (!isText(text)) return undefined;
  return { text, encode: (redacted) => Buffer.from(prefix + Buffer.from(redacted).toString("base64"), "latin1") };
}

function fromPercent(value: string, prefix: string): Payload | undefined {
  let text: Buffer;
  try {
    text = Buffer.from(decodeURIComponent(value));
  } catch {
    return undefined;
  }
  if (!isText(text)) return undefined;
  return {
    text,
    encode: (redacted) => Buffer.from(prefix + encodeURIComponent(Buffer.from(redacted).toString("utf8"))),
  };
}

/**
 * The text that an encoded leaf holds; undefined: none. `value` is the leaf's decoded string. Where base64 is wanted some clients
 * send a whole `data:` URL.
 */
export function encodedText(value: Uint8Array, form: "url" | "base64"): Payload | undefined {
  const scheme = Buffer.from(value.subarray(0, 5)).toString("latin1").toLowerCase();
  if (form === "base64" && scheme !== "data:") return fromBase64(Buffer.from(value).toString("latin1"), "");
  const head = Buffer.from(value.subarray(0, HEAD_BYTES)).toString("latin1").match(DATA_URL);
  if (head === null) return undefined;
  const [prefix, type = "", base64] = head;
  const textual =
    type === "" ||
    /^(?:text\/|application\/(?:json|xml|x-ndjson|javascript)|[a-z0-9.-]+\/[a-z0-9.-]+\+(?:json|xml)$)/i.test(type);
  if (!textual) return undefined;
  const body = Buffer.from(value.subarray(prefix.length)).toString("latin1");
  return base64 === undefined ? fromPercent(body, prefix) : fromBase64(body, prefix);
}
