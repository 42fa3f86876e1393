/**
 * Every text of every built-in detector, cut in two at every byte: with all detectors at once, the engine judges it as it judges
 * the whole. (That it judges the whole as the oracle does: examples.test.ts; random splits of both:
 * test/laws/finality.test.ts.)
 */
import { expect, it } from "vitest";
import { catalogue } from "../../../src/inspect/detectors/catalogue.ts";
import { createEngine } from "../../laws/twin.ts";
import { feed, type Judged, judgeWhole } from "../../oracle/lane.ts";

const engine = createEngine(catalogue);
const profile = new Uint8Array(catalogue.length).fill(2);
const what = ({ segments, findings }: Judged): string => JSON.stringify({ segments, findings });

it.each(catalogue)("judges the texts of $id alike at every split", ({ examples, counterExamples }) => {
  for (const { text } of [...examples, ...counterExamples]) {
    const raw = Buffer.from(text, "utf8");
    const whole = what(judgeWhole(engine, raw, profile));
    for (let cut = 0; cut <= raw.length; cut += 1) {
      const judged = feed(engine, [raw.subarray(0, cut), raw.subarray(cut)], profile);
      expect(what(judged) === whole, `${text} cut at ${cut}`).toBe(true);
    }
  }
});
