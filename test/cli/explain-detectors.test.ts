import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/cli/explain-detectors.ts";
import { inFolder, runSluice } from "./run-sluice.ts";

const config = (more: string): string => `version: 1
connections:
  a: { dialect: openai, upstream: "https://a.example", clients: anonymous }
  b: { dialect: openai, upstream: "https://b.example", clients: anonymous, mode: observe }
${more}`;

/** `[value, detector, outcome, why]` of each candidate. */
async function explain(text: string, more: string | undefined, ...args: string[]): Promise<readonly string[][]> {
  const ran = await inFolder((directory) => {
    if (more !== undefined) writeFileSync(join(directory, "c.yaml"), config(more));
    const own = more === undefined ? [] : ["--config", "c.yaml"];
    return runSluice(["detectors", "explain", "--json", ...own, ...args, text], { directory });
  });
  expect([ran.code, ran.err]).toEqual([0, ""]);
  return ran.out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Answer)
    .map(({ start, end, detector, outcome, why }) => [text.slice(start, end), detector, outcome, why.join("; ")]);
}

describe("sluice detectors explain", () => {
  it("says what is found and what becomes of it, in UTF-16 units", async () => {
    const answers = await explain("\u{1f600} alice@example.com, 10.0.0.1", undefined);
    expect(answers.filter(([, , outcome]) => outcome !== "refused")).toEqual([
      ["alice@example.com", "email", "redacted", "replace (default.confidential)"],
      ["10.0.0.1", "ipv4", "left alone", "allow (default.internal)"],
    ]);
  });

  it("says which check says no", async () => {
    const found = await explain("card 4111 1111 1111 1112, no", undefined, "--detector", "payment-card-grouped");
    expect(found).toContainEqual(["4111 1111 1111 1112", "payment-card-grouped", "refused", "the check luhn says no"]);
  });

  it("looks at the context, and shows none of it", async () => {
    const [first] = await explain("hunter2", undefined, "--context", "password: ");
    expect(first).toEqual(["hunter2", "password-assignment", "redacted", "replace (default.credential)"]);
  });

  it("says which line rules, what is switched off and why, and that a connection only observes", async () => {
    const more = "mask: { entities: { EMAIL_ADDRESS: { response: hash } } }\ndetectors: { off: [US_SSN] }\n";
    const text = "a@example.com 078-05-1120";
    const of = (found: readonly string[][], detector: string) => found.find(([, id]) => id === detector)?.slice(2);
    const enforced = await explain(text, more);
    expect(of(enforced, "email")).toEqual(["redacted", "hash (mask.entities.EMAIL_ADDRESS)"]);
    expect(of(enforced, "us-ssn")).toEqual(["off", "detectors.off"]);
    const observed = await explain(text, more, "--connection", "b");
    expect(of(observed, "email")).toEqual(["left alone", "the connection only observes"]);
  });

  it("knows the configuration's own detectors", async () => {
    const more = String.raw`detectors: { custom: [{ entity: PROJECT_CODE, pattern: '\bPRJ-\d{4}\b' }] }`;
    expect(await explain("PRJ-1234 xPRJ-1234", more, "--detector", "PROJECT_CODE")).toEqual([
      ["PRJ-1234", "project-code", "redacted", "replace (default.confidential)"],
      ["PRJ-1234", "project-code", "refused", "what must not stand directly before it does (notBefore)"],
    ]);
  });

  it("knows what is found within base64", async () => {
    const [value, other] = ["Write to alice@example.com, please. ", "Nothing in here is anybody's business"].map(
      (text) => Buffer.from(text).toString("base64"),
    );
    const found = await explain(`${value} ${other}`, undefined, "--detector", "base64-value");
    expect(found.map(([span, , outcome]) => [span, outcome])).toEqual([
      [value, "redacted"],
      [other?.replace(/=+$/, ""), "refused"],
    ]);
  });

  it("says that nobody names an optional detector, here or anywhere", async () => {
    const text = "def total(rows):\n    return rows\n";
    const rule = "rules: [{ id: r, if: { tags: [source-code], connections: [b] }, then: block }]\n";
    const found = await explain(text, rule, "--detector", "SOURCE_CODE");
    expect(found[0]?.slice(2)).toEqual(["off", "no mask line and no rule names its entity or one of its tags"]);
    const on = await explain(text, rule, "--detector", "SOURCE_CODE", "--connection", "b");
    expect(on[0]?.[3]).not.toContain("no rule names");
    const ran = await inFolder((directory) =>
      runSluice(["detectors", "explain", "--detector", "SOURCE_CODE", text], { directory }),
    );
    expect(ran.code).not.toBe(0);
    expect(ran.err).toContain("it is off, for no mask line and no rule names");
  });

  it("is read by people, too", async () => {
    const ran = await inFolder((directory) =>
      runSluice(["detectors", "explain", "-"], { directory, input: "SSN 078-05-1120" }),
    );
    expect(ran.out).toMatch(/^4-15 +US_SSN \(us-ssn\) +redacted +"078-05-1120"\n +replace \(default\.regulated\)/m);
    const none = await inFolder((directory) => runSluice(["detectors", "explain", "hello"], { directory }));
    expect(none.out).toContain("Nothing is found");
  });

  it("tells what is found first, then the refused that come nearest, and how many more there are", async () => {
    const text = "mail alice@example.com, card 4111 1111 1111 1112.";
    const ran = await inFolder((directory) => runSluice(["detectors", "explain", text], { directory }));
    const heads = ran.out.split("\n").filter((line) => /^\d/.test(line));
    expect(heads[0]).toMatch(/EMAIL_ADDRESS.*redacted/);
    expect(heads[1]).toMatch(/payment-card-grouped.*refused/);
    expect(heads.length).toBe(9);
    expect(ran.out).toMatch(/\nand \d+ more that are refused and come less near: --all shows them\.\n$/);
    const all = await inFolder((directory) => runSluice(["detectors", "explain", "--all", text], { directory }));
    expect(all.out.length).toBeGreaterThan(3 * ran.out.length);
    expect(all.out).not.toContain("--all");
    // Spellings of one word are one.
    expect(all.out).toContain("davčna številka");
    expect(all.out).not.toContain("davČna");
  });

  it("looks for names of people when it is asked to, and says how", async () => {
    const found = await explain("name: Olga Kowalski", undefined, "--person", "broad", "--detector", "PERSON");
    expect(found[0]?.slice(0, 3)).toEqual(["Olga Kowalski", expect.stringContaining("person"), "redacted"]);
  });

  it("explains a detector whose example fails", async () => {
    const more = "detectors: { custom: [{ entity: PROJECT_CODE, pattern: abc, examples: [zzz] }] }";
    expect(await explain("abc.", more, "--detector", "PROJECT_CODE")).toEqual([
      ["abc", "project-code", "redacted", "replace (default.confidential)"],
    ]);
  });

  it.each([
    [["--detector", "PERSON", "x"], 2, "--person precise"],
    [["--detector", "nonesuch", "x"], 2, "no such detector or entity"],
    [["--connection", "nonesuch", "x"], 2, "no such connection"],
    [["x".repeat(70_000)], 1, "at most 65536 are explained"],
    [[], 2, "missing required argument"],
  ])("refuses %j", async (args, code, words) => {
    const ran = await inFolder((directory) => runSluice(["detectors", "explain", ...args], { directory }));
    expect([ran.code, ran.err.includes(words)]).toEqual([code, true]);
  });
});
