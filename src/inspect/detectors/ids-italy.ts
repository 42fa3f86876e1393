/** Italian numbers. */
import type { Detector } from "../detector.ts";
import { alphanumeric, checksum, luhn } from "./checksums.ts";
import {
  companyNames,
  eitherCase,
  identityCardNames,
  namedId,
  passportNames,
  plateNames,
  shapedId,
  taxNames,
  vatNames,
} from "./national-id.ts";

/** Letters that stand for digits where two people would have the same code. */
const digit = "[0-9LMNP-V]";
const born = String.raw`[ABCDEHLMPRST](?:[04][1-9]|[1256]\d|[37][01])`;
const bornOmocode = `[ABCDEHLMPRST][0-7LMNP-T]${digit}`;

const ascending = Array.from({ length: 26 }, (_, letter) => letter);
const oddDigits = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
const oddLetters = [...oddDigits, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const fiscalCheck = checksum({
  alphabet: alphanumeric,
  equations: [
    {
      weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0],
      values: [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...ascending],
        [...oddDigits, ...oddLetters],
      ],
      modulus: 26,
      check: { fromEnd: 0, characters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
    },
  ],
});

const plateLetter = "[A-HJ-NPR-TV-Z]";

export const italianDetectors: readonly Detector[] = [
  shapedId({
    id: "it-fiscal-code",
    entity: "IT_FISCAL_CODE",
    country: "it",
    tags: ["pii", "government-id", "tax"],
    pattern: eitherCase(String.raw`[A-Z]{3} ?[A-Z]{3} ?\d\d${born} ?[A-Z]\d{3}[A-Z]`),
    confidence: 0.9,
    source: "Decreto del Ministero delle finanze 23 dicembre 1976, codice fiscale",
    values: ["RCCMNL83S18D969H", "AAAAAA00B11C333Y", "RSS MRA 58M02 H501S", "rssmra95p28h501y"],
    not: [
      { text: "AAAAAA00G11C333Y and AAAAAA00B32C333Y and AAAAAA - 00B11C333N" },
      { text: "CF RCCMNL83S18D5SVA", neighbour: "it-fiscal-code-named" },
    ],
  }),
  namedId({
    id: "it-vat-code",
    entity: "IT_VAT_CODE",
    country: "it",
    label: "internal",
    tags: ["company", "tax"],
    pattern: String.raw`\d{7}(?:0[ _]?(?:0[1-9]|[1-9]\d)|1[ _]?(?:00|2[01])|8[ _]?88|9[ _]?99)\d`,
    names: [
      "partita iva",
      "p iva",
      "piva",
      "p.iva",
      "p. iva",
      "p.i.",
      "iva",
      "codice fiscale",
      "cod fisc",
      "c.f.",
      ...vatNames,
      ...companyNames,
      ...taxNames,
    ],
    orAlone: true,
    check: [luhn(11)],
    source: "DPR 633/1972, article 35: numero di partita IVA; ISO/IEC 7812-1 annex B",
    values: ["01333550323", "00743110157", "01333550_323"],
    not: [
      { text: "partita IVA 00000000000, 01333550324" },
      { text: "partita IVA IT00743110157", neighbour: "it-vat-id" },
    ],
  }),
  shapedId({
    id: "it-driver-license",
    entity: "IT_DRIVER_LICENSE",
    country: "it",
    pattern: String.raw`[A-Z]{2}\d{7}[A-Z]`,
    confidence: 0.6,
    source: "Decreto ministeriale 30 settembre 2003, patente di guida, formato tessera",
    values: ["AA0123456B", "RM1234567X", "MI7654321K"],
    not: [{ text: "AA012345B and aa0123456b" }, { text: "patente U1K711J11M", neighbour: "it-driver-license-named" }],
  }),
  namedId({
    id: "it-driver-license-named",
    entity: "IT_DRIVER_LICENSE",
    country: "it",
    pattern: String.raw`[A-Z]{2}\d{7}[A-Z]|U1[B-DF-HJ-NPR-UWYZ0-9]{7}[A-Z]`,
    caseless: true,
    names: ["patente", "patente di guida", "numero patente", "driving licence", "driving license", "driver license"],
    orAlone: true,
    check: [{ name: "digits", min: 4 }],
    source: "Decreto ministeriale 30 settembre 2003; Motorizzazione civile, patente di guida",
    values: ["U1K711J11M", "aa0123456b", "u1w23r456z"],
    not: [{ text: "patente U1H00A000B" }, { text: "la mia è AA0123456B", neighbour: "it-driver-license" }],
  }),
  namedId({
    id: "it-identity-card",
    entity: "IT_IDENTITY_CARD",
    country: "it",
    pattern: String.raw`[A-Z]{2} ?\d{7}|[a-z]{2}\d{7}|\d{7}[A-Za-z]{2}|C[A-Z]\d{5}[A-Z]{2}|c[a-z]\d{5}[a-z]{2}`,
    names: [
      "carta d'identità",
      "carta d'identita",
      "carta identità",
      "carta identita",
      "carta di identità",
      "carta di identita",
      "documento d'identità",
      "documento",
      "cie",
      "ci",
      ...identityCardNames,
    ],
    orAlone: true,
    confidence: 0.65,
    source: "Ministero dell'interno, carta d'identità cartacea and carta d'identità elettronica",
    values: ["CA00000AA", "AA1234567", "1234567Aa"],
    not: [
      { text: "carta d'identità AA123456" },
      { text: "carta d'identità smarrita, patente AA0123456B", neighbour: "it-driver-license" },
    ],
  }),
  namedId({
    id: "it-passport",
    entity: "IT_PASSPORT",
    country: "it",
    pattern: String.raw`[A-Z]{2}\d{7}`,
    caseless: true,
    names: [
      "passaporto",
      "passaporti",
      "numero di passaporto",
      "passaporto elettronico",
      "passaporto n",
      ...passportNames,
    ],
    orAlone: true,
    confidence: 0.65,
    source: "Ministero degli affari esteri, decreto 303/013 of 2006: passaporto elettronico",
    values: ["AA1234567", "YA7654321", "yb1234567"],
    not: [{ text: "passaporto AA123456" }, { text: "passport 12AB34567", neighbour: "fr-passport" }],
  }),
  namedId({
    id: "it-licence-plate",
    entity: "IT_LICENSE_PLATE",
    country: "it",
    label: "confidential",
    tags: ["pii", "vehicle"],
    pattern: `${plateLetter}{2}[ -]?\\d{3}[ -]?${plateLetter}{2}`,
    names: ["targa", "targata", "targato", "targhe", "veicolo", "automobile", "auto", ...plateNames],
    orAlone: true,
    confidence: 0.65,
    source: "DPR 495/1992, article 256 and appendix XI; targhe from 1994 on",
    values: ["AB123CD", "EF 456 GH", "ZA-001-ZZ"],
    not: [{ text: "targa AB12CD" }, { text: "targa persa, patente AA0123456B", neighbour: "it-driver-license" }],
  }),
  namedId({
    id: "it-fiscal-code-named",
    entity: "IT_FISCAL_CODE",
    country: "it",
    tags: ["pii", "government-id", "tax"],
    pattern: eitherCase(`[A-Z]{3}[ -]?[A-Z]{3}[ -]?${digit}{2}[ -]?${bornOmocode}[ -]?[A-Z]${digit}{3}[ -]?[A-Z]`),
    names: ["codice fiscale", "cod fiscale", "cod fisc", "c.f.", "cf", "fiscal code", "tax code"],
    orAlone: true,
    check: [{ name: "digits", min: 1 }, fiscalCheck],
    source:
      "Decreto del Ministero delle finanze 23 dicembre 1976, article 6: codice fiscale, letters for digits where two would be the same",
    values: ["RCCMNL83S18D5SVA", "RSSMRA-58M02-H501S", "rccmnl83s18d5sva"],
    not: [{ text: "codice fiscale RCCMNL83S18D5SVB" }, { text: "sono RCCMNL83S18D969H", neighbour: "it-fiscal-code" }],
  }),
];
