import { describe, expect, it } from "vitest";
import { Answer, EXAMPLE_CHARACTERS } from "../../src/load/answer.ts";
import type { Plan } from "../../src/load/plan.ts";
import { allPlans } from "../../src/load/plan.ts";
import { documentOf, eventsOf, saidText } from "../../src/load/wire.ts";
import { sourceOf } from "./sources.ts";

const sse = "text/event-stream; charset=utf-8";
const planOf = (scenario: "chat" | "json" | "fleet"): Plan => {
  const [plan] = allPlans(sourceOf(scenario));
  if (plan === undefined) throw new Error("no plan");
  return plan;
};

function streamOf(plan: Plan): string {
  const { first, piece, last } = eventsOf(plan, "m");
  return first + plan.pieces.map((_, i) => piece(i)).join("") + last;
}

function read(plan: Plan, type: string, chunks: readonly Uint8Array[]): Answer {
  const answer = new Answer(plan);
  answer.head(200, type);
  for (const [i, chunk] of chunks.entries()) answer.data(chunk, i);
  answer.end();
  return answer;
}

const cut = (text: string, size: number): Buffer[] => {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
};

describe("an answer", () => {
  it.each(["chat", "fleet"] as const)("of %s is read the same however it is cut", (scenario) => {
    const plan = planOf(scenario);
    for (const size of [1, 2, 3, 7, 64, 1_000, 100_000]) {
      const answer = read(plan, sse, cut(streamOf(plan), size));
      expect(answer.failure).toBeUndefined();
      expect(answer.text).toBe(saidText(plan));
      expect(answer.unchanged).toBe(true);
      expect(answer.cameMs).toHaveLength(plan.atMs.length);
    }
  });

  it("knows when each event came", () => {
    const plan = planOf("chat");
    const { first, piece, last } = eventsOf(plan, "m");
    const events = [first, ...plan.pieces.map((_, i) => piece(i)), last].map((text) => Buffer.from(text));
    const answer = read(plan, sse, events);
    expect(answer.firstMs).toBe(1);
    expect(answer.cameMs).toEqual(plan.pieces.map((_, i) => i + 1));
  });

  it("counts an event without text as one, as redaction leaves it, but not the one that opens the answer", () => {
    const plan = planOf("chat");
    const empty = (text: string): string => text.replaceAll(/"content":"[^"]+"/g, '"content":""');
    const answer = read(plan, sse, [Buffer.from(empty(streamOf(plan)))]);
    expect(answer.cameMs).toHaveLength(plan.pieces.length);
    expect(answer.firstMs).toBeUndefined();
  });

  it("of JSON is one piece", () => {
    const plan = planOf("json");
    const answer = read(plan, "application/json", cut(documentOf(plan, "m"), 10));
    expect([answer.failure, answer.unchanged, answer.cameMs.length]).toEqual([undefined, true, 1]);
  });

  it.each<[string, string, (plan: Plan) => string, string]>([
    ["a stream without its end", sse, (plan) => streamOf(plan).replace('"stop"', "null"), "broken off"],
    ["an error event", sse, () => 'data: {"error":{"message":"overloaded"}}\n\n', "error in the stream"],
    ["an event that is no JSON", sse, () => "data: {oops\n\n", "not the API's"],
    ["an event of another API", sse, () => 'data: {"type":"ping"}\n\n', "not the API's"],
    ["JSON where a stream was asked for", "application/json", (plan) => documentOf(plan, "m"), "not the API's"],
  ])("that is %s has failed", (_what, type, body, kind) => {
    const plan = planOf("chat");
    expect(read(plan, type, [Buffer.from(body(plan))]).failure?.kind).toBe(kind);
  });

  it("with another status has failed, and shows the beginning of what it says", () => {
    const answer = new Answer(planOf("chat"));
    answer.head(503, "text/plain");
    answer.data(Buffer.from(`over\n${"x".repeat(1_000)}`), 0);
    answer.end();
    expect(answer.failure?.kind).toBe("status 503");
    expect(answer.failure?.example).toMatch(/^over x+$/);
    expect(answer.failure?.example).toHaveLength(EXAMPLE_CHARACTERS);
  });
});
