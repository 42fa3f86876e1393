import { describe, expect, it } from "vitest";
import { allPlans, liveSecondsOf, makePlan, planNumber, VARIANTS } from "../../src/load/plan.ts";
import { scenarioNames, scenarios } from "../../src/load/scenarios.ts";
import { documentOf, eventsOf, readRequest, readSaid, requestOf, saidText } from "../../src/load/wire.ts";
import { sourceOf } from "./sources.ts";

/** As a share of what is wanted. */
const offBy = (value: number, wanted: number): number => Math.abs(value / wanted - 1);

describe("plans", () => {
  it("are the same for client and upstream, and others for another seed", () => {
    expect(allPlans(sourceOf("fleet"))).toEqual(allPlans(sourceOf("fleet")));
    expect(makePlan(sourceOf("chat", {}, 1), 0)).not.toEqual(makePlan(sourceOf("chat", {}, 2), 0));
  });

  it.each(scenarioNames)("of %s say what they were asked to, piece by piece, in time", (name) => {
    for (const plan of allPlans(sourceOf(name))) {
      expect(plan.pieces.join("")).toBe(plan.answer.text);
      for (const { value } of plan.answer.planted) expect(plan.answer.text).toContain(value);
      for (const { value } of plan.prompt.planted) expect(plan.prompt.text).toContain(value);
      expect(plan.atMs).toEqual([...plan.atMs].sort((a, b) => a - b));
      expect(plan.atMs).toHaveLength(plan.streamed ? plan.pieces.length : 1);
    }
  });

  it.each(scenarioNames)("of %s go over the wire and come back", (name) => {
    const source = sourceOf(name);
    for (const plan of allPlans(source).slice(0, 4 * source.steps.length)) {
      const asked = readRequest(requestOf(plan, source.model));
      expect(asked).toMatchObject({ number: plan.number, stream: plan.streamed });
      expect(asked?.text).toContain(plan.prompt.text);
      expect(readSaid(documentOf(plan, "m"))).toMatchObject({ text: saidText(plan), finished: true });
      const { piece } = eventsOf(plan, "m");
      const said = plan.pieces.map((_, i) => readSaid(piece(i).slice("data: ".length))?.text);
      expect(said.join("")).toBe(saidText(plan));
    }
  });

  it("have about as many tokens and values as the run asks for", () => {
    const plans = allPlans(sourceOf("chat", { tokens: 200, pii: 2 }));
    const mean = (of: (plan: (typeof plans)[number]) => number): number =>
      plans.reduce((sum, plan) => sum + of(plan), 0) / plans.length;
    expect(
      offBy(
        mean(({ pieces }) => pieces.length),
        200,
      ),
    ).toBeLessThan(0.25);
    expect(
      offBy(
        mean(({ answer }) => answer.planted.length),
        4,
      ),
    ).toBeLessThan(0.25);
    expect(allPlans(sourceOf("chat", { pii: 0 })).every(({ answer }) => answer.planted.length === 0)).toBe(true);
  });

  it("tell how long a session's exchanges are live", () => {
    const plans = allPlans(sourceOf("chat", { rate: 50, tokens: 100, firstTokenMs: 500 }));
    expect(offBy(liveSecondsOf(plans), 2.5)).toBeLessThan(0.25);
  });

  it("have numbers that no gateway takes for an identity", () => {
    const most = Math.max(...scenarioNames.map((name) => scenarios[name].steps.length)) * VARIANTS;
    expect(String(most - 1).length).toBeLessThan(7);
    expect(planNumber(8, 3, VARIANTS + 2)).toBe(planNumber(8, 3, 2));
  });
});
