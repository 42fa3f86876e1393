/**
 * Addresses typed without capitals. Prose is full of small words, so there is a kind of street, a number, and a postcode
 * behind them; and what begins one has to be rare enough to be waited for.
 */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import { notInWord, noWordAfter } from "./parts.ts";

const word = String.raw`[a-z\x80-\xff][a-z\x80-\xff'.-]{0,15}`;
const city = `${word}(?:[ -]${word}){0,2}`;
const number = String.raw`\d{1,4}(?: ?(?:bis|ter|[a-z]))?(?:[-/]\d{1,4}[a-z]?)?`;
const apart = String.raw`(?:,\s?|\s)`;
/** 3º b, piso 2, scala b, apto 12 */
const flat = String.raw`(?:,? (?:\d{1,2}[ºª°]? ?(?:[a-d]|izda|dcha|izq|der)?|(?:piso|puerta|scala|int\.?|esc\.?|apto\.?|bl(?:oco|\.)?) [0-9a-z]{1,4})){0,2}`;
const romance = oneOf(
  ...[
    "calle",
    "avenida",
    String.raw`avd?a?\.`,
    "plaza",
    "paseo",
    "camino",
    "carrer",
    "via",
    "viale",
    "piazza",
    "corso",
  ],
  ...["vicolo", "rua", "travessa", "alameda", "praça", "largo", "estrada", String.raw`ul\.`, String.raw`al\.`],
);
const french = oneOf(
  ...[
    "rue",
    "avenue",
    String.raw`av\.?`,
    "boulevard",
    String.raw`bl?v?d\.?`,
    "chemin",
    "impasse",
    "allée",
    "allee",
    "quai",
  ],
  ...["place", "route", "rte", "square", "passage", "cours", "voie", "sentier"],
);
const ending = oneOf(
  ...["straße", "strasse", String.raw`str\.`, "weg", "platz", "allee", "gasse", "damm", "ufer", "ring"],
  ...["straat", "laan", "plein", "gracht", "kade", "singel", "steeg", "hof", "dijk", "gatan", "vägen", "vej", "gade"],
);
const english = oneOf(
  ...[
    "street",
    "st",
    "road",
    "rd",
    "lane",
    "avenue",
    "ave",
    "drive",
    "close",
    "crescent",
    "terrace",
    "gardens",
    "grove",
  ],
  ...["square", "court", "place", "way", "hill", "row", "mews", "parade", "boulevard"],
);

export const smallAddresses: readonly Detector[] = [
  {
    id: "street-address-small",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "de", "nl", "fr", "es", "it", "pt"],
    pattern: oneOf(
      String.raw`(?:${romance} |c/ ?)(?:${word} ){0,3}${word},? (?:n[.º°]{1,2} ?)?${number}${flat}${apart}(?:- )?(?:\d{5}(?:-\d{3})?|\d{4}-\d{3}|\d{2}-\d{3}) ${city}`,
      String.raw`${number},? ${french} (?:${word} ){0,3}${word}${apart}\d{5} ${city}`,
      String.raw`[a-z\x80-\xff][a-z\x80-\xff.-]{2,24}${ending} ${number}${apart}(?:(?:d-)?\d{5}|(?:ch|a)-\d{4}|\d{4} ?[a-z]{2}|\d{3} \d{2}) ${city}`,
    ),
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.65,
    source: "UPU S42, addressing systems of DE, NL, FR, ES, IT, PT, BR, PL",
    examples: [
      { text: "vivo en calle mayor 12, 3º b, 28013 madrid", find: ["calle mayor 12, 3º b, 28013 madrid"] },
      {
        text: "musterstraße 12, 10115 berlin; wilgenlaan 86, 1234 ab utrecht",
        find: ["musterstraße 12, 10115 berlin", "wilgenlaan 86, 1234 ab utrecht"],
      },
      { text: "au 12 bis rue de la paix, 75002 paris", find: ["12 bis rue de la paix, 75002 paris"] },
      { text: "in via garibaldi 22, 00184 roma", find: ["via garibaldi 22, 00184 roma"] },
    ],
    counterExamples: [
      { text: "via email 12, and 10115 more" },
      { text: "sent via port 8080 to 12345 hosts" },
      { text: "stringstr. 12" },
      { text: "Musterstraße 12, 10115 Berlin", neighbour: "street-address-de" },
    ],
  },
  {
    id: "street-address-small-english",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "uk", "ca", "au"],
    pattern: String.raw`\d{1,5}[a-z]?,? [a-z][a-z']{1,14}(?: [a-z][a-z']{1,14})? ${english},? ${city}(?:,? ${city})?,? (?:[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}|(?:on|bc|ab|qc|ns|nb|mb|sk|pe|nl),? [a-z]\d[a-z] ?\d[a-z]\d|(?:nsw|vic|qld|wa|sa|tas|act|nt),? \d{4}|[a-z]{2},? \d{5}(?:-\d{4})?)`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.65,
    source: "Royal Mail PAF guide; Canada Post addressing guidelines; AS 4590; USPS Publication 28",
    examples: [
      { text: "it is 12 rose hill, oxford, ox4 4hl", find: ["12 rose hill, oxford, ox4 4hl"] },
      { text: "at 206 harbour drive, parramatta nsw 2150 now", find: ["206 harbour drive, parramatta nsw 2150"] },
      { text: "616 elm street, cedar falls, ia 50613", find: ["616 elm street, cedar falls, ia 50613"] },
    ],
    counterExamples: [
      { text: "5 cars in the street, and 12345 more" },
      { text: "12 rose hill, oxford" },
      { text: "we have 3 in one way or another, at 10 pm" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
];
