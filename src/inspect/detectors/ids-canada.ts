/** Canada. */
import type { Detector } from "../detector.ts";
import { holds, luhn, varied } from "./checksums.ts";
import { dd } from "./dates.ts";
import { identifier } from "./identifier.ts";
import { oneOf } from "./sample.ts";

/** Women have 50 more in the month. */
const ramqMonth = "(?:[05][1-9]|[16][0-2])";
const ramq = (separator: string): string => String.raw`[A-Z]{4}${separator}\d{2}${ramqMonth}${separator}${dd}\d{2}`;

const postal = (separator: string): string =>
  String.raw`[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]${separator}\d[ABCEGHJ-NPRSTV-Z]\d`;

const sin = luhn(9);

export const canadaDetectors: readonly Detector[] = [
  identifier({
    id: "ca-sin-dashed",
    entity: "CA_SIN",
    tags: ["government-id", "ca"],
    pattern: String.raw`[1-79]\d{2}-\d{3}-\d{3}`,
    validate: [sin, varied],
    source: "Service Canada: Social Insurance Number, Luhn check digit",
    finds: ["SIN «731-530-150»", "«130-692-544»", "NAS «258-933-688»."],
    not: ["731-530-151", "046-454-286 and 1731-530-150", ["111-111-111 or 415-555-0132", "phone-us"]],
  }),
  identifier({
    id: "ca-sin",
    entity: "CA_SIN",
    tags: ["government-id", "ca"],
    pattern: String.raw`[1-79]\d{2}(?: \d{3} |\d{3})\d{3}`,
    words:
      "sin, sin#, social insurance, social insurance number, canadian sin, nas, numéro d'assurance sociale, assurance sociale, numero d'assurance sociale, insurance number",
    validate: [sin, varied],
    source: "Service Canada: Social Insurance Number, Luhn check digit",
    finds: ["«130 692 544»", "mon NAS: «258 933 688»", '"sin": "«550090112»"'],
    not: ["130692545", "046 454 286", "sin of 130 692 545", ["130-692-544", "ca-sin-dashed"]],
  }),
  identifier({
    id: "ca-business-number",
    entity: "CA_BUSINESS_NUMBER",
    label: "confidential",
    tags: ["business-id", "tax", "ca"],
    pattern: String.raw`\d{9} ?R[CDEGMNPRTZ] ?\d{4}`,
    validate: [
      holds({
        weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0],
        values: [
          [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
          [0, 2, 4, 6, 8, 1, 3, 5, 7, 9],
        ],
        modulus: 10,
      }),
    ],
    confidence: 0.9,
    source: "Canada Revenue Agency: business number and program accounts",
    finds: ["GST no. «123456782RT0001»", "«123026072 RC 0001»", "BN «123456782RP0002»"],
    not: ["123456787RT0001", "123456789RX0001", ["123456789RT000 or 130-692-544", "ca-sin-dashed"]],
  }),
  identifier({
    id: "ca-health-card-quebec",
    entity: "CA_HEALTH_CARD",
    tags: ["health", "ca"],
    pattern: oneOf(ramq(" "), ramq("-"), ramq("")),
    source: "RAMQ: numéro d'assurance maladie",
    finds: ["RAMQ «TREM 6412 1512»", "«LAVJ85611503»", "carte soleil «BOUC-9001-3104»"],
    not: ["TREM 6413 1512", "TREM 6412 3212", ["BOUC 9001, 130-692-544", "ca-sin-dashed"]],
  }),
  identifier({
    id: "ca-health-card",
    entity: "CA_HEALTH_CARD",
    tags: ["health", "ca"],
    pattern: oneOf(
      String.raw`\d{4}[ -]?\d{3}[ -]?\d{3}(?:[ -]?[A-Za-z]{2})?`,
      String.raw`\d{3}[ -]\d{3}[ -]\d{3}`,
      String.raw`\d{5}[ -]\d{4}`,
      String.raw`\d{8,9}`,
      String.raw`\d{12}`,
    ),
    words:
      "health card, health card number, hcn, ohip, phn, personal health, personal health number, ahcip, mcp, hsn, msi, carte santé, assurance maladie, carte d'assurance maladie, carte soleil",
    alone: false,
    source: "Canada Health Infoway: provincial health numbers",
    finds: ["OHIP «1234-567-890-AB»", "PHN: «9876543210»", "AHCIP number «12345-6789»"],
    not: ["card 1234-567-890", "health card 12345", ["phn of ada@example.com", "email"]],
  }),
  identifier({
    id: "ca-driver-licence",
    entity: "CA_DRIVER_LICENCE",
    tags: ["government-id", "ca"],
    pattern: oneOf(String.raw`[A-Z]\d{4}-\d{5}-\d[0156]\d[0-3]\d`, String.raw`[A-Z]\d{4}-${dd}[01]\d{3}-\d{2}`),
    commit: { bytes: 13 },
    source: "ServiceOntario and SAAQ: driver's licence numbers",
    finds: ["Ontario licence «A1234-56789-90115»", "«B1234-150385-01» (Québec)", "«C1234-010199-07»"],
    not: ["A1234-56789-99915", "B1234-993385-01", ["licence number A12345678901234", "us-driver-license"]],
  }),
  identifier({
    id: "ca-uci",
    entity: "CA_UCI",
    tags: ["government-id", "immigration", "ca"],
    pattern: String.raw`(?:\d{4}-\d{4}|\d{2}-\d{4}-\d{4}|\d{8}|\d{10})`,
    words: "uci, iuc, unique client identifier, client id, ircc, cic, permanent resident",
    notBefore: "[0-9A-Za-z_/]",
    alone: false,
    source: "IRCC: unique client identifier",
    finds: ["UCI «1234-5678»", "client ID: «11-1234-5678»", "IRCC number «1112345678»"],
    not: ["pages 1234-5678", "UCI 1234", "client ID characters ./0123456789:", ["UCI, 130-692-544", "ca-sin-dashed"]],
  }),
  identifier({
    id: "ca-postal-code",
    entity: "CA_POSTAL_CODE",
    label: "confidential",
    tags: ["location", "ca"],
    pattern: postal(" "),
    source: "Canada Post: addressing guidelines",
    finds: ["Ottawa ON «K1A 0B1»", "«H2X 3Y7»", "111 Wellington St, Ottawa, «K1A 0A9», Canada"],
    not: ["K1A 0D1 no, D1A 0B1", "k1a 0b1", ["postal code K1A0B1", "ca-postal-code-labelled"]],
  }),
  identifier({
    id: "ca-postal-code-labelled",
    entity: "CA_POSTAL_CODE",
    label: "confidential",
    tags: ["location", "ca"],
    pattern: postal("[ -]?"),
    caseless: true,
    words: "postal code, postal, postcode, zip, zip code, code postal, canada",
    before: 24,
    source: "Canada Post: addressing guidelines",
    finds: ["postal code «k1a0b1»", "«H2X-3Y7»", '{"postalCode": "«H2X3Y7»"}'],
    not: ["commit a1b2c3 and k1a0b1", "postal code A1D2C3", ["zip 94043", "us-zip-code"]],
  }),
];
