/**
 * Judges one event: tokenizes its data, asks the rules what each leaf is, continues lanes, judges the rest whole, and ends
 * what the event ends. Nothing is pushed into a lane before the whole event is known to be sound.
 *
 * A value that stands unchanged in event after event (id, model) is judged once.
 */
import { isUtf8 } from "node:buffer";
import { failures, type SluiceError } from "../../../errors.ts";
import type { Inspection } from "../../../inspect/inspection.ts";
import type { Reading } from "../../../inspect/told.ts";
import type { Rule, StreamRules, TextRule } from "../../llm/dialect.ts";
import { isConstant } from "./constant-leaf.ts";
import { EventCopies } from "./event-copies.ts";
import { type EventData, eventData, rawOffset } from "./event-data.ts";
import type { Judged, Slot, StreamLane, Stretch } from "./event-lanes.ts";
import { emptyEvent, isReleasable, leavesAsItCame, type QueuedEvent } from "./event-queue.ts";
import { firstByte, isDone, lineName, readingOf, textKey } from "./event-reading.ts";
import { EventRepeat } from "./event-repeat.ts";
import type { LaneKey, Scope } from "./event-scope.ts";
import { EventScopes } from "./event-scopes.ts";
import { EventTexts } from "./event-texts.ts";
import type { EventUnit, UnitLine } from "./event-unit.ts";
import { isClean, WholeValues } from "./event-values.ts";
import { type JoinedPlace, JoinedPlaces } from "./joined-places.ts";
import { numberBytes } from "./json-edits.ts";
import { keyText } from "./json-keys.ts";
import { flags, kinds } from "./json-lexer.ts";
import { fieldAt, isEmptyArray, type Payload, type PlanOptions, type PlanVisitor, plan } from "./json-plan.ts";
import { compileStreamRules, type RuleNode, type RuleSet, type StreamRuleSets } from "./json-rules.ts";
import { type Shape, ShapeTree } from "./json-shape.ts";
import { type JsonBounds, JsonTape } from "./json-tape.ts";
import { longestName } from "./long-names.ts";
import { viewOf } from "./splice.ts";
import { type PlacedText, type Planned, TextPlaces } from "./text-places.ts";
import { invalidUtf8At } from "./utf8.ts";

export interface EventJudgeOptions extends PlanOptions {
  readonly inspection: Inspection;
  readonly framing: "sse" | "ndjson";
  readonly rules: StreamRules;
  readonly limits: JsonBounds & { readonly lanes: number };
}

/** A string or number that is judged whole. */
interface PlannedPlace {
  readonly token: number;
  readonly again: boolean;
  readonly context: string | undefined;
  /** What it is a copy of, and what it is one text with. */
  readonly lane: string | undefined;
  readonly container: number;
}

const compiled = new WeakMap<StreamRules, StreamRuleSets>();

export class EventJudge implements PlanVisitor {
  readonly #options: EventJudgeOptions;
  readonly #sets: StreamRuleSets;
  readonly #tape: JsonTape;
  readonly #shapes: ShapeTree;
  readonly #scopes: EventScopes;
  readonly #placing: TextPlaces;
  readonly #values: WholeValues;
  readonly texts: EventTexts;
  readonly #copies = new EventCopies();
  readonly repeat = new EventRepeat();
  #keys: Map<Shape, Judged> | undefined;
  // Of the event being judged.
  #data: EventData | undefined;
  #event = noEvent;
  #planned: Planned[] = [];
  #places: PlannedPlace[] = [];
  #ending: (number | "stream" | "wait")[] = [];
  /** The stream has said that it is complete. */
  complete = false;
  /** Something has ended cleanly. */
  someEnded = false;

  /** `progress`: a lane has news. */
  constructor(options: EventJudgeOptions, progress: () => void) {
    this.#options = options;
    let sets = compiled.get(options.rules);
    if (sets === undefined) {
      sets = compileStreamRules(options.rules);
      compiled.set(options.rules, sets);
    }
    this.#sets = sets;
    this.#tape = new JsonTape(options.source, options.limits);
    this.#shapes = new ShapeTree(sets.base.shapes);
    if (options.fields !== undefined) this.#tape.keeps = (shape) => this.#field(shape) !== undefined;
    this.#scopes = new EventScopes(this.#tape);
    this.texts = new EventTexts(options.inspection, progress);
    this.#placing = new TextPlaces(this.#tape, this.#scopes, sets, this.texts);
    this.#values = new WholeValues(options.inspection, progress);
  }

  #field(shape: Shape): number | undefined {
    return fieldAt(this.#options, shape);
  }

  get tape(): JsonTape {
    return this.#tape;
  }

  /** Lanes that rules name are open. */
  get holdsKnown(): boolean {
    return this.#scopes.root.holdsKnown;
  }

  /** Tokenizes an event's data again, for what is rarely needed. False: it is no JSON. */
  parseAgain(data: EventData): boolean {
    if (this.#reading(data) === "text") return false;
    return this.#tape.parse(data.bytes, data.start, data.end, this.#shapes, true) === undefined;
  }

  /** The rule set that holds for the event on the tape. */
  get rules(): RuleSet {
    return this.#sets.kinds.get(this.#kind()) ?? this.#sets.base;
  }

  judge(unit: EventUnit): QueuedEvent | SluiceError {
    const event = this.#judgeLike(unit) ?? this.#judgeAnew(unit);
    // Streams idle: nothing of an event, and of the chunk that it came in, stays for the next one.
    this.#event = noEvent;
    this.#data = undefined;
    this.#tape.forget();
    if (this.#planned.length > 0) this.#planned = [];
    if (this.#places.length > 0) this.#places = [];
    return event;
  }

  #judgeLike({ raw }: EventUnit): QueuedEvent | undefined {
    const { stream } = this.repeat;
    const end = this.repeat.textEnd(raw);
    return stream === undefined || end < 0 ? undefined : this.#likeEvent(stream, raw, end);
  }

  #likeEvent(stream: StreamLane, raw: Uint8Array, end: number): QueuedEvent {
    const { start } = this.repeat;
    const slot = this.#slot(stream, end - start, start, end, "plain", undefined);
    this.#say(stream, raw, start, end);
    return this.repeat.eventOf(raw, slot);
  }

  /**
   * Judges the one event that a chunk is, whole and like the last one; undefined: it is not. `passes`: it leaves as it came, now,
   * if nothing waits before it.
   */
  judgeLike(chunk: Uint8Array, waits: boolean): QueuedEvent | "passes" | undefined {
    const { stream } = this.repeat;
    const end = this.repeat.wholeTo(chunk);
    if (stream === undefined || end < 0) return undefined;
    const event = this.#likeEvent(stream, chunk, end);
    if (waits || !isReleasable(event) || !leavesAsItCame(event)) return event;
    stream.slots.shift();
    return "passes";
  }

  #judgeAnew(unit: EventUnit): QueuedEvent | SluiceError {
    const { source } = this.#options;
    this.repeat.forget();
    if (!isUtf8(unit.raw)) return failures.invalidUtf8(source, invalidUtf8At(unit.raw, 0, unit.raw.length));
    const event = emptyEvent(unit.raw, unit.lines);
    this.#event = event;
    this.#data = eventData(unit);
    const failure = this.#data === undefined ? undefined : this.#judgeData(unit, this.#data);
    if (failure !== undefined) return failure;
    for (const line of unit.lines) {
      if (line.field === "data" || line.end === line.start) continue;
      // A document under the wrong content type: a client that reads it as one would see values that were judged by the line.
      const first = unit.raw[line.start];
      if (first === 0x7b || first === 0x5b)
        return failures.contentTypeMismatch(source, "a line of the event stream begins like JSON");
      this.#line(unit.raw, line);
    }
    if (this.#data?.lines.length === 1 && this.#ending.length === 0) this.repeat.learn(event);
    return event;
  }

  /** Ends every lane: the stream is complete. Those whose text still waits for a carrier are for the event to look after. */
  endAll(event: QueuedEvent): void {
    this.texts.end(this.#scopes.root, event);
  }

  #judgeData(unit: EventUnit, data: EventData): SluiceError | undefined {
    if (data.end === data.start) return undefined;
    if (isDone(data, this.#options.rules.done ?? [])) {
      this.complete = true;
      this.endAll(this.#event);
      return undefined;
    }
    const reading = this.#reading(data);
    // In a stream of text a quoted word is text, too: what stands before it may give it away.
    const goesOn = reading === "maybe" && firstByte(data) === 0x22 && this.#textLane(unit) !== undefined;
    if (reading === "text" || goesOn) {
      this.#textData(unit, data);
      return undefined;
    }
    const malformed = this.#tape.parse(data.bytes, data.start, data.end, this.#shapes, true);
    if (malformed !== undefined) {
      if (reading === "json") return malformed;
      this.#textData(unit, data);
      return undefined;
    }
    this.#ending = [];
    const kind = this.#kind();
    const rules = this.#sets.kinds.get(kind) ?? this.#sets.base;
    this.#scopes.identify(rules);
    this.#placing.next();
    const failure = plan(this.#tape, rules, this.#options, this);
    if (failure !== undefined) return failure;
    const { source, limits } = this.#options;
    if (this.#isFull) return failures.tooManyLanes(source, limits.lanes);
    this.#judgePlaces();
    for (const text of this.#placing.place(this.#planned)) this.#continue(text);
    const ends = this.#options.rules.kinds?.[kind]?.ends;
    if (ends !== undefined) this.#ending.push(ends === "object" ? 0 : ends);
    for (const ending of this.#ending) this.#end(ending);
    return undefined;
  }

  /** Of more than an exchange may have it is enough to know that. */
  get #isFull(): boolean {
    return this.#planned.length + this.#places.length > this.#options.limits.lanes;
  }

  text(token: number, rule: TextRule, node: RuleNode | undefined): void {
    if (this.#isFull) return;
    if (rule.whole !== true) this.#planned.push({ token, rule, node });
    else this.#copy(token, rule, node);
  }

  unknown(token: number): void {
    if (this.#isFull) return;
    this.#planned.push({ token, rule: undefined, node: undefined });
  }

  discrete(token: number): void {
    if (this.#isFull) return;
    if (this.#data !== undefined && this.#values.isUnchanged(this.#tape, token, this.#data.bytes)) return;
    this.#places.push({ ...placed, token });
  }

  number(token: number): void {
    if (this.#isFull) return;
    this.#places.push({ ...placed, token });
  }

  payload(token: number, payload: Payload): void {
    const { start, end } = this.#range(token);
    const judged = this.#values.judgeOnce(
      this.#tape.shape(token).name,
      this.#tape.shape(token).context,
      payload.text,
      this.#field(this.#tape.shape(token)),
    );
    this.#event.places.push({ judged, start, end, as: "payload", again: false, payload });
  }

  drop(token: number, always: boolean): void {
    const quotes = this.#tape.kind(token) === kinds.string ? 1 : 0;
    const { start, end } = this.#range(token);
    this.#event.drops.push({ start: start - quotes, end: end + quotes, always });
  }

  key(token: number): void {
    const data = this.#data;
    if (data === undefined) return;
    const shape = this.#tape.shape(token);
    let judged = this.#keys?.get(shape);
    if (judged === undefined) {
      const key = keyText(data.bytes, this.#tape, token);
      judged = this.#values.judgeOnce("(keys)", "", key);
      this.#keys ??= new Map();
      if (shape.kept && key.length <= longestName) this.#keys.set(shape, judged);
    }
    if (!isClean(judged)) this.#event.keys.push({ token, judged });
  }

  ruled(token: number, rule: Rule): void {
    const ends = rule.as === "discrete" || rule.as === "marker" ? rule.ends : undefined;
    if (ends === undefined || this.#isNothing(token)) return;
    this.#ending.push(ends === "object" ? this.#tape.parent(token) : ends);
  }

  #isNothing(token: number): boolean {
    const kind = this.#tape.kind(token);
    if (kind === kinds.null || kind === kinds.false) return true;
    if (kind === kinds.string) return this.#tape.start(token) === this.#tape.end(token);
    return kind === kinds.array && isEmptyArray(this.#tape, token);
  }

  #kind(): string {
    const shape = this.#sets.kindShape;
    if (shape === undefined) return "";
    for (let token = 0; token < this.#tape.count; token++) {
      if (this.#tape.shape(token) !== shape || this.#tape.kind(token) !== kinds.string) continue;
      return Buffer.from(this.#tape.text(token)).toString("latin1");
    }
    return "";
  }

  #range(token: number): { readonly start: number; readonly end: number } {
    const start = this.#tape.start(token);
    const end = this.#tape.end(token);
    const data = this.#data;
    if (data === undefined || data.lines.length === 1) return { start, end };
    return { start: rawOffset(data, start), end: end > start ? rawOffset(data, end - 1) + 1 : rawOffset(data, end) };
  }

  /** Text that other events carried in pieces; of a part that has said nothing it is the text. */
  #copy(token: number, rule: TextRule, node: RuleNode | undefined): void {
    const { lane, context } = rule;
    const container = this.#placing.container(token, node);
    const part = lane === undefined ? undefined : this.#placing.part(container);
    if (lane !== undefined && part !== undefined && part.said(lane) === undefined)
      this.#planned.push({ token, rule, node });
    else this.#places.push({ token, again: rule.as === "json", context, lane, container });
  }

  #judgePlaces(): void {
    const joined = new JoinedPlaces();
    if (!this.#scopes.inParts) {
      for (const { lane, container, token } of this.#places) {
        if (lane !== undefined) joined.add(container, lane, this.#tape.text(token));
      }
      joined.compare(this.#copies);
    }
    for (const place of this.#places) this.#judgePlace(place, joined);
  }

  #judgePlace({ token, again, context, lane, container }: PlannedPlace, joined: JoinedPlaces): void {
    const number = this.#tape.kind(token) === kinds.number;
    const shape = this.#tape.shape(token);
    const field = this.#field(shape);
    if (number && field === undefined && !this.#tape.has(token, flags.long)) return;
    const data = this.#data;
    if (data === undefined) return;
    const text = number ? numberBytes(data.bytes, this.#tape, token) : this.#tape.text(token);
    const before = context ?? shape.context;
    const reading = lane === undefined ? undefined : joined.reading(container, lane, this.#options.inspection);
    const judged = this.#values.judge(shape, shape.name, before, text, field, reading);
    const own = { judged, as: number ? "number" : this.#tape.has(token, flags.escaped) ? "escaped" : "text" } as const;
    const more = lane === undefined ? undefined : this.#joinedPlace(shape.name, before, lane, container, text, joined);
    if (isClean(judged) && (more === undefined || (more.copyOf.length === 0 && more.joined === undefined))) return;
    this.#event.places.push({ ...own, ...this.#range(token), again, payload: undefined, ...more });
  }

  #joinedPlace(
    name: string,
    context: string | Uint8Array,
    lane: string,
    container: number,
    text: Uint8Array,
    joined: JoinedPlaces,
  ): JoinedPlace {
    const part = this.#placing.part(container);
    if (part?.whole !== undefined) {
      return { copyOf: this.#copies.ofPart(part.whole, lane, part.said(lane), text), joined: undefined };
    }
    return joined.next(container, lane, (whole, reading) =>
      this.#values.judgeOnce(name, context, whole, undefined, reading),
    );
  }

  #continue({ token, rule, node, sure, parts, scope, key, beside, from }: PlacedText): void {
    const shape = this.#tape.shape(token);
    const context = rule?.context ?? shape.context;
    const text = this.#tape.text(token);
    let stream = scope.known(key);
    const left = stream?.left ?? (rule === undefined ? from : undefined);
    const reading = !sure || parts ? this.texts.reading(scope, key, stream, rule !== undefined, left) : undefined;
    const before = (sure ? rule?.context : undefined) ?? shape.context;
    const alone = reading && this.#values.judge(shape, shape.name, before, text, this.#field(shape), reading);
    const other = beside && reading && alone ? this.#beside(beside, token, key, alone, reading, stream) : undefined;
    if (stream !== undefined && !stream.known && alone !== undefined && isConstant(stream, alone)) {
      this.texts.leave(stream);
      if (other !== undefined) this.#pushBeside(other, token, alone, undefined);
      else if (!isClean(alone)) this.#placeAlone(token, alone);
      return;
    }
    if (rule !== undefined && scope.whole !== undefined) scope.whole.letGo(key);
    if (stream === undefined && rule !== undefined && this.#sets.anyKind !== undefined) {
      if (sure) stream = scope.takeGuess(shape, key);
      scope.named(shape, { rule, node, key, sure });
    }
    if (stream === undefined || stream.over) {
      if (stream?.over === true) this.texts.leave(stream);
      const goesOn = left !== undefined && left === from;
      const apart = left !== undefined && stream?.apart === true;
      stream = this.texts.open(scope, key, {
        name: shape.name,
        context,
        as: rule?.as,
        left,
        field: this.#field(shape),
        reading,
      });
      stream.last = alone;
      stream.changed = left !== undefined;
      stream.apart = apart;
      // Of arrays, too: what stands in its first place may become a text of its own.
      stream.moves = scope.place !== undefined || (rule === undefined && shape.key === undefined);
      if (goesOn) from = undefined;
    }
    if (from !== undefined) this.texts.goOn(scope, key, stream, from);
    const spelling = this.#tape.has(token, flags.escaped) ? "escaped" : "plain";
    const slot = this.#push(stream, text, this.#range(token), spelling, alone);
    if (other !== undefined || this.#tape.position(token) > 0) stream.apart = true;
    if (other !== undefined && alone !== undefined) this.#pushBeside(other, token, alone, slot);
  }

  #placeAlone(token: number, judged: Judged): void {
    const as = this.#tape.has(token, flags.escaped) ? "escaped" : "text";
    this.#event.places.push({ judged, ...this.#range(token), as, again: false, payload: undefined });
  }

  /**
   * The text of the leaf's own place, which is a part of another one (`main`) as well; undefined: it says the same all the time.
   * At the first place it goes on from that: while nothing else stood in the array, both were the same.
   */
  #beside(
    scope: Scope,
    token: number,
    key: LaneKey,
    alone: Judged,
    reading: Reading,
    main: StreamLane | undefined,
  ): StreamLane | undefined {
    const shape = this.#tape.shape(token);
    let stream = scope.known(key);
    if (stream?.untold === 0 && isConstant(stream, alone)) {
      this.texts.leave(stream);
      return undefined;
    }
    if (stream === undefined || stream.over) {
      if (stream !== undefined) this.texts.leave(stream);
      const first = this.#tape.position(token) === 0 && main?.apart === false;
      const before = stream ?? (first ? main : undefined);
      stream = this.texts.openBeside(scope, key, before, shape, this.#field(shape));
      stream.last = alone;
    }
    const from = stream.lane.pushed + stream.untold;
    stream.pieces?.piece(from, from + alone.text.length, reading, stream.lane.released);
    return stream;
  }

  /** `of`: the slot of the text that it is beside; undefined: that says the same all the time, and this one stands for it. */
  #pushBeside(stream: StreamLane, token: number, alone: Judged, of: Slot | undefined): void {
    const { start, end } = this.#range(token);
    const spelling = this.#tape.has(token, flags.escaped) ? "escaped" : "plain";
    if (of !== undefined) of.beside = slotOf(stream, alone.text.length, start, end, spelling, undefined);
    else this.#event.slots.push(this.#slot(stream, alone.text.length, start, end, spelling, alone));
    this.texts.addBeside({ stream, main: of?.stream, alone });
  }

  #push(
    stream: StreamLane,
    text: Uint8Array,
    range: { readonly start: number; readonly end: number },
    spelling: Stretch["spelling"],
    alone: Judged | undefined,
  ): Slot {
    const slot = this.#slot(stream, text.length, range.start, range.end, spelling, alone);
    this.#event.slots.push(slot);
    this.#say(stream, text);
    return slot;
  }

  #slot(
    stream: StreamLane,
    length: number,
    start: number,
    end: number,
    spelling: Stretch["spelling"],
    alone: Judged | undefined,
  ): Slot {
    const slot = slotOf(stream, length, start, end, spelling, alone);
    if (stream.tail.length > 0) stream.tail = [];
    stream.slots.push(slot);
    return slot;
  }

  #say(stream: StreamLane, bytes: Uint8Array, from = 0, to = bytes.length): void {
    stream.lane.push(bytes, from, to);
    if (stream.feeds !== undefined || stream.moves) this.texts.feed(stream, viewOf(bytes, from, to));
  }

  #end(ending: number | "stream" | "wait"): void {
    if (ending === "wait") {
      this.#scopes.root.letAllGo();
      return;
    }
    this.someEnded = true;
    if (ending === "stream") {
      this.complete = true;
      this.endAll(this.#event);
      return;
    }
    this.texts.end(this.#scopes.of(ending), this.#event);
  }

  #reading(data: EventData): "json" | "maybe" | "text" {
    const { framing, rules } = this.#options;
    return framing === "ndjson" ? "json" : readingOf(data, rules.mustEnd);
  }

  /** Data that is not JSON: one lane per event name, and each line also on its own. */
  #textData(unit: EventUnit, data: EventData): void {
    let stream = this.#textLane(unit);
    if (stream === undefined || stream.over) {
      const place = { name: "data", context: "", as: undefined, left: stream?.left, field: undefined };
      stream = this.texts.open(this.#scopes.root, textKey(unit), place);
    } else stream.proven = true;
    let before: UnitLine | undefined;
    for (const line of data.lines) {
      if (before !== undefined) this.#push(stream, lineBreak, { start: before.end, end: line.value }, "one", undefined);
      before = line;
      if (line.end === line.value) continue;
      const text = unit.raw.subarray(line.value, line.end);
      const reading = stream.lane.readAt(stream.lane.pushed);
      const alone = this.#values.judge("data", "data", "", text, undefined, reading);
      this.#push(stream, text, { start: line.value, end: line.end }, "plain", alone);
    }
  }

  #textLane(unit: EventUnit): StreamLane | undefined {
    return this.#scopes.root.known(textKey(unit));
  }

  #line(raw: Uint8Array, line: UnitLine): void {
    const text = raw.subarray(line.start, line.end);
    const name = lineName(text);
    const judged = this.#values.judge(name, name, "", text);
    if (isClean(judged)) return;
    this.#event.places.push({ judged, start: line.start, end: line.end, as: "text", again: false, payload: undefined });
  }
}

function slotOf(
  stream: StreamLane,
  length: number,
  start: number,
  end: number,
  spelling: Stretch["spelling"],
  alone: Judged | undefined,
): Slot {
  const from = stream.lane.pushed + stream.untold;
  const own = { from, to: from + length, start, end, spelling };
  return { stream, own, moved: stream.tail, alone, beside: undefined };
}

const placed = { again: false, context: undefined, lane: undefined, container: -1 };

const lineBreak = new Uint8Array([0x0a]);

const noEvent = emptyEvent(new Uint8Array(0), []);
