import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBatch } from "../../src/inspect/packing.ts";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import { addonFile, loadAddon, plainTo, Ruleset } from "../../src/scanning/addon.ts";
import { synthetic } from "../oracle/synthetic.ts";

const { bytes: spec } = createRulesetSpec([
  synthetic("number", { pattern: "\\d{3}" }),
  synthetic("token", { pattern: "key-[a-z]{4}", notAfter: "[a-z]" }),
]);

describe("loading the engine", () => {
  let scratch: string;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "sluice-addon-"));
  });
  afterAll(() => rm(scratch, { recursive: true }));

  it("finds it in the package's build directory", () => {
    const sanitized = process.env.SLUICE_NATIVE === "sanitized";
    expect(addonFile).toMatch(sanitized ? /build-sanitized[\\/]sluice\.node$/ : /build[\\/]Release[\\/]sluice\.node$/);
    expect(loadAddon(addonFile).Ruleset).toBe(Ruleset);
  });

  it("says which command builds it when it is not there or is something else", () => {
    const text = join(scratch, "text.node");
    writeFileSync(text, "not an addon");
    for (const file of [join(scratch, "none.node"), text]) {
      expect(() => loadAddon(file)).toThrow(/cannot be loaded. Build it with: npx node-gyp rebuild/);
    }
    const module = join(scratch, "module.cjs");
    writeFileSync(module, "module.exports = { Ruleset: 1 };");
    expect(() => loadAddon(module)).toThrow(/is not the native engine/);
  });
});

describe("a ruleset", () => {
  it("survives being serialised", () => {
    const first = Ruleset.compile(spec);
    const bytes = first.serialize();
    const second = Ruleset.load(bytes);
    expect([first.detectorCount, second.detectorCount]).toEqual([2, 2]);
    expect(first.serialize()).toEqual(bytes);
    expect(() => second.serialize()).toThrow(/only a compiled one is, not one that was loaded/);
  });

  it("is loaded from shared memory as well", () => {
    const bytes = Ruleset.compile(spec).serialize();
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    expect(Ruleset.load(shared).detectorCount).toBe(2);
  });

  it("refuses bytes that are cut, changed in any place, or foreign", () => {
    const bytes = Ruleset.compile(spec).serialize();
    const refused = /the ruleset bytes are damaged, or from another version or kind of processor/;
    for (const length of [0, 7, 31, 32, 100, bytes.length - 1]) {
      expect(() => Ruleset.load(bytes.subarray(0, length))).toThrow(refused);
    }
    expect(() => Ruleset.load(Buffer.concat([bytes, Buffer.of(0)]))).toThrow(refused);
    for (let at = 0; at < bytes.length; at += 97) {
      const changed = bytes.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x20;
      expect(() => Ruleset.load(changed)).toThrow(refused);
    }
  });

  it("refuses a specification that is cut or has extra bytes", () => {
    for (const length of [0, 8, spec.length >> 1, spec.length - 1]) {
      expect(() => Ruleset.compile(spec.subarray(0, length))).toThrow(/specification is damaged/);
    }
    expect(() => Ruleset.compile(Buffer.concat([spec, Buffer.of(0)]))).toThrow(/specification is damaged/);
  });

  // Each of 20,000 is a ruleset of its own, with tables of some MB.
  const parts = Array.from({ length: 16 }, (_, part) => part);
  it.each(
    parts,
  )("stands any byte of its specification being another: refused or compiled, never worse (%i)", (part) => {
    for (let at = part; at < spec.length; at += parts.length) {
      const changed = spec.slice();
      changed[at] = (changed[at] ?? 0) ^ (at % 2 === 0 ? 0xff : 0x01);
      try {
        Ruleset.compile(changed);
      } catch (error) {
        expect(String(error)).toMatch(/specification is damaged|Hyperscan refused/);
      }
    }
  });

  it("is made by compile and load alone, and takes only what it knows", () => {
    const make = Ruleset as unknown as new () => unknown;
    expect(() => new make()).toThrow("Ruleset is made by Ruleset.compile or Ruleset.load");
    for (const wrong of [undefined, "text", new Int32Array(4), new ArrayBuffer(8)]) {
      expect(() => Ruleset.compile(wrong as unknown as Uint8Array)).toThrow("one Uint8Array expected");
    }
    const ruleset = Ruleset.compile(spec);
    const [arena, numbers] = [new Uint8Array(64), new Int32Array(64)];
    expect(() => ruleset.scan(arena, numbers, 6, numbers)).toThrow(/^scan\(/);
    expect(() => ruleset.scan(numbers as unknown as Uint8Array, numbers, 1, numbers)).toThrow(/^scan\(/);
    expect(() => ruleset.scan(arena, numbers, "1" as unknown as number, numbers)).toThrow(/^scan\(/);
  });

  it("scans one batch again and again, and holds on to it", () => {
    const ruleset = Ruleset.compile(spec);
    const batch = createBatch({ arenaBytes: 4_096, maxItems: 2, findingsPerItem: 8, shared: true });
    const text = Buffer.from("card 4111 1111 1111 1111, mail ada@example.com");
    const profile = new Uint8Array(ruleset.detectorCount).fill(2);
    const step = { context: new Uint8Array(0), floor: 0, released: 0, last: true, tails: 0, profile };
    const { arena, items, out } = batch.buffers;
    const results = (scan: () => void, bytes: Uint8Array) => {
      batch.reset();
      batch.add({ ...step, bytes });
      scan();
      return batch.result(0);
    };
    const scan = Ruleset.load(ruleset.serialize()).scanOf(arena, items, out);
    for (const bytes of [text, text.subarray(5), Buffer.alloc(0), text]) {
      globalThis.gc?.();
      const bound = results(() => scan(1), bytes);
      expect(bound).toEqual(results(() => ruleset.scan(arena, items, 1, out), bytes));
    }
    for (const wrong of [undefined, "1", {}]) expect(() => scan(wrong as unknown as number)).toThrow(/^scan\(count/);
    expect(() => scan(3)).toThrow(/^scan\(count/);
  });

  it("tells where what is plain in a JSON string ends", () => {
    const plainIn = (bytes: Uint8Array, from: number, to: number): number => {
      for (let at = from; at < to; at += 1)
        if ((bytes[at] ?? 0) < 0x20 || [0x22, 0x5c].includes(bytes[at] ?? 0)) return at;
      return to;
    };
    const bytes = Buffer.alloc(200);
    for (let byte = 0; byte < 256; byte += 1) {
      for (const place of [0, 1, 15, 16, 31, 32, 33, 63, 64, 100, 198, 199]) {
        bytes.fill("plain text é");
        bytes[place] = byte;
        for (const [from, to] of [
          [0, 200],
          [place, 200],
          [0, place],
          [7, 199],
        ] as const) {
          if (from <= to) expect(plainTo(bytes, from, to)).toBe(plainIn(bytes, from, to));
        }
      }
    }
    for (const [from, to] of [
      [0, 201],
      [2, 1],
      [-1, 5],
    ] as const)
      expect(() => plainTo(bytes, from, to)).toThrow(/^plainTo\(/);
    expect(() => plainTo("text" as unknown as Uint8Array, 0, 1)).toThrow(/^plainTo\(/);
  });

  it("binds no memory that can be taken away", () => {
    const ruleset = Ruleset.compile(spec);
    const [bytes, numbers] = [new Uint8Array(64), new Int32Array(64)];
    const [sharedBytes, sharedNumbers] = [
      new Uint8Array(new SharedArrayBuffer(64)),
      new Int32Array(new SharedArrayBuffer(64)),
    ];
    expect(ruleset.scanOf(sharedBytes, sharedNumbers, sharedNumbers)).toBeTypeOf("function");
    for (const own of [
      [bytes, sharedNumbers, sharedNumbers],
      [sharedBytes, numbers, sharedNumbers],
      [sharedBytes, sharedNumbers, numbers],
      [sharedNumbers, sharedNumbers, sharedNumbers],
    ] as unknown as [Uint8Array, Int32Array, Int32Array][]) {
      expect(() => ruleset.scanOf(...own)).toThrow(/in shared memory/);
    }
  });
});
