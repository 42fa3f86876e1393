import { describe, expect, test } from "vitest";
import { minimal, problems } from "../config/reading.ts";

const second = "  b: {dialect: openai, upstream: https://b.example, clients: anonymous}\n";
const off = "has no effect: every detector of it is off (detectors.off). Leave one of the two out.";
const adds = "adds nothing: no detector that is on fits it and the other conditions.";

describe("lines that do nothing are refused", () => {
  test.each([
    [
      "of an entity that is off everywhere",
      minimal("", "detectors: {off: [email]}\nmask: {entities: {EMAIL_ADDRESS: {request: mask}}}"),
      `mask.entities.EMAIL_ADDRESS ${off}`,
    ],
    [
      "of an entity that is off on each connection",
      minimal("detectors: {off: [phone-us, phone-international]}", "mask: {entities: {PHONE_NUMBER: {request: mask}}}"),
      `mask.entities.PHONE_NUMBER ${off}`,
    ],
    [
      "of a tag that is off",
      minimal("", "detectors: {off: [IP_ADDRESS]}\nmask: {tags: {network: {response: mask}}}"),
      `mask.tags.network ${off}`,
    ],
    [
      "of a label that is off",
      minimal("", "detectors: {off: [build-id]}\nmask: {labels: {public: {response: mask}}}"),
      `mask.labels.public ${off}`,
    ],
    [
      "of a tag whose entities have lines",
      minimal(
        "",
        "mask: {tags: {payment: {request: mask, response: mask}}, entities: {CREDIT_CARD: {response: drop}}}",
      ),
      "mask.tags.payment.response has no effect: lines of entities speak for everything that it covers.",
    ],
    [
      "of a label whose tags have lines",
      minimal("", "mask: {labels: {regulated: {request: mask}}, tags: {pii: {request: drop}}}"),
      "mask.labels.regulated.request has no effect: lines of tags or entities speak for everything that it covers.",
    ],
    [
      "under a rule",
      minimal(
        "",
        "mask: {entities: {US_SSN: {request: allow, response: allow}}}\nrules: [{id: a, if: {entities: [US_SSN], direction: request}, then: block}]",
      ),
      "mask.entities.US_SSN.request has no effect: something stricter holds wherever it applies.",
    ],
    [
      "of a tag under a stricter one",
      minimal("", "mask: {tags: {payment: {request: mask}, pii: {request: drop}}}"),
      "mask.tags.payment.request has no effect: something stricter holds wherever it applies.",
    ],
    [
      "an entity in a rule that is off",
      minimal("", "detectors: {off: [email]}\nrules: [{id: a, if: {entities: [US_SSN, EMAIL_ADDRESS]}, then: block}]"),
      `rules[0].if.entities[1] ${adds}`,
    ],
    [
      "a connection in a rule where all of it is off",
      minimal(
        "detectors: {off: [US_SSN]}",
        `${second}rules: [{id: a, if: {entities: [US_SSN], connections: [openai, b]}, then: block}]`,
      ),
      `rules[0].if.connections[0] ${adds}`,
    ],
    [
      "a label in a rule that none of its entities has",
      minimal("", "rules: [{id: a, if: {entities: [US_SSN], labels: [regulated, public]}, then: block}]"),
      `rules[0].if.labels[1] ${adds}`,
    ],
  ])("%s", (_what, text, message) => {
    expect(problems(text).map((line) => line.replace(/^\d+:\d+: /, ""))).toEqual([message]);
  });

  test.each([
    [
      "off on one connection of two",
      minimal("detectors: {off: [email]}", `${second}mask: {entities: {EMAIL_ADDRESS: {request: mask}}}`),
    ],
    [
      "for some of what another line covers",
      minimal("", "mask: {tags: {pii: {request: drop}}, entities: {US_SSN: {request: mask}}}"),
    ],
    ["that say the default", minimal("", "mask: {labels: {regulated: {request: replace}}}")],
    [
      "that say what a rule says",
      minimal(
        "",
        "mask: {entities: {US_SSN: {request: block}}}\nrules: [{id: a, if: {entities: [US_SSN]}, then: block}]",
      ),
    ],
    ["of two tags that agree", minimal("", "mask: {tags: {pii: {request: drop}, payment: {request: drop}}}")],
    [
      "of an entity with one of two detectors off",
      minimal("", "detectors: {off: [phone-us]}\nmask: {entities: {PHONE_NUMBER: {request: mask}}}"),
    ],
  ])("%s are not", (_what, text) => {
    expect(problems(text)).toEqual([]);
  });
});
