/** The engine's checks say what the oracle's say: a detector of any text, accepted or not by its check alone. */
import { describe, expect, it } from "vitest";
import { createEngine } from "../laws/twin.ts";
import { judgeWhole } from "../oracle/lane.ts";
import { synthetic } from "../oracle/synthetic.ts";
import { validatorRows } from "../oracle/validator-rows.ts";

describe.each(validatorRows)("the engine's check $name", ({ yes, no, ...validator }) => {
  const engine = createEngine([
    synthetic("any", { pattern: "[\\x00-\\xff]{1,128}", notBefore: "[\\x00-\\xff]", validate: [validator] }),
  ]);
  /** Whether the whole text is found, and not only a part of it. */
  const accepts = (text: string): boolean => {
    const bytes = Buffer.from(text, "utf8");
    const { findings } = judgeWhole(engine, bytes, Uint8Array.of(2));
    return findings.some(({ start, end }) => start === 0 && end === bytes.length);
  };

  it.each(yes.filter((text) => text !== ""))("says yes of %j", (text) => {
    expect(accepts(text)).toBe(true);
  });
  it.each(no.filter((text) => text !== ""))("says no of %j", (text) => {
    expect(accepts(text)).toBe(false);
  });
});
