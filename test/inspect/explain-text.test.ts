import { describe, expect, it } from "vitest";
import type { DetectorRule } from "../../src/inspect/detector.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { createExplainer, type Explained } from "../../src/inspect/explain-text.ts";
import { createRulesetSpec } from "../../src/inspect/ruleset.ts";
import { Ruleset } from "../../src/scanning/addon.ts";
import { createInlineScanner } from "../../src/scanning/inline-scanner.ts";
import { judgeWhole } from "../oracle/lane.ts";

const encoder = new TextEncoder();

function explainer(rules: readonly DetectorRule[]) {
  const ruleset = Ruleset.compile(createRulesetSpec(rules).bytes);
  const scanner = createInlineScanner({ ruleset, maxFindings: 4096 });
  // Nothing is redacted, so that no span hides what is in it.
  const profile = new Uint8Array(rules.length).fill(1);
  const explain = createExplainer({
    rules,
    validates: (detector, check, span) => ruleset.validates(detector, check, span),
  });
  return {
    explain(text: string, context = "", only?: (detector: number) => boolean): readonly Explained[] {
      const before = encoder.encode(context);
      const bytes = Buffer.concat([before, encoder.encode(text)]);
      return explain(ruleset.fold(bytes, before.length), only);
    },
    found: (text: string, context = "") =>
      judgeWhole(scanner, encoder.encode(text), profile, encoder.encode(context)).findings,
  };
}

const { explain, found } = explainer(catalogue);

const accepted = (explained: readonly Explained[]) =>
  explained
    .filter(({ refused }) => refused.length === 0)
    .map(({ detector, start, end, truncated }) => ({ detector, start, end, truncated }))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.detector - b.detector);

/** Of all detectors, so that a text is explained by some whose texts it is not; which, changes with the text. */
const share = 24;

describe("explain finds what the engine finds", () => {
  it.each(
    catalogue.map((detector, number) => ({ ...detector, number })),
  )("in every example and counter-example of $id", ({ examples, counterExamples, number }) => {
    let turn = number;
    for (const { text } of [...examples, ...counterExamples]) {
      // Cut anywhere it ends in the middle of something.
      for (const part of [text, text.slice(0, Math.ceil(text.length * 0.7))]) {
        const finds = found(part);
        const finders = new Set([number, ...finds.map(({ detector }) => detector)]);
        turn++;
        const explained = explain(part, "", (one) => finders.has(one) || (one + turn) % share === 0);
        expect(accepted(explained), part).toEqual(finds);
      }
    }
  });

  it.each([
    ["password: ", "hunter2hunter2"],
    ["ssn: ", "078051120"],
    ["x", "card %34111 1111 1111 1111, \\u0061lice@example.com &#52;"],
    ["", "\u200b078\u201305\u20131120\u200b und \uff11\uff12\uff13"],
  ])("behind the context %j in %j", (context, text) => {
    expect(accepted(explain(text, context))).toEqual(found(text, context));
  });
});

const rule = (id: string, more: Partial<DetectorRule> & { readonly pattern: string }): DetectorRule => ({
  ...{ id, entity: "X", label: "public", tags: [], confidence: 1 },
  ...more,
});

describe("what is refused says why", () => {
  const rules = [
    rule("code", {
      pattern: String.raw`PRJ-\d{4}`,
      notBefore: "[a-z]",
      notAfter: String.raw`\d`,
      context: { words: ["project"], before: 12 },
      validate: [{ name: "entropy", min: 2.5 }],
    }),
    rule("led", { pattern: String.raw`\d{3,6}`, lead: "no: ", notAfter: "[a-z]" }),
    rule("digits", { pattern: String.raw`\d{16}`, validate: [{ name: "luhn" }] }),
    rule("called", { pattern: String.raw`\d{2}`, context: { words: ["Сотовый"], before: 24, orAlone: true } }),
  ];
  const own = explainer(rules);
  const why = (text: string, detector: number): readonly string[] =>
    own
      .explain(text, "", (index) => index === detector)
      .map(({ start, end, refused }) =>
        [
          Buffer.from(text).subarray(start, end).toString(),
          ...refused.map((one) => (one.kind === "check" ? one.name : one.kind)),
        ].join(" "),
      );

  it.each([
    ["project PRJ-1234", 0, ["PRJ-1234"]],
    ["PRJ-1234", 0, ["PRJ-1234 context"]],
    ["project xPRJ-1234", 0, ["PRJ-1234 notBefore"]],
    ["project PRJ-12345", 0, ["PRJ-1234 notAfter"]],
    ["project PRJ-1111", 0, ["PRJ-1111 entropy"]],
    ["xPRJ-11111", 0, ["PRJ-1111 notBefore notAfter context entropy"]],
    ["projects PRJ-1234", 0, ["PRJ-1234 context"]],
    ["project ............ PRJ-1234", 0, ["PRJ-1234 context"]],
    ["no: 1234 and 5678", 1, ["1234", "5678 lead"]],
    ["no: 1234x", 1, ["123"]],
    ["no: 123x", 1, ["123 notAfter"]],
    ["4111111111111111 4111111111111112", 2, ["4111111111111111", "4111111111111112 luhn"]],
    ["nothing", 2, []],
    ["11", 3, ["11"]],
    ["11\r\n", 3, ["11"]],
    ["11\n\n\n", 3, ["11 context"]],
    [" 11", 3, ["11 context"]],
    ["Сотовый: 11", 3, ["11"]],
  ] as const)("%j", (text, detector, wanted) => {
    expect(why(text, detector)).toEqual(wanted);
    expect(accepted(own.explain(text))).toEqual(own.found(text));
  });
});
