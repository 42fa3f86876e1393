import { describe, expect, test } from "vitest";
import { readYaml } from "../../src/config/yaml-source.ts";

describe("YAML 1.2 core", () => {
  test("off, on, yes and no are words; true and false are not", () => {
    expect(readYaml("a: off\nb: on\nc: yes\nd: no\ne: true\nf: 010\ng: 1e1\nh: 12:30\ni: ~").value).toEqual({
      a: "off",
      b: "on",
      c: "yes",
      d: "no",
      e: true,
      f: 10,
      g: 10,
      h: "12:30",
      i: null,
    });
  });

  test("an alias repeats what its anchor holds", () => {
    expect(readYaml("a: &x {k: 1}\nb: *x").value).toEqual({ a: { k: 1 }, b: { k: 1 } });
  });

  test("<< is a key like any other", () => {
    expect(readYaml("<<: {a: 1}").value).toEqual({ "<<": { a: 1 } });
  });
});

const bomb = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
  .concat([..."bcdefgh"].map((name, i) => `${name}: &${name} [${Array(10).fill(`*${"abcdefg"[i]}`).join(", ")}]`))
  .join("\n");

test.each([
  ["a duplicate key", "a: 1\nb: 2\na: 3", 3, "This key stands twice in one mapping; keep one."],
  ["a duplicate key deep inside", "a:\n  - {k: 1, k: 2}", 2, "This key stands twice in one mapping; keep one."],
  ["a second document", "a: 1\n---\nb: 2", 2, "A second YAML document begins here (---); the file must hold one."],
  ["a tag", "a: !secret 1", 1, "Tags (!name) have no meaning here; remove it."],
  ["a tag that YAML knows", "a: !!binary aGk=", 1, "Tags (!name) have no meaning here; remove it."],
  ["a key that is a list", "? [a]\n: 1", 1, "A key must be plain text."],
  ["__proto__", "a: {__proto__: {b: 1}}", 1, "__proto__ cannot be a key."],
  ["a tab", "a:\n\tb: 1", 2, "A tab is used for indentation; YAML wants spaces."],
  ["an alias to nothing", "a: *x", 1, "This alias names an anchor that is not set above it."],
  ["an alias to what comes later", "a: *x\nb: &x 1", 1, "This alias names an anchor that is not set above it."],
  ["an alias bomb", bomb, undefined, "Aliases (*name) multiply to more than 100 copies; write the values out."],
  [
    "a file too large",
    "#".repeat(1024 * 1024 + 1),
    undefined,
    "The file is 1048577 characters long; at most 1048576 are read.",
  ],
  ["an alias to itself", "a: &a [x, *a]", 1, "This alias stands inside what it names."],
  [
    "many aliases",
    `a: &a x\nb: [${Array(101).fill("*a").join(", ")}]`,
    2,
    "Aliases (*name) multiply to more than 100 copies; write the values out.",
  ],
])("%s is refused", (_what, text, line, message) => {
  const { value, problems } = readYaml(text);
  expect(value).toBeUndefined();
  expect(problems.map((problem) => problem.message)).toContain(message);
  expect(problems[0]?.position?.line).toBe(line);
});

test.each([
  "a: [1,\n",
  "a: 'x",
  "{",
  "a: b: c",
  "- a\nb: 1",
  'a: "\\q"',
  "@x",
  "[".repeat(30_000),
])("malformed YAML %#: refused without quoting the file", (text) => {
  const { value, problems } = readYaml(`secret: hunter2-value\n${text}`);
  expect(value).toBeUndefined();
  expect(problems.length).toBeGreaterThan(0);
  expect(JSON.stringify(problems)).not.toContain("hunter2");
});

test("every part can be located, by its key or its value, or else by what is nearest", () => {
  const { locate } = readYaml("a:\n  b: [x, {c: 1}]\nd: &n {e: 2}\nf: *n\ng:\n");
  expect(locate(["a", "b", 1, "c"])).toEqual({ line: 2, column: 14 });
  expect(locate(["a", "b", 1, "c"], "key")).toEqual({ line: 2, column: 11 });
  expect(locate(["a", "b", 9])).toEqual({ line: 2, column: 6 });
  expect(locate(["f", "e"])).toEqual({ line: 3, column: 11 });
  expect(locate(["g"])).toEqual({ line: 5, column: 3 });
  expect(locate(["nothing", "here"])).toEqual({ line: 1, column: 1 });
});
