/** What a short run could have measured, for tests of what becomes of it. */
import { Answer } from "../../src/load/answer.ts";
import { Latency } from "../../src/load/latency.ts";
import type { LoadRun } from "../../src/load/options.ts";
import { readOptions } from "../../src/load/options.ts";
import { allPlans } from "../../src/load/plan.ts";
import type { Measured } from "../../src/load/report/build.ts";
import type { Keeping } from "../../src/load/saturation.ts";
import { Tally } from "../../src/load/tally.ts";
import { documentOf } from "../../src/load/wire.ts";
import { sourceOf } from "./sources.ts";

export const calm: Keeping = {
  client: { busy: 0.2, cpu: 0.2, loopDelayP99Ms: 1 },
  upstream: { busy: 0.3, cpu: 0.3, loopDelayP99Ms: 1 },
  startLateP99Ms: 1,
  writeLateP99Ms: 1,
  directLateP99Ms: 2,
};

export const run: LoadRun = readOptions({ scenario: "json", duration: "2", ramp: "0" });

/** JSON answers that leak all and take `ms` more than planned each; one fails, and says something unfriendly to HTML. */
function tallied(exchanges: number, ms: number): Tally {
  const tally = new Tally();
  const plans = allPlans(sourceOf("json"));
  for (let i = 0; i < exchanges; i++) {
    const plan = plans[i % plans.length];
    if (plan === undefined) throw new Error("no plan");
    const answer = new Answer(plan);
    tally.begun();
    const endMs = 1_000 + (plan.atMs[0] ?? 0) + ms;
    answer.head(200, "application/json");
    answer.data(Buffer.from(documentOf(plan, "m")), endMs);
    answer.end();
    if (i === 0) answer.broke("broken off", '</script><b>it\'s "gone"</b>');
    tally.ended(answer, 1_000, endMs, true);
  }
  return tally;
}

export function measuredOf(keeping: Partial<Keeping> = {}): Measured {
  const [gateway, direct] = [tallied(200, 5), tallied(120, 2)];
  const late = new Latency();
  for (let i = 0; i < 100; i++) late.record(0.5);
  const second = { gateway: gateway.second(), direct: direct.second(), process: { cpu: 0.5, residentBytes: 2 ** 27 } };
  const kept = { ...calm, ...keeping };
  return {
    keeping: kept,
    client: {
      paths: { gateway: gateway.result(), direct: direct.result() },
      self: kept.client,
      startLateP99Ms: kept.startLateP99Ms,
      measuredSeconds: 2,
    },
    upstreamLate: late,
    promptLeaks: { planted: 10, leaked: 0, texts: 0, byKind: {} },
    process: { cpu: 0.5, cpuSeconds: 1, writes: 10_000, residentBytesBefore: 2 ** 26 },
    seconds: [
      { second: 1, ...second },
      { second: 2, ...second },
    ],
  };
}

export const gateway = { name: "a <test>", address: { url: "http://127.0.0.1:1/v1", headers: [] }, pid: 1 };
