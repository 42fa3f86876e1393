import { describe, expect, it } from "vitest";
import { createInspection } from "../../src/inspect/create-inspection.ts";
import { CleanValues } from "../../src/pipeline/clean-values.ts";
import { inspectHeaders } from "../../src/pipeline/header-values.ts";
import { samples, testDetectors } from "../harness/detectors.ts";
import { testLimits } from "../harness/inspection.ts";
import { createNativeScanner } from "../harness/native-scanner.ts";

describe("values that were clean", () => {
  it("are known by name and value", () => {
    const known = new CleanValues();
    known.add("accept", "*/*");
    expect([known.has("accept", "*/*"), known.has("accept", "*"), known.has("x", "*/*")]).toEqual([true, false, false]);
  });

  it("are bounded in number and length", () => {
    const known = new CleanValues();
    known.add("long", "x".repeat(257));
    known.add("n".repeat(257), "x");
    for (let i = 0; i < 17; i++) known.add("accept", `${i}`);
    for (let i = 0; i < 64; i++) known.add(`x-${i}`, "a");
    expect(known.has("long", "x".repeat(257))).toBe(false);
    expect(known.has("n".repeat(257), "x")).toBe(false);
    expect([known.has("accept", "0"), known.has("accept", "16")]).toEqual([false, true]);
    expect([known.has("x-62", "a"), known.has("x-63", "a")]).toEqual([true, false]);
  });

  it("are scanned once; what holds a finding is scanned every time, let through or not", () => {
    const scanner = createNativeScanner(testDetectors);
    const scanned: string[] = [];
    const known = new CleanValues();
    const email = testDetectors.findIndex(({ id }) => id === "email");
    const ask = (): unknown => {
      let sent: unknown;
      const inspection = createInspection({
        scanner: {
          ...scanner,
          scanWhole(texts, profile) {
            scanned.push(...texts.map(({ bytes }) => Buffer.from(bytes).toString()));
            return scanner.scanWhole?.(texts, profile);
          },
        },
        profile: Uint8Array.from(testDetectors, (_, index) => (index === email ? 1 : 2)),
        source: "client",
        limits: testLimits,
        redact: () => Buffer.from("<X>"),
        found: () => {},
      });
      const scannable = [
        ["accept", "*/*"],
        ["user-agent", `by ${samples.email}`],
        ["x-note", samples.ssn],
      ] as const;
      inspectHeaders(inspection, { scannable, unscanned: [] }, known, (headers) => {
        sent = headers;
      });
      return sent;
    };
    const sent = [
      ["accept", "*/*"],
      ["user-agent", `by ${samples.email}`],
      ["x-note", "<X>"],
    ];
    expect([ask(), ask()]).toEqual([sent, sent]);
    expect(scanned).toEqual(["*/*", `by ${samples.email}`, samples.ssn, `by ${samples.email}`, samples.ssn]);
  });
});
