import { describe, expect, it } from "vitest";
import { openTextRedactor } from "../../src/cli/text-redactor.ts";
import { random } from "../../src/load/random.ts";
import { plantedValue, sentenceOf, valueKinds } from "../../src/load/values.ts";

describe("planted values", () => {
  it.each(valueKinds)("of kind %s are found by the default detectors, each of a thousand", (kind) => {
    const next = random(11);
    const planted = Array.from({ length: 1_000 }, () => plantedValue(kind, next));
    const { text } = openTextRedactor({ direction: "response" }).redact(planted.map(sentenceOf).join("\n"), {
      kind: "whole",
    });
    expect(planted.filter(({ value }) => text.includes(value))).toEqual([]);
  });

  it("have no character that JSON escapes, so that what is searched is what was sent", () => {
    const next = random(12);
    for (const kind of valueKinds)
      for (let i = 0; i < 100; i++) expect(plantedValue(kind, next).value).toMatch(/^[A-Za-z0-9 .@()-]+$/);
  });
});
