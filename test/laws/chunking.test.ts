/**
 * Law 2: any cutting of the input gives the same output, findings and decisions; and, however it is cut, no planted value is
 * in what a client can make of the output. SLUICE_FUZZ_RUNS and SLUICE_FUZZ_SEED widen the search.
 */
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { CleanValues } from "../../src/pipeline/clean-values.ts";
import { inspectHeaders } from "../../src/pipeline/header-values.ts";
import { inspectTarget } from "../../src/pipeline/request-target.ts";
import { parseTarget } from "../../src/protocols/http/target.ts";
import { escapes } from "../corpus/escapes.ts";
import { chunksOf, createRandom, everySplit, type Random, randomChunks } from "../harness/chunks.ts";
import { tokens } from "../protocols/llm/pieces.ts";
import { conversations, eventsOf, speakers } from "./conversations.ts";
import { documents } from "./documents.ts";
import { places } from "./places/every.ts";
import type { Place } from "./places/place.ts";
import {
  type BodyKind,
  directionOf,
  maskAll,
  openScanner,
  type Run,
  type RunOptions,
  redactText,
  run,
  runLate,
  runPooled,
} from "./real.ts";
import { odd, plain } from "./spelling.ts";
import { streams } from "./streams.ts";
import { plantedValues, sampled } from "./values.ts";
import { viewsOf } from "./views.ts";

const scanner = openScanner("inline");
const pool = openScanner("pool");
afterAll(() => Promise.all([scanner.close(), pool.close()]));

const options: RunOptions = { scanner, mask: maskAll() };
const planted = plantedValues(scanner);
const fuzz = { seed: Number(process.env.SLUICE_FUZZ_SEED ?? 7), runs: Number(process.env.SLUICE_FUZZ_RUNS ?? 400) };

const left = ({ output, failed, ended, notes }: Run): object => ({ output: output.toString(), failed, ended, notes });

const widths = [1, 7, 60, 400];

/** Cut at random. */
function expectSame(kind: BodyKind, body: Uint8Array, whole: Run, random: Random, how: RunOptions = options): void {
  const chunks = randomChunks(body, random, widths[Math.floor(random() * 4)] ?? 7);
  expect(left(run(kind, chunks, how))).toEqual(left(whole));
}

/** ... with scans that answer late, in any order. */
function expectSameLate(kind: BodyKind, body: Uint8Array, whole: Run, random: Random, how: RunOptions = options): void {
  const chunks = randomChunks(body, random, widths[Math.floor(random() * 4)] ?? 7);
  expect(left(runLate(kind, chunks, random, how))).toEqual(left(whole));
}

function expectHidden(output: string, values: readonly string[]): void {
  const views = viewsOf(output);
  for (const value of values) if (views.includes(value)) expect.fail(`${JSON.stringify(value)} is in ${output}`);
}

describe("what once got through", () => {
  it.each(escapes.map((row) => [row.name, row] as const))("does not: %s", async (_, row) => {
    const { kind, hidden, shown = [], failed, limits } = row;
    const body = Buffer.from(row.body);
    const how = { ...options, ...(limits === undefined ? {} : { limits }) };
    const whole = run(kind, [body], how);
    const output = whole.output.toString();
    expect([whole.failed, whole.ended]).toEqual([failed, failed === undefined]);
    expectHidden(output, hidden);
    for (const text of shown) expect(output).toContain(text);
    if (body.length < 1000) for (const cut of everySplit(body)) expect(left(run(kind, cut, how))).toEqual(left(whole));
    for (let seed = 1; seed <= 20; seed++) {
      expectSame(kind, body, whole, createRandom(seed), how);
      expectSameLate(kind, body, whole, createRandom(seed), how);
    }
    const random = createRandom(1);
    expect(left(await runPooled(kind, chunksOf(body, 9), random, { ...how, scanner: pool }))).toEqual(left(whole));
  });
});

/** The place's lane with a text in it, in pieces. */
function bodyOf(place: Place, text: string, random: Random, widest: number, oddly: boolean): Buffer {
  const said = place.laneText?.(text) ?? text;
  const pieces = place.whole === true ? [said] : tokens(said, random, widest);
  return Buffer.from(place.write(pieces, oddly ? odd(random) : plain));
}

describe("every value, wherever text may stand", () => {
  it("is one of most detectors of the sample", () => {
    // Some find only what their lane's end has cut off, or what is all of a text or a line: nothing can stand beside their values.
    const detectors = new Set(planted.map(({ detector }) => detector));
    expect(detectors.size).toBeGreaterThan(sampled.length * 0.75);
  });

  it.each(places.map((place) => [place.name, place] as const))("%s", (_, place) => {
    planted.forEach(({ text, values }, at) => {
      const random = createRandom(at);
      // Wide enough that a value in a field nobody knows is spread over a few events only.
      const widest = place.outcome === "covered" ? 40 : 6;
      const body = bodyOf(place, text, random, widest, at % 2 === 0);
      const whole = run(place.kind, [body], options);
      expect([whole.failed, whole.ended]).toEqual([undefined, true]);
      const output = whole.output.toString();
      const read = place.read(output);
      expectHidden(output, values);
      for (const value of values) expect(read).not.toContain(value);
      if (place.outcome === "exact") expect(read).toBe(redactText(text, place.context, options, place.kind.direction));
      else expect(read.startsWith("Zebra")).toBe(true);
      if (at % 4 === 0) expectSame(place.kind, body, whole, random);
      if (at % 4 === 2) expectSameLate(place.kind, body, whole, random);
    });
  });

  it.each(places.map((place) => [place.name, place] as const))("%s, at every split", (_, place) => {
    const random = createRandom(1);
    const body = bodyOf(place, "SSN 078-05-1120, card 4111 1111 1111 1111!", random, 12, true);
    const whole = run(place.kind, [body], options);
    expect(whole.ended).toBe(true);
    expect(whole.notes.length).toBeGreaterThan(1);
    expect(left(run(place.kind, chunksOf(body, 1), options))).toEqual(left(whole));
    // A long stream repeats its framing.
    const step = Math.ceil(body.length / 350) ** 2;
    for (let cut = 0; cut <= body.length; cut += step) {
      expect(left(run(place.kind, [body.subarray(0, cut), body.subarray(cut)], options))).toEqual(left(whole));
    }
  });

  it.each(places.map((place) => [place.name, place] as const))("%s, with scans in a worker", async (_, place) => {
    const random = createRandom(2);
    for (const { text } of planted.filter((_one, at) => at % 23 === 0)) {
      const body = bodyOf(place, text, random, 20, true);
      const chunks = randomChunks(body, random, 90);
      const pooled = await runPooled(place.kind, chunks, random, { ...options, scanner: pool });
      expect(left(pooled)).toEqual(left(run(place.kind, chunks, options)));
    }
  });
});

describe("every value in what is not a body", () => {
  it.each(
    planted.map(({ detector, text, values }) => [detector, text, values] as const),
  )("%s: %j", (_, text, values) => {
    const line = text.replace(/\s+/g, " ");
    const kept = values.filter(
      (value) => line.includes(value) && !redactText(line, "", options, "request").includes(value),
    );

    const scannable = [["user-agent", Buffer.from(line).toString("latin1")]] as const;
    inspectHeaders(directionOf("request", options), { scannable, unscanned: [] }, new CleanValues(), (headers) => {
      const sent = Buffer.from(headers.map(([, value]) => value).join(), "latin1").toString();
      for (const value of kept) expect(sent).not.toContain(value);
    });

    const encoded = encodeURIComponent(line);
    // A path that is percent-encoded twice is refused.
    const inPath = /%2F|%5C|%25[0-9A-F]{2}/i.test(encoded) ? "" : encoded;
    const target = parseTarget(`/v1/${inPath}?note=${encoded}&${encoded}=1`);
    let sent = "";
    inspectTarget(directionOf("request", options), target, target.path, false, (path) => {
      sent = path;
    });
    const shown = `${sent}\n${decodeURIComponent(sent.replaceAll("+", " "))}`;
    for (const value of kept) expect(shown).not.toContain(value);
  });
});

describe("random bodies", () => {
  const operators = fc.constantFrom<unknown>("replace", "mask", "drop", "hash");
  const limits = fc.record({
    eventsBehind: fc.constantFrom(16, 16, 3, 1, 0),
    bytesBehind: fc.constantFrom(16_384, 16_384, 500, 100),
    stepBytes: fc.constantFrom(8_192, 50, 300),
  });

  it("of JSON, with values anywhere in them", () => {
    fc.assert(
      fc.property(documents(planted), fc.nat(), operators, ({ kind, json, values }, seed, operator) => {
        const random = createRandom(seed);
        const body = Buffer.from(odd(random).json(json));
        const how = { scanner, mask: maskAll(operator) };
        const whole = run(kind, [body], how);
        // Random parts may be what the dialect calls an image or a list of tokens.
        if (whole.failed === "uninspectable") return;
        expect([whole.failed, whole.ended]).toEqual([undefined, true]);
        const output = whole.output.toString();
        JSON.parse(output);
        expectHidden(output, values);
        expectSame(kind, body, whole, random, how);
        expectSameLate(kind, body, whole, random, how);
      }),
      { seed: fuzz.seed, numRuns: fuzz.runs * 2 },
    );
  });

  it("of events of any shape", () => {
    fc.assert(
      fc.property(streams(planted), fc.nat(), operators, limits, ({ kind, write, values }, seed, operator, some) => {
        const random = createRandom(seed);
        const body = Buffer.from(write(random));
        const how = { scanner, mask: maskAll(operator), limits: some };
        const whole = run(kind, [body], how);
        expect([whole.failed, whole.ended]).toEqual([undefined, true]);
        expectHidden(whole.output.toString(), values);
        expectSame(kind, body, whole, random, how);
        expectSameLate(kind, body, whole, random, how);
      }),
      { seed: fuzz.seed, numRuns: fuzz.runs },
    );
  });

  it("of events, their lanes interleaved and cut anywhere", () => {
    fc.assert(
      fc.property(conversations(planted), operators, limits, (conversation, operator, some) => {
        const { dialect, lanes, seed } = conversation;
        const { kind, hear } = speakers[dialect];
        const random = createRandom(seed);
        const events = eventsOf(conversation, random);
        const body = Buffer.from((conversation.oddly ? odd(random) : plain).sse(events));
        const how = { scanner, mask: maskAll(operator), limits: some };
        const whole = run(kind, [body], how);
        expect([whole.failed, whole.ended]).toEqual([undefined, true]);
        const output = whole.output.toString();
        expectHidden(
          output,
          lanes.flatMap(({ values }) => values),
        );
        hear(output, lanes).forEach(({ text, copies }, at) => {
          const lane = lanes[at];
          if (lane?.kind === "tool") JSON.parse(text);
          else expect(text).toBe(redactText(lane?.said ?? "", "", how, "response"));
          for (const copy of copies) expect(copy).toBe(text);
        });
        expectSame(kind, body, whole, random, how);
        expectSameLate(kind, body, whole, random, how);
      }),
      { seed: fuzz.seed, numRuns: Math.ceil(fuzz.runs / 3) },
    );
  });
});
