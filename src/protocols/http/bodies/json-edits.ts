/**
 * From edits in a leaf's decoded text to splices in the source: through the leaf's escapes, and through the JSON that the
 * text may itself be.
 */
import type { Edit } from "../../../inspect/inspection.ts";
import { JsonAgain } from "./json-again.ts";
import { flags, kinds } from "./json-lexer.ts";
import { numberText, redactedNumber } from "./json-number.ts";
import { ShapeTree } from "./json-shape.ts";
import { sourceOffset } from "./json-string.ts";
import { JsonTape } from "./json-tape.ts";
import { applyEdits, type Splice } from "./splice.ts";

const embeddedDepth = 128;

/** Text that is a whole JSON object or array, as tool results often are. */
function isJsonText(text: Uint8Array): boolean {
  let at = 0;
  while (at < text.length && (text[at] ?? 0) <= 0x20) at++;
  if (text[at] !== 0x7b && text[at] !== 0x5b) return false;
  return new JsonTape("client", embeddedDepth).parse(text, 0, text.length, new ShapeTree()) === undefined;
}

/** Splices for a string's edits, which are in offsets of its decoded text. `again`: it is JSON whether it parses or not. */
export function stringSplices(
  source: Uint8Array,
  tape: JsonTape,
  token: number,
  edits: readonly Edit[],
  again: boolean,
): Splice[] {
  const shaped = wholeEdits(tape.text(token), edits, again);
  return sourceSplices(source, tape.start(token), tape.end(token), tape.has(token, flags.escaped), shaped);
}

/** Edits of a whole text, reshaped where it is JSON. */
export const wholeEdits = (text: Uint8Array, edits: readonly Edit[], again: boolean): readonly Edit[] =>
  again || isJsonText(text) ? new JsonAgain().shape(text, 0, edits) : edits;

/** The same for one string's content source[start, end). */
export function sourceSplices(
  source: Uint8Array,
  start: number,
  end: number,
  escaped: boolean,
  edits: readonly Edit[],
): Splice[] {
  return edits.map((edit) => ({
    start: escaped ? sourceOffset(source, start, end, edit.start, false) : start + edit.start,
    end: escaped ? sourceOffset(source, start, end, edit.end, true) : start + edit.end,
    replacement: edit.replacement,
  }));
}

/** The text that is inspected for a number. */
export const numberBytes = (source: Uint8Array, tape: JsonTape, token: number): Uint8Array =>
  Buffer.from(numberText(spelling(source, tape, token)), "latin1");

const spelling = (source: Uint8Array, tape: JsonTape, token: number): string =>
  Buffer.from(source.subarray(tape.start(token), tape.end(token))).toString("latin1");

export const numberSplice = (tape: JsonTape, token: number, text: Uint8Array, edits: readonly Edit[]): Splice => ({
  start: tape.start(token),
  end: tape.end(token),
  replacement: numberReplacement(text, edits),
});

/** What the whole number becomes. */
export const numberReplacement = (text: Uint8Array, edits: readonly Edit[]): Uint8Array =>
  Buffer.from(redactedNumber(Buffer.from(applyEdits(text, edits)).toString("latin1")), "latin1");

const nullBytes = Buffer.from("null", "latin1");

/** The whole value becomes `null`. */
export function nullSplice(tape: JsonTape, token: number): Splice {
  const quotes = tape.kind(token) === kinds.string ? 1 : 0;
  return { start: tape.start(token) - quotes, end: tape.end(token) + quotes, replacement: nullBytes };
}

/** In order, without those inside a value that becomes null. */
export function orderSplices(splices: readonly Splice[], nulls: readonly Splice[]): Splice[] {
  const outside = splices.filter((s) => !nulls.some((n) => s.start >= n.start && s.end <= n.end));
  const outer = nulls.filter((s) => !nulls.some((n) => n !== s && s.start >= n.start && s.end <= n.end));
  return [...outside, ...outer].sort((a, b) => a.start - b.start);
}
