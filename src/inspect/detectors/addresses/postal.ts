/** Boxes, military addresses, postcodes that are named as such, corners of two streets. */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import {
  anyPostcode,
  cap,
  commaPlaces,
  longPostcode,
  maybeUnit,
  notInWord,
  noWordAfter,
  particle,
  placesWith,
  plainPlace,
} from "./parts.ts";

const box = oneOf(
  ...[
    String.raw`P\.? ?O\.? ?[Bb][Oo][Xx]`,
    "[Pp]ost (?:[Oo]ffice )?[Bb]ox",
    "Postfach",
    "Boîte [Pp]ostale",
    "Casella [Pp]ostale",
  ],
  ...[
    "Apartado(?: de [Cc]orreos| [Pp]ostal)?",
    "Caixa [Pp]ostal",
    "Postbus",
    "Postbo(?:ks|x)",
    "GPO Box",
    "Locked Bag",
  ],
  ...["Private Bag", "RMB", "BP[ :]", "Skrytka [Pp]ocztowa", String.raw`(?:RR|HC) #?\d{1,3},? Box`],
);
const military = String.raw`(?:\s?,)?\s{1,3}(?:[>?|]{1,3} ?)?(?:APO|FPO|DPO),? (?:A[AEP])(?:,? \d{5}(?:-\d{4})?)?`;

export const postalAddresses: readonly Detector[] = [
  {
    id: "post-box",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    pattern: String.raw`(?:\d{1,4} )?${box}:? ?#?X?\d{1,6}(?: \d{2,3}){0,2}${maybeUnit}(?:${placesWith(anyPostcode)}|${commaPlaces}(?: \d{5}(?:-\d{4})?)?)?`,
    notBefore: notInWord,
    // BP is blood pressure, too.
    notAfter: String.raw`${noWordAfter}|/\d`,
    confidence: 0.8,
    source: "USPS Publication 28, section 28; UPU S42",
    examples: [
      { text: "P.O. Box 1234, Austin, TX 78701", find: ["P.O. Box 1234, Austin, TX 78701"] },
      { text: "Postfach 10 01 44, 50441 Köln", find: ["Postfach 10 01 44, 50441 Köln"] },
      { text: "write to PO Box 77.", find: ["PO Box 77"] },
    ],
    counterExamples: [
      { text: "the box 12" },
      { text: "Post it in Box 5" },
      { text: "BP 142/88, HR 96, BP: 120/80" },
      { text: "P.O. Box" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "address-vcard",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    // Box, extension, street, city, region, code, country.
    lead: 'ADR(?:;[A-Za-z0-9=,"-]{1,30}){0,3}:',
    pattern: String.raw`[^;\r\n]{0,32};[^;\r\n]{0,48};[^;\r\n]{1,96};[^;\r\n]{0,48};[^;\r\n]{0,48};[^;\r\n]{0,16}(?:;[^;\r\n]{0,32})?`,
    confidence: 0.9,
    source: "RFC 6350, section 6.3.1; RFC 2426, section 3.2.1",
    examples: [
      {
        text: "TEL:1\nADR;TYPE=HOME:;;Lindenstr. 32;Berlin;;10115;Germany\nREV:2",
        find: [";;Lindenstr. 32;Berlin;;10115;Germany"],
      },
      { text: "ADR:;;42 Elm Street;Cedar Falls;IA;50613;USA", find: [";;42 Elm Street;Cedar Falls;IA;50613;USA"] },
      { text: "\nADR;TYPE=WORK,PREF:;Suite 3;1 Rue Ada;Lyon;;69002", find: [";Suite 3;1 Rue Ada;Lyon;;69002"] },
    ],
    counterExamples: [
      { text: "ADR: see the decision record" },
      { text: "ADR;TYPE=HOME:;;;;;;" },
      { text: "adr x0, label; add x1" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "military-address",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "us"],
    pattern: oneOf(
      String.raw`(?:PSC|CMR|Unit|UNIT|OMC) \d{1,5},? (?:Box|BOX) \d{1,5}${military}`,
      `(?:USS|USNS|USNV|USCGC|USAV) [A-Z][A-Za-z' .-]{1,30}${military}`,
      String.raw`(?:APO|FPO|DPO),? (?:A[AEP]),? \d{5}(?:-\d{4})?`,
    ),
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.9,
    source: "USPS Publication 28, section 225: military addresses",
    examples: [
      { text: "PSC 9236, Box 1684\nAPO AP 02137", find: ["PSC 9236, Box 1684\nAPO AP 02137"] },
      { text: "Unit 2451 Box 9006\nDPO AA 78045", find: ["Unit 2451 Box 9006\nDPO AA 78045"] },
      { text: "USNS Garcia\nFPO AE 31245", find: ["USNS Garcia\nFPO AE 31245"] },
    ],
    counterExamples: [
      { text: "Unit 2451 of Box 9006" },
      { text: "the USS Constitution sailed" },
      { text: "an APO in AP style" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "postcode-labelled",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    caseless: true,
    lead: String.raw`(?:zip[ _-]?codes?|zip|pstcd|post(?:al)?[ _-]?code|postal|pin[ _-]?code|plz|postleitzahl|code[ _]?postal|c(?:ó|o)digo[ _]?postal|cod\. ?postal|c\.?e\.?p\.?|postnummer|kod[ _]?pocztowy|c\.?a\.?p\.?|c\.p\.)(?:[ ]?[/,][ ]?(?:ort|ville|stadt|localit(?:à|é)|miejscowo(?:ś|s)(?:ć|c)|city|plaats))?\*{0,2}(?: is|:| =|=)?(?:\] => |\*{0,2}[ "']{1,2}|[ \t]{1,12}: |"[ ]?:[ ]?"|': ?'|\t|:?\n| \| |</t[dh]>\s{0,4}<td>|>|=)`,
    pattern: longPostcode,
    notAfter: String.raw`[A-Za-z0-9]|[.,]\d`,
    confidence: 0.7,
    source: "UPU, Universal POST*CODE database",
    examples: [
      { text: "My zip code is 66298", find: ["66298"] },
      { text: "PLZ: 10115", find: ["10115"] },
      { text: "postcode NW1 6XE please", find: ["NW1 6XE"] },
      { text: `"plz": "10115", "postalCode":"94401", {'zip': '50613'}`, find: ["10115", "94401", "50613"] },
      { text: "PLZ/Ort: 10115 Berlin, Kod pocztowy: 00-950", find: ["10115", "00-950"] },
      {
        text: "**Zip:** 94401\nCode postal : 75011 <PostalCode>M5V 2A8</PostalCode>",
        find: ["94401", "75011", "M5V 2A8"],
      },
    ],
    counterExamples: [
      { text: "code 66298" },
      { text: "zip 12 files" },
      { text: "the zip code" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    // Four digits are a year elsewhere.
    id: "postcode-labelled-short",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    caseless: true,
    lead: `(?:post_?code|postal[ _]?code|plz|postleitzahl|postnummer|postnr|code postal)["']?: ?["']?`,
    pattern: String.raw`\d{4}`,
    notAfter: String.raw`[\w-]|[.,]\d`,
    confidence: 0.6,
    source: "UPU, Universal POST*CODE database",
    examples: [
      { text: "PLZ: 3011, Postnummer: 0150", find: ["3011", "0150"] },
      { text: '"postcode": "2026"', find: ["2026"] },
      { text: "postal_code: 8011", find: ["8011"] },
    ],
    counterExamples: [
      { text: "postcode 2026" },
      { text: "PLZ: 2024-05-01" },
      { text: "PLZ: 10115", neighbour: "postcode-labelled" },
    ],
  },
  {
    // Where a form asks for both, both are found.
    id: "postcode-and-town",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    caseless: true,
    lead: String.raw`(?:plz|postleitzahl|postnr|postnummer|post(?:al)?[ _-]?code|zip(?:[ _-]?code)?|code postal|c\.?p\.?|c\.?a\.?p\.?|c\.?e\.?p\.?|kod pocztowy|c(?:ó|o)digo postal)(?: ?[/,&] ?| (?:und|och|og|en|et|e|y|i|and) )(?:wohn)?(?:ort|stadt|postort|stad|by|sted|poststed|woonplaats|plaats|town|city|ville|localit(?:é|à)|citt(?:à|a)|comune|cidade|localidade|localidad|poblaci(?:ó|o)n|ciudad|municipio|miejscowo(?:ś|s)(?:ć|c)|miasto)"? ?:?[ \t"]{1,4}`,
    pattern: String.raw`${anyPostcode},?[ \t]{1,3}${plainPlace}`,
    notAfter: noWordAfter,
    confidence: 0.7,
    source: "UPU, Universal POST*CODE database; what forms ask for",
    examples: [
      { text: "PLZ, Ort: 10115 Berlin", find: ["10115 Berlin"] },
      { text: "Postnr och ort: 111 22 Stockholm", find: ["111 22 Stockholm"] },
      {
        text: "Postcode en woonplaats: 3511 LN Utrecht\nCode postal et ville : 69002 Lyon",
        find: ["3511 LN Utrecht", "69002 Lyon"],
      },
    ],
    counterExamples: [
      { text: "PLZ, Ort: siehe oben" },
      { text: "10115 Berlin" },
      { text: "Ort: 10115" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-corner",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    pattern: String.raw`(?:[Tt]he )?(?:[Cc]orner|[Ii]ntersection) of (?:\d{1,4} )?(?:(?:${cap}|${particle}) ){1,5}(?:\d{1,4}[A-Za-z]? )?(?:and|&) (?:\d{1,4} )?(?:${particle} )?${cap}(?: (?:${cap}|${particle})){0,4}(?: \d{1,4})?`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.6,
    source: "USPS Publication 28, section 29: intersections are no delivery addresses; they name a place all the same",
    examples: [
      {
        text: "at the corner of 4748 Westfall Avenue and Maclean Street.",
        find: ["the corner of 4748 Westfall Avenue and Maclean Street"],
      },
      { text: "Corner of Oak and Third", find: ["Corner of Oak and Third"] },
      { text: "the intersection of Pine St and Main St", find: ["the intersection of Pine St and Main St"] },
    ],
    counterExamples: [
      { text: "the corner of the room and the hall" },
      { text: "a corner of Oak" },
      { text: "intersection of A with B" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
];
