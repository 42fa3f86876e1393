import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { minimal, problems } from "./reading.ts";

/** Each is the whole list of problems: what is not built is named once, and nothing else is complained about. */
test.each([
  [
    "identity",
    minimal("", "identity: {oidc: [{name: okta}]}"),
    "identity.oidc is not built in this version. Every client is anonymous.",
  ],
  ["an empty identity", minimal("", "identity: {}"), "identity is not built in this version."],
  ["roles", minimal("", "roles: {admin: [platform]}"), "roles is not built in this version."],
  ["approvals", minimal("", "approvals: {pending_per_principal: 5}"), "approvals is not built in this version."],
  ["exceptions", minimal("", "exceptions: []"), "exceptions is not built in this version."],
  ["sessions", minimal("", "sessions: {record: metadata}"), "sessions is not built in this version."],
  ["webhooks", minimal("", "webhooks: []"), "webhooks is not built in this version."],
  ...["recording", "recordings", "tokens", "known", "knownValues"].map((key) => [
    `${key} at the top`,
    minimal("", `${key}: {}`),
    `${key} is not built in this version.`,
  ]),
  ["recordings", minimal("recordings: {}"), "connections.openai.recordings is not built in this version."],
  [
    "known values by another name",
    minimal("", "detectors: {knownValues: []}"),
    "detectors.knownValues is not built in this version.",
  ],
  ["the secret store's key", minimal("", "keys: {secrets: file:/k}"), "keys.secrets is not built in this version."],
  ["the audit key", minimal("", "keys: {audit: file:/k}"), "keys.audit is not built in this version."],
  [
    "groups on a connection",
    minimal("allow: [developers]"),
    "connections.openai.allow is not built in this version. There is no identity yet: say `clients: anonymous`.",
  ],
  [
    "other clients",
    minimal().replace("anonymous", "okta"),
    "connections.openai.clients: Any other value than anonymous is not built in this version.",
  ],
  ["external", minimal("external: true"), "connections.openai.external is not built in this version."],
  ["models", minimal("models: [o4-mini]"), "connections.openai.models is not built in this version."],
  ["recording", minimal("record: redacted"), "connections.openai.record is not built in this version."],
  [
    "secret:",
    minimal("credential: secret:openai"),
    "connections.openai.credential: A credential from Sluice's own store (secret:) is not built in this version. Say env:NAME or file:PATH.",
  ],
  [
    "vault:",
    minimal("credential: vault:kv/openai"),
    "connections.openai.credential: A credential from HashiCorp Vault (vault:) is not built in this version. Say env:NAME or file:PATH.",
  ],
  [
    "another protocol",
    minimal().replace("dialect: openai", "dialect: postgres"),
    "connections.openai.dialect: This dialect is not built in this version. Built are openai, anthropic, auto and generic.",
  ],
  ["known values", minimal("", "detectors: {known: []}"), "detectors.known is not built in this version."],
  [
    "tokenize",
    minimal("", "mask: {labels: {regulated: {request: tokenize}}}"),
    "mask.labels.regulated.request: The operator tokenize is not built in this version. Use replace or hash.",
  ],
  [
    "surrogate",
    minimal("", "mask: {entities: {US_SSN: {response: surrogate}}}"),
    "mask.entities.US_SSN.response: The operator surrogate is not built in this version. Use replace.",
  ],
  [
    "a rule's surrogate",
    minimal("", "rules: [{id: a, if: {entities: [US_SSN]}, then: {mask: surrogate}}]"),
    "rules[0].then.mask: This operator is not built in this version. Use replace or hash.",
  ],
  [
    "groups in a rule",
    minimal("", "rules: [{id: a, if: {groups: [x]}, then: block}]"),
    "rules[0].if.groups is not built in this version.",
  ],
  [
    "counting",
    minimal("", "rules: [{id: a, if: {count: {over: 1}}, then: block}]"),
    "rules[0].if.count is not built in this version.",
  ],
  [
    "code",
    minimal("", "rules: [{id: a, if: {code: {}}, then: block}]"),
    "rules[0].if.code is not built in this version.",
  ],
  [
    "tools",
    minimal("", "rules: [{id: a, if: {tools: [x]}, then: block}]"),
    "rules[0].if.tools is not built in this version.",
  ],
  [
    "when",
    minimal("", "rules: [{id: a, if: {entities: [US_SSN], when: 'true'}, then: block}]"),
    "rules[0].if.when is not built in this version.",
  ],
  [
    "approval",
    minimal("", "rules: [{id: a, if: {entities: [US_SSN]}, then: {approve: {by: [x]}}}]"),
    "rules[0].then.approve is not built in this version.",
  ],
  [
    "approval as a word",
    minimal("", "rules: [{id: a, if: {entities: [US_SSN]}, then: approve}]"),
    "rules[0].then: The decision approve is not built in this version.",
  ],
  [
    "limits per principal",
    minimal("", "limits: {per_principal: {streams: 1}}"),
    "limits.per_principal is not built in this version.",
  ],
  ["limits per job", minimal("", "limits: {perJob: {streams: 1}}"), "limits.perJob is not built in this version."],
  ["audit sinks", minimal("", "audit: {sinks: []}"), "audit.sinks is not built in this version."],
  ["audit retention", minimal("", "audit: {retain: 400d}"), "audit.retain is not built in this version."],
])("%s: refused by name, once", (_what, text, message) => {
  expect(problems(text).map((line) => line.replace(/^\d+:\d+: /, ""))).toEqual([message]);
});

test("what is built is no problem: person, clients anonymous", () => {
  for (const how of ["none", "precise", "broad"])
    expect(problems(minimal("", `detectors: {person: ${how}}`))).toEqual([]);
});

test("a mistake beside something unbuilt is reported too", () => {
  expect(problems(minimal("record: all\nmodus: observe"))).toEqual([
    "7:5: connections.openai.record is not built in this version.",
    "8:5: connections.openai.modus: unknown key. Did you mean mode?",
  ]);
});

/** The proposal of a whole deployment lies beside the repository; a checkout alone does not have it. */
const proposal = fileURLToPath(new URL("../../../shared/sluice.example.yaml", import.meta.url));

describe.skipIf(!existsSync(proposal))("../shared/sluice.example.yaml (skipped where ../shared is absent)", () => {
  test("is refused with a list that names each unbuilt part, each where it stands", () => {
    const text = existsSync(proposal) ? readFileSync(proposal, "utf8") : "";
    const found = problems(text);
    expect(found.filter((line) => !line.includes("is not built in this version"))).toEqual([]);
    const paths = found.map((line) => /^\d+:\d+: ([^ :]+)/.exec(line)?.[1]);
    expect(paths).toEqual([
      "keys.secrets",
      "keys.audit",
      "identity.oidc",
      "identity.job",
      "roles",
      "connections.openai.external",
      "connections.openai.allow",
      "connections.openai.models",
      "connections.openai.record",
      "connections.claude.credential",
      "connections.claude.external",
      "connections.claude.allow",
      "detectors.known",
      "mask.labels.regulated.request",
      "mask.labels.confidential.request",
      "rules[0].if.groups",
      "rules[2].if.count",
      "rules[2].then.approve",
      "rules[3].if.count",
      "rules[4].if.code",
      "rules[5].if.tools",
      "rules[5].if.when",
      "rules[5].then.approve",
      "exceptions",
      "approvals",
      "limits.per_principal",
      "limits.per_job",
      "audit.sinks",
      "audit.require",
      "audit.retain",
      "sessions",
    ]);
    for (const line of found) {
      const [, number, path] = /^(\d+):\d+: ([^ :]+)/.exec(line) ?? [];
      const key =
        path
          ?.replace(/\[\d+\]/g, "")
          .split(".")
          .at(-1) ?? "";
      expect(text.split("\n")[Number(number) - 1]).toContain(key);
    }
  });
});
