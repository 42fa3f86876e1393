/**
 * The engine as the gateway uses it: the whole catalogue unless a bench asks for other detectors, the default policy of answers, the
 * inline scanner, and lanes in front of it. Every text is scanned, also one that comes again, unless a bench is of that. Compiled
 * rulesets lie in the system's temporary directory and are shared by all cases.
 */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { detectorSet } from "../src/config/detector-set.ts";
import { configFromFlags } from "../src/config/flags.ts";
import { createInspection } from "../src/inspect/create-inspection.ts";
import type { DetectorRule } from "../src/inspect/detector.ts";
import { catalogueWith } from "../src/inspect/detectors/catalogue-with.ts";
import type { PersonChoice } from "../src/inspect/detectors/persons.ts";
import type { Lane } from "../src/inspect/inspection.ts";
import type { Scanner } from "../src/inspect/scanner.ts";
import { policyDetectors } from "../src/policy/detectors.ts";
import { createProfile, type Profile } from "../src/policy/profile.ts";
import { scanLimits } from "../src/scanning/create-scanner.ts";
import { createInlineScanner } from "../src/scanning/inline-scanner.ts";
import { openRuleset } from "../src/scanning/ruleset-cache.ts";

export interface Engine {
  readonly scanner: Scanner;
  readonly profile: Uint8Array;
  /** The same, with what policy knows of each detector. */
  readonly policy: Profile;
}

export const openEngine = (person: PersonChoice = "none"): Engine => openEngineOf(catalogueWith(person), person);

/** As the gateway uses it: it keeps clean texts, and knows them when they come again. */
export const openKeepingEngine = (): Engine => openEngineOf(catalogueWith("none"), "none", scanLimits.cleanBytes);

/** With these detectors alone. A person choice must be that of the detectors. */
export function openEngineOf(
  detectors: readonly DetectorRule[],
  person: PersonChoice = "none",
  cleanBytes = 0,
): Engine {
  const config = configFromFlags(
    { upstream: "http://127.0.0.1:1", person },
    { directory: tmpdir(), detectors: policyDetectors(detectors) },
  );
  const [connection] = config.connections;
  if (connection === undefined) throw new Error("the flags give one connection");
  const { rules, policy } = detectorSet(config, detectors);
  // A cache keeps a few rulesets: each set of detectors has one of its own.
  const cacheDirectory = join(tmpdir(), `sluice-bench-${process.getuid?.() ?? 0}`, `${person}-${detectors.length}`);
  const { ruleset } = openRuleset({ detectors: rules, cacheDirectory });
  const profile = createProfile(config, connection, "response", policy);
  return {
    scanner: createInlineScanner({ ruleset, maxFindings: 4_096, cleanBytes }),
    profile: profile.bytes,
    policy: profile,
  };
}

/** Releases every text as it comes. What is left of a cost with it is not the engine's. */
export const findsNothing: Scanner = {
  scan({ bytes: { length }, tails }, done) {
    done(undefined, { released: length, floor: length, keep: length, tails, spans: [], findings: [] });
  },
  scanWhole: () => [],
  close: async () => {},
};

export interface OpenedLane {
  readonly lane: Lane;
  /** Spans replaced so far. */
  spans(): number;
}

const replacement = Buffer.from("<REDACTED>");

/** A lane with the gateway's limits; every span is replaced. */
export function openLane({ scanner, profile }: Engine): OpenedLane {
  let spans = 0;
  const inspection = createInspection({
    scanner,
    profile,
    source: "upstream",
    limits: {
      lanes: 1,
      findings: Number.POSITIVE_INFINITY,
      laneHoldBytes: 16 * 1024,
      lanePendingBytes: 64 * 1024,
      swallowBytes: 64 * 1024,
      stepBytes: 8 * 1024,
      wholeBytes: 32 * 1024,
    },
    redact: (_lane, _value, _findings, swallowed) => {
      if (!swallowed) spans += 1;
      return replacement;
    },
    found: () => {},
  });
  inspection.onStopped((error) => {
    throw error;
  });
  const lane = inspection.open({
    name: "text",
    progress: () => {
      lane.takeEdits();
    },
  });
  return { lane, spans: () => spans };
}
