/**
 * What does a lane hold in memory?
 *
 *   node dist/bench/lanes.js [--quick] [--json]
 *
 * So many lanes, each with an inspection of its own, as in a stream of one choice: just opened; behind 200 bytes of prose, with the
 * tail that is held back; behind the longest tail that was found to be held back. Beside it, in the same process, as many
 * idle Transform streams of Node. Heap and buffers after a collection, by the difference that they make.
 */
import { equal, ok } from "node:assert";
import { Transform } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Engine, type OpenedLane, openEngine, openLane } from "./engine.ts";
import { prose } from "./texts.ts";
import { inOwnProcess, main, measured, quick, type Report } from "./trial.ts";

type State = "idle" | "prose" | "long tail";

interface Case {
  readonly state: State;
}

/** Bytes per lane and per stream by trial, and the bytes of text that a lane holds back. */
interface Result {
  readonly lane: readonly number[];
  readonly stream: readonly number[];
  readonly held: number;
}

const lanes = quick ? 5_000 : 20_000;
const trials = 3;

const texts: Readonly<Record<State, string>> = {
  idle: "",
  prose: `${prose(200).slice(0, 200).trimEnd()} Write to alice@exa`,
  // The head of a signed token is undecided for hundreds of bytes.
  "long tail": `The token is eyJ${"hbGciOiJSUzI1NiJ9".repeat(20)}`,
};

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

function used(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Bytes that each of them takes while all are there. */
function bytesEach<Kept>(make: () => Kept, check: (kept: Kept) => void): number {
  const kept: Kept[] = new Array(lanes);
  const before = used();
  for (let i = 0; i < lanes; i++) kept[i] = make();
  const after = used();
  for (const each of kept) check(each);
  return (after - before) / lanes;
}

function laneWith(engine: Engine, text: string): OpenedLane {
  const opened = openLane(engine);
  if (text !== "") opened.lane.push(Buffer.from(text));
  return opened;
}

function runCase({ state }: Case): Result {
  const engine = openEngine();
  const text = texts[state];
  const { lane } = laneWith(engine, text);
  const held = lane.pushed - lane.released;
  equal(lane.pushed, Buffer.byteLength(text));
  if (state !== "idle") ok(held > 0, "something is held back");
  const [ofLanes, ofStreams]: [number[], number[]] = [[], []];
  for (let trial = 0; trial < trials; trial++) {
    ofLanes.push(
      bytesEach(
        () => laneWith(engine, text),
        (opened) => equal(opened.lane.pushed - opened.lane.released, held),
      ),
    );
    ofStreams.push(
      bytesEach(
        () => new Transform({ transform: (chunk, _encoding, done) => done(null, chunk) }),
        (stream) => equal(stream.destroyed, false),
      ),
    );
  }
  return { lane: ofLanes, stream: ofStreams, held };
}

async function report(): Promise<Report> {
  const kib = (bytes: readonly number[]): number[] => bytes.map((each) => each / 1024);
  const most = { most: 16 };
  const [idle, held, long] = [
    await inOwnProcess<Case, Result>({ state: "idle" }),
    await inOwnProcess<Case, Result>({ state: "prose" }),
    await inOwnProcess<Case, Result>({ state: "long tail" }),
  ];
  return {
    bench: `lanes: memory of ${lanes}`,
    measures: [
      measured("a lane that is open", "KiB", kib(idle.lane), most),
      measured("baseline: an idle Transform stream", "KiB", kib(idle.stream)),
      measured("a lane in prose, a tail held back", "KiB", kib(held.lane), most),
      measured("a lane in a long token, all of it held back", "KiB", kib(long.lane), most),
      { name: "held back in prose", value: held.held, unit: "bytes" },
      { name: "held back in the long token", value: long.held, unit: "bytes" },
    ],
    skipped: [],
  };
}

await main(runCase, report);
