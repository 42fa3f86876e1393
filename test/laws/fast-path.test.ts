/**
 * What goes by the fast path goes as it would without it: the same bytes after the same chunk, the same held, the same findings and
 * failures. SLUICE_FUZZ_RUNS and SLUICE_FUZZ_SEED widen the search. (All other laws ask it first, too: real.ts.)
 */
import { afterAll, describe, expect, it } from "vitest";
import { createHeldValues } from "../../src/inspect/held-values.ts";
import type { DirectionPolicy } from "../../src/pipeline/direction.ts";
import type { PipelineLimits } from "../../src/pipeline/ports.ts";
import { withHeldCredential } from "../../src/policy/held-credential.ts";
import { anthropic } from "../../src/protocols/llm/anthropic.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import { createRandom, type Random, randomChunks } from "../harness/chunks.ts";
import { ownOf } from "./own.ts";
import { type BodyKind, type Mask, maskAll, openScanner, policyOf, type Run, run, runPooled } from "./real.ts";
import { plantedValues } from "./values.ts";

const scanner = openScanner("inline");
const pool = openScanner("pool");
afterAll(() => Promise.all([scanner.close(), pool.close()]));

const fuzz = { seed: Number(process.env.SLUICE_FUZZ_SEED ?? 1), runs: Number(process.env.SLUICE_FUZZ_RUNS ?? 600) };
const planted = plantedValues(scanner);

const stream = { direction: "response", contentType: "text/event-stream" } as const;
const chat: BodyKind = { ...stream, dialect: openai, operation: "chat.completions" };
const shapes: readonly (readonly [BodyKind, (text: string, random: Random) => string])[] = [
  [chat, (text) => `data: {"id":"c","choices":[{"index":0,"delta":{"content":${text}},"finish_reason":null}]}\n\n`],
  [chat, (text) => `event: e\r\ndata: {"choices":[{"delta":{"content":${text}},"index":0}]}\r\n\r\n`],
  [chat, (text, random) => `data: {"choices":[{"index":${random() < 0.9 ? 0 : 1},"delta":{"content":${text}}}]}\n\n`],
  [
    { ...stream, dialect: openai, operation: "responses" },
    (text) =>
      `data: {"type":"response.output_text.delta","item_id":"m","output_index":0,"content_index":0,"delta":${text}}\n\n`,
  ],
  [
    { ...stream, dialect: anthropic, operation: "messages" },
    (text) => `data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":${text}}}\n\n`,
  ],
  [stream, (text) => `data: {"n":1,"text":${text}}\n\n`],
  [stream, (text) => `data: ${text.slice(1, -1)}\n\n`],
  [stream, (text) => `data: ${text}\n\n`],
];

const words = 'the quick brown fox\n jumps over "a" lazy dog\\ and/then \t some 😀 more é of it goes on'.split(" ");
/** A JSON string as some writers spell it: what stands beyond ASCII, or any letter, as escapes. */
function spelled(json: string, random: Random): string {
  const dice = random();
  const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  if (dice < 0.3) return json.replace(/[\u0080-\uffff]/g, escaped);
  return dice < 0.35 ? json.replace(/[a-z0-9@](?![^\\]?[0-9a-f]*")/g, escaped).replaceAll("/", "\\/") : json;
}

const oddities = [
  '"a\\nb"',
  '"\\u0034"',
  '"é😀"',
  '""',
  '"\\""',
  '"{"',
  '"\\ud83d"',
  '"\\udc00 a"',
  '"a\\\\"',
  '"\\x"',
  '"\\u00g0"',
  '"4111"',
  '" at "',
  '"@"',
  '"\u0000"',
  '"a\u007f"',
];
const between = [": comment\n\n", "\n", "\r\n", "data: [DONE]\n\n", "data: \n\n", "data: {}\n\n", "id: 7\n\n"];

function chunksOf(
  write: (text: string, random: Random) => string,
  random: Random,
  values = planted.map(({ text }) => text),
): Uint8Array[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const odd = random() < 0.5 ? 0 : 0.05;
  let said = "";
  for (let at = 0; at < 12; at++) said += random() < 0.25 ? ` ${pick(values)} ` : ` ${pick(words)} ${pick(words)}`;
  const widest = 1 + Math.floor(random() * 9);
  const chunks: Buffer[] = [];
  // Some writers cut between the halves of a surrogate pair.
  const letters = random() < 0.1 ? said.split("") : Array.from(said);
  while (letters.length > 0) {
    const token = spelled(JSON.stringify(letters.splice(0, 1 + Math.floor(random() * widest)).join("")), random);
    const event = Buffer.from(write(random() < odd ? pick(oddities) : token, random));
    const dice = random();
    if (dice < odd) chunks.push(Buffer.from(pick(between)), event);
    else if (dice < odd * 2) chunks.push(event.subarray(0, 9), event.subarray(9));
    else if (dice < odd * 3) chunks.push(Buffer.concat([event, Buffer.from(write(token, random))]));
    else if (dice < odd * 3.2)
      chunks.push(Buffer.concat([event.subarray(0, -5), Buffer.from([0xff]), event.subarray(-5)]));
    else chunks.push(event);
  }
  // As a proxy on the way may cut them anew, whatever the events are.
  const cutting = random();
  return cutting < 0.3 ? randomChunks(Buffer.concat(chunks), random, cutting < 0.15 ? 900 : 90) : chunks;
}

const secret = "sesame-open~4711 quick/the";
const said = [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString("base64"),
  secret.slice(0, 15),
  "ses",
  "s",
];
const holding = (): DirectionPolicy => {
  const policy = policyOf("response", maskAll());
  const held = createHeldValues(secret);
  return held === undefined ? policy : { ...policy, held, profile: withHeldCredential(policy.profile) };
};

const masks: readonly Mask[] = [maskAll(), {}, maskAll("block"), maskAll("allow"), maskAll("mask")];
const few: readonly Partial<PipelineLimits>[] = [
  {},
  {},
  { eventsBehind: 3 },
  { bytesBehind: 300 },
  { laneHoldBytes: 24 },
  { eventBytes: 90 },
  { findings: 3 },
  { swallowBytes: 40 },
];

const seen = ({ output, taken: _, ...rest }: Run): object => ({ ...rest, output: output.toString("latin1") });

describe("the fast path", () => {
  it("changes nothing", () => {
    let taken = 0;
    let chunks = 0;
    for (let seed = fuzz.seed; seed < fuzz.seed + fuzz.runs; seed++) {
      const random = createRandom(seed);
      const [kind, write] = shapes[seed % shapes.length] ?? shapes[0] ?? [chat, String];
      const body = chunksOf(write, random);
      const limits = few[Math.floor(random() * few.length)] ?? {};
      const mask = masks[Math.floor(random() * masks.length)] ?? {};
      const options = { scanner, mask, limits, end: random() < 0.8 };
      const fast = run(kind, body, options);
      expect(seen(fast), `seed ${seed}`).toEqual(seen(run(kind, body, { ...options, fast: false })));
      taken += fast.taken;
      chunks += body.length;
    }
    // Otherwise nothing was shown.
    expect(taken).toBeGreaterThan(chunks / 10);
  });

  it("changes nothing where a credential is held, and none leaves", () => {
    const policy = holding();
    let taken = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const random = createRandom(seed);
      const [kind, write] = shapes[seed % 5] ?? [chat, String];
      const body = chunksOf(write, random, said);
      const options = { scanner, policy, end: random() < 0.8 };
      const fast = run(kind, body, options);
      expect(seen(fast), `seed ${seed}`).toEqual(seen(run(kind, body, { ...options, fast: false })));
      taken += fast.taken;
    }
    expect(taken).toBeGreaterThan(1000);
    const text = "and sesame-open~4711 quick/the and s sesame, quick as ever, and on and on";
    const [, write] = shapes[0] ?? [chat, String];
    for (let size = 1; size < 30; size++) {
      const tokens = text.match(new RegExp(`.{1,${size}}`, "g")) ?? [];
      const before = Array.from({ length: 9 }, () => "fine and ");
      const events = [...before, ...tokens].map((token) => Buffer.from(write(JSON.stringify(token), Math.random)));
      const { output, taken: fast } = run(chat, events, { scanner, policy });
      expect(output.toString()).not.toMatch(/4711/);
      expect(fast).toBeGreaterThan(3);
    }
  });

  it("changes nothing where fields are masked by their names", () => {
    const own = ownOf({ detectors: { fields: [{ names: ["text"], entity: "NOTE" }] } }, "response");
    for (let seed = 1; seed <= 100; seed++) {
      const random = createRandom(seed);
      const [kind, write] = shapes[seed % shapes.length] ?? [chat, String];
      const body = chunksOf(write, random);
      expect(seen(run(kind, body, own)), `seed ${seed}`).toEqual(seen(run(kind, body, { ...own, fast: false })));
    }
  });

  it("changes nothing where some steps are made by workers", async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = createRandom(seed);
      const [kind, write] = shapes[seed % shapes.length] ?? shapes[0] ?? [chat, String];
      const body = chunksOf(write, random);
      const options = { scanner: pool, mask: maskAll() };
      const slow = run(kind, body, { scanner, mask: maskAll(), fast: false });
      const { output, failed, notes } = await runPooled(kind, body, random, options);
      expect([output.toString(), failed, notes]).toEqual([slow.output.toString(), slow.failed, slow.notes]);
    }
  });

  it.each([0, 1, 3, 4])("takes all but the first events of clean text (%i)", (shape) => {
    const random = createRandom(1);
    const [kind, write] = shapes[shape] ?? [chat, String];
    const body = Array.from({ length: 200 }, (_, at) =>
      Buffer.from(write(JSON.stringify(` ${words[at % words.length]}`), random)),
    );
    expect(run(kind, body, { scanner }).taken).toBeGreaterThan(190);
  });

  it.each([
    ["five in a chunk", 5, 180],
    ["cut anywhere", undefined, 100],
  ])("takes most events of clean text whose chunks are others (%s)", (_, together, least) => {
    const random = createRandom(1);
    const [kind, write] = shapes[0] ?? [chat, String];
    const events = Array.from({ length: 200 }, (_, at) =>
      Buffer.from(write(JSON.stringify(` ${words[at % words.length]}`), random)),
    );
    const body =
      together === undefined
        ? randomChunks(Buffer.concat(events), random, 1500)
        : events.flatMap((_, at) => (at % together === 0 ? [Buffer.concat(events.slice(at, at + together))] : []));
    expect(run(kind, body, { scanner }).taken).toBeGreaterThan(least);
  });
});
