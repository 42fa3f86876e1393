/** Addresses that are known by what stands in them or before them, whatever the street is called. */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import { foundation } from "./foundation.ts";
import { named, numberedRomance, slavic, smallFrench } from "./kinds.ts";
import {
  anyPostcode,
  apart,
  between,
  cap,
  commaPlaces,
  houseNumber,
  longPostcode,
  low,
  maybeFloor,
  maybeUnit,
  namedUnit,
  notInWord,
  noWordAfter,
  particle,
  place,
  placesWith,
  plainPlace,
  properParticle,
} from "./parts.ts";

const front = String.raw`${houseNumber}(?: ?bis| ?ter)?,?(?: \d{1,5}[A-Za-z]?,?)?`;
const smallFirst = String.raw`(?: (?:${properParticle}|(?:ul|al|pl|os|av|bd|st|str|bul)\.|[dl]'|rue|via|calle|place|plaza))?`;
/** 35 Kromwater 38, 36 4022 Oakridge Lane, 71 Estrada nacional 105, 92 ul. Lubartowska 42 */
const anyName = String.raw`${smallFirst}[ ']${cap}(?:\.?[ -](?:${cap}|${low}|\d{1,4}[A-Za-z]?\.?)){0,5}`;
/** The same without small words but articles and prepositions. */
const strictName = String.raw`(?:${smallFirst}[ ']|,? ?\n)${cap}(?:\.?[ -](?:${cap}|${particle})){0,4}(?: \d{1,4}[A-Za-z]?)?`;
// A space behind `os.`, which is a module of Python, too.
/** Bât. B, Résidence les Lilas, appt 12, 3e étage */
const frenchUnit = String.raw`(?:(?:[Bb](?:â|a)t(?:iment|\.)?|[Aa]pp(?:t|artement|\.)?|[Ee]sc(?:alier|\.)?|[Pp]orte) ?[0-9A-Z]{1,4}|\d{1,2}(?:er|e|ème) étage|RDC|[Rr](?:ésidence|és\.) (?:(?:d[eu]s?|l[ae]s?) |l')?${cap}(?: ${cap})?)(?:, ?| - |\n)`;
const kindedName = ` (?:${numberedRomance} ?|(?:${smallFrench}|${slavic}) |(?:ul|bul|str)\\.|R\\.? )${named}`;
const auState = "NSW|VIC|QLD|WA|SA|TAS|ACT|NT|New South Wales|Victoria|Queensland";
/** Commas or lines, and a postcode that is no year. */
const codedPlaces = oneOf(
  String.raw`${apart}${place}(?:${between}${plainPlace}){0,2}(?:${between}| ?[,-] ?)${longPostcode}(?:,\s{1,2}${plainPlace})?`,
  String.raw`${apart}${longPostcode},?${between}${place}(?:, {1,2}${cap}| ?\([A-Z]{2}\)| ?/ ?[A-Z]{2})?`,
  String.raw`${apart}${plainPlace},?\s{1,2}(?:${auState}),?\s{1,2}\d{4}`,
);
const withUnit = `${between}${namedUnit}${oneOf(
  commaPlaces,
  ` ${plainPlace}`,
  String.raw`(?:${between}${place}){1,2}${between}${longPostcode}(?:,\s{1,2}${plainPlace})?`,
  `${between}${longPostcode},? ${place}`,
)}?`;

const labels = oneOf(
  ...["[Aa]ddress(?:es)?", "ADDRESS", "[Ss]treet", "[Ll]ives?(?:d)? (?:at|on|in)", "[Ll]iving (?:at|on)"],
  ...[
    "[Rr]esid(?:es|ing|ed|ent) (?:at|of)",
    "[Ll]ocated (?:at|on)",
    "(?:[Ss]en[dt]|[Dd]eliver(?:ed)?|[Ss]hip(?:ped)?|[Mm]ail(?:ed)?)(?: it)? to",
    "[Rr]eturn(?:ed)? it to|[Pp]lease return to",
  ],
  ...[
    "(?:office|home|house|shop|store|apartment|package|parcel)(?: is)? (?:at|on|to)",
    "[Aa]dresse",
    "[Aa]nschrift",
    "wohnhaft in",
    "[Dd]irección",
    "[Ii]ndirizzo",
  ],
  ...[
    "[Ee]ndereço",
    "[Aa]dres",
    "[Dd]omicilio",
    "his address",
    "her address",
    "address(?: to| is)",
    "[Hh]ome",
    "taxi to",
  ],
);

/** Typed without capitals: 12 main st apt 4, springfield, il 62704 */
const smallWord = oneOf(
  ...[
    "street",
    String.raw`st\.?`,
    "avenue",
    String.raw`ave\.?`,
    "road",
    String.raw`rd\.?`,
    "boulevard",
    String.raw`blvd\.?`,
  ],
  ...["lane", "ln", "drive", String.raw`dr\.?`, "court", "ct", "place", "pl", "terrace", "way", "parkway", "pkwy"],
  ...["circle", "cir", "highway", "hwy", "trail", "loop", "square", "close", "crescent", "parade"],
);
const smallName = "(?:[a-z][a-z']{0,14}|[0-9]{1,3}(?:st|nd|rd|th))";
const smallStreet = String.raw`\d{1,6}[a-z]?(?: (?:[ns][ew]?|[ew]|north|south|east|west|old|new))?(?: ${smallName}){1,2} ${smallWord}(?: (?:[ns][ew]?|[ew]|north|south|east|west))?(?:,? (?:apt\.?|apartment|unit|suite|ste\.?|#|flat) ?#?(?:\d{1,5}[a-z]?|[a-z]))?(?:(?:,? [a-z]{3,14}(?: [a-z]{2,14}){0,2})?,? [a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|(?:, [a-z]{2,14}(?: [a-z]{2,14}){0,2})?,? [a-z]{2},? \d{5}(?:-\d{4})?|(?:, [a-z]{3,14}){1,2})?`;

/** The same on the Continent: lindenweg 12, 10115 berlin; 12 rue des lilas; calle mayor 5; ul. leśna 3/4 */
const smallLetters = String.raw`[a-z\xc3-\xc5][a-z\x80-\xc5'-]{1,18}`;
const smallCity = String.raw`(?:,? (?:\d{5}|\d{4} ?[a-z]{2}|\d{2}-\d{3}|\d{3} \d{2}|\d{4}-\d{3})(?: ${smallLetters}){1,3}|,? (?:in|à|en|te|w|i) ${smallLetters})?`;
const smallContinental = oneOf(
  String.raw`${smallLetters}(?:straße|strasse|str\.?|weg|gasse|platz|allee|ring|damm|ufer|straat|laan|plein|gracht|kade|dijk|singel|gatan|vägen|vej|veien|gade) \d{1,4} ?[a-z]?${smallCity}`,
  String.raw`\d{1,4}(?: bis| ter)?,? (?:rue|avenue|av\.?|boulevard|bd\.?|chemin|impasse|allée|place|quai|route)(?: ${smallLetters}){1,5}${smallCity}`,
  String.raw`(?:calle|c/|avenida|avda?\.?|plaza|paseo|via|viale|piazza|corso|rua|travessa|praça|ul\.|ulica|al\.|os\.) ?${smallLetters}(?: ${smallLetters}){0,4},? (?:n[.º°]{0,2} ?)?\d{1,4}(?:/\d{1,4})?[a-z]?${smallCity}`,
);

/** H.No. 12-3, B-14, 221/B, A/402, 10-1-123/A */
const indianFront = oneOf(
  String.raw`(?:(?:H\. ?No|House No|Plot No|Door No|Flat No|Shop No|Ward No|Plot|Villa|Flat|House|Shop|Door|No)\.? ?|#|[A-Z]-)\d{1,5}(?:-?[A-Za-z])?(?:[-/]\d{1,4}){0,3}`,
  String.raw`\d{1,4}/[A-Z]|[A-Z]/\d{1,4}|\d{1,3}-\d{1,3}-\d{1,4}(?:/[A-Z])?`,
);
const indianWord = String.raw`(?:(?:Gali|Road|Ward|Street|Phase) No\.? \d{1,3}|P\.?O\.?|[A-Z]\.[A-Z]\.?|${cap}\.?|\(${cap}\)|[A-Z]|\d{1,3}(?:st|nd|rd|th)|[A-Z][a-z]{2,7} \d{1,3})`;

const indianCode = String.raw`(?:,| ?-)? ?\d{3} ?\d{3}`;

export const generalAddresses: readonly Detector[] = [
  {
    id: "street-address-numbered",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    pattern: `${front}${oneOf(`${strictName}${codedPlaces}`, anyName + withUnit)}`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    allow: foundation,
    confidence: 0.7,
    source: "UPU S42 and the Universal POST*CODE database; AFNOR NF Z10-011; USPS Publication 28, section 213",
    examples: [
      {
        text: "57 Askelund 1\n Suite 322\n Boeslunde\n Norway 67655",
        find: ["57 Askelund 1\n Suite 322\n Boeslunde\n Norway 67655"],
      },
      { text: "to 36 Asnyka Adama 82 Apt. 168 Rzeszow", find: ["36 Asnyka Adama 82 Apt. 168 Rzeszow"] },
      {
        text: "at 0487 Hull Village Suite 759\nJohnstad, NV 89412",
        find: ["0487 Hull Village Suite 759\nJohnstad, NV 89412"],
      },
      { text: "101 Hauptmarkt\n90403 Nürnberg", find: ["101 Hauptmarkt\n90403 Nürnberg"] },
      { text: "12 Lotus Enclave, Pune - 411001", find: ["12 Lotus Enclave, Pune - 411001"] },
    ],
    counterExamples: [
      { text: "In 2024 Apple sold 12345 units" },
      { text: "12 January, Paris 2024" },
      { text: "57 people in Suite" },
      { text: "reverse(), 3, RE_ALL) and 55 Use UTS #46 instead" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-address-numbered-kind",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "fr", "be"],
    pattern: String.raw`${front}${kindedName}${maybeFloor}(?:${placesWith(longPostcode)}|${commaPlaces}|${between}\d{4} ${plainPlace})?`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.7,
    source: "AFNOR NF Z10-011; UPU S42, addressing systems of FR, BE, CH, LU",
    examples: [
      { text: "au 12 bis, rue de la Paix, 75002 Paris", find: ["12 bis, rue de la Paix, 75002 Paris"] },
      { text: "71 boulevard Victor Hugo, Lille", find: ["71 boulevard Victor Hugo, Lille"] },
      {
        text: "45 rte de Vannes, 44100 Nantes; 12 rue Aurore, bâtiment A, escalier 2, 75002 Paris",
        find: ["45 rte de Vannes, 44100 Nantes", "12 rue Aurore, bâtiment A, escalier 2, 75002 Paris"],
      },
      { text: "78 bd de l'Aurore, 3e étage", find: ["78 bd de l'Aurore, 3e étage"] },
      { text: "92 ul. Lubartowska", find: ["92 ul. Lubartowska"] },
    ],
    counterExamples: [
      { text: "12 route calls, at 5 rue the day" },
      { text: "fp.seek(0, os.SEEK_END)" },
      { text: "12 avenues of Paris" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-address-unit-first-fr",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "fr"],
    pattern: String.raw`(?:${frenchUnit}){1,3}${front}${kindedName}(?:${apart}\d{5} ${place})?`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.7,
    source: "AFNOR NF Z10-011: flat, floor and building stand before the street",
    examples: [
      {
        text: "Appt 21, 3e étage, 73 rue Aurore, 75002 Paris",
        find: ["Appt 21, 3e étage, 73 rue Aurore, 75002 Paris"],
      },
      {
        text: "à Bât. B, Résidence les Lilas, 12 ter allée Aurore, 44100 Nantes",
        find: ["Bât. B, Résidence les Lilas, 12 ter allée Aurore, 44100 Nantes"],
      },
      { text: "chez nous, RDC, 5 boulevard Aurore.", find: ["RDC, 5 boulevard Aurore"] },
    ],
    counterExamples: [
      { text: "Résidence les Lilas" },
      { text: "App 3, 12 autres" },
      { text: "3e étage, 12 personnes" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-address-after-unit",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    pattern: oneOf(
      String.raw`(?:Apt\.?|Apartment) #?\d{1,4}[A-Za-z]?`,
      // No year behind what is the name of programs, too.
      String.raw`(?:(?:Apt\.?|Apartment|Suite|Flat|Unit) #?\d{1,4}|(?:Studio|Level) #?\d{1,3})[A-Za-z]?${between}(?:${front}${strictName}|${cap}(?: (?:${cap}|${particle})){0,3} \d{1,5})(?:${placesWith(longPostcode)}|${commaPlaces})?`,
      String.raw`(?:H\. ?No|House No|Plot No|Door No|Flat No|Shop No)\.? ?${houseNumber}(?:${between}${cap}(?: ${cap}){0,3}(?:${placesWith(longPostcode)}|${commaPlaces})?)?`,
    ),
    notBefore: notInWord,
    notAfter: noWordAfter,
    allow: foundation,
    confidence: 0.6,
    source: "USPS Publication 28, section 213: secondary address units",
    examples: [
      {
        text: "Apt. 434 60 Rue de la Sarthe 421\nHoudain 62150",
        find: ["Apt. 434 60 Rue de la Sarthe 421\nHoudain 62150"],
      },
      { text: "Ring at Apt. 705.", find: ["Apt. 705"] },
      { text: "Suite 324, 12 Hamilton Road", find: ["Suite 324, 12 Hamilton Road"] },
    ],
    counterExamples: [
      { text: "Visual Studio 2019 Preview 4, Android Studio 2024 Build 3" },
      { text: "the suite 12, and Suite 12 passed" },
      { text: "apt-get install 12" },
      { text: "at 5:24, 20120323 and 7, 8, 201309" },
      { text: "Unit Tests 5, Visual Studio 2005" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-address-in",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "in"],
    pattern: oneOf(
      // India: any parts up to the PIN code.
      String.raw`${indianFront}(?:,\s(?:${indianWord}[ .-]{1,2}){0,2}${indianWord}){1,4}(?:${indianCode}|\n${cap}(?: ${cap})?${indianCode}(?:,?\n${cap}(?: ${cap})?)?)`,
      // Beside something that everybody knows, and villages.
      String.raw`(?:\d{1,4}[A-Z]?, (?:Opp|Near|Behind|Beside|Next to|Above)\.?|(?:Village|Vill\.?|Vpo|VPO)) (?:${indianWord}[ .-]{1,2}){0,3}${indianWord}(?:, (?:${indianWord}[ .-]{1,2}){0,3}${indianWord}){1,5}${indianCode}`,
    ),
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.6,
    source: "India Post: addressing guidelines",
    examples: [
      { text: "B-14, 4th Cross, Sector 62, Noida 201309", find: ["B-14, 4th Cross, Sector 62, Noida 201309"] },
      {
        text: "221/B, MG Road, Pune - 411001; A/402, Shanti Heights, Mumbai 400092",
        find: ["221/B, MG Road, Pune - 411001", "A/402, Shanti Heights, Mumbai 400092"],
      },
      {
        text: "126, Opp. City Mall, Near SBI Bank, Pune, Maharashtra - 411001",
        find: ["126, Opp. City Mall, Near SBI Bank, Pune, Maharashtra - 411001"],
      },
      {
        text: "Village Rampur, Post Sadar, Dist. Meerut, 250001",
        find: ["Village Rampur, Post Sadar, Dist. Meerut, 250001"],
      },
      {
        text: "#145, 3rd Floor, Aundh 5th Block\nPune 411007",
        find: ["#145, 3rd Floor, Aundh 5th Block\nPune 411007"],
      },
    ],
    counterExamples: [
      { text: "at 5:24, 20120323 and 7, 8, 201309" },
      { text: "Village People, 201309 copies" },
      { text: "126, Opposite, 250001" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-address-labelled",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    lead: String.raw`${labels}(?: (?:is|to|at|was))?"?:?[ "]\s{0,3}"?`,
    pattern: oneOf(
      `${front}${anyName}${maybeUnit}(?:${placesWith(anyPostcode)}|${commaPlaces})?`,
      String.raw`${cap}(?:\.? (?:${cap}|${particle})){0,4},? \d{1,5}[A-Za-z]?(?: ${cap}){0,2}${maybeUnit}(?:${placesWith(anyPostcode)}|${commaPlaces})?`,
      smallStreet,
    ),
    notAfter: noWordAfter,
    allow: foundation,
    confidence: 0.65,
    source: "UPU S42, behind a word that announces an address",
    examples: [
      { text: "Toni lives at 34 Skolegyden 99, København K", find: ["34 Skolegyden 99, København K"] },
      { text: "His address: Dlouhá 12, Praha.", find: ["Dlouhá 12, Praha"] },
      { text: "It was sent to 71 Old Brewery", find: ["71 Old Brewery"] },
      { text: "Adresse: Lindenhof 3, 8001 Zürich", find: ["Lindenhof 3, 8001 Zürich"] },
      {
        text: "i live at 42 e elm st apt 3, cedar falls, ia 50613 now; my address is 7 old mill lane",
        find: ["42 e elm st apt 3, cedar falls, ia 50613", "7 old mill lane"],
      },
      {
        text: "ship it to 7 elm road, unit b, cedar falls, ia 50613; my address: 81 mill street, leeds ls6 1aa",
        find: ["7 elm road, unit b, cedar falls, ia 50613", "81 mill street, leeds ls6 1aa"],
      },
    ],
    counterExamples: [
      { text: "the address 10 is not valid" },
      { text: "she lives at the end of 5 roads" },
      { text: "sent to Paris" },
      { text: "return to Step 1 of it" },
      { text: "sent to 3 people in the street, located at 2 ways" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-address-small",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location"],
    lead: `(?:[Aa]dresse|[Aa]dress:|[Aa]nschrift|[Dd]irección|direccion|[Ii]ndirizzo|[Mm]orada|[Ee]ndereço|endereco|[Aa]dres:?|wohne|wohnhaft|j(?:'|’)habite|vivo|abito|moro|woon|mieszkam|bor på|livrer|liefern|enviar|spedire|livraison)(?: (?:is|ist|est|es|è|é|är|to|in der|in|im|am|an|au|à|en|na|em|no|op|aan|przy|på|a)){0,2}"?:?[ "]{1,2}`,
    pattern: smallContinental,
    notAfter: noWordAfter,
    confidence: 0.6,
    source: "UPU S42, behind a word that announces an address; typed without capitals",
    examples: [
      {
        text: "meine adresse ist lindenstraße 12, 10115 berlin. j'habite 98 rue des lilas, 69002 lyon",
        find: ["lindenstraße 12, 10115 berlin", "98 rue des lilas, 69002 lyon"],
      },
      {
        text: "vivo en calle mayor 15, 28013 madrid; abito in via dei mille 22",
        find: ["calle mayor 15, 28013 madrid", "via dei mille 22"],
      },
      { text: "adres: wilgenlaan 86, 1016 eg amsterdam", find: ["wilgenlaan 86, 1016 eg amsterdam"] },
    ],
    counterExamples: [
      { text: "die adresse ist 12 und der weg 3" },
      { text: "adresse via 3 hops" },
      { text: "lindenstraße 12, calle mayor 15" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
];
