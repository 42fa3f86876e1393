import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { auditSettings, limitSettings, type Setting, timeoutSettings } from "../../src/config/settings.ts";
import { parseDuration, parseSize } from "../../src/config/units.ts";

const tables = { limits: limitSettings, timeouts: timeoutSettings, audit: auditSettings };
const all = Object.entries(tables).flatMap(([section, table]) =>
  Object.entries<Setting>(table).map(([name, setting]) => [`${section}.${name}`, setting] as const),
);

test.each(all)("%s has a default within its bounds, and says what it is for", (_name, {
  unit,
  value,
  least,
  most,
  about,
}) => {
  const read = (given: string | number): number | undefined => {
    if (unit === "count") return typeof given === "number" ? given : undefined;
    return unit === "bytes" ? parseSize(String(given)) : parseDuration(String(given));
  };
  const [low, standard, high] = [read(least), read(value), read(most)];
  expect(low).toBeDefined();
  expect(standard).toBeGreaterThanOrEqual(low ?? Number.NaN);
  expect(standard).toBeLessThanOrEqual(high ?? Number.NaN);
  expect(about.length).toBeGreaterThan(10);
});

test("every limit and timeout that an error message names can be set", () => {
  const source = readFileSync(new URL("../../src/errors.ts", import.meta.url), "utf8");
  const named = [...source.matchAll(/\b((?:limits|timeouts)\.[A-Za-z]+)/g)].map(([, name]) => name);
  const known: readonly string[] = all.map(([name]) => name);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => name === undefined || !known.includes(name))).toEqual([]);
});
