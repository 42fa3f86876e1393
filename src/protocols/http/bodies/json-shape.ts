/**
 * Interned shapes of JSON places: a trie of object keys and `[]`, one tree per body or stream. A shape is where a place's
 * rule, lane name, context and (in a stream) its lanes are found again without making a string.
 *
 * Keys are chosen by whoever wrote the body, so the tree is bounded: an object shape keeps at most `keptKeys` keys,
 * others get a shape that is not kept. An audit name shows a key only if it is short and looks like a word.
 */
import type { RuleNode } from "./json-rules.ts";

const keptKeys = 512;
const maxNameKeys = 12;
const wordLike = /^[A-Za-z_$][A-Za-z_$-]{0,39}[0-9]{0,3}$/;
const encoder = new TextEncoder();

export class Shape {
  readonly parent: Shape | undefined;
  /** Decoded; undefined for the root and for array elements. */
  readonly key: string | undefined;
  /** The key as it most often stands in the source, between its quotes; empty when it must be written with escapes. */
  readonly keyBytes: Uint8Array;
  readonly depth: number;
  /** False: beyond the bound, made for one use. */
  readonly kept: boolean;
  /** Serial of the object that this key was last seen in: the duplicate check. */
  seenIn = 0;
  /** Which key followed this one, and which came first below this one, the last time: keys mostly repeat their order. */
  next: Shape | undefined;
  first: Shape | undefined;
  /** By number of the rule set: its node for this shape, `null` when it has none. */
  readonly ruleNodes: (RuleNode | null | undefined)[] = [];
  #children: Map<string, Shape> | undefined;
  #element: Shape | undefined;
  #name: string | undefined;

  constructor(parent: Shape | undefined, key: string | undefined, kept: boolean) {
    this.parent = parent;
    this.key = key;
    this.keyBytes =
      key === undefined || /["\\\u0000-\u001f\ud800-\udfff]/.test(key) ? new Uint8Array(0) : encoder.encode(key);
    this.depth = parent === undefined ? 0 : parent.depth + 1;
    this.kept = kept;
  }

  child(key: string): Shape {
    this.#children ??= new Map();
    let child = this.#children.get(key);
    if (child === undefined) {
      const kept = this.kept && this.#children.size < keptKeys;
      child = new Shape(this, key, kept);
      if (kept) this.#children.set(key, child);
    }
    return child;
  }

  get element(): Shape {
    this.#element ??= new Shape(this, undefined, this.kept);
    return this.#element;
  }

  /** The object key nearest to this place. */
  get nearestKey(): string | undefined {
    let shape: Shape | undefined = this;
    while (shape !== undefined && shape.key === undefined) shape = shape.parent;
    return shape?.key;
  }

  /** For audit: bounded, and with `*` for a key that could itself be a value. */
  get name(): string {
    this.#name ??= this.#makeName();
    return this.#name;
  }

  #makeName(): string {
    if (this.parent === undefined) return "";
    const before = this.parent.name;
    if (this.depth > maxNameKeys) return before.endsWith("**") ? before : `${before}.**`;
    if (this.key === undefined) return `${before}[]`;
    const shown = wordLike.test(this.key) ? this.key : "*";
    return before === "" ? shown : `${before}.${shown}`;
  }
}

export const createShapes = (): Shape => new Shape(undefined, undefined, true);

/** Virtual text before a place's lane. */
export const contextOf = (shape: Shape): string => {
  const key = shape.nearestKey;
  return key === undefined ? "" : `${key}: `;
};
