/**
 * Does a text made to be dear stay linear? Each of these repeats what some part of the engine has to look at again and again; four
 * times as much of it may take four times as long, and no more.
 *
 *   node dist/bench/pathological.js [--quick] [--json]
 *
 * Processor time of one whole step, and of a lane that gets the text in deltas of 512 bytes; what is found is the same both ways.
 */
import { equal } from "node:assert";
import { letters, random } from "../src/load/random.ts";
import { type Engine, openEngine, openLane } from "./engine.ts";
import { timed } from "./timing.ts";
import { inOwnProcess, type Measure, main, median, quick, type Report } from "./trial.ts";

const [small, large] = quick ? [8 << 10, 32 << 10] : [32 << 10, 128 << 10];

const texts: Readonly<Record<string, string>> = {
  "digits in a row": "0123456789",
  "digits, each with a space": "1 2 3 4 5 6 7 8 9 0 ",
  "numbers behind context words": "national id number 12345678901 tax id 123-456-789 ",
  "context words alone": "national identification number personal id ssn passport ",
  "names of keys": "api_key secret token password client_secret ",
  "names of keys, and runs": "openai_api_key_is_not_here_but_a_very_long_name ",
  "beginnings of tokens": "eyJ",
  "headers of keys": "-----BEGIN RSA PRIVATE KEY-----\n",
  "addresses in a chain": "a@b.cc@d.ee@",
  "one long word": "a",
  "beginnings of URLs": "https://",
  "user and password of URLs": "://a:",
  "opening brackets": "[[((",
  "places and streets": "12 Main Street, Springfield ",
  "base64 of numbers": "NDExMSAxMTExIDExMTEgMTExMSA=",
  "dots and colons": "1.2.3.4:5::6.7.8.9:",
  "numbers of ever new shapes": letters(large, "0123456789012345678901234567890123456789 ---...:/()aA", random(1)),
};

interface Case {
  readonly text: string;
  readonly bytes: number;
  readonly deltas: boolean;
}

interface Result {
  readonly bytes: number;
  readonly spans: number;
  readonly seconds: readonly number[];
}

const deltaBytes = 512;
/** Four times the text may take so much longer for each byte: caches fill, and timing is not exact. */
const mostGrowth = 2;

function runCase({ text, bytes, deltas }: Case): Result {
  const unit = texts[text] ?? "";
  const input = Buffer.from(unit.repeat(Math.ceil(bytes / unit.length)).slice(0, bytes));
  const engine: Engine = openEngine();
  const run = (): number => {
    const { lane, spans } = openLane(engine);
    const size = deltas ? deltaBytes : input.length;
    for (let at = 0; at < input.length; at += size) lane.push(input.subarray(at, at + size));
    lane.end();
    equal(lane.released, input.length);
    return spans();
  };
  const spans = run();
  return { bytes: input.length, spans, seconds: timed(run, 3, quick ? 0.05 : 0.1) };
}

const run = (wanted: Case): Promise<Result> => inOwnProcess<Case, Result>(wanted);
const perByte = ({ bytes, seconds }: Result): number => (median(seconds) / bytes) * 1e9;

async function report(): Promise<Report> {
  const measures: Measure[] = [];
  for (const text of Object.keys(texts)) {
    const found = new Set<number>();
    for (const deltas of [false, true]) {
      const few = await run({ text, bytes: small, deltas });
      const many = await run({ text, bytes: large, deltas });
      found.add(many.spans);
      const how = deltas ? `deltas of ${deltaBytes}` : "whole";
      measures.push({ name: `${text}, ${how}`, unit: "ns/byte", value: perByte(many) });
      measures.push({
        name: `${text}, ${how}: a byte of four times as much`,
        unit: "x",
        value: perByte(many) / perByte(few),
        most: mostGrowth,
      });
    }
    equal(found.size, 1, `${text}: found the same, whole and in deltas`);
  }
  return { bench: "pathological: texts made to be dear", measures, skipped: [] };
}

await main(runCase, report);
