/** Which lane each text of an event belongs to. */
import type { LaneMark } from "../../../inspect/inspection.ts";
import type { TextRule } from "../../llm/dialect.ts";
import { EventMoves } from "./event-moves.ts";
import type { LaneKey, Scope } from "./event-scope.ts";
import type { EventScopes } from "./event-scopes.ts";
import type { EventTexts } from "./event-texts.ts";
import { flags, kinds } from "./json-lexer.ts";
import { nodeOf, type RuleNode, type StreamRuleSets } from "./json-rules.ts";
import type { Shape } from "./json-shape.ts";
import type { JsonTape } from "./json-tape.ts";

/** Arrays are seldom a form with so many places; lists are longer. */
const mostPlaces = 16;

/** A string that continues a lane, until the whole event is known to be sound. */
export interface Planned {
  readonly token: number;
  /** Undefined: no rule names it, so it is judged both ways. */
  readonly rule: TextRule | undefined;
  readonly node: RuleNode | undefined;
}

/** A string that continues a lane, and which. */
export interface PlacedText extends Planned {
  /** The event's kind names it. */
  readonly sure: boolean;
  /** The event holds more of the same text, which might hide what this one holds; so it is judged on its own, too. */
  readonly parts: boolean;
  readonly scope: Scope;
  readonly key: LaneKey;
  /** Its place in an array whose strings are one text: what stands there in event after event may be another one. */
  readonly beside: Scope | undefined;
  /** Where a text stood that may go on here. */
  from: LaneMark | undefined;
}

export class TextPlaces {
  readonly #tape: JsonTape;
  readonly #scopes: EventScopes;
  readonly #sets: StreamRuleSets;
  readonly #texts: EventTexts;
  readonly #moves: EventMoves;

  constructor(tape: JsonTape, scopes: EventScopes, sets: StreamRuleSets, texts: EventTexts) {
    this.#tape = tape;
    this.#scopes = scopes;
    this.#sets = sets;
    this.#texts = texts;
    this.#moves = new EventMoves(tape);
  }

  /** Another event is on the tape. */
  next(): void {
    this.#moves.next();
  }

  /** All texts of the event, before it adds to any: where they stand now may be where others go on from. */
  place(planned: readonly Planned[]): PlacedText[] {
    const parts = this.#countParts(planned);
    return planned.map((one) => this.#place(one, (parts?.get(this.#partKey(one)) ?? 0) > 1));
  }

  /** The part that a container is in, where the event names parts. */
  part(container: number): Scope | undefined {
    if (!this.#scopes.inParts) return undefined;
    const scope = this.#scopes.of(container);
    return scope.whole === undefined ? undefined : scope;
  }

  container(token: number, node: RuleNode | undefined): number {
    let container = this.#tape.parent(token);
    for (let climb = node?.climb ?? 1; climb > 1; climb--) container = this.#tape.parent(container);
    return container;
  }

  #place({ token, ...named }: Planned, parts: boolean): PlacedText {
    const shape = this.#tape.shape(token);
    const { rule, node } = named.rule === undefined ? this.#ruleElsewhere(token, shape) : named;
    const container = this.container(token, node);
    const around = rule?.per === "" ? this.#scopes.root : this.#scopes.of(container);
    const place = rule === undefined ? this.#arrayPlace(token) : undefined;
    const inner = place && this.#inner(around, shape, token, place);
    const scope = place === "own" ? (inner ?? around) : around;
    const beside = place === "own" ? undefined : inner;
    const key = rule?.lane ?? (shape.kept ? shape : shape.name);
    const before = this.#moves.before(scope, container)?.known(key);
    const from = before === undefined ? undefined : this.#texts.moving(before);
    return { token, rule, node, sure: named.rule !== undefined, parts, scope, key, beside, from };
  }

  #inner(around: Scope, shape: Shape, token: number, place: "own" | "shared" | "only"): Scope | undefined {
    const name = `place ${this.#tape.position(token)}`;
    return place === "only" ? around.innerKnown(shape, name) : around.inner(shape, name);
  }

  /**
   * Strings of an array are one text, `["4111 ","1111 "]`, or each place is one of its own, `["append","4111 "]`: nothing tells
   * which, so they are judged as both; while the first place is the only one, both are the same. Where other things stand among them it is the second, `["append",[],"4111 "]`.
   */
  #arrayPlace(token: number): "own" | "shared" | "only" | undefined {
    const tape = this.#tape;
    const array = tape.parent(token);
    if (array < 0 || tape.kind(array) !== kinds.array || tape.position(token) >= mostPlaces) return undefined;
    if (tape.has(array, flags.numbers)) return "own";
    let element = array + 1;
    if (tape.next(element) >= tape.next(array) && tape.position(element) === 0) return "only";
    for (let at = 0; at < mostPlaces && element < tape.next(array); at++, element = tape.next(element)) {
      if (tape.kind(element) !== kinds.string) return "own";
    }
    return "shared";
  }

  /** What a leaf is that the event's kind does not name: what it was here before, or what it is in events of another kind. */
  #ruleElsewhere(token: number, shape: Shape): Pick<Planned, "rule" | "node"> {
    const { anyKind } = this.#sets;
    const node = anyKind === undefined ? undefined : nodeOf(anyKind, shape);
    const rule = node?.rule;
    if (rule?.as !== "text" && rule?.as !== "json") return { rule: undefined, node: undefined };
    const scope = rule.per === "" ? this.#scopes.root : this.#scopes.of(this.container(token, node));
    return scope.ruleOf(shape) ?? { rule, node };
  }

  /** How many leaves of the event are parts of each text that has parts; undefined: none is. */
  #countParts(all: readonly Planned[]): ReadonlyMap<string, number> | undefined {
    if (all.length < 2) return undefined;
    const counts = new Map<string, number>();
    for (const planned of all) {
      if (planned.rule?.per === undefined) continue;
      const key = this.#partKey(planned);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }

  #partKey({ token, rule, node }: Planned): string {
    return rule?.per === undefined ? "" : `${this.container(token, node)} ${rule.lane}`;
  }
}
