/**
 * What the rules say of each record of a tape: text to inspect, values to drop, parts that cannot be inspected. The document
 * codec and the event codec walk their tapes through here, so both see the same leaves.
 */
import { failures, type SluiceError } from "../../../errors.ts";
import type { FieldNames } from "../../../inspect/field-names.ts";
import type { OpaqueKind, Rule, TextRule } from "../../llm/dialect.ts";
import { fieldOf } from "./field-shapes.ts";
import { flags, kinds } from "./json-lexer.ts";
import { nodeOf, type RuleNode, type RuleSet } from "./json-rules.ts";
import type { Shape } from "./json-shape.ts";
import type { JsonTape } from "./json-tape.ts";

/** Seconds since 1970 and counts of tokens are shorter; card and account numbers are not. */
const suspectDigits = 11;

/** Text inside a `data:` URL or base64; found by whoever knows such encodings. */
export interface Payload {
  readonly text: Uint8Array;
  /** The leaf's new value, in characters that need no escaping in JSON. */
  encode(redacted: Uint8Array): Uint8Array;
}

/** What a leaf is meant to be: a URL, base64, or any text that may turn out to be a `data:` URL with base64. */
export type PayloadForm = "url" | "base64" | "anywhere";

export interface PlanOptions {
  readonly source: "client" | "upstream";
  /** Kinds of uninspectable parts that the connection lets through. */
  readonly passes: ReadonlySet<OpaqueKind>;
  /** `keep`: token lists pass where nothing is redacted around them. */
  readonly logprobs: "drop" | "keep";
  /** The text that an encoded leaf holds; undefined: none, it cannot be inspected. */
  readonly payload?: (value: Uint8Array, form: PayloadForm) => Payload | undefined;
  /** Base64 `data:` URLs are decoded wherever they are a whole text: not in streams, where a later event may continue it. */
  readonly payloadAnywhere?: true;
  /** Fields that are values by their name. */
  readonly fields?: FieldNames | undefined;
  /** The document stands in such a field itself. */
  readonly field?: number | undefined;
}

/** The field that a place stands in, if it is one that is a value by its name. */
export const fieldAt = ({ fields, field }: Pick<PlanOptions, "fields" | "field">, shape: Shape): number | undefined =>
  fieldOf(fields, shape) ?? field;

export interface PlanVisitor {
  /** A string that is text of the model or the user. */
  text(token: number, rule: TextRule, node: RuleNode | undefined): void;
  /** A string that no rule names. */
  unknown(token: number): void;
  /** A string that stands for itself. */
  discrete(token: number, rule: Rule | undefined): void;
  /** A number with 7 or more digits; where a rule says that it is one, with 11 or more; in a field that is a value, any. */
  number(token: number): void;
  payload(token: number, payload: Payload): void;
  /** The value becomes null; always, or (kept token lists) only where something near is redacted. */
  drop(token: number, always: boolean): void;
  /** The key of this record is not one that the rules name. */
  key(token: number): void;
  /** Every record that has a rule, before the calls above. */
  ruled?(token: number, rule: Rule): void;
}

/** Walks the tape; a failure: a part cannot be inspected. */
export function plan(
  tape: JsonTape,
  rules: RuleSet,
  options: PlanOptions,
  visitor: PlanVisitor,
): SluiceError | undefined {
  const end = planOn(tape, 0, tape.count, rules, options, visitor);
  return typeof end === "number" ? undefined : end;
}

/** As `plan`, some `count` records from `from` on: the record that is next, which at the end is none. */
export function planOn(
  tape: JsonTape,
  from: number,
  count: number,
  rules: RuleSet,
  options: PlanOptions,
  visitor: PlanVisitor,
): number | SluiceError {
  const until = Math.min(tape.count, from + count);
  let token = from;
  while (token < until) {
    const shape = tape.shape(token);
    const node = nodeOf(rules, shape);
    const rule = node?.rule?.as === "by" ? chosen(tape, token, node.rule) : node?.rule;
    if (!shape.named && shape.key !== undefined) visitor.key(token);
    if (rule !== undefined) {
      visitor.ruled?.(token, rule);
      const what = opaque(tape, token, rule);
      if (what !== undefined) {
        if (!options.passes.has(what)) return failures.uninspectable(options.source, what);
        token = tape.next(token);
        continue;
      }
      if (rule.as === "drop" && !isEmpty(tape, token)) {
        const always = options.logprobs === "drop";
        visitor.drop(token, always);
        if (always) {
          token = tape.next(token);
          continue;
        }
      }
    }
    const kind = tape.kind(token);
    if (kind === kinds.string) {
      const failure = leaf(tape, token, rule, node, options, visitor);
      if (failure !== undefined) return failure;
    } else if (
      kind === kinds.number &&
      ((tape.has(token, flags.long) &&
        ((rule?.as !== "number" && rule?.as !== "identity") || hasDigits(tape, token, suspectDigits))) ||
        fieldAt(options, shape) !== undefined)
    ) {
      visitor.number(token);
    }
    token++;
  }
  return token;
}

function hasDigits(tape: JsonTape, token: number, count: number): boolean {
  let digits = 0;
  for (const byte of tape.text(token)) if (byte >= 0x30 && byte <= 0x39 && ++digits === count) return true;
  return false;
}

/** The rule that a sibling's value picks. */
function chosen(tape: JsonTape, token: number, by: Extract<Rule, { as: "by" }>): Rule {
  const parent = tape.parent(token);
  let rule = by.else;
  for (let sibling = parent + 1; parent >= 0 && sibling < tape.next(parent); sibling = tape.next(sibling)) {
    if (tape.shape(sibling).key !== by.key || tape.kind(sibling) !== kinds.string) continue;
    const value = Buffer.from(tape.text(sibling)).toString("utf8");
    rule = (Object.hasOwn(by.is, value) ? by.is[value] : undefined) ?? by.else;
    break;
  }
  return rule.as === "by" ? chosen(tape, token, rule) : rule;
}

function leaf(
  tape: JsonTape,
  token: number,
  rule: Rule | undefined,
  node: RuleNode | undefined,
  options: PlanOptions,
  visitor: PlanVisitor,
): SluiceError | undefined {
  if (tape.start(token) === tape.end(token)) return undefined;
  if (rule === undefined) return unruled(tape, token, options, visitor);
  switch (rule.as) {
    case "text":
    case "json": {
      const hidden = hiddenPayload(tape, token, options);
      if (hidden === undefined) visitor.text(token, rule, node);
      else visitor.payload(token, hidden);
      return undefined;
    }
    case "url":
    case "base64":
      return encoded(tape, token, rule, options, visitor);
    case "discrete":
      if (
        rule.known === undefined ||
        !isKnown(tape, token, rule.known) ||
        fieldAt(options, tape.shape(token)) !== undefined
      )
        visitor.discrete(token, rule);
      return undefined;
    case "identity":
    case "number":
      visitor.discrete(token, rule);
      return undefined;
    default:
      return unruled(tape, token, options, visitor);
  }
}

function unruled(tape: JsonTape, token: number, options: PlanOptions, visitor: PlanVisitor): undefined {
  const hidden = hiddenPayload(tape, token, options);
  if (hidden === undefined) visitor.unknown(token);
  else visitor.payload(token, hidden);
  return undefined;
}

/** What stands percent-encoded in a URL is seen through by folding. */
function hiddenPayload(tape: JsonTape, token: number, options: PlanOptions): Payload | undefined {
  if (options.payloadAnywhere !== true) return undefined;
  if (!isDataUrl(tape, token)) return undefined;
  return options.payload?.(tape.text(token), "anywhere");
}

/** A word of the protocol says nothing, as it is mostly written: one with escapes is inspected. */
function isKnown(tape: JsonTape, token: number, known: readonly string[]): boolean {
  for (const word of known) if (tape.reads(token, word)) return true;
  return false;
}

function encoded(
  tape: JsonTape,
  token: number,
  rule: Extract<Rule, { as: "url" | "base64" }>,
  options: PlanOptions,
  visitor: PlanVisitor,
): SluiceError | undefined {
  if (rule.as === "url" && !isDataUrl(tape, token)) {
    visitor.discrete(token, rule);
    return undefined;
  }
  const payload = options.payload?.(tape.text(token), rule.as);
  if (payload !== undefined) visitor.payload(token, payload);
  else if (!options.passes.has(rule.what)) return failures.uninspectable(options.source, rule.what);
  return undefined;
}

const isDataUrl = (tape: JsonTape, token: number): boolean => tape.opensAsUrl(token, "data:");

/** The kind of payload that this whole value is, if it is one. */
function opaque(tape: JsonTape, token: number, rule: Rule): OpaqueKind | undefined {
  if (rule.as === "opaque") return isEmpty(tape, token) ? undefined : rule.what;
  if (rule.as === "text-or-tokens" && holdsNumbers(tape, token)) return "tokens";
  return undefined;
}

function isEmpty(tape: JsonTape, token: number): boolean {
  const kind = tape.kind(token);
  if (kind === kinds.null) return true;
  if (kind === kinds.string) return tape.start(token) === tape.end(token);
  if (kind === kinds.array) return isEmptyArray(tape, token);
  return kind === kinds.object && tape.next(token) === token + 1;
}

/** Nothing but space between its brackets; what stands in arrays is not always recorded. */
export function isEmptyArray(tape: JsonTape, token: number): boolean {
  if (tape.next(token) !== token + 1) return false;
  return tape
    .text(token)
    .subarray(1, -1)
    .every((byte) => byte <= 0x20);
}

function holdsNumbers(tape: JsonTape, token: number): boolean {
  for (let inner = token; inner < tape.next(token); inner++) {
    if (tape.kind(inner) === kinds.number || tape.has(inner, flags.numbers)) return true;
  }
  return false;
}
