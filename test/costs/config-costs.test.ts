import { describe, expect, it } from "vitest";
import { detectorSet } from "../../src/config/detector-set.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { configCosts, costed } from "../../src/costs/config-costs.ts";
import type { EngineOf } from "../../src/costs/meter.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";

const configOf = (more: string) =>
  parseConfig(
    `version: 1
connections:
  all: { dialect: openai, upstream: "https://a.example", path: /a, clients: anonymous }
  cards: { dialect: openai, upstream: "https://b.example", path: /b, clients: anonymous, detectors: { only: [CREDIT_CARD] } }
${more}`,
    { source: "t", directory: "/tmp", detectors: catalogue },
  );

/** Each detector that is on costs 1 ns, an engine 100. */
const engineOf: EngineOf = (rules) => ({
  nsPerKiB: (_forMs, profile) =>
    100 + (profile === undefined ? rules.length : profile.reduce((on, use) => on + (use > 0 ? 1 : 0), 0)),
});
const phase = (): void => {};

describe("what a configuration costs", () => {
  const config = configOf(`
detectors:
  custom: [{ id: project-code, pattern: 'PRJ-[0-9]{6}', entity: PROJECT_CODE, label: confidential }]
rules:
  - { id: no-code, if: { direction: request, entities: [SOURCE_CODE] }, then: block }
  - { id: no-cards, if: { direction: request, entities: [CREDIT_CARD] }, then: block }
`);
  const costs = configCosts(config, engineOf, 3, phase);
  const cards = catalogue.filter(({ entity }) => entity === "CREDIT_CARD").length;
  const code = catalogue.filter(({ entity }) => entity === "SOURCE_CODE").map(({ id }) => id);

  it("is measured for each connection in each direction, by what is on there", () => {
    const { rules } = detectorSet(config, catalogue);
    expect(
      costs.connections.map(({ connection, direction, detectorsOn, whole }) => [
        connection,
        direction,
        detectorsOn,
        whole,
      ]),
    ).toEqual([
      ["all", "request", rules.length, 100 + rules.length],
      ["all", "response", rules.length - code.length, 100 + rules.length - code.length],
      ["cards", "request", cards, 100 + cards],
      ["cards", "response", cards, 100 + cards],
    ]);
  });

  it("is nothing for a rule about what others find, and the detectors for one that alone asks for them", () => {
    expect(code.length).toBeGreaterThan(0);
    expect(costs.rules).toEqual([
      { rule: "no-code", detectors: code, alone: 100 + code.length - costs.base },
      { rule: "no-cards", detectors: [], alone: 0 },
    ]);
  });

  it("shows the configuration's own detectors as groups of their own", () => {
    expect(costs.groups).toContainEqual(expect.objectContaining({ name: "own: project-code", detectors: 1 }));
  });

  it("counts the parts of a detector as one", () => {
    const { rules } = detectorSet(config, catalogue);
    const [first] = rules;
    if (first === undefined) throw new Error("no rule");
    const parts = [first, { ...first, id: `${first.id}/2` }];
    expect(costed(config, parts)).toMatchObject([{ id: first.id, own: false, rules: parts }]);
  });
});
