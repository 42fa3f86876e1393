/**
 * Object keys are text too. All keys of one body that the rules do not name go through one lane, set apart by bytes that
 * no value holds; each distinct place is judged once. A redacted key stays unique in its object.
 *
 *   lane   email\n\0\nalice@example.com\n\0\n...
 */
import type { Edit, WholeText } from "../../../inspect/inspection.ts";
import { flags } from "./json-lexer.ts";
import type { Shape } from "./json-shape.ts";
import { decodeEscapes } from "./json-string.ts";
import type { JsonTape } from "./json-tape.ts";
import { applyEdits, editCutter, type Splice } from "./splice.ts";

const separator = new Uint8Array([0x0a, 0x00, 0x0a]);

export class JsonKeys {
  readonly #places: { readonly shape: Shape; readonly start: number; readonly text: Uint8Array }[] = [];
  readonly #parts: Uint8Array[] = [];
  readonly #seen = new Set<Shape>();
  #length = 0;

  add(source: Uint8Array, tape: JsonTape, token: number): void {
    const shape = tape.shape(token);
    if (this.#seen.has(shape)) return;
    this.#seen.add(shape);
    const text = keyText(source, tape, token);
    this.#places.push({ shape, start: this.#length, text });
    this.#parts.push(text, separator);
    this.#length += text.length + separator.length;
  }

  /** All keys leave for the scanner together: one text for each would cost more than scanning them. */
  text(): WholeText {
    return { name: "(keys)", bytes: Buffer.concat(this.#parts, this.#length) };
  }

  /** The redacted keys, by place; `edits` are those of the text. */
  redacted(edits: readonly Edit[]): ReadonlyMap<Shape, Uint8Array> {
    const redacted = new Map<Shape, Uint8Array>();
    if (edits.length === 0) return redacted;
    const cut = editCutter(edits);
    for (const { shape, start, text } of this.#places) {
      const own = cut(start, start + text.length);
      if (own.length > 0) redacted.set(shape, applyEdits(text, own));
    }
    return redacted;
  }
}

export function keyText(source: Uint8Array, tape: JsonTape, token: number): Uint8Array {
  const start = tape.keyStart(token);
  const end = tape.keyEnd(token);
  return tape.has(token, flags.keyEscaped) ? decodeEscapes(source, start, end) : source.subarray(start, end);
}

/** Splices for all redacted keys of a body. */
export function keySplices(
  source: Uint8Array,
  tape: JsonTape,
  redacted: ReadonlyMap<Shape, Uint8Array>,
): readonly Splice[] {
  const splices: Splice[] = [];
  if (redacted.size === 0) return splices;
  const objects = new Map<number, number[]>();
  for (let token = 1; token < tape.count; token++) {
    if (tape.shape(token).key === undefined) continue;
    const members = objects.get(tape.parent(token));
    if (members === undefined) objects.set(tape.parent(token), [token]);
    else members.push(token);
  }
  for (const members of objects.values()) {
    if (!members.some((member) => redacted.has(tape.shape(member)))) continue;
    for (const [member, replacement] of uniqueKeys(source, tape, members, redacted)) {
      splices.push({ start: tape.keyStart(member), end: tape.keyEnd(member), replacement });
    }
  }
  return splices;
}

/** New names for the keys of one object's members (records, in order); one that would collide gets `-2`, `-3` ... */
function uniqueKeys(
  source: Uint8Array,
  tape: JsonTape,
  members: readonly number[],
  redacted: ReadonlyMap<Shape, Uint8Array>,
): Map<number, Uint8Array> {
  const names = new Map<number, Uint8Array>();
  const taken = new Set<string>();
  /** By redacted name: all numbers below are taken. Counting from the start for each key would be quadratic. */
  const numbers = new Map<string, number>();
  for (const member of members) {
    if (!redacted.has(tape.shape(member))) taken.add(Buffer.from(keyText(source, tape, member)).toString("utf8"));
  }
  for (const member of members) {
    const name = redacted.get(tape.shape(member));
    if (name === undefined) continue;
    const plain = Buffer.from(name).toString("utf8");
    let unique = plain;
    let number = numbers.get(plain) ?? 2;
    while (taken.has(unique)) unique = `${plain}-${number++}`;
    numbers.set(plain, number);
    taken.add(unique);
    names.set(member, escapeKey(unique));
  }
  return names;
}

/** What stays of a redacted key may need its escapes again. */
const escapeKey = (key: string): Uint8Array => Buffer.from(JSON.stringify(key).slice(1, -1), "utf8");
