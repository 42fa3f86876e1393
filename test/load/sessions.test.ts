import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/load/answer.ts";
import type { ScenarioName } from "../../src/load/scenarios.ts";
import { arrivals } from "../../src/load/schedule.ts";
import { Path } from "../../src/load/sessions.ts";
import { documentOf, eventsOf } from "../../src/load/wire.ts";
import { FakeClock } from "./fake-clock.ts";
import { prepared, sourceOf } from "./sources.ts";

const json = "application/json";

/** A gateway of a test: it answers each request whole, `afterMs` later; undefined: never. */
function pathTo(scenario: ScenarioName, clock: FakeClock, afterMs: (sent: number) => number | undefined, failing = -1) {
  const source = sourceOf(scenario);
  const sent: { atMs: number; step: string }[] = [];
  const send = (_body: Uint8Array, answer: Answer, ended: (nowMs: number) => void): void => {
    const number = sent.push({ atMs: clock.now(), step: answer.plan.step.name }) - 1;
    const wait = afterMs(number);
    if (wait === undefined) return;
    clock.wake(clock.now() + wait, () => {
      if (number === failing) answer.broke("broken off", "as the test wants it");
      else whole(answer, clock.now());
      ended(clock.now());
    });
  };
  const path = new Path({ steps: source.steps, ...prepared(source), sender: { send }, clock, measureFromMs: 0 });
  return { path, sent };
}

function whole(answer: Answer, nowMs: number): void {
  const { plan } = answer;
  answer.head(200, plan.streamed ? "text/event-stream" : json);
  if (plan.streamed) {
    const { first, piece, last } = eventsOf(plan, "m");
    const events = plan.pieces.map((_, i) => piece(i)).join("");
    answer.data(Buffer.from(first + events + last), nowMs);
  } else answer.data(Buffer.from(documentOf(plan, "m")), nowMs);
  answer.end();
}

const schedule = { perSecond: 20, rampSeconds: 0, seconds: 5, seed: 3 };

describe("a path under load", () => {
  it("begins no session later because the gateway is slow, or never answers", () => {
    const moments = [...arrivals(schedule)];
    for (const slow of [() => 1, () => 60_000, () => undefined]) {
      const clock = new FakeClock();
      const { path, sent } = pathTo("chat", clock, slow);
      path.run(arrivals(schedule), 0);
      clock.advanceTo(100_000);
      expect(sent.map(({ atMs }) => atMs)).toEqual(moments);
    }
  });

  it("counts latency from the moment at which a session was meant to begin, not from when it did", () => {
    const clock = new FakeClock();
    const { path, sent } = pathTo("json", clock, () => 10);
    const moments = [1_000, 2_000, 3_000];
    path.run(moments.values() as Iterator<number, undefined>, 0);
    clock.advanceTo(1_500);
    // Our own process stands still for two and a half seconds: the second session begins 2 s late, the third 1 s.
    clock.stallUntil(4_000);
    clock.advanceTo(5_000);
    expect(sent.map(({ atMs }) => atMs)).toEqual([1_000, 4_000, 4_000]);
    const { whole } = path.tally.latencies;
    expect([whole.ms(1), whole.ms(50), whole.maxMs].map((ms) => Math.round(ms / 10) * 10)).toEqual([10, 1_010, 2_010]);
    expect(Math.round(path.startLate.maxMs)).toBe(2_000);
    expect(path.over).toBe(true);
  });

  it("does not count what begins in the ramp as a latency, but as everything else", () => {
    const clock = new FakeClock();
    const source = sourceOf("json");
    const send = (_: Uint8Array, answer: Answer, ended: (nowMs: number) => void): void => {
      whole(answer, clock.now());
      ended(clock.now());
    };
    const { steps } = source;
    const path = new Path({ steps, ...prepared(source), sender: { send }, clock, measureFromMs: 2_000 });
    path.run([1_000, 1_999, 2_000, 3_000].values() as Iterator<number, undefined>, 0);
    clock.advanceTo(4_000);
    const result = path.tally.result();
    expect(result.exchanges).toBe(2);
    expect(path.tally.latencies.whole.count).toBe(2);
    expect(path.tally.second().ended).toBe(4);
  });

  it("plays a fleet in order: planner, workers together, each with its tool's result, and the planner again", () => {
    const clock = new FakeClock();
    const { path, sent } = pathTo("fleet", clock, (number) => (number === 1 ? 50 : 10));
    path.run([100].values() as Iterator<number, undefined>, 0);
    clock.advanceTo(1_000);
    expect(sent).toEqual([
      { atMs: 100, step: "planner" },
      ...[1, 2, 3].map((worker) => ({ atMs: 110, step: `worker ${worker} calls` })),
      { atMs: 220, step: "worker 2 reports" },
      { atMs: 220, step: "worker 3 reports" },
      { atMs: 260, step: "worker 1 reports" },
      { atMs: 270, step: "planner sums up" },
    ]);
    expect(path.over).toBe(true);
    expect(path.tally.result()).toMatchObject({ exchanges: 8, failed: 0, changed: 0 });
  });

  it("ends a session whose step failed, and counts one error", () => {
    const clock = new FakeClock();
    const { path, sent } = pathTo("fleet", clock, () => 10, 0);
    path.run([0].values() as Iterator<number, undefined>, 0);
    clock.advanceTo(1_000);
    expect(sent).toHaveLength(1);
    expect(path.over).toBe(true);
    expect(path.tally.result().errors).toEqual([{ kind: "broken off", count: 1, example: "as the test wants it" }]);
  });

  it("gives up what never ends, as timed out", () => {
    const clock = new FakeClock();
    const { path } = pathTo("chat", clock, () => undefined);
    path.run([0, 1].values() as Iterator<number, undefined>, 0);
    clock.advanceTo(1_000);
    expect(path.over).toBe(false);
    path.giveUp();
    expect(path.over).toBe(true);
    expect(path.tally.result().errors).toMatchObject([{ kind: "timed out", count: 2 }]);
  });
});
