/** Numbers of Estonia, Lithuania and Latvia. */
import type { Detector } from "../detector.ts";
import { checkedBy, checksum, weighted } from "./checksums.ts";
import { companyNames, namedId, personNames, shapedId } from "./national-id.ts";

const day = String.raw`(?:0[1-9]|[12]\d|3[01])`;
const month = "(?:0[1-9]|1[0-2])";
const code = String.raw`[1-6]\d\d${month}${day}\d{4}`;

const first = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1];
const second = [3, 4, 5, 6, 7, 8, 9, 1, 2, 3];
/** Where the first sum leaves 10, a second one decides: two checks, of which one holds. */
const firstCheck = checkedBy(first, "0123456789-");
const secondCheck = checksum({
  equations: [
    { weights: [...first, 0], modulus: 11, remainder: 10 },
    { weights: [...second, 0], modulus: 11, check: { fromEnd: 0, characters: "01234567890" } },
  ],
});

const estonianNames = ["isikukood", "isikukoodi", "isikukoodiga", "ik", "i.k.", "estonian id", ...personNames] as const;
const lithuanianNames = [
  "asmens kodas",
  "asmens kodo",
  "asmens kodą",
  "a.k.",
  "a. k.",
  "ak",
  "lithuanian id",
  ...personNames,
] as const;
const estonianSource = "Rahvastikuregistri seadus; EVS 585: isikukood";
const lithuanianSource = "Gyventojų registro įstatymas: asmens kodas";

export const balticDetectors: readonly Detector[] = [
  namedId({
    id: "ee-personal-code",
    entity: "EE_ISIKUKOOD",
    country: "ee",
    pattern: code,
    names: estonianNames,
    orAlone: true,
    check: [firstCheck],
    confidence: 0.85,
    source: estonianSource,
    values: ["37605030299", "37305199899", "37602069790"],
    not: [{ text: "isikukood 37605030298" }, { text: "isikukood puudub, KMKR EE100931558", neighbour: "ee-vat-id" }],
  }),
  namedId({
    id: "ee-personal-code-second",
    entity: "EE_ISIKUKOOD",
    country: "ee",
    pattern: code,
    names: estonianNames,
    orAlone: true,
    check: [secondCheck],
    confidence: 0.85,
    source: estonianSource,
    values: ["37605030064", "37605050032", "37601030043"],
    not: [{ text: "isikukood 37605030022" }, { text: "isikukood 37605030299", neighbour: "ee-personal-code" }],
  }),
  namedId({
    id: "lt-personal-code",
    entity: "LT_ASMENS_KODAS",
    country: "lt",
    pattern: code,
    names: lithuanianNames,
    orAlone: true,
    check: [firstCheck],
    confidence: 0.85,
    source: lithuanianSource,
    values: ["33309240004", "45306218614", "45006070321"],
    not: [
      { text: "asmens kodas 33309240065" },
      { text: "asmens kodas nežinomas, PVM LT119511515", neighbour: "lt-vat-id" },
    ],
  }),
  namedId({
    id: "lt-personal-code-second",
    entity: "LT_ASMENS_KODAS",
    country: "lt",
    pattern: code,
    names: lithuanianNames,
    orAlone: true,
    check: [secondCheck],
    confidence: 0.85,
    source: lithuanianSource,
    values: ["37605030064", "37605050032", "37601030043"],
    not: [{ text: "asmens kodas 37605030022" }, { text: "asmens kodas 45306218614", neighbour: "lt-personal-code" }],
  }),
  namedId({
    id: "ee-company-code",
    entity: "EE_REGISTRIKOOD",
    country: "ee",
    label: "internal",
    tags: ["company"],
    pattern: String.raw`[1789]\d{7}`,
    names: ["registrikood", "registrikoodi", "reg kood", "rg-kood", "äriregister", "äriregistri kood", ...companyNames],
    source: "Äriregistri seadus: registrikood",
    values: ["12345678", "10345833", "80032732"],
    not: [{ text: "registrikood 1234567" }, { text: "registrikood puudub, KMKR EE100931558", neighbour: "ee-vat-id" }],
  }),
  namedId({
    id: "lt-company-code",
    entity: "LT_IMONES_KODAS",
    country: "lt",
    label: "internal",
    tags: ["company"],
    pattern: String.raw`[1-3]\d{8}|[1-3]\d{6}`,
    names: ["įmonės kodas", "imones kodas", "juridinio asmens kodas", "juridinio asmens kodo", ...companyNames],
    source: "Juridinių asmenų registro nuostatai: juridinio asmens kodas",
    values: ["119511515", "304567890", "1234567"],
    not: [{ text: "įmonės kodas 11951151512" }, { text: "įmonės PVM LT119511515", neighbour: "lt-vat-id" }],
  }),
  shapedId({
    id: "lv-personal-code",
    entity: "LV_PERSONAS_KODS",
    country: "lv",
    pattern: String.raw`${day}${month}\d\d-[012]\d{4}`,
    check: [
      weighted([10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 0], 11, { plus: [1], check: { fromEnd: 0, characters: "01234567890" } }),
    ],
    source: "Fizisko personu reģistra likums: personas kods, with the date of birth (until 2017)",
    values: ["161175-19997", "010190-10001", "311299-22228"],
    not: [
      { text: "161175-19998 and 161375-19997" },
      { text: "personas kods 327673-12345", neighbour: "lv-personal-code-named" },
    ],
  }),
  namedId({
    id: "lv-personal-code-named",
    entity: "LV_PERSONAS_KODS",
    country: "lv",
    pattern: String.raw`(?:${day}${month}\d\d-?[012]\d{4}|3[2-9]\d{4}-?\d{5})`,
    names: ["personas kods", "personas kodu", "personas koda", "p.k.", "p. k.", "pk", "latvian id", ...personNames],
    confidence: 0.8,
    source: "Fizisko personu reģistra likums: personas kods",
    values: ["327673-12345", "16117519997", "32012345678"],
    not: [{ text: "personas kods 321375-9999" }, { text: "tas ir 161175-19997", neighbour: "lv-personal-code" }],
  }),
  namedId({
    id: "lv-company-number",
    entity: "LV_REGISTRACIJAS_NUMURS",
    country: "lv",
    label: "internal",
    tags: ["company"],
    pattern: String.raw`[459]\d{10}`,
    names: [
      "reģistrācijas numurs",
      "registracijas numurs",
      "reģ nr",
      "reg nr",
      "vienotais reģistrācijas numurs",
      "pvn",
      ...companyNames,
    ],
    check: [weighted([9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1], 11, { remainder: 3 })],
    source: "Likums Par Latvijas Republikas Uzņēmumu reģistru: vienotais reģistrācijas numurs",
    values: ["40003521600", "42895171983", "49011488594"],
    not: [{ text: "reģistrācijas numurs 40003521601" }, { text: "PVN LV40003521600", neighbour: "lv-vat-id" }],
  }),
];
