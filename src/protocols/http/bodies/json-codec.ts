/**
 * A JSON document is one message: held whole (to a limit), judged whole, and spliced. Every string is a text of its own; where
 * the rules join parts (content arrays) the parts are one text and each is also judged on its own, so that neither a value
 * spread over parts nor one that a neighbour hides gets through. Untouched bytes are copied.
 */
import { append } from "../../../append.ts";
import { concat } from "../../../concat.ts";
import { failures, type SluiceError } from "../../../errors.ts";
import type { BodyCodec, BodySink, Edit, Inspection, Judged, WholeText } from "../../../inspect/inspection.ts";
import type { Reading, Told } from "../../../inspect/told.ts";
import { kinds, type Turns, type Work } from "../../../turn.ts";
import type { Rules, TextRule } from "../../llm/dialect.ts";
import { nullSplice, numberBytes, numberSplice, orderSplices, stringSplices } from "./json-edits.ts";
import { JsonKeys, keySplices } from "./json-keys.ts";
import { fieldAt, type Payload, type PlanOptions, type PlanVisitor, planOn } from "./json-plan.ts";
import { type RuleNode, type RuleSet, ruleSetOf } from "./json-rules.ts";
import { ShapeTree } from "./json-shape.ts";
import { type JsonBounds, JsonTape } from "./json-tape.ts";
import { applyEdits, editCutter, mergeEdits, noBytes, type Splice, spliced } from "./splice.ts";

export interface JsonLimits extends JsonBounds {
  readonly bodyBytes: number;
  /** Each leaf is one, at least: a document of more is refused before they are all made. */
  readonly lanes: number;
}

export interface JsonCodecOptions extends PlanOptions {
  readonly inspection: Inspection;
  readonly sink: BodySink;
  /** Of the operation's request or answer; `{}` for JSON that no dialect knows. */
  readonly rules: Rules;
  readonly limits: JsonLimits;
  /** Where many documents end in one turn. Without, all is done when this one ends. */
  readonly turns?: Turns | undefined;
}

export function createJsonCodec(options: JsonCodecOptions): BodyCodec {
  return new JsonDocument(options);
}

type LeafKind = "text" | "json" | "number" | "payload";

interface Leaf {
  readonly kind: LeafKind;
  readonly token: number;
  /** Where a rule says so; else its nearest key. */
  readonly context: string | undefined;
  readonly payload: Payload | undefined;
  /** The joined text it is a part of, and where in it. */
  readonly joined: Joined | undefined;
  readonly from: number;
  readonly length: number;
  /** Its own place among the texts; -1 while it is the only part of a joined text. */
  own: number;
}

interface Joined {
  readonly name: string;
  readonly context: string | Uint8Array;
  readonly parts: Leaf[];
  /** Of several parts: they are judged each, and together. */
  told: Told | undefined;
  length: number;
  /** Its place among the texts. */
  text: number;
}

const noTape = new JsonTape("client", { jsonDepth: 0, jsonValues: 0 });

/** What is due, and when in a turn. */
const stages = { read: kinds.read, plan: kinds.read, gather: kinds.judge, finish: kinds.finish } as const;
type Stage = keyof typeof stages;
/** So much of a document is read, and so many of its records are looked at, in one turn: what others have to do does not wait for more. */
const slice = { bytes: 64 * 1024, records: 4096 } as const;

class JsonDocument implements BodyCodec, PlanVisitor, Work {
  readonly #options: JsonCodecOptions;
  readonly #rules: RuleSet;
  #tape: JsonTape = noTape;
  #chunks: Uint8Array[] = [];
  #held = 0;
  #bytes: Uint8Array = noBytes;
  /** By the tape, as the sink knows. */
  #needed = 0;
  #closed = false;
  #keys: JsonKeys | undefined;
  #leaves: Leaf[] = [];
  #joined: Joined[] = [];
  /** By the record that they belong to, and by lane. */
  #joinedAt: Map<number, Map<string, Joined>> | undefined;
  #drops: { readonly token: number; readonly always: boolean }[] = [];
  #due: Stage = "read";
  /** Records that are planned, and leaves whose texts are gathered. */
  #planned = 0;
  #gathered = 0;
  #texts: WholeText[] = [];
  #judged: readonly Judged[] = [];

  constructor(options: JsonCodecOptions) {
    this.#options = options;
    this.#rules = ruleSetOf(options.rules);
    options.inspection.onStopped((error) => this.#fail(error));
  }

  get held(): number {
    return this.#held;
  }

  write(chunk: Uint8Array): void {
    if (this.#closed) return;
    this.#held += chunk.length;
    const { bodyBytes } = this.#options.limits;
    if (this.#held > bodyBytes) {
      this.#fail(failures.bodyTooLarge(this.#options.source, bodyBytes));
      return;
    }
    if (chunk.length > 0) this.#chunks.push(chunk);
  }

  end(): void {
    if (this.#closed) return;
    if (this.#held === 0) this.#close(noBytes);
    else this.#next("read");
  }

  #next(stage: Stage): void {
    this.#due = stage;
    const { turns } = this.#options;
    if (turns === undefined) this.#do(stage);
    else turns.putOff(stages[stage], this);
  }

  work(): void {
    try {
      this.#do(this.#due);
    } catch (error) {
      this.#options.turns?.stop(error);
    }
  }

  #do(stage: Stage): void {
    if (this.#closed) return;
    if (stage === "read") this.#read();
    else if (stage === "plan") this.#plan();
    else if (stage === "gather") this.#gather();
    else this.#finish();
  }

  #read(): void {
    let problem = this.#tape === noTape ? this.#begin() : undefined;
    if (problem === undefined) {
      const isRead = this.#tape.readOn(this.#atOnce(slice.bytes, this.#bytes.length + 1));
      problem = this.#tape.failure ?? this.#needs(this.#tape.memory);
      if (problem === undefined && !isRead) {
        this.#next("read");
        return;
      }
    }
    if (problem !== undefined) this.#fail(problem);
    else this.#plan();
  }

  /** Most documents need nothing that would have to be told. */
  #needs(bytes: number): SluiceError | undefined {
    if (bytes === this.#needed) return undefined;
    this.#needed = bytes;
    return this.#options.sink.needs?.(bytes);
  }

  #begin(): SluiceError | undefined {
    this.#bytes = concat(this.#chunks);
    this.#chunks = [];
    const { source, limits } = this.#options;
    this.#tape = new JsonTape(source, limits);
    const { fields, field } = this.#options;
    this.#tape.keeps =
      fields === undefined && field === undefined ? undefined : (shape) => fieldAt(this.#options, shape) !== undefined;
    return this.#tape.begin(this.#bytes, 0, this.#bytes.length, new ShapeTree(this.#rules.shapes));
  }

  #plan(): void {
    const count = this.#atOnce(slice.records, this.#tape.count);
    const next = planOn(this.#tape, this.#planned, count, this.#rules, this.#options, this);
    if (typeof next !== "number") {
      this.#fail(next);
      return;
    }
    if (this.#isFull) {
      this.#fail(failures.tooManyLanes(this.#options.source, this.#options.limits.lanes));
      return;
    }
    this.#planned = next;
    this.#next(next < this.#tape.count ? "plan" : "gather");
  }

  /** Where nobody else's turn comes, nobody waits for it. */
  #atOnce(most: number, all: number): number {
    return this.#options.turns === undefined ? all : most;
  }

  get #isFull(): boolean {
    return this.#leaves.length > this.#options.limits.lanes;
  }

  text(token: number, rule: TextRule, node: RuleNode | undefined): void {
    if (this.#isFull) return;
    const kind = rule.as === "json" ? "json" : "text";
    if (rule.lane === undefined) {
      this.#leaf(kind, token, undefined, rule.context);
      return;
    }
    let place = token;
    for (let climb = node?.climb ?? 0; climb > 0; climb--) place = this.#tape.parent(place);
    this.#joinedAt ??= new Map();
    const lanes = this.#joinedAt.get(place) ?? new Map<string, Joined>();
    this.#joinedAt.set(place, lanes);
    let joined = lanes.get(rule.lane);
    if (joined === undefined) {
      const context = rule.context ?? this.#tape.shape(token).context;
      joined = {
        name: this.#tape.shape(place).below(rule.lane),
        context,
        parts: [],
        length: 0,
        text: -1,
        told: undefined,
      };
      lanes.set(rule.lane, joined);
      this.#joined.push(joined);
    }
    this.#leaf(kind, token, joined, rule.context);
  }

  unknown(token: number): void {
    this.#leaf("text", token);
  }

  discrete(token: number): void {
    this.#leaf("text", token);
  }

  number(token: number): void {
    this.#leaf("number", token);
  }

  payload(token: number, payload: Payload): void {
    this.#leaf("payload", token, undefined, undefined, payload);
  }

  drop(token: number, always: boolean): void {
    this.#drops.push({ token, always });
  }

  key(token: number): void {
    this.#keys ??= new JsonKeys();
    this.#keys.add(this.#bytes, this.#tape, token);
  }

  #leaf(kind: LeafKind, token: number, joined?: Joined, context?: string, payload?: Payload): void {
    if (this.#isFull) return;
    const length = joined === undefined ? 0 : this.#tape.text(token).length;
    const leaf: Leaf = { kind, token, context, payload, joined, from: joined?.length ?? 0, length, own: -1 };
    this.#leaves.push(leaf);
    if (joined === undefined) return;
    joined.parts.push(leaf);
    joined.length += length;
  }

  /** Leaves first, in order, then joined texts, then keys. */
  #gather(): void {
    const texts = this.#texts;
    const until = this.#gathered + this.#atOnce(slice.records, this.#leaves.length);
    for (; this.#gathered < Math.min(until, this.#leaves.length); this.#gathered++) {
      const leaf = this.#leaves[this.#gathered];
      if (leaf === undefined) continue;
      if (leaf.joined !== undefined && leaf.joined.parts.length === 1) continue;
      const shape = this.#tape.shape(leaf.token);
      leaf.own =
        texts.push({
          name: leaf.joined?.name ?? shape.name,
          context: leaf.context ?? shape.context,
          field: fieldAt(this.#options, shape),
          reading: leaf.joined === undefined ? undefined : this.#reading(leaf.joined, leaf.from),
          bytes: this.#textOf(leaf),
        }) - 1;
    }
    if (this.#gathered < this.#leaves.length) {
      this.#next("gather");
      return;
    }
    for (const joined of this.#joined) {
      const { name, context, parts } = joined;
      const reading = parts.length === 1 ? undefined : this.#reading(joined, 0);
      const [only] = parts;
      const bytes = concat(parts.map((part) => this.#tape.text(part.token)));
      const field = only === undefined ? undefined : fieldAt(this.#options, this.#tape.shape(only.token));
      joined.text = texts.push({ name, context, field, reading, bytes }) - 1;
    }
    if (this.#keys !== undefined) texts.push(this.#keys.text());
    this.#texts = [];
    this.#options.inspection.judge(texts, (judged) => {
      this.#judged = judged;
      this.#next("finish");
    });
  }

  #reading(joined: Joined, at: number): Reading {
    joined.told ??= this.#options.inspection.told();
    return { told: joined.told, at };
  }

  #textOf(leaf: Leaf): Uint8Array {
    if (leaf.payload !== undefined) return leaf.payload.text;
    return leaf.kind === "number" ? numberBytes(this.#bytes, this.#tape, leaf.token) : this.#tape.text(leaf.token);
  }

  #finish(): void {
    const splices = this.#splices(this.#judged);
    const bytes = this.#bytes;
    this.#close(splices.length === 0 ? bytes : Buffer.concat(spliced(bytes, 0, bytes.length, splices)));
  }

  #splices(judged: readonly Judged[]): Splice[] {
    const splices: Splice[] = [];
    if (judged.some(({ edits }) => edits.length > 0)) {
      const cutters = new Map(this.#joined.map((joined) => [joined, editCutter(judged[joined.text]?.edits ?? [])]));
      for (const leaf of this.#leaves) {
        const cut = leaf.joined === undefined ? undefined : cutters.get(leaf.joined);
        const part = cut?.(leaf.from, leaf.from + leaf.length) ?? [];
        const edits = mergeEdits(part, judged[leaf.own]?.edits ?? []);
        if (edits.length > 0) append(splices, this.#leafSplices(leaf, edits));
      }
      const keys = this.#keys?.redacted(judged.at(-1)?.edits ?? []) ?? new Map();
      append(splices, keySplices(this.#bytes, this.#tape, keys));
    }
    const touched = splices.length > 0;
    if (!touched && this.#drops.length === 0) return splices;
    const nulls = this.#drops
      .filter((drop) => drop.always || touched)
      .map((drop) => nullSplice(this.#tape, drop.token));
    return orderSplices(splices, nulls);
  }

  #leafSplices(leaf: Leaf, edits: readonly Edit[]): readonly Splice[] {
    if (leaf.kind === "number") return [numberSplice(this.#tape, leaf.token, this.#textOf(leaf), edits)];
    if (leaf.payload === undefined) {
      return stringSplices(this.#bytes, this.#tape, leaf.token, edits, leaf.kind === "json");
    }
    const replacement = leaf.payload.encode(applyEdits(leaf.payload.text, edits));
    return [{ start: this.#tape.start(leaf.token), end: this.#tape.end(leaf.token), replacement }];
  }

  #fail(error: SluiceError): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#chunks = [];
    this.#bytes = noBytes;
    this.#held = 0;
    this.#options.sink.fail(error);
  }

  /** A request's codec lives as long as its answer; what it made of the body need not. */
  #forget(): void {
    this.#bytes = noBytes;
    this.#leaves = [];
    this.#texts = [];
    this.#joined = [];
    this.#joinedAt = undefined;
    this.#drops = [];
    this.#keys = undefined;
    this.#judged = [];
    this.#tape.forget();
    this.#tape = noTape;
  }

  #close(output: Uint8Array): void {
    this.#closed = true;
    this.#held = 0;
    this.#forget();
    this.#needs(0);
    if (output.length > 0) this.#options.sink.write(output);
    this.#options.sink.end();
  }
}
