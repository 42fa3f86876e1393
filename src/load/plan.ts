/**
 * What is said in an exchange and when, decided by the run's seed: client and upstream make the same plan, each for itself, and a
 * request names it by a number (`seed`, a field of the API that gateways pass on). So the client knows what must come back, and when,
 * and the upstream knows what must not reach it.
 *
 * A run has few plans and uses them again and again: making one costs more than sending it.
 */
import { type Passage, passage, tokensOf } from "./passage.ts";
import { logNormal, type Random, random, seedOf } from "./random.ts";
import type { Step, Traffic } from "./scenarios.ts";

/** What client and upstream must agree on. Plain JSON. */
export interface PlanSource {
  readonly seed: number;
  readonly model: string;
  readonly traffic: Traffic;
  readonly steps: readonly Step[];
}

export interface Plan {
  /** As it stands in the request's `seed`: place of the step in the session + steps x variant. */
  readonly number: number;
  readonly step: Step;
  readonly streamed: boolean;
  readonly prompt: Passage;
  readonly answer: Passage;
  /** The answer as the model streams it. */
  readonly pieces: readonly string[];
  /** When each piece leaves, in ms after the request came; of a document, one: when it leaves. */
  readonly atMs: readonly number[];
}

/** Plans of each step; a session has one of them. */
export const VARIANTS = 128;

/** Of the logarithm of the gap between two tokens: bursts and pauses as of a busy provider. */
const GAP_SIGMA = 0.6;
const FIRST_SIGMA = 0.4;

export const planNumber = (steps: number, step: number, session: number): number => step + steps * (session % VARIANTS);

export function allPlans(source: PlanSource): Plan[] {
  return Array.from({ length: source.steps.length * VARIANTS }, (_, number) => makePlan(source, number));
}

export function makePlan({ seed, traffic, steps }: PlanSource, number: number): Plan {
  const step = steps[number % steps.length];
  if (step === undefined) throw new Error("a scenario has at least one step");
  const next = random(seedOf(seed, number));
  const streamed = next() < step.streamed;
  const { pii } = traffic;
  const prompt = passage({ tokens: traffic.promptTokens * step.prompt, pii }, next);
  const answer = passage({ tokens: traffic.tokens * step.answer, pii }, next);
  const pieces = tokensOf(answer.text, next);
  const moments = momentsOf(pieces.length, traffic, next);
  const atMs = streamed ? moments : moments.slice(-1);
  return { number, step, streamed, prompt, answer, pieces, atMs };
}

function momentsOf(count: number, { rate, firstTokenMs }: Traffic, next: Random): number[] {
  let at = firstTokenMs * logNormal(FIRST_SIGMA, next);
  return Array.from({ length: count }, (_, i) => {
    if (i > 0) at += (1_000 / rate) * logNormal(GAP_SIGMA, next);
    return at;
  });
}

/** How long the exchanges of a session last, together, on average. */
export function liveSecondsOf(plans: readonly Plan[]): number {
  return plans.reduce((sum, { atMs }) => sum + (atMs.at(-1) ?? 0), 0) / VARIANTS / 1_000;
}
