import { describe, expect, it } from "vitest";
import { createFieldScanner } from "../../src/inspect/field-scanner.ts";
import type { LaneResult, LaneStep, Scanner } from "../../src/inspect/scanner.ts";
import { testDetectors } from "../harness/detectors.ts";
import { scanNow } from "../laws/twin.ts";
import { createOracleScanner } from "../oracle/oracle.ts";

const count = testDetectors.length;
const act = new Uint8Array(count + 1).fill(2);
const note = Uint8Array.from([...new Uint8Array(count).fill(2), 1]);
const off = Uint8Array.from([...new Uint8Array(count).fill(2), 0]);
const scanner = createFieldScanner(createOracleScanner(testDetectors), count);

const step = (text: string | Uint8Array, more: Partial<LaneStep> = {}): LaneStep => ({
  ...{ context: new Uint8Array(0), floor: 0, released: 0, last: false, profile: act, tails: 0, field: count },
  bytes: typeof text === "string" ? Buffer.from(text) : text,
  ...more,
});
const spansOf = ({ spans }: LaneResult): readonly string[] =>
  spans.map(({ start, end, swallowed }) => `${start}-${end}${swallowed ? "~" : ""}`);

describe("a text in a field that is a value", () => {
  it("is held until its head is there, and then swallowed as it comes", () => {
    const first = scanNow(scanner, step("a".repeat(63)));
    expect([first.released, spansOf(first), first.findings]).toEqual([0, [], []]);
    const bytes = Buffer.from(`${"a b ".repeat(20)}`);
    const second = scanNow(scanner, step(bytes));
    expect(spansOf(second)).toEqual(["0-64", `64-${second.released}~`]);
    expect(second.findings).toEqual([{ detector: count, start: 0, end: 64, truncated: false }]);
    const { released, floor, tails } = second;
    const third = scanNow(
      scanner,
      step(Buffer.concat([bytes, Buffer.from(" and more. ")]), { released, floor, tails }),
    );
    expect(spansOf(third)).toEqual([`${released}-${third.released}~`]);
    expect(third.findings).toEqual([]);
  });

  it("is a value however short it is, and none when there is nothing", () => {
    const one = scanNow(scanner, step("x", { last: true }));
    expect(spansOf(one)).toEqual(["0-1"]);
    const none = scanNow(scanner, step("", { last: true }));
    expect([spansOf(none), none.findings]).toEqual([[], []]);
  });

  it.each([
    ["é", 64],
    ["aé", 63],
    ["aa€", 62],
    ["a\u{1f600}", 61],
  ])("has a head that cuts no character: %s", (beginning, end) => {
    const char = beginning.replaceAll("a", "");
    const text = `${beginning.replaceAll(char, "")}${char.repeat(64)}`;
    const result = scanNow(scanner, step(text, { last: true }));
    expect(spansOf(result)[0]).toBe(`0-${end}`);
  });

  it("keeps what the engine finds in it, and its placeholder is one", () => {
    const text = "card 4111111111111111, and more";
    const result = scanNow(scanner, step(text, { last: true }));
    expect(spansOf(result)).toEqual([`0-${text.length}`]);
    expect(result.findings.map(({ detector }) => detector)).toEqual([count, 0]);
  });

  it("is only told where the profile lets it through, and not even that where it is off", () => {
    const text = "card 4111111111111111.";
    const told = scanNow(scanner, step(text, { last: true, profile: note }));
    expect([spansOf(told), told.findings.length]).toEqual([["5-21"], 2]);
    const silent = scanNow(scanner, step(text, { last: true, profile: off }));
    expect([spansOf(silent), silent.findings.length]).toEqual([["5-21"], 1]);
  });

  it("is told once where it is let through, in whatever pieces it comes", () => {
    const text = Buffer.from("nothing of note ".repeat(12));
    let state = { released: 0, floor: 0, tails: 0 };
    let base = 0;
    let findings = 0;
    for (let end = 1; end <= text.length; end++) {
      const last = end === text.length;
      const result = scanNow(scanner, step(text.subarray(base, end), { ...state, last, profile: note }));
      findings += result.findings.length;
      base += result.keep;
      state = { released: result.released - result.keep, floor: result.floor - result.keep, tails: result.tails };
    }
    expect(findings).toBe(1);
  });

  it("lets the engine see no more than its own profile and tails", () => {
    const seen: LaneStep[] = [];
    const inner: Scanner = {
      scan(given, done) {
        seen.push(given);
        const { bytes, tails } = given;
        done(undefined, { ...{ released: bytes.length, floor: 0, keep: 0, tails }, spans: [], findings: [] });
      },
      close: async () => {},
    };
    const own = createFieldScanner(inner, count);
    const begun = scanNow(own, step("x".repeat(70)));
    scanNow(own, step("x".repeat(80), { released: begun.released, tails: begun.tails }));
    expect(seen.map(({ profile, tails }) => [profile.length, tails])).toEqual([
      [count, 0],
      [count, 0],
    ]);
    expect(seen[0]?.profile).toBe(seen[1]?.profile);
  });
});
