import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openTextRedactor, parseChunking } from "../../src/cli/text-redactor.ts";
import { createOracleScanner } from "../oracle/oracle.ts";

// The oracle stands in for the engine, so that nothing has to be built for this test.
const redactor = openTextRedactor({
  direction: "response",
  scanner: createOracleScanner,
  directory: mkdtempSync(join(tmpdir(), "sluice-test-")),
});
const chunkings = ["1", "3", "random:1", "random:99"].map(parseChunking);

describe("one text at a time", () => {
  it.each([
    ["nothing", "", "", []],
    [
      "characters of every length",
      "Grüße €\u{1f600} alice@example.com",
      "Grüße €\u{1f600} <EMAIL_ADDRESS>",
      [[10, 27]],
    ],
    [
      "a value that swallows its tail",
      `password=${"hunter2hunter".repeat(9)} ok`,
      "password=<PASSWORD> ok",
      [[9, 126]],
    ],
  ])("redacts %s, with findings in UTF-16 units, at every chunking", (_name, text, out, places) => {
    for (const chunking of [parseChunking(undefined), ...chunkings]) {
      const result = redactor.redact(text, chunking);
      expect(result.text).toBe(out);
      expect([...new Set(result.findings.map(({ start, end }) => `${start}-${end}`))]).toEqual(
        places.map(([start, end]) => `${start}-${end}`),
      );
    }
  });

  it.each(["0", "-1", "x", "random", "random:x", "1.5"])("refuses the chunking %s", (text) => {
    expect(() => parseChunking(text)).toThrow(/--chunk/);
  });
});

describe("names of people", () => {
  const text = "it was Maria Schmidt";
  const ofPeople = (person: "none" | "precise") =>
    openTextRedactor({
      direction: "response",
      scanner: createOracleScanner,
      directory: mkdtempSync(join(tmpdir(), "sluice-test-")),
      person,
    });

  it("are found where they are asked for", () => {
    expect(ofPeople("none").redact(text, { kind: "whole" }).text).toBe(text);
    expect(ofPeople("precise").redact(text, { kind: "fixed", bytes: 3 }).text).toBe("it was <PERSON>");
  });
});
