/** The README's table and the page are the newest record's, and say of every bound whether it holds. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { replaceMarked } from "../../bench/marked.ts";
import { performanceTable } from "../../bench/performance.ts";
import { recordPage } from "../../bench/record-page.ts";
import { type BenchRecord, currentOfEach, pageOf } from "../../bench/records.ts";
import { fromRoot } from "../../bench/root.ts";
import type { Measure } from "../../bench/trial.ts";

const machine = {
  ...{ date: "2026-01-02", at: "2026-01-02T03:04:05.000Z", cpu: "A | B", cores: 2, memoryGiB: 4 },
  ...{ node: "v20.1.0", commit: "abc", changed: 0, detectors: 7 },
};
const recordOf = (...measures: Measure[]): BenchRecord => ({
  machine,
  reports: [{ bench: "b", measures, skipped: ["the moon"] }],
});

describe("the README's table", () => {
  it("shows what must hold and what is beside a baseline, and says what is missed and what was not measured", () => {
    const record = recordOf(
      { name: "fast", value: 2, unit: "GB/s", least: 1 },
      { name: "slow", value: 3, unit: "ms", most: 2 },
      { name: "beside | it", value: 1.5, unit: "x" },
      { name: "not shown", value: 9, unit: "us" },
    );
    expect(performanceTable([{ ...record, file: "r.json", since: [] }]).split("\n")).toEqual([
      "- A | B, 2 cores, Node 20.1.0, 7 detectors, 2026-01-02, commit abc: of 2 numbers that must hold, 1 do. [All measures and their trials](bench/records/r.html).",
      "",
      "| | must hold | A \\| B |",
      "|---|---|---|",
      "| **b** | | |",
      "| fast | at least 1 | 2.00 GB/s, holds |",
      "| slow | at most 2 | 3.00 ms, **missed** |",
      "| beside \\| it |  | 1.50 x |",
      "",
      "Not measured:",
      "",
      "- A | B: the moon.",
    ]);
  });

  it("has a column for each processor, and a row for what only one of them has measured", () => {
    const first = recordOf({ name: "fast", value: 2, unit: "GB/s", least: 1 });
    const second = recordOf(
      { name: "fast", value: 0.5, unit: "GB/s", least: 1 },
      { name: "more", value: 1, unit: "x" },
    );
    const table = performanceTable([
      { ...first, file: "1.json", since: [] },
      { ...second, machine: { ...machine, cpu: "Some(R) Chip(TM) CPU @ 3 GHz" }, file: "2.json", since: [] },
    ]);
    expect(table.split("\n").filter((line) => line.startsWith("| "))).toEqual([
      "| | must hold | A \\| B | Some Chip @ 3 GHz |",
      "| **b** | | | |",
      "| fast | at least 1 | 2.00 GB/s, holds | 0.500 GB/s, **missed** |",
      "| more |  |  | 1.00 x |",
    ]);
  });

  it("has of each bench what was measured last, and says when", () => {
    const of = (bench: string, value: number) => ({
      bench: `${bench}: of it`,
      measures: [{ name: bench, value, unit: "ms", most: 2 }],
      skipped: value > 2 ? [`the ${bench}`] : [],
    });
    const newer = { ...machine, date: "2026-01-09", commit: "def" };
    const table = performanceTable([
      {
        ...{ machine, reports: [of("engine", 3), of("lane", 1)], file: "all.json" },
        since: [
          { machine: newer, reports: [of("engine", 1)], file: "engine-2.json" },
          { machine: newer, reports: [of("engine", 4), of("lane", 5)], file: "quick-1.json" },
        ],
      },
    ]);
    expect(table).toContain(
      "of 2 numbers that must hold, 1 do. [All measures and their trials](bench/records/all.html). Measured again since: " +
        "engine ([2026-01-09, commit def](bench/records/engine-2.html)), lane ([2026-01-09, commit def](bench/records/quick-1.html)).",
    );
    expect(table).toContain("| engine | at most 2 | 1.00 ms, holds |");
    expect(table).toContain("| lane | at most 2 | 5.00 ms, **missed** |");
    expect(table).not.toContain("the engine");
  });

  it("lets the worst of many with one bound speak for all", () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ name: `m${i}`, value: i === 4 ? 1.9 : 1, unit: "x", most: 2 }));
    const table = performanceTable([{ ...recordOf(...many), file: "p.json", since: [] }]);
    expect(table.match(/^\| m\d/gm)).toHaveLength(1);
    expect(table).toContain("| m4 (the worst of 9) | at most 2 | 1.90 x, holds |");
  });

  it("stands in the README as the newest record of each processor has it, and so do the pages beside them", () => {
    const records = currentOfEach();
    expect(records.length).toBeGreaterThan(0);
    const readme = readFileSync(fromRoot("README.md"), "utf8");
    const table = performanceTable(records);
    // Where this fails: npm run bench:readme
    expect(replaceMarked(readme, "performance", "npm run bench:readme", table)).toBe(readme);
    for (const record of records.flatMap((current) => [current, ...current.since]))
      expect(readFileSync(fromRoot(`bench/records/${pageOf(record.file)}`), "utf8")).toBe(recordPage(record));
  });
});

describe("the page", () => {
  const page = recordPage(
    recordOf(
      { name: "a <b>", value: 2, unit: "GB/s", least: 1, trials: [1.9, 2, 2.2] },
      { name: "over", value: 5, unit: "ms", most: 2 },
    ),
  );

  it("needs nothing from anywhere, and lets no text become markup", () => {
    expect(page).not.toMatch(/\b(?:src|href)\s*=|@import|url\(|<link|\bfetch\(/i);
    expect(page).not.toContain("a <b>");
    expect(page).toContain("a &lt;b&gt;");
  });

  it("marks what is missed, and draws the trials as shares of their median", () => {
    expect(page.match(/class="bar over"/g)).toHaveLength(1);
    const charts = JSON.parse(/id="charts">(.*?)<\/script>/.exec(page)?.[1] ?? "");
    expect(charts).toMatchObject([
      {
        data: [
          [1, 2, 3],
          [0.95, 1, 1.1],
        ],
        lines: [{ name: "a <b>" }],
      },
    ]);
  });
});
