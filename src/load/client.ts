/**
 * The client of a load run, in a process of its own.
 *
 *   in   a ClientOrder over IPC            out   {second} once a second, then {result}; or {failure}
 */
import { allPlans, type PlanSource } from "./plan.ts";
import { arrivals, realClock } from "./schedule.ts";
import { type SelfFigures, watchSelf } from "./self.ts";
import { type Address, createSender } from "./sender.ts";
import { Path } from "./sessions.ts";
import type { PathResult, PathSecond } from "./tally.ts";
import { requestOf } from "./wire.ts";

export type PathName = "gateway" | "direct";

export interface ClientOrder {
  readonly source: PlanSource;
  readonly rampSeconds: number;
  /** Ramp included. */
  readonly seconds: number;
  readonly timeoutMs: number;
  readonly paths: Readonly<Record<PathName, PathOrder>>;
}

export interface PathOrder {
  readonly address: Address;
  readonly sessionsPerSecond: number;
  readonly seed: number;
}

export interface ClientSecond {
  readonly paths: Readonly<Record<PathName, PathSecond>>;
}

export interface ClientResult {
  readonly paths: Readonly<Record<PathName, PathResult>>;
  readonly self: SelfFigures;
  readonly startLateP99Ms: number;
  /** From the end of the ramp until the schedule's end. */
  readonly measuredSeconds: number;
}

/** Connections and code are not warm at the first arrival; it comes a moment after the order. */
const LEAD_MS = 100;

function run(order: ClientOrder): void {
  const { source, rampSeconds, seconds, timeoutMs } = order;
  const plans = allPlans(source);
  const bodies = plans.map((plan) => Buffer.from(requestOf(plan, source.model)));
  const startMs = performance.now() + LEAD_MS;
  const measureFromMs = startMs + rampSeconds * 1_000;
  const open = (name: PathName): Path => {
    const { address, sessionsPerSecond, seed } = order.paths[name];
    const sender = createSender(address, timeoutMs);
    const path = new Path({ steps: source.steps, plans, bodies, sender, clock: realClock, measureFromMs });
    path.run(arrivals({ perSecond: sessionsPerSecond, rampSeconds, seconds, seed }), startMs);
    return path;
  };
  const paths = { gateway: open("gateway"), direct: open("direct") };

  const self = watchSelf();
  let figures: SelfFigures | undefined;
  realClock.wake(measureFromMs, () => self.reset());
  realClock.wake(startMs + seconds * 1_000, () => {
    figures = self.read();
  });
  const second = setInterval(() => {
    process.send?.({
      second: { paths: { gateway: paths.gateway.tally.second(), direct: paths.direct.tally.second() } },
    });
  }, 1_000);

  const longestMs = plans.reduce((most, { atMs }) => Math.max(most, atMs.at(-1) ?? 0), 0);
  const mostMs = startMs + seconds * 1_000 + source.steps.length * longestMs + timeoutMs;
  const ending = setInterval(() => {
    const all = [paths.gateway, paths.direct];
    if (performance.now() > mostMs) for (const path of all) path.giveUp();
    else if (figures === undefined || !all.every(({ over }) => over)) return;
    clearInterval(ending);
    clearInterval(second);
    const result: ClientResult = {
      paths: { gateway: paths.gateway.tally.result(), direct: paths.direct.tally.result() },
      self: figures ?? self.read(),
      startLateP99Ms: paths.gateway.startLate.ms(99),
      measuredSeconds: seconds - rampSeconds,
    };
    process.send?.({ result });
  }, 20);
}

process.on("message", (order: ClientOrder) => {
  try {
    run(order);
  } catch (error) {
    process.send?.({ failure: String(error) });
  }
});
process.on("disconnect", () => process.exit());
