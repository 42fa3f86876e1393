/**
 * An event made for text that was cut out of its own: the smallest one that a client takes for the next event of that lane.
 * It is the old event without everything but the path to the leaf, its identities, and the leaves that the dialect's rules
 * mark with `carry`.
 *
 *   {"id":"c1","choices":[{"index":0,"delta":{"role":"assistant","content":"Hello"},"finish_reason":null}]}
 *   {"id":"c1","choices":[{"index":0,"delta":{"content":" ... "},"finish_reason":null}]}
 */
import { append } from "../../../append.ts";
import { dataSplices, type EventData, rawOffset } from "./event-data.ts";
import type { EventUnit } from "./event-unit.ts";
import { kinds } from "./json-lexer.ts";
import { nodeOf, type RuleSet } from "./json-rules.ts";
import type { JsonTape } from "./json-tape.ts";
import { noBytes, type Splice, spliced } from "./splice.ts";

export interface Carrier {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");

class Writer {
  readonly before: Uint8Array[] = [];
  readonly after: Uint8Array[] = [];
  #parts = this.before;

  add(...parts: readonly Uint8Array[]): void {
    this.#parts.push(...parts);
  }

  /** The text goes here. */
  turn(): void {
    this.#parts = this.after;
  }
}

/** Names and values that are longer are no identities; each text that waits would keep them. */
const mostCarried = 1_024;

/** The event that a text is cut out of, and its data on the tape, if it has been read. */
export interface CutEvent {
  readonly unit: EventUnit;
  readonly framing: "sse" | "ndjson";
  /** The event's own edits, slots aside. */
  readonly splices: readonly Splice[];
  readonly json: { readonly data: EventData; readonly tape: JsonTape; readonly rules: RuleSet } | undefined;
}

/** Carriers for the texts of one event. What they have in common is looked for once: an event may have thousands of texts. */
export class Carriers {
  readonly #json: CutEvent["json"];
  readonly #splices: readonly Splice[];
  /** Of strings, by where they begin in the event. */
  readonly #tokens = new Map<number, number>();
  /** Of each object the members that go along. */
  readonly #carried = new Map<number, readonly number[]>();
  readonly #before: Uint8Array;
  readonly #after: Uint8Array;

  constructor({ unit, framing, splices, json }: CutEvent) {
    this.#json = json;
    this.#before = framing === "sse" ? sseHead(unit, splices) : noBytes;
    this.#after = latin1(framing === "sse" ? "\n\n" : "\n");
    this.#splices = json === undefined ? [] : dataSplices(json.data, splices).toSorted((a, b) => a.start - b.start);
    if (json === undefined) return;
    const { data, tape } = json;
    for (let token = 0; token < tape.count; token++)
      if (tape.kind(token) === kinds.string) this.#tokens.set(rawOffset(data, tape.start(token)), token);
  }

  /** For the text that begins at this byte of the event. */
  of(start: number): Carrier {
    const token = this.#tokens.get(start);
    const writer = new Writer();
    writer.add(this.#before);
    if (token === undefined) writer.turn();
    else this.#around(token, writer);
    writer.add(this.#after);
    return { before: Buffer.concat(writer.before), after: Buffer.concat(writer.after) };
  }

  /** The JSON around a leaf. */
  #around(leaf: number, writer: Writer): void {
    const json = this.#json;
    if (json === undefined) return;
    const { tape } = json;
    const path: number[] = [];
    for (let at = leaf; at >= 0; at = tape.parent(at)) path.push(at);
    const value = (at: number, depth: number): void => {
      if (at === leaf) {
        writer.add(latin1('"'));
        writer.turn();
        writer.add(latin1('"'));
        return;
      }
      const object = tape.kind(at) === kinds.object;
      const inner = path[depth - 1] ?? leaf;
      writer.add(latin1(object ? "{" : "["));
      const members = object ? [...this.#carriedBy(json, at).filter((member) => member !== inner), inner] : [inner];
      for (const [i, member] of members.sort((a, b) => a - b).entries()) {
        if (i > 0) writer.add(latin1(","));
        if (object) writer.add(...this.#copy(tape.keyStart(member) - 1, tape.keyEnd(member) + 1), latin1(":"));
        if (member === inner) value(member, depth - 1);
        else writer.add(...this.#copy(...ends(tape, member)));
      }
      writer.add(latin1(object ? "}" : "]"));
    };
    value(0, path.length - 1);
  }

  #carriedBy({ tape, rules }: Exclude<CutEvent["json"], undefined>, object: number): readonly number[] {
    const known = this.#carried.get(object);
    if (known !== undefined) return known;
    const members: number[] = [];
    for (let member = object + 1; member < tape.next(object); member = tape.next(member)) {
      const [start, end] = ends(tape, member);
      if (end - start <= mostCarried && isCarried(tape, rules, member)) members.push(member);
    }
    this.#carried.set(object, members);
    return members;
  }

  /** Bytes of the data with the edits in them. */
  #copy(start: number, end: number): Uint8Array[] {
    const data = this.#json?.data;
    return data === undefined ? [] : spliced(data.bytes, start, end, splicesIn(this.#splices, start, end));
  }
}

const ends = (tape: JsonTape, token: number): readonly [number, number] => {
  const quotes = tape.kind(token) === kinds.string ? 1 : 0;
  return [tape.start(token) - quotes, tape.end(token) + quotes];
};

/** Of splices that ascend. */
function splicesIn(splices: readonly Splice[], start: number, end: number): readonly Splice[] {
  let from = 0;
  let to = splices.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((splices[middle]?.start ?? 0) < start) from = middle + 1;
    else to = middle;
  }
  while (to < splices.length && (splices[to]?.end ?? Infinity) <= end) to++;
  return splices.slice(from, to);
}

function isCarried(tape: JsonTape, rules: RuleSet, member: number): boolean {
  const kind = tape.kind(member);
  if (kind === kinds.object || kind === kinds.array) return false;
  const rule = nodeOf(rules, tape.shape(member))?.rule;
  if (rule?.as === "identity" && kind === kinds.number) return true;
  return (rule?.as === "discrete" || rule?.as === "number" || rule?.as === "identity") && rule.carry === true;
}

/** The event's name, and the beginning of one `data` line. */
function sseHead(unit: EventUnit, splices: readonly Splice[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const line of unit.lines) {
    if (line.field !== "event" || line.end - line.start > mostCarried) continue;
    const inside = splices.filter((splice) => splice.start >= line.start && splice.end <= line.end);
    append(parts, spliced(unit.raw, line.start, line.end, inside));
    parts.push(latin1("\n"));
  }
  parts.push(latin1("data: "));
  return Buffer.concat(parts);
}
