/** Detectors that say what kind of text it is: off where nobody names them, and a marking hides nothing by itself. */
import { expect, test } from "vitest";
import { parseConfig } from "../../src/config/parse-config.ts";
import type { PolicyDetector } from "../../src/policy/detectors.ts";
import { spellAction } from "../../src/policy/operators.ts";
import { createProfile, type Direction } from "../../src/policy/profile.ts";
import { minimal } from "../config/reading.ts";

const detectors: readonly PolicyDetector[] = [
  { id: "ipv4", entity: "IP_ADDRESS", label: "internal", tags: ["network"], confidence: 0.6 },
  { id: "marking", entity: "MARKING", label: "confidential", tags: ["company", "marking"], confidence: 0.7 },
  { id: "code", entity: "SOURCE_CODE", label: "internal", tags: ["company", "code"], confidence: 0.6, optional: true },
];

/** `action by rule` of a detector, or off. */
function outcome(top: string, id: string, direction: Direction): string {
  const config = parseConfig(minimal("", top), { source: "sluice.yaml", directory: "/etc/sluice", detectors });
  const [connection] = config.connections;
  if (connection === undefined) throw new Error("no connection");
  const { table, bytes } = createProfile(config, connection, direction, detectors);
  const at = detectors.findIndex((detector) => detector.id === id);
  const entry = table[at];
  expect(bytes[at] === 0).toBe(entry === null);
  return entry === null || entry === undefined ? "off" : `${spellAction(entry.action)} by ${entry.rule}`;
}

test.each([
  ["nothing is said", "", "code", "request", "off"],
  [
    "a rule names its entity",
    "rules: [{id: a, if: {entities: [SOURCE_CODE]}, then: block}]",
    "code",
    "request",
    "block by a",
  ],
  [
    "a rule names one of its tags",
    "rules: [{id: a, if: {tags: [company]}, then: block}]",
    "code",
    "response",
    "block by a",
  ],
  ["a rule names its label alone", "rules: [{id: a, if: {labels: [internal]}, then: block}]", "code", "request", "off"],
  [
    "a mask line names it",
    "mask: {entities: {SOURCE_CODE: {request: allow}}}",
    "code",
    "request",
    "allow by mask.entities.SOURCE_CODE",
  ],
  ["a mask line names it in the other direction", "mask: {tags: {code: {request: hash}}}", "code", "response", "off"],
  ["a mask line names its label", "mask: {labels: {internal: {request: hash}}}", "code", "request", "off"],
  ["a marking, and nothing is said", "", "marking", "request", "allow by default.marking"],
  [
    "a marking, and its label's line",
    "mask: {labels: {confidential: {request: hash}}}",
    "marking",
    "request",
    "hash by mask.labels.confidential",
  ],
  [
    "a marking in a rule",
    "rules: [{id: a, if: {labels: [confidential]}, then: block}]",
    "marking",
    "request",
    "block by a",
  ],
] as const)("%s", (_what, top, id, direction, expected) => {
  expect(outcome(top, id, direction)).toBe(expected);
});
