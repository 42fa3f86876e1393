/**
 * The two forms of national numbers. What is told by itself (`shapedId`: a check of more than one character, a date with a check, a
 * grouping that only this number has) needs nothing around it; what is not (`namedId`) needs its name before it, or an
 * answer that consists of it. A family file gives the pattern, the names, the check and well-formed values.
 */
import type { CounterExample, Detector, Validator } from "../detector.ts";
import type { Shape } from "./shape.ts";

interface Common extends Shape {
  readonly country: string;
  readonly tags?: readonly string[];
  readonly check?: readonly Validator[];
  readonly values: readonly [string, string, string, ...string[]];
  readonly not: readonly [CounterExample, CounterExample, ...CounterExample[]];
}

/** A part of a longer number or name, of a float, of a UUID or of a telephone number is none. */
const before = "[0-9A-Za-z_.+-]";
const beforeNamed = "[0-9A-Za-z_+-]";
const after = String.raw`[0-9A-Za-z_]|[./-]\d`;

const regulated = { label: "regulated" as const, tags: ["pii", "government-id"] };

/** Told by itself. */
export function shapedId(of: Common): Detector {
  const { country, tags = regulated.tags, check, values, not, ...rest } = of;
  return {
    label: regulated.label,
    notBefore: before,
    notAfter: after,
    confidence: 0.85,
    ...rest,
    tags: [...tags, country],
    ...(check === undefined ? {} : { validate: check }),
    examples: [
      { text: `${values[0]}, as agreed`, find: [values[0]] },
      { text: `{"id": "${values[1]}"}`, find: [values[1]] },
      { text: `(${values[2]})`, find: [values[2]] },
      ...values.slice(3).map((value) => ({ text: `it is ${value}.`, find: [value] })),
    ],
    counterExamples: [{ text: `no.x${values[0]}x` }, ...not],
  };
}

/** Told by its name: a phrase of `names` not further before it than `window` bytes; or, with `orAlone`, by being all there is. */
export function namedId(
  of: Common & { readonly names: readonly [string, ...string[]]; readonly window?: number; readonly orAlone?: true },
): Detector {
  const { country, tags = regulated.tags, check, values, not, names, window: wanted, orAlone, ...rest } = of;
  const words = spelled(names);
  // Letters beyond ASCII are two bytes or more: the longest name and a few words fit in.
  const window = wanted ?? Math.max(48, 16 + Math.max(...words.map((word) => Buffer.byteLength(word))));
  const [name] = names;
  const key = (names.find((phrase) => /^[a-z ]+$/.test(phrase)) ?? name).replaceAll(" ", "_");
  return {
    label: regulated.label,
    notBefore: beforeNamed,
    notAfter: after,
    confidence: 0.75,
    ...rest,
    tags: [...tags, country],
    context: { words, before: window, ...(orAlone ? { orAlone } : {}) },
    ...(check === undefined ? {} : { validate: check }),
    examples: [
      { text: `${name}: ${values[0]}`, find: [values[0]] },
      { text: `{"${key}": "${values[1]}"}`, find: [values[1]] },
      orAlone
        ? { text: `${values[2]}\n`, find: [values[2]] }
        : { text: `${name.toUpperCase()} ${values[2]}.`, find: [values[2]] },
      ...values.slice(3).map((value) => ({ text: `${name} ${value}`, find: [value] })),
    ],
    counterExamples: [{ text: `parcel ${values[0]} left the depot` }, ...not],
  };
}

/**
 * The spellings of lower-case phrases: `tax id`, `tax_id`, `tax-id`, `taxid`. The engine folds the case of ASCII alone, so
 * words with other letters stand in upper case, too, and with an upper-case first letter.
 */
export function spelled(phrases: readonly string[]): readonly string[] {
  const written = phrases.flatMap((phrase) => [phrase, ...curled(phrase), ...plainOf(phrase)]);
  const all = written.flatMap((phrase) => [" ", "_", "-", ""].map((gap) => phrase.replaceAll(" ", gap)));
  const cased = all.flatMap((word) => [
    word,
    word.replace(/[^\x00-\x7f]/g, upperOf),
    word.replace(/^[^\x00-\x7f]|(?<=[ _-])[^\x00-\x7f]/g, upperOf),
  ]);
  return [...new Set(cased)];
}

/** The same with the apostrophe that telephones and word processors put in. */
export const curled = (phrase: string): readonly string[] =>
  phrase.includes("'") ? [phrase.replaceAll("'", "\u2019")] : [];

/** What is left of a phrase where accents are left out, as in keys and in haste: `adoszam`. Short ones mean too much without them. */
function plainOf(phrase: string): readonly string[] {
  const lower = phrase.toLowerCase();
  const letters: Readonly<Record<string, string>> = { ł: "l", ø: "o", đ: "d", ı: "i", ß: "ss", æ: "ae", "\u2019": "'" };
  const plain = (text: string): string =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[łøđıßæ\u2019]/g, (letter) => letters[letter] ?? letter);
  const umlauts: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue" };
  const all = [plain(lower), plain(lower.replace(/[äöü]/g, (letter) => umlauts[letter] ?? letter))];
  return [...new Set(all)].filter((text) => text !== lower && /^[ -~]{5,}$/.test(text));
}

/** The letters of `ß` in upper case are ASCII ones. */
function upperOf(letter: string): string {
  const upper = letter.toUpperCase();
  return /[A-Z]/.test(upper) ? letter : upper;
}

/** What forms and APIs call the number of a person or of a taxpayer, whatever the country. */
export const personNames = [
  "national id",
  "nat id",
  "national id number",
  "national identification number",
  "national identity number",
  "personal id",
  "personal id number",
  "personal number",
  "personal code",
  "personal identification number",
  "personal identity number",
  "personal identity code",
  "identity number",
  "identification number",
  "id number",
  "citizen id",
  "ssn",
  "social security number",
] as const;

export const taxNames = [
  "tax id",
  "tax number",
  "tax no",
  "tax code",
  "tax identification number",
  "taxpayer identification number",
  "taxpayer id",
  "tin",
] as const;

export const vatNames = ["vat", "vat id", "vat no", "vat number", "vat reg no", "vatin"] as const;

export const companyNames = [
  "company number",
  "company no",
  "company id",
  "company code",
  "company registration number",
  "registration number",
  "business id",
  "organisation number",
  "organization number",
] as const;

export const identityCardNames = ["id card", "id card number", "identity card", "identity card number"] as const;

export const passportNames = ["passport", "passports", "passport number", "passport no", "travel document"] as const;

export const plateNames = [
  "license plate",
  "licence plate",
  "number plate",
  "plate number",
  "plates",
  "vehicle",
  "vehicles",
] as const;

/**
 * Upper-case values with spaces in them, and lower-case ones without: any word of prose may be the beginning of `ab 123456`, and
 * would be held for it. `spaced` has upper-case letters and \d alone; its optional spaces and hyphens are ` ?` and `[ -]?`.
 */
export function eitherCase(spaced: string): string {
  const compact = spaced.replaceAll("[ -]?", "-?").replaceAll("[ -]", "-").replaceAll(" ?", "").toLowerCase();
  return `(?:${spaced}|${compact})`;
}
