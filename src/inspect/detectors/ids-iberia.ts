/** Numbers of Spain and Portugal. */
import type { Detector } from "../detector.ts";
import { alphanumeric, checkedBy, checksum, crossSums, powersOfTen, weighted, zeros } from "./checksums.ts";
import {
  companyNames,
  eitherCase,
  identityCardNames,
  namedId,
  passportNames,
  personNames,
  plateNames,
  shapedId,
  taxNames,
} from "./national-id.ts";
import { oneOf } from "./sample.ts";

const nifLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
const nifAlphabet = `0123456789${nifLetters}`;
/** Foreigners' first letter counts as a digit: X 0, Y 1, Z 2. */
const nieValues = [...nifAlphabet].map((char, place) => (place < 10 ? place : Math.max(0, "XYZ".indexOf(char))));

const nifCheck = (digits: number, values?: readonly number[]) =>
  checksum({
    alphabet: nifAlphabet,
    equations: [
      {
        weights: [...powersOfTen(digits, 23), 0],
        ...(values ? { values: [values] } : {}),
        modulus: 23,
        check: { fromEnd: 0, characters: nifLetters },
      },
    ],
  });

/** A company's last character is a digit or the letter that stands for it, J for 0. */
const cifEnd = [...alphanumeric].map((char, place) =>
  place < 10 ? place : "JABCDEFGHI".includes(char) ? "JABCDEFGHI".indexOf(char) : 0,
);
const cifDigits = (weight: number): readonly number[] => [...crossSums(weight), ...zeros(26)];
const [plain, doubled] = [cifDigits(1), cifDigits(2)];

const nifNames = [
  "dni",
  "nif",
  "dni nif",
  "documento nacional de identidad",
  "número de identificación fiscal",
  "numero de identificacion fiscal",
  "documento de identidad",
  "documento",
  "cédula",
  ...personNames,
  ...taxNames,
  ...identityCardNames,
] as const;
const nieNames = [
  "nie",
  "número de identidad de extranjero",
  "numero de identidad de extranjero",
  "extranjero",
  "tarjeta de residencia",
  "permiso de residencia",
  ...nifNames,
] as const;
const nussNames = [
  "nuss",
  "naf",
  "nss",
  "seguridad social",
  "número de la seguridad social",
  "numero de la seguridad social",
  "afiliación",
  "afiliacion",
  ...personNames,
] as const;

/** Even places from the end are doubled, letters count 10 to 35 (ISO/IEC 7812-1 annex B, carried on). */
const luhn36 = [
  [...alphanumeric].map((_, place) => place),
  [...alphanumeric].map((_, place) => (place * 2 > 9 ? place * 2 - 9 : place * 2)),
];

export const iberianDetectors: readonly Detector[] = [
  shapedId({
    id: "es-nif",
    entity: "ES_NIF",
    country: "es",
    pattern: String.raw`\d{8}-?[A-HJ-NP-TV-Z]|\d{2}\.\d{3}\.\d{3}-?[A-HJ-NP-TV-Z]`,
    check: [nifCheck(8)],
    source: "Real Decreto 1553/2005, documento nacional de identidad; Orden INT/2058/2008",
    values: ["12345678Z", "55555555-K", "54.362.315-K"],
    not: [{ text: "12345678A and 12345678z" }, { text: "DNI 55555555k", neighbour: "es-nif-named" }],
  }),
  namedId({
    id: "es-nif-named",
    entity: "ES_NIF",
    country: "es",
    pattern: String.raw`\d{8}[ -]?[A-HJ-NP-TV-Z]|\d{2}[. ]\d{3}[. ]\d{3}[ -]?[A-HJ-NP-TV-Z]`,
    caseless: true,
    names: nifNames,
    orAlone: true,
    check: [nifCheck(8)],
    source: "Real Decreto 1553/2005, documento nacional de identidad",
    values: ["55555555k", "54362315 K", "92797308j"],
    not: [{ text: "DNI 12345678a" }, { text: "entrega a 12345678Z", neighbour: "es-nif" }],
  }),
  namedId({
    id: "es-nif-short",
    entity: "ES_NIF",
    country: "es",
    pattern: String.raw`[1-9]\d{6}[ -]?[A-HJ-NP-TV-Z]|[1-9]\.\d{3}\.\d{3}[ -]?[A-HJ-NP-TV-Z]`,
    caseless: true,
    names: nifNames,
    orAlone: true,
    check: [nifCheck(7)],
    source: "Real Decreto 1553/2005, documento nacional de identidad, numbers below ten million",
    values: ["1111111G", "5.555.455-N", "1111111g"],
    not: [{ text: "DNI 1111111H" }, { text: "DNI 12345678Z", neighbour: "es-nif" }],
  }),
  namedId({
    id: "es-nif-special",
    entity: "ES_NIF",
    country: "es",
    pattern: String.raw`[KLM]-?\d{7}-?[A-HJ-NP-TV-Z]`,
    caseless: true,
    names: nifNames,
    orAlone: true,
    check: [nifCheck(7)],
    source: "Real Decreto 1065/2007, article 20: NIF of minors and of those without a DNI",
    values: ["K1111111G", "L1111111G", "m1111111-g"],
    not: [{ text: "NIF K1111111H" }, { text: "NIF 12345678Z", neighbour: "es-nif" }],
  }),
  shapedId({
    id: "es-nie",
    entity: "ES_NIE",
    country: "es",
    pattern: String.raw`[XYZ]-?\d{7}-?[A-HJ-NP-TV-Z]`,
    check: [nifCheck(8, nieValues)],
    source: "Real Decreto 557/2011, article 206: número de identidad de extranjero; Orden INT/2058/2008",
    values: ["X9613851N", "Y8063915-Z", "Z-8078221-M"],
    not: [{ text: "Y8063915Q and 58063915Q" }, { text: "NIE x9613851n", neighbour: "es-nie-named" }],
  }),
  namedId({
    id: "es-nie-named",
    entity: "ES_NIE",
    country: "es",
    pattern: eitherCase(String.raw`[XYZ][ -]?\d{7}[ -]?[A-HJ-NP-TV-Z]`),
    names: nieNames,
    orAlone: true,
    check: [nifCheck(8, nieValues)],
    source: "Real Decreto 557/2011, article 206: número de identidad de extranjero",
    values: ["x9613851n", "X 9613851 N", "z8078221m"],
    not: [{ text: "NIE x9613851q" }, { text: "vive aquí: X9613851N", neighbour: "es-nie" }],
  }),
  namedId({
    id: "es-cif",
    entity: "ES_CIF",
    country: "es",
    label: "internal",
    tags: ["company", "tax"],
    pattern: eitherCase(String.raw`[ABCDEFGHJNPQRSUVW][ -]?\d{2}[. ]?\d{3}[. ]?\d{2}[ -]?[0-9A-J]`),
    names: [
      "cif",
      "nif",
      "código de identificación fiscal",
      "codigo de identificacion fiscal",
      "empresa",
      "sociedad",
      "s.l.",
      "s.a.",
      ...companyNames,
      ...taxNames,
    ],
    orAlone: true,
    check: [
      checksum({
        alphabet: alphanumeric,
        equations: [
          {
            weights: [1, 1, 1, 1, 1, 1, 1, 1],
            values: [[...cifEnd], doubled, plain, doubled, plain, doubled, plain, doubled],
            modulus: 10,
          },
        ],
      }),
    ],
    source: "Orden EHA/451/2008, número de identificación fiscal de personas jurídicas",
    values: ["A62520713", "J99216582", "q4574321h", "B-58818501"],
    not: [{ text: "CIF A62520714" }, { text: "CIF perdido, DNI 12345678Z", neighbour: "es-nif" }],
  }),
  namedId({
    id: "es-passport",
    entity: "ES_PASSPORT",
    country: "es",
    pattern: String.raw`[A-Z]{3}\d{6}|[A-Z]{2}\d{6}`,
    caseless: true,
    names: ["pasaporte", "pasaportes", "número de pasaporte", "numero de pasaporte", "pasaporte n", ...passportNames],
    orAlone: true,
    confidence: 0.65,
    source: "Real Decreto 896/2003, expedición del pasaporte ordinario",
    values: ["XYZ987654", "PAA123456", "xyz987654"],
    not: [{ text: "pasaporte AAAA12345" }, { text: "passport 12AB34567", neighbour: "fr-passport" }],
  }),
  namedId({
    id: "es-social-security",
    entity: "ES_NUSS",
    country: "es",
    pattern: String.raw`(?:0[1-9]|[1-4]\d|5[0-3]|66)[ /-]?[1-9]\d{7}[ /-]?\d\d`,
    names: nussNames,
    orAlone: true,
    check: [weighted([...powersOfTen(10, 97), -10, -1], 97)],
    source: "Tesorería General de la Seguridad Social, número de afiliación",
    values: ["281234567840", "08/12345678/69", "46 23406789 50"],
    not: [{ text: "NUSS 281234567841" }, { text: "NUSS 280123456742", neighbour: "es-social-security-short" }],
  }),
  namedId({
    id: "es-social-security-short",
    entity: "ES_NUSS",
    country: "es",
    pattern: String.raw`(?:0[1-9]|[1-4]\d|5[0-3]|66)[ /-]?0\d{7}[ /-]?\d\d`,
    names: nussNames,
    orAlone: true,
    // Numbers below ten million are checked without their leading 0.
    check: [weighted([...powersOfTen(9, 97).slice(0, 2), 0, ...powersOfTen(7, 97), -10, -1], 97)],
    source: "Tesorería General de la Seguridad Social, número de afiliación",
    values: ["280123456742", "08/01234567/74", "46 02345678 28"],
    not: [{ text: "NUSS 280123456722" }, { text: "NUSS 281234567840", neighbour: "es-social-security" }],
  }),
  namedId({
    id: "es-licence-plate",
    entity: "ES_LICENSE_PLATE",
    country: "es",
    label: "confidential",
    tags: ["pii", "vehicle"],
    pattern: eitherCase(
      oneOf(String.raw`\d{4}[ -]?[B-DF-HJ-NPR-TV-Z]{3}`, String.raw`[A-Z]{1,2}[ -]\d{4}[ -][A-Z]{1,2}`),
    ),
    names: ["matrícula", "matricula", "vehículo", "vehiculo", "coche", "placa", ...plateNames],
    orAlone: true,
    confidence: 0.65,
    source: "Real Decreto 2822/1998, Reglamento General de Vehículos, anexo XVIII",
    values: ["1234 BCD", "5678-FGH", "9012jkl", "M-1234-AB"],
    not: [{ text: "matrícula 1234 ABC" }, { text: "vehicle EF-456-GH", neighbour: "fr-licence-plate" }],
  }),
  namedId({
    id: "pt-nif",
    entity: "PT_NIF",
    country: "pt",
    tags: ["pii", "tax"],
    pattern: String.raw`(?:[1235689]\d|45|7\d)\d{7}|(?:[1235689]\d{2}|45\d|7\d{2})[ .]\d{3}[ .]\d{3}`,
    names: [
      "nif",
      "nipc",
      "contribuinte",
      "número de contribuinte",
      "numero de contribuinte",
      "número fiscal",
      "identificação fiscal",
      "identificacao fiscal",
      "número de identificação fiscal",
      ...taxNames,
    ],
    orAlone: true,
    check: [checkedBy([9, 8, 7, 6, 5, 4, 3, 2], "00987654321")],
    source: "Decreto-Lei 14/2013, número de identificação fiscal",
    values: ["501964843", "222019344", "237067110"],
    not: [{ text: "NIF 501964844" }, { text: "NIF 12345678Z", neighbour: "es-nif" }],
  }),
  namedId({
    id: "pt-social-security",
    entity: "PT_NISS",
    country: "pt",
    pattern: String.raw`[12]\d{10}`,
    names: [
      "niss",
      "segurança social",
      "seguranca social",
      "número de segurança social",
      "beneficiário",
      "beneficiario",
      ...personNames,
    ],
    orAlone: true,
    check: [checkedBy([29, 23, 19, 17, 13, 11, 7, 5, 3, 2], "9876543210")],
    source: "Segurança Social, número de identificação da segurança social; weights are the first ten primes",
    values: ["11000000007", "12345678902", "27654321099"],
    not: [{ text: "NISS 11000000008" }, { text: "NISS perdido, NIF 501964843", neighbour: "pt-nif" }],
  }),
  shapedId({
    id: "pt-citizen-card",
    entity: "PT_CITIZEN_CARD",
    country: "pt",
    pattern: String.raw`\d{8}[ -]\d[ -]?[A-Z]{2}\d|\d{9}[A-Z]{2}\d`,
    check: [
      checksum({
        alphabet: alphanumeric,
        equations: [{ weights: Array.from({ length: 12 }, () => 1), values: luhn36, modulus: 10 }],
      }),
    ],
    confidence: 0.8,
    source: "Portaria 203/2007, cartão de cidadão, número de documento",
    values: ["00000000 0 ZZ4", "018190750ZZ6", "19502396-0-ZZ0"],
    not: [{ text: "00000000 0 ZZ5" }, { text: "cartão 00000000, NIF 501964843", neighbour: "pt-nif" }],
  }),
  namedId({
    id: "pt-identity-card",
    entity: "PT_BI",
    country: "pt",
    pattern: String.raw`[1-9]\d{6,7}(?:[ -]?\d)?`,
    names: [
      "bilhete de identidade",
      "cartão de cidadão",
      "cartao de cidadao",
      "cartão do cidadão",
      "número de identificação civil",
      "identificação civil",
      "b.i.",
      "n.º bi",
    ],
    confidence: 0.65,
    source: "Lei 33/99, número de identificação civil",
    values: ["12345678", "9876543", "11223344-5"],
    not: [
      { text: "bilhete de identidade 123456" },
      { text: "bilhete de identidade, DNI 12345678Z", neighbour: "es-nif" },
    ],
  }),
];
