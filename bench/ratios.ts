/**
 * `npm run bench:ratios`: did something become dearer by half? For CI, in about a minute.
 *
 *   npm run bench:ratios                 measures, beside records/ratios.json; ends with 1 when a ratio is worse than it may be
 *   npm run bench:ratios -- --record     measures three times and records the medians, for the processor of this machine
 *
 * Only what costs so many times as much as a baseline of the same run, in turns with it, so that a slow or busy machine slows both; the
 * median of several rounds. Baselines are the plainest there are: a loop over the bytes, JSON.parse and JSON.stringify, lines of JSON,
 * a relay without inspection. What fails is measured again, and only what fails three times fails. Ratios differ from one make of
 * processor to another: beside the records of other ones more is allowed (ratio-bounds.ts), and it says so.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { loadUws } from "../src/protocols/http/uws-native.ts";
import { commandWords } from "./command-words.ts";
import { describeMachine, recordsDirectory } from "./machine.ts";
import { boundsFor, type RatioRecords } from "./ratio-bounds.ts";
import { type RatioCase, ratioCases } from "./ratio-cases.ts";
import { median, spell } from "./trial.ts";

const file = `${recordsDirectory}ratios.json`;
const recordedRuns = 3;
const tries = 3;

const { values } = commandWords(
  `npm run bench:ratios [-- --record]

Did something become dearer by half? About a minute: ratios to plain baselines of the same run, beside bench/records/ratios.json;
ends with 1 when one is worse than it may be.

  --record  measures three times and records the medians for this processor`,
  { options: { record: { type: "boolean", default: false } } },
);
const records: RatioRecords = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
const machine = describeMachine();

const uws = loadUws();
const cases = ratioCases.filter(({ needsUws }) => needsUws === undefined || uws.kind !== "unavailable");
if (uws.kind === "unavailable") console.log(`skipped, against the bare relay: no uWebSockets.js (${uws.why})`);

const measure = async (wanted: RatioCase): Promise<number> => median(await wanted.measure());

async function record(): Promise<void> {
  const ratios: Record<string, number> = {};
  for (const wanted of cases) {
    const runs: number[] = [];
    for (let run = 0; run < recordedRuns; run++) runs.push(await measure(wanted));
    ratios[wanted.name] = Number(median(runs).toPrecision(4));
    console.log(`${wanted.name.padEnd(72)} ${runs.map(spell).join("  ")}`);
  }
  const { date, commit, node, cpu } = machine;
  writeFileSync(file, `${JSON.stringify({ ...records, [cpu]: { date, commit, node, ratios } }, null, 2)}\n`);
  console.log(`Recorded for ${cpu} in bench/records/ratios.json`);
}

async function check(): Promise<void> {
  const bounds = boundsFor(records, machine.cpu);
  if (!bounds.own)
    console.log(
      `No ratios are recorded for ${machine.cpu}: beside those of other processors, where half as much again is allowed.`,
    );
  const worse: string[] = [];
  for (const wanted of cases) {
    const { name, slack } = wanted;
    const bound = bounds.of(name, slack);
    if (bound === undefined) {
      worse.push(`${name}: not in bench/records/ratios.json; npm run bench:ratios -- --record`);
      continue;
    }
    let ratio = await measure(wanted);
    let again = "";
    for (let more = 1; more < tries && !(ratio <= bound.most); more++) {
      again += `, again after ${spell(ratio)} x`;
      ratio = await measure(wanted);
    }
    const holds = ratio <= bound.most;
    const told = `${spell(ratio).padStart(6)} x, was ${spell(bound.recorded)}, at most ${spell(bound.most)}`;
    console.log(`${name.padEnd(72)} ${told}${again}${holds ? "" : "  WORSE"}`);
    if (!holds) worse.push(`${name}: ${spell(ratio)} x, at most ${spell(bound.most)}`);
  }
  if (worse.length === 0) return;
  console.error(`Dearer than recorded:\n  ${worse.join("\n  ")}`);
  process.exitCode = 1;
}

await (values.record ? record() : check());
