import { expect, test } from "vitest";
import { isNamed, labels, policyDetectors, severity } from "../../src/policy/detectors.ts";

test("labels are ordered by severity", () => {
  expect(labels.map(severity)).toEqual([0, 1, 2, 3]);
  expect(severity("regulated")).toBeGreaterThan(severity("confidential"));
});

test("a detector is named by its id, its entity or a tag, exactly", () => {
  const detector = { id: "phone-us", entity: "PHONE_NUMBER", tags: ["pii", "contact"] };
  expect(isNamed(detector, ["phone-us"])).toBe(true);
  expect(isNamed(detector, ["x", "PHONE_NUMBER"])).toBe(true);
  expect(isNamed(detector, ["contact"])).toBe(true);
  expect(isNamed(detector, ["phone", "phone_number", ""])).toBe(false);
});

test("the parts of one detector have one id", () => {
  const part = { entity: "X", label: "public" as const, tags: [], confidence: 1, pattern: "a" };
  expect(policyDetectors(["words", "words/2", "other"].map((id) => ({ ...part, id }))).map(({ id }) => id)).toEqual([
    "words",
    "words",
    "other",
  ]);
});
