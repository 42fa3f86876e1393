/**
 * From edits in a leaf's decoded text to splices in the source: through the leaf's escapes, and through the JSON that the
 * text may itself be.
 */
import type { Edit } from "../../../inspect/inspection.ts";
import { JsonAgain } from "./json-again.ts";
import { flags, kinds } from "./json-lexer.ts";
import { numberText, redactedNumber } from "./json-number.ts";
import { ShapeTree } from "./json-shape.ts";
import { sourceOffsets } from "./json-string.ts";
import { JsonTape } from "./json-tape.ts";
import { applyEdits, type Splice } from "./splice.ts";

const embedded = { jsonDepth: 128, jsonValues: 1_000_000 };

/** Text that is a whole JSON object or array, as tool results often are. */
function isJsonText(text: Uint8Array): boolean {
  let at = 0;
  while (at < text.length && (text[at] ?? 0) <= 0x20) at++;
  if (text[at] !== 0x7b && text[at] !== 0x5b) return false;
  return new JsonTape("client", embedded).parse(text, 0, text.length, new ShapeTree()) === undefined;
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
  const offset = escaped ? sourceOffsets(source, start, end) : (at: number): number => start + at;
  return edits.map((edit) => ({
    start: offset(edit.start, false),
    end: offset(edit.end, true),
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
  if (nulls.length === 0) return splices.toSorted((a, b) => a.start - b.start);
  const isNull = new Set(nulls);
  // Of two that begin at one place, the value is looked at first, and the longer one before what is in it.
  const rank = (splice: Splice): number => (isNull.has(splice) ? splice.end : -1);
  const ordered = [...splices, ...nulls].sort((a, b) => a.start - b.start || rank(b) - rank(a));
  let last = -1;
  return ordered.filter((splice) => {
    if (splice.end <= last) return false;
    if (isNull.has(splice)) last = splice.end;
    return true;
  });
}
