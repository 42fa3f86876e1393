/**
 * What becomes of a value. Pure: the same operator, entity, value and key always give the same bytes.
 *
 * A replacement holds only `[A-Za-z0-9_.*<>:-]`, so it needs no escaping in JSON, HTML text, URLs, headers or SQL, at any
 * level of nesting. A value longer than its detector's head arrives in pieces: the head first, then swallowed tails; only
 * `mask` says anything for a tail, so any way of cutting the tail gives the same bytes.
 */
import { createHmac } from "node:crypto";

export type Operator =
  /** `<EMAIL_ADDRESS>` */
  | { readonly kind: "replace" }
  /** One `*` per character. */
  | { readonly kind: "mask" }
  /** The last `keep` letters or digits stay (never more than half of them), `-._:` stay, the rest is `*`. */
  | { readonly kind: "partial"; readonly keep: number }
  /** `<EMAIL_ADDRESS:ab12cd34ef56>`: the same value gives the same mark under one key. */
  | { readonly kind: "hash" }
  /** Nothing is left. */
  | { readonly kind: "drop" };

export type Action = Operator | { readonly kind: "allow" } | { readonly kind: "block" };

/**
 * The stricter action wins; this order is by what the reader still learns. Nothing of the exchange (block), not that there
 * was a value (drop), its kind (replace), its kind and which ones are equal (hash), its length and so for short values most
 * of it (mask), some of its characters (partial), all of it (allow).
 */
const strictness = { block: 6, drop: 5, replace: 4, hash: 3, mask: 2, partial: 1, allow: 0 } as const;

/** Above 0: `a` is stricter; 0: neither. Of two partials the one that keeps less is stricter. */
export function compareActions(a: Action, b: Action): number {
  if (a.kind === "partial" && b.kind === "partial") return b.keep - a.keep;
  return strictness[a.kind] - strictness[b.kind];
}

export interface RedactOptions {
  /** The piece is the tail of an earlier one. */
  readonly swallowed: boolean;
  /** For `hash`: the fingerprint key. */
  readonly key: Uint8Array;
}

const nothing = new Uint8Array(0);
const star = 0x2a;

/** The bytes that take the value's place. `value` is UTF-8 and cuts no character. */
export function redact(operator: Operator, entity: string, value: Uint8Array, options: RedactOptions): Uint8Array {
  switch (operator.kind) {
    case "mask":
      return new Uint8Array(characters(value)).fill(star);
    case "drop":
      return nothing;
    case "replace":
      return options.swallowed ? nothing : Buffer.from(`<${entity}>`);
    case "hash":
      return options.swallowed ? nothing : Buffer.from(`<${entity}:${fingerprint(options.key, entity, value)}>`);
    case "partial":
      // Refused at start for detectors with a tail; should a piece come all the same, it shows nothing.
      return options.swallowed ? new Uint8Array(characters(value)).fill(star) : partial(value, operator.keep);
  }
}

/** 48 bits of a keyed hash, in hex: enough to tell values apart, and without the key no way to try candidates. */
export function fingerprint(key: Uint8Array, entity: string, value: Uint8Array): string {
  if (key.length === 0) throw new RangeError("A fingerprint needs a key.");
  return createHmac("sha256", key).update(entity).update("\0").update(value).digest("hex").slice(0, 12);
}

function characters(value: Uint8Array): number {
  let count = 0;
  for (const byte of value) if ((byte & 0xc0) !== 0x80) count++;
  return count;
}

const isLetterOrDigit = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);

/** `-`, `.`, `:` and `_`: separators that a replacement may hold. */
const isSeparator = (byte: number): boolean => byte === 0x2d || byte === 0x2e || byte === 0x3a || byte === 0x5f;

function partial(value: Uint8Array, keep: number): Uint8Array {
  let signs = 0;
  for (const byte of value) if (isLetterOrDigit(byte)) signs++;
  const hidden = signs - Math.min(keep, Math.floor(signs / 2));
  const out = new Uint8Array(characters(value));
  let at = 0;
  let seen = 0;
  for (const byte of value) {
    if ((byte & 0xc0) === 0x80) continue;
    const sign = isLetterOrDigit(byte);
    if (sign) seen++;
    out[at++] = (sign && seen > hidden) || isSeparator(byte) ? byte : star;
  }
  return out;
}

/** As in the configuration file. */
export const spellAction = (action: Action): string =>
  action.kind === "partial" ? `{partial: ${action.keep}}` : action.kind;
