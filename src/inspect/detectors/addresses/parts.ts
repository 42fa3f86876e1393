/**
 * The pieces that written addresses are made of. Bytes from 0x80 on count as letters, those from 0xc3 to 0xd4 may begin
 * a word: Latin letters with marks, Greek and Cyrillic.
 */
import { noCentury, oneOf } from "../sample.ts";

/** A word that begins with a capital. */
export const cap = String.raw`[A-Z\xc3-\xd4][A-Za-z\x80-\xd4']{0,15}`;
/** A word in small letters, as names of streets have them inside. */
export const low = String.raw`[a-z][a-z\x80-\xd4']{0,9}`;

/** Articles and prepositions in names: any short word will do where capitals and numbers stand around it. */
export const particle = "(?:[a-z']{1,3}|dell[ae])";

/** Where nothing else shows that it is one: prose is full of capitals, numbers and short words. */
export const properParticle = "(?:d[aeiou]s?|del|l[aeo]s?|van|de[nr]|von|na|nad)";

/** House number: 12, 12b, 12-14, 3/7, 221B; no span of years. */
export const houseNumber = oneOf(
  String.raw`\d{1,6}(?:[ -]?[A-Za-z]|[-/]\d{1,3}[A-Za-z]?)?`,
  String.raw`${noCentury}\d\d[-/]\d{4}`,
);

/** Between two parts of an address: a comma, a space, a new line, perhaps with a mail's quotation mark. */
export const between = String.raw`(?:\s?[,-])?\s{1,4}(?:[>?|*]{1,3} ?)?`;
/** The same with a comma or a new line in it. */
export const apart = String.raw`(?: ?,\s{0,4}|\s?\n {0,4},? ?)(?:[>?|*]{1,3} ?)?`;

const unitWord = oneOf(
  ...["[Aa]p(?:t|to|p|pt|artment|artamento|partamento)", "[Ss](?:ui)?te", "[Uu]nit", "[Ff]l(?:oor|at)?", "R(?:oo)?m"],
  ...[
    "B(?:ui)?ld(?:in)?g",
    "Lot",
    "Trailer",
    "Studio",
    "P(?:iso|uerta|iano|lanta)",
    "[Ii]nt(?:erior|erno)?",
    "Edif(?:icio)?",
    "Wohnung",
    "Etage",
  ],
  ...[
    "Bloco?",
    "Casa",
    "[Dd](?:e?p)?to",
    "Sala",
    "Lgh",
    "[Bb]us",
    "Block",
    "Tower",
    "Torre",
    "Bodega",
    "Local",
    "Level",
    "APT",
    "SUITE",
    "STE",
    "UNIT",
  ],
  ...["Leil(?:ighet)?", "Oppgang", "Stiege", "Tür", "Top", "lgh", "as", "[Ll]ok(?:al)?", String.raw`m\.`],
);
/** Suite 12, Apt. 4B. */
export const namedUnit = String.raw`${unitWord}\.? ?(?:#|N[o0]\.? )?(?:[0-9][A-Za-z0-9-]{0,5}|[A-Z](?:-?\d{1,4})?)`;
/** 6th Floor, 5th fl., Fifth Floor */
const ordinalFloor = String.raw`(?:\d{1,2}(?:st|nd|rd|th) [Ff]l(?:oor|\.)?|(?:Ground|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Top) Floor)`;
/** Flat, suite, 6th Floor, #12-08 ... */
export const unit = String.raw`(?:${namedUnit}|(?:[Oo]ficina|[Nn]ave|[Bb]ureau|Haus|[Ss]cala|bte) [0-9A-Z]{1,4}|# ?\d{1,5}(?:-\d{1,4})?[A-Za-z]?|${ordinalFloor})`;
/** 2. tv, 3 hoog, 1e verdieping, 1º B, 8 OG links, 3e étage */
const floor = oneOf(
  String.raw`(?:(?:\d{1,2}|st)\.? ?(?:tv|th|mf)|st\.)`,
  "(?:[IVX]{1,4} )?\\d{1,2} hoog",
  String.raw`\d{1,2}(?:er?|è|ème)? (?:verdieping|étage)`,
  String.raw`\d{1,2}(?:\. ?| )(?:OG|Stock|Etage|etg)(?: (?:links|rechts|[Mm]itte))?`,
  String.raw`\d{1,2}\.?[ºª°]\.? ?(?:[A-Z]|[Ii]z(?:q|d)a?|[Dd]cha|[Dd]er|Esq|Dto|Dir|Fte|andar)`,
  "bis|ter|hs|bajo|R/C|fundos|(?:bajo )?(?:izda|dcha|izq)|(?:Hinter|Vorder)haus",
);
/** What English has other words for: piso 2, puerta B, bâtiment A, Whg. 4, bl. B */
const landUnit = String.raw`(?:piso|puerta|pta|[Ee]sc(?:alera|alier)?|[Bb](?:â|a)t(?:iment)?|[Aa]ppt|[Aa]ppartement|Whg|[Bb]l(?:oco)?|[Ss](?:c(?:ala)?|ala)|[Ii]nt|[Cc]asa|[Aa]p(?:to)?)\.? ?(?:\d{1,4}[A-Za-z]?|[A-Z]|[Dd]cha|[Ii]zda)`;
/** Flat, suite, floor, as any country writes them. */
export const anyUnit = String.raw`(?:${unit}|${landUnit}|${floor})\.?`;
export const maybeUnit = `(?:${between}${unit})?`;
/** The same as it is written on the Continent, up to three: building, stairs, flat. */
export const maybeFloor = String.raw`(?:(?:${between}| ?/ | \()${anyUnit}\)?(?:(?:,? {1,2}| - )(?:${landUnit}|${floor})\.?){0,2})?`;

const short = "(?:[a-z]{1,3}[ '-]){0,2}";
/** A city, a region, a country, where something after it shows that it is one. */
export const place = String.raw`${cap}(?:\.?[ -]${short}${cap}){0,3}`;
/** One where nothing does. */
export const plainPlace = String.raw`${cap}(?:\.?[ -](?:[a-z]{1,3} )?${cap}){0,2}`;

export const ukPostcode = String.raw`[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}`;
export const caPostcode = String.raw`[A-Z]\d[A-Z][ -]?\d[A-Z]\d`;
/** Postcodes that are no year: five digits and more, or letters in them. */
export const longPostcode = oneOf(
  String.raw`(?:[A-Z]{1,2}-)?\d{5}(?:-\d{4}|-?\d{3}|\d)?`,
  String.raw`\d{4}-\d{3}`,
  String.raw`[A-Z]\d[\dW] ?[A-Z\d]{4}`,
  String.raw`\d{3} \d{2,3}`,
  String.raw`\d{2}-\d{3}`,
  String.raw`\d{3}-\d{4}`,
  String.raw`\d{4} ?[A-Z]{2}`,
  String.raw`(?:A|B|CH|DK|H|HR|L|LV|N|NO|RO|SI|AD|MD|LT|AZ)-?\d{3,5}`,
  ukPostcode,
  caPostcode,
);
/** Four digits as well. */
export const anyPostcode = oneOf(longPostcode, String.raw`\d{4}`);

/** Behind a city: / SP, - SP */
const stateCode = " ?[/-] ?[A-Z]{2}";
/** The same, and (RM). */
export const region = String.raw`(?: ?\([A-Z]{2}\)|${stateCode})`;
const country = `${cap}(?: ${cap})?`;
/** ", Postcode City" and "City, Region, Country Postcode", lines or commas between, with what may follow of it. */
export const placesWith = (postcode: string): string =>
  oneOf(
    String.raw`${between}${place}(?:${between}${plainPlace})?(?:${stateCode}| \(${cap}\))?[,.]?(?:${between}| ?- ?)${postcode}(?:,\s{1,2}${country}|${region})?`,
    `(?:${between}${plainPlace})?${between}${postcode},?${between}${place}(?:, {1,2}${country}|${region})?`,
  );
/** ", City" alone. */
export const commaPlaces = String.raw`(?:,\s{1,2}${plainPlace}){1,2}`;

export const notInWord = String.raw`[\w.$/\x80-\xff-]`;
export const noWordAfter = String.raw`[A-Za-z0-9\x80-\xff]|_[A-Za-z]|[.,]\d`;
