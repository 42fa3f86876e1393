/** Addresses that are known by what stands in them or before them, whatever the street is called. */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import {
  apart,
  between,
  cap,
  commaPlaces,
  houseNumber,
  longPostcode,
  low,
  notInWord,
  noWordAfter,
  particle,
  place,
  placesWith,
  plainPlace,
  unit,
} from "./parts.ts";

/** 35 Kromwater 38, 36 4022 Oakridge Lane, 71 Estrada nacional 105, 92 ul. Lubartowska 42 */
const street = String.raw`${houseNumber},?(?: \d{1,5}[A-Za-z]?,?)?(?: (?:${particle}|(?:[dl]|dell|nell|sull)'|[a-z]{1,4}\.|[rv]ua?|rue|via))?(?: |')${cap}(?: (?:${cap}|${low}|\d{1,4}[A-Za-z]?\.?)){0,4}`;
const strictStreet = String.raw`${houseNumber},?(?: \d{1,5}[A-Za-z]?,?)?(?: (?:${particle}|[a-z]{1,4}\.|rue|via))? ${cap}(?: (?:${cap}|${particle})){0,4}(?: \d{1,4}[A-Za-z]?)?`;
const units = String.raw`(?:${between}${unit}){1,2}`;
const behind = String.raw`(?:${placesWith(longPostcode)}|${commaPlaces}| ${plainPlace})?`;

const labels = oneOf(
  ...["[Aa]ddress(?:es)?", "ADDRESS", "[Ss]treet", "[Ll]ives?(?:d)? (?:at|on|in)", "[Ll]iving (?:at|on)"],
  ...["[Rr]esid(?:es|ing|ed|ent) (?:at|of)", "[Ll]ocated (?:at|on)", "(?:[Ss]en[dt]|[Dd]eliver(?:ed)?|[Ss]hip(?:ped)?|[Mm]ail(?:ed)?|[Rr]eturn(?:ed)?)(?: it)? to"],
  ...["(?:office|home|house|shop) is (?:at|on)", "[Aa]dresse", "[Aa]nschrift", "wohnhaft in", "[Dd]irección", "[Ii]ndirizzo"],
  ...["[Ee]ndereço", "[Aa]dres", "[Dd]omicilio", "his address", "her address", "address(?: to| is)", "[Hh]ome", "taxi to"],
);

export const generalAddresses: readonly Detector[] = [
  {
    id: "street-address-with-unit",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    pattern: String.raw`${street}${units}${behind}`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.7,
    source: "UPU S42; USPS Publication 28, section 213: secondary address units",
    examples: [
      { text: "57 Askelund 1\n Suite 322\n Boeslunde\n Norway 67655", find: ["57 Askelund 1\n Suite 322\n Boeslunde\n Norway 67655"] },
      { text: "to 36 Asnyka Adama 82 Apt. 168 Rzeszow", find: ["36 Asnyka Adama 82 Apt. 168 Rzeszow"] },
      { text: "5 Kings Reach, Flat 12.", find: ["5 Kings Reach, Flat 12"] },
    ],
    counterExamples: [
      { text: "Suite 322 is free" },
      { text: "57 people in Suite" },
      { text: "see 4 Items" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-address-after-unit",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    pattern: String.raw`(?:Apt\.?|Apartment|Suite|Flat|Unit|Studio) #?\d{1,4}[A-Za-z]?(?:${between}(?:${strictStreet}|${cap}(?: (?:${cap}|${particle})){0,3} \d{1,5})(?:${placesWith(longPostcode)}|${commaPlaces})?)?`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.6,
    source: "USPS Publication 28, section 213: secondary address units",
    examples: [
      { text: "Apt. 434 60 Rue de la Sarthe 421\nHoudain 62150", find: ["Apt. 434 60 Rue de la Sarthe 421\nHoudain 62150"] },
      { text: "Ring at Apt. 705.", find: ["Apt. 705"] },
      { text: "Suite 324 Hamilton", find: ["Suite 324"] },
    ],
    counterExamples: [
      { text: "the suite 12" },
      { text: "apt-get install 12" },
      { text: "Unit Tests 5" },
      { text: "742 Evergreen Terrace Apt 5", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-address-with-postcode",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    pattern: String.raw`${strictStreet}${oneOf(
      String.raw`${apart}${place}(?:${between}${place}){0,2},?(?:${between})${longPostcode}(?:,\s{1,2}${plainPlace})?`,
      String.raw`${apart}${longPostcode},?${between}${place}`,
    )}`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.7,
    source: "UPU S42, Universal POST*CODE database",
    examples: [
      { text: "at 69 Reconstruction\nGRUB, NO\n Tonga 49923", find: ["69 Reconstruction\nGRUB, NO\n Tonga 49923"] },
      { text: "101 Hauptmarkt\n90403 Nürnberg", find: ["101 Hauptmarkt\n90403 Nürnberg"] },
      { text: "7 Na Příkopě, 110 00 Praha", find: ["7 Na Příkopě, 110 00 Praha"] },
    ],
    counterExamples: [
      { text: "In 2024 Apple sold 12345 units" },
      { text: "12 January, Paris 2024" },
      { text: "at 5 Monday" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-address-labelled",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    lead: String.raw`${labels}(?: (?:is|to|at|was))?:?[ "]\s{0,3}`,
    pattern: oneOf(
      String.raw`${street}(?:${between}${unit})?${behind}`,
      String.raw`${cap}(?: (?:${cap}|${particle})){0,4},? \d{1,5}[A-Za-z]?(?: ${cap}(?: ${cap}){0,3})?(?:${between}${unit})?(?:${placesWith(longPostcode)}|${commaPlaces})?`,
    ),
    notAfter: noWordAfter,
    confidence: 0.65,
    source: "UPU S42, behind a word that announces an address",
    examples: [
      { text: "Toni lives at 34 Skolegyden 99, København K", find: ["34 Skolegyden 99, København K"] },
      { text: "His address: Dlouhá 12, Praha.", find: ["Dlouhá 12, Praha"] },
      { text: "It was sent to 71 Old Brewery", find: ["71 Old Brewery"] },
    ],
    counterExamples: [
      { text: "the address 10 is not valid" },
      { text: "she lives at the end of 5 roads" },
      { text: "sent to Paris" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
];
