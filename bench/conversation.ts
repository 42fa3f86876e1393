/**
 * What does an agent's next request cost, that sends the whole conversation again?
 *
 *   node dist/bench/conversation.js [--quick] [--json]
 *
 * Chat completions of one conversation after the other: a system prompt and the descriptions of tools that all have in common,
 * then in each turn all messages before it and two new ones, in no conversation the same. Bytes in, inspected with the whole
 * catalogue, bytes out. Baseline, in turns of the same process: the same requests with an engine that keeps no clean text
 * (limits.cleanText: 0B). What is clean must leave byte for byte, and both find the value in a text that comes again and again. Processor time.
 */
import { equal } from "node:assert";
import { type Engine, openEngine, openKeepingEngine } from "./engine.ts";
import { mark, markOf } from "./load/traffic.ts";
import { prose } from "./texts.ts";
import { ratiosOf, timedBeside } from "./timing.ts";
import { type Measure, main, measured, quick, type Report } from "./trial.ts";
import { openRequestCodec, through } from "./whole-codec.ts";

const turns = 24;
const trials = 7;
const seconds = quick ? 0.2 : 1;

interface Request {
  readonly bytes: Buffer;
  /** Where the mark of each message stands. */
  readonly marks: readonly number[];
}

const text = prose(64 << 10).replaceAll("\n", " ");
const piece = (at: number, length: number): string => text.slice((at * 977) % (text.length - length)).slice(0, length);

const tools = Array.from({ length: 12 }, (_, i) => ({
  type: "function",
  function: {
    name: `tool_${markOf(i)}`,
    description: piece(i, 300),
    parameters: { type: "object", properties: { path: { type: "string", description: piece(i + 40, 120) } } },
  },
}));

function requestOf(turn: number): Request {
  const messages = Array.from({ length: 2 * turn + 1 }, (_, i) => ({
    role: i % 2 === 0 ? "user" : "assistant",
    content: `${mark} ${piece(i + 80, i % 2 === 0 ? 300 : 900)}`,
  }));
  const system = { role: "system", content: piece(7, 6_000) };
  const bytes = Buffer.from(
    JSON.stringify({ model: "gpt-4o-mini", stream: true, tools, messages: [system, ...messages] }),
  );
  const marks: number[] = [];
  for (let at = bytes.indexOf(`"${mark} `); at >= 0; at = bytes.indexOf(`"${mark} `, at + 1)) marks.push(at + 1);
  equal(marks.length, messages.length);
  return { bytes, marks };
}

function report(): Report {
  const requests = Array.from({ length: turns }, (_, turn) => requestOf(turn));
  let conversations = 0;
  const conversation = (engine: Engine, visit: (came: Buffer, left: Buffer) => void = () => {}) => {
    const own = Buffer.from(markOf(++conversations));
    for (const { bytes, marks } of requests) {
      for (const at of marks) own.copy(bytes, at);
      visit(bytes, Buffer.concat(through((write) => openRequestCodec(engine, write), [bytes])));
    }
  };
  const [keeping, forgetful] = [openKeepingEngine(), openEngine()];
  for (const engine of [keeping, forgetful]) {
    for (let i = 0; i < 2; i++) conversation(engine, (came, left) => equal(left.compare(came), 0));
    for (let i = 0; i < 3; i++) {
      const planted = [
        { bytes: Buffer.from(`${piece(i, 500)} alice@example.com`), context: undefined, name: "message" },
      ];
      const results = engine.scanner.scanWhole?.(planted, engine.profile);
      equal(Array.isArray(results) ? results[0]?.result.findings.length : results, 1);
    }
  }
  const result = timedBeside(
    () => conversation(keeping),
    () => conversation(forgetful),
    trials,
    seconds,
  );
  const each = (of: readonly number[]): number[] => of.map((s) => (s / turns) * 1e6);
  const size = (name: string, bytes: number): Measure => ({ name, value: bytes, unit: "bytes" });
  const all = requests.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return {
    bench: `conversation: a request, of ${turns} turns that each send all before them`,
    measures: [
      size("a request, on the average", Math.round(all / turns)),
      measured("baseline: every text is scanned", "us", each(result.baseline)),
      measured("clean texts are known when they come again", "us", each(result.ours)),
      measured("known against scanned", "x", ratiosOf(result)),
    ],
    skipped: [],
  };
}

await main(
  () => {},
  async () => report(),
);
