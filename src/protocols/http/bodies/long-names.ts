/**
 * Names that a stream gives its objects, keys and events are kept as long as it, and may be as long as an event. A long one goes by its
 * digest: two are the same if their digests are.
 */
import { hash } from "node:crypto";

const digestOf = (name: Uint8Array | string): string => hash("sha256", name, "base64url");

/** Bytes or characters of a name that is kept as it is. */
export const longestName = 512;
/** Of a key's end, more than any detector looks at before a text. */
const endOfKey = 384;

/** What an object or event is called. */
export const shortName = (name: Uint8Array): string =>
  name.length > longestName
    ? `sha256 ${digestOf(name)}`
    : Buffer.from(name.buffer, name.byteOffset, name.length).toString("utf8");

/** A key for as long as its shape is kept; what stands before a text is read as its context, so its end stays. */
export const shortKey = (key: string): string =>
  key.length > longestName ? `sha256 ${digestOf(key)}\n${copyOf(key.slice(-endOfKey))}` : key;

/** V8 lets a part of a string hold on to all of it. */
const copyOf = (text: string): string => Buffer.from(text, "utf8").toString("utf8");
