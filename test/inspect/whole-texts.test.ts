import { describe, expect, it } from "vitest";
import { failures } from "../../src/errors.ts";
import type { Judged, WholeText } from "../../src/inspect/inspection.ts";
import type { Scanner, WholeStep } from "../../src/inspect/scanner.ts";
import { createRandom } from "../harness/chunks.ts";
import { samples, testDetectors } from "../harness/detectors.ts";
import { createTestInspection, sortFindings, type TestInspectionOptions } from "../harness/inspection.ts";
import { createLateScanner } from "../harness/late-scanner.ts";
import { createNativeScanner } from "../harness/native-scanner.ts";
import { createOracleScanner } from "../oracle/oracle.ts";

const text = (name: string, value: string, context = ""): WholeText => ({ name, context, bytes: Buffer.from(value) });

const texts: readonly WholeText[] = [
  text("clean", "nothing to see"),
  text("card", `pay ${samples.cardSpaced} now`),
  text("empty", ""),
  text("secret", "hunter2hunter", "password: "),
  text("long", `${"so it goes. ".repeat(900)}${samples.email}`),
  text("both", `${samples.ssn} and ${samples.email}`),
];

/** Edits as text, by place; undefined: not answered. */
function judge(options: TestInspectionOptions, of: readonly WholeText[] = texts) {
  const inspection = createTestInspection(options);
  let judged: readonly Judged[] | undefined;
  inspection.judge(of, (answer) => {
    if (judged !== undefined) throw new Error("answered twice");
    judged = answer;
  });
  const shown = (): readonly (readonly string[])[] | undefined =>
    judged?.map(({ edits }) => edits.map((e) => `${e.start}-${e.end} ${Buffer.from(e.replacement)}`));
  return { inspection, shown, judged: () => judged };
}

const native = createNativeScanner(testDetectors);

describe("whole texts", () => {
  const byOracle = judge({ scanner: createOracleScanner(testDetectors) });

  it("are judged as lanes that end at once are", () => {
    expect(byOracle.shown()).toEqual([
      [],
      ["4-23 <CARD>"],
      [],
      ["0-13 <SECRET>"],
      [`${"so it goes. ".length * 900}-${"so it goes. ".length * 900 + samples.email.length} <EMAIL>`],
      [`0-11 <SSN>`, `16-${16 + samples.email.length} <EMAIL>`],
    ]);
  });

  it("get the same edits and findings from one call of the engine", () => {
    const run = judge({ scanner: native });
    expect(run.shown()).toEqual(byOracle.shown());
    expect(sortFindings(run.inspection.findings)).toEqual(sortFindings(byOracle.inspection.findings));
    expect(run.judged()?.map(({ clean }) => clean)).toEqual([true, false, true, false, false, false]);
  });

  it("get the same from a scanner that answers late, in any order", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const scanner = createLateScanner(createOracleScanner(testDetectors));
      const run = judge({ scanner });
      expect(run.shown()).toBeUndefined();
      const random = createRandom(seed);
      while (scanner.answer(random())) {}
      expect(run.shown()).toEqual(byOracle.shown());
    }
  });

  it("come to the scanner so many at a time when it takes them one by one", () => {
    const scanner = createLateScanner(createOracleScanner(testDetectors));
    const many = Array.from({ length: 5_000 }, (_, i) => text("n", `${samples.ssn} said ${"x".repeat(i % 7)}`));
    const run = judge({ scanner, limits: { findings: 10_000 } }, many);
    let most = 0;
    do most = Math.max(most, scanner.waiting);
    while (scanner.answer());
    expect(most).toBe(256);
    expect(run.shown()?.filter(([edit]) => edit?.endsWith("<SSN>"))).toHaveLength(5_000);
  });

  it("need no stack for each of them", () => {
    const many = Array.from({ length: 50_000 }, () => text("n", "x"));
    const scan: Scanner = { scan: native.scan, close: native.close };
    expect(judge({ scanner: scan, limits: { lanes: 60_000 } }, many).judged()).toHaveLength(50_000);
  });

  it("count against the limit of lanes, and of findings", () => {
    const lanes = judge({ scanner: native, limits: { lanes: 5 } });
    expect([lanes.inspection.stopped?.code, lanes.judged()]).toEqual(["too-many-lanes", undefined]);
    const findings = judge({ scanner: native, limits: { findings: 2 } });
    expect([findings.inspection.stopped?.code, findings.judged()]).toEqual(["too-many-findings", undefined]);
  });

  it("stop the inspection with the scanner's failure", () => {
    const failing: Scanner = { scan: native.scan, scanWhole: () => new Error("boom"), close: native.close };
    const run = judge({ scanner: failing });
    expect([run.inspection.stopped?.code, run.judged()]).toEqual(["scan-failed", undefined]);
  });

  it("are asked for one by one when the scanner has no time for them", () => {
    let asked: readonly WholeStep[] = [];
    const busy: Scanner = {
      scan: native.scan,
      scanWhole: (given) => {
        asked = given;
        return undefined;
      },
      close: native.close,
    };
    expect(judge({ scanner: busy }).shown()).toEqual(byOracle.shown());
    expect(asked).toHaveLength(6);
  });

  it("wait once where the scanner will have time, and get the same; stopped meanwhile, nothing", () => {
    const waiting: (() => void)[] = [];
    const bytes = texts.reduce((sum, one) => sum + one.bytes.length, 0);
    let refusals = 1;
    const busy: Scanner = {
      scan: native.scan,
      scanWhole: (given, profile) => (refusals-- > 0 ? undefined : native.scanWhole?.(given, profile)),
      later: (wanted, go) => {
        expect(wanted).toBe(bytes);
        waiting.push(go);
        return true;
      },
      close: native.close,
    };
    for (const times of [1, 2]) {
      refusals = times;
      const run = judge({ scanner: busy });
      expect([run.judged(), waiting.length]).toEqual([undefined, 1]);
      waiting.pop()?.();
      expect(run.shown()).toEqual(byOracle.shown());
      expect(waiting).toEqual([]);
    }
    refusals = 1;
    const stopped = judge({ scanner: busy });
    stopped.inspection.stop(failures.scanFailed());
    waiting.pop()?.();
    expect(stopped.judged()).toBeUndefined();
  });

  it("come in pieces where they are many and small, each when there is time for it, and get the same", () => {
    const many = Array.from({ length: 3_000 }, (_, i) =>
      text("n", i % 3 === 0 ? `${samples.ssn}, said ${i}` : `said ${i}`),
    );
    const limits = { findings: 10_000 };
    const expected = judge({ scanner: native, limits }, many);
    const waiting: (() => void)[] = [];
    const pieces: number[] = [];
    let [times, waits] = [0, 0];
    const bytesOf = (of: readonly WholeStep[]): number => of.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const busy: Scanner = {
      scan: native.scan,
      // Every second time there is none, and never for all.
      scanWhole: (given, profile) => {
        if (bytesOf(given) > 16_384 || ++times % 2 === 0) return undefined;
        pieces.push(given.length);
        return native.scanWhole?.(given, profile);
      },
      later: (wanted, go) => {
        if (wanted > 16_384) return false;
        waits++;
        waiting.push(go);
        return true;
      },
      close: native.close,
    };
    const run = judge({ scanner: busy, limits }, many);
    while (waiting.length > 0) {
      expect([waiting.length, run.judged()]).toEqual([1, undefined]);
      waiting.pop()?.();
    }
    expect(run.shown()).toEqual(expected.shown());
    expect(sortFindings(run.inspection.findings)).toEqual(sortFindings(expected.inspection.findings));
    expect(pieces.reduce((sum, count) => sum + count)).toBe(3_000);
    expect([pieces.length, waits]).toEqual([Math.ceil(bytesOf(many) / 16_384), pieces.length - 1]);
  });

  it("take a lane each where even a piece finds no time, or may not wait", () => {
    const many = Array.from({ length: 2_000 }, (_, i) => text("n", `${samples.ssn}, said ${i}`));
    const limits = { findings: 10_000 };
    for (const mayWait of [true, false]) {
      const asked: number[] = [];
      let lanes = 0;
      const busy: Scanner = {
        scan: (step, done) => {
          lanes++;
          native.scan(step, done);
        },
        scanWhole: (given) => {
          asked.push(given.length);
          return undefined;
        },
        later: (_bytes, go) => {
          if (mayWait) go();
          return mayWait;
        },
        close: native.close,
      };
      const run = judge({ scanner: busy, limits }, many);
      expect(run.shown()).toEqual(judge({ scanner: native, limits }, many).shown());
      expect(asked.length).toBeGreaterThan(2);
      expect(lanes).toBe(2_000);
    }
  });

  it("are one step up to the limit, though a lane would take several, and a lane's beyond it", () => {
    let asked: readonly WholeStep[] = [];
    const watched: Scanner = {
      scan: native.scan,
      scanWhole: (given, profile) => {
        asked = given;
        return native.scanWhole?.(given, profile);
      },
      close: native.close,
    };
    const long = texts[4]?.bytes.length ?? 0;
    for (const [wholeBytes, taken] of [
      [long, 6],
      [long - 1, 5],
    ] as const) {
      expect(judge({ scanner: watched, limits: { wholeBytes } }).shown()).toEqual(byOracle.shown());
      expect(asked).toHaveLength(taken);
    }
  });

  it("have more findings than a step may have, if those of each step are not too many", () => {
    const scanner = createNativeScanner(testDetectors, 40);
    const many = [text("t", `${samples.ssn} `.repeat(100))];
    const [fits, fails] = [100, 360].map((stepBytes) => judge({ scanner, limits: { stepBytes } }, many));
    expect(fits?.shown()?.[0]?.filter((edit) => edit.endsWith(" <SSN>"))).toHaveLength(99);
    expect(fits?.inspection.findings.length).toBeGreaterThan(100);
    expect([fails?.inspection.stopped?.code, fails?.shown()]).toEqual(["too-many-findings", undefined]);
  });

  it("swallow no more than the limit", () => {
    const run = judge({ scanner: native, limits: { swallowBytes: 8 } }, [text("t", samples.token + "z".repeat(100))]);
    expect(run.inspection.stopped?.code).toBe("swallow-overflow");
  });
});
