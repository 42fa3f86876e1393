/**
 * Addresses typed without capitals. Prose is full of small words, so one begins with its number, and a kind of street and a
 * postcode stand behind it: what any word may begin makes every step of a stream a quarter dearer.
 */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import { notInWord, noWordAfter } from "./parts.ts";

const word = String.raw`[a-z\x80-\xff][a-z\x80-\xff'.-]{0,15}`;
const city = `${word}(?:[ -]${word}){0,2}`;
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
  ...["rte", "voie", "sentier"],
  // Words of English, too.
  "(?:place|route|square|passage|cours) (?:d[eu]s?|l[ae]s?)",
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
    id: "street-address-small-french",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "fr"],
    pattern: String.raw`\d{1,4}(?: ?(?:bis|ter|[a-z]))?(?:[-/]\d{1,4}[a-z]?)?,? ${french} (?:${word} ){0,3}${word}(?:,\s?|\s)\d{5} ${city}`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.65,
    source: "UPU S42, addressing systems of FR",
    examples: [
      { text: "au 12 bis rue de la paix, 75002 paris", find: ["12 bis rue de la paix, 75002 paris"] },
      { text: "3 allée des lilas 44100 nantes", find: ["3 allée des lilas 44100 nantes"] },
      { text: "chez 45, bd voltaire\n75011 paris", find: ["45, bd voltaire\n75011 paris"] },
    ],
    counterExamples: [
      { text: "12 rue de la paix" },
      { text: "the 3 place holders in 12345 rows" },
      { text: "sent via port 8080 to 12345 hosts" },
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
