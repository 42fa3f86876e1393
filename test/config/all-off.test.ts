import { expect, test } from "vitest";
import type { PolicyDetector } from "../../src/policy/detectors.ts";
import { minimal, problems } from "./reading.ts";
import { sampleDetectors } from "./sample-detectors.ts";

const source = { id: "source", entity: "SOURCE_CODE", label: "internal", tags: ["source"], confidence: 0.7 } as const;
const detectors: readonly PolicyDetector[] = [...sampleDetectors, { ...source, optional: true }];

const above =
  "is above the confidence of every built-in detector that is on (0.95 at most), so that none of them would find anything; say less, or leave it out.";
const leaves = "is why no detector is on, so that nothing would be found; take out of it what is to be found.";
const unasked =
  "names only what is off until a line of mask or a rule asks for it, so that nothing would be found; say for instance mask: {entities: {SOURCE_CODE: {request: replace}}}.";
const everything = "[EMAIL_ADDRESS, PHONE_NUMBER, US_SSN, CREDIT_CARD, IP_ADDRESS, credential, BUILD_ID, SOURCE_CODE]";
const own = "custom: [{ entity: MINE_CODE, pattern: abc, confidence: 1 }]";

test.each([
  ["a threshold above everything", "", "detectors: {threshold: 1}", [`detectors.threshold ${above}`]],
  ["on a connection", "detectors: {threshold: 1}", "", [`connections.openai.detectors.threshold ${above}`]],
  [
    "a threshold above all but an own detector",
    "",
    `detectors: {threshold: 1, ${own}}`,
    [`detectors.threshold ${above}`],
  ],
  [
    "a threshold above the only one",
    "",
    "detectors: {only: [US_SSN], threshold: 0.9}",
    [`detectors.threshold ${above.replace("0.95", "0.85")}`],
  ],
  ["only what nothing asks for", "", "detectors: {only: [SOURCE_CODE]}", [`detectors.only ${unasked}`]],
  [
    "only what nothing asks for, on a connection",
    "detectors: {only: [SOURCE_CODE]}",
    "",
    [`connections.openai.detectors.only ${unasked}`],
  ],
  [
    "only what only another connection asks for",
    "detectors: {only: [SOURCE_CODE]}",
    "  b: {dialect: openai, upstream: https://b.example, clients: anonymous}\nrules: [{id: a, if: {entities: [SOURCE_CODE], connections: [b]}, then: block}]",
    [`connections.openai.detectors.only ${unasked}`],
  ],
  ["all of them off", "", `detectors: {off: ${everything}}`, [`detectors.off ${leaves}`]],
  ["all of them that are left", "", "detectors: {only: [US_SSN], off: [US_SSN]}", [`detectors.off ${leaves}`]],
  [
    "each by its own threshold",
    "",
    "detectors: {only: [US_SSN], thresholds: {US_SSN: 1}}",
    [`detectors.thresholds ${leaves}`],
  ],
  [
    "others everywhere than here",
    "detectors: {only: [EMAIL_ADDRESS]}",
    "detectors: {only: [US_SSN]}",
    [
      "connections.openai.detectors.only names nothing that is on, so that nothing would be found; name what is to be found, or leave it out.",
    ],
  ],
] as const)("a gateway that would find nothing is refused: %s", (_what, connection, top, wanted) => {
  expect(problems(minimal(connection, top), detectors).map((line) => line.replace(/^\d+:\d+: /, ""))).toEqual(wanted);
});

test.each([
  ["what is asked for", "", "detectors: {only: [SOURCE_CODE]}\nmask: {entities: {SOURCE_CODE: {request: replace}}}"],
  ["an own detector alone", "", `detectors: {only: [MINE_CODE], ${own}}`],
  ["the highest confidence", "", "detectors: {threshold: 0.95}"],
  ["one of them by its own threshold", "", "detectors: {threshold: 1, thresholds: {US_SSN: 0.5}}"],
] as const)("what leaves something on is taken: %s", (_what, connection, top) => {
  expect(problems(minimal(connection, top), detectors)).toEqual([]);
});
