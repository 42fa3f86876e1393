/** How many units that fold to nothing the engine passes over: sixteen in a row, in each pass for itself (docs/engine.md). */
import { describe, expect, it } from "vitest";
import { createEngine } from "../laws/twin.ts";
import { feedLater } from "../oracle/lane.ts";
import { synthetic } from "../oracle/synthetic.ts";

const engine = createEngine([synthetic("digits", { pattern: "4111" })]);
const foundIn = async (text: string): Promise<number> =>
  (await feedLater(engine, [Buffer.from(text)], Uint8Array.of(2))).findings.length;

const raw = "\u200b";
const escaped = "\\u200b";

describe("a run of what nobody sees", () => {
  it.each([
    ["sixteen as they are", raw.repeat(16)],
    ["sixteen that are control characters", "\0".repeat(16)],
    ["sixteen escaped", escaped.repeat(16)],
    ["sixteen as they are and sixteen escaped", raw.repeat(16) + escaped.repeat(16)],
    ["sixteen escaped between sixteen as they are", `${raw.repeat(8)}${escaped.repeat(16)}${raw.repeat(8)}`],
  ])("is passed over: %s", async (_, run) => {
    expect(await foundIn(`4${run}1${run}1${run}1`)).toBe(1);
  });

  it.each([
    ["seventeen as they are", raw.repeat(17)],
    ["seventeen that are control characters", "\0".repeat(17)],
    ["seventeen escaped", escaped.repeat(17)],
    ["seventeen, of two kinds", `${"\0".repeat(8)}${raw.repeat(9)}`],
    ["many", raw.repeat(400)],
  ])("stands between characters: %s", async (_, run) => {
    expect(await foundIn(`411${run}1`)).toBe(0);
    expect(await foundIn(`${run}4111${run}`)).toBe(1);
  });
});
