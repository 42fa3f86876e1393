/** The quality table: the scorer's output read right, judged right, and the README's is the record's. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { replaceMarked } from "../../bench/marked.ts";
import { judge, parseScores, type Quality, qualityTable, rows } from "../../bench/quality.ts";

const output = `
some.jsonl: 30 lines, 0.45 s, noise 0.34 per 10k clean characters
family              gold   leak     partial  found  precision
EMAIL_ADDRESS         58    0.0 %    0.0 %     60   95.0 %
US_SSN                44   25.0 %   10.0 %      0    0.0 %
`;

describe("the quality table", () => {
  it("reads the scorer's output", () => {
    const found = parseScores(output);
    expect(found.get("EMAIL_ADDRESS")).toEqual({ values: 58, leaked: 0, findings: 60, right: 57 });
    expect(found.get("US_SSN")).toEqual({ values: 44, leaked: 11, findings: 0, right: 0 });
    expect(found.get("noise")?.findings).toBeCloseTo(34);
  });

  it("adds corpora and families, and judges leak and precision", () => {
    const row = { name: "x", corpora: ["a", "b"], by: "type", mostLeak: 10, leastPrecision: 90 } as const;
    const both = [parseScores(output), parseScores(output)];
    expect(judge({ ...row, families: ["EMAIL_ADDRESS"] }, both)).toMatchObject({
      values: 116,
      leak: 0,
      precision: 95,
      holds: true,
    });
    expect(judge({ ...row, families: { allBut: ["EMAIL_ADDRESS"] } }, both)).toMatchObject({
      values: 88,
      leak: 25,
      holds: false,
    });
  });

  it("does not hold where nothing was found or nothing was there", () => {
    const row = { name: "x", corpora: ["a"], by: "type", mostLeak: 100, leastPrecision: 1 } as const;
    expect(judge({ ...row, families: ["US_SSN"] }, [parseScores(output)]).holds).toBe(false);
    expect(judge({ ...row, families: ["PERSON"] }, [parseScores(output)]).holds).toBe(false);
  });

  it("judges noise by the million characters", () => {
    const row = { name: "x", corpora: ["a"], by: "type", families: ["noise"], mostNoise: 33 } as const;
    expect(judge(row, [parseScores(output)])).toMatchObject({ noise: 34, holds: false });
  });

  it("stands in the README as it stands in the record, with every row", () => {
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    const record = readFileSync(new URL("../../bench/records/quality.json", import.meta.url), "utf8");
    const { figures } = JSON.parse(record) as { figures: Quality[] };
    expect(figures.map(({ name }) => name)).toEqual(rows.map(({ name }) => name));
    expect(replaceMarked(readme, "quality", "npm run eval", qualityTable(figures))).toBe(readme);
  });
});
