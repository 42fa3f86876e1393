/**
 * The parts of one message are one text, streamed or not: what leaves of a part is what leaves of it in a document, wherever
 * the text is cut into parts and the parts into events; and whatever stands between the parts, no value leaves whole.
 */
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { anthropic } from "../../src/protocols/llm/anthropic.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import { createRandom, type Random, randomChunks } from "../harness/chunks.ts";
import { messageStream, readMessage } from "../protocols/llm/anthropic-stream.ts";
import { tokens } from "../protocols/llm/pieces.ts";
import { readResponse, responseStream } from "../protocols/llm/responses-stream.ts";
import { type BodyKind, maskAll, openScanner, run, runLate } from "./real.ts";
import { plantedValues } from "./values.ts";

const scanner = openScanner("inline");
afterAll(() => scanner.close());
const planted = plantedValues(scanner);
const runs = Number(process.env.SLUICE_FUZZ_RUNS ?? 400);
const seed = Number(process.env.SLUICE_FUZZ_SEED ?? 7);

type Parts = readonly (readonly string[])[];

interface Message {
  readonly name: string;
  readonly streamed: BodyKind;
  readonly write: (parts: Parts) => string;
  /** Each part's text, then each copy of it. */
  readonly read: (output: string) => readonly (readonly string[])[];
  readonly whole: BodyKind;
  readonly writeWhole: (texts: readonly string[]) => string;
  readonly readWhole: (output: string) => readonly string[];
}

const events = { direction: "response", contentType: "text/event-stream" } as const;
const json = { direction: "response", contentType: "application/json" } as const;
const readParts = (output: string): readonly (readonly string[])[] =>
  [...readResponse(output).values()].map(({ deltas, copies }) => [deltas, ...copies.filter((copy) => copy !== "")]);

interface Output {
  readonly output: readonly { readonly content: readonly { text: string }[]; readonly summary: { text: string }[] }[];
}

const messages: readonly Message[] = [
  {
    name: "text blocks of a message",
    streamed: { ...events, dialect: anthropic, operation: "messages" },
    write: (parts) => messageStream(parts.map((pieces) => ({ type: "text", pieces }))),
    read: (output) => readMessage(output).map(({ text }) => [text]),
    whole: { ...json, dialect: anthropic, operation: "messages" },
    writeWhole: (texts) => JSON.stringify({ content: texts.map((text) => ({ type: "text", text })) }),
    readWhole: (output) => (JSON.parse(output) as { content: { text: string }[] }).content.map(({ text }) => text),
  },
  {
    name: "content parts of an item",
    streamed: { ...events, dialect: openai, operation: "responses" },
    write: (parts) => responseStream([{ type: "message", parts }]),
    read: readParts,
    whole: { ...json, dialect: openai, operation: "responses" },
    writeWhole: (texts) => {
      const content = texts.map((text) => ({ type: "output_text", text }));
      return JSON.stringify({ output: [{ type: "message", content }] });
    },
    readWhole: (output) => (JSON.parse(output) as Output).output[0]?.content.map(({ text }) => text) ?? [],
  },
  {
    name: "parts of a summary",
    streamed: { ...events, dialect: openai, operation: "responses" },
    write: (parts) => responseStream([{ type: "reasoning", summary: parts }]),
    read: readParts,
    whole: { ...json, dialect: openai, operation: "responses" },
    writeWhole: (texts) => {
      const summary = texts.map((text) => ({ type: "summary_text", text }));
      return JSON.stringify({ output: [{ type: "reasoning", summary }] });
    },
    readWhole: (output) => (JSON.parse(output) as Output).output[0]?.summary.map(({ text }) => text) ?? [],
  },
];

const clean = ["Zebra. ", "12 ", "password: ", "7", "-", "x@", "— it was raining — ", "4111 1111 "].map((text) => ({
  text,
  values: [] as readonly string[],
}));
const said = fc.array(fc.oneof(fc.constantFrom(...planted), fc.constantFrom(...planted), fc.constantFrom(...clean)), {
  minLength: 1,
  maxLength: 4,
});
const operators = fc.constantFrom<unknown>("replace", "mask", "drop", "hash");

/** Parts of 1 to `widest` characters, in pieces. */
const partsOf = (text: string, random: Random, widest: number): Parts =>
  tokens(text, random, widest).map((part) => tokens(part, random, 6));

const left = ({ output, failed, notes }: ReturnType<typeof run>): object => ({
  output: output.toString(),
  failed,
  notes,
});

describe("parts that follow one another", () => {
  it.each(messages.map((message) => [message.name, message] as const))("are one text: %s", (_, message) => {
    fc.assert(
      fc.property(said, fc.nat(), fc.constantFrom(8, 30, 90), operators, (words, number, widest, operator) => {
        const random = createRandom(number);
        const parts = partsOf(words.map(({ text }) => text).join(" "), random, widest);
        const texts = parts.map((pieces) => pieces.join(""));
        const patient = { scanner, mask: maskAll(operator), limits: { eventsBehind: 10_000, bytesBehind: 1 << 20 } };
        const body = Buffer.from(message.write(parts));
        const streamed = run(message.streamed, [body], patient);
        const whole = run(message.whole, [Buffer.from(message.writeWhole(texts))], patient);
        expect([streamed.failed, whole.failed]).toEqual([undefined, undefined]);
        const expected = message.readWhole(whole.output.toString());
        const got = message.read(streamed.output.toString());
        expect(got.map(([text]) => text)).toEqual(expected);
        for (const [text, ...copies] of got) for (const copy of copies) expect(copy).toBe(text);
        expect(left(run(message.streamed, randomChunks(body, random, 60), patient))).toEqual(left(streamed));
        expect(left(runLate(message.streamed, randomChunks(body, random, 60), random, patient))).toEqual(
          left(streamed),
        );
      }),
      { seed, numRuns: Math.ceil(runs / 4) },
    );
  });

  it.each(
    messages.map((message) => [message.name, message] as const),
  )("show no value whole, however few events may wait: %s", (_, message) => {
    fc.assert(
      fc.property(said, fc.nat(), fc.nat(6), fc.constantFrom(8, 30), (words, number, eventsBehind, widest) => {
        const random = createRandom(number);
        const parts = partsOf(words.map(({ text }) => text).join(" "), random, widest);
        const hasty = { scanner, mask: maskAll(), limits: { eventsBehind } };
        const body = Buffer.from(message.write(parts));
        const streamed = run(message.streamed, [body], hasty);
        expect(streamed.failed).toBe(undefined);
        const got = message.read(streamed.output.toString());
        for (const [text, ...copies] of got) for (const copy of copies) expect(copy).toBe(text);
        const shown = got.map(([text]) => text).join("");
        const text = parts.flat().join("");
        // The beginning of one value, which may leave, can be all of another.
        const values = words.flatMap(({ values }) => values).filter((value) => text.split(value).length === 2);
        for (const value of values) expect(shown).not.toContain(value);
        expect(left(runLate(message.streamed, randomChunks(body, random, 60), random, hasty))).toEqual(left(streamed));
      }),
      { seed, numRuns: Math.ceil(runs / 4) },
    );
  });
});
