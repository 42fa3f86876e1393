import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { inFolder, type Ran, runSluice } from "./run-sluice.ts";

const tested = (name: string, text: string): Promise<Ran> =>
  inFolder((directory) => {
    writeFileSync(join(directory, name), text);
    return runSluice(["detectors", "test", name], { directory });
  });

it.each([
  [
    "a key that is misspelt",
    "e.yaml",
    "- {text: SSN 078-05-1120, find: [{value: 078-05-1120, entiti: US_SSN}]}",
    'e.yaml, entry 1: it has a key in "find" besides value and entity.',
  ],
  [
    "an entity that there is not",
    "e.yaml",
    "- {text: none, find: []}\n- {text: SSN 078-05-1120, find: [{value: 078-05-1120, entity: NOPE}]}",
    'e.yaml, entry 2: it names an entity in "find" that there is not; `sluice detectors` lists them.',
  ],
  ["nothing", "e.yaml", "[]", "e.yaml holds no text, so there is nothing to test."],
  ["no lines", "e.jsonl", "\n", "e.jsonl holds no text, so there is nothing to test."],
  ["JSON without its end", "e.json", '[{"text": "a"}\n', "e.json, line 1: it is not JSON."],
  ["JSON with a mistake", "e.json", '[\n{"text": "a",}\n]', "e.json, line 2: it is not JSON."],
  ["no list", "e.json", "{}", "e.json: it must be a list of {text: ..., find: [...]}."],
  ["YAML without its end", "e.yaml", "- {text: a\n", "e.yaml, line 2: it cannot be read: "],
])("refuses %s with exit code 2, and says where", async (_what, name, text, words) => {
  const ran = await tested(name, text);
  expect([ran.code, ran.out]).toEqual([2, ""]);
  expect(ran.err).toContain(words);
  expect(ran.err).toContain(name);
  expect(ran.err).not.toMatch(/\.\.$/m);
});

it("refuses a file that is not there with exit code 2", async () => {
  const ran = await inFolder((directory) => runSluice(["detectors", "test", "none.yaml"], { directory }));
  expect(ran).toMatchObject({ code: 2, out: "", err: "none.yaml cannot be read (ENOENT).\n" });
});

it("shows what is found in a plain text in its order", async () => {
  const { code, out } = await tested(
    "a.txt",
    "SSN 078-05-1120, mail alice@example.com, card 4111 1111 1111 1111, SSN 078-05-1120.",
  );
  const starts = [...out.matchAll(/^ {2}(\d+)-/gm)].map(([, start]) => Number(start));
  expect(code).toBe(0);
  expect(starts.length).toBeGreaterThan(3);
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
});
