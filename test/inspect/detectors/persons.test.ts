import { describe, expect, it } from "vitest";
import { catalogue } from "../../../src/inspect/detectors/catalogue.ts";
import { personDetectors } from "../../../src/inspect/detectors/persons.ts";
import { createRulesetSpec } from "../../../src/inspect/ruleset.ts";
import { createFound, itShowsItsTexts } from "./judging.ts";

describe.each(["precise", "broad"] as const)("names of people, %s", (mode) => {
  const detectors = personDetectors[mode];
  const found = createFound(detectors);

  itShowsItsTexts(detectors, found);

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
