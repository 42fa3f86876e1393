/**
 * Law 1: what holds no value leaves as it came, byte for byte, however it is spelled, cut and scanned.
 */
import { createHash } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { CleanValues } from "../../src/pipeline/clean-values.ts";
import { inspectHeaders } from "../../src/pipeline/header-values.ts";
import { inspectTarget } from "../../src/pipeline/request-target.ts";
import { parseTarget } from "../../src/protocols/http/target.ts";
import { cleanBodies } from "../corpus/clean-bodies.ts";
import { chunksOf, createRandom, everySplit, randomChunks } from "../harness/chunks.ts";
import { tokens } from "../protocols/llm/pieces.ts";
import { places } from "./places/every.ts";
import { directionOf, openScanner, type Run, run, runLate, runPooled } from "./real.ts";
import { odd } from "./spelling.ts";

const inline = openScanner("inline");
const pool = openScanner("pool");
afterAll(() => Promise.all([inline.close(), pool.close()]));

const sha = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const left = ({ output, failed, ended, notes }: Run): object => ({ sha: sha(output), failed, ended, notes });
const untouched = (body: Uint8Array): object => ({ sha: sha(body), failed: undefined, ended: true, notes: [] });

describe("a clean body is byte-identical", () => {
  it.each(cleanBodies.map((clean) => [clean.name, clean] as const))("%s, at every split", (_, { kind, body }) => {
    const bytes = Buffer.from(body);
    for (const chunks of everySplit(bytes))
      expect(left(run(kind, chunks, { scanner: inline }))).toEqual(untouched(bytes));
    expect(left(run(kind, chunksOf(bytes, 1), { scanner: inline }))).toEqual(untouched(bytes));
  });

  it.each(
    cleanBodies.map((clean) => [clean.name, clean] as const),
  )("%s, with scans that answer late or in a worker", async (_, { kind, body }) => {
    const bytes = Buffer.from(body);
    for (let seed = 1; seed <= 20; seed++) {
      const random = createRandom(seed);
      const chunks = randomChunks(bytes, random, [1, 5, 60, 500][seed % 4] ?? 5);
      expect(left(runLate(kind, chunks, random, { scanner: inline }))).toEqual(untouched(bytes));
      if (seed > 4) continue;
      expect(left(await runPooled(kind, chunks, random, { scanner: pool }))).toEqual(untouched(bytes));
    }
  });
});

const prose = [
  "The gallery opens at nine, and the first visitors — it was raining — waited under the arch. ",
  "😀 Zoë said: “not yet”.\n\tconst a = { b: [1.5, 'c'] }; // half a mile\r\n",
  'See <https://example.com/a/b?c=d#e> & "quotes" \\ slashes / 50% of 12 things, @everyone #1. ',
].join("");

describe("clean text in any place is byte-identical", () => {
  it.each(places.map((place) => [place.name, place] as const))("%s", async (_, place) => {
    for (let seed = 1; seed <= 6; seed++) {
      const random = createRandom(seed);
      const text = place.laneText?.(prose) ?? prose;
      const pieces = place.whole === true ? [text] : tokens(text, random, seed % 2 === 0 ? 5 : 30);
      const bytes = Buffer.from(place.write(pieces, odd(random)));
      const chunks = randomChunks(bytes, random, 80);
      expect(left(run(place.kind, chunks, { scanner: inline }))).toEqual(untouched(bytes));
      expect(left(runLate(place.kind, chunks, random, { scanner: inline }))).toEqual(untouched(bytes));
      if (seed === 1) {
        expect(left(await runPooled(place.kind, chunks, random, { scanner: pool }))).toEqual(untouched(bytes));
      }
    }
  });
});

describe("what is not a body is byte-identical", () => {
  it.each([
    "/v1/models",
    "/v1/files/a%20b;x=1/c?limit=10&&after=&order=%64esc&q=a+b%2Bc&flag&x==y#".slice(0, -1),
    "/?%E2%82%AC=%c3%bc",
    "/v1/orders?idempotency_key=a8Fk2LmQ9ZxT4cV7bN1wR6yH3uJ5eD0s&idempotencyKey=a8Fk2LmQ_9ZxT4cV7bN1wR-6yH3uJ5eD0sGpKoXi2Bv",
    "/v1/models?pageSize=50&pageToken=a8Fk2LmQ_9ZxT4cV7bN1wR-6yH3uJ5eD0sGpKoXi2Bv&next_token=9f86d081884c7d659a2feaa0c55ad015",
  ])("a request to %s", (raw) => {
    const target = parseTarget(raw);
    let sent = "";
    inspectTarget(directionOf("request", { scanner: inline }), target, target.path, false, (text) => {
      sent = text;
    });
    expect(sent).toBe(raw);
  });

  it("header values", () => {
    const scannable = [
      ["accept", "application/json;q=0.9, */*"],
      ["user-agent", "tool/1.0 (x; y)  z"],
      ["openai-organization", "org ü"],
      ["openai-project", "proj_a8Fk2LmQ9ZxT4cV7bN1wR6yH"],
      ["idempotency-key", "stainless-node-retry-9f3b7c1e-5d80-4a2f-a4b7-c9e1d3a5f80b"],
      ["idempotency-key", "a8Fk2LmQ_9ZxT4cV7bN1wR-6yH3uJ5eD0sGpKoXi2Bv"],
      ["idempotency-key", "9f86d081884c7d659a2feaa0c55ad015"],
      ["x-idempotency-key", "a8Fk2LmQ9ZxT4cV7bN1w"],
      ["x-cache-key", "9f86d081884c7d659a2feaa0c55ad015"],
      ["x-client-request-id", "9f3b7c1e-5d80-4a2f-a4b7-c9e1d3a5f80b"],
      ["x-request-id", "req_9f86d081884c7d659a2feaa0c55ad015"],
      ["traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"],
      ["tracestate", "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7"],
      ["x-stainless-runtime-version", "v20.20.2"],
      ["anthropic-beta", "prompt-caching-2024-07-31,token-counting-2024-11-01"],
      ["x-ms-client-request-id", "f64b7c9e-1d3a-45f8-a0b2-c6d4e7f19a3b"],
    ] as const;
    const unscanned = [["authorization", "Bearer secret-of-the-client-1234567"]] as const;
    let sent: unknown;
    inspectHeaders(
      directionOf("request", { scanner: inline }),
      { scannable, unscanned },
      new CleanValues(),
      (headers) => {
        sent = headers;
      },
    );
    expect(sent).toEqual([...scannable, ...unscanned]);
  });
});
