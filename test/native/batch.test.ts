/**
 * The batch as untrusted memory: whatever stands in items and arena, the addon answers with a status, writes only into
 * the item's own region, and goes on with the next item.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import { Ruleset } from "../../src/scanning/addon.ts";

const ruleset = Ruleset.compile(createRulesetSpec(catalogue).bytes);
const n = catalogue.length;
const itemNumbers = 12;
const room = 4;
const region = 8 + 3 * (2 * room + 2) + 4 * room;
const guard = 0x5a5a5a5a;

interface Fields {
  readonly at?: number;
  readonly contextSize?: number;
  readonly size?: number;
  readonly floor?: number;
  readonly released?: number;
  readonly last?: number;
  readonly tails?: number;
  readonly profileAt?: number;
  readonly profileSize?: number;
  readonly outAt?: number;
  readonly room?: number;
}

const text = Buffer.from("mail alice@example.com or 078-05-1120 \\u0061 %41 ü \u200b end");
const arenaSize = n + 512;
const arena = new Uint8Array(arenaSize);
arena.fill(2, 0, n);
arena.set(text, n);

/** A sound item with some fields replaced. */
function item(fields: Fields): number[] {
  const sound = {
    ...{ at: n, contextSize: 0, size: text.length, floor: 0, released: 0, last: 1, tails: 0 },
    ...{ profileAt: 0, profileSize: n, outAt: region, room },
    ...fields,
  };
  return [...Object.values(sound), 0];
}

function scan(...items: readonly number[][]) {
  const out = new Int32Array(4 * region).fill(guard);
  ruleset.scan(arena, Int32Array.from(items.flat()), items.length, out);
  return out;
}

const soundResult = [...scan(item({})).subarray(region, 2 * region)];

describe("a corrupt item", () => {
  const largest = 2 ** 31 - 1;
  it.each<[string, Fields]>([
    ["before the arena", { at: -1 }],
    ["behind the arena", { at: arenaSize }],
    ["longer than the arena", { size: arenaSize - n + 1 }],
    ["of negative size", { size: -4 }],
    ["of sizes that overflow together", { at: largest, contextSize: largest, size: largest }],
    ["with a context behind the arena", { contextSize: arenaSize }],
    ["released behind its end", { released: text.length + 1 }],
    ["with its floor behind released", { floor: 2, released: 1 }],
    ["with a negative floor", { floor: -1 }],
    ["inside of a character", { released: text.indexOf("ü") + 1 }],
    ["inside of an escape", { floor: text.indexOf("\\u0061") + 2, released: text.indexOf("\\u0061") + 2 }],
    ["with `last` that is neither", { last: 2 }],
    ["with a profile behind the arena", { profileAt: arenaSize }],
    ["with a profile of another ruleset", { profileSize: n - 1 }],
    ["with more room than there is", { room: 1_000 }],
    ["with room that overflows", { room: largest }],
  ])("%s has the status corrupt and touches nothing else", (_, fields) => {
    const out = scan(item({ ...fields, outAt: 0 }), item({}));
    expect(out[0]).toBe(3);
    expect([...out.subarray(1, region)].every((number) => number === guard)).toBe(true);
    expect([...out.subarray(region, 2 * region)]).toEqual(soundResult);
    expect([...out.subarray(2 * region)].every((number) => number === guard)).toBe(true);
  });

  it("that has no place for a result is passed over", () => {
    for (const outAt of [-1, 4 * region, 4 * region - 3, 2 ** 31 - 1]) {
      const out = scan(item({ outAt }), item({}));
      expect([...out.subarray(region, 2 * region)]).toEqual(soundResult);
    }
  });

  it("of random numbers never harms the one after it", () => {
    const number = fc.oneof(
      fc.constantFrom(0, 1, -1, 2 ** 28, 2 ** 28 + 1, 2 ** 31 - 1, -(2 ** 31), n, text.length),
      fc.integer({ min: -8, max: arenaSize + 88 }),
    );
    fc.assert(
      fc.property(fc.array(number, { minLength: itemNumbers, maxLength: itemNumbers }), (numbers) => {
        numbers[9] = 0;
        expect([...scan(numbers, item({})).subarray(region, 2 * region)]).toEqual(soundResult);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("any bytes at all", () => {
  it("are scanned: invalid UTF-8, cut escapes, every offset that is a unit's", () => {
    const byte = fc.oneof(fc.nat(255), fc.constantFrom(0x25, 0x26, 0x5c, 0x75, 0xe2, 0x80, 0x8b, 0xff, 0x40, 0x31));
    const sizes = fc.array(byte, { maxLength: 300 });
    fc.assert(
      fc.property(sizes, fc.nat(300), fc.nat(300), fc.boolean(), (bytes, a, b, last) => {
        const memory = new Uint8Array(n + bytes.length);
        memory.fill(2, 0, n);
        memory.set(bytes, n);
        const [floor = 0, released = 0] = [a, b].map((at) => Math.min(at, bytes.length)).sort((x, y) => x - y);
        const fields = { size: bytes.length, floor, released, last: last ? 1 : 0, outAt: 0 };
        const out = new Int32Array(region);
        ruleset.scan(memory, Int32Array.from(item(fields)), 1, out);
        const [status = 0, releasedNow = 0, floorNow = 0, keep = 0] = out;
        expect([1, 2, 3]).toContain(status);
        if (status !== 1) return;
        expect(releasedNow).toBeGreaterThanOrEqual(released);
        expect(releasedNow).toBeLessThanOrEqual(bytes.length);
        expect(floorNow).toBeLessThanOrEqual(releasedNow);
        expect(keep).toBeLessThanOrEqual(floorNow);
        if (last) expect(releasedNow).toBe(bytes.length);
      }),
      { numRuns: 2000 },
    );
  });
});
