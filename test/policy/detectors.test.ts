import { expect, test } from "vitest";
import { isNamed, labels, severity } from "../../src/policy/detectors.ts";

test("labels are ordered by severity", () => {
  expect(labels.map(severity)).toEqual([0, 1, 2, 3]);
  expect(severity("regulated")).toBeGreaterThan(severity("confidential"));
});

test("a detector is named by its id or its entity, exactly", () => {
  const detector = { id: "phone-us", entity: "PHONE_NUMBER" };
  expect(isNamed(detector, ["phone-us"])).toBe(true);
  expect(isNamed(detector, ["x", "PHONE_NUMBER"])).toBe(true);
  expect(isNamed(detector, ["phone", "phone_number", ""])).toBe(false);
});
