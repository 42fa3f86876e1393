/** The examples of docs/own-detectors.md are what a person would write: each is accepted as it stands, and does what the page says. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { checkConfig } from "../../src/config/parse-config.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { inFolder, runSluice } from "../cli/run-sluice.ts";

const page = readFileSync(new URL("../../docs/own-detectors.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => text);
const settings = blocks.filter((text) => text.startsWith("detectors:"));
const expectations = blocks.filter((text) => text.startsWith("- text"));
const connections = "connections: { c: { dialect: openai, upstream: 'https://api.openai.com', clients: anonymous } }\n";

describe("docs/own-detectors.md", () => {
  it("has examples", () => {
    expect([settings.length, expectations.length]).toEqual([3, 1]);
  });

  it.each(settings)("is accepted: %s", (text) => {
    const value = { version: 1, ...(parseYaml(connections) as object), ...(parseYaml(text) as object) };
    checkConfig(value, () => undefined, { source: "page", directory: "/tmp", detectors: catalogue });
  });

  it("meets its own expectations, and says where others are not met", async () => {
    await inFolder(async (directory) => {
      writeFileSync(join(directory, "c.yaml"), `version: 1\n${connections}${settings[0]}`);
      writeFileSync(join(directory, "good.yaml"), expectations[0] ?? "");
      writeFileSync(
        join(directory, "bad.jsonl"),
        '{"text":"PRJ-123456","find":[]}\n{"text":"x","find":["x"]}\n\n{"text":"Aurora","find":[{"value":"Aurora","entity":"US_SSN"}]}\n{"text":"Aurora"}\n',
      );
      const run = (file: string, ...more: string[]) =>
        runSluice(["detectors", "test", file, "--config", "c.yaml", ...more], { directory });
      const good = await run("good.yaml");
      expect([good.code, good.err, good.out]).toEqual([0, "", "ok  3 texts: found is what should be found\n"]);
      const bad = await run("bad.jsonl");
      expect(bad.code).toBe(1);
      expect(bad.out.split("\n")).toEqual([
        "line 1",
        '  unexpected  "PRJ-123456 (PROJECT_CODE, project-code)"',
        "line 2",
        '  not found   "x"',
        "line 4",
        '  not found   "Aurora (US_SSN)"',
        "line 5",
        '  0-6  PROJECT_NAME  mask  project-name  "Aurora"',
        "failed  3 of 3 texts; `sluice detectors explain` says why of each",
        "",
      ]);
      const machines = (await run("bad.jsonl", "--json")).out.trim().split("\n");
      expect(machines.map((line) => (JSON.parse(line) as { passed: boolean | null }).passed)).toEqual([
        false,
        false,
        false,
        null,
      ]);
    });
  });
});

describe("sluice detectors test", () => {
  it.each([
    ["a.yaml", "text: x", "a.yaml: it must be a list"],
    ["a.yaml", "- { txt: x }", 'a.yaml, entry 1: it has no "text"'],
    ["a.yaml", "- { text: x, finds: [] }", "a key besides id, text, context and find"],
    ["a.yaml", "- { text: x, find: x }", 'a "find" that is no list'],
    ["a.yaml", "- { text: x, find: [1] }", "something else in"],
    ["a.yaml", "- { text: x, find: [", "a.yaml, line 1: it cannot be read"],
    ["a.jsonl", "{", "a.jsonl, line 1: it is not JSON"],
  ])("refuses %s with %j", async (name, text, words) => {
    const ran = await inFolder((directory) => {
      writeFileSync(join(directory, name), text);
      return runSluice(["detectors", "test", name], { directory });
    });
    expect([ran.code, ran.err.includes(words), ran.err]).toEqual([2, true, ran.err]);
  });

  it("shows what is found in a text that says nothing of it, and says when there is no file", async () => {
    await inFolder(async (directory) => {
      writeFileSync(join(directory, "a.txt"), "SSN 078-05-1120");
      const ran = await runSluice(["detectors", "test", "a.txt"], { directory });
      expect([ran.code, ran.out.includes("US_SSN")]).toEqual([0, true]);
      const none = await runSluice(["detectors", "test", "none.txt"], { directory });
      expect([none.code, none.err]).toEqual([2, "none.txt cannot be read (ENOENT).\n"]);
      const help = await runSluice(["detectors", "test", "--help"], { directory });
      expect(help.out).toContain("Exit codes");
    });
  });
});
