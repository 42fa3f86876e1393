import { describe, expect, test } from "vitest";
import { describeConfig, describeConnections } from "../../src/config/describe.ts";
import { minimal, parse } from "./reading.ts";
import { sampleDetectors } from "./sample-detectors.ts";

const facts = (text: string) => describeConnections(parse(text), sampleDetectors)[0];
const entity = (text: string, name: string) => facts(text)?.entities.find((found) => found.entity === name);

test("a connection in plain words", () => {
  expect(facts(minimal('endpoints: [inference, "POST /v1/files"]\nmode: observe'))).toMatchObject({
    name: "openai",
    path: "/openai",
    upstream: "https://api.openai.com",
    dialect: "openai",
    mode: "observe",
    clients: "anonymous",
    credential: "the client's own passes unchanged",
    endpoints: ["inference", "POST /v1/files"],
    logprobs: "drop",
    durable: false,
  });
});

test.each([
  ["credential: env:OPENAI_API_KEY", "env:OPENAI_API_KEY, sent as authorization"],
  ["credential: file:key\ncredentialHeader: api-key", "file:/etc/sluice/key, sent as api-key"],
])("a credential by its source: %s", (line, credential) => {
  expect(facts(minimal(line))?.credential).toBe(credential);
});

describe("what becomes of each entity", () => {
  test("by default", () => {
    expect(entity(minimal(), "US_SSN")).toEqual({
      entity: "US_SSN",
      label: "regulated",
      tags: ["pii"],
      request: [{ action: "replace", rule: "default.regulated" }],
      response: [{ action: "replace", rule: "default.regulated" }],
    });
  });

  test("by a line, and where its detectors differ", () => {
    const text = minimal(
      "",
      "mask: {entities: {PHONE_NUMBER: {response: {partial: 2}}}}\ndetectors: {off: [phone-us]}",
    );
    expect(entity(text, "PHONE_NUMBER")).toMatchObject({
      request: [
        { action: "off", rule: "detectors.off" },
        { action: "replace", rule: "default.confidential" },
      ],
      response: [
        { action: "off", rule: "detectors.off" },
        { action: "{partial: 2}", rule: "mask.entities.PHONE_NUMBER" },
      ],
    });
  });

  test("the gravest first, each once", () => {
    expect(facts(minimal())?.entities.map((found) => found.entity)).toEqual([
      "CREDIT_CARD",
      "US_SSN",
      "AWS_ACCESS_KEY",
      "EMAIL_ADDRESS",
      "JWT",
      "PHONE_NUMBER",
      "IP_ADDRESS",
      "TEST_TOKEN",
      "BUILD_ID",
    ]);
  });
});

test("fields: where their names count, and how many they are, never which", () => {
  const entries = "{ names: [ssn, tax id], entity: NUMBER }, { names: [authorization], headers: false }";
  const config = parse(minimal("", `detectors: { fields: [${entries}] }`));
  expect(describeConfig(config, { detectors: sampleDetectors, limitations: [] }).fields).toEqual([
    "NUMBER: names (2) in bodies, queries and headers",
    "FIELD_AUTHORIZATION: name (1) in bodies and queries",
  ]);
});

test("the whole configuration: places, settings that differ, warnings and limitations", () => {
  const config = parse(minimal("", "limits: {body: 1MiB}\naudit: {fsync: 1s}\nadmin: off"));
  const all = describeConfig(config, { detectors: sampleDetectors, limitations: ["No big headers."] });
  expect(all).toMatchObject({
    listen: "127.0.0.1:8080",
    admin: null,
    tls: false,
    limitations: ["No big headers."],
    warnings: [],
  });
  expect(all.settings.filter(({ standard }) => !standard).map(({ name, value }) => [name, value])).toEqual([
    ["limits.body", "1MiB"],
    ["audit.fsync", "1s"],
  ]);
});
