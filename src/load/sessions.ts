/**
 * One path of a run: begins sessions by its schedule and their steps one after the other, and counts what comes back.
 *
 *   schedule -> session -> step -> send ... ended -> the steps that waited for it
 *
 * A step's latency counts from the moment at which it was meant to begin. Of the first steps that is the schedule's, whatever the
 * gateway does (open loop). A later one is meant to begin when those before it have ended and its tool has run, as an agent would; when
 * one of them fails, it does not begin.
 */
import { Answer } from "./answer.ts";
import { Latency } from "./latency.ts";
import { type Plan, planNumber } from "./plan.ts";
import type { Step } from "./scenarios.ts";
import { type Clock, openLoop } from "./schedule.ts";
import type { Sender } from "./sender.ts";
import { Tally } from "./tally.ts";

export interface PathOptions {
  readonly steps: readonly Step[];
  readonly plans: readonly Plan[];
  /** The request of each plan. */
  readonly bodies: readonly Uint8Array[];
  readonly sender: Pick<Sender, "send">;
  readonly clock: Clock;
  /** Latencies count of exchanges that are meant to begin later than this. */
  readonly measureFromMs: number;
}

export class Path {
  readonly tally = new Tally();
  /** How much later than meant exchanges began: the client's own doing. */
  readonly startLate = new Latency();
  readonly #options: PathOptions;
  readonly #live = new Set<Answer>();
  /** Steps that wait for their moment. */
  #pending = 0;
  #scheduled = false;
  #closed = false;

  constructor(options: PathOptions) {
    this.#options = options;
  }

  /** Runs the schedule; `moments` count from `startMs`. */
  run(moments: Iterator<number, undefined>, startMs: number): void {
    openLoop(
      moments,
      this.#options.clock,
      startMs,
      (meantMs, session) => this.#session(meantMs, session),
      () => {
        this.#scheduled = true;
      },
    );
  }

  /** All sessions have begun and ended. */
  get over(): boolean {
    return this.#scheduled && this.#pending === 0 && this.#live.size === 0;
  }

  /** What is live now has taken too long. */
  giveUp(): void {
    this.#closed = true;
    const nowMs = this.#options.clock.now();
    for (const answer of this.#live) {
      answer.broke("timed out", "it was still live when the run had to end");
      this.tally.ended(answer, nowMs, nowMs, true);
    }
    this.#live.clear();
  }

  #session(meantMs: number, session: number): void {
    const { steps } = this.#options;
    const waitsFor = steps.map(({ after }) => after.length);
    const begin = (place: number, atMs: number): void =>
      this.#step(planNumber(steps.length, place, session), atMs, (nowMs) => {
        for (const [next, { after, waitMs }] of steps.entries()) {
          if (!after.includes(place)) continue;
          waitsFor[next] = (waitsFor[next] ?? 0) - 1;
          if (waitsFor[next] === 0) this.#later(nowMs + waitMs, () => begin(next, nowMs + waitMs));
        }
      });
    for (const [place, { after }] of steps.entries()) if (after.length === 0) begin(place, meantMs);
  }

  #later(atMs: number, run: () => void): void {
    this.#pending += 1;
    this.#options.clock.wake(atMs, () => {
      this.#pending -= 1;
      if (!this.#closed) run();
    });
  }

  #step(number: number, meantMs: number, done: (nowMs: number) => void): void {
    const { plans, bodies, sender, clock, measureFromMs } = this.#options;
    const [plan, body] = [plans[number], bodies[number]];
    if (plan === undefined || body === undefined) throw new Error(`there is no plan ${number}`);
    const answer = new Answer(plan);
    const measured = meantMs >= measureFromMs;
    this.#live.add(answer);
    this.tally.begun();
    if (measured) this.startLate.record(clock.now() - meantMs);
    sender.send(body, answer, (nowMs) => {
      if (!this.#live.delete(answer)) return;
      this.tally.ended(answer, meantMs, nowMs, measured);
      if (answer.failure === undefined && !this.#closed) done(nowMs);
    });
  }
}
