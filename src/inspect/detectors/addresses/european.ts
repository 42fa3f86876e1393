/**
 * Addresses by the language of the street's name. Germanic, Nordic and Finnish streets are one word with the kind of
 * street at its end and the number behind it; Romance and Slavic ones have the kind in front.
 */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import {
  anyPostcode,
  between,
  cap,
  commaPlaces,
  houseNumber,
  longPostcode,
  low,
  maybeUnits,
  notInWord,
  noWordAfter,
  particle,
  place,
  placesWith,
} from "./parts.ts";

const capital = String.raw`[A-Z\xc3-\xd4]`;
const lower = String.raw`[a-z\x80-\xd4]`;
const numberBehind = String.raw`\d{1,5}(?: ?[A-Za-z]|[-/]\d{1,4}[A-Za-z]?)?`;
const numberInFront = String.raw`(?:${houseNumber},? )?`;
/** A city behind street and number: with a postcode, or after a comma. */
const behind = String.raw`${maybeUnits}(?:${placesWith(anyPostcode)}|${commaPlaces})?`;
const withPostcode = (digits: string): string => String.raw`(?:${between}${digits} ${place}(?:, ${cap})?)`;

/** Kinds of street that end a word. */
const ending = oneOf(
  ...[String.raw`[Ss]tra(?:\xc3\x9f|ss)e`, String.raw`[Ss]tr\.`, "[Ww]eg", "[Pp]latz", "[Aa]llee", "gasse", "damm"],
  ...["ufer", "[Cc]haussee", "-Ring", "-Gasse", "-Damm", "-Ufer", "steig", "graben", "br(?:ü|ue)cke", "promenade"],
  ...["straat", "laan", "plein", "gracht", "kade", "dreef", "singel", "steeg", "plantsoen", "hof", "dijk"],
  ...["gatan", "vägen", "gränd", "torget", "stigen", "backen", "allén", "leden", "gata", "väg", "byvägen"],
  ...["veien", "vegen", "gaten", "vei", "veg", "gate", "plassen", "bakken", "svingen", "tunet"],
  ...["vej", "gade", "allé", "stræde", "vænget", "parken", "toften", "haven", "pladsen"],
  ...["katu", "tie", "kuja", "polku", "kaari", "raitti", "aukio", "väylä", "rinne", "vegur", "gata", "stígur", "braut"],
);
const kindAlone = oneOf(
  ...[String.raw`Stra(?:\xc3\x9f|ss)e`, String.raw`Str\.`, "Weg", "Platz", "Allee", "Gasse", "Damm", "Ufer"],
  ...["Chaussee", "Ring", "vei", "veg", "gate", "vej", "plads", "allé", "plass", "väg", "gata", "gränd", "tie", "katu"],
  ...["polku", "utca", String.raw`u\.`, "út", "útja", "tér", "körút", String.raw`krt\.`, "tee", "tänav", "puiestee"],
);
const joined = String.raw`${capital}${lower}{1,24}(?:-${capital}${lower}{1,20}){0,2}-?${ending}`;
const apartKind = String.raw`${capital}${lower}{1,24}(?:-${capital}${lower}{1,20}){0,2} ${kindAlone}`;
/** Streets with a preposition need a postcode behind them: "Am Montag 12". */
const byPreposition = String.raw`(?:Am|An der|An den|Auf der|Auf dem|Im|In der|In den|Unter den|Zum|Zur|Hinter der|Vor dem) ${capital}${lower}{2,24}`;

const romance = oneOf(
  ...["Rue", "Avenue", String.raw`Av(?:e|da|d)?\.`, "Boulevard", String.raw`B(?:oulevar)?d\.?`, "Allée", "Chemin"],
  ...["Impasse", "Quai", "Viale?", "Piazz(?:a|ale)", "Corso", "Vicolo", "Strada", "Contrada", "Lungotevere"],
  ...["Calle", "C/", "Avenida", "Avinguda", "Plaza", "Plaça", "Paseo", "Pasaje", "Camino", "Carrer", "Carretera"],
  ...["Ronda", "Travesía", "Cuesta", "Glorieta", "Rúa", "Rua", "Praça", "Travessa", "Estrada", "Alameda", "Rodovia"],
  ...["Ladeira", "Largo", "Urbanização", "Vila"],
);
const romanceSmall = oneOf(
  ...["rue", "avenue", "boulevard", "allées?", "chemin", "impasse", "quai", "place", "cours", "route", "square"],
  ...["passage", "Place", "Cours", "Route", "Square", "Passage", "calle", "avenida", "plaza", "via", "viale", "rua"],
);
const slavic = oneOf(
  ...[String.raw`ul\.`, String.raw`al\.`, String.raw`pl\.`, String.raw`os\.`, "ulica", "aleja", "plac", "osiedle"],
  ...[String.raw`bul\.`, "ulice", String.raw`nám\.`, "náměstí", String.raw`str\.`, "strada", "Strada", "Bulevardul"],
  ...["Aleea", "Calea", "Λεωφ\\.", "Οδός", String.raw`ул\.`, "улица", String.raw`пр\.`, "проспект", "вул\\."],
);
/** Names after the kind: `de la Paix`, `dos Três Irmãos`, `Lubartowska`. */
const named = String.raw`(?:${particle} |[dl]'|[dD]ell?['a-z]{0,3} ?)?${cap}(?: (?:${cap}|${low}|\d{1,4})){0,4}`;
const numberAfterName = String.raw`,? (?:n[.º°]{0,3} ?|N[.º°] ?|nr\.? |č\. ?|km )?${numberBehind}(?:, ?\d{1,2}[ºªo°]?(?: ?[A-Za-z])?)?`;

export const europeanAddresses: readonly Detector[] = [
  {
    id: "street-address-de",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "de"],
    pattern: oneOf(
      String.raw`${numberInFront}(?:${joined}|${apartKind}),? ${numberBehind}${behind}`,
      String.raw`${byPreposition} ${numberBehind}${withPostcode(String.raw`(?:[A-Z]{1,2}-)?\d{4,5}`)}`,
    ),
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.75,
    source: "DIN 5008; UPU S42, addressing systems of DE, AT, CH, NL, SE, NO, DK, FI, HU",
    examples: [
      { text: "Ich wohne Musterstraße 12, 10115 Berlin.", find: ["Musterstraße 12, 10115 Berlin"] },
      { text: "Karl-Marx-Allee 3a in Berlin", find: ["Karl-Marx-Allee 3a"] },
      {
        text: "Berliner Str. 7 und Unter den Linden 5, 10117 Berlin",
        find: ["Berliner Str. 7", "Unter den Linden 5, 10117 Berlin"],
      },
      {
        text: "Wilgenlaan 86\n1234 AB Utrecht, daarna Björkvägen 55, 123 45 Lund",
        find: ["Wilgenlaan 86\n1234 AB Utrecht", "Björkvägen 55, 123 45 Lund"],
      },
    ],
    counterExamples: [
      { text: "Spring 5 and Engineering 101" },
      { text: "die Straße 12 ist lang" },
      { text: "Am Montag 12 Uhr" },
      { text: "221B Baker Street, London NW1 6XE", neighbour: "street-address-uk" },
    ],
  },
  {
    id: "street-address-numbered-compound",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    pattern: String.raw`${houseNumber},? (?:(?:${cap}|${particle}) ){1,3}(?:${joined}|${kindAlone}),? ${numberBehind}${behind}`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.7,
    source: "UPU S42, addressing systems of NL, NO, SE",
    examples: [
      { text: "at 77 Carry van Bruggenweg 12, Assen", find: ["77 Carry van Bruggenweg 12, Assen"] },
      { text: "18 Nordahl Rolfsens vei 187", find: ["18 Nordahl Rolfsens vei 187"] },
      { text: "9 Lille Birkevej 8, Måløv", find: ["9 Lille Birkevej 8, Måløv"] },
    ],
    counterExamples: [
      { text: "in 1848 Big Way 5" },
      { text: "7 Carry van 12" },
      { text: "1 Nordahl vei" },
      { text: "Musterstraße 12, 10115 Berlin", neighbour: "street-address-de" },
    ],
  },
  {
    id: "street-address-romance",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "fr", "es", "it", "pt", "br"],
    pattern: String.raw`${romance} ?${named}${numberAfterName}${behind}`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.75,
    source: "UPU S42, addressing systems of FR, ES, IT, PT, BR",
    examples: [
      { text: "Vive en Calle de Alcalá, 45, 28014 Madrid.", find: ["Calle de Alcalá, 45, 28014 Madrid"] },
      { text: "Via Garibaldi 22\n00184 Roma (RM)", find: ["Via Garibaldi 22\n00184 Roma (RM)"] },
      { text: "Rua das Hortências, 1428, Curitiba", find: ["Rua das Hortências, 1428, Curitiba"] },
    ],
    counterExamples: [
      { text: "Via email 12" },
      { text: "Rue the day in 1848" },
      { text: "Calle de Alcalá" },
      { text: "Musterstraße 12, 10115 Berlin", neighbour: "street-address-de" },
    ],
  },
  {
    id: "street-address-romance-numbered",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "fr", "be", "ca"],
    pattern: String.raw`${houseNumber}(?: ?bis| ?ter)?,? (?:\d{1,5},? )?(?:${romance}|${romanceSmall}|${slavic}|R) ?${named}(?: ${numberBehind})?${behind}`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.7,
    source: "AFNOR NF Z10-011; UPU S42, addressing systems of FR, BE, LU",
    examples: [
      { text: "au 12 bis, rue de la Paix, 75002 Paris", find: ["12 bis, rue de la Paix, 75002 Paris"] },
      { text: "habite 17, boulevard Voltaire\n33000 Bordeaux", find: ["17, boulevard Voltaire\n33000 Bordeaux"] },
      { text: "34 Avenue des Tuileries", find: ["34 Avenue des Tuileries"] },
    ],
    counterExamples: [
      { text: "12 route calls" },
      { text: "at 5 rue the day" },
      { text: "Avenue des Tuileries" },
      { text: "Via Garibaldi 22, Roma", neighbour: "street-address-romance" },
    ],
  },
  {
    id: "street-address-slavic",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "pl", "cz", "ro"],
    pattern: String.raw`${slavic} ?${named}${numberAfterName}(?: ?m\. ?\d{1,4})?${behind}`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.75,
    source: "UPU S42, addressing systems of PL, CZ, RO, GR, UA",
    examples: [
      { text: "mieszka ul. Leśna 12/3, 31-345 Kraków", find: ["ul. Leśna 12/3, 31-345 Kraków"] },
      { text: "al. Jana Pawła 7", find: ["al. Jana Pawła 7"] },
      { text: "Strada Mihai Eminescu 14, Cluj", find: ["Strada Mihai Eminescu 14, Cluj"] },
    ],
    counterExamples: [
      { text: "ul. with 12 li" },
      { text: "os. path 5" },
      { text: "et al. Smith" },
      { text: "Musterstraße 12, 10115 Berlin", neighbour: "street-address-de" },
    ],
  },
  {
    id: "street-address-compact",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    lead: String.raw`\n[ >?|]{0,5}`,
    pattern: String.raw`(?:${houseNumber},? )?${cap}(?: (?:${cap}|${particle})){0,3},? ${numberBehind}${maybeUnits}${between}${oneOf(
      String.raw`${longPostcode}${between}${place}`,
      String.raw`\d{4} ${cap}`,
    )}`,
    notAfter: noWordAfter,
    confidence: 0.6,
    source: "UPU S42: street and number on one line, postcode and city on the next",
    examples: [
      { text: "Jan Novák\nDlouhá 12\n110 00 Praha", find: ["Dlouhá 12\n110 00 Praha"] },
      { text: "Till\nLindenhof 3a\n10115 Berlin", find: ["Lindenhof 3a\n10115 Berlin"] },
      { text: "Acme\nGroot Eiland 29\n1012 AB Amsterdam", find: ["Groot Eiland 29\n1012 AB Amsterdam"] },
    ],
    counterExamples: [
      { text: "\nChapter 12 and 10115 more" },
      { text: "Dlouhá 12\n" },
      { text: "\nDlouhá 12" },
      { text: "Musterstraße 12, 10115 Berlin", neighbour: "street-address-de" },
    ],
  },
];
