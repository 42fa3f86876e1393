/** An inspection for tests: the brute-force oracle behind it, findings and replacements noted. */
import {
  createInspection,
  type InspectionLimits,
  type StoppableInspection,
} from "../../src/inspect/create-inspection.ts";
import type { Detector } from "../../src/inspect/detector.ts";
import type { Scanner } from "../../src/inspect/scanner.ts";
import { createOracleScanner } from "../oracle/oracle.ts";
import { testDetectors } from "./detectors.ts";

export const testLimits: InspectionLimits = {
  laneHoldBytes: 4096,
  lanePendingBytes: 16384,
  lanes: 10_000,
  findings: 1000,
  swallowBytes: 65_536,
  stepBytes: 8192,
  wholeBytes: 32_768,
};

export interface Found {
  readonly lane: string;
  readonly detector: string;
  readonly start: number;
  readonly end: number;
  readonly truncated: boolean;
}

export interface TestInspection extends StoppableInspection {
  readonly findings: Found[];
}

export interface TestInspectionOptions {
  readonly detectors?: readonly Detector[];
  readonly scanner?: Scanner;
  readonly limits?: Partial<InspectionLimits>;
  readonly source?: "client" | "upstream";
  /** Default: `<CARD>` and the like, nothing for a swallowed span. */
  readonly replace?: (entity: string, value: Uint8Array, swallowed: boolean) => Uint8Array;
  readonly pressed?: (on: boolean) => void;
}

const encoder = new TextEncoder();

export function createTestInspection(options: TestInspectionOptions = {}): TestInspection {
  const detectors = options.detectors ?? testDetectors;
  const replace =
    options.replace ?? ((entity, _value, swallowed) => encoder.encode(swallowed ? "" : `<${entity.toUpperCase()}>`));
  const findings: Found[] = [];
  const inspection = createInspection({
    scanner: options.scanner ?? createOracleScanner(detectors),
    profile: new Uint8Array(detectors.length).fill(2),
    source: options.source ?? "upstream",
    limits: { ...testLimits, ...options.limits },
    redact: (_lane, value, found, swallowed) =>
      replace(detectors[found[0]?.detector ?? -1]?.id ?? "redacted", value, swallowed),
    found: (lane, found) => {
      for (const f of found) {
        const detector = detectors[f.detector]?.id ?? "unknown";
        findings.push({ lane, detector, start: f.start, end: f.end, truncated: f.truncated });
      }
    },
    ...(options.pressed === undefined ? {} : { pressed: options.pressed }),
  });
  return Object.assign(inspection, { findings });
}

/** Findings in an order that does not depend on when scans answer. */
export const sortFindings = (findings: readonly Found[]): Found[] =>
  [...findings].sort(
    (a, b) =>
      a.lane.localeCompare(b.lane) || a.start - b.start || a.end - b.end || a.detector.localeCompare(b.detector),
  );
