/** What the other fields of its row make of a number: a row of people, of devices or of vehicles has more than one thing of theirs. */
import type { Detector } from "../detector.ts";
import { luhn, varied } from "./checksums.ts";
import { vin, vinSum } from "./devices.ts";
import { identifier } from "./identifier.ts";
import { balkanDetectors } from "./ids-balkans.ts";
import { balticDetectors } from "./ids-baltic.ts";
import { beneluxDetectors } from "./ids-benelux.ts";
import { brazilDetectors } from "./ids-brazil.ts";
import { britishIslesDetectors } from "./ids-british-isles.ts";
import { canadaDetectors } from "./ids-canada.ts";
import { centralEuropeanDetectors } from "./ids-central-europe.ts";
import { easternEuropeanDetectors } from "./ids-eastern-europe.ts";
import { germanDetectors } from "./ids-germany.ts";
import { iberianDetectors } from "./ids-iberia.ts";
import { indiaDetectors } from "./ids-india.ts";
import { japanKoreaDetectors } from "./ids-japan-korea.ts";
import { phone } from "./phone-parts.ts";
import { behindBirthDate, birthYears, dateIn, endOfPhone, nameField, personNumberField } from "./row-fields.ts";
import { nextField, oneOf } from "./sample.ts";

const rfc = "RFC 4180";
const email = String.raw`@[A-Za-z0-9.-]{1,40}\.[A-Za-z]{2,10}`;
const macAddress = `[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}`;
/** Nothing but what stands between two fields: a comma and a space are prose. */
const narrow = String.raw`["']?(?:[,;\t]| ?\| ?)["']?`;

/** Behind a name, a town, any word; behind what tells that a row is of a person. */
const behindWord = String.raw`[A-Za-z\x80-\xbf]${narrow}`;
const behindPerson = `(?:${endOfPhone}|${email}|${personNumberField})${narrow}`;
/** The same without the spaces of a table: what may stand behind a space is asked for at each number of a text. */
const closelyBehindPerson = `(?:${endOfPhone}|${email}|${personNumberField})["']?[,;\\t|]["']?`;
const behindName = `${nameField}${narrow}`;

const national = [
  ...[balticDetectors, balkanDetectors, beneluxDetectors, brazilDetectors, britishIslesDetectors, canadaDetectors],
  ...[
    iberianDetectors,
    centralEuropeanDetectors,
    easternEuropeanDetectors,
    germanDetectors,
    indiaDetectors,
    japanKoreaDetectors,
  ],
].flat();

/** A number that elsewhere needs its name: its check, and what stands in the field before it. */
function inRow(id: string, lead: string, field: string): Detector {
  const of = national.find((detector) => detector.id === id);
  const values = of?.examples.flatMap(({ find }) => find).filter((value) => /^[\dA-Z]+$/.test(value)) ?? [];
  const [first = "", second = first, third = second] = values;
  if (of === undefined || first === "") throw new Error(`No detector ${id}, or no plain value of it`);
  const { context, notBefore, commit, ...rest } = of;
  return {
    ...rest,
    id: `${id}-in-row`,
    lead,
    notBefore: "[0-9A-Za-z]",
    notAfter: String.raw`[0-9A-Za-z_]|[./-]\d`,
    confidence: 0.55,
    source: `${of.source}; ${rfc}`,
    examples: [
      { text: `\n${field},${first},Ulm`, find: [first] },
      { text: `\n${field}\t${second}\tUlm`, find: [second] },
      { text: `\n${field}|${third}|`, find: [third] },
    ],
    counterExamples: [
      { text: `7 is,the 5th:${first}` },
      { text: `${field} ${first}` },
      { text: `\n${field},${first}0` },
      { text: `${field},ada@example.com`, neighbour: "email" },
    ],
  };
}

export const rowDetectors: readonly Detector[] = [
  {
    // Between the date of birth and something else of a person's.
    id: "phone-behind-birth-date",
    ...phone,
    lead: behindBirthDate,
    pattern: String.raw`(?:[2-9]\d{2}[2-9]\d{6}|[679]\d{8}|[1-9]\d9\d{8}|[6-9]\d{9})`,
    notAfter: String.raw`\w|[.:/-]\d| \d`,
    confidence: 0.5,
    source: `${rfc}; ITU-T E.164`,
    examples: [
      { text: "ada@example.com,1985-03-14,4155550132,Ulm", find: ["4155550132"] },
      { text: "12345678Z;14/03/1985;612345678;Lugo", find: ["612345678"] },
      { text: "123.456.789-09,14/03/1985,11987654321", find: ["11987654321"] },
    ],
    counterExamples: [
      { text: "\n1985-03-14,4155550132" },
      { text: "ada@example.com,2024-03-14,4155550132" },
      { text: "ada@example.com,1985-03-14,1155550132" },
      { text: "phone 4155550132", neighbour: "phone-plain" },
    ],
  },
  identifier({
    id: "us-ssn-in-row",
    entity: "US_SSN",
    tags: ["government-id", "us"],
    lead: oneOf(
      `${nameField}${nextField}${dateIn(birthYears)}${nextField}`,
      behindBirthDate,
      String.raw`[2-9]\d{2}[.-]\d{3}[.-]\d{4}${narrow}`,
    ),
    pattern: String.raw`\d{9}`,
    notBefore: "[0-9A-Za-z]",
    validate: [{ name: "us-ssn" }],
    confidence: 0.55,
    source: `20 CFR 422.103; ${rfc}`,
    finds: [
      "\nAda Roe,1985-03-14,«078051120»",
      "415-555-0132 | «219099999» |",
      "| 4155550132 | 1985-03-14 | «078051120»",
    ],
    not: ["\n1985-03-14,078051120", "\nAda Roe,1985-03-14,666051120", ["415-555-0132,219-09-9999", "us-ssn"]],
  }),
  identifier({
    id: "br-rg-in-row",
    entity: "BR_RG",
    tags: ["government-id", "br"],
    lead: String.raw`(?:\d{3}\.\d{3}\.\d{3}-\d{2}|\d{11})${narrow}`,
    pattern: String.raw`\d{1,2}\.\d{3}\.\d{3}-[\dX]`,
    notBefore: "[0-9A-Za-z]",
    confidence: 0.6,
    source: `Lei 7.116/1983: carteira de identidade; ${rfc}`,
    finds: ["123.456.789-09,«12.345.678-9»", "52998224725;«1.234.567-X»", "| 123.456.789-09 | «12.345.678-9» |"],
    not: ["7,12.345.678-9", "123.456.789-09,12.345.678", ["Roe,529.982.247-25", "br-cpf"]],
  }),
  identifier({
    id: "postcode-in-row",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["location"],
    lead: oneOf(behindPerson, `${dateIn(birthYears)}${narrow}`),
    // Brazil, the United Kingdom, the Netherlands, Canada, Poland, Portugal.
    pattern: oneOf(
      String.raw`\d{5}-\d{3}|\d{2}-\d{3}|\d{4}-\d{3}`,
      String.raw`[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|\d{4} [A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d`,
    ),
    notAfter: String.raw`\w|[./-]\d`,
    notBefore: "[0-9A-Za-z]",
    confidence: 0.6,
    source: `UPU, Universal POST*CODE database; ${rfc}`,
    finds: [
      "(11) 98765-4321,«01310-100»",
      "| 11987654321 | «01310-100» |",
      "ana@example.com;«01310-100»",
      "07700 900123|«NW1 6XE»|x",
    ],
    not: ["7,01310-100", "(11) 98765-4321,01310-1000", ["742 Evergreen Terrace", "street-address-us"]],
  }),
  identifier({
    id: "postcode-behind-street",
    entity: "STREET_ADDRESS",
    label: "confidential",
    tags: ["location"],
    lead: String.raw`(?:\d{1,4}(?: bis| ter)?,? (?:[Rr]ue|[Aa]v(?:enue|\.)|[Bb](?:oulevard|d)|[Cc]hemin|[Ii]mpasse|[Aa]llée|[Pp]lace|[Qq]uai|[Rr]oute)(?: [\w\x80-\xc5'-]{1,16}){1,4}|(?:stra(?:ß|ss)e|[Ss]tr\.|weg|gasse|platz|allee) \d{1,4}[a-z]?|(?:[Cc]alle|C/|Via|[Vv]iale|[Rr]ua|[Uu]l\.)(?: [\w\x80-\xc5'-]{1,16}){1,3},? \d{1,4})["']?[,;\t|] ?["']?`,
    pattern: String.raw`\d{5}`,
    notBefore: "[0-9A-Za-z]",
    notAfter: String.raw`\w|[./-]\d`,
    confidence: 0.6,
    source: `UPU, Universal POST*CODE database; ${rfc}`,
    finds: ["'44 rue des Lilas','«75011»','Paris'", "Rosenweg 12;«10115»;Berlin", "Calle Mayor 5,«28013»,Madrid"],
    not: ["44 rooms,75011", "Rosenweg 12;101155", ["742 Evergreen Terrace", "street-address-us"]],
  }),
  identifier({
    id: "imei-in-row",
    entity: "IMEI",
    label: "confidential",
    tags: ["device"],
    lead: `(?:${email}|${macAddress})${nextField}`,
    pattern: String.raw`(?:01|35|86|99)\d{13}`,
    notBefore: "[0-9A-Za-z]",
    validate: [luhn(15), varied],
    confidence: 0.6,
    source: `3GPP TS 23.003, GSMA TS.06; ${rfc}`,
    finds: [
      "ada@example.com,«356898050012340»",
      "00:1b:44:11:3a:b7;«352099001761481»",
      "| ada@example.com | «356898050012340» |",
    ],
    not: ["ada@example.com,356898050012341", "7,356898050012340", ["imei 490154203237518", "imei"]],
  }),
  identifier({
    id: "coordinates-in-row",
    entity: "COORDINATES",
    label: "confidential",
    tags: ["location"],
    lead: String.raw`(?:${email}|${macAddress}|\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{1,4}(?::{1,2}[0-9a-f]{1,4}){2,7}|\d{15})${nextField}`,
    pattern: String.raw`[+-]?(?:[1-8]?\d|90)\.\d{4,15}${nextField}[+-]?(?:1[0-7]\d|180|\d{1,2})\.\d{4,15}`,
    notBefore: "[0-9A-Za-z]",
    notAfter: String.raw`\d|\.\d`,
    confidence: 0.6,
    source: `ISO 6709, annex H; ${rfc}`,
    finds: [
      "10.1.2.3,«51.50735,-0.12776»,x",
      "ada@example.com;«-33.86882;151.20930»",
      "| 00:1b:44:11:3a:b7 | «40.71280 | -74.00600» |",
    ],
    not: ["10.1.2.3,51.5,-0.1", "7,51.50735,-0.12776", ["lat=51.50735", "coordinates-keyed"]],
  }),
  identifier({
    id: "vin-in-row",
    entity: "VIN",
    label: "confidential",
    tags: ["vehicle"],
    lead: narrow,
    pattern: `[6-9A-HJ-NPR-Z]${vin}{2}[A-HJ-NPR-Z0-9]{10}\\d{4}`,
    notBefore: "[0-9A-Za-z]",
    validate: [vinSum, { name: "entropy", min: 2.5 }],
    confidence: 0.6,
    source: `ISO 3779; 49 CFR 565; ${rfc}`,
    finds: ["Roe,«JHMCM56557C404453»,7", "| «LSVCC2A43BN112344» |", "x;«KNDJT2A13A7000002»;y"],
    not: ["Roe,JHMCM56557C404454", "a JHMCM56557C404453", ["the 1HGCM82633A004352", "vin"]],
  }),
  // More than a check digit tells these.
  ...[
    "br-cpf-plain",
    "pl-pesel",
    "tr-national-id",
    "be-national-number-plain",
    "ee-personal-code",
    "es-social-security",
  ].map((id) => inRow(id, behindWord, "Ada Roe")),
  inRow("uk-nhs-number", oneOf(behindPerson, behindName), "Ada Roe"),
  inRow("in-aadhaar-plain", oneOf(behindPerson, behindName), "Ada Roe"),
  ...["nl-bsn", "ca-sin", "de-tax-id", "bg-egn", "cz-birth-number-plain", "jp-my-number", "pl-id-card"].map((id) =>
    inRow(id, closelyBehindPerson, "ada@example.com"),
  ),
];
