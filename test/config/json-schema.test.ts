import { expect, test } from "vitest";
import { jsonSchema } from "../../src/config/json-schema.ts";
import { limitSettings } from "../../src/config/settings.ts";

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly description?: string;
}
const schema = jsonSchema() as Node;

test("it is plain JSON and names its dialect", () => {
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  expect(schema).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    additionalProperties: false,
  });
});

test("it asks for no more than the gateway does", () => {
  expect(schema.required).toEqual(["version", "connections"]);
  const connection = schema.properties?.connections?.additionalProperties;
  expect(typeof connection === "object" && connection.required).toEqual(["dialect", "upstream", "clients"]);
});

test("limits show what they are for and their default, spelt as in the file", () => {
  const limits = schema.properties?.limits?.properties ?? {};
  expect(Object.keys(limits)).toEqual(Object.keys(limitSettings));
  expect(limits.body).toMatchObject({ default: "8MiB", description: limitSettings.body.about, type: "string" });
  expect(limits.lanes).toMatchObject({ default: limitSettings.lanes.value, type: "integer", minimum: 1 });
});
