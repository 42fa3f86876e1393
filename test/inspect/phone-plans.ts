/**
 * Makes src/inspect/phone-plan-data.ts from libphonenumber's metadata, in the form that libphonenumber-js ships:
 * a country is [code, international prefix, pattern, lengths, formats, trunk prefix, ...], [11] its kinds of number.
 */
import { createRequire } from "node:module";

type Format = readonly [pattern: string, shown: string, leading: readonly string[], rule?: string | 0];
type Kind = readonly [pattern: string, ...unknown[]] | 0 | undefined;
type Country = readonly [
  code: string,
  prefix: unknown,
  pattern: string,
  lengths: readonly number[],
  formats: readonly Format[] | 0,
  trunk?: string | 0,
  ...rest: unknown[],
];

interface Metadata {
  readonly countries: Readonly<Record<string, Country>>;
  readonly nonGeographic: Readonly<Record<string, Country>>;
}

const load = createRequire(import.meta.url);
const metadata: Metadata = load("libphonenumber-js/metadata.max.json");
const { version }: { version: string } = load("libphonenumber-js/package.json");

const fixedAndMobile = 2;
const kindsAt = 11;

/** `DE 49 0 4,5,6 FIXED|MOBILE`: region, calling code, trunk prefix, lengths, pattern of assigned numbers. */
function planLine(region: string, country: Country): string {
  const [code, , pattern, lengths] = country;
  const trunk = country[5] || "-";
  const kinds = (country[kindsAt] as readonly Kind[] | 0 | undefined) || [];
  const patterns = kinds.slice(0, fixedAndMobile).map((kind) => (kind ? kind[0] : ""));
  const assigned = [...new Set(patterns.filter((own) => own !== ""))];
  return [region, code, trunk, lengths.join(), assigned.length > 0 ? assigned.join("|") : pattern].join(" ");
}

/** `\d`, `\d{3}` or `\d{3,4}` as `1`, `3`, `3-4`. */
function widthOf(group: string): string {
  const [, least, most] = /^\\d(?:\{(\d+)(?:,(\d+))?\})?$/.exec(group) ?? [];
  return most === undefined ? (least ?? "1") : `${least}-${most}`;
}

/** `3 3-4 4 : 0 8`: groups as they are written, then the trunk prefixes that stand before them somewhere. */
function groupLines(countries: readonly Country[]): string[] {
  const trunks = new Map<string, Set<string>>();
  for (const [, , , , formats] of countries) {
    for (const [pattern, , , rule] of formats || []) {
      const groups = [...pattern.matchAll(/\(([^()]*)\)/g)].map(([, group = ""]) => widthOf(group)).join(" ");
      const of = trunks.get(groups) ?? new Set();
      trunks.set(groups, of);
      const trunk = (rule || "").replace("$1", "").replace(/\D/g, "");
      if (trunk !== "") of.add(trunk);
    }
  }
  return [...trunks].map(([groups, of]) => `${groups} : ${[...of].sort().join(" ")}`.trim()).sort();
}

export function phonePlanSource(): string {
  const countries = Object.entries(metadata.countries);
  const plans = [...countries, ...Object.entries(metadata.nonGeographic)].map(([region, of]) => planLine(region, of));
  const groups = groupLines(Object.values(metadata.countries));
  return [
    "/**",
    ` * Numbering plans of the world, made from libphonenumber's metadata (Copyright The Libphonenumber Authors, Apache-2.0)`,
    ` * as libphonenumber-js ${version} (MIT) ships it. Do not edit: \`npx vitest run test/inspect/phone-plans.test.ts -u\`.`,
    " *",
    " * src/inspect/phone-plans.ts says what a line means.",
    " */",
    "export const planLines = String.raw`",
    ...plans,
    "`;",
    "",
    "export const groupLines = `",
    ...groups,
    "`;",
    "",
  ].join("\n");
}
