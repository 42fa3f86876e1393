/** French numbers. */
import type { Detector } from "../detector.ts";
import { checksum, crossSums, luhn, powersOfTen, weighted } from "./checksums.ts";
import {
  companyNames,
  identityCardNames,
  namedId,
  passportNames,
  personNames,
  plateNames,
  shapedId,
  taxNames,
} from "./national-id.ts";
import { oneOf } from "./sample.ts";

/** Sex, year, month (or a code of those whose month is unknown), department (2A, 2B, 99), town, serial, key. */
const nir = (gap: string): string =>
  [
    "[1-478]",
    String.raw`\d\d`,
    String.raw`(?:0[1-9]|1[0-2]|[2-4]\d|[5-9]\d)`,
    String.raw`(?:\d\d|2[AB])`,
    String.raw`\d{3}`,
    String.raw`\d{3}`,
    String.raw`\d\d`,
  ].join(gap);

/** 2A counts as 19 and 2B as 18: a letter takes 1 or 2 from the twenty before it. */
const nirCheck = checksum({
  alphabet: "0123456789AB",
  equations: [
    {
      weights: [...powersOfTen(13, 97), 10, 1],
      values: [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 96, 95]],
      modulus: 97,
    },
  ],
});

/** The last three digits are the remainder of the first ten by 511. */
const spiCheck = weighted([...powersOfTen(10, 511), -100, -10, -1], 511);

/** The SIREN within the SIRET is checked, too. */
const siretCheck = [
  luhn(14),
  weighted([1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0], 10, { values: [crossSums(2), crossSums(1)] }),
];

/** No I, O, U. */
const plateLetter = "[A-HJ-NP-TV-Z]";

export const frenchDetectors: readonly Detector[] = [
  shapedId({
    id: "fr-social-security",
    entity: "FR_NIR",
    country: "fr",
    pattern: oneOf(nir(""), nir(" "), nir("-"), nir(".").replaceAll(".", "\\."), nir("").replace(/(\\d\\d)$/, " $1")),
    caseless: true,
    check: [nirCheck],
    confidence: 0.9,
    source: "INSEE, numéro d'inscription au répertoire (NIR), décret 82-103",
    values: ["2 95 10 99 126 111 93", "295109912611193", "1 84 12 2A 451 089 33", "253072B07300470"],
    not: [
      { text: "295109912611199 and 595109912611193" },
      { text: "1234567890123, SIRET 73282932000074", neighbour: "fr-siret" },
    ],
  }),
  namedId({
    id: "fr-social-security-short",
    entity: "FR_NIR",
    country: "fr",
    pattern: String.raw`[1-478] ?\d\d ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d\d|2[AB]) ?\d{3} ?\d{3}`,
    caseless: true,
    names: [
      "sécurité sociale",
      "numéro de sécurité sociale",
      "securite sociale",
      "numero de securite sociale",
      "sécu",
      "secu",
      "nir",
      "n° ss",
      "carte vitale",
      "nss",
      ...personNames,
    ],
    confidence: 0.7,
    source: "INSEE, numéro d'inscription au répertoire (NIR) without its key",
    values: ["2 95 10 99 126 111", "1841275451089", "2530799073004"],
    not: [
      { text: "sécurité sociale 9 95 10 99 126 111" },
      { text: "sécurité sociale 295109912611193", neighbour: "fr-social-security" },
    ],
  }),
  namedId({
    id: "fr-tax-number",
    entity: "FR_NIF",
    country: "fr",
    tags: ["pii", "tax"],
    pattern: String.raw`[0-3]\d{12}`,
    names: [
      "numéro fiscal",
      "numero fiscal",
      "n° fiscal",
      "identifiant fiscal",
      "spi",
      "nif",
      "référence fiscale",
      "impots",
      "impôts",
      ...taxNames,
    ],
    orAlone: true,
    check: [spiCheck],
    source: "DGFiP, numéro fiscal de référence (SPI)",
    values: ["0701987765493", "0167305304327", "0347321261182"],
    not: [
      { text: "numéro fiscal 0701987765494" },
      { text: "numéro fiscal 07 01 987 765 493", neighbour: "fr-tax-number-grouped" },
    ],
  }),
  shapedId({
    id: "fr-tax-number-grouped",
    entity: "FR_NIF",
    country: "fr",
    tags: ["pii", "tax"],
    pattern: String.raw`[0-3]\d \d\d \d{3} \d{3} \d{3}`,
    check: [spiCheck],
    source: "DGFiP, numéro fiscal de référence (SPI)",
    values: ["07 01 987 765 493", "01 67 305 304 327", "03 47 321 261 182"],
    not: [{ text: "07 01 987 765 494" }, { text: "numéro fiscal 0701987765493", neighbour: "fr-tax-number" }],
  }),
  namedId({
    id: "fr-siren",
    entity: "FR_SIREN",
    country: "fr",
    label: "internal",
    tags: ["company"],
    pattern: String.raw`\d{3}(?:[ .]\d{3}[ .]|\d{3})\d{3}`,
    // Five digits more are an establishment.
    notAfter: String.raw`[0-9A-Za-z_]|[./-]\d| \d{3}`,
    names: ["siren", "numéro siren", "n° siren", "rcs", "registre du commerce", ...companyNames],
    check: [luhn(9)],
    source: "INSEE, répertoire Sirene; ISO/IEC 7812-1 annex B",
    values: ["732829320", "552 008 443", "831668637"],
    not: [
      { text: "SIREN 732829321" },
      { text: "SIREN inconnu, SIRET 732 829 320 00074", neighbour: "fr-siret-grouped" },
    ],
  }),
  namedId({
    id: "fr-siret",
    entity: "FR_SIRET",
    country: "fr",
    label: "internal",
    tags: ["company"],
    pattern: String.raw`\d{14}`,
    names: ["siret", "numéro siret", "n° siret", "rcs", "établissement", ...companyNames],
    orAlone: true,
    check: siretCheck,
    source: "INSEE, répertoire Sirene; ISO/IEC 7812-1 annex B",
    values: ["73282932000074", "70373960700082", "86326681300063"],
    not: [{ text: "SIRET 73282932000075" }, { text: "SIRET 732 829 320 00074", neighbour: "fr-siret-grouped" }],
  }),
  shapedId({
    id: "fr-siret-grouped",
    entity: "FR_SIRET",
    country: "fr",
    label: "internal",
    tags: ["company"],
    pattern: String.raw`\d{3} \d{3} \d{3} \d{5}`,
    check: siretCheck,
    source: "INSEE, répertoire Sirene; ISO/IEC 7812-1 annex B",
    values: ["732 829 320 00074", "703 739 607 00082", "863 266 813 00063"],
    not: [{ text: "732 829 320 00075" }, { text: "SIRET 73282932000074", neighbour: "fr-siret" }],
  }),
  namedId({
    id: "fr-passport",
    entity: "FR_PASSPORT",
    country: "fr",
    pattern: String.raw`\d\d[A-Z]{2}\d{5}`,
    caseless: true,
    names: ["passeport", "passeports", "numéro de passeport", "passeport n°", "n° de passeport", ...passportNames],
    orAlone: true,
    source: "Décret 2005-1726 relatif aux passeports",
    values: ["12AB34567", "08CD12345", "17fv28261"],
    not: [{ text: "passeport 12A34567" }, { text: "passport C01X00T47", neighbour: "passport-letters" }],
  }),
  namedId({
    id: "fr-id-card",
    entity: "FR_CNI",
    country: "fr",
    pattern: oneOf(String.raw`\d{2}(?:0[1-9]|1[0-2])[0-9A-Z]{3}\d{5}`, "[0-9B-DF-HJ-NPR-TV-Z]{9}"),
    names: [
      "carte nationale d'identité",
      "carte nationale d'identite",
      "carte d'identité",
      "carte d'identite",
      "carte identité",
      "carte identite",
      "cni",
      "cnie",
      "pièce d'identité",
      "piece d'identite",
      ...identityCardNames,
    ],
    check: [{ name: "digits", min: 2 }],
    confidence: 0.65,
    source: "Décret 55-1397 instituant la carte nationale d'identité; ANTS, specimen of 2021",
    values: ["880692310285", "X4RTBPFW4", "970675R02340"],
    not: [{ text: "CNI 8806923102" }, { text: "CNI perdue, passeport 12AB34567", neighbour: "fr-passport" }],
  }),
  namedId({
    id: "fr-driving-licence",
    entity: "FR_NEPH",
    country: "fr",
    // In Quebec with a letter.
    pattern: oneOf(String.raw`\d{2}(?:0[1-9]|1[0-2])\d{8}|\d{2}[A-Z]{2}\d{5}`, String.raw`[A-Z]\d{4}-\d{6}-\d{2}`),
    names: [
      "neph",
      "permis de conduire",
      "permis",
      "numéro de permis",
      "n° de permis",
      "driving licence",
      "driving license",
      "driver license",
    ],
    source: "Arrêté du 20 avril 2012, numéro d'enregistrement préfectoral harmonisé",
    values: ["170375102345", "931275200123", "13AA00002", "D1234-123456-12"],
    not: [{ text: "permis 171375102345" }, { text: "permis perdu, SIRET 73282932000074", neighbour: "fr-siret" }],
  }),
  namedId({
    id: "fr-licence-plate",
    entity: "FR_LICENSE_PLATE",
    country: "fr",
    label: "confidential",
    tags: ["pii", "vehicle"],
    pattern: oneOf(
      String.raw`${plateLetter}{2}[ -]?\d{3}[ -]?${plateLetter}{2}`,
      String.raw`[1-9]\d{0,3}[ -]?${plateLetter}{2,3}[ -]?(?:\d\d|2[AB]|97[1-6])`,
    ),
    names: [
      "immatriculation",
      "immatriculé",
      "immatriculée",
      "plaque",
      "plaque d'immatriculation",
      "véhicule",
      "carte grise",
      ...plateNames,
    ],
    orAlone: true,
    confidence: 0.65,
    source: "Arrêté du 9 février 2009 relatif aux modalités d'immatriculation des véhicules",
    values: ["AB-123-CD", "EF 456 GH", "GA-001-ZZ", "1234 AB 75"],
    not: [{ text: "plaque AB-12-CD" }, { text: "véhicule de 06123456 à SW1A 1AA", neighbour: "uk-postcode" }],
  }),
];
