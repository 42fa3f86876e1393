import { expect, test } from "vitest";
import { didYouMean, suggest } from "../../src/config/suggest.ts";

const keys = ["dialect", "upstream", "path", "credential", "credentialHeader", "jsonDepth", "mode", "code"];

test.each([
  ["dialekt", "dialect"],
  ["upsteram", "upstream"],
  ["json_depth", "jsonDepth"],
  ["json-depth", "jsonDepth"],
  ["Path", "path"],
  ["pth", "path"],
  ["credentials", "credential"],
  ["mdoe", "mode"],
])("%s suggests %s", (word, known) => {
  expect(suggest(word, keys)).toBe(known);
});

test.each(["zebra", "nope", "x", "", "a".repeat(65)])("%j suggests nothing", (word) => {
  expect(didYouMean(word, keys)).toBe("");
});
