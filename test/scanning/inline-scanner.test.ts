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
