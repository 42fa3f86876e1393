/**
 * What every list of detectors is held to: its examples and counter-examples, by the oracle and the engine alike. Each step
 * goes to both, and they must say the same of spans, findings, floor and hold (test/laws/twin.ts): of all detectors together over
 * the whole text, of each alone at every split and byte by byte.
 */
import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import type { Detector } from "../../../src/inspect/detector.ts";
import { createTwin } from "../../laws/twin.ts";
import { feed, type Judged, judgeWhole } from "../../oracle/lane.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What each detector finds in the whole text, by id, in order. */
export type Found = (text: string, context?: string) => Map<string, string[]>;

const final = ({ segments, findings }: Judged) => ({ segments, findings });

/** By both, of all detectors together. */
export function createFound(detectors: readonly Detector[]): Found {
  const twin = createTwin(detectors);
  const profile = new Uint8Array(detectors.length).fill(2);
  return (text, context = "") => {
    const bytes = encoder.encode(text);
    const byId = new Map<string, string[]>();
    for (const { detector, start, end } of judgeWhole(twin(), bytes, profile, encoder.encode(context)).findings) {
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

    it("alone judges each text the same whole, at every split and byte by byte", () => {
      const alone = createTwin([detector]);
      for (const { text } of [...examples, ...counterExamples]) {
        const bytes = encoder.encode(text);
        const whole = final(judgeWhole(alone(), bytes, profile));
        const same = (chunks: readonly Uint8Array[], how: string): void => {
          const judged = final(feed(alone(), chunks, profile));
          if (!isDeepStrictEqual(judged, whole)) expect({ how, ...judged }).toEqual({ how, ...whole });
        };
        for (let at = 0; at <= bytes.length; at += 1) same([bytes.subarray(0, at), bytes.subarray(at)], `cut at ${at}`);
        same([...Array.from(bytes, (byte) => Uint8Array.of(byte)), new Uint8Array(0)], "byte by byte");
      }
    });
  });
}
