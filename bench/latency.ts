/**
 * How much later is what goes through the gateway?
 *
 *   node dist/bench/latency.js [--quick] [--json]
 *
 * `sluice load`: streamed answers at 50 events a second each, with values planted, beside the direct path of the same run. Added is the
 * gateway's percentile less the direct path's, of the end of an answer, which nobody holds back (docs/load.md). The same through
 * nginx, where it is installed. 1,000 live streams are wanted; client, upstream and gateway share this machine, so as many are
 * opened as its processors have room for, and the report says how many are missing.
 */
import { equal } from "node:assert";
import { availableParallelism } from "node:os";
import { readOptions } from "../src/load/options.ts";
import { type PresetName, presets } from "../src/load/presets/presets.ts";
import type { Report as LoadReport } from "../src/load/report/schema.ts";
import { type Outcome, runLoad } from "../src/load/run.ts";
import { inOwnProcess, type Limit, type Measure, main, quick, type Report } from "./trial.ts";

interface Case {
  readonly preset: PresetName;
  readonly streams: number;
}

const wanted = 1_000;
const rate = 50;
/** At 50 events a second each, client and upstream included. */
const streamsOfCore = 100;
const streams = Math.min(wanted, streamsOfCore * availableParallelism());

function runCase({ preset, streams: live }: Case): Promise<Outcome> {
  const run = readOptions({
    ...{ scenario: "chat", preset, streams: String(live), rate: String(rate), tokens: "200" },
    ...{ duration: quick ? "5" : "12", ramp: "4" },
  });
  return runLoad(run, { phase: () => {}, second: () => {} }, new AbortController().signal);
}

/** Nothing came through, nothing was changed that need not be, nothing failed. */
function check({ paths: { gateway }, leaks }: LoadReport, masks: boolean): void {
  equal(gateway.failed, 0);
  equal(gateway.changed, 0);
  if (masks) equal(leaks.answers.leaked + leaks.prompts.leaked, 0);
}

async function report(): Promise<Report> {
  const measures: Measure[] = [];
  const skipped: string[] = [];
  for (const [preset, limits] of [
    ["sluice", { p50: { most: 0.6 }, p99: { most: 5 } }],
    ["nginx", { p50: {}, p99: {} }],
  ] as const) {
    const found = presets[preset].find();
    if ("missing" in found) {
      skipped.push(found.missing);
      continue;
    }
    const outcome = await inOwnProcess<Case, Outcome>({ preset, streams });
    if (outcome.kind === "saturated") {
      skipped.push(`${preset}, ${streams} live streams: ${outcome.why.join("; ")}. ${outcome.advice}`);
      continue;
    }
    const { added, paths, process } = outcome.report;
    check(outcome.report, preset === "sluice");
    const name = preset === "sluice" ? "gateway" : preset;
    const late = (percentile: "p50" | "p99", limit: Limit): Measure => ({
      name: `${name}, added latency, ${percentile}`,
      value: added.whole[percentile] ?? Number.POSITIVE_INFINITY,
      unit: "ms",
      ...limit,
    });
    measures.push(late("p50", limits.p50), late("p99", limits.p99), {
      name: `${name}, direct path's own lateness, p99`,
      value: paths.direct.lateEnd.p99 ?? Number.NaN,
      unit: "ms",
    });
    if (process !== null) measures.push({ name: `${name}, of a core`, value: 100 * process.cpu, unit: "%" });
  }
  measures.push({ name: `live streams at ${rate} events a second`, value: streams, unit: "streams", least: wanted });
  if (streams < wanted)
    skipped.push(
      `${wanted - streams} of ${wanted} live streams: ${wanted * rate} events a second, with client and upstream beside the gateway, are more than ${availableParallelism()} processors can do`,
    );
  return { bench: `latency: streams of ${rate} events a second`, measures, skipped };
}

await main(runCase, report);
