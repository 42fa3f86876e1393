import { describe, expect, it } from "vitest";
import { compareReports } from "../../bench/comparison.ts";
import type { Measure } from "../../bench/trial.ts";

const report = (...measures: Measure[]) => [{ bench: "b", measures, skipped: [] }];
const compared = (before: Measure, now: Measure) => compareReports(report(before), report(now))[0];

describe("a measure beside what it was", () => {
  it("is better by a ratio above 1 whichever way its unit counts", () => {
    const speed = { name: "scan", unit: "GB/s" };
    expect(compared({ ...speed, value: 1 }, { ...speed, value: 2 })).toMatchObject({ ratio: 2, verdict: "better" });
    const time = { name: "delta", unit: "us" };
    expect(compared({ ...time, value: 1 }, { ...time, value: 2 })).toMatchObject({ ratio: 0.5, verdict: "worse" });
    // What is so many times something else is a cost, unless the measure says that more is better.
    const times = { name: "gateway against relay", unit: "x" };
    expect(compared({ ...times, value: 1 }, { ...times, value: 2 })).toMatchObject({ ratio: 0.5, verdict: "worse" });
    const faster = { ...times, better: "more" } as const;
    expect(compared({ ...faster, value: 1 }, { ...faster, value: 2 })).toMatchObject({ ratio: 2, verdict: "better" });
    // A limit says which way, whatever the unit.
    const share = { name: "share", unit: "x nginx", most: 4 };
    expect(compared({ ...share, value: 4 }, { ...share, value: 2 })).toMatchObject({ ratio: 2, verdict: "better" });
  });

  it("is noise where trials of both overlap, or single values are close", () => {
    const scan = { name: "scan", unit: "GB/s" };
    const trials = (...of: number[]) => ({ ...scan, value: of[1] ?? 0, trials: of });
    expect(compared(trials(1, 1.5, 2), trials(1.9, 2.5, 3))?.verdict).toBe("noise");
    expect(compared(trials(1, 1.5, 1.8), trials(1.9, 2.5, 3))?.verdict).toBe("better");
    expect(compared({ ...scan, value: 1 }, { ...scan, value: 1.15 })?.verdict).toBe("noise");
    expect(compared({ ...scan, value: 1 }, { ...scan, value: 1.3 })?.verdict).toBe("better");
  });

  it("is told where it stands in one report alone", () => {
    const [a, b] = [
      { name: "a", unit: "us", value: 1 },
      { name: "b", unit: "us", value: 1 },
    ];
    const rows = compareReports(report(a), report(b));
    expect(rows.map(({ name, verdict }) => [name, verdict])).toEqual([
      ["a", "gone"],
      ["b", "new"],
    ]);
  });
});
