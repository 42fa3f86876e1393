/** German numbers of taxpayers and of the insured. Identity cards and the like: ids-germany-documents.ts; registers: ids-germany-registers.ts. */
import type { Detector } from "../detector.ts";
import { alphanumeric, checksum, crossSums } from "./checksums.ts";
import { namedId, personNames, shapedId, taxNames, vatNames } from "./national-id.ts";
import { oneOf } from "./sample.ts";

const healthTags = ["pii", "health"];

/** A letter counts as two digits, 01 to 26; each digit of a product counts by itself. */
const letterAs = (tens: number, units: number): readonly number[] => [
  ...crossSums(0),
  ...Array.from(
    { length: 26 },
    (_, at) => (crossSums(tens)[Math.floor((at + 1) / 10)] ?? 0) + (crossSums(units)[(at + 1) % 10] ?? 0),
  ),
];

const digitAs = (weight: number): readonly number[] => [...crossSums(weight), ...Array.from({ length: 26 }, () => 0)];

/** Unified 13-digit tax numbers: two or one digits of the state, its office, a 0; and the form of ELSTER's tests. */
const unifiedTaxNumber = oneOf(
  String.raw`(?:1[01]|2[1-46-8]|[3459]\d)\d{2}0\d{8}`,
  String.raw`(?:0[1-9]|1[0-2])\d{11}`,
);

const taxNumber = oneOf(
  unifiedTaxNumber,
  String.raw`\d{2,3}[/ ]\d{3}[/ ]\d{5}`,
  String.raw`\d{2}[/ ]\d{4}[/ ]\d{4}`,
  String.raw`\d{3}/\d{4}/\d{4}`,
  String.raw`0\d{2} \d{3} \d{5}`,
  String.raw`\d{5}/\d{5}`,
);

const taxNumberNames = [
  "steuernummer",
  "steuer nummer",
  "steuernr",
  "steuer nr",
  "st nr",
  "st.-nr",
  "stnr",
  "finanzamt",
  "umsatzsteuernummer",
  ...taxNames,
] as const;

export const germanDetectors: readonly Detector[] = [
  namedId({
    id: "de-tax-id",
    entity: "DE_TAX_ID",
    country: "de",
    tags: ["pii", "tax"],
    pattern: String.raw`[1-9]\d{10}`,
    names: [
      "steuerliche identifikationsnummer",
      "steueridentifikationsnummer",
      "steuer identifikationsnummer",
      "identifikationsnummer",
      "steuer id",
      "steuerid",
      "idnr",
      "id nr",
      "steuer idnr",
      "steuer identnr",
      "tin",
      ...taxNames,
      ...personNames,
    ],
    orAlone: true,
    check: [{ name: "mod-11-10" }],
    source: "Abgabenordnung section 139b; ISO/IEC 7064 MOD 11,10",
    values: ["98765432106", "36574261809", "90712048050"],
    not: [
      { text: "Steuer-ID 98765432100, 02345678903" },
      { text: "Steuer-ID 36 574 261 809", neighbour: "de-tax-id-grouped" },
    ],
  }),
  shapedId({
    id: "de-tax-id-grouped",
    entity: "DE_TAX_ID",
    country: "de",
    tags: ["pii", "tax"],
    pattern: String.raw`[1-9]\d \d{3} \d{3} \d{3}`,
    check: [{ name: "mod-11-10" }],
    source: "Abgabenordnung section 139b; ISO/IEC 7064 MOD 11,10",
    values: ["36 574 261 809", "98 765 432 106", "90 712 048 050"],
    not: [{ text: "36 574 261 808 and 06 574 261 809" }, { text: "IdNr. 36574261809", neighbour: "de-tax-id" }],
  }),
  namedId({
    id: "de-tax-number",
    entity: "DE_TAX_NUMBER",
    country: "de",
    tags: ["pii", "tax"],
    pattern: taxNumber,
    names: taxNumberNames,
    orAlone: true,
    source: "ELSTER, Prüfung der Steuernummer",
    values: ["0981508150999", "181/815/08155", "12/3456/7890", "133/8150/8159"],
    not: [
      { text: "Steuernummer 1781508150001 und 028150815012" },
      { text: "Steuernummer fehlt, USt-IdNr. DE136695976", neighbour: "de-vat-id" },
    ],
  }),
  namedId({
    id: "de-tax-number-late",
    entity: "DE_TAX_NUMBER",
    country: "de",
    tags: ["pii", "tax"],
    // Alone it would be a time in milliseconds.
    pattern: String.raw`1[3-6]\d{11}`,
    names: taxNumberNames,
    source: "ELSTER, Prüfung der Steuernummer",
    values: ["1381508150999", "1481508150000", "1681508150123"],
    not: [{ text: "1681508150123" }, { text: "Steuernummer 181/815/08155", neighbour: "de-tax-number" }],
  }),
  shapedId({
    id: "de-vat-id",
    entity: "DE_VAT_ID",
    country: "de",
    label: "internal",
    tags: ["company", "tax"],
    pattern: String.raw`DE(?:[1-9]\d{8}|[ .-]\d{3}[ .-]\d{3}[ .-]\d{3}|[ .-]?\d{9})`,
    check: [{ name: "mod-11-10" }],
    confidence: 0.9,
    source: "Umsatzsteuergesetz section 27a; ISO/IEC 7064 MOD 11,10",
    values: ["DE136695976", "DE 129 273 398", "DE-136-695-976", "DE 136-695.976"],
    not: [{ text: "DE1234567890 and DE987654321" }, { text: "USt-IdNr. DE100000001", neighbour: "de-vat-id-named" }],
  }),
  namedId({
    id: "de-vat-id-named",
    entity: "DE_VAT_ID",
    country: "de",
    label: "internal",
    tags: ["company", "tax"],
    pattern: String.raw`DE[ .-]?\d{3}[ .-]?\d{3}[ .-]?\d{3}`,
    caseless: true,
    names: [
      "umsatzsteuer id",
      "umsatzsteuer identifikationsnummer",
      "umsatzsteueridentifikationsnummer",
      "ust idnr",
      "ust id nr",
      "ust id",
      "ustid",
      "ustidnr",
      "mwst nr",
      ...vatNames,
    ],
    orAlone: true,
    source: "Umsatzsteuergesetz section 27a",
    values: ["DE123456789", "de 100 000 001", "DE100000001"],
    not: [{ text: "USt-IdNr. DE1234567890" }, { text: "Rechnung von DE136695976", neighbour: "de-vat-id" }],
  }),
  shapedId({
    id: "de-social-security",
    entity: "DE_SOCIAL_SECURITY",
    country: "de",
    pattern: String.raw`(?:0[2-9]|[1-8]\d) ?(?:0[1-9]|[12]\d|3[01]|5[1-9]|[67]\d|8[01])(?:0[1-9]|1[0-2])\d\d ?[A-Z] ?\d{3}`,
    caseless: true,
    check: [
      checksum({
        alphabet: alphanumeric,
        equations: [
          {
            weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1],
            values: [
              digitAs(1),
              digitAs(1),
              digitAs(2),
              letterAs(2, 1),
              digitAs(1),
              digitAs(2),
              digitAs(1),
              digitAs(7),
              digitAs(5),
              digitAs(2),
              digitAs(1),
              digitAs(2),
            ],
            modulus: 10,
          },
        ],
      }),
    ],
    confidence: 0.9,
    source: "Versicherungsnummern-, Kontoführungs- und Versicherungsverlaufsverordnung, section 2",
    values: ["15070649C103", "65 070803 A 019", "65070803a019", "38551285K051"],
    not: [
      { text: "15070649C100 and 15850649C103 and 15071349C103 and 150706491103" },
      { text: "SV-Nr. A123456780 der Krankenkasse", neighbour: "de-health-insurance" },
    ],
  }),
  namedId({
    id: "de-health-insurance",
    entity: "DE_HEALTH_INSURANCE",
    country: "de",
    tags: healthTags,
    pattern: String.raw`[A-Z]\d{9}`,
    caseless: true,
    names: [
      "krankenversicherungsnummer",
      "krankenversichertennummer",
      "krankenversicherten nr",
      "krankenversicherung",
      "krankenkasse",
      "versichertennummer",
      "versicherten nr",
      "versichertennr",
      "versicherten id",
      "versicherungs nr",
      "versicherungsnr",
      "vers.-nr",
      "vers.nr",
      "krankenkassennummer",
      "krankenvers.-nr",
      "mitgliedsnummer",
      "versicherungsnummer",
      "kvnr",
      "kv nummer",
      "kv nr",
      "egk",
      "egk nummer",
      "egk nr",
      "gesundheitskarte",
      "sv nr",
      "health insurance",
      "health insurance number",
      "insurance number",
    ],
    orAlone: true,
    check: [
      checksum({
        alphabet: alphanumeric,
        equations: [
          {
            weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, -1],
            values: [digitAs(1), letterAs(1, 2).map((value, at) => (at < 10 ? (crossSums(2)[at] ?? 0) : value))],
            modulus: 10,
          },
        ],
      }),
    ],
    source: "Sozialgesetzbuch V section 290; GKV-Spitzenverband, Aufbau der Krankenversichertennummer",
    values: ["A000500015", "M123456785", "a123456780", "Z999999997"],
    not: [{ text: "KVNR M123456789 und A1234567890" }, { text: "KVNR 15070649C103", neighbour: "de-social-security" }],
  }),
];
