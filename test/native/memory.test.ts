/**
 * Native memory is freed with its ruleset. In a process of its own, with the collector at hand.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import { addonFile, Ruleset } from "../../src/scanning/addon.ts";

const run = promisify(execFile);

/** Loading all of it 160 times takes minutes under the sanitizers, and one ruleset of these takes megabytes, too. */
const sampled = catalogue.filter((_, i) => i % 16 === 0);

const program = `
const { Ruleset } = require(process.argv[1]);
const bytes = require("node:fs").readFileSync(0);
const rounds = Number(process.argv[2]);
const megabytes = () => { for (let i = 0; i < 4; i += 1) gc(); return process.memoryUsage().rss / 2 ** 20; };
const settle = () => new Promise((resolve) => setImmediate(resolve));
(async () => {
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    for (let i = 0; i < 20; i += 1) { Ruleset.load(bytes); if (i % 5 === 0) { gc(); await settle(); } }
    gc(); await settle();
    measured.push(megabytes());
  }
  console.log(JSON.stringify(measured));
})();
`;

/** Nobody asks for a collection here: the collector has to know of itself what hangs on the small objects. */
const unasked = `
const { Ruleset } = require(process.argv[1]);
const bytes = require("node:fs").readFileSync(0);
const settle = () => new Promise((resolve) => setImmediate(resolve));
let live = 0;
const collected = new FinalizationRegistry(() => { live -= 1; });
(async () => {
  let most = 0;
  for (let i = 0; i < 100; i += 1) {
    collected.register(Ruleset.load(bytes));
    live += 1;
    most = Math.max(most, live);
    await settle();
  }
  console.log(most);
})();
`;

describe("native memory", () => {
  it("of rulesets that are let go of is freed before it piles up", async () => {
    const running = run(process.execPath, ["-e", unasked, addonFile]);
    running.child.stdin?.end(Ruleset.compile(createRulesetSpec(sampled).bytes).serialize());
    // A hundred of them come to nearly half a gigabyte.
    expect(Number((await running).stdout)).toBeLessThan(50);
  }, 180_000);

  it("goes with the ruleset that it belongs to", async () => {
    const running = run(process.execPath, ["--expose-gc", "-e", program, addonFile, "8"]);
    running.child.stdin?.end(Ruleset.compile(createRulesetSpec(sampled).bytes).serialize());
    const measured = JSON.parse((await running).stdout) as number[];
    // One ruleset takes megabytes; twenty that leaked would show in every round.
    expect((measured.at(-1) ?? 0) - (measured[2] ?? 0)).toBeLessThan(16);
    // The sanitizers need more than half a minute for 160 of them.
  }, 180_000);
});
