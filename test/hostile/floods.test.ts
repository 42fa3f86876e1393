/**
 * What a flood costs grows with its bytes and no faster: the bytes and steps that reach the engine, the bytes that leave, and,
 * with wide bounds, the time of this process. Four times the bytes are four times the work; a quadratic cost would be sixteen.
 */
import { afterAll, describe, expect, it } from "vitest";
import type { Scanner } from "../../src/inspect/scanner.ts";
import { chunksOf, createRandom } from "../harness/chunks.ts";
import { type BodyKind, maskAll, openScanner, type Run, run, runLate, runPooled } from "../laws/real.ts";
import { type Flood, floods } from "./floods.ts";
import { chat, chatText, events, form, json } from "./rows.ts";

const scanner = openScanner("inline");
const pool = openScanner("pool");
afterAll(() => Promise.all([scanner.close(), pool.close()]));

interface Cost {
  readonly run: Run;
  readonly bytes: number;
  readonly steps: number;
  readonly ms: number;
}

function costOf({ kind, body, chunk = 16_384 }: Flood, bytes: number): Cost {
  const cost = { bytes: 0, steps: 0 };
  const counting: Scanner = {
    scan(step, done) {
      cost.bytes += step.bytes.length;
      cost.steps += 1;
      scanner.scan(step, done);
    },
    scanWhole(texts, profile) {
      for (const one of texts) cost.bytes += one.bytes.length;
      cost.steps += texts.length;
      return scanner.scanWhole?.(texts, profile);
    },
    close: async () => {},
  };
  const chunks = chunksOf(Buffer.from(body(bytes)), chunk);
  const limits = { findings: 1_000_000, lanes: 1_000_000, bodyBytes: 64 << 20, eventBytes: 64 << 20 };
  const before = process.cpuUsage();
  const done = run(kind, chunks, { scanner: counting, mask: maskAll(), limits });
  const { user, system } = process.cpuUsage(before);
  return { run: done, ...cost, ms: (user + system) / 1000 };
}

/** The cheaper of some tries: what else the process does makes none cheaper. */
const cheapest = (flood: Flood, bytes: number, tries: number): Cost =>
  Array.from({ length: tries }, () => costOf(flood, bytes)).reduce((a, b) => (b.ms < a.ms ? b : a));

describe("a flood", () => {
  it.each(floods.map((flood) => [flood.name, flood] as const))("of %s costs what its bytes cost", (_name, flood) => {
    const small = flood.bytes ?? 150_000;
    const one = cheapest(flood, small, 2);
    const four = cheapest(flood, 4 * small, 2);
    for (const { run: done } of [one, four])
      expect([done.failed, done.ended]).toEqual([flood.failed, flood.failed === undefined]);
    if (flood.failed !== undefined) return;
    expect(four.bytes).toBeLessThanOrEqual(4.5 * one.bytes + 100_000);
    expect(four.steps).toBeLessThanOrEqual(4.5 * one.steps + 100);
    expect(four.run.output.length).toBeLessThanOrEqual(4.5 * one.run.output.length + 10_000);
    // Short runs are noise.
    expect(four.ms).toBeLessThan(9 * Math.max(one.ms, 25));
  });
});

describe("an event of many leaves whose scans answer late", () => {
  /** Each with the one behind it, as a pool answers. */
  const cost = (body: string): number => {
    const limits = { eventBytes: 64 << 20, bodyBytes: 64 << 20, lanes: 1_000_000 };
    const before = process.cpuUsage();
    const done = runLate(events, [Buffer.from(`data: ${body}\n\n`)], () => 0, { scanner, limits });
    const { user, system } = process.cpuUsage(before);
    expect([done.failed, done.ended]).toEqual([undefined, true]);
    return (user + system) / 1000;
  };
  const list = (leaf: (at: number) => string, count: number): string =>
    Array.from({ length: count }, (_, at) => leaf(at)).join();

  it.each([
    ["in an object", (count: number) => `{${list((at) => `"k${at}":"word ${at}"`, count)}}`],
    ["in an array", (count: number) => `[${list((at) => `"word ${at}"`, count)}]`],
    ["in arrays", (count: number) => `[${list((at) => `["word ${at}","and ${at}"]`, count / 2)}]`],
    ["in objects of an array", (count: number) => `[${list((at) => `{"t":"word ${at}"}`, count)}]`],
    ["that are ids", (count: number) => `[${list((at) => `{"id":"word ${at}"}`, count)}]`],
    ["that are keys", (count: number) => `{${list((at) => `"word ${at}":1`, count)}}`],
  ])("%s costs what its bytes cost", (_where, body) => {
    const few = Math.min(cost(body(4_000)), cost(body(4_000)));
    const many = Math.min(cost(body(16_000)), cost(body(16_000)));
    expect(many).toBeLessThan(9 * Math.max(few, 25));
  });
});

describe("a body of more texts than limits.lanes", () => {
  const size = 12_000_000;
  const cost = (kind: BodyKind, body: string): { readonly failed: string | undefined; readonly ms: number } => {
    const chunks = chunksOf(Buffer.from(body), 65_536);
    const before = process.cpuUsage();
    const limits = { bodyBytes: 64 << 20, eventBytes: 64 << 20, jsonValues: 10_000_000 };
    const { failed } = run(kind, chunks, { scanner, limits });
    const { user, system } = process.cpuUsage(before);
    return { failed, ms: (user + system) / 1000 };
  };

  const event = (value: string, times: number): string => `data: [${value.repeat(times)}1]\n\ndata: [DONE]\n\n`;

  it.each([
    ["a form", form, "a&".repeat(size / 2), "&".repeat(size)],
    ["an array", json, `[${'"a",'.repeat(size / 4)}1]`, `[${"[],".repeat(size / 3)}1]`],
    ["parts", json, `[${'{"text":"a"},'.repeat(size / 13)}1]`, `[${'{"text":0},'.repeat(size / 11)}1]`],
    ["an event", chat, event('"a",', size / 4), event("[],", size / 3)],
    ["lines of text in one event", events, "data\n".repeat(size / 5), ": a\n".repeat(size / 4)],
    ["other lines in one event", events, "a\n".repeat(size / 2), ":\n".repeat(size / 2)],
  ])("is refused before they are made: %s", (_what, kind, body, withoutTexts) => {
    const empty = cost(kind, withoutTexts);
    const full = cost(kind, body);
    expect([empty.failed, full.failed]).toEqual([undefined, "too-many-lanes"]);
    expect(full.ms).toBeLessThan(2 * Math.max(empty.ms, 100));
  });
});

describe("addresses that go on in each other", () => {
  const chain = (bytes: number) => "a@b.cc@d.ee@".repeat(bytes / 12);
  const megabytes = chain(10_000_000);
  const inEvents = Buffer.from(chatText(...(megabytes.match(/.{1,4096}/g) ?? [])));
  const limits = { bodyBytes: 64 << 20 };
  const values = /[a-z]@[a-z]|[a-z]\.[a-z]/;

  it("for 10 MB end as too many findings, with nothing of them passed on", () => {
    const how = { scanner, mask: maskAll(), limits };
    const document = run(json, chunksOf(Buffer.from(JSON.stringify({ a: megabytes })), 65_536), how);
    expect([document.failed, document.ended, document.output.length]).toEqual(["too-many-findings", false, 0]);
    const stream = run(chat, chunksOf(inEvents, 65_536), how);
    expect([stream.failed, stream.ended]).toEqual(["too-many-findings", false]);
    expect(stream.output.length).toBeGreaterThan(1_000);
    expect(stream.output.toString()).not.toMatch(values);
  });

  it("are masked to the last, where the limit lets them", () => {
    const how = { scanner, mask: maskAll(), limits: { ...limits, findings: 10_000_000 } };
    // Past the 120,000 or so that fit a call as arguments.
    const document = run(json, chunksOf(Buffer.from(JSON.stringify({ a: chain(1_800_000) })), 65_536), how);
    const stream = run(chat, chunksOf(inEvents, 65_536), how);
    for (const { ended, output } of [document, stream]) {
      expect(ended).toBe(true);
      expect(output.toString()).not.toMatch(values);
    }
    expect(document.output.toString().match(/<EMAIL_ADDRESS>/g)?.length).toBeGreaterThan(250_000);
  });
});

describe("too many findings", () => {
  const many = `{"a":"fine","b":"${"alice@example.com ".repeat(300)}"}`;
  const few = '{"a":"fine","b":"alice@example.com"}';

  it("refuse the exchange that has them and no other of the same batch", async () => {
    const how = { scanner: pool, mask: maskAll(), limits: { findings: 100 } };
    const bodies = Array.from({ length: 40 }, (_, at) => (at % 5 === 3 ? many : few));
    const done = await Promise.all(
      bodies.map((body, at) => runPooled(json, chunksOf(Buffer.from(body), 64), createRandom(at), how)),
    );
    done.forEach(({ failed, output }, at) => {
      expect([at, failed]).toEqual([at, at % 5 === 3 ? "too-many-findings" : undefined]);
      expect(output.toString()).toBe(at % 5 === 3 ? "" : few.replace("alice@example.com", "<EMAIL_ADDRESS>"));
    });
  });

  it("end a stream at the same place, however it is cut", () => {
    const body = Buffer.from(chatText(...Array<string>(40).fill("alice@example.com and ")));
    const how = { scanner, mask: maskAll(), limits: { findings: 20 } };
    const whole = run(chat, [body], how);
    expect(whole.failed).toBe("too-many-findings");
    expect(whole.output.toString()).not.toContain("alice");
    for (const size of [1, 7, 100]) {
      const cut = run(chat, chunksOf(body, size), how);
      expect([cut.failed, cut.output.toString()]).toEqual([whole.failed, whole.output.toString()]);
    }
  });
});
