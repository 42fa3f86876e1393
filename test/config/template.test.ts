import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { keysAt } from "../../src/config/explain.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { schema } from "../../src/config/schema.ts";
import { initTemplate } from "../../src/config/template.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { parse } from "./reading.ts";

const text = initTemplate();
/** Settings begin with `#` alone, prose with `# `, so that this is what a person does. */
const switchedOn = text.replace(/^#(?! [A-Za-z`*"]|$)/gm, "");
const settings = text.split("\n").filter((line) => /^#(?! )/.test(line) || /^#\s{2,}\S/.test(line));

test("it works as it stands", () => {
  const config = parse(text);
  expect(config.connections.map(({ name }) => name)).toEqual(["openai", "anthropic"]);
  expect(config.warnings).toEqual([]);
});

describe("with everything switched on", () => {
  test("it is accepted, with the built-in detectors too", () => {
    expect(settings.length).toBeGreaterThan(40);
    parse(switchedOn);
    parseConfig(switchedOn, { source: "sluice.yaml", directory: "/etc/sluice", detectors: catalogue });
  });

  test("it shows every setting there is", () => {
    const value: unknown = parseYaml(switchedOn);
    const shown = (at: unknown): readonly string[] => (typeof at === "object" && at !== null ? Object.keys(at) : []);
    const get = (path: readonly string[]): unknown =>
      path.reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], value);
    for (const path of [
      [],
      ["keys"],
      ["listen"],
      ["listen", "tls"],
      ["admin"],
      ["connections", "openai"],
      ["limits"],
      ["timeouts"],
      ["audit"],
      ["log"],
      ["mask"],
      ["detectors"],
      ["connections", "openai", "uninspectable"],
    ]) {
      expect([...shown(get(path))].sort(), path.join(".")).toEqual([...keysAt(schema, path)].sort());
    }
  });

  test("the numbers it shows are the defaults", () => {
    const on = parse(switchedOn);
    const off = parse(text);
    expect(on.limits).toEqual(off.limits);
    expect(on.timeouts).toEqual(off.timeouts);
    expect(on.audit).toEqual(off.audit);
  });
});
