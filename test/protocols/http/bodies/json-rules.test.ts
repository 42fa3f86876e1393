import { describe, expect, it } from "vitest";
import { compileRules, nodeOf, ruleSetOf, shapeParts } from "../../../../src/protocols/http/bodies/json-rules.ts";
import { type Shape, ShapeTree } from "../../../../src/protocols/http/bodies/json-shape.ts";
import type { Rule, Rules } from "../../../../src/protocols/llm/dialect.ts";

const rule = (context: string): Rule => ({ as: "text", context });
const rules: Rules = {
  "": rule("root"),
  "a.b": rule("a.b"),
  "a[].c": rule("a[].c"),
  "a[][]": rule("a[][]"),
  "m.*.x": rule("m.*.x"),
  "m.n.y": rule("m.n.y"),
  "s.**": rule("s.**"),
  "s.t": rule("s.t"),
  "s.t.**": rule("s.t.**"),
  "s.u.v": rule("s.u.v"),
};

describe("rules", () => {
  const set = compileRules(rules);
  const tree = new ShapeTree(set.shapes);
  const at = (shape: string): Shape =>
    shapeParts(shape).reduce(
      (s, part) => (part === "[]" ? tree.element(s) : tree.child(s, part, Buffer.from(part))),
      tree.root,
    );

  it.each([
    ["", "root"],
    ["a", undefined],
    ["a.b", "a.b"],
    ["a[].c", "a[].c"],
    ["a[]", undefined],
    ["a[][]", "a[][]"],
    ["m.k.x", "m.*.x"],
    ["m.k.y", undefined],
    ["m.n.y", "m.n.y"],
    ["m.n.x", undefined],
    ["s", undefined],
    ["s.k", "s.**"],
    ["s.k[].l", "s.**"],
    ["s.t", "s.t"],
    ["s.t.k.l", "s.t.**"],
    ["s.u", "s.**"],
    ["s.u.v", "s.u.v"],
    ["s.u.w", "s.**"],
    ["z.z", undefined],
  ])("for %j: %s", (shape, context) => {
    const found = nodeOf(set, at(shape))?.rule;
    expect(found?.as === "text" ? found.context : undefined).toBe(context);
  });

  it("share the shapes that they name, and no other", () => {
    const other = new ShapeTree(set.shapes);
    expect(other.child(other.root, "a", undefined)).toBe(at("a"));
    expect(at("a").named).toBe(true);
    const own = at("m.k");
    expect([own.named, own.name, other.child(at("m"), "k", undefined) === own]).toEqual([false, "m.*", false]);
    own.followedBy(at("a"));
    at("a").followedBy(own);
    expect([own.next, at("a").next]).toEqual([at("a"), undefined]);
  });

  it("are compiled once", () => {
    expect(ruleSetOf(rules)).toBe(ruleSetOf(rules));
  });

  it("whose lane lives where the leaf does not stand are an error", () => {
    expect(() => compileRules({ "a.b": { as: "text", lane: "x", per: "c" } })).toThrow("a.b");
  });
});

describe("a shape's name", () => {
  it("shows no key that no rule names, and is bounded", () => {
    const tree = new ShapeTree();
    const child = (parent: Shape, key: string): Shape => tree.child(parent, key, undefined);
    const name = (...keys: string[]): string => keys.reduce((s, key) => child(s, key), tree.root).name;
    expect(name("user", "e-mail2", "alice@example.com", "sk-ant-api-abcdefghijklmnop", "")).toBe("*.*.*.*.*");
    expect(name(..."abcdefghijklmnop")).toBe("*.*.*.*.*.*.*.*.*.*.*.*.**");
  });
});
