/** German passports, identity cards and driving licences. Their letters are those that cannot be taken for others or make words. */
import type { Detector } from "../detector.ts";
import { alphanumeric, checksum, sevenThreeOne } from "./checksums.ts";
import { identityCardNames, namedId, passportNames } from "./national-id.ts";
import { oneOf } from "./sample.ts";

const serial = "[0-9CFGHJKLMNPRTVWXYZ]";

/** The last of so many characters checks the others (ICAO Doc 9303 part 3). */
const travelDocument = (characters: number) =>
  checksum({ alphabet: alphanumeric, equations: [{ weights: [...sevenThreeOne(characters - 1), -1], modulus: 10 }] });

const idCardNames = [
  "personalausweis",
  "personalausweisnummer",
  "personalausweis nummer",
  "personalausweis nr",
  "ausweis",
  "ausweisnummer",
  "ausweis nummer",
  "ausweis nr",
  "ausweisnr",
  "perso",
  "personalausweisnr",
  ...identityCardNames,
] as const;

const germanPassportNames = [
  "reisepass",
  "reisepassnummer",
  "reisepass nr",
  "pass",
  "pass nr",
  "passnummer",
  "passnr",
  ...passportNames,
] as const;

export const germanDocumentDetectors: readonly Detector[] = [
  namedId({
    id: "de-id-card",
    entity: "DE_ID_CARD",
    country: "de",
    pattern: `[CFGHJKLMNPRTVWXYZ]${serial}{7}\\d${serial}?`,
    caseless: true,
    names: idCardNames,
    check: [{ name: "digits", min: 3 }],
    confidence: 0.7,
    source: "Personalausweisgesetz section 5; Bundesdruckerei, specimen of the identity card",
    values: ["L01X00T47", "LZ6311T475", "CZ6311T03"],
    not: [{ text: "Ausweis L01X00T4 und Ausweis A01234567" }, { text: "C01234565", neighbour: "de-id-card-alone" }],
  }),
  namedId({
    id: "de-id-card-alone",
    entity: "DE_ID_CARD",
    country: "de",
    pattern: `[CFGHJKLMNPRTVWXYZ]${serial}{7}\\d`,
    caseless: true,
    names: idCardNames,
    orAlone: true,
    check: [{ name: "digits", min: 3 }, travelDocument(9)],
    source: "Personalausweisgesetz section 5; ICAO Doc 9303 part 3",
    values: ["L01X00T44", "C01234565", "l01x00t44", "G00000002"],
    not: [{ text: "C01234567" }, { text: "Ausweis L01X00T47", neighbour: "de-id-card" }],
  }),
  namedId({
    id: "de-id-card-checked",
    entity: "DE_ID_CARD",
    country: "de",
    pattern: `[CFGHJKLMNPRTVWXYZ]${serial}{8}\\d`,
    caseless: true,
    names: idCardNames,
    orAlone: true,
    check: [{ name: "digits", min: 4 }, travelDocument(10)],
    confidence: 0.85,
    source: "Bundesdruckerei, specimen of the identity card; ICAO Doc 9303 part 3",
    values: ["L01X00T471", "T220001293", "l01x00t471"],
    not: [{ text: "L01X00T472" }, { text: "Ausweis L01X00T47", neighbour: "de-id-card" }],
  }),
  namedId({
    id: "de-id-card-temporary",
    entity: "DE_ID_CARD",
    country: "de",
    pattern: String.raw`T\d{8}`,
    caseless: true,
    names: idCardNames,
    orAlone: true,
    source: "Bundesdruckerei, specimen of the provisional identity card",
    values: ["T22000129", "T00000000", "t22000129"],
    not: [{ text: "T2200012" }, { text: "Ausweis L01X00T47", neighbour: "de-id-card" }],
  }),
  namedId({
    id: "de-passport",
    entity: "DE_PASSPORT",
    country: "de",
    pattern: `[CFGHJKLMNPRTVWXYZ]${serial}{7}\\d${serial}?`,
    caseless: true,
    names: germanPassportNames,
    check: [{ name: "digits", min: 3 }],
    confidence: 0.7,
    source: "Passgesetz section 4; Bundesdruckerei, specimen of the passport",
    values: ["C01X00T47", "C01X00T478", "F12345671"],
    not: [{ text: "Pass-Nr. C0123456, A01234567" }, { text: "C01X00T41", neighbour: "de-passport-alone" }],
  }),
  namedId({
    id: "de-passport-alone",
    entity: "DE_PASSPORT",
    country: "de",
    pattern: `[CFGHJKLMNPRTVWXYZ]${serial}{7}\\d`,
    caseless: true,
    names: germanPassportNames,
    orAlone: true,
    check: [{ name: "digits", min: 3 }, travelDocument(9)],
    source: "Passgesetz section 4; ICAO Doc 9303 part 3",
    values: ["C01X00T41", "F12345671", "c01234565"],
    not: [{ text: "F12345678" }, { text: "Reisepass C01X00T47", neighbour: "de-passport" }],
  }),
  namedId({
    id: "de-driving-licence",
    entity: "DE_FUEHRERSCHEIN",
    country: "de",
    pattern: oneOf(String.raw`[A-Z]{2}\d{8}[0-9A-Z]`, String.raw`[A-Z]\d{2}[0-9A-Z]{6}\d[0-9A-Z]`),
    caseless: true,
    names: [
      "führerschein",
      "fuehrerschein",
      "führerscheinnummer",
      "fuehrerscheinnummer",
      "führerschein nr",
      "führerscheinnr",
      "fahrerlaubnis",
      "fahrerlaubnisnummer",
      "fahrerlaubnis nr",
      "driving licence",
      "driving license",
      "driver license",
      "drivers license",
    ],
    orAlone: true,
    check: [{ name: "digits", min: 4 }],
    confidence: 0.7,
    source: "Fahrerlaubnis-Verordnung, Anlage 8",
    values: ["BO12345678A", "B072RRE2I55", "mu12345678b", "GE123456780"],
    not: [
      { text: "Führerschein BO12345678AB und B12345678A" },
      { text: "Führerschein MORGA657054SM9IJ", neighbour: "uk-driving-licence" },
    ],
  }),
];
