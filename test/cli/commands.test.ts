import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogueWith } from "../../src/inspect/detectors/catalogue-with.ts";
import { version } from "../../src/version.ts";
import { inFolder, runSluice } from "./run-sluice.ts";

const TEXT = "mail alice@example.com, card 4111 1111 1111 1111, SSN 078-05-1120; nothing else.\n";
const REDACTED = "mail <EMAIL_ADDRESS>, card <CREDIT_CARD>, SSN <US_SSN>; nothing else.\n";

describe("sluice", () => {
  it("says its version, and helps with examples", async () => {
    const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(manifest.version).toBe(version);
    expect(await runSluice(["--version"])).toMatchObject({ code: 0, out: `${version}\n` });
    const help = await runSluice(["--help"]);
    expect(help.code).toBe(0);
    for (const word of ["serve", "try", "init", "check", "redact", "detectors", "audit", "Examples", "Exit codes"])
      expect(help.out).toContain(word);
  });

  it.each([
    [["nonsense"], "unknown command"],
    [["serve"], "--config FILE or --upstream URL"],
    [["redact", "--chunk", "zero"], "--chunk takes"],
    [["redact", "--direction", "sideways"], "Allowed choices"],
    [["try"], "missing required argument"],
    [["serve", "--upstream", "http://127.0.0.1:1", "--listen", "0.0.0.0:0"], "--allow-anonymous"],
    [["serve", "--upstream", "ftp://x"], "--upstream"],
  ])("refuses %j with exit code 2", async (args, words) => {
    const ran = await inFolder((directory) => runSluice(args, { directory }));
    expect([ran.code, ran.out]).toEqual([2, ""]);
    expect(ran.err).toContain(words);
    expect(ran.err).not.toMatch(/\n\s+at /);
  });

  it.each([
    [[]],
    [["--chunk", "1"]],
    [["--chunk", "random:7"]],
    [["--direction", "request"]],
  ])("redacts with %j", async (args) => {
    expect(await inFolder((directory) => runSluice(["redact", ...args], { input: TEXT, directory }))).toMatchObject({
      code: 0,
      out: REDACTED,
    });
  });

  it("redacts lines of JSON, with offsets in UTF-16 units, the same at every chunking", async () => {
    const lines = ["\u{1f600} alice@example.com", "Grüße 078-05-1120", "nothing"];
    const input = lines.map((text, id) => JSON.stringify({ id, text })).join("\n");
    const [whole, cut] = await inFolder(async (directory) => [
      await runSluice(["redact", "--jsonl"], { input, directory }),
      await runSluice(["redact", "--jsonl", "--chunk", "random:3"], { input, directory }),
    ]);
    expect(cut?.out).toBe(whole?.out);
    const answers =
      whole?.out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)) ?? [];
    expect(answers).toMatchObject([
      { id: 0, findings: [{ start: 3, end: 20, entity: "EMAIL_ADDRESS" }], redacted: "\u{1f600} <EMAIL_ADDRESS>" },
      { id: 1, findings: [{ start: 6, end: 17, entity: "US_SSN" }], redacted: "Grüße <US_SSN>" },
      { id: 2, findings: [], redacted: "nothing" },
    ]);
  });

  it.each([
    ["no JSON", "{", "Line 1 is not JSON"],
    ["no text", '{"id":1}', 'Line 1 has no "text"'],
  ])("says which line of --jsonl has %s", async (_name, input, words) => {
    const ran = await inFolder((directory) => runSluice(["redact", "--jsonl"], { input, directory }));
    expect([ran.code, ran.err.includes(words)]).toEqual([1, true]);
  });

  it("lists its detectors for people and for machines", async () => {
    const [people, machines] = [await runSluice(["detectors"]), await runSluice(["detectors", "--json"])];
    const entries = machines.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(entries).toEqual(JSON.parse(JSON.stringify(catalogueWith("broad"))));
    for (const { id } of catalogueWith("broad")) expect(people.out).toContain(id);
  });

  it("shows whole entries of one name, with their source and what they do not find", async () => {
    const ssn = catalogueWith("none").find(({ id }) => id === "us-ssn");
    const [people, machines] = [
      await runSluice(["detectors", "us-ssn"]),
      await runSluice(["detectors", "US_SSN", "--json"]),
    ];
    for (const words of ["US_SSN, regulated", ssn?.source, ...(ssn?.counterExamples ?? []).map(({ text }) => text)])
      expect(people.out).toContain(words);
    for (const line of machines.out.trim().split("\n")) expect(JSON.parse(line)).toMatchObject({ entity: "US_SSN" });
    expect(await runSluice(["detectors", "US_SNN"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("no such"),
    });
  });

  it("writes a configuration that checks as it stands, once", async () => {
    await inFolder(async (directory) => {
      expect((await runSluice(["init"], { directory })).code).toBe(0);
      const again = await runSluice(["init"], { directory });
      expect([again.code, again.err.includes("--force")]).toEqual([1, true]);
      JSON.parse(readFileSync(join(directory, "sluice.schema.json"), "utf8"));
      const checked = await runSluice(["check"], { directory });
      expect(checked).toMatchObject({ code: 0, err: "" });
      expect(checked.out.split("\n").length).toBeLessThan(60);
      for (const words of [/prompts +regulated: \d+ replace/, /answers +the same/, /best effort +STREET_ADDRESS/])
        expect(checked.out).toMatch(words);
      const all = await runSluice(["check", "--all"], { directory });
      expect(all.out).toMatch(/^ {2}CREDIT_CARD +replace +replace$/m);
      expect(all.out).not.toMatch(/(\w+) or \1\b/);
      const facts = JSON.parse((await runSluice(["check", "--json"], { directory })).out);
      expect(facts.connections.length).toBeGreaterThan(0);
    });
  });

  it("says of a configuration what it does otherwise than by default", async () => {
    await inFolder(async (directory) => {
      const connection = "a: { dialect: openai, upstream: 'https://a.example', clients: anonymous }";
      writeFileSync(
        join(directory, "sluice.yaml"),
        `version: 1\nconnections: { ${connection} }\nmask: { entities: { US_SSN: { request: hash } } }\n`,
      );
      const { out } = await runSluice(["check"], { directory });
      expect(out).toMatch(/other than the default\n +US_SSN +prompts hash, answers replace +mask\.entities\.US_SSN\n/);
    });
  });

  it("names every problem of a configuration with its place", async () => {
    await inFolder(async (directory) => {
      writeFileSync(
        join(directory, "bad.yaml"),
        "version: 1\nlisten: { address: nowhere }\nconections: {}\nlimits: { body: 8 }\n",
      );
      const ran = await runSluice(["check", "-c", "bad.yaml"], { directory });
      expect(ran.code).toBe(2);
      for (const words of ["bad.yaml:2:", "listen.address", "conections", "connections", "limits.body"])
        expect(ran.err).toContain(words);
    });
  });

  it("says where an audit trail would be when there is none", async () => {
    const ran = await inFolder((directory) => runSluice(["audit", "cat"], { directory }));
    expect([ran.code, ran.err.includes("no audit trail")]).toEqual([1, true]);
  });

  it("shows one exchange from four points of view, and the model never sees the values", async () => {
    const ran = await inFolder((directory) => runSluice(["try", "my SSN is 078-05-1120, repeat it"], { directory }));
    expect(ran.code).toBe(0);
    const blocks = ran.out.split(/^(?=you sent|the model received|the model said|you got)/m);
    const [sent, received, said, got] = blocks.map((block) => block.replaceAll(/\s+/g, " "));
    expect(sent).toContain("078-05-1120");
    expect(received).toContain("my SSN is <US_SSN>, repeat it");
    expect(said).toContain("alice@example.com");
    for (const value of ["alice@example.com", "4111 1111", "078-05-1120", "AKIAIOSFODNN7EXAMPLE", "555-0143"])
      expect(got).not.toContain(value);
    expect(got).toContain("<EMAIL_ADDRESS>");
    expect(got).toContain("The rest of this story is public.");
  });
});
