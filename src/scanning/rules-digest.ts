/**
 * Names what detectors judge by: for audit events, where two exchanges with the same name were judged by the same rules, and for the
 * cache. Of each rule first, for the catalogue is a megabyte of them, and those of its rules are known when the program is built.
 */
import { hash } from "node:crypto";
import type { Detector, DetectorRule } from "../inspect/detector.ts";
import { builtDigests, catalogue } from "../inspect/detectors/catalogue.ts";

const known = new WeakMap<DetectorRule, string>();
for (const [at, digest] of builtDigests.entries()) {
  const detector = catalogue[at];
  if (detector !== undefined) known.set(detector, digest);
}

/** SHA-256 in hex over the detectors in their order. */
export const rulesDigest = (detectors: readonly DetectorRule[]): string =>
  hash("sha256", detectors.map(ruleDigest).join(), "hex");

/** 64 bits of it. */
export const rulesetDigest = (detectors: readonly DetectorRule[]): string => rulesDigest(detectors).slice(0, 16);

/** SHA-256 in base64 over a detector, without what it has for people. Our own code makes it, so its keys have an order. */
export function ruleDigest(detector: DetectorRule): string {
  const digest = known.get(detector) ?? hash("sha256", JSON.stringify(ruleOf(detector)), "base64");
  known.set(detector, digest);
  return digest;
}

function ruleOf(detector: DetectorRule): DetectorRule {
  const { examples: _e, counterExamples: _c, source: _s, ...rule } = detector as Partial<Detector> & DetectorRule;
  return rule;
}
