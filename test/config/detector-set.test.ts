/** Which detectors of the catalogue the engine gets at all. */
import { describe, expect, it } from "vitest";
import { detectorSet } from "../../src/config/detector-set.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { catalogueWith } from "../../src/inspect/detectors/catalogue-with.ts";

const text = (more: string): string => `version: 1
connections:
  a: { dialect: openai, upstream: "https://a.example", path: /a, clients: anonymous }
  b: { dialect: openai, upstream: "https://b.example", path: /b, clients: anonymous }
${more}`;
const all = catalogueWith("none");

function setOf(more: string) {
  const config = parseConfig(text(more), { source: "t", directory: "/tmp", detectors: all });
  return detectorSet(config, catalogueWith(config.detectors.person));
}
const optional = all.filter((detector) => detector.optional).map(({ id }) => id);
const unaskedBy = (more: string): readonly string[] => setOf(more).unasked.map(({ id }) => id);

describe("optional detectors", () => {
  it("are no part of the engine where nothing names them, nor of what policy counts", () => {
    const { rules, policy, own } = setOf("");
    expect(optional.length).toBeGreaterThan(0);
    expect(unaskedBy("")).toEqual(optional);
    expect(rules).toEqual(all.filter((detector) => !detector.optional));
    expect(policy.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    expect(own).toBe(false);
  });

  it.each([
    "mask: { entities: { SOURCE_CODE: { response: allow } } }",
    "mask: { tags: { source-code: { request: replace } } }",
    "rules: [{ id: r, if: { entities: [SOURCE_CODE], connections: [b], direction: response }, then: block }]",
  ])("are one where it names them for any connection: %s", (more) => {
    const asked = all.filter(({ entity }) => entity === "SOURCE_CODE").map(({ id }) => id);
    expect(asked.length).toBeGreaterThan(0);
    expect(unaskedBy(more)).toEqual(optional.filter((id) => !asked.includes(id)));
    expect(setOf(more).rules.map(({ id }) => id)).toEqual(expect.arrayContaining(asked));
  });

  it("are none where it names their label alone", () => {
    expect(unaskedBy("mask: { labels: { internal: { request: hash } } }")).toEqual(optional);
  });
});

describe("names of people", () => {
  it("are looked for where detectors.person asks for them", () => {
    const people = (more: string) => setOf(more).rules.filter(({ entity }) => entity === "PERSON").length;
    expect(people("")).toBe(0);
    expect(people("detectors: { person: precise }")).toBeGreaterThan(0);
  });
});
