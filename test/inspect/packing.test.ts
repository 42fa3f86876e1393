import { describe, expect, it } from "vitest";
import { type Batch, type BatchOptions, createBatch } from "../../src/inspect/packing.ts";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import type { LaneStep } from "../../src/inspect/scanner.ts";
import { Ruleset } from "../../src/scanning/addon.ts";
import { synthetic } from "../oracle/synthetic.ts";

const ruleset = Ruleset.compile(
  createRulesetSpec([
    synthetic("number", { pattern: "\\d{3}", notAfter: "\\d" }),
    synthetic("token", { pattern: "key-[a-z]{4}", tail: "[a-z]" }),
  ]).bytes,
);
const act = Uint8Array.of(2, 2);
const step = (text: string, more: Partial<LaneStep> = {}): LaneStep => ({
  context: new Uint8Array(0),
  bytes: Buffer.from(text),
  floor: 0,
  released: 0,
  last: true,
  profile: act,
  tails: 0,
  ...more,
});
const batchOf = (more: Partial<BatchOptions> = {}): Batch =>
  createBatch({ arenaBytes: 256, maxItems: 4, findingsPerItem: 4, shared: false, ...more });
const scan = ({ buffers, count }: Batch) => ruleset.scan(buffers.arena, buffers.items, count, buffers.out);

describe.each([false, true])("a batch (shared: %s)", (shared) => {
  it("brings every step and its result there and back", () => {
    const batch = batchOf({ shared });
    expect(batch.add(step("a 123 b"))).toBe(true);
    expect(batch.add(step("key-abcdefg.", { profile: Uint8Array.of(1, 2) }))).toBe(true);
    expect(batch.add(step("12", { last: false, context: Buffer.from("x") }))).toBe(true);
    expect(batch.count).toBe(3);
    scan(batch);
    expect(batch.result(0)).toEqual({
      released: 7,
      floor: 7,
      keep: 7,
      tails: 0,
      spans: [{ start: 2, end: 5, swallowed: false }],
      findings: [{ detector: 0, start: 2, end: 5, truncated: false }],
    });
    expect(batch.result(1)).toMatchObject({
      spans: [
        { start: 0, end: 8, swallowed: false },
        { start: 8, end: 11, swallowed: true },
      ],
      findings: [{ detector: 1, start: 0, end: 8, truncated: false }],
    });
    expect(batch.result(2)).toMatchObject({ released: 0, floor: 0, keep: 0, spans: [], findings: [] });
    expect(batch.buffers.arena.buffer instanceof SharedArrayBuffer).toBe(shared);
  });

  it("refuses what does not fit and stays as it was", () => {
    const batch = batchOf({ shared, arenaBytes: 100, maxItems: 2 });
    const ofBytes = (bytes: number) => step("x".repeat(bytes));
    expect(batch.add(ofBytes(99))).toBe(false);
    expect(batch.add(ofBytes(60))).toBe(true);
    expect(batch.add(ofBytes(40))).toBe(false);
    expect(batch.add(ofBytes(20))).toBe(true);
    expect(batch.add(ofBytes(0))).toBe(false);
    expect(batch.count).toBe(2);
    batch.reset();
    expect([batch.count, batch.add(ofBytes(80))]).toEqual([0, true]);
  });

  it("goes on with the profile that it began with, and takes another", () => {
    const used = batchOf({ shared });
    const off = Uint8Array.of(0, 0);
    for (const profiles of [[act], [act], [off], [off, act], [off], [act, off], [act, act]]) {
      const fresh = batchOf({ shared });
      used.reset();
      for (const batch of [used, fresh]) {
        for (const profile of profiles) batch.add(step("a 123 b", { profile }));
        scan(batch);
      }
      expect(used.count).toBe(profiles.length);
      profiles.forEach((profile, index) => {
        expect(used.result(index)).toEqual(fresh.result(index));
        expect(used.result(index)).toMatchObject({ spans: profile === act ? [{ start: 2 }] : [] });
      });
    }
    used.reset();
    expect(used.add(step("x".repeat(247), { profile: Uint8Array.of(1, 2) }))).toBe(true);
  });

  it("fails a step with too many findings and no other", () => {
    const batch = batchOf({ shared, findingsPerItem: 2 });
    for (const text of ["111 222", "111 222 333", "111"]) batch.add(step(text));
    scan(batch);
    expect(batch.result(0)).toMatchObject({ released: 7 });
    expect(batch.result(1)).toMatchObject({ failure: { code: "too-many-findings" } });
    expect(batch.result(2)).toMatchObject({ released: 3 });
  });

  it("gives no result of an item that was not scanned, is corrupt, or is not there", () => {
    const batch = batchOf({ shared });
    batch.add(step("111"));
    expect(() => batch.result(0)).toThrow("item 0 was not scanned (status 0)");
    scan(batch);
    expect(batch.result(0)).toMatchObject({ released: 3 });
    batch.reset();
    batch.add(step("222"));
    expect(() => batch.result(0)).toThrow("item 0 was not scanned (status 0)");
    batch.buffers.items[2] = 1_000_000;
    scan(batch);
    expect(() => batch.result(0)).toThrow("item 0 was not scanned (status 3)");
    for (const index of [1, -1, 0.5]) expect(() => batch.result(index)).toThrow(RangeError);
  });

  it("does not read past its regions whatever stands in them", () => {
    const batch = batchOf({ shared });
    batch.add(step("111"));
    scan(batch);
    batch.buffers.out[6] = 5;
    expect(() => batch.result(0)).toThrow("a result announces more than its region holds");
  });
});

describe("results without spans or findings", () => {
  it("share one empty list each", () => {
    const batch = batchOf();
    batch.add(step("a"));
    batch.add(step("b"));
    scan(batch);
    const [a, b] = [batch.result(0), batch.result(1)];
    if ("failure" in a || "failure" in b) throw new Error("no result");
    expect(a.spans).toBe(b.spans);
    expect(a.findings).toBe(b.findings);
  });
});
