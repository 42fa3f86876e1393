import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/inspect/scanner.ts";
import { type Decision, decide } from "../../src/policy/decide.ts";
import { spellAction } from "../../src/policy/operators.ts";
import { createProfile, type Profile } from "../../src/policy/profile.ts";
import { minimal, parse } from "../config/reading.ts";
import { sampleDetectors } from "../config/sample-detectors.ts";

function profileOf(text: string): Profile {
  const config = parse(text);
  const [connection] = config.connections;
  if (connection === undefined) throw new Error("no connection");
  return createProfile(config, connection, "request", sampleDetectors);
}

const find = (id: string, start = 0, end = 10, truncated = false): Finding => ({
  detector: sampleDetectors.findIndex((detector) => detector.id === id),
  start,
  end,
  truncated,
});

const spell = (decision: Decision): string => {
  const by = `${decision.entity} by ${decision.rule}`;
  switch (decision.kind) {
    case "mask":
      return `${spellAction(decision.operator)} ${by}`;
    case "block":
      return `block ${by}${decision.say === null ? "" : `: ${decision.say}`}`;
    case "allow":
      return `allow ${by}${decision.would === null ? "" : `, would ${spell(decision.would)}`}`;
  }
};

const text = minimal(
  "",
  `mask:
  entities: { CREDIT_CARD: { request: { partial: 4 } }, PHONE_NUMBER: { request: mask }, EMAIL_ADDRESS: { request: hash } }
rules: [{ id: no-keys, if: { entities: [AWS_ACCESS_KEY] }, then: block, say: Remove it. }]
`,
);
const enforced = profileOf(text);

test.each([
  ["one finding", [find("us-ssn")], "replace US_SSN by default.regulated"],
  ["what is allowed", [find("ipv4")], "allow IP_ADDRESS by default.internal"],
  [
    "the strictest operator, the gravest name",
    [find("credit-card"), find("email", 2, 4)],
    "hash CREDIT_CARD by mask.entities.EMAIL_ADDRESS",
  ],
  [
    "what is allowed shields nothing",
    [find("ipv4", 0, 50), find("phone-us", 3, 9)],
    "mask PHONE_NUMBER by mask.entities.PHONE_NUMBER",
  ],
  [
    "what is allowed gives no name",
    [find("build-id", 0, 90), find("ipv4"), find("email")],
    "hash EMAIL_ADDRESS by mask.entities.EMAIL_ADDRESS",
  ],
  [
    "block beats every operator and is named by what blocks",
    [find("us-ssn", 0, 99), find("aws-key")],
    "block AWS_ACCESS_KEY by no-keys: Remove it.",
  ],
  [
    "of equal labels the more confident gives the name",
    [find("phone-us"), find("email")],
    "hash EMAIL_ADDRESS by mask.entities.EMAIL_ADDRESS",
  ],
  ["partial of a whole value", [find("credit-card")], "{partial: 4} CREDIT_CARD by mask.entities.CREDIT_CARD"],
  [
    "a cut value shows nothing of itself",
    [find("credit-card", 0, 8, true)],
    "mask CREDIT_CARD by mask.entities.CREDIT_CARD",
  ],
  [
    "a cut value hides its whole one",
    [find("credit-card"), find("credit-card", 4, 20, true)],
    "mask CREDIT_CARD by mask.entities.CREDIT_CARD",
  ],
])("%s", (_what, findings, expected) => {
  expect(spell(decide(enforced, findings))).toBe(expected);
});

test("of equal detectors the longer finding decides, then the detectors' order", () => {
  const profile = profileOf(minimal());
  expect(decide(profile, [find("aws-key", 0, 10), find("jwt", 0, 11)]).entity).toBe("JWT");
  expect(decide(profile, [find("jwt", 0, 10), find("aws-key", 0, 10)]).entity).toBe("AWS_ACCESS_KEY");
});

test("observing decides the same and does nothing", () => {
  const observed = profileOf(text.replace("clients: anonymous", "clients: anonymous\n    mode: observe"));
  expect(spell(decide(observed, [find("aws-key")]))).toBe(
    "allow AWS_ACCESS_KEY by no-keys, would block AWS_ACCESS_KEY by no-keys: Remove it.",
  );
  expect(spell(decide(observed, [find("us-ssn")]))).toBe(
    "allow US_SSN by default.regulated, would replace US_SSN by default.regulated",
  );
  expect(spell(decide(observed, [find("ipv4")]))).toBe("allow IP_ADDRESS by default.internal");
});

describe("what cannot be decided fails", () => {
  test("no finding", () => {
    expect(() => decide(enforced, [])).toThrow(RangeError);
  });
  test("a finding of a detector that is off, or unknown", () => {
    expect(() => decide(profileOf(minimal("detectors: {off: [email]}")), [find("email")])).toThrow(RangeError);
    expect(() => decide(enforced, [find("nothing")])).toThrow(RangeError);
  });
});

const anyFinding = fc.record({
  detector: fc.nat(sampleDetectors.length - 1),
  start: fc.nat(20),
  end: fc.integer({ min: 21, max: 40 }),
  truncated: fc.boolean(),
});

test("the order of findings never shows", () => {
  fc.assert(
    fc.property(fc.array(anyFinding, { minLength: 1, maxLength: 6 }), (findings) => {
      const reference = decide(enforced, findings);
      expect(decide(enforced, [...findings].reverse())).toEqual(reference);
      expect(
        decide(
          enforced,
          [...findings].sort((a, b) => a.start - b.start || a.detector - b.detector),
        ),
      ).toEqual(reference);
      expect(decide(enforced, findings)).toEqual(reference);
    }),
  );
});

test("a finding more never makes the decision more lenient", () => {
  const rank = (decision: Decision): number =>
    decision.kind === "block"
      ? 6
      : decision.kind === "allow"
        ? 0
        : { drop: 5, replace: 4, hash: 3, mask: 2, partial: 1 }[decision.operator.kind];
  fc.assert(
    fc.property(fc.array(anyFinding, { minLength: 1, maxLength: 6 }), anyFinding, (findings, more) => {
      expect(rank(decide(enforced, [...findings, more]))).toBeGreaterThanOrEqual(rank(decide(enforced, findings)));
    }),
  );
});
