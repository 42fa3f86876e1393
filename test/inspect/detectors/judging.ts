/** What every list of detectors is held to: its examples and counter-examples, by the oracle and the engine alike. */
import { describe, expect, it } from "vitest";
import type { Detector } from "../../../src/inspect/detector.ts";
import { createEngine } from "../../laws/twin.ts";
import { feed, judgeWhole } from "../../oracle/lane.ts";
import { createOracle } from "../../oracle/oracle.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What each detector finds in the whole text, by id, in order. */
export type Found = (text: string, context?: string) => Map<string, string[]>;

/** The oracle and the engine must agree. */
export function createFound(detectors: readonly Detector[]): Found {
  const judges = [createOracle(detectors), createEngine(detectors)];
  const profile = new Uint8Array(detectors.length).fill(2);
  return (text, context = "") => {
    const bytes = encoder.encode(text);
    const byId = new Map<string, string[]>();
    const [wanted, engine] = judges.map((judge) => judgeWhole(judge, bytes, profile, encoder.encode(context)).findings);
    expect(engine).toEqual(wanted);
    for (const { detector, start, end } of wanted ?? []) {
      const id = detectors[detector]?.id ?? "?";
      byId.set(id, [...(byId.get(id) ?? []), decoder.decode(bytes.subarray(start, end))]);
    }
    return byId;
  };
}

export function itShowsItsTexts(detectors: readonly Detector[], found: Found): void {
  const profile = Uint8Array.of(2);

  describe.each(detectors)("$id", (detector) => {
    const { id, examples, counterExamples } = detector;

    it.each(examples)("finds exactly $find in: $text", ({ text, find }) => {
      expect(found(text).get(id)).toEqual(find);
    });

    it.each(counterExamples)("finds nothing in: $text", ({ text, neighbour }) => {
      const all = found(text);
      expect(all.get(id)).toBeUndefined();
      if (neighbour !== undefined) expect([...all.keys()]).toContain(neighbour);
    });

    it("judges each text the same whole and at every split", () => {
      const alone = createOracle([detector]);
      for (const { text } of [...examples, ...counterExamples]) {
        const bytes = encoder.encode(text);
        const { segments, findings } = judgeWhole(alone, bytes, profile);
        for (let at = 1; at < bytes.length; at += 1) {
          const split = feed(alone, [bytes.subarray(0, at), bytes.subarray(at)], profile);
          expect({ at, segments: split.segments, findings: split.findings }).toEqual({ at, segments, findings });
        }
      }
    });
  });
}
