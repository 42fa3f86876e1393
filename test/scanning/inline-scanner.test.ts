import { describe, expect, it } from "vitest";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import type { LaneResult, LaneStep, Scanner } from "../../src/inspect/scanner.ts";
import { Ruleset } from "../../src/scanning/addon.ts";
import { createInlineScanner } from "../../src/scanning/inline-scanner.ts";
import { synthetic } from "../oracle/synthetic.ts";

const ruleset = Ruleset.compile(createRulesetSpec([synthetic("number", { pattern: "\\d{3}" })]).bytes);
const step = (text: string, more: Partial<LaneStep> = {}): LaneStep => ({
  context: new Uint8Array(0),
  bytes: Buffer.from(text),
  floor: 0,
  released: 0,
  last: true,
  profile: Uint8Array.of(2),
  tails: 0,
  ...more,
});

function answer(scanner: Scanner, of: LaneStep): LaneResult | Error {
  let found: LaneResult | Error | undefined;
  scanner.scan(of, (failure, result) => {
    found = failure ?? result;
  });
  if (!found) throw new Error("not answered at once");
  return found;
}

describe("the inline scanner", () => {
  it("answers before scan returns", () => {
    const scanner = createInlineScanner({ ruleset, maxFindings: 9 });
    expect(answer(scanner, step("a 123"))).toMatchObject({
      released: 5,
      findings: [{ detector: 0, start: 2, end: 5 }],
    });
  });

  it("grows to the largest step", () => {
    const scanner = createInlineScanner({ ruleset, maxFindings: 9 });
    const text = `${"x".repeat(300_000)} 123`;
    expect(answer(scanner, step(text))).toMatchObject({ findings: [{ start: 300_001, end: 300_004 }] });
    expect(answer(scanner, step("123"))).toMatchObject({ findings: [{ start: 0, end: 3 }] });
  });

  it("has room for a step of any size, wherever its bytes lie", () => {
    const memory = Buffer.alloc((1 << 17) + 16, "x 123 ");
    for (let size = (1 << 17) - 12; size <= 1 << 17; size += 1) {
      const scanner = createInlineScanner({ ruleset, maxFindings: 1 << 16 });
      const found = answer(scanner, step("", { bytes: memory.subarray(size % 8, (size % 8) + size) }));
      expect(found).toMatchObject({ released: size });
    }
  });

  it("may be asked again while it answers", () => {
    const scanner = createInlineScanner({ ruleset, maxFindings: 9 });
    const seen: number[] = [];
    scanner.scan(step("1 123"), (_, outer) => {
      scanner.scan(step("123"), (__, inner) => seen.push(inner?.findings[0]?.start ?? -1));
      seen.push(outer?.findings[0]?.start ?? -1);
    });
    expect(seen).toEqual([0, 2]);
  });

  it("fails a step with too many findings, or whose offsets are not its own", () => {
    const scanner = createInlineScanner({ ruleset, maxFindings: 1 });
    expect(answer(scanner, step("123 123"))).toMatchObject({ code: "too-many-findings" });
    for (const wrong of [{ floor: 2, released: 1 }, { released: 9 }, { floor: -1 }, { profile: new Uint8Array(2) }]) {
      expect(answer(scanner, step("123", wrong))).toMatchObject({ code: "scan-failed" });
    }
    expect(answer(scanner, step("ä", { released: 1 }))).toMatchObject({ code: "scan-failed" });
    expect(answer(scanner, step("123"))).toMatchObject({ released: 3 });
  });

  it("refuses steps after it was closed", async () => {
    const scanner = createInlineScanner({ ruleset, maxFindings: 9 });
    await scanner.close();
    expect(answer(scanner, step("123"))).toBeInstanceOf(Error);
  });
});

describe("whole texts", () => {
  const profile = Uint8Array.of(2);
  const texts = (...of: readonly string[]) =>
    of.map((text) => ({ context: new Uint8Array(0), bytes: Buffer.from(text) }));

  it("are answered where anything was found in them", () => {
    const scanner = createInlineScanner({ ruleset, maxFindings: 9 });
    const found = scanner.scanWhole(texts("clean", "a 123", "", "456"), profile);
    expect(found).toMatchObject([
      { index: 1, result: { released: 5, findings: [{ start: 2, end: 5 }] } },
      { index: 3, result: { released: 3, findings: [{ start: 0, end: 3 }] } },
    ]);
    expect(scanner.scanWhole(texts("clean"), profile)).toEqual([]);
    expect(scanner.scanWhole([], profile)).toEqual([]);
  });

  it("are scanned alone where their findings exceed the batch's room, and left to lanes past the limit", () => {
    const many = "123 ".repeat(40);
    const found = createInlineScanner({ ruleset, maxFindings: 40 }).scanWhole(texts("1", many, "123"), profile);
    if (found === undefined || found instanceof Error) throw new Error("no results");
    expect(found.map(({ index, result }) => [index, result.findings.length])).toEqual([
      [1, 40],
      [2, 1],
    ]);
    expect(createInlineScanner({ ruleset, maxFindings: 39 }).scanWhole(texts("1", many), profile)).toBeUndefined();
  });

  it("may be more than one call of the engine takes, and longer than its arena", () => {
    const scanner = createInlineScanner({ ruleset, maxFindings: 9 });
    const long = `${"x".repeat(300_000)} 123`;
    const some: string[] = Array.from({ length: 1_000 }, (_, i) => (i % 100 === 7 ? "a 123" : "so it goes"));
    some[500] = long;
    const found = scanner.scanWhole(texts(...some), profile);
    if (found === undefined || found instanceof Error) throw new Error("no results");
    expect(found.map(({ index }) => index)).toEqual([7, 107, 207, 307, 407, 500, 507, 607, 707, 807, 907]);
    expect(found[5]?.result.findings).toMatchObject([{ start: 300_001, end: 300_004 }]);
  });

  it("fail with a profile that is not the ruleset's, and once the scanner is closed", async () => {
    const scanner = createInlineScanner({ ruleset, maxFindings: 9 });
    expect(scanner.scanWhole(texts("123"), new Uint8Array(2))).toMatchObject({ code: "scan-failed" });
    await scanner.close();
    expect(scanner.scanWhole(texts("123"), profile)).toMatchObject({ code: "stopping" });
  });
});
