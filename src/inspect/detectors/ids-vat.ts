/**
 * VAT numbers of the European Union, of the United Kingdom and of Norway: the state's prefix and a number with the state's own check.
 * Germany's is with the other German ones, Switzerland's with the Swiss. What has no check that fits, or is written otherwise, needs its name.
 */
import type { Detector, Validator } from "../detector.ts";
import { alphanumeric, checkedBy, checksum, crossSums, luhn, powersOfTen, weighted, zeros } from "./checksums.ts";
import { eitherCase, namedId, shapedId, vatNames } from "./national-id.ts";
import { oneOf } from "./sample.ts";

/** What all of them share: Council Directive 2006/112/EC article 215, and the state's algorithm as VIES describes it. */
function vatId(state: {
  readonly country: string;
  readonly prefix?: string;
  /** What follows the prefix and, perhaps, a space. */
  readonly number: string;
  readonly check?: readonly Validator[];
  readonly values: readonly [string, string, string];
  readonly wrong: string;
}): Detector {
  const { country, number, check, values, wrong } = state;
  const prefix = state.prefix ?? country.toUpperCase();
  return shapedId({
    id: `${country}-vat-id`,
    entity: `${country === "gb" || country === "xi" ? "UK" : country.toUpperCase()}_VAT_ID`,
    country,
    label: "internal",
    tags: ["company", "tax"],
    pattern: `${prefix}[ -]?(?:${number})`,
    ...(check === undefined ? {} : { check }),
    confidence: 0.85,
    source: "Council Directive 2006/112/EC article 215; European Commission, VIES, structure of VAT numbers",
    values,
    not: [{ text: wrong }, { text: "USt-IdNr. DE136695976", neighbour: "de-vat-id" }],
  });
}

const [plain, doubled] = [crossSums(1), crossSums(2)];
const ppsAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVW";
const ppsValues = [[...ppsAlphabet].map((char, place) => (place < 10 ? place : char === "W" ? 0 : place - 9))];
const cyprusCheck = checksum({
  alphabet: alphanumeric,
  equations: [
    {
      weights: [1, 1, 1, 1, 1, 1, 1, 1, 0],
      values: [
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, ...zeros(26)],
        [...plain, ...zeros(26)],
      ],
      modulus: 26,
      check: { fromEnd: 0, characters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
    },
  ],
});
const britishCheck = weighted([8, 7, 6, 5, 4, 3, 2, 10, 1], 97, { plus: [0, 42, 55] });

export const vatDetectors: readonly Detector[] = [
  vatId({
    country: "at",
    number: String.raw`U ?\d{8}`,
    check: [
      weighted([1, 1, 1, 1, 1, 1, 1, 1], 10, {
        values: [plain, plain, doubled, plain, doubled, plain, doubled, plain],
        plus: [4],
      }),
    ],
    values: ["ATU13585627", "ATU 99895060", "AT U07517702"],
    wrong: "ATU13585626",
  }),
  vatId({
    country: "be",
    number: String.raw`[01]\d{9}|[01]\d{3}\.\d{3}\.\d{3}|[01]\d{3} \d{3} \d{3}`,
    check: [weighted([...powersOfTen(8, 97), 10, 1], 97)],
    values: ["BE0428759497", "BE 0428.759.497", "BE0973089251"],
    wrong: "BE0428759498",
  }),
  vatId({
    country: "bg",
    number: String.raw`\d{9}`,
    check: [checkedBy([1, 2, 3, 4, 5, 6, 7, 8], "0123456789-")],
    values: ["BG175074752", "BG 555866797", "BG196709379"],
    wrong: "BG175074753",
  }),
  vatId({
    country: "hr",
    number: String.raw`\d{11}`,
    check: [{ name: "mod-11-10" }],
    values: ["HR33392005961", "HR 65087337520", "HR54423192574"],
    wrong: "HR33392005962",
  }),
  vatId({
    country: "cy",
    number: String.raw`\d{8}[A-Z]`,
    check: [cyprusCheck],
    values: ["CY10259033P", "CY 19551648Y", "CY11103659K"],
    wrong: "CY10259033Z",
  }),
  vatId({
    country: "cz",
    number: String.raw`[0-8]\d{7}`,
    check: [checkedBy([8, 7, 6, 5, 4, 3, 2], "10987654321")],
    values: ["CZ25123891", "CZ 18330525", "CZ44486642"],
    wrong: "CZ25123890",
  }),
  vatId({
    country: "dk",
    number: String.raw`[1-9]\d{7}|[1-9]\d \d\d \d\d \d\d`,
    check: [weighted([2, 7, 6, 5, 4, 3, 2, 1], 11)],
    values: ["DK13585628", "DK 51 64 54 21", "DK99970596"],
    wrong: "DK13585629",
  }),
  vatId({
    country: "ee",
    number: String.raw`\d{9}`,
    check: [weighted([3, 7, 1, 3, 7, 1, 3, 7, 1], 10)],
    values: ["EE100931558", "EE 957831403", "EE517043039"],
    wrong: "EE100594103",
  }),
  vatId({
    country: "fi",
    number: String.raw`\d{8}`,
    check: [weighted([7, 9, 10, 5, 8, 4, 2, 1], 11)],
    values: ["FI20774740", "FI 14080451", "FI46037845"],
    wrong: "FI20774741",
  }),
  vatId({
    country: "fr",
    number: String.raw`\d\d ?(?:\d{9}|\d{3} \d{3} \d{3})`,
    check: [weighted([10, 1, ...powersOfTen(9, 97).map((power) => -3 * power)], 97, { remainder: 12 }), luhn(9)],
    values: ["FR40303265045", "FR 40 303 265 045", "FR30374824399"],
    wrong: "FR84323140391",
  }),
  vatId({
    country: "gr",
    prefix: "(?:EL|GR)",
    number: String.raw`\d{9}`,
    check: [checkedBy([256, 128, 64, 32, 16, 8, 4, 2], "01234567890")],
    values: ["EL094259216", "EL 015841645", "GR067919739"],
    wrong: "EL094259217",
  }),
  vatId({
    country: "hu",
    number: String.raw`\d{8}`,
    check: [weighted([9, 7, 3, 1, 9, 7, 3, 1], 10)],
    values: ["HU12892312", "HU 76408128", "HU75056498"],
    wrong: "HU12892313",
  }),
  vatId({
    country: "ie",
    number: String.raw`\d{7}[A-W]`,
    check: [
      checksum({
        alphabet: ppsAlphabet,
        equations: [
          {
            weights: [8, 7, 6, 5, 4, 3, 2, 0],
            values: ppsValues,
            modulus: 23,
            check: { fromEnd: 0, characters: "WABCDEFGHIJKLMNOPQRSTUV" },
          },
        ],
      }),
    ],
    values: ["IE6433435F", "IE 9767330F", "IE4099105G"],
    wrong: "IE6433435E",
  }),
  vatId({
    country: "it",
    number: String.raw`\d{7}(?:0(?:0[1-9]|[1-9]\d)|100|12[01]|888|999)\d`,
    check: [luhn(11)],
    values: ["IT00743110157", "IT 01333550323", "IT12947390329"],
    wrong: "IT00743110158",
  }),
  vatId({
    country: "lt",
    number: String.raw`\d{9}`,
    check: [checkedBy([1, 2, 3, 4, 5, 6, 7, 8], "0123456789-")],
    values: ["LT119511515", "LT 780198316", "LT692938314"],
    wrong: "LT119511516",
  }),
  vatId({
    country: "lu",
    number: String.raw`\d{8}`,
    check: [weighted([...powersOfTen(6, 89), -10, -1], 89)],
    values: ["LU15027442", "LU 40458378", "LU26261262"],
    wrong: "LU15027443",
  }),
  vatId({
    country: "lv",
    number: String.raw`[459]\d{10}`,
    check: [weighted([9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1], 11, { remainder: 3 })],
    values: ["LV40003521600", "LV 42895171983", "LV49011488594"],
    wrong: "LV40003521601",
  }),
  vatId({
    country: "mt",
    number: String.raw`\d{8}`,
    check: [weighted([3, 4, 6, 7, 8, 9, 10, 1], 37)],
    values: ["MT11679112", "MT 88969163", "MT34578418"],
    wrong: "MT11679113",
  }),
  vatId({
    country: "nl",
    number: String.raw`\d{9}\.?B\.?\d\d|\d{4}\.\d\d\.\d{3}\.B\.?\d\d`,
    values: ["NL004495445B01", "NL 7968.28.489.B01", "NL663780366.B.01"],
    wrong: "NL004495445A01 and NL00449544B01",
  }),
  vatId({
    country: "pl",
    number: String.raw`[1-9]\d{9}|[1-9]\d{2}-\d{3}-\d\d-\d\d|[1-9]\d{2} \d{3} \d\d \d\d`,
    check: [weighted([6, 5, 7, 2, 3, 4, 5, 6, 7, -1], 11)],
    values: ["PL8567346215", "PL 7895638703", "PL 305-122-11-78"],
    wrong: "PL8567346216",
  }),
  vatId({
    country: "pt",
    number: String.raw`[1-9]\d{8}`,
    check: [checkedBy([9, 8, 7, 6, 5, 4, 3, 2], "00987654321")],
    values: ["PT501964843", "PT 222019344", "PT237067110"],
    wrong: "PT501964842",
  }),
  vatId({
    country: "es",
    number: String.raw`[A-HJ-NP-SU-Z]-?\d{7}-?[0-9A-Z]|\d{8}-?[A-HJ-NP-TV-Z]`,
    values: ["ESJ99216582", "ES B-58378431", "ES54362315K"],
    wrong: "ES1234567 and ES123456789",
  }),
  vatId({
    country: "se",
    number: String.raw`\d{10}01`,
    check: [weighted([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0], 10, { values: [plain, doubled] })],
    values: ["SE123456789701", "SE 556703748501", "SE556036079301"],
    wrong: "SE123456789101 and SE123456789702",
  }),
  vatId({
    country: "si",
    number: String.raw`[1-9]\d{7}|[1-9]\d{3} \d{4}`,
    check: [checkedBy([8, 7, 6, 5, 4, 3, 2], "-0987654321")],
    values: ["SI50223054", "SI 5022 3054", "SI81258402"],
    wrong: "SI50223055",
  }),
  vatId({
    country: "sk",
    number: String.raw`[1-9]\d{9}`,
    check: [weighted(powersOfTen(10, 11), 11)],
    values: ["SK2022749619", "SK 2744389967", "SK2930509373"],
    wrong: "SK2022749618",
  }),
  vatId({
    country: "gb",
    number: String.raw`\d{9}|\d{3} \d{4} \d\d`,
    check: [britishCheck],
    values: ["GB980780684", "GB 980 7806 84", "GB546107358"],
    wrong: "GB802311781",
  }),
  vatId({
    country: "xi",
    number: String.raw`\d{9}|\d{3} \d{4} \d\d`,
    check: [britishCheck],
    values: ["XI980780684", "XI 980 7806 84", "XI546107358"],
    wrong: "XI802311781",
  }),
  shapedId({
    id: "no-vat-id",
    entity: "NO_VAT_ID",
    country: "no",
    label: "internal",
    tags: ["company", "tax"],
    pattern: String.raw`(?:NO[ -]?)?[89]\d{2} ?\d{3} ?\d{3} ?MVA`,
    check: [weighted([3, 2, 7, 6, 5, 4, 3, 2, 1], 11)],
    source: "Merverdiavgiftsloven section 15-10; Brønnøysundregistrene: organisasjonsnummer",
    values: ["NO995525828MVA", "988 077 917 MVA", "NO 988077917 MVA"],
    not: [{ text: "NO995525829MVA" }, { text: "USt-IdNr. DE136695976", neighbour: "de-vat-id" }],
  }),
  namedId({
    id: "eu-vat-id",
    entity: "EU_VAT_ID",
    country: "eu",
    label: "internal",
    tags: ["company", "tax"],
    pattern: eitherCase(
      oneOf(
        String.raw`AT ?U ?\d{8}`,
        String.raw`BG ?\d{9,10}`,
        String.raw`CZ ?\d{8,10}`,
        String.raw`(?:BE|EL|GR|HR|LV|PL|SK) ?\d{9,11}`,
        String.raw`(?:DK|EE|FI|HU|LT|LU|MT|PT|RO|SI) ?\d{6,10}`,
        String.raw`LT ?\d{12}`,
        String.raw`SE ?\d{12,14}`,
        String.raw`CHE[ -]?\d{3}\.?\d{3}\.?\d{3}(?: (?:MWST|TVA|IVA))?`,
        String.raw`(?:GB|XI) ?(?:\d{3} ?\d{4} ?\d\d(?: ?\d{3})?|GD\d{3}|HA\d{3})`,
        String.raw`IE ?\d[0-9A-Z+*]\d{5}[A-Z]{1,2}`,
        String.raw`(?:FR|ES|CY|IT) ?[0-9A-Z]{2} ?\d{6,9}[0-9A-Z]{0,3}`,
      ),
    ),
    names: [
      ...vatNames,
      "btw",
      "tva",
      "ust",
      "uid",
      "mwst",
      "iva",
      "ddv",
      "pdv",
      "moms",
      "alv",
      "kmkr",
      "km",
      "pvn",
      "pvm",
      "dph",
      "dič",
      "dic",
      "cif",
      "nif",
      "p.iva",
      "partita iva",
      "momsreg",
      "momsregistreringsnummer",
      "cod tva",
      "aфм",
      "φπα",
      "ддс",
    ],
    confidence: 0.7,
    source: "Council Directive 2006/112/EC article 215",
    values: ["RO18547290", "cz7103192745", "IE8D79739I", "LT290061371314", "GB879 6182 62 867"],
    not: [{ text: "VAT RO12345" }, { text: "VAT DE136695976", neighbour: "de-vat-id" }],
  }),
];
