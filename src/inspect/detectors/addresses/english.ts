/** Addresses as the United States, Canada, Australia, India and the United Kingdom write them: house number first. */
import type { Detector } from "../../detector.ts";
import { noCentury, oneOf } from "../sample.ts";
import { foundation } from "./foundation.ts";
import {
  apart,
  between,
  caPostcode,
  cap,
  commaPlaces,
  houseNumber,
  low,
  maybeUnit,
  notInWord,
  noWordAfter,
  plainPlace,
  ukPostcode,
  unit,
} from "./parts.ts";

const ordinal = String.raw`\d{1,3}(?:st|nd|rd|th|ST|ND|RD|TH)`;
const word = String.raw`(?:${cap}\.?|${ordinal}|of|the|and|&)`;
const direction = String.raw`(?: (?:[NS]\.?(?:[EWew]\.?)?|[EW]\.?|(?:North|South)(?:[Ee]ast|[Ww]est)?|East|West))?`;

/** USPS Publication 28, C1, as far as the word says street on its own. */
const streetWord = oneOf(
  ...["Street", String.raw`St\.?`, String.raw`Str\.?`, "Avenue", String.raw`Ave?\.?`, "Road", String.raw`Rd\.?`],
  ...["Boulevard", String.raw`Bl?vd\.?`, String.raw`Ln\.?`, "Drive", String.raw`Dr\.?`],
  ...[String.raw`Ct\.?`, String.raw`Pl\.?`, "Square", String.raw`Sq\.?`, "Terrace", String.raw`Ter\.?`],
  ...["Parkway", String.raw`Pkwy\.?`, "Circle", String.raw`Cir\.?`, "Highway", String.raw`Hwy\.?`, "Trail"],
  ...[String.raw`Trl\.?`, "Turnpike", String.raw`Tpke\.?`, "Alley", "Expressway", "Freeway", "Causeway", "Crescent"],
  ...[
    String.raw`Cres\.?`,
    "Close",
    "Mews",
    "Esplanade",
    "Promenade",
    "Parade",
    "Loop",
    "Motorway",
    "Crossing",
    "Plaza",
  ],
  ...[
    "Grove",
    "Gardens",
    "Marg",
    "Nagar",
    "Chowk",
    "Salai",
    String.raw`Tce\.?`,
    String.raw`Pde\.?`,
    String.raw`Cct\.?`,
    String.raw`Gdns\.?`,
  ],
);
/** Surnames, too: a year before them is no house number where nothing follows. */
const streetOrName = oneOf("Lane", "Court", "Place", "Way");
/** The same in capitals and in small letters. */
const streetWordOfOneCase = oneOf(
  ...["STREET", String.raw`ST\.?`, "AVENUE", String.raw`AVE\.?`, "ROAD", String.raw`RD\.?`, "BOULEVARD", "BLVD"],
  ...["LANE", "LN", "DRIVE", String.raw`DR\.?`, "COURT", "CT", "PLACE", "PL", "TERRACE", "WAY", "PARKWAY", "CIRCLE"],
  ...["HIGHWAY", "HWY", "TRAIL", "PKWY", "CIR", "TER", "SQUARE", "SQ", "TRL", "LOOP", "PLAZA", "CRESCENT"],
);

const state = oneOf(
  ...["A[LKZRSEP]", "C[AOT]", "D[EC]", "F[LM]", "G[AU]", "HI", "I[DLNA]", "K[SY]", "LA", "M[EDAINSOTHP]"],
  ...["N[EVHJMYCD]", "O[HKR]", "P[ARW]", "RI", "S[CD]", "T[NX]", "UT", "V[TAI]", "W[AVIY]"],
  ...["Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware", "Florida"],
  ...["Georgia", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas", "Kentucky", "Louisiana", "Maine"],
  ...["Maryland", "Massachusetts", "Michigan", "Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska"],
  ...["Nevada", "New (?:Hampshire|Jersey|Mexico|York)", "(?:North|South) (?:Carolina|Dakota)", "Ohio", "Oklahoma"],
  ...["Oregon", "Pennsylvania", "Rhode Island", "Tennessee", "Texas", "Utah", "Vermont", "Virginia", "Washington"],
  ...["West Virginia", "Wisconsin", "Wyoming", "District of Columbia", "Puerto Rico"],
  ...[
    "[DNRS]\\. ?[CDHIJMY]\\.",
    "Calif\\.",
    "Mass\\.",
    "Conn\\.",
    "Fla\\.",
    "Tex\\.",
    "Ill\\.",
    "Mich\\.",
    "Minn\\.",
    "Pa\\.",
    "Va\\.",
    "Wash\\.",
  ],
);
const zip = String.raw`\d{5}(?:-\d{4})?`;
const usCountry = String.raw`(?:,?\s{1,2}(?:USA|U\.S\.A?\.?|US|United States(?: of America)?))?`;
const caProvince = "A(?:B|lberta)|BC|British Columbia|M(?:B|anitoba)|N[BLSTU]|ON|Ontario|PE|QC|Qu(?:e|é)bec|SK|YT";
const auState =
  "NSW|VIC|QLD|WA|SA|TAS|ACT|NT|New South Wales|Victoria|Queensland|Western Australia|South Australia|Tasmania";
const gap = String.raw`(?:,\s{0,2}|(?: -)?\s{1,2})`;
/** What follows the city: state and ZIP code, province and postal code, state and postcode, PIN code. */
const otherCodes = [
  String.raw`${gap}(?:\(?(?:${caProvince})\)?${gap})?${caPostcode}(?:${gap}Canada)?`,
  String.raw`${gap}(?:${auState})${gap}\d{4}(?:${gap}Australia)?`,
  String.raw`(?:${gap}|,? ?- ?)\d{3} ?\d{3}(?:${gap}${cap})?`,
  String.raw`(?: \d{1,2}W?)?${gap}(?:\d{4}|[A-Z]\d[\dW] ?[A-Z\d]{4})`,
];
/** Behind a street the state is enough. */
const stateOrCode = oneOf(`${gap}${state}(?:${gap}${zip})?${usCountry}`, ...otherCodes);

/** 742 Evergreen, 36 4022 Oakridge, 12/14 Old Mill */
const afterNumber = String.raw`,?(?: \d{1,5}| 1/2)?${direction}`;
/** 6th Floor, 1440 */
const beforeNumber = String.raw`(?:\d{1,2}(?:st|nd|rd|th) [Ff]loor,? )?`;
/** Unit 4/27, Shop 3, 55 */
const unitInFront = "(?:Unit|Flat|Lot|Shop|Room|Suite) (?:[0-9A-Z]{1,4},? )?";
const front = `${beforeNumber}${houseNumber}${afterNumber}`;
const noYear = oneOf(
  String.raw`(?:\d{1,3}|${noCentury}\d\d|\d{5,6})(?: ?[A-Za-z]|[-/]\d{1,3}[A-Za-z]?)?`,
  String.raw`\d{4}(?:[A-Za-z]|/\d{1,3}[A-Za-z]?)`,
  String.raw`${noCentury}\d\d[-/]\d{4}`,
);

/** In a field of HL7: street, other designation, city, state, ZIP code. */
const components = String.raw`\^{1,2}${cap}(?:[ .-]{1,2}${cap}){0,2}\^[A-Z]{2}\^${zip}`;
const places = String.raw`(?:(?:, RD \d{1,2})?(?:${between}|,)${plainPlace}${stateOrCode}| [A-Z]\d[\dW] ?[A-Z\d]{4} ${plainPlace}|${commaPlaces}(?:,?\s{1,2}${zip}| \d{1,2}W?)?|${components})`;
const behind = `${maybeUnit}${places}?`;
/** A city that stands for itself, or a unit. */
const unitOrCity = oneOf(`${between}${unit}(?:${commaPlaces})?`, String.raw`${commaPlaces}(?:\s{1,2}${zip})?`);
/** Evergreen, N Main, 5th */
const streetName = String.raw`(?:${cap}\.?(?: ${word}){0,4}|${ordinal})`;

const ukWord = `(?:${cap}|${low})`;
const ukTown = String.raw`(?:${apart}${plainPlace}){1,3},?\s{1,2}${ukPostcode}(?:,?\s{1,2}(?:UK|United Kingdom|England|Scotland|Wales|GB))?`;
const ukFlat = String.raw`(?:(?:Flat|Studio|Apartment|Apt\.?|Unit|Suite) (?:\d{1,4}[A-Za-z]?(?:/\d{1,2})?|[A-H])|The [A-Z][a-z]{2,12}|${cap} (?:House|Cottage|Court|Farm|Lodge|Hall))${apart}`;

const ukRoad = oneOf(
  ...["Street", "St", "Road", "Rd", "Lane", "Ln", "Avenue", "Ave", "Drive", "Way", "Close", "Hill", "Green", "Row"],
  ...["Place", "Court", "Crescent", "Gardens", "Grove", "Terrace", "Square", "Walk", "Rise", "Common", "End", "Park"],
);
const roadKind = "(?:Highway|Hwy|Route|Rte|Rt|Road|Rd|HIGHWAY|HWY|ROUTE|RTE|RT|ROAD|RD)";
/** US-1, Interstate 45, County Hwy M, FM 1826, Route 6, and a street of a grid: 700 E */
const numberedRoad = oneOf(
  String.raw`(?:(?:US|U\.S\.|State|County|St|Co|STATE|COUNTY|ST|CO|FM|SR|SH|CR|I|Interstate|INTERSTATE)\.?(?:[ -]${roadKind}\.?)?|${roadKind})[ -](?:\d{1,4}[A-Za-z]?|[A-Z]{1,2})`,
  String.raw`\d{1,5} [NSEW]`,
);
/** The same, so long that nothing else is meant. */
const namedRoad = String.raw`(?:US|U\.S\.|State|County|STATE|COUNTY) ${roadKind}\.? \d{1,4}[A-Z]?`;
/** USPS Publication 28, C1, the rest: words that follow numbers and names in prose, too. */
const landWord = oneOf(
  ...["Annex", "Bayou", "Bluffs?", "Brooks?", "Burgs?", "Canyon", "Cape", "Cliffs?", "Coves?", "Creek", "Crest"],
  ...["Curve", "Dale", "Dam", "Estates?", "Falls?", "Ferry", "Flats?", "Fords?", "Forges?", "Glens?", "Greens?"],
  ...["Groves?", "Harbors?", "Haven", "Heights", "Hills?", "Hollow", "Inlet", "Isle", "Islands?", "Knolls?"],
  ...[
    "Lakes?",
    "Landing",
    "Locks?",
    "Lodge",
    "Manors?",
    "Meadows?",
    "Mills?",
    "Mission",
    "Mountains?",
    "Neck",
    "Passage",
    "Ramp",
    "Forts?",
  ],
  ...["Orchard", "Oval", "Overpass", "Parkways", "Pike", "Pines?", "Plains?", "Prairie", "Ranch", "Rapids?"],
  ...["Ridges?", "Rivers?", "Roads", "Shoals?", "Shores?", "Skyway", "Spurs?", "Squares", "Stravenue", "Streets"],
  ...["Summit", "Throughway", "Trace", "Trafficway", "Underpass", "Valleys?", "Viaduct", "Villages?", "Ville"],
  ...["Vista", "Walks", "Wells?", "Bypass", "Crossroads?", "Junctions?", "Stations?", "Springs?", "Unions?"],
);
/** Only with a city behind them. */
const cityWord = oneOf(
  ...["Branch", "Camp", "Centers?", "Club", "Common", "Corners?", "Course", "Divide", "Extensions?", "Fields?"],
  ...["Forest", "Forks?", "Gardens?", "Gateways?", "Keys?", "Lights?", "Mall", "Mount", "Park", "Pass", "Path"],
  ...[
    "Points?",
    "Ports?",
    "Parks",
    "Drives",
    "Rest",
    "Row",
    "Run",
    "Tracks?",
    "Tunnel",
    "Views?",
    "Walk",
    "Rise",
    "Vale",
    "Croft",
  ],
  ...["Garth", "Wynd", "Mead", "Chase", "Cl", "Esp", "Gr", "Fold", "Quay", "Gate", "Retreat", "Strand"],
);
const longNumber = oneOf(String.raw`\d{3}`, String.raw`${noCentury}\d\d`, String.raw`\d{5}`);

export const englishAddresses: readonly Detector[] = [
  {
    id: "street-address-us",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "us"],
    pattern: oneOf(
      `(?:${front} ${streetName} (?:${streetWord}|${streetWordOfOneCase})|${beforeNumber}${noYear}${afterNumber} ${streetName} ${streetOrName})${direction}${behind}`,
      String.raw`(?:19|20)\d\d${direction} ${streetName} ${streetOrName}${direction}${unitOrCity}`,
    ),
    notBefore: notInWord,
    notAfter: noWordAfter,
    allow: foundation,
    confidence: 0.75,
    source: "USPS Publication 28, appendices B and C; Canada Post addressing guidelines; AS 4590; India Post",
    examples: [
      {
        text: "I live at 742 Evergreen Terrace, Springfield, IL 62704 now",
        find: ["742 Evergreen Terrace, Springfield, IL 62704"],
      },
      {
        text: "at 4/27 Larkfield Rd, Bondi NSW 2026 and 6th Floor, 1440 Elm Ave; 123 1/2 Elm St",
        find: ["4/27 Larkfield Rd, Bondi NSW 2026", "6th Floor, 1440 Elm Ave", "123 1/2 Elm St"],
      },
      { text: "350 5th Ave, New York, NY 10118", find: ["350 5th Ave, New York, NY 10118"] },
      {
        text: "99 High Street, 29th Floor, New York, N.Y. 10003",
        find: ["99 High Street, 29th Floor, New York, N.Y. 10003"],
      },
      { text: "ship to 1600 N Main St Apt 4B please", find: ["1600 N Main St Apt 4B"] },
      {
        text: "3937 43RD AVE S, CEDAR FALLS, IA 50613; 12 Elm St,Cedar Falls,IA,50613",
        find: ["3937 43RD AVE S, CEDAR FALLS, IA 50613", "12 Elm St,Cedar Falls,IA,50613"],
      },
      {
        text: "|12 ELM ST^^CEDAR FALLS^IA^50613^USA| or 88 Oak Rd Apt No. 4; 120 Elm Street Northeast",
        find: ["12 ELM ST^^CEDAR FALLS^IA^50613", "88 Oak Rd Apt No. 4", "120 Elm Street Northeast"],
      },
      {
        text: "Home: 4021 Maple Hollow Drive\nUnit 12\nCedar Falls, Iowa 50613, USA.",
        find: ["4021 Maple Hollow Drive\nUnit 12\nCedar Falls, Iowa 50613, USA"],
      },
      {
        text: "12/45 Harbour Road, Newcastle NSW 2300 and 88 Elm Ave, Toronto, ON M4B 1B3",
        find: ["12/45 Harbour Road, Newcastle NSW 2300", "88 Elm Ave, Toronto, ON M4B 1B3"],
      },
    ],
    counterExamples: [
      { text: "In 2024 Apple Announced Streaming" },
      { text: "there are 3 ways to Rome" },
      { text: "5 cars on the main street and 3 men in the road in 12345" },
      { text: "Copyright: 1991-2020, Thomas G. Lane" },
      { text: "we walked down Main Street, saw 3 Broadway shows" },
      { text: "Copyright 2021 Iain Lane and 2012 Lois Way" },
      { text: "Musterstraße 12, 10115 Berlin", neighbour: "street-address-de" },
    ],
  },
  {
    id: "street-address-unit-first",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "us", "au"],
    pattern: `${unitInFront}${houseNumber}${afterNumber} ${streetName} (?:${streetWord}|${streetOrName})${direction}${behind}`,
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.75,
    source: "AS 4590; USPS Publication 28, section 213",
    examples: [
      {
        text: "Customer: Unit 4/27 Larkfield Rd, Bondi NSW 2026",
        find: ["Unit 4/27 Larkfield Rd, Bondi NSW 2026"],
      },
      { text: "Shop 3, 55 Larkfield Street", find: ["Shop 3, 55 Larkfield Street"] },
      { text: "in Lot 12 Old Mill Lane, Tulsa", find: ["Lot 12 Old Mill Lane, Tulsa"] },
    ],
    counterExamples: [
      { text: "Unit 12 passed, Room 5 is free" },
      { text: "Shop 3, 55 items" },
      { text: "the unit 4/27 Larkfield Rd" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-address-land",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "us", "uk"],
    pattern: oneOf(
      `${longNumber} ${cap}(?: ${cap})? ${landWord}${maybeUnit}(?:${commaPlaces}(?: ${zip})?)?`,
      String.raw`(?:\d{1,3}/)?(?:\d{1,2}|${longNumber}) ${cap}(?: ${cap})? ${cityWord}${commaPlaces}(?: ${zip})?`,
    ),
    notBefore: notInWord,
    notAfter: `${noWordAfter}| [A-Z]`,
    confidence: 0.6,
    source: "USPS Publication 28, appendix C1",
    examples: [
      { text: "my visit at 39785 Larkfield Station is confirmed", find: ["39785 Larkfield Station"] },
      { text: "1420 Cherry Ridge, Tulsa, OK 74105", find: ["1420 Cherry Ridge, Tulsa, OK 74105"] },
      { text: "27 Ashdown Rise, Leeds", find: ["27 Ashdown Rise, Leeds"] },
    ],
    counterExamples: [
      { text: "1999 Test Stations, 2021 Silver Lake" },
      { text: "500 Page Views and 8080 Server Port" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-address-highway",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "us"],
    pattern: oneOf(
      `${front} ${numberedRoad}${direction}${maybeUnit}${between}${plainPlace}${stateOrCode}`,
      `${noYear} ${namedRoad}${direction}${maybeUnit}`,
      // A street without a word for it.
      String.raw`${noYear}${direction} Broadway${direction}(?:${between}${unit})?${commaPlaces}(?:,?\s{1,2}${zip})?`,
    ),
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.75,
    source: "USPS Publication 28, appendix F: county, state and local highways",
    examples: [
      { text: "at 4060 US-1, Vero Beach, FL 32960", find: ["4060 US-1, Vero Beach, FL 32960"] },
      { text: "7910 FM 1826, Austin, TX 78737", find: ["7910 FM 1826, Austin, TX 78737"] },
      { text: "14141 Interstate 45 North, Conroe, TX", find: ["14141 Interstate 45 North, Conroe, TX"] },
      {
        text: "3900 Route 6, Eastham, MA or 73 State Road 434 E",
        find: ["3900 Route 6, Eastham, MA", "73 State Road 434 E"],
      },
      { text: "to 55 Broadway, New York, NY 10006", find: ["55 Broadway, New York, NY 10006"] },
    ],
    counterExamples: [
      { text: "take US-1 to Vero Beach, FL 32960" },
      { text: "12 I-95 exits in Georgia" },
      { text: "2 FM 1826" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
  {
    id: "street-address-uk",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "uk"],
    pattern: oneOf(
      `(?:${ukFlat})?${houseNumber},? ${cap}(?: ${cap}){0,2}(?: ${low})?${ukTown}`,
      `(?:${ukFlat})?${houseNumber},? (?:${cap} ){1,3}(?:Close|Crescent|Gardens|Grove|Mews|Wharf)(?:${commaPlaces})?`,
      String.raw`(?:Flat|Studio|Apartment|Unit|Suite) \d{1,4}[A-Za-z]?${apart}(?:\d{1,4}[A-Za-z]? )?(?:${cap} ){0,2}${ukWord}${ukTown}`,
      // A house that has a name and no number.
      `(?:${cap} ){1,2}(?:House|Cottage|Farm|Lodge|Hall|Barn|Rectory|Vicarage|Villa|Mill|Manor),\\s{1,2}(?:${cap} ){1,3}${ukRoad}${ukTown}`,
    ),
    notBefore: notInWord,
    notAfter: noWordAfter,
    confidence: 0.75,
    source: "BS 7666, Royal Mail PAF guide",
    examples: [
      { text: "221B Baker Street, London NW1 6XE", find: ["221B Baker Street, London NW1 6XE"] },
      { text: "Send it to 14 Oakwood Close.", find: ["14 Oakwood Close"] },
      { text: "Flat 3, 27 Rose Hill, Oxford, OX4 4HL", find: ["Flat 3, 27 Rose Hill, Oxford, OX4 4HL"] },
      { text: "Studio 21\nMoore spur\nGarychester\nM4 2XX", find: ["Studio 21\nMoore spur\nGarychester\nM4 2XX"] },
    ],
    counterExamples: [
      { text: "the 12 men close the show" },
      { text: "the postcode NW1 6XE alone" },
      { text: "5 Items to Close" },
      { text: "742 Evergreen Terrace, Springfield, IL 62704", neighbour: "street-address-us" },
    ],
  },
  {
    id: "city-state-zip",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["pii", "location", "us"],
    lead: String.raw`(?:\n {0,4}|[>|?,:] |[ \n](?:in|at|to|from|near|of|and|is) )`,
    pattern: `${plainPlace}${gap}${state}${gap}${zip}${usCountry}`,
    notAfter: noWordAfter,
    allow: foundation,
    confidence: 0.7,
    source: "USPS Publication 28, section 2",
    examples: [
      { text: "He moved to Cedar Falls, IA 50613 last year", find: ["Cedar Falls, IA 50613"] },
      { text: "Acme Corporation\nSpringfield, Illinois 62704", find: ["Springfield, Illinois 62704"] },
      { text: "care of the mill, Boise, ID 83702-1234", find: ["Boise, ID 83702-1234"] },
    ],
    counterExamples: [
      { text: "in Springfield, IL" },
      { text: "to Error, ZZ 12345" },
      { text: "in Paris 75001" },
      { text: "742 Evergreen Terrace", neighbour: "street-address-us" },
    ],
  },
];
