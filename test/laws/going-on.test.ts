/**
 * Text that goes on where no provider's own stream would let it: behind its end, under no type, with anything between its
 * pieces, in another place of its array, now as a string and now in parts. However it goes on, no value leaves whole, and what
 * leaves does not depend on chunks or on when scans answer.
 */
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { anthropic } from "../../src/protocols/llm/anthropic.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import { createRandom, type Random, randomChunks } from "../harness/chunks.ts";
import { tokens } from "../protocols/llm/pieces.ts";
import { jsonData, textAt } from "./readings.ts";
import { type BodyKind, maskAll, openScanner, run, runLate } from "./real.ts";
import { type Json, NotJson, plain, type StreamEvent } from "./spelling.ts";
import { plantedValues } from "./values.ts";

const scanner = openScanner("inline");
afterAll(() => scanner.close());
const planted = plantedValues(scanner);
const fuzz = { seed: Number(process.env.SLUICE_FUZZ_SEED ?? 7), runs: Number(process.env.SLUICE_FUZZ_RUNS ?? 400) };

interface Way {
  readonly name: string;
  readonly kind: BodyKind;
  readonly write: (pieces: readonly string[], random: Random) => readonly StreamEvent[];
  /** The text in one event. */
  readonly read: (data: Json) => string;
}

const events = { direction: "response", contentType: "text/event-stream" } as const;
const chat: BodyKind = { ...events, dialect: openai, operation: "chat.completions" };
const messages: BodyKind = { ...events, dialect: anthropic, operation: "messages" };

const done: StreamEvent = { data: new NotJson("[DONE]") };
const choice = (value: { readonly [key: string]: Json }): StreamEvent => ({
  data: { id: "c", choices: [{ index: 0, ...value }] },
});
const chance = (random: Random, of: number): boolean => random() < of;
const some = (random: Random, most: number, one: StreamEvent): StreamEvent[] =>
  Array.from({ length: Math.floor(random() * (most + 1)) }, () => one);
const textPart = (text: string): Json => ({ type: "text", text });
const content = ["choices", "*", "delta", "content"];

const ways: readonly Way[] = [
  {
    name: "a choice that ends again and again",
    kind: chat,
    write: (pieces, random) => [
      ...pieces.flatMap((piece) => [
        choice({ delta: { content: piece } }),
        ...(chance(random, 0.4) ? [choice({ delta: {}, finish_reason: "stop" })] : []),
      ]),
      done,
    ],
    read: (data) => textAt(data, content),
  },
  {
    name: "content as a string, in parts, in strings",
    kind: chat,
    write: (pieces, random) => [
      ...pieces.map((piece) => {
        const [first = "", ...rest] = tokens(piece, random, 3);
        if (chance(random, 0.4)) return choice({ delta: { content: piece } });
        if (chance(random, 0.3)) return choice({ delta: { content: [first, ...rest] } });
        return choice({ delta: { content: [textPart(first), textPart(rest.join(""))] } });
      }),
      done,
    ],
    read: (data) => textAt(data, content) + textAt(data, [...content, "*"]) + textAt(data, [...content, "*", "text"]),
  },
  {
    name: "a field that nobody knows, among other events",
    kind: chat,
    write: (pieces, random) => [
      ...pieces.flatMap((note): StreamEvent[] => [
        { data: { note } },
        ...some(random, 5, choice({ delta: { content: "hm! " } })),
      ]),
      done,
    ],
    read: (data) => textAt(data, ["note"]),
  },
  {
    name: "text, among other text",
    kind: events,
    write: (pieces, random) =>
      pieces.flatMap((piece): StreamEvent[] => [
        { event: "a", data: { note: piece } },
        ...some(random, 4, { event: "b", data: { other: 1 } }),
      ]),
    read: (data) => textAt(data, ["note"]),
  },
  {
    name: "the last element, however many stand before it",
    kind: events,
    write: (pieces, random) =>
      pieces.map((text): StreamEvent => {
        const before = Array.from({ length: Math.floor(random() * 3) }, (): Json => ({ thought: true }));
        return { data: { parts: [...before, { text }] } };
      }),
    read: (data) => textAt(data, ["parts", "*", "text"]),
  },
  {
    name: "a block, its events of any type",
    kind: messages,
    write: (pieces, random) => [
      ...pieces.map((text): StreamEvent => {
        const value = { index: 0, delta: { type: "text_delta", text } };
        if (chance(random, 0.5)) return { data: { type: "content_block_delta", ...value } };
        return { data: chance(random, 0.5) ? value : { type: "later_delta", ...value } };
      }),
      { data: { type: "message_stop" } },
    ],
    read: (data) => textAt(data, ["delta", "text"]),
  },
  {
    name: "blocks that stop and speak again",
    kind: messages,
    write: (pieces, random) => [
      ...pieces.flatMap((text, at): StreamEvent[] => {
        const index = chance(random, 0.5) ? at : 0;
        return [
          { data: { type: "content_block_delta", index, delta: { type: "text_delta", text } } },
          ...(chance(random, 0.5) ? [{ data: { type: "content_block_stop", index } }] : []),
          ...(chance(random, 0.2) ? some(random, 20, { data: { type: "ping" } }) : []),
        ];
      }),
      { data: { type: "message_stop" } },
    ],
    read: (data) => textAt(data, ["delta", "text"]),
  },
];

/** Blocks whose events come in turn are not one text; all else is. */
const inTurn = "blocks that stop and speak again";

const limits = fc.record({
  eventsBehind: fc.constantFrom(16, 16, 3, 1, 0),
  bytesBehind: fc.constantFrom(16_384, 16_384, 300),
});

const left = ({ output, failed, notes }: ReturnType<typeof run>): object => ({
  output: output.toString(),
  failed,
  notes,
});

describe("text that goes on", () => {
  it.each(ways.map((way) => [way.name, way] as const))("shows no value whole: %s", (_, { name, kind, write, read }) => {
    const words = fc.array(fc.constantFrom(...planted), { minLength: 1, maxLength: 3 });
    const widest = fc.constantFrom(3, 6, 25);
    const operators = fc.constantFrom<unknown>("replace", "mask", "hash");
    fc.assert(
      fc.property(words, fc.nat(), widest, operators, limits, (said, number, width, operator, some) => {
        const random = createRandom(number);
        const pieces = tokens(said.map(({ text }) => text).join(" "), random, width);
        const body = Buffer.from(plain.sse(write(pieces, random)));
        const how = { scanner, mask: maskAll(operator), limits: some };
        const whole = run(kind, [body], how);
        expect([whole.failed, whole.ended]).toEqual([undefined, true]);
        const shown = jsonData(whole.output.toString()).map(read).join("");
        const text = pieces.join("");
        // The beginning of one value, which may leave, can be all of another.
        const values = said.flatMap(({ values }) => values).filter((value) => text.split(value).length === 2);
        if (name !== inTurn) for (const value of values) expect(shown).not.toContain(value);
        expect(left(run(kind, randomChunks(body, random, 60), how))).toEqual(left(whole));
        expect(left(runLate(kind, randomChunks(body, random, 60), random, how))).toEqual(left(whole));
      }),
      { seed: fuzz.seed, numRuns: Math.ceil(fuzz.runs / 4) },
    );
  });
});
