/**
 * The pieces that written addresses are made of. Bytes from 0x80 on count as letters, those from 0xc3 to 0xd4 may begin
 * a word: Latin letters with marks, Greek and Cyrillic.
 */
import { oneOf } from "../sample.ts";

/** A word that begins with a capital. */
export const cap = String.raw`[A-Z\xc3-\xd4][A-Za-z\x80-\xd4'.-]{0,19}`;
/** A word in small letters, as names of streets have them inside. */
export const low = String.raw`[a-z][a-z\x80-\xd4'.-]{0,9}`;

/** Articles and prepositions in names of streets and places. */
export const particle = oneOf(
  ...["de", "la", "le", "les", "du", "des", "del", "della", "delle", "dei", "di", "da", "do", "dos", "das", "el"],
  ...["los", "las", "y", "e", "van", "der", "den", "het", "'t", "op", "ten", "ter", "von", "zum", "zur", "am"],
  ...["an", "im", "in", "auf", "af", "av", "og", "sur", "sous", "en", "u", "nad", "pod", "na", "i"],
);

/** House number: 12, 12b, 12-14, 3/7, 221B. */
export const houseNumber = String.raw`\d{1,6}(?: ?[A-Za-z]|[-/]\d{1,4}[A-Za-z]?)?`;

/** Between two parts of an address: a comma, a space, a new line, perhaps with a mail's quotation mark. */
export const between = String.raw`(?:\s?,)?\s{1,4}(?:[>?|*]{1,3} ?)?`;
/** The same with a comma or a new line in it. */
export const apart = String.raw`(?: ?,\s{0,4}|\s?\n {0,4},? ?)(?:[>?|*]{1,3} ?)?`;

const unitWord = oneOf(
  ...["[Aa]pt", "APT", "[Aa]partment", "[Ss]uite", "SUITE", "[Ss]te", "STE", "[Uu]nit", "UNIT", "[Ff]loor", "Fl"],
  ...["[Ff]lat", "R(?:oo)?m", "Bldg", "Building", "Lot", "Trailer", "Dept", "Studio", "Piso", "Puerta", "Planta"],
  ...["Appartamento", "Piano", "Interno", "Scala", "Appartement", "Appt?", "Wohnung", "Etage", "Bloco", "Casa"],
  ...["[Aa]pto", "Apartamento", "D(?:e)?pto", "Sala", "Etasje", "Lgh", "Bus", "Block", "Tower", "Level"],
);
/** Flat, suite, floor ... */
export const unit = String.raw`(?:${unitWord}\.? ?#?(?:[0-9][A-Za-z0-9-]{0,5}|[A-Z](?:-?\d{1,4})?)|# ?\d{1,5}[A-Za-z]?)`;
export const maybeUnits = String.raw`(?:${between}${unit}){0,2}`;

/** `de`, `of the`, `am`: any short word will do, where capitals stand on both sides. */
const short = String.raw`(?:[a-z]{1,3} ){0,2}`;
/** A city, a region, a country, where something after it shows that it is one. */
export const place = String.raw`${cap}(?:[ -]${short}${cap}){0,2}`;
/** One where nothing does. */
export const plainPlace = String.raw`${cap}(?:[ -](?:[a-z]{1,3} )?${cap}){0,2}`;

export const ukPostcode = String.raw`[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}`;
export const caPostcode = String.raw`[A-Z]\d[A-Z][ -]?\d[A-Z]\d`;
/** Postcodes that are no year: five digits and more, or letters in them. */
export const longPostcode = oneOf(
  String.raw`(?:[A-Z]{1,2}-)?\d{5}(?:-\d{3,4}|\d)?`,
  String.raw`\d{3} \d{2,3}`,
  String.raw`\d{2}-\d{3}`,
  String.raw`\d{3}-\d{4}`,
  String.raw`\d{4} ?[A-Z]{2}`,
  String.raw`(?:A|B|CH|DK|L|LV|N|NO|SI|AD|MD|LT|AZ)-?\d{3,5}`,
  ukPostcode,
  caPostcode,
);
/** Four digits as well. */
export const anyPostcode = oneOf(longPostcode, String.raw`\d{4}`);

/** ", Postcode City" and "City, Region, Country Postcode", lines or commas between, with what may follow of it. */
export const placesWith = (postcode: string): string =>
  oneOf(
    String.raw`(?:${between}${place}){1,2}[,.]?(?:${between}| ?- ?)${postcode}(?:,\s{1,2}${plainPlace})?`,
    String.raw`${between}${postcode},?${between}${place}(?:, {1,2}${plainPlace}| ?\([A-Z]{2}\)| ?/ ?[A-Z]{2})?`,
  );
/** ", City" alone. */
export const commaPlaces = String.raw`(?:,\s{1,2}${plainPlace}){1,2}`;

export const notInWord = String.raw`[\w.$/\x80-\xff-]`;
export const noWordAfter = String.raw`[A-Za-z0-9\x80-\xff]|[.,]\d`;
