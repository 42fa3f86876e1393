/**
 * An event made for text that was cut out of its own: the smallest one that a client takes for the next event of that lane.
 * It is the old event without everything but the path to the leaf, its identities, and the leaves that the dialect's rules
 * mark with `carry`.
 *
 *   {"id":"c1","choices":[{"index":0,"delta":{"role":"assistant","content":"Hello"},"finish_reason":null}]}
 *   {"id":"c1","choices":[{"index":0,"delta":{"content":" ... "},"finish_reason":null}]}
 */
import { append } from "../../../append.ts";
import type { EventUnit } from "./event-unit.ts";
import { kinds } from "./json-lexer.ts";
import { nodeOf, type RuleSet } from "./json-rules.ts";
import type { JsonTape } from "./json-tape.ts";
import { type Splice, spliced } from "./splice.ts";

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

/**
 * The JSON around the leaf `token` of the event on the tape, whose bytes are `source`. `splices` are the event's own edits
 * (slots aside), in offsets of `source`.
 */
export function jsonCarrier(
  source: Uint8Array,
  tape: JsonTape,
  rules: RuleSet,
  token: number,
  splices: readonly Splice[],
): Carrier {
  const path = new Set<number>();
  for (let at = token; at >= 0; at = tape.parent(at)) path.add(at);
  const writer = new Writer();
  const copy = (start: number, end: number): void => {
    const inside = splices.filter((splice) => splice.start >= start && splice.end <= end);
    writer.add(...spliced(source, start, end, inside));
  };
  const value = (at: number): void => {
    if (at === token) {
      writer.add(latin1('"'));
      writer.turn();
      writer.add(latin1('"'));
      return;
    }
    const quotes = tape.kind(at) === kinds.string ? 1 : 0;
    if (!path.has(at)) {
      copy(tape.start(at) - quotes, tape.end(at) + quotes);
      return;
    }
    const object = tape.kind(at) === kinds.object;
    writer.add(latin1(object ? "{" : "["));
    let first = true;
    for (let member = at + 1; member < tape.next(at); member = tape.next(member)) {
      if (!path.has(member) && !(object && isCarried(tape, rules, member))) continue;
      if (!first) writer.add(latin1(","));
      first = false;
      if (object) {
        copy(tape.keyStart(member) - 1, tape.keyEnd(member) + 1);
        writer.add(latin1(":"));
      }
      value(member);
    }
    writer.add(latin1(object ? "}" : "]"));
  };
  value(0);
  return { before: Buffer.concat(writer.before), after: Buffer.concat(writer.after) };
}

function isCarried(tape: JsonTape, rules: RuleSet, member: number): boolean {
  const kind = tape.kind(member);
  if (kind === kinds.object || kind === kinds.array) return false;
  const rule = nodeOf(rules, tape.shape(member))?.rule;
  if (rule?.as === "identity" && kind === kinds.number) return true;
  return (rule?.as === "discrete" || rule?.as === "number" || rule?.as === "identity") && rule.carry === true;
}

/** The same with the framing around it: for SSE the event's name and one `data` line. */
export function framedCarrier(
  unit: EventUnit,
  splices: readonly Splice[],
  framing: "sse" | "ndjson",
  { before, after }: Carrier,
): Carrier {
  if (framing === "ndjson") return { before, after: Buffer.concat([after, latin1("\n")]) };
  const parts: Uint8Array[] = [];
  for (const line of unit.lines) {
    if (line.field !== "event") continue;
    const inside = splices.filter((splice) => splice.start >= line.start && splice.end <= line.end);
    append(parts, spliced(unit.raw, line.start, line.end, inside));
    parts.push(latin1("\n"));
  }
  parts.push(latin1("data: "), before);
  return { before: Buffer.concat(parts), after: Buffer.concat([after, latin1("\n\n")]) };
}
