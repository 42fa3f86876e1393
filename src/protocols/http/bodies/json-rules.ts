/**
 * A dialect's rules, compiled to a trie over keys, and the lookup of a shape's rule, cached in the shape. Which rules hold
 * in a stream depends on the event's kind, so a shape caches one node per rule set.
 */
import type { Rule, Rules, StreamRules } from "../../llm/dialect.ts";
import { createNamedShapes, nameShape, type Shape } from "./json-shape.ts";

export interface RuleNode {
  readonly rule: Rule | undefined;
  /** For everything below that has no rule of its own. */
  readonly below: Rule | undefined;
  /** A lane's place: how many levels above the leaf the shape `per` stands; undefined: the rule does not say. */
  readonly climb: number | undefined;
  readonly keys: ReadonlyMap<string, RuleNode>;
  readonly anyKey: RuleNode | undefined;
  readonly element: RuleNode | undefined;
}

interface Draft {
  rule: Rule | undefined;
  below: Rule | undefined;
  climb: number | undefined;
  keys: Map<string, Draft>;
  anyKey: Draft | undefined;
  element: Draft | undefined;
}

const draft = (): Draft => ({
  rule: undefined,
  below: undefined,
  climb: undefined,
  keys: new Map(),
  anyKey: undefined,
  element: undefined,
});

export interface RuleSet {
  /** Place in `Shape.ruleNodes`; unique among the rule sets that judge one tree of shapes. */
  readonly number: number;
  readonly root: RuleNode;
  /** Root of the shapes that it names. */
  readonly shapes: Shape;
}

/** `choices[].delta` to `["choices", "[]", "delta"]`. */
export const shapeParts = (shape: string): string[] =>
  shape
    .replaceAll("[]", ".[]")
    .split(".")
    .filter((part) => part !== "");

const compiled = new WeakMap<Rules, RuleSet>();

/** Compiled once for each rules object. */
export function ruleSetOf(rules: Rules): RuleSet {
  const known = compiled.get(rules) ?? compileRules(rules);
  compiled.set(rules, known);
  return known;
}

export function compileRules(rules: Rules, number = 0, shapes: Shape = createNamedShapes()): RuleSet {
  const root = draft();
  for (const [shape, rule] of Object.entries(rules)) {
    const parts = shapeParts(shape);
    nameShape(shapes, parts);
    let node = root;
    for (const part of parts) {
      if (part === "**") break;
      node = step(node, part);
    }
    if (parts.at(-1) === "**") node.below = alike(rule);
    else {
      node.rule = alike(rule);
      node.climb = climbOf(parts, rule, shape);
    }
  }
  return { number, root, shapes };
}

const everyKey = {
  as: undefined,
  known: undefined,
  carry: undefined,
  ends: undefined,
  part: undefined,
  what: undefined,
  option: undefined,
  key: undefined,
  is: undefined,
  else: undefined,
  lane: undefined,
  per: undefined,
  context: undefined,
  whole: undefined,
};

/** With every key that any rule has, so that V8 sees one kind of object where each record of each body is asked for its rule. */
const alike = (rule: Rule): Rule => ({ ...everyKey, ...rule }) as Rule;

function step(node: Draft, part: string): Draft {
  if (part === "[]") {
    node.element ??= draft();
    return node.element;
  }
  if (part === "*") {
    node.anyKey ??= draft();
    return node.anyKey;
  }
  const known = node.keys.get(part) ?? draft();
  node.keys.set(part, known);
  return known;
}

function climbOf(parts: readonly string[], rule: Rule, shape: string): number | undefined {
  if ((rule.as !== "text" && rule.as !== "json") || rule.per === undefined) return undefined;
  const per = shapeParts(rule.per);
  if (per.length > parts.length || per.some((part, i) => part !== parts[i])) {
    throw new RangeError(`The rule for ${shape} has per: ${rule.per}, which does not enclose it.`);
  }
  return parts.length - per.length;
}

/** The node of a shape; undefined: no rule is at or above it that says anything of it. */
export function nodeOf(set: RuleSet, shape: Shape): RuleNode | undefined {
  const cached = shape.ruleNodes[set.number];
  if (cached !== undefined) return cached ?? undefined;
  const node = findNode(set, shape);
  shape.ruleNodes[set.number] = node ?? null;
  return node;
}

function findNode(set: RuleSet, shape: Shape): RuleNode | undefined {
  if (shape.parent === undefined) return set.root;
  const above = nodeOf(set, shape.parent);
  if (above === undefined) return undefined;
  const own = shape.key === undefined ? above.element : (above.keys.get(shape.key) ?? above.anyKey);
  if (above.below === undefined) return own;
  if (own === undefined) return { ...emptyNode, rule: above.below, below: above.below };
  return own.below === undefined || own.rule === undefined
    ? { ...own, rule: own.rule ?? above.below, below: own.below ?? above.below }
    : own;
}

const emptyNode: RuleNode = draft();

export interface StreamRuleSets {
  readonly kindShape: Shape | undefined;
  readonly base: RuleSet;
  readonly kinds: ReadonlyMap<string, RuleSet>;
  /** The leaves that go on from event to event, by any kind's rules: what they are where the kind does not say. */
  readonly anyKind: RuleSet | undefined;
}

export function compileStreamRules(rules: StreamRules): StreamRuleSets {
  const shapes = createNamedShapes();
  const kinds = new Map<string, RuleSet>();
  for (const [kind, own] of Object.entries(rules.kinds ?? {})) {
    kinds.set(kind, compileRules({ ...rules.rules, ...own.rules }, kinds.size + 1, shapes));
  }
  const kindParts = rules.kind === undefined ? undefined : shapeParts(rules.kind);
  if (kindParts !== undefined) nameShape(shapes, kindParts);
  const kindShape = kindParts?.reduce<Shape | undefined>(
    (shape, part) => (part === "[]" ? shape?.knownElement : shape?.known(part)),
    shapes,
  );
  const anyKind = kinds.size === 0 ? undefined : compileRules(goingOn(rules), kinds.size + 1, shapes);
  return { kindShape, base: compileRules(rules.rules, 0, shapes), kinds, anyKind };
}

/** Of kinds that differ the first one counts. */
function goingOn({ kinds = {} }: StreamRules): Rules {
  const rules: Record<string, Rule> = {};
  for (const kind of Object.values(kinds)) {
    for (const [shape, rule] of Object.entries(kind.rules ?? {})) {
      if ((rule.as === "text" || rule.as === "json") && rule.whole !== true) rules[shape] ??= rule;
    }
  }
  return rules;
}
