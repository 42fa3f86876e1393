import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { forMachines, forPeople } from "../../src/cli/bench.ts";
import type { ConfigCosts } from "../../src/costs/config-costs.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { inFolder, runSluice } from "./run-sluice.ts";

const [rule] = catalogue;
if (rule === undefined) throw new Error("no detector");
const saved = { saves: 40, within: 3 };
const costs: ConfigCosts = {
  base: 100,
  whole: 1_500,
  groups: [
    { name: "pii, x", detectors: 30, alone: 400, saved },
    { name: "own: mine", detectors: 1, alone: 5, saved: undefined },
  ],
  dearest: [
    {
      detector: { id: rule.id, entity: rule.entity, tags: rule.tags, own: false, rules: [rule] },
      alone: 50,
      saved,
    },
  ],
  measuredAlone: 31,
  connections: [{ connection: "openai", direction: "request", detectorsOn: 31, whole: 1_500 }],
  rules: [
    { rule: "decides", detectors: [], alone: 0 },
    { rule: "asks", detectors: ["a", "b"], alone: 77 },
  ],
};
const corpus = { name: "some text", bytes: 2_048, texts: [] };

describe("sluice bench", () => {
  it.each([
    [["--top", "0"], "--top takes a whole number from 1 to 50"],
    [["--top", "many"], "--top takes a whole number from 1 to 50"],
    [["--config", "missing.yaml"], "missing.yaml"],
  ])("refuses %j with exit code 2", async (args, words) => {
    const ran = await inFolder((directory) => runSluice(["bench", ...args], { directory }));
    expect([ran.code, ran.out]).toEqual([2, ""]);
    expect(ran.err).toContain(words);
  });

  it("refuses a corpus that cannot be measured, before it takes a minute", async () => {
    const ran = await inFolder((directory) => {
      writeFileSync(join(directory, "small.txt"), "small");
      return runSluice(["bench", "--corpus", "small.txt"], { directory });
    });
    expect([ran.code, ran.out]).toEqual([1, ""]);
    expect(ran.err).toContain("small.txt has 5 bytes");
  });

  it("tells people each figure with what it is of", () => {
    const text = forPeople(costs, corpus, (_style, words) => words);
    for (const line of [
      /1500 {2}all 31 detectors/,
      /100 {2}of that without any/,
      /1500 {2}openai, request \(31 detectors on\)/,
      /0 {2}decides \(decides about what others find\)/,
      /77 {2}asks \(2 detectors that only it asks for\)/,
      /400 +40 ± +3 {2}pii, x \(30\)/,
      /5 +own: mine \(1\)/,
    ])
      expect(text).toMatch(line);
    expect(text).toContain(rule.id);
    expect(text).not.toMatch(/NaN|undefined/);
  });

  it("tells machines the same, with why, and nothing of the expressions", () => {
    const json = JSON.parse(JSON.stringify(forMachines(costs, corpus)));
    expect(json).toMatchObject({
      corpus: { name: "some text", bytes: 2_048 },
      whole: 1_500,
      dearest: [{ id: rule.id, entity: rule.entity, alone: 50, saved, why: [{ route: expect.any(String) }] }],
    });
    expect(JSON.stringify(json)).not.toContain("pattern");
  });
});
