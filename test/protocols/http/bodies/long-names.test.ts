/** Names that a stream would keep as long as it. */
import { describe, expect, it } from "vitest";
import { ShapeTree } from "../../../../src/protocols/http/bodies/json-shape.ts";
import { longestName, shortKey, shortName } from "../../../../src/protocols/http/bodies/long-names.ts";

describe("a name", () => {
  it("is itself up to the bound", () => {
    const name = "é".repeat(longestName / 2);
    expect(shortName(Buffer.from(name))).toBe(name);
    expect(shortKey(name)).toBe(name);
  });

  it("is bounded beyond it, and still tells itself from others", () => {
    const names = ["a", "b"].map((first) => first + "x".repeat(1_000_000));
    const short = names.map((name) => shortName(Buffer.from(name)));
    const keys = names.map(shortKey);
    for (const one of [...short, ...keys]) expect(one.length).toBeLessThan(longestName);
    expect(new Set([...short, ...keys]).size).toBe(4);
    expect(shortKey(names[0] ?? "")).toBe(keys[0]);
  });

  it("keeps the end that the text behind it is read with", () => {
    expect(shortKey(`${"x".repeat(1_000)} password`)).toMatch(/x password$/);
  });
});

describe("the shape of a long key", () => {
  const long = `${"x".repeat(100_000)} card number`;

  it("is found again, and keeps nothing but its name", () => {
    const tree = new ShapeTree();
    const shape = tree.child(tree.root, long, Buffer.from(long));
    expect(tree.child(tree.root, long, Buffer.from(long))).toBe(shape);
    expect(tree.child(tree.root, `y${long}`, undefined)).not.toBe(shape);
    expect(shape.keyBytes.length + (shape.key?.length ?? 0) + shape.context.length).toBeLessThan(2 * longestName);
    expect(Buffer.from(shape.context).toString()).toMatch(/x card number: $/);
  });
});
