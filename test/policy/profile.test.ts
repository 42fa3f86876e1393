import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { spellAction } from "../../src/policy/operators.ts";
import { createProfile, type Direction, type Profile } from "../../src/policy/profile.ts";
import { minimal, parse, problems } from "../config/reading.ts";
import { sampleDetectors } from "../config/sample-detectors.ts";

function profileOf(config: Config, direction: Direction, name = "openai"): Profile {
  const connection = config.connections.find((candidate) => candidate.name === name);
  if (connection === undefined) throw new Error(`no connection ${name}`);
  return createProfile(config, connection, direction, sampleDetectors);
}

/** `action by rule` of a detector, or off. */
function outcome(text: string, id: string, direction: Direction, name?: string): string {
  const profile = profileOf(parse(text), direction, name);
  const entry = profile.table[sampleDetectors.findIndex((detector) => detector.id === id)];
  return entry === null || entry === undefined ? "off" : `${spellAction(entry.action)} by ${entry.rule}`;
}

test.each([
  ["us-ssn", "replace by default.regulated"],
  ["email", "replace by default.confidential"],
  ["ipv4", "allow by default.internal"],
  ["build-id", "allow by default.public"],
  ["aws-key", "replace by default.credential"],
  ["test-token", "replace by default.credential"],
])("by default %s gets %s in both directions", (id, expected) => {
  expect(outcome(minimal(), id, "request")).toBe(expected);
  expect(outcome(minimal(), id, "response")).toBe(expected);
});

const mask = (lines: string): string => minimal("", `mask: ${lines}`);
const rules = (lines: string, top = ""): string => minimal("", `rules: ${lines}\n${top}`);

test.each([
  [
    "a label's line",
    mask("{labels: {regulated: {request: hash}}}"),
    "us-ssn",
    "request",
    "hash by mask.labels.regulated",
  ],
  [
    "a line of the other direction says nothing",
    mask("{labels: {regulated: {response: hash}}}"),
    "us-ssn",
    "request",
    "replace by default.regulated",
  ],
  [
    "a tag beats a label",
    mask("{labels: {regulated: {request: drop}}, tags: {payment: {request: mask}}}"),
    "credit-card",
    "request",
    "mask by mask.tags.payment",
  ],
  [
    "an entity beats a tag",
    mask("{entities: {CREDIT_CARD: {request: {partial: 4}}}, tags: {pii: {request: drop}}}"),
    "credit-card",
    "request",
    "{partial: 4} by mask.entities.CREDIT_CARD",
  ],
  [
    "an entity may be let through",
    mask("{entities: {US_SSN: {request: allow}}, labels: {regulated: {request: block}}}"),
    "us-ssn",
    "request",
    "allow by mask.entities.US_SSN",
  ],
  [
    "of two tags the stricter",
    mask("{tags: {pii: {request: mask}, payment: {request: hash}}}"),
    "credit-card",
    "request",
    "hash by mask.tags.payment",
  ],
  [
    "of two equal tags the first by name",
    mask("{tags: {pii: {request: mask}, payment: {request: mask}}}"),
    "credit-card",
    "request",
    "mask by mask.tags.payment",
  ],
  [
    "a line may block",
    mask("{entities: {US_SSN: {response: block}}}"),
    "us-ssn",
    "response",
    "block by mask.entities.US_SSN",
  ],
  [
    "an internal value may be masked",
    mask("{labels: {internal: {request: mask}}}"),
    "ipv4",
    "request",
    "mask by mask.labels.internal",
  ],
  [
    "a credential's label line beats its default",
    mask("{labels: {confidential: {request: hash}}}"),
    "aws-key",
    "request",
    "hash by mask.labels.confidential",
  ],
  [
    "a rule may be more lenient than the default",
    rules("[{id: a, if: {entities: [US_SSN]}, then: {mask: {partial: 4}}}]"),
    "us-ssn",
    "request",
    "{partial: 4} by a",
  ],
  [
    "the stricter of a rule and a line",
    rules("[{id: a, if: {tags: [pii]}, then: {mask: hash}}]", "mask: {entities: {US_SSN: {request: drop}}}"),
    "us-ssn",
    "request",
    "drop by mask.entities.US_SSN",
  ],
  [
    "block beats mask",
    rules("[{id: a, if: {tags: [pii]}, then: {mask: hash}}, {id: b, if: {entities: [US_SSN]}, then: block}]"),
    "us-ssn",
    "request",
    "block by b",
  ],
  [
    "of two blocks the one that says something",
    rules("[{id: a, if: {tags: [pii]}, then: block}, {id: b, if: {entities: [US_SSN]}, then: block, say: Stop.}]"),
    "us-ssn",
    "request",
    "block by b",
  ],
  [
    "a rule's direction",
    rules("[{id: a, if: {direction: response, tags: [pii]}, then: block}]"),
    "us-ssn",
    "request",
    "replace by default.regulated",
  ],
  [
    "all conditions must agree",
    rules("[{id: a, if: {tags: [pii], labels: [regulated]}, then: block}]"),
    "email",
    "request",
    "replace by default.confidential",
  ],
  [
    "any of a list is enough",
    rules("[{id: a, if: {entities: [US_SSN, EMAIL_ADDRESS]}, then: block}]"),
    "email",
    "request",
    "block by a",
  ],
  ["off by id", minimal("", "detectors: {off: [phone-us]}"), "phone-us", "request", "off"],
  [
    "its sibling stays on",
    minimal("", "detectors: {off: [phone-us]}"),
    "phone-international",
    "request",
    "replace by default.confidential",
  ],
  ["off by entity", minimal("", "detectors: {off: [PHONE_NUMBER]}"), "phone-international", "request", "off"],
  ["off on the connection", minimal("detectors: {off: [email]}"), "email", "response", "off"],
] as const)("%s", (_what, text, id, direction, expected) => {
  expect(outcome(text, id, direction)).toBe(expected);
});

test("a rule covers the connections it names", () => {
  const text = minimal(
    "",
    "  b: {dialect: openai, upstream: https://b.example, clients: anonymous}\nrules: [{id: a, if: {tags: [pii], connections: [b]}, then: block}]",
  );
  expect(outcome(text, "email", "request", "b")).toBe("block by a");
  expect(outcome(text, "email", "request", "openai")).toBe("replace by default.confidential");
});

test("a rule beats what lets through", () => {
  const text = minimal(
    "",
    "  b: {dialect: openai, upstream: https://b.example, clients: anonymous}\nrules: [{id: a, if: {entities: [US_SSN], connections: [b]}, then: {mask: mask}}]\nmask: {entities: {US_SSN: {request: allow}}}",
  );
  expect(outcome(text, "us-ssn", "request", "b")).toBe("mask by a");
  expect(outcome(text, "us-ssn", "request", "openai")).toBe("allow by mask.entities.US_SSN");
});

describe("the engine's profile", () => {
  test("is 0 for off, 1 for allow and 2 for act, block included", () => {
    const text = minimal(
      "",
      "detectors: {off: [email]}\nmask: {entities: {US_SSN: {request: block}, CREDIT_CARD: {request: allow}}}",
    );
    expect([...profileOf(parse(text), "request").bytes]).toEqual([0, 2, 2, 2, 1, 1, 2, 2, 1, 2]);
    expect([...profileOf(parse(text), "response").bytes]).toEqual([0, 2, 2, 2, 2, 1, 2, 2, 1, 2]);
  });

  test("in observe mode acts on nothing and still knows what it would do", () => {
    const profile = profileOf(parse(minimal("mode: observe\ndetectors: {off: [email]}")), "request");
    expect([...profile.bytes]).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(profile.table[3]?.action).toEqual({ kind: "replace" });
  });
});

test("the table is frozen", () => {
  const profile = profileOf(parse(minimal()), "request");
  expect(Object.isFrozen(profile) && Object.isFrozen(profile.table) && profile.table.every(Object.isFrozen)).toBe(true);
});

test("the order of lines and rules never shows", () => {
  const lines = [
    "{id: a, if: {tags: [pii]}, then: {mask: hash}}",
    "{id: b, if: {entities: [US_SSN]}, then: block}",
    "{id: c, if: {labels: [confidential], direction: request}, then: {mask: drop}}",
    "{id: d, if: {tags: [contact]}, then: {mask: hash}}",
    "{id: e, if: {tags: [credential]}, then: block, say: No.}",
    "{id: f, if: {entities: [JWT]}, then: block, say: Never.}",
  ];
  const tables = (order: readonly string[]): unknown => {
    const config = parse(rules(`[${order.join(", ")}]`));
    return [profileOf(config, "request").table, profileOf(config, "response").table];
  };
  const reference = tables(lines);
  fc.assert(
    fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (order) => {
      expect(tables(order)).toEqual(reference);
    }),
    { numRuns: 30 },
  );
});

describe("lines that could never do what they say are refused", () => {
  test.each([
    [
      "partial where the end is unknown",
      mask("{tags: {credential: {request: {partial: 4}}}}"),
      "mask.tags.credential.request: partial cannot show the end of a value that is redacted before its end is known (jwt). Use replace, mask, hash or drop for it.",
    ],
    [
      "partial by a rule",
      rules("[{id: a, if: {entities: [JWT]}, then: {mask: {partial: 4}}}]"),
      "rules[0].then: partial cannot show the end of a value that is redacted before its end is known (jwt). Use replace, mask, hash or drop for it.",
    ],
    [
      "a rule behind a line",
      rules(
        "[{id: a, if: {entities: [US_SSN]}, then: {mask: mask}}]",
        "mask: {entities: {US_SSN: {request: drop, response: block}}}",
      ),
      "rules[0].then can never take effect: mask.entities.US_SSN (drop), mask.entities.US_SSN (block) is stricter wherever it applies.",
    ],
    [
      "a rule behind a rule",
      rules("[{id: a, if: {entities: [US_SSN]}, then: {mask: mask}}, {id: b, if: {tags: [pii]}, then: block}]"),
      "rules[0].then can never take effect: b (block) is stricter wherever it applies.",
    ],
    [
      "a rule that covers nothing",
      rules("[{id: a, if: {entities: [US_SSN], labels: [internal]}, then: block}]"),
      "rules[0].if covers nothing: no detector that is on fits all of its conditions.",
    ],
    [
      "a rule about what is off",
      rules("[{id: a, if: {entities: [US_SSN]}, then: block}]", "detectors: {off: [us-ssn]}"),
      "rules[0].if covers nothing: no detector that is on fits all of its conditions.",
    ],
  ])("%s", (_what, text, message) => {
    expect(problems(text).map((line) => line.replace(/^\d+:\d+: /, ""))).toEqual([message]);
  });

  test.each([
    [
      "partial where only the other entities of the tag are cut",
      mask("{tags: {credential: {request: {partial: 4}}}, entities: {JWT: {request: replace}}}"),
    ],
    [
      "a rule that decides in one direction",
      rules("[{id: a, if: {entities: [US_SSN]}, then: {mask: mask}}]", "mask: {entities: {US_SSN: {request: drop}}}"),
    ],
    [
      "two rules that say the same",
      rules("[{id: a, if: {entities: [US_SSN]}, then: block}, {id: b, if: {entities: [US_SSN]}, then: block}]"),
    ],
  ])("%s is fine", (_what, text) => {
    expect(problems(text)).toEqual([]);
  });
});
