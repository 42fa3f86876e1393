/** Numbers of more than one state: health insurance card, customs, legal entities, machine-readable lines of travel documents. */
import type { Detector } from "../detector.ts";
import { alphanumeric, checksum, sevenThreeOne, zeros } from "./checksums.ts";
import { namedId, shapedId } from "./national-id.ts";
import { oneOf } from "./sample.ts";

/** ISO 3166-1 numeric codes of the states that issue the card. */
const cardStates =
  "(?:040|056|100|191|196|203|208|233|246|250|276|300|348|352|372|380|428|438|440|442|470|528|578|616|620|642|703|705|724|752|756|826)";

/** ICAO Doc 9303 part 3: letters count 10 to 35, the filler 0. */
const mrzAlphabet = `${alphanumeric}<`;
const mrzValues = [[...mrzAlphabet].map((char, place) => (char === "<" ? 0 : place))];

/** Each field of so many characters, `skip` places behind the start, is checked by the character behind it. */
const mrzCheck = (length: number, fields: readonly { readonly skip: number; readonly characters: number }[]) =>
  checksum({
    alphabet: mrzAlphabet,
    equations: fields.map(({ skip, characters }) => ({
      weights: [...zeros(skip), ...sevenThreeOne(characters), -1, ...zeros(length - skip - characters - 1)],
      values: mrzValues,
      modulus: 10,
    })),
  });

const born = String.raw`\d\d(?:0[1-9]|1[0-2]|<<)(?:0[1-9]|[12]\d|3[01]|<<)\d`;
const numbered = `[A-Z0-9<]{9}[0-9][A-Z<]{3}${born}[MFX<]${born}`;
const tail = (characters: number) => `[A-Z0-9<]{${characters}}`;
const lineFields = [
  { skip: 0, characters: 9 },
  { skip: 13, characters: 6 },
  { skip: 21, characters: 6 },
];
const td1Line = `${born}[MFX<]${born}[A-Z<]{3}[A-Z0-9<]{11}[0-9]`;

const mrz = {
  entity: "MRZ",
  country: "icao",
  notBefore: "[0-9A-Za-z<]",
  notAfter: "[0-9A-Za-z<]",
  confidence: 0.95,
  source: "ICAO Doc 9303 parts 3 to 7",
} as const;

export const europeanUnionDetectors: readonly Detector[] = [
  shapedId({
    id: "eu-health-insurance-card",
    entity: "EU_HEALTH_INSURANCE_CARD",
    country: "eu",
    tags: ["pii", "health"],
    pattern: String.raw`80${cardStates}(?:\d{15}| \d{5} \d{10}| ?\d{4} ?\d{4} ?\d{4} ?\d{3})`,
    confidence: 0.8,
    source: "Decision S2 of the Administrative Commission on the European health insurance card; EN 1867",
    values: ["80276881090123456789", "80380000300012345678", "80040000001234567890"],
    not: [
      { text: "80999881090123456789 and 8027688109012345678" },
      { text: "card 4111111111111111", neighbour: "payment-card" },
    ],
  }),
  namedId({
    id: "eu-eori",
    entity: "EU_EORI",
    country: "eu",
    label: "internal",
    tags: ["company"],
    pattern: String.raw`[A-Z]{2}(?: ?\d[0-9A-Z]{4,14}|[0-9A-Z]{5,15})`,
    names: ["eori", "eori number", "eori no", "eori nummer", "eori nr", "numéro eori", "número eori", "codice eori"],
    check: [{ name: "digits", min: 5 }],
    source: "Commission Delegated Regulation (EU) 2015/2446 article 1(18)",
    values: ["DE1234567", "GB123456789000", "FR73282932000074"],
    not: [{ text: "EORI DE1234" }, { text: "EORI unknown, card 4111111111111111", neighbour: "payment-card" }],
  }),
  namedId({
    id: "lei",
    entity: "LEI",
    country: "iso",
    label: "public",
    tags: ["company"],
    pattern: "[0-9A-Z]{18}[0-9]{2}",
    names: ["lei", "lei code", "legal entity identifier", "lei number"],
    check: [{ name: "digits", min: 4 }],
    source: "ISO 17442-1",
    values: ["213800KUD8LAJWSQ9D15", "5493001KJTIIGC8Y1R12", "529900T8BM49AURSDO55"],
    not: [{ text: "LEI 213800KUD8LAJWSQ9D1" }, { text: "LEI unknown, VAT DE136695976", neighbour: "de-vat-id" }],
  }),
  namedId({
    id: "eu-licence-plate",
    entity: "LICENSE_PLATE",
    country: "eu",
    label: "confidential",
    tags: ["pii", "vehicle"],
    pattern: oneOf(
      String.raw`[A-Z]{1,3}[ -]?\d{1,5}[ -]?[A-Z]{0,3}(?:[ -]\d{1,3})?`,
      String.raw`\d{1,4}[ -]?[A-Z]{1,3}[ -]?\d{0,4}`,
      String.raw`\d{2}[ -]\d{2}[ -][A-Z]{2}`,
      String.raw`[A-Z]{2}[ -]\d{2}[ -]\d{2,3}`,
      String.raw`[A-Z]{2}[ -]\d{2}[ -][A-Z]{2,3}`,
      String.raw`[a-z]{1,3}-?\d{1,5}-?[a-z]{0,3}`,
      String.raw`\d{1,4}-?[a-z]{1,3}-?\d{0,4}`,
    ),
    names: [
      "license plate",
      "licence plate",
      "number plate",
      "plate number",
      "registration plate",
      "kenteken",
      "targa",
      "plaka",
      "immatriculation",
      "registreringsnummer",
      "rekisterinumero",
      "rekisteritunnus",
      "kentekenplaat",
      "nummerplaat",
      "nummerplade",
      "registreringsskilt",
      "spz",
      "rendszám",
      "matrícula",
      "număr de înmatriculare",
      "registracija",
      "registarska oznaka",
      "πινακίδα",
      "регистрационен номер",
      "госномер",
      "номерний знак",
    ],
    check: [{ name: "digits", min: 2 }],
    confidence: 0.6,
    source: "Convention on Road Traffic, Vienna 1968, annex 2; Council Regulation (EC) No 2411/98",
    values: ["16-XYZ-5", "AB 12 345", "B 123 ABC", "46-76-KS", "ef456gh"],
    not: [
      { text: "kenteken onbekend in 2024" },
      { text: "kenteken kwijt, card 4111111111111111", neighbour: "payment-card" },
    ],
  }),
  namedId({
    id: "eu-postal-code",
    entity: "POSTAL_CODE",
    country: "eu",
    label: "internal",
    tags: ["pii", "location"],
    pattern: oneOf(
      String.raw`\d{4} ?[A-Z]{2}`,
      String.raw`\d{3} \d\d`,
      String.raw`\d\d-\d{3}`,
      String.raw`\d{4}-\d{3}`,
      String.raw`\d{4,6}`,
      String.raw`(?:H|SI|L|LV|LT|MD|AD|HR|DK|S|N|CH|A|B|F|I|E)-\d{3,5}`,
      String.raw`[AC-FHKNPRTV-Y]\d[0-9W] ?[0-9AC-FHKNPRTV-Y]{4}`,
    ),
    names: [
      "code postal",
      "c.a.p.",
      "codice avviamento postale",
      "codice postale",
      "código postal",
      "codigo postal",
      "postcode",
      "postal code",
      "postnummer",
      "postnr",
      "postinumero",
      "kod pocztowy",
      "psč",
      "irányítószám",
      "cod poștal",
      "poštanski broj",
      "poštna številka",
      "eircode",
      "sihtnumber",
      "pašto kodas",
      "pasta indekss",
      "пощенски код",
      "почтовый индекс",
      "поштовий індекс",
      "ταχυδρομικός κώδικας",
      "posta kodu",
    ],
    window: 48,
    confidence: 0.6,
    source: "Universal Postal Union, postal addressing systems in member countries",
    values: ["1012 AB", "75001", "00-950", "D02 AF30"],
    not: [
      { text: "postcode 123 or 1234567" },
      { text: "postcode unknown, card 4111111111111111", neighbour: "payment-card" },
    ],
  }),
  shapedId({
    ...mrz,
    id: "mrz-passport",
    pattern: `${numbered}${tail(16)}`,
    check: [mrzCheck(44, lineFields)],
    values: [
      "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
      "L8988901C4XXX4009078F96121096ZE184226B<<<<<<",
      "X123456785UTO9002155M3102145<<<<<<<<<<<<<<<0",
    ],
    not: [
      { text: "L898902C37UTO7408122F1204159ZE184226B<<<<<10" },
      { text: "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", neighbour: "mrz-names" },
    ],
  }),
  shapedId({
    ...mrz,
    id: "mrz-identity-card",
    pattern: `${numbered}${tail(8)}`,
    check: [mrzCheck(36, lineFields)],
    values: [
      "D231458907UTO7408122F1204159<<<<<<<6",
      "L8988901C4XXX4009078F9612109<<<<<<<<",
      "X123456785UTO9002155M3102145<<<<<<<0",
    ],
    not: [
      { text: "D231458908UTO7408122F1204159<<<<<<<6" },
      { text: "7408122F1204159UTO<<<<<<<<<<<6", neighbour: "mrz-small-card" },
    ],
  }),
  shapedId({
    ...mrz,
    id: "mrz-small-card",
    pattern: `(?:[ACI][A-Z0-9<][A-Z<]{3}[A-Z0-9<]{25}\\r?\\n)?${td1Line}`,
    check: [
      mrzCheck(30, [
        { skip: 0, characters: 6 },
        { skip: 8, characters: 6 },
      ]),
    ],
    values: ["7408122F1204159UTO<<<<<<<<<<<6", "4009078F9612109D<<<<<<<<<<<<<6", "9002155M3102145UTO<<<<<<<<<<<0"],
    not: [
      { text: "7408123F1204159UTO<<<<<<<<<<<6" },
      { text: "D231458907UTO7408122F1204159<<<<<<<6", neighbour: "mrz-identity-card" },
    ],
  }),
  shapedId({
    ...mrz,
    id: "mrz-names",
    pattern: "[ACIPV][A-Z<][A-Z<]{3}[A-Z]{1,30}(?:<[A-Z]{1,20}){0,4}<<[A-Z<]{3,34}<<",
    values: [
      "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
    ],
    not: [
      { text: "PRINTF<<EOFMARK and P<INT<<X" },
      { text: "L898902C36UTO7408122F1204159ZE184226B<<<<<10", neighbour: "mrz-passport" },
    ],
  }),
  {
    id: "mrz-small-card-names",
    entity: "MRZ",
    label: "regulated",
    tags: ["pii", "government-id", "icao"],
    lead: String.raw`\d{7}[MFX<]\d{7}[A-Z<]{3}[A-Z0-9<]{11}\d\r?\n`,
    pattern: "[A-Z<]{30}",
    // What closes an element of HTML is no filler.
    notAfter: "[0-9A-Za-z]|<[^/a-z]",
    confidence: 0.95,
    source: "ICAO Doc 9303 part 5",
    examples: [
      {
        text: "7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
        find: ["ERIKSSON<<ANNA<MARIA<<<<<<<<<<"],
      },
      {
        text: "7408122F1204159UTO<<<<<<<<<<<6\r\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
        find: ["ERIKSSON<<ANNA<MARIA<<<<<<<<<<"],
      },
      {
        text: '"7408122F1204159UTO<<<<<<<<<<<6\\nSPECIMEN<<JO<<<<<<<<<<<<<<<<<<"',
        find: ["SPECIMEN<<JO<<<<<<<<<<<<<<<<<<"],
      },
    ],
    counterExamples: [
      { text: "ERIKSSON<<ANNA<MARIA<<<<<<<<<<" },
      { text: "7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA" },
      { text: "7408122F1204159UTO<<<<<<<<<<<6", neighbour: "mrz-small-card" },
    ],
  },
];
