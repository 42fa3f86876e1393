/** A lane over the oracle with a held value beside the tests' own detectors, at every split. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHeldScanner } from "../../src/inspect/held-scanner.ts";
import { createHeldValues } from "../../src/inspect/held-values.ts";
import type { Lane } from "../../src/inspect/inspection.ts";
import type { Scanner } from "../../src/inspect/scanner.ts";
import { createRandom, everySplit, randomChunks } from "../harness/chunks.ts";
import { samples, testDetectors } from "../harness/detectors.ts";
import { createTestInspection, sortFindings } from "../harness/inspection.ts";
import { createLateScanner } from "../harness/late-scanner.ts";
import { createNativeScanner } from "../harness/native-scanner.ts";
import { createOracleScanner } from "../oracle/oracle.ts";

const [first] = testDetectors;
if (first === undefined) throw new Error("no detectors");
const detectors = [...testDetectors, { ...first, id: "held" }];
const oracle = createOracleScanner(testDetectors);

function scannerFor(secret: string, inner: Scanner = oracle): Scanner {
  const values = createHeldValues(secret);
  if (values === undefined) throw new Error("too short");
  return createHeldScanner(inner, values, testDetectors.length);
}

function run(secret: string, chunks: readonly Uint8Array[], scanner = scannerFor(secret)) {
  const inspection = createTestInspection({ detectors, scanner });
  const text = Buffer.concat(chunks);
  let out = "";
  let at = 0;
  const lane: Lane = inspection.open({ name: "lane", progress: () => {} });
  const take = (): string => {
    for (const edit of lane.takeEdits()) {
      out += text.toString("utf8", at, edit.start) + Buffer.from(edit.replacement).toString();
      at = edit.end;
    }
    out += text.toString("utf8", at, Math.max(at, lane.released));
    at = Math.max(at, lane.released);
    return out;
  };
  const trace: string[] = [];
  for (const chunk of chunks) {
    lane.push(chunk);
    trace.push(take());
  }
  lane.end();
  return { text: take(), findings: sortFindings(inspection.findings), trace, stopped: inspection.stopped };
}

const secret = "gw-0123456789-abcdef";
const bytes = (text: string): Uint8Array => Buffer.from(text);

describe("a scanner with a held value", () => {
  it.each([
    ["alone", secret, "<HELD>"],
    ["in prose", `The key ${secret} is wrong.`, "The key <HELD> is wrong."],
    ["twice", `${secret}${secret} ${secret}`, "<HELD><HELD> <HELD>"],
    ["begun again and again", `gw-gw-0gw-01234${secret}gw-`, "gw-gw-0gw-01234<HELD>gw-"],
    ["beside other values", `${samples.email} ${secret} ${samples.ssn}`, "<EMAIL> <HELD> <SSN>"],
    ["cut off in its second half", "key gw-0123456789-a", "key <HELD>"],
    ["cut off in its first half", "key gw-0123", "key gw-0123"],
    ["in base64", `x ${Buffer.from(`u:${secret}`).toString("base64")}`, /^x \w{2,3}<HELD>.{0,3}$/],
  ] as const)("finds it %s, at every split", (_name, text, expected) => {
    const whole = run(secret, [bytes(text)]);
    if (typeof expected === "string") expect(whole.text).toBe(expected);
    else expect(whole.text).toMatch(expected);
    for (const chunks of [...everySplit(bytes(text)), [...bytes(text)].map((byte) => Uint8Array.of(byte))]) {
      const split = run(secret, chunks);
      expect([split.text, split.findings]).toEqual([whole.text, whole.findings]);
      for (const left of split.trace) expect(whole.text.startsWith(left)).toBe(true);
    }
  });

  it("finds one that is itself a value, holds one, or lies across one, and nothing of it is left", () => {
    for (const [held, text] of [
      ["alice@example.com", "to alice@example.com."],
      ["x 078-05-1120 y", "ssn x 078-05-1120 y."],
      ["05-1120 and", "my 078-05-1120 and more"],
      ["say 4111 1111", "say 4111 1111 1111 1111 now"],
      ["1111 1111 now", "say 4111 1111 1111 1111 now"],
    ] as const) {
      const whole = run(held, [bytes(text)]);
      expect(whole.text).not.toContain(held);
      expect(whole.findings.filter(({ detector }) => detector === "held")).toHaveLength(1);
      for (const chunks of everySplit(bytes(text))) {
        const split = run(held, chunks);
        expect([held, split.text, split.findings]).toEqual([held, whole.text, whole.findings]);
      }
    }
  });

  it("keeps the engine's text and findings as they are where the value is not there", () => {
    const text = bytes(`gw- ${samples.cardSpaced} gw-0 ${samples.email}; ${samples.secret} g`);
    const plain = run(secret, [text], createOracleWith());
    for (const chunks of everySplit(text)) {
      const split = run(secret, chunks);
      expect([split.text, split.findings]).toEqual([plain.text, plain.findings]);
    }
  });

  it("gives the same for every splitting of any text of its pieces, and lets none through", () => {
    const secrets = fc.constantFrom(secret, "gw-gw-078", "05-1120 password", "alice@example.com gw", "abababab");
    const pieces = [
      "gw-",
      "ab",
      samples.ssn,
      samples.email,
      samples.cardSpaced,
      " ",
      "é",
      "password: ",
      "hunter2hunter",
    ];
    const texts = secrets.chain((held) =>
      fc.tuple(
        fc.constant(held),
        fc.array(fc.constantFrom(held, held.slice(0, 5), held.slice(5), ...pieces), { maxLength: 9 }),
      ),
    );
    fc.assert(
      fc.property(texts, fc.nat(), ([held, parts], seed) => {
        const text = bytes(parts.join(""));
        const whole = run(held, [text]);
        expect(whole.stopped).toBeUndefined();
        expect(whole.text).not.toContain(held);
        const split = run(held, randomChunks(text, createRandom(seed), 5));
        expect([split.text, split.findings]).toEqual([whole.text, whole.findings]);
      }),
      { numRuns: 600 },
    );
  });

  it("waits for a scanner that answers late, and passes its failures on", () => {
    const late = createLateScanner(oracle);
    const inspection = createTestInspection({ detectors, scanner: scannerFor(secret, late) });
    const lane: Lane = inspection.open({ name: "lane", progress: () => {} });
    lane.push(bytes("key gw-0123456789-"));
    lane.push(bytes("abcdef!"));
    lane.end();
    expect(lane.released).toBe(0);
    while (late.answer());
    expect([lane.finished, lane.takeEdits().map(({ start, end }) => [start, end])]).toEqual([true, [[4, 24]]]);
    const broken: Scanner = { scan: (_step, done) => done(new Error("no"), undefined), close: async () => {} };
    expect(run(secret, [bytes("x")], scannerFor(secret, broken)).stopped?.code).toBe("scan-failed");
  });
});

/** The oracle alone, given the longer profile. */
function createOracleWith(): Scanner {
  return {
    scan: (step, done) => oracle.scan({ ...step, profile: step.profile.subarray(0, testDetectors.length) }, done),
    close: () => oracle.close(),
  };
}

describe("whole texts", () => {
  const native = createNativeScanner(testDetectors);
  const judge = (scanner: Scanner, texts: readonly string[]): unknown => {
    const inspection = createTestInspection({ detectors, scanner });
    let edits: unknown;
    inspection.judge(
      texts.map((text, at) => ({ name: `${at}`, bytes: bytes(text) })),
      (judged) => {
        edits = judged.map((one) => one.edits.map((e) => `${e.start}-${e.end} ${Buffer.from(e.replacement)}`));
      },
    );
    return { edits, findings: sortFindings(inspection.findings) };
  };

  it.each([
    [["nothing", "of note"]],
    [[`mail ${samples.email}`, "x"]],
    [[`mail ${samples.email}`, `the key ${secret}`, samples.ssn]],
    [["cut gw-0123456789-a", "x"]],
    [["gw-0123", ""]],
  ])("%j become the same, asked for at once or one by one", (texts) => {
    const { scan, close } = scannerFor(secret, native);
    expect(judge(scannerFor(secret, native), texts)).toEqual(judge({ scan, close }, texts));
  });

  it("are left to the engine where none holds the value", () => {
    const texts = [{ bytes: bytes(samples.email) }, { bytes: bytes("x") }];
    const profile = new Uint8Array(testDetectors.length + 1).fill(2);
    expect(scannerFor(secret, native).scanWhole?.(texts, profile)).toMatchObject([{ index: 0 }]);
    expect(scannerFor(secret, native).scanWhole?.([{ bytes: bytes(secret) }], profile)).toBeUndefined();
  });
});
