/** Small runs for tests: quick answers, many planted values. */
import type { Plan, PlanSource } from "../../src/load/plan.ts";
import { allPlans } from "../../src/load/plan.ts";
import { type ScenarioName, scenarios, type Traffic } from "../../src/load/scenarios.ts";
import { requestOf } from "../../src/load/wire.ts";

const quick: Traffic = { streams: 5, rate: 5_000, tokens: 60, promptTokens: 40, firstTokenMs: 1, pii: 5 };

export const sourceOf = (scenario: ScenarioName = "chat", traffic: Partial<Traffic> = {}, seed = 7): PlanSource => ({
  seed,
  model: "test-model",
  traffic: { ...quick, ...traffic },
  steps: scenarios[scenario].steps,
});

export function prepared(source: PlanSource): { plans: readonly Plan[]; bodies: readonly Buffer[] } {
  const plans = allPlans(source);
  return { plans, bodies: plans.map((plan) => Buffer.from(requestOf(plan, source.model))) };
}
