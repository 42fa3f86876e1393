/**
 * Street addresses of the United States, the United Kingdom and Germany, in their written forms.
 *
 * The English forms start with the house number, so ordinary prose holds nothing. The German one starts with the
 * street, one capitalised word (with hyphens), so prose holds at most that word.
 */
import type { Detector } from "../detector.ts";
import { oneOf } from "./sample.ts";

const word = String.raw`(?:[A-Z][A-Za-z'\x80-\xbf\xc3-\xc5-]{0,20}\.?|\d{1,3}(?:st|nd|rd|th))`;
const number = String.raw`\d{1,6}(?:[A-Za-z]|-\d{1,4}[A-Za-z]?)?,?`;

const usStreet = oneOf(
  ...["Street", String.raw`St\.?`, "Avenue", String.raw`Ave?\.?`, "Road", String.raw`Rd\.?`, "Boulevard"],
  ...[String.raw`Blvd\.?`, "Lane", String.raw`Ln\.?`, "Drive", String.raw`Dr\.?`, "Court", String.raw`Ct\.?`],
  ...["Place", String.raw`Pl\.?`, "Square", String.raw`Sq\.?`, "Terrace", String.raw`Ter\.?`, "Way", "Parkway"],
  ...[String.raw`Pkwy\.?`, "Circle", String.raw`Cir\.?`, "Highway", String.raw`Hwy\.?`, "Trail", "Turnpike", "Alley"],
);
const direction = String.raw`(?: (?:N|S|E|W|NE|NW|SE|SW)\.?)?`;
const unit = String.raw`(?:,?\s{1,2}(?:Apt|Apartment|Suite|Ste|Unit|Floor|Fl|Rm|Room|#)\.? ?#?[A-Za-z0-9-]{1,6})?`;
const usPlace = String.raw`(?:,?\s{1,2}(?:[A-Z][A-Za-z.'-]{1,20} ?){1,3},? [A-Z]{2},?(?: \d{5}(?:-\d{4})?)?)?`;

const ukStreet = oneOf(
  ...["Street", String.raw`St\.?`, "Road", String.raw`Rd\.?`, "Lane", "Avenue", "Drive", "Way", "Place", "Square"],
  ...["Terrace", "Court", "Close", "Crescent", "Gardens", "Grove", "Mews", "Hill", "Row", "Park", "Green", "Rise"],
  ...["Walk", "Gate", "Wharf", "Quay", "Hall", "House", "Yard"],
);
const postcode = String.raw`(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|GIR ?0AA)`;

const capital = String.raw`(?:[A-Z]|\xc3[\x84\x96\x9c])`;
const lower = String.raw`[a-z\x80-\xbf\xc3-\xc5]`;
const deStreet = oneOf(
  String.raw`${capital}${lower}{1,24}(?:-${capital}${lower}{1,20}){0,3}-?(?:[Ss]tra(?:\xc3\x9f|ss)e|[Ss]tr\.|[Ww]eg|[Pp]latz|[Aa]llee|gasse|damm|ufer|[Cc]haussee)`,
  String.raw`${capital}${lower}{1,24} (?:Stra(?:\xc3\x9f|ss)e|Str\.|Weg|Platz|Allee|Gasse|Damm|Ufer|Chaussee)`,
  `(?:Am|An der|Auf der|Im|In der|Unter den|Zum|Zur) ${capital}${lower}{2,24}`,
);
const dePlace = String.raw`(?:,?\s{1,2}(?:D-)?\d{5} ${capital}${lower}{1,24}(?:[ -]${capital}${lower}{1,24})?)`;

export const addressDetectors: readonly Detector[] = [
  {
    id: "street-address-us",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "us"],
    pattern: oneOf(
      `${number}${direction} (?:${word} ){1,3}${usStreet}${direction}${unit}${usPlace}`,
      String.raw`P\.? ?O\.? ?Box \d{1,6}${usPlace}`,
    ),
    notBefore: String.raw`[\w.$/-]`,
    notAfter: "[A-Za-z0-9]",
    confidence: 0.75,
    source: "USPS Publication 28, appendix C",
    examples: [
      {
        text: "I live at 742 Evergreen Terrace, Springfield, IL 62704 now",
        find: ["742 Evergreen Terrace, Springfield, IL 62704"],
      },
      { text: "350 5th Ave, New York, NY 10118", find: ["350 5th Ave, New York, NY 10118"] },
      { text: "ship to 1600 N Main St Apt 4B please", find: ["1600 N Main St Apt 4B"] },
      { text: "P.O. Box 1234, Austin, TX 78701", find: ["P.O. Box 1234, Austin, TX 78701"] },
    ],
    counterExamples: [
      { text: "In 2024 Apple Announced Streaming" },
      { text: "there are 3 ways to Rome" },
      { text: "we walked down Main Street" },
      { text: "Musterstraße 12, 10115 Berlin", neighbour: "street-address-de" },
    ],
  },
  {
    id: "street-address-uk",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "uk"],
    pattern: oneOf(
      String.raw`(?:Flat \d{1,4}[A-Za-z]?,? )?${number} (?:${word} ){1,3}${ukStreet}(?:,?\s{1,2}(?:[A-Z][A-Za-z'-]{1,20}[ ,]{0,2}){1,4})\s{0,2}${postcode}`,
      String.raw`(?:Flat \d{1,4}[A-Za-z]?,? )?${number} (?:${word} ){1,3}(?:Close|Crescent|Gardens|Grove|Mews|Wharf)`,
    ),
    notBefore: String.raw`[\w.$/-]`,
    notAfter: "[A-Za-z0-9]",
    confidence: 0.75,
    source: "BS 7666, Royal Mail PAF guide",
    examples: [
      { text: "221B Baker Street, London NW1 6XE", find: ["221B Baker Street, London NW1 6XE"] },
      { text: "Send it to 14 Oakwood Close.", find: ["14 Oakwood Close"] },
      { text: "Flat 3, 27 Rose Hill, Oxford, OX4 4HL", find: ["Flat 3, 27 Rose Hill, Oxford, OX4 4HL"] },
    ],
    counterExamples: [
      { text: "the 12 men close the show" },
      { text: "the postcode NW1 6XE alone" },
      { text: "5 Items to Close" },
      { text: "742 Evergreen Terrace, Springfield, IL 62704", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-address-de",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "de"],
    pattern: oneOf(
      String.raw`${deStreet} \d{1,4} ?[a-hA-H]?${dePlace}`,
      String.raw`${deStreet.replace(/\|\(\?:Am.*$/, "")}) \d{1,4}(?: ?[a-h])?`,
    ),
    notBefore: String.raw`[A-Za-z0-9\x80-\xff-]`,
    notAfter: "[A-Za-z0-9]",
    confidence: 0.75,
    source: "DIN 5008",
    examples: [
      { text: "Ich wohne Musterstraße 12, 10115 Berlin.", find: ["Musterstraße 12, 10115 Berlin"] },
      { text: "Karl-Marx-Allee 3a in Berlin", find: ["Karl-Marx-Allee 3a"] },
      {
        text: "Berliner Str. 7 und Unter den Linden 5, 10117 Berlin",
        find: ["Berliner Str. 7", "Unter den Linden 5, 10117 Berlin"],
      },
    ],
    counterExamples: [
      { text: "Spring 5 and Engineering 101" },
      { text: "die Straße 12 ist lang" },
      { text: "Am Montag 12 Uhr" },
      { text: "221B Baker Street, London NW1 6XE", neighbour: "street-address-uk" },
    ],
  },
];
