/**
 * Law 4: what cannot be read, is too large, or cannot be scanned ends the exchange in the right failure, and nothing of a
 * value has left before.
 */
import { deflateRawSync, gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import type { SluiceError } from "../../src/errors.ts";
import type { Scanner } from "../../src/inspect/scanner.ts";
import { type CodingLimits, codingOf, createDecoder } from "../../src/protocols/http/bodies/coding.ts";
import { openai } from "../../src/protocols/llm/openai.ts";
import { brokenBodies } from "../corpus/broken-bodies.ts";
import { chunksOf, createRandom, everySplit } from "../harness/chunks.ts";
import { places } from "./places/every.ts";
import { type BodyKind, maskAll, openScanner, type Run, realLimits, run, runLate, runPooled } from "./real.ts";
import { NotJson, plain } from "./spelling.ts";

const scanner = openScanner("inline");
const pool = openScanner("pool");
afterAll(() => Promise.all([scanner.close(), pool.close()]));

const chat: BodyKind = {
  direction: "response",
  contentType: "text/event-stream",
  dialect: openai,
  operation: "chat.completions",
};
const said = (...contents: readonly string[]): string =>
  plain.sse([
    ...contents.map((content) => ({ data: { choices: [{ index: 0, delta: { content } }] } })),
    { data: new NotJson("[DONE]") },
  ]);
const nothingOf = ["078", "05-1120", "1120", "4111"];
const outcome = ({ output, failed, ended }: Run): object => ({ output: output.toString(), failed, ended });

describe("a body that cannot be inspected", () => {
  it.each(brokenBodies.map((row) => [row.name, row] as const))("is refused: %s", async (_, row) => {
    const { kind, failed, left = "", limits = {} } = row;
    const options = { scanner, mask: maskAll(), limits };
    const body = Buffer.from(row.body);
    const wanted = { output: left, failed, ended: false };
    expect(outcome(run(kind, [body], options))).toEqual(wanted);
    for (const value of nothingOf) expect(left).not.toContain(value);
    const splits = body.length < 1500 ? [...everySplit(body)] : [chunksOf(body, 7)];
    for (const chunks of splits) expect(outcome(run(kind, chunks, options))).toEqual(wanted);
    for (let seed = 1; seed <= 10; seed++) {
      expect(outcome(runLate(kind, chunksOf(body, 3 * seed), createRandom(seed), options))).toEqual(wanted);
    }
    const pooled = await runPooled(kind, chunksOf(body, 20), createRandom(1), { ...options, scanner: pool });
    expect(outcome(pooled)).toEqual(wanted);
  });

  it("is refused without a content type, unless it is empty", () => {
    const kind = { direction: "request", contentType: "" } as const;
    expect(outcome(run(kind, [Buffer.from("078-05-1120")], { scanner }))).toMatchObject({ output: "", ended: false });
    expect(run(kind, [], { scanner }).output.length).toBe(0);
  });
});

describe("text that goes past a limit of inspection", () => {
  const long = "-----BEGIN PRIVATE KEY-----\n".concat("MIIEvQIBADANBgkqhkiG9w0\n".repeat(40));
  it.each<[string, BodyKind, string, string, Partial<typeof realLimits>]>([
    [
      "findings",
      chat,
      said("All is well! ", ...Array<string>(5).fill("078-05-1120, ")),
      "too-many-findings",
      { findings: 3 },
    ],
    [
      "lanes",
      { ...chat, operation: "completions" },
      plain.sse(Array.from({ length: 9 }, (_, index) => ({ data: { choices: [{ index, text: "078-05-11" }] } }))),
      "too-many-lanes",
      { lanes: 4 },
    ],
    [
      "held text",
      chat,
      said("All is well! ", "sk-ant-api03-", "a8Fk2LmQ9ZxT4cV7"),
      "lane-hold-overflow",
      { laneHoldBytes: 20 },
    ],
    ["swallowed text", chat, said("All is well! ", long), "swallow-overflow", { swallowBytes: 500 }],
    [
      "swallowed text",
      { direction: "response", contentType: "text/plain" },
      long,
      "swallow-overflow",
      { swallowBytes: 500 },
    ],
  ])("is refused: %s of %o", (_, kind, body, failed, limits) => {
    const options = { scanner, mask: maskAll(), limits };
    const bytes = Buffer.from(body);
    for (const chunks of [[bytes], chunksOf(bytes, 1), chunksOf(bytes, 50)]) {
      const driven = run(kind, chunks, options);
      expect([driven.failed, driven.ended]).toEqual([failed, false]);
      const output = driven.output.toString();
      for (const value of [...nothingOf, "sk-ant", "MIIE"]) expect(output).not.toContain(value);
    }
  });
});

describe("a decision to block", () => {
  const block = maskAll("block");
  it.each(places.map((place) => [place.name, place] as const))("comes before any byte of the value: %s", (_, place) => {
    const text = place.laneText?.("SSN 078-05-1120!") ?? "SSN 078-05-1120!";
    const pieces = place.whole === true ? [text] : chunksOf(Buffer.from(text), 4).map((piece) => piece.toString());
    const body = Buffer.from(place.write(pieces, plain));
    for (const chunks of [[body], chunksOf(body, 1), chunksOf(body, 33)]) {
      const driven = run(place.kind, chunks, { scanner, mask: block });
      expect([driven.failed, driven.ended]).toEqual(["blocked", false]);
      for (const value of nothingOf) expect(driven.output.toString()).not.toContain(value);
      if (place.kind.direction === "request") expect(driven.output.length).toBe(0);
    }
    const late = runLate(place.kind, chunksOf(body, 33), createRandom(3), { scanner, mask: block });
    expect(late.failed).toBe("blocked");
    for (const value of nothingOf) expect(late.output.toString()).not.toContain(value);
  });
});

describe("a scanner that cannot scan", () => {
  const failing: Scanner = {
    scan: (_step, done) => done(new Error("no"), undefined),
    close: async () => {},
  };
  const silent: Scanner = { scan: () => {}, close: async () => {} };

  it.each(places.map((place) => [place.name, place] as const))("lets nothing through: %s", async (_, place) => {
    const text = place.laneText?.("All is well") ?? "All is well";
    const body = Buffer.from(place.write([text], plain));
    const refused = run(place.kind, [body], { scanner: failing });
    expect([refused.failed, refused.ended]).toEqual(["scan-failed", false]);
    expect(refused.output.toString()).not.toContain("All is well");
    const waiting = run(place.kind, [body], { scanner: silent });
    expect([waiting.failed, waiting.ended]).toEqual([undefined, false]);
    expect(waiting.output.toString()).not.toContain("All is well");
  });

  it("refuses what comes after it was closed", async () => {
    const closed = openScanner("inline");
    await closed.close();
    expect(run(chat, [Buffer.from(said("All is well"))], { scanner: closed })).toMatchObject({ failed: "stopping" });
  });
});

describe("a body that cannot be decoded", () => {
  const text: BodyKind = { direction: "response", contentType: "text/plain" };
  const body = Buffer.from(`All is well! SSN 078-05-1120. ${"And so on. ".repeat(500)}`);

  /** The body's bytes through the decoder of a coding, as the pipeline does it. */
  async function decoded(header: string, bytes: Uint8Array, limits: Partial<CodingLimits> = {}): Promise<string> {
    const coding = codingOf(header);
    if (coding === undefined) return "unsupported-coding";
    const chunks: Uint8Array[] = [];
    const failure = await new Promise<SluiceError | undefined>((resolve) => {
      const sink = {
        data: (chunk: Uint8Array) => void chunks.push(chunk),
        end: () => resolve(undefined),
        fail: resolve,
      };
      const decoder = createDecoder(coding, "upstream", { ...realLimits, ...limits }, sink);
      for (const chunk of chunksOf(bytes, 40)) decoder.write(chunk);
      decoder.end();
    });
    const driven = run(text, chunks, { scanner, mask: maskAll(), end: failure === undefined });
    expect(driven.output.toString()).not.toContain("078");
    return failure?.code ?? (driven.ended ? "ended" : "open");
  }

  const zipped = gzipSync(body);
  it.each<[string, string, Uint8Array, string, Partial<CodingLimits>?]>([
    ["whole", "gzip", zipped, "ended"],
    ["cut off", "gzip", zipped.subarray(0, zipped.length - 12), "malformed-coding"],
    [
      "damaged",
      "gzip",
      Buffer.concat([zipped.subarray(0, 60), Buffer.alloc(30), zipped.subarray(90)]),
      "malformed-coding",
    ],
    ["not zipped at all", "gzip", body, "malformed-coding"],
    ["with more behind it", "gzip", Buffer.concat([zipped, Buffer.from("078-05-1120")]), "malformed-coding"],
    ["raw", "deflate", deflateRawSync(body), "malformed-coding"],
    ["past its limit", "gzip", zipped, "inflated-too-large", { inflatedBytes: 1000 }],
    ["a bomb", "gzip", gzipSync(Buffer.alloc(1 << 20)), "inflate-ratio", { ratio: 50 }],
    ["brotli", "br", body, "unsupported-coding"],
    ["in two codings", "gzip, gzip", body, "unsupported-coding"],
  ])("is refused: %s %s", async (_, header, bytes, failed, limits) => {
    expect(await decoded(header, bytes, limits)).toBe(failed);
  });
});
