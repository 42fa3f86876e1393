import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("every promise of the threat model names the tests that show it, and they exist", () => {
  const page = readFileSync("docs/threat-model.md", "utf8");
  const promises = page.slice(page.indexOf("## What is promised"), page.indexOf("## What is not promised"));
  const rows = promises.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| promise"));
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    const files = [...row.matchAll(/`(test\/[^`]+)`/g)].map((match) => match[1] ?? "");
    expect([row, files.length > 0]).toEqual([row, true]);
    for (const file of files) expect([file, existsSync(file)]).toEqual([file, true]);
  }
});
