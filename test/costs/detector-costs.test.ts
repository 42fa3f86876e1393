import { describe, expect, it } from "vitest";
import { type CostedDetector, detectorCosts, grouped } from "../../src/costs/detector-costs.ts";
import { createMeter, type EngineOf } from "../../src/costs/meter.ts";
import type { DetectorRule } from "../../src/inspect/detector.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";

const rule = (id: string): DetectorRule => ({
  id,
  entity: id.toUpperCase(),
  label: "internal",
  tags: [],
  pattern: "x",
  confidence: 1,
});
const detector = (id: string, tags: readonly string[], own = false, parts = 1): CostedDetector => ({
  id,
  entity: id.toUpperCase(),
  tags,
  own,
  rules: Array.from({ length: parts }, (_, i) => rule(i === 0 ? id : `${id}/${i + 1}`)),
});

/** An engine that costs 100 ns and what its detectors cost; those that name a share pay for it once. */
function engines(costs: Readonly<Record<string, number>>, share = 0): { engineOf: EngineOf; compiled: string[][] } {
  const compiled: string[][] = [];
  const engineOf: EngineOf = (rules) => {
    const ids = rules.map(({ id }) => id);
    compiled.push(ids);
    const sharing = ids.some((id) => id.startsWith("shared"));
    const cost = ids.reduce((sum, id) => sum + (costs[id.replace(/\/.*$/, "")] ?? 0), 100) + (sharing ? share : 0);
    return { nsPerKiB: () => cost };
  };
  return { engineOf, compiled };
}

const phase = (): void => {};

describe("what detectors cost", () => {
  it("is what they add to an engine with none, groups and detectors dearest first", () => {
    const detectors = [
      detector("cheap", ["pii", "x"]),
      detector("dear", ["pii", "y"]),
      detector("middling", ["pii", "y"]),
      detector("parts", ["pii", "z"], false, 3),
    ];
    const { engineOf } = engines({ cheap: 1, dear: 50, middling: 20, parts: 10 });
    const costs = detectorCosts({ detectors, engineOf, top: 2, phase });
    expect([costs.base, costs.whole]).toEqual([100, 201]);
    expect(costs.groups).toEqual([
      { name: "pii, y", detectors: 2, alone: 70, saved: { saves: 70, within: 0 } },
      { name: "pii, z", detectors: 1, alone: 30, saved: { saves: 30, within: 0 } },
      { name: "pii, x", detectors: 1, alone: 1, saved: { saves: 1, within: 0 } },
    ]);
    expect(costs.dearest.map(({ detector: { id }, ...cost }) => [id, cost])).toEqual([
      ["dear", { alone: 50, saved: { saves: 50, within: 0 } }],
      ["parts", { alone: 30, saved: { saves: 30, within: 0 } }],
    ]);
  });

  it("shows shared work in both figures: dear alone, and nothing saved while another needs it", () => {
    const detectors = [detector("shared-a", ["a"]), detector("shared-b", ["b"])];
    const { engineOf } = engines({ "shared-a": 2, "shared-b": 1 }, 40);
    const { dearest, whole } = detectorCosts({ detectors, engineOf, top: 2, phase });
    expect(whole).toBe(143);
    expect(dearest.map(({ alone, saved }) => [alone, saved.saves])).toEqual([
      [42, 2],
      [41, 1],
    ]);
  });

  it("measures the configuration's own always, however cheap, and of the others the members of the dearest groups", () => {
    const many = Array.from({ length: 20 }, (_, i) => detector(`cheap-${i}`, ["pii", `group-${i}`]));
    const detectors = [...many, detector("dear", ["pii", "dear"]), detector("mine", [], true)];
    const { engineOf, compiled } = engines({ dear: 1_000, mine: 0 });
    const { measuredAlone } = detectorCosts({ detectors, engineOf, top: 5, phase });
    expect(measuredAlone).toBe(2);
    expect(compiled.filter((ids) => ids.length === 1).map(([id]) => id)).toEqual(
      expect.arrayContaining(["dear", "mine"]),
    );
  });

  it("groups by the first two tags, and leaves the configuration's own each for itself", () => {
    const groups = grouped([
      detector("a", ["pii", "x", "y"]),
      detector("b", ["pii", "x"]),
      detector("c", ["pii", "x"], true),
    ]);
    expect([...groups].map(([name, of]) => [name, of.map(({ id }) => id)])).toEqual([
      ["pii, x", ["a", "b"]],
      ["own: c", ["c"]],
    ]);
  });

  it("is measured on the engine itself", () => {
    const some = catalogue.filter(({ optional }) => optional !== true).slice(0, 12);
    const detectors = some.map(({ id, entity, tags }, i) => ({
      id,
      entity,
      tags,
      own: false,
      rules: some.slice(i, i + 1),
    }));
    const texts = some.map(({ examples }) => Buffer.from(examples.map(({ text }) => text).join("\n")));
    const costs = detectorCosts({ detectors, engineOf: createMeter(texts), top: 1, phase });
    expect(costs.dearest).toHaveLength(1);
    for (const figure of [costs.base, costs.whole, ...costs.groups.map(({ alone }) => alone + costs.base)])
      expect(figure).toBeGreaterThan(0);
  }, 60_000);
});
