import { describe, expect, it } from "vitest";
import { catalogue } from "../../../src/inspect/detectors/catalogue.ts";
import { personDetectors } from "../../../src/inspect/detectors/persons.ts";
import { createRulesetSpec } from "../../../src/inspect/ruleset.ts";
import { createEngine } from "../../laws/twin.ts";
import { feed, judgeWhole } from "../../oracle/lane.ts";
import { createOracle } from "../../oracle/oracle.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

describe.each(["precise", "broad"] as const)("names of people, %s", (mode) => {
  const detectors = personDetectors[mode];
  const judges = [createOracle(detectors), createEngine(detectors)];
  const profile = new Uint8Array(detectors.length).fill(2);

  /** What each detector finds, by id, in order. The oracle and the engine must agree. */
  function found(text: string, context = ""): Map<string, string[]> {
    const bytes = encoder.encode(text);
    const byId = new Map<string, string[]>();
    const [wanted, engine] = judges.map((judge) => judgeWhole(judge, bytes, profile, encoder.encode(context)).findings);
    expect(engine).toEqual(wanted);
    for (const { detector, start, end } of wanted ?? []) {
      const id = detectors[detector]?.id ?? "?";
      byId.set(id, [...(byId.get(id) ?? []), decoder.decode(bytes.subarray(start, end))]);
    }
    return byId;
  }

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
        const { segments, findings } = judgeWhole(alone, bytes, profile.subarray(0, 1));
        for (let at = 1; at < bytes.length; at += 1) {
          const split = feed(alone, [bytes.subarray(0, at), bytes.subarray(at)], profile.subarray(0, 1));
          expect({ at, segments: split.segments, findings: split.findings }).toEqual({ at, segments, findings });
        }
      }
    });
  });

  it("finds the value of a JSON leaf whose key is the lane's context", () => {
    expect([...found("Wyrzyk", "last_name: ").keys()]).toContain("person-labelled");
    expect(found("Checkout Page", "name: ").size).toBe(0);
  });
});

describe("switched off", () => {
  it("leaves nothing in the specification", () => {
    expect(personDetectors.none).toEqual([]);
    const ids = new Set(catalogue.map(({ id }) => id));
    for (const { id } of personDetectors.broad) expect(ids).not.toContain(id);
    const [first] = catalogue;
    const [person] = personDetectors.broad;
    if (!first || !person) throw new Error("there are detectors");
    const without = createRulesetSpec([first]).bytes.length;
    expect(without).toBeLessThan(64 * 1024);
    expect(createRulesetSpec([first, person]).bytes.length - without).toBeGreaterThan(300 * 1024);
  });
});
