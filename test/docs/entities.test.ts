/** The page of all entities is what the catalogue says. Where this fails: npm run docs:entities */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { entityTable } from "../../bench/entity-table.ts";
import { fromRoot } from "../../bench/root.ts";

describe("docs/detectors/entities.md", () => {
  it("has every entity of the catalogue", () => {
    expect(readFileSync(fromRoot("docs/detectors/entities.md"), "utf8")).toBe(entityTable());
  });
});
