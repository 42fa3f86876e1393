/**
 * Streams of random texts, cut at random, in turn and with little patience for events that wait: what a client puts together
 * is what it would have got block after block, and every final copy says what the deltas said.
 */
import { describe, expect, it } from "vitest";
import { anthropic } from "../../../src/protocols/llm/anthropic.ts";
import { openai } from "../../../src/protocols/llm/openai.ts";
import { createRandom, type Random } from "../../harness/chunks.ts";
import { samples } from "../../harness/detectors.ts";
import { type Block, messageStream, readMessage } from "./anthropic-stream.ts";
import { driveText, streamCodec } from "./dialect-codecs.ts";
import { tokens } from "./pieces.ts";
import { type Item, readResponse, responseStream } from "./responses-stream.ts";

/** Values, halves of values, and what stands around them. */
const words = [
  ...Object.values(samples),
  "hello",
  "12",
  "4111 1111",
  "alice@",
  "é👋",
  "password:",
  "tok_",
  '"q\\',
  "078-05",
  "-",
  ".",
];
const apart = "\n¶\n";
const seeds = Array.from({ length: 60 }, (_, i) => i + 1);

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

function text(random: Random): string {
  const count = 1 + Math.floor(random() * 8);
  return Array.from({ length: count }, () => pick(random, words)).join(pick(random, [" ", ""]));
}

const call = (random: Random): string =>
  JSON.stringify({ a: text(random), password: text(random), n: 4_111_111_111_111_111 });

function blocksOf(random: Random, widest: number): Block[] {
  return Array.from({ length: 1 + Math.floor(random() * 4) }, (_, i): Block => {
    const type = pick(random, ["text", "thinking", "tool_use"] as const);
    // Blocks in turn do not follow one another, so no value may go on from one to the next.
    if (type !== "tool_use") return { type, pieces: tokens(`${apart}${text(random)}${apart}`, random, widest) };
    return { type, id: `t${i}`, name: "n", pieces: tokens(call(random), random, widest) };
  });
}

function itemsOf(random: Random, widest: number): Item[] {
  return Array.from({ length: 1 + Math.floor(random() * 3) }, (): Item => {
    const type = pick(random, ["message", "reasoning", "function_call"] as const);
    const one = (): string[] => tokens(text(random), random, widest);
    if (type === "message") return { type, parts: random() < 0.5 ? [one()] : [one(), one()] };
    if (type === "reasoning") return { type, summary: [one(), one()] };
    return { type, name: "n", pieces: tokens(call(random), random, widest) };
  });
}

describe("seeded streams", () => {
  it.each(seeds)("of Messages in turn say what they say one after another (%i)", (seed) => {
    const random = createRandom(seed);
    const blocks = blocksOf(random, 1 + (seed % 8));
    const impatient = { eventsBehind: seed % 5, bytesBehind: seed % 3 === 0 ? 200 : 16_384 };
    const expected = readMessage(driveText(streamCodec(anthropic, "messages"), messageStream(blocks)).output);
    for (const interleaved of [false, true]) {
      const driven = driveText(streamCodec(anthropic, "messages", impatient), messageStream(blocks, { interleaved }));
      expect([driven.failed, readMessage(driven.output)]).toEqual([undefined, expected]);
    }
    for (const { json } of expected) if (json !== "") expect(() => JSON.parse(json)).not.toThrow();
  });

  it.each(seeds)("of Responses have copies that agree with their deltas (%i)", (seed) => {
    const random = createRandom(seed);
    const items = itemsOf(random, 1 + (seed % 8));
    const impatient = { eventsBehind: seed % 5, bytesBehind: seed % 3 === 0 ? 200 : 16_384 };
    for (const interleaved of [false, true]) {
      const driven = driveText(streamCodec(openai, "responses", impatient), responseStream(items, { interleaved }));
      expect(driven.failed).toBeUndefined();
      for (const [place, { deltas, copies }] of readResponse(driven.output)) {
        expect([place, new Set(copies)]).toEqual([place, new Set([deltas])]);
      }
    }
  });
});
