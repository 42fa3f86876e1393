/**
 * Interned shapes of JSON places: a trie of object keys and `[]`. A shape is where a place's rule, lane name, context and
 * (in a stream) its lanes are found again without making a string.
 *
 * Shapes that rules name are made once, with the rules, and shared by every body judged by them. All others belong to one
 * body: their keys are chosen by whoever wrote it. They are bounded (`keptKeys` of one object, `keptShapes` in all; further ones are made for one use), and
 * nothing shared ever points to one.
 */
import { fieldContext } from "../field-context.ts";
import type { RuleNode } from "./json-rules.ts";
import { shortKey } from "./long-names.ts";

const keptKeys = 512;
const keptShapes = 8192;
const maxNameKeys = 12;
const noBytes = new Uint8Array(0);

export class Shape {
  readonly parent: Shape | undefined;
  /** Decoded, a long one by its digest (`shortKey`); undefined for the root and for array elements. */
  readonly key: string | undefined;
  /** The key as it most often stands in the source, between its quotes; empty when it may need escapes. */
  readonly keyBytes: Uint8Array;
  readonly depth: number;
  /** A rule names it, so it is shared and its key holds no data. */
  readonly named: boolean;
  /** False: beyond the bound, made for one use. */
  readonly kept: boolean;
  /** Serial of the object that this key was last seen in: the duplicate check. */
  seenIn = 0;
  /** By number of the rule set: its node for this shape, `null` when it has none. */
  readonly ruleNodes: (RuleNode | null | undefined)[] = [];
  /** Shapes below that are as shared as this one. */
  #children: Map<string, Shape> | undefined;
  #element: Shape | undefined;
  #next: Shape | undefined;
  #first: Shape | undefined;
  #name: string | undefined;
  #lanes: Map<string, string> | undefined;
  #context: Uint8Array | undefined;

  constructor(parent: Shape | undefined, key: string | undefined, keyBytes: Uint8Array, named: boolean, kept: boolean) {
    this.parent = parent;
    this.key = key;
    this.keyBytes = keyBytes;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
    this.named = named;
    this.kept = kept;
  }

  /** Which key followed this one the last time, and which came first below it: keys mostly repeat their order. */
  get next(): Shape | undefined {
    return this.#next;
  }

  get first(): Shape | undefined {
    return this.#first;
  }

  followedBy(next: Shape): void {
    if (next.kept && (next.named || !this.named)) this.#next = next;
  }

  startsWith(first: Shape): void {
    if (first.kept && (first.named || !this.named)) this.#first = first;
  }

  known(key: string): Shape | undefined {
    return this.#children?.get(key);
  }

  get knownElement(): Shape | undefined {
    return this.#element;
  }

  /** Keys below that all bodies share, and that this object has had. */
  sharedKeysIn(serial: number): readonly Shape[] {
    return this.named ? [...(this.#children?.values() ?? [])].filter((child) => child.seenIn === serial) : [];
  }

  get childCount(): number {
    return this.#children?.size ?? 0;
  }

  /** A child of the same kind (named below named, own below own). */
  addChild(key: string, keyBytes: Uint8Array, kept: boolean): Shape {
    const child = new Shape(this, key, keyBytes, this.named, kept);
    if (!kept) return child;
    this.#children ??= new Map();
    this.#children.set(key, child);
    return child;
  }

  addElement(): Shape {
    this.#element ??= new Shape(this, undefined, noBytes, this.named, this.kept);
    return this.#element;
  }

  /** Virtual text before the place's lane, by the nearest object key. */
  get context(): Uint8Array {
    this.#context ??= this.#makeContext();
    return this.#context;
  }

  #makeContext(): Uint8Array {
    if (this.key === undefined) return this.parent?.context ?? noBytes;
    const context = fieldContext(this.key);
    return context === undefined ? noBytes : Buffer.from(context, "utf8");
  }

  /** For audit: bounded, and with `*` for every key that no rule names: no look of a key proves that it is not itself a value. */
  get name(): string {
    this.#name ??= this.#makeName();
    return this.#name;
  }

  /** The name of a lane that belongs to this place, which a rule calls so. */
  below(lane: string): string {
    if (this.name === "") return lane;
    this.#lanes ??= new Map();
    const known = this.#lanes.get(lane) ?? `${this.name}.${lane}`;
    this.#lanes.set(lane, known);
    return known;
  }

  #makeName(): string {
    if (this.parent === undefined) return "";
    const before = this.parent.name;
    if (this.depth > maxNameKeys) return before.endsWith("**") ? before : `${before}.**`;
    if (this.key === undefined) return `${before}[]`;
    const shown = this.named ? this.key : "*";
    return before === "" ? shown : `${before}.${shown}`;
  }
}

/** The root of shapes that rules will name. */
export const createNamedShapes = (): Shape => new Shape(undefined, undefined, noBytes, true, true);

/** Adds the shape that a rule speaks of, as far as its keys are given exactly. */
export function nameShape(root: Shape, parts: readonly string[]): void {
  let shape = root;
  for (const part of parts) {
    if (part === "*" || part === "**") return;
    if (part === "[]") shape = shape.addElement();
    else shape = shape.known(part) ?? shape.addChild(part, Buffer.from(part, "utf8"), true);
  }
}

/** The shapes of one body: those that rules name, and its own below them. */
export class ShapeTree {
  readonly root: Shape;
  #own: Map<Shape, { readonly keys: Map<string, Shape>; element: Shape | undefined }> | undefined;
  #count = 0;

  constructor(named: Shape = createNamedShapes()) {
    this.root = named;
  }

  /** `source`: the key's bytes where it needs no escapes. */
  child(parent: Shape, read: string, source: Uint8Array | undefined): Shape {
    const key = shortKey(read);
    const known = parent.known(key);
    if (known !== undefined) return known;
    const bytes = source === undefined || key !== read ? noBytes : Uint8Array.from(source);
    if (!parent.named) {
      const kept = parent.kept && parent.childCount < keptKeys && this.#mayKeep();
      return parent.addChild(key, bytes, kept);
    }
    const own = this.#below(parent);
    let child = own.keys.get(key);
    if (child === undefined) {
      const kept = own.keys.size < keptKeys && this.#mayKeep();
      child = new Shape(parent, key, bytes, false, kept);
      if (kept) own.keys.set(key, child);
    }
    return child;
  }

  #mayKeep(): boolean {
    if (this.#count >= keptShapes) return false;
    this.#count++;
    return true;
  }

  element(parent: Shape): Shape {
    const known = parent.knownElement;
    if (known !== undefined) return known;
    if (!parent.named) return parent.addElement();
    const own = this.#below(parent);
    own.element ??= new Shape(parent, undefined, noBytes, false, true);
    return own.element;
  }

  #below(parent: Shape): { readonly keys: Map<string, Shape>; element: Shape | undefined } {
    this.#own ??= new Map();
    let own = this.#own.get(parent);
    if (own === undefined) {
      own = { keys: new Map(), element: undefined };
      this.#own.set(parent, own);
    }
    return own;
  }
}
