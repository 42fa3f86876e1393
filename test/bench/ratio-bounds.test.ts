/** A regression by half is seen beside the record of the same processor, and every case is recorded. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { boundsFor, type RatioRecords } from "../../bench/ratio-bounds.ts";
import { ratioCases } from "../../bench/ratio-cases.ts";
import { fromRoot } from "../../bench/root.ts";

const made = { date: "2026-01-02", commit: "abc", node: "v20.1.0" };
const records: RatioRecords = {
  one: { ...made, ratios: { scan: 4, audit: 1 } },
  two: { ...made, ratios: { scan: 5 } },
};

describe("a ratio beside its record", () => {
  it("may be dearer by its slack on the processor that was recorded, which is less than half", () => {
    const bounds = boundsFor(records, "one");
    expect(bounds.own).toBe(true);
    expect(bounds.of("scan", 1.25)).toEqual({ recorded: 4, most: 5 });
    for (const { slack } of ratioCases) expect(slack > 1.3 && slack < 1.5).toBe(true);
  });

  it("is held against the dearest of other processors where there is no own record, with more room", () => {
    const bounds = boundsFor(records, "three");
    expect(bounds.own).toBe(false);
    expect(bounds.of("scan", 1.2)).toEqual({ recorded: 5, most: 9 });
    expect(bounds.of("audit", 1.2)?.recorded).toBe(1);
  });

  it("has no bound where nobody recorded it, nor by a name that every object has", () => {
    expect(boundsFor(records, "two").of("audit", 1.4)).toBeUndefined();
    expect(boundsFor({}, "one").of("scan", 1.4)).toBeUndefined();
    expect(boundsFor(records, "constructor").own).toBe(false);
  });
});

describe("bench/records/ratios.json", () => {
  it("has every case, for every processor, and none that is gone", () => {
    const recorded = JSON.parse(readFileSync(fromRoot("bench/records/ratios.json"), "utf8")) as RatioRecords;
    const names = ratioCases.map(({ name }) => name).sort();
    expect(Object.keys(recorded).length).toBeGreaterThan(0);
    for (const { ratios } of Object.values(recorded)) expect(Object.keys(ratios).sort()).toEqual(names);
  });
});
