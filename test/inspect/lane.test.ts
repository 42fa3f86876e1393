import { describe, expect, it } from "vitest";
import type { Edit, Lane, LaneMark } from "../../src/inspect/inspection.ts";
import type { LaneStep, Scanner } from "../../src/inspect/scanner.ts";
import { chunksOf, createRandom, everySplit, randomChunks } from "../harness/chunks.ts";
import { samples, testDetectors } from "../harness/detectors.ts";
import { createTestInspection, type TestInspectionOptions } from "../harness/inspection.ts";
import { createLateScanner } from "../harness/late-scanner.ts";
import { createOracleScanner } from "../oracle/oracle.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");

/** The lane's text with its edits applied. */
function rendered(text: Uint8Array, edits: readonly Edit[], upTo: number): string {
  const out: Uint8Array[] = [];
  let at = 0;
  for (const edit of edits) {
    out.push(text.subarray(at, edit.start), edit.replacement);
    at = edit.end;
  }
  out.push(text.subarray(at, upTo));
  return Buffer.concat(out).toString("utf8");
}

function run(
  text: Uint8Array,
  chunks: readonly Uint8Array[],
  options: TestInspectionOptions & { context?: string } = {},
) {
  const inspection = createTestInspection(options);
  const lane: Lane = inspection.open({ name: "lane", context: options.context ?? "", progress: () => {} });
  const released: number[] = [];
  for (const chunk of chunks) {
    const copy = Uint8Array.from(chunk);
    lane.push(copy);
    copy.fill(0x7a);
    released.push(lane.released);
  }
  lane.end();
  const edits = lane.takeEdits();
  return { text: rendered(text, edits, lane.released), findings: inspection.findings, released, lane, inspection };
}

const paragraph = bytes(
  `Dear Zoë, the card ${samples.cardSpaced} and ${samples.ssn} go to ${samples.email}; ${samples.secret}, then ${samples.token}zz. ` +
    `My ${samples.licence}! Und noch: \\u0034111 1111 1111 1111, 4111 1111 11`,
);
const clean =
  "Dear Zoë, the card <CARD> and <SSN> go to <EMAIL>; password: <SECRET>, then <TOKEN>. My licence <LICENCE>! Und noch: <CARD>, <CARD>";

describe("a lane", () => {
  it("redacts what the engine decides, and a half value at its end", () => {
    expect(run(paragraph, [paragraph]).text).toBe(clean);
  });

  it("goes on from the mark of another one as if there were no other, wherever that stood", () => {
    const whole = run(paragraph, [paragraph]);
    for (let at = 0; at <= paragraph.length; at++) {
      const inspection = createTestInspection({ limits: { lanes: 1 } });
      const open = (options: { readonly from?: LaneMark }): Lane =>
        inspection.open({ name: "lane", context: "", progress: () => {}, ...options });
      const first = open({});
      first.push(paragraph.subarray(0, at));
      const before = first.takeEdits();
      const mark = first.mark();
      first.push(bytes("9 and other text, which the mark does not know"));
      const found = inspection.findings.filter(({ end }) => end <= mark.released);
      inspection.findings.length = 0;
      const next = open({ from: mark });
      expect([next.pushed, next.released]).toEqual([at, mark.released]);
      next.push(paragraph.subarray(at));
      next.end();
      const edits = before.concat(next.takeEdits());
      expect(rendered(paragraph, edits, next.released)).toBe(clean);
      expect([...found, ...inspection.findings]).toEqual(whole.findings);
      first.end();
      expect([inspection.held, inspection.stopped]).toEqual([0, undefined]);
    }
  });

  it("gives the same text and findings for every split", () => {
    const whole = run(paragraph, [paragraph]);
    for (const chunks of everySplit(paragraph)) {
      const split = run(paragraph, chunks);
      expect(split.text).toBe(whole.text);
      expect(split.findings).toEqual(whole.findings);
    }
    for (const size of [1, 2, 3, 5, 7]) expect(run(paragraph, chunksOf(paragraph, size)).text).toBe(whole.text);
  });

  it("gives the same however a push is cut into steps", () => {
    const whole = run(paragraph, [paragraph]);
    for (const stepBytes of [1, 2, 3, 10, 50]) {
      const stepped = run(paragraph, [paragraph], { limits: { stepBytes } });
      expect(stepped.text).toBe(whole.text);
      expect(stepped.findings).toEqual(whole.findings);
    }
  });

  it("gives the same when scans answer late, with one step in flight and the bytes behind it waiting", () => {
    for (let seed = 1; seed <= 25; seed++) {
      const random = createRandom(seed);
      const late = createLateScanner(createOracleScanner(testDetectors));
      const inspection = createTestInspection({ scanner: late, limits: { stepBytes: 40 } });
      const lane = inspection.open({ name: "lane", progress: () => {} });
      for (const chunk of randomChunks(paragraph, random, 12)) {
        lane.push(chunk);
        expect(late.waiting).toBeLessThanOrEqual(1);
        if (random() < 0.3) late.answer();
      }
      lane.end();
      expect(lane.settled).toBe(false);
      while (late.answer()) {}
      expect(lane.settled && lane.finished).toBe(true);
      expect(rendered(paragraph, lane.takeEdits(), lane.released)).toBe(clean);
    }
  });

  it("holds only what a detector can still reach", () => {
    const trace = (text: string): number[] => {
      const all = bytes(text);
      return run(all, chunksOf(all, 1)).released.map((released, i) => i + 1 - released);
    };
    expect(trace("plain -")).toEqual([1, 2, 3, 4, 5, 0, 0]);
    expect(trace("78-05")).toEqual([1, 2, 3, 4, 5]);
    expect(trace("! ? &")).toEqual([0, 0, 0, 0, 1]);
  });

  it("opens with its context and forgets it once it has moved on", () => {
    expect(run(bytes("hunter2hunter"), [bytes("hunter2hunter")], { context: "password: " }).text).toBe("<SECRET>");
    const contexts: number[] = [];
    const oracle = createOracleScanner(testDetectors);
    const scanner: Scanner = {
      scan(step, done) {
        contexts.push(step.context.length);
        oracle.scan(step, done);
      },
      close: () => oracle.close(),
    };
    const text = bytes("?".repeat(200));
    run(text, chunksOf(text, 100), { scanner, context: "x".repeat(500) });
    expect(contexts).toEqual([128, 0]);
  });

  it("says nothing to the scanner when nothing is left at its end", () => {
    let steps = 0;
    const oracle = createOracleScanner(testDetectors);
    const scanner: Scanner = {
      scan(step, done) {
        steps++;
        oracle.scan(step, done);
      },
      close: () => oracle.close(),
    };
    expect(run(bytes("ok?"), [bytes("ok?")], { scanner }).lane.finished).toBe(true);
    expect(steps).toBe(1);
    expect(run(bytes(""), [], { scanner }).lane.finished).toBe(true);
    expect(steps).toBe(1);
  });

  it("judges last bytes and end in one step", () => {
    const steps: LaneStep[] = [];
    const oracle = createOracleScanner(testDetectors);
    const scanner: Scanner = {
      scan(step, done) {
        steps.push(step);
        oracle.scan(step, done);
      },
      close: () => oracle.close(),
    };
    const inspection = createTestInspection({ scanner });
    let calls = 0;
    const lane = inspection.open({ name: "lane", progress: () => calls++ });
    lane.end(bytes(samples.card));
    expect(steps.map((step) => step.last)).toEqual([true]);
    expect(lane.finished).toBe(true);
    expect(calls).toBe(1);
    expect(lane.takeEdits()).toHaveLength(1);
    expect(lane.takeEdits()).toHaveLength(0);
  });

  it("does not recurse when a push is many steps or a progress call pushes more", () => {
    const text = Buffer.alloc(200_000, "? ");
    expect(run(text, [text], { limits: { stepBytes: 4 }, detectors: testDetectors.slice(1, 2) }).lane.released).toBe(
      200_000,
    );
    const inspection = createTestInspection({ detectors: testDetectors.slice(1, 2) });
    let left = 20_000;
    const lane: Lane = inspection.open({
      name: "lane",
      progress: () => (left-- > 0 ? lane.push(bytes("?")) : undefined),
    });
    lane.push(bytes("?"));
    expect(lane.pushed).toBeGreaterThan(1);
  });

  it("presses once it has too much waiting and lets go", () => {
    const late = createLateScanner(createOracleScanner(testDetectors));
    const presses: boolean[] = [];
    const inspection = createTestInspection({
      scanner: late,
      limits: { lanePendingBytes: 10 },
      pressed: (on) => presses.push(on),
    });
    const lane = inspection.open({ name: "lane", progress: () => {} });
    lane.push(bytes("????"));
    lane.push(bytes("??????????"));
    expect([lane.waiting, presses]).toEqual([10, []]);
    lane.push(bytes("?"));
    expect([lane.waiting, presses]).toEqual([11, [true]]);
    late.answer();
    late.answer();
    expect([lane.waiting, presses]).toEqual([0, [true, false]]);
  });
});

describe("an inspection", () => {
  const stopCode = (text: string, options: TestInspectionOptions): string | undefined =>
    run(bytes(text), chunksOf(bytes(text), 5), options).inspection.stopped?.code;

  it.each([
    ["findings", `${samples.ssn} ${samples.ssn} ${samples.ssn} `, { limits: { findings: 2 } }, "too-many-findings"],
    ["hold", "a".repeat(30), { limits: { laneHoldBytes: 8 } }, "lane-hold-overflow"],
    ["swallowed bytes", `tok_abcd1234${"x".repeat(60)}`, { limits: { swallowBytes: 50 } }, "swallow-overflow"],
  ] as const)("stops past its limit of %s", (_, text, options, code) => {
    expect(stopCode(text, options)).toBe(code);
  });

  it("sums swallowed bytes per value, not per lane", () => {
    const text = `tok_abcd1234${"x".repeat(40)} tok_abcd1234${"x".repeat(40)} `;
    expect(stopCode(text, { limits: { swallowBytes: 50 } })).toBeUndefined();
  });

  it("stops when too many lanes are opened", () => {
    const inspection = createTestInspection({ limits: { lanes: 2 } });
    const reasons: string[] = [];
    inspection.onStopped((reason) => reasons.push(reason.code));
    for (let i = 0; i < 4; i++) inspection.open({ name: "lane", progress: () => {} });
    expect(reasons).toEqual(["too-many-lanes"]);
  });

  it("stops with its own failure when the scanner breaks, and passes a failure of ours on", () => {
    const broken = (error: Error): Scanner => ({ scan: (_, done) => done(error, undefined), close: async () => {} });
    expect(stopCode("text", { scanner: broken(new Error("library text 4111")) })).toBe("scan-failed");
  });

  it("ignores answers that come after it has stopped", () => {
    const late = createLateScanner(createOracleScanner(testDetectors));
    const inspection = createTestInspection({ scanner: late, limits: { lanes: 1 } });
    const lane = inspection.open({ name: "lane", progress: () => expect.unreachable() });
    lane.push(bytes("????"));
    inspection.open({ name: "one too many", progress: () => {} });
    late.answer();
    lane.push(bytes("????"));
    lane.end();
    expect([lane.released, late.waiting, inspection.findings.length]).toEqual([0, 0, 0]);
  });
});
