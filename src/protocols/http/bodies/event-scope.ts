/**
 * An object that a stream names again and again (choice 0, tool call 1 of choice 0; part 1 of item 0), its lanes, and where its
 * texts stood that have ended. A scope is kept as long as its stream: what is said in it later goes on from there. So there
 * may be many; those in which something is open or waits are known to the scope above, and only they are looked at.
 */
import type { TextRule } from "../../llm/dialect.ts";
import type { Joint } from "./event-joints.ts";
import type { StreamLane } from "./event-lanes.ts";
import type { RuleNode } from "./json-rules.ts";
import type { Shape } from "./json-shape.ts";

export type LaneKey = Shape | string;

/** A lane that ends, and its place. */
export interface Ended {
  readonly scope: Scope;
  readonly key: LaneKey;
  readonly stream: StreamLane;
}

/** Where an element stands that no index names. */
interface Place {
  readonly shape: Shape;
  readonly position: number;
}

/** How a leaf was named here. */
export interface LeafName {
  readonly rule: TextRule;
  readonly node: RuleNode | undefined;
  readonly key: LaneKey;
  /** False: the kind of the event did not say so, and no event has since. */
  readonly sure: boolean;
}

const noScopes: ReadonlySet<Scope> = new Set();
const noJoints: ReadonlyMap<LaneKey, Joint> = new Map();

export class Scope {
  readonly #above: Scope | undefined;
  /** The object that this one is a part of. */
  readonly whole: Scope | undefined;
  readonly #inner = new Map<Shape, Map<number | string, Scope>>();
  #parts: Map<number | string, Scope> | undefined;
  readonly #lanes = new Map<LaneKey, StreamLane>();
  #joints: Map<LaneKey, Joint> | undefined;
  /** Those of them that texts wait for. */
  #held: Map<LaneKey, Joint> | undefined;
  /** Of a part: its texts that have ended, for copies that follow. */
  #said: Map<LaneKey, StreamLane> | undefined;
  /** Scopes directly below in or below which lanes are open. */
  #open: Set<Scope> | undefined;
  /** ... in or below which a text that has ended may wait for the next part. */
  #waiting: Set<Scope> | undefined;
  /** How many parts have a text of this name open. */
  #speaking: Map<LaneKey, number> | undefined;

  /** Leaves that events of some kind name, as the last one here did. */
  #names: Map<Shape, LeafName> | undefined;

  readonly place: Place | undefined;
  /** Lengths of arrays in it, by their elements' shape: in the event that held one last, and in the one before. */
  #lengths: Map<Shape, { readonly event: number; readonly length: number; readonly before: number }> | undefined;

  constructor(above?: Scope, whole?: Scope, place?: Place) {
    this.#above = above;
    this.whole = whole;
    this.place = place;
  }

  /** The array that the scope is an element of, by place, has this length in this event: by how much has it grown? */
  growth(length: number, event: number): number {
    const above = this.#above;
    if (above === undefined || this.place === undefined) return 0;
    const { shape } = this.place;
    above.#lengths ??= new Map();
    let known = above.#lengths.get(shape);
    if (known?.event !== event) {
      known = { event, length, before: known?.length ?? length };
      above.#lengths.set(shape, known);
    }
    return length - known.before;
  }

  /** The element at another place of the same array, if anything was said there. */
  atPlace(position: number): Scope | undefined {
    if (this.place === undefined || this.#above === undefined) return undefined;
    return this.#above.#inner.get(this.place.shape)?.get(`[${position}]`);
  }

  /** If anything was said there. */
  innerKnown(shape: Shape, identity: number | string): Scope | undefined {
    return this.#inner.get(shape)?.get(identity);
  }

  inner(shape: Shape, identity: number | string): Scope {
    return this.#child(shape, identity, undefined);
  }

  #child(shape: Shape, identity: number | string, place: Place | undefined): Scope {
    let byIdentity = this.#inner.get(shape);
    if (byIdentity === undefined) {
      byIdentity = new Map();
      this.#inner.set(shape, byIdentity);
    }
    let scope = byIdentity.get(identity);
    if (scope === undefined) {
      scope = new Scope(this, undefined, place);
      byIdentity.set(identity, scope);
    }
    return scope;
  }

  /** An element that no index names; two of them are told apart from elements that are named by a number. */
  element(shape: Shape, position: number): Scope {
    return this.#child(shape, `[${position}]`, { shape, position });
  }

  part(identity: number | string): Scope {
    this.#parts ??= new Map();
    let scope = this.#parts.get(identity);
    if (scope === undefined) {
      scope = new Scope(this, this);
      this.#parts.set(identity, scope);
    }
    return scope;
  }

  known(key: LaneKey): StreamLane | undefined {
    return this.#lanes.get(key);
  }

  add(key: LaneKey, lane: StreamLane): void {
    if (this.whole !== undefined && !this.#lanes.has(key)) this.whole.countOpen(key, 1);
    this.#lanes.set(key, lane);
    for (let scope: Scope = this; scope.#above !== undefined; scope = scope.#above) {
      scope.#above.#open ??= new Set();
      if (scope.#above.#open.has(scope)) break;
      scope.#above.#open.add(scope);
    }
  }

  /** A part's text of this name has begun or ended. */
  countOpen(key: LaneKey, by: number): void {
    this.#speaking ??= new Map();
    this.#speaking.set(key, (this.#speaking.get(key) ?? 0) + by);
  }

  named(shape: Shape, name: LeafName): void {
    this.#names ??= new Map();
    this.#names.set(shape, name);
    if (this.whole !== undefined && name.sure) this.whole.named(shape, name);
  }

  /** What an event of unknown kind must mean by a leaf. */
  ruleOf(shape: Shape): LeafName | undefined {
    return this.#names?.get(shape) ?? this.whole?.ruleOf(shape);
  }

  /** The lane that was opened for a leaf of an event of unknown kind has another name, as it turns out. */
  takeGuess(shape: Shape, key: LaneKey): StreamLane | undefined {
    const name = this.#names?.get(shape);
    const lane = name === undefined || name.sure ? undefined : this.#lanes.get(name.key);
    if (name === undefined || lane === undefined) return undefined;
    this.#lanes.delete(name.key);
    this.whole?.countOpen(name.key, -1);
    this.add(key, lane);
    return lane;
  }

  /** The part's text, open or ended. */
  said(key: LaneKey): StreamLane | undefined {
    return this.#lanes.get(key) ?? this.#said?.get(key);
  }

  /** Where the text that a lane has here goes on from, if it began before. */
  joint(key: LaneKey): Joint | undefined {
    return this.#joints?.get(key);
  }

  setJoint(key: LaneKey, joint: Joint): void {
    this.#joints ??= new Map();
    this.#joints.set(key, joint);
    this.#held?.delete(key);
    if (joint.over || joint.speaking) return;
    this.#held ??= new Map();
    this.#held.set(key, joint);
    for (let scope: Scope = this; scope.#above !== undefined; scope = scope.#above) {
      scope.#above.#waiting ??= new Set();
      if (scope.#above.#waiting.has(scope)) break;
      scope.#above.#waiting.add(scope);
    }
  }

  dropJoint(key: LaneKey): void {
    this.#joints?.delete(key);
  }

  /** A text of this name is open here or in some part. */
  speaks(key: LaneKey): boolean {
    return this.#lanes.has(key) || (this.#speaking?.get(key) ?? 0) > 0;
  }

  /** What waits here for the next part waits no longer, but for the text `key`. */
  letGo(key?: LaneKey): void {
    for (const [own, joint] of this.#held ?? noJoints) {
      if (own === key) continue;
      this.#held?.delete(own);
      joint.stop();
    }
  }

  /** What waits in or below it waits no longer: there will be none. */
  letAllGo(): void {
    this.letGo();
    for (const below of this.#waiting ?? noScopes) below.letAllGo();
    this.#waiting?.clear();
  }

  /** Takes all lanes in and below. */
  drain(into: Ended[]): void {
    for (const [key, stream] of this.#lanes) {
      into.push({ scope: this, key, stream });
      if (this.whole === undefined) continue;
      this.whole.countOpen(key, -1);
      this.#said ??= new Map();
      this.#said.set(key, stream);
    }
    this.#lanes.clear();
    for (const below of this.#open ?? noScopes) below.drain(into);
    this.#open?.clear();
  }

  /** Some lane in or below that a rule names is open. */
  get holdsKnown(): boolean {
    for (const lane of this.#lanes.values()) if (lane.known) return true;
    for (const below of this.#open ?? noScopes) if (below.holdsKnown) return true;
    return false;
  }
}
