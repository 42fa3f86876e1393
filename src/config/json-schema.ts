/**
 * The JSON Schema of sluice.yaml, for editors: what may be written, before defaults. Made from the schema that the gateway
 * itself uses; what relates settings to each other only `sluice check` knows.
 */
import * as z from "zod";
import { schema } from "./schema.ts";

export const jsonSchemaFile = "sluice.schema.json";

export function jsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return { $schema, title: "sluice.yaml", description: "Configuration of the Sluice gateway, version 1.", ...rest };
}
