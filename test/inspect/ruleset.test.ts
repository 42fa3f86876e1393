import { describe, expect, it } from "vitest";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import { synthetic } from "../oracle/synthetic.ts";

describe("the ruleset specification", () => {
  const detectors = [synthetic("one", { pattern: "\\d{4,9}", notAfter: "\\d" }), synthetic("two", { pattern: "abcd" })];

  it("is the same bytes for the same detectors, and others for others", () => {
    const { bytes } = createRulesetSpec(detectors);
    expect(createRulesetSpec(structuredClone(detectors)).bytes).toEqual(bytes);
    expect(createRulesetSpec(detectors.toReversed()).bytes).not.toEqual(bytes);
  });

  it("names detectors by index and tells how much a lane can hold", () => {
    const spec = createRulesetSpec(detectors);
    expect(spec.detectorIds).toEqual(["one", "two"]);
    expect(spec.maxHeldBytes).toBe(10);
  });

  it("refuses none, and two of one name", () => {
    expect(() => createRulesetSpec([])).toThrow("a ruleset needs at least one detector");
    expect(() => createRulesetSpec([...detectors, ...detectors])).toThrow("detector one: the id stands twice");
  });

  it("refuses more tail classes than fit into a step", () => {
    const many = Array.from({ length: 32 }, (_, i) =>
      synthetic(`head-${i}`, { pattern: "abcd", tail: `\\x${(65 + i).toString(16)}` }),
    );
    expect(() => createRulesetSpec(many)).toThrow("32 different tail classes, at most 31 are allowed");
    expect(createRulesetSpec(many.slice(1)).detectorIds).toHaveLength(31);
  });
});
