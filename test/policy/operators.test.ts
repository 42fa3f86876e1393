import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Action,
  compareActions,
  fingerprint,
  type Operator,
  redact,
  spellAction,
} from "../../src/policy/operators.ts";

const key = new Uint8Array(32).fill(7);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (value: Uint8Array): string => new TextDecoder("utf-8", { fatal: true }).decode(value);
const apply = (operator: Operator, value: string, swallowed = false): string =>
  text(redact(operator, "CREDIT_CARD", bytes(value), { swallowed, key }));

const operators: readonly Operator[] = [
  { kind: "replace" },
  { kind: "mask" },
  { kind: "partial", keep: 4 },
  { kind: "hash" },
  { kind: "drop" },
];

test.each([
  ["replace", "4111 1111 1111 1111", "<CREDIT_CARD>"],
  ["mask", "4111 1111 1111 1111", "*******************"],
  ["mask", "Zoë 😀", "*****"],
  ["mask", "", ""],
  ["drop", "4111 1111 1111 1111", ""],
] as const)("%s of %j is %j", (kind, value, result) => {
  expect(apply({ kind }, value)).toBe(result);
});

test.each([
  [4, "4111 1111 1111 1111", "***************1111"],
  [4, "4111-1111-1111-1111", "****-****-****-1111"],
  [4, "078-05-1120", "***-**-1120"],
  [4, "alice@example.com", "************e.com"],
  [2, "192.168.10.77", "***.***.**.77"],
  [4, "12345", "***45"],
  [4, "1", "*"],
  [1, "12", "*2"],
  [4, "Zoë Müller", "*******ler"],
  [4, "４１１１１１１１", "********"],
  [64, "4111111111111111", "********11111111"],
  [4, "--..", "--.."],
] as const)("partial %d of %j is %j", (keep, value, result) => {
  expect(apply({ kind: "partial", keep }, value)).toBe(result);
});

describe("hash", () => {
  test("is twelve hex digits under the entity's name", () => {
    expect(apply({ kind: "hash" }, "4111 1111 1111 1111")).toMatch(/^<CREDIT_CARD:[0-9a-f]{12}>$/);
  });

  test("depends on the value, the entity and the key, and on nothing else", () => {
    const of = (entity: string, value: string, k: Uint8Array): string => fingerprint(k, entity, bytes(value));
    const one = of("A", "x", key);
    expect(of("A", "x", key)).toBe(one);
    expect(of("A", "y", key)).not.toBe(one);
    expect(of("B", "x", key)).not.toBe(one);
    expect(of("A", "x", new Uint8Array(32))).not.toBe(one);
    // The entity's end and the value's beginning cannot be traded.
    expect(of("AB", "x", key)).not.toBe(of("A", "Bx", key));
  });

  test("needs a key", () => {
    expect(() => fingerprint(new Uint8Array(0), "A", bytes("x"))).toThrow(RangeError);
  });
});

test("of a swallowed tail only mask says anything, one * per character", () => {
  expect(operators.map((operator) => apply(operator, "añb\n", true))).toEqual(["", "****", "****", "", ""]);
});

test("a tail may arrive in any pieces", () => {
  fc.assert(
    fc.property(fc.constantFrom(...operators), fc.array(fc.string({ unit: "grapheme" })), (operator, pieces) => {
      expect(pieces.map((piece) => apply(operator, piece, true)).join("")).toBe(apply(operator, pieces.join(""), true));
    }),
  );
});

test("a replacement never needs escaping, whatever the value", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...operators),
      fc.string({ unit: "binary" }),
      fc.boolean(),
      (operator, value, swallowed) => {
        expect(apply(operator, value, swallowed)).toMatch(/^[A-Za-z0-9_.*<>:-]*$/);
      },
    ),
  );
});

test("mask and partial keep the length in characters, and partial shows at most N and at most half", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."abc019 -é@😀") }),
      fc.integer({ min: 1, max: 8 }),
      (value, keep) => {
        const characters = [...value].length;
        const shown = apply({ kind: "partial", keep }, value);
        expect([...apply({ kind: "mask" }, value)]).toHaveLength(characters);
        expect([...shown]).toHaveLength(characters);
        const signs = (s: string): number => s.replace(/[^A-Za-z0-9]/g, "").length;
        expect(signs(shown)).toBe(Math.min(keep, Math.floor(signs(value) / 2)));
      },
    ),
  );
});

test("redacting changes neither its input nor itself", () => {
  fc.assert(
    fc.property(fc.constantFrom(...operators), fc.uint8Array(), (operator, value) => {
      const before = Uint8Array.from(value);
      const once = redact(operator, "X", value, { swallowed: false, key });
      expect(value).toEqual(before);
      expect(redact(operator, "X", value, { swallowed: false, key })).toEqual(once);
    }),
  );
});

test("block is stricter than drop, replace, hash, mask, partial, allow, in this order", () => {
  const order: readonly Action[] = [
    { kind: "block" },
    { kind: "drop" },
    { kind: "replace" },
    { kind: "hash" },
    { kind: "mask" },
    { kind: "partial", keep: 2 },
    { kind: "partial", keep: 4 },
    { kind: "allow" },
  ];
  for (const [i, a] of order.entries()) {
    for (const [j, b] of order.entries()) expect(Math.sign(compareActions(a, b))).toBe(Math.sign(j - i));
  }
});

test("actions are spelt as in the file", () => {
  expect([...operators, { kind: "block" } as const, { kind: "allow" } as const].map(spellAction)).toEqual([
    "replace",
    "mask",
    "{partial: 4}",
    "hash",
    "drop",
    "block",
    "allow",
  ]);
});
