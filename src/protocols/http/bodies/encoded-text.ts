/**
 * Text inside base64 (RFC 4648 4) and `data:` URLs (RFC 2397): decoded once, inspected as text, and encoded again in the form
 * in which it came. What is not plainly text (invalid UTF-8, control characters) is no text here and cannot be inspected.
 */
import { isUtf8 } from "node:buffer";
import type { Payload, PayloadForm } from "./json-plan.ts";

/** The head is not inspected, so it may hold nothing but a type in words and a charset. */
const DATA_URL = /^data:((?:[a-z]+\/[a-z]+(?:[.+-][a-z]+)*)?)(?:;charset=(?:utf-?8|us-ascii))?(;base64)?,/i;
const HEAD_BYTES = 256;
const FIRST_CHARACTERS = 64;
/** As browsers take one apart: anything up to the comma, with spaces where they look over them. */
const ANY_BASE64_HEAD = /^[\x00-\x20]*data:[^,]*; *base64 *,/i;

/** A BOM other than UTF-8's, or a control character that text does not have, marks something binary. */
function isText(bytes: Uint8Array): boolean {
  if (!isUtf8(bytes)) return false;
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

/** The first bytes of a text, which may end in the middle of a character. */
const mayBeText = (bytes: Uint8Array): boolean =>
  [0, 1, 2, 3].some((cut) => isText(bytes.subarray(0, Math.max(0, bytes.length - cut))));

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
 * Of a `data:` URL that stands where any text may: what is text in it is inspected whatever type it is given, and so is a head
 * that says more than that.
 */
function fromAnywhere(value: Uint8Array): Payload | undefined {
  const [head] = ANY_BASE64_HEAD.exec(latin1(value.subarray(0, HEAD_BYTES))) ?? [];
  if (head === undefined) return undefined;
  // Most are images, which show it at once.
  const first = latin1(value.subarray(head.length, head.length + FIRST_CHARACTERS));
  if (!mayBeText(Buffer.from(asPlainBase64(first), "base64"))) return undefined;
  const body = asPlainBase64(latin1(value.subarray(head.length)));
  if (DATA_URL.test(head)) return fromBase64(body, head);
  const found = fromBase64(body, "");
  if (found === undefined) return undefined;
  return { text: Buffer.concat([value.subarray(0, head.length), found.text]), encode: encodeWithHead };
}

function encodeWithHead(redacted: Uint8Array): Uint8Array {
  const bytes = Buffer.from(redacted);
  const [head] = ANY_BASE64_HEAD.exec(latin1(bytes.subarray(0, 2 * HEAD_BYTES))) ?? [];
  // What was found reaches over its end.
  if (head === undefined) return Buffer.from(`data:,${encodeURIComponent(bytes.toString("utf8"))}`);
  const spelled = JSON.stringify(bytes.toString("utf8", 0, head.length)).slice(1, -1);
  return Buffer.from(spelled + bytes.toString("base64", head.length));
}

/** Without what readers look over: white space, percent escapes, the alphabet of URLs. */
function asPlainBase64(body: string): string {
  if (!/[^A-Za-z0-9+/=]/.test(body)) return body;
  return body
    .replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/[\t\n\f\r ]+/g, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/");
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/**
 * The text that an encoded leaf holds; undefined: none. `value` is the leaf's decoded string. Where base64 is wanted some clients
 * send a whole `data:` URL.
 */
export function encodedText(value: Uint8Array, form: PayloadForm): Payload | undefined {
  if (form === "anywhere") return fromAnywhere(value);
  const scheme = latin1(value.subarray(0, 5)).toLowerCase();
  if (form === "base64" && scheme !== "data:") return fromBase64(latin1(value), "");
  const head = latin1(value.subarray(0, HEAD_BYTES)).match(DATA_URL);
  if (head === null) return undefined;
  const [prefix, type = "", base64] = head;
  const textual =
    type === "" ||
    /^(?:text\/|application\/(?:json|xml|x-ndjson|javascript)|[a-z0-9.-]+\/[a-z0-9.-]+\+(?:json|xml)$)/i.test(type);
  if (!textual) return undefined;
  const body = latin1(value.subarray(prefix.length));
  return base64 === undefined ? fromPercent(body, prefix) : fromBase64(body, prefix);
}
