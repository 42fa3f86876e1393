import { expect, test } from "vitest";
import { ConfigError, spellKey, spellPath, spellProblem } from "../../src/config/problems.ts";

test("paths read like the file", () => {
  expect(spellPath(["rules", 2, "if", "entities", 0])).toBe("rules[2].if.entities[0]");
  expect(spellPath(["connections", "a b", "path"])).toBe('connections."a b".path');
  expect(spellPath([])).toBe("");
});

test("a key that someone pasted is bounded", () => {
  expect(spellKey("k".repeat(5000)).length).toBeLessThan(80);
});

test.each([
  ["limits.body", "must be a size.", "f.yaml:3:7: limits.body must be a size."],
  ["limits.bdy", "unknown key.", "f.yaml:3:7: limits.bdy: unknown key."],
  ["", "The file is empty.", "f.yaml:3:7: The file is empty."],
])("the problem of %j is one line", (path, message, line) => {
  expect(spellProblem("f.yaml", { path, position: { line: 3, column: 7 }, message })).toBe(line);
});

test("an error counts its problems and lists them in the order of the file", () => {
  const error = new ConfigError("f.yaml", [
    { path: "b", position: { line: 9, column: 1 }, message: "unknown key." },
    { path: "a", position: { line: 2, column: 5 }, message: "unknown key." },
    { path: "c", position: undefined, message: "is missing." },
  ]);
  expect(error.message).toBe(
    "The configuration has 3 problems:\n  f.yaml: c: is missing.\n  f.yaml:2:5: a: unknown key.\n  f.yaml:9:1: b: unknown key.".replace(
      "c: is",
      "c is",
    ),
  );
});
