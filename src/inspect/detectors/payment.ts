/**
 * Payment cards and bank accounts.
 *
 * Cards are written by issuer range, because a Luhn digit alone lets one number in ten pass. Grouped and plain forms are
 * two detectors: only the grouped and the labelled form are taken when a lane ends in the middle, since a plain run of
 * digits at the end of a JSON leaf is far more often an id than a cut card. The first 8 digits name the issuer and are
 * public (ISO/IEC 7812-1:2017): a cut number counts from the ninth on, or from the separator before it. A plain number
 * after a digit's dot is a float.
 */
import type { Detector, Validator } from "../detector.ts";
import { holds, luhn, varied } from "./checksums.ts";
import { identifier, says } from "./identifier.ts";
import { oneOf } from "./sample.ts";

/**
 * ISO/IEC 7812 issuer ranges with the lengths in use: Visa, Mastercard and Mir, Amex, Diners, JCB, UATP, Maestro, Discover,
 * UnionPay, RuPay, Elo, Hipercard, Verve, Troy, Uzcard and Humo, NAPAS.
 */
const plainCard = oneOf(
  String.raw`4\d{15}(?:\d{3})?`,
  String.raw`5[1-5]\d{14}`,
  String.raw`2(?:22[1-9]|2[3-9]\d|[3-6]\d{2}|7[01]\d|720)\d{12}`,
  String.raw`220[0-5]\d{12}(?:\d{3})?`,
  String.raw`3[47]\d{13}`,
  String.raw`3(?:0[0-5]|[689]\d)(?:\d{11,13}|\d{16})`,
  String.raw`3095(?:\d{10,12}|\d{15})`,
  String.raw`35\d{14}(?:\d{3})?`,
  String.raw`(?:2131|1800|1220)\d{11}`,
  String.raw`(?:5[06-8]|6\d)(?:\d{12,14}|\d{17})`,
  String.raw`(?:81|82)\d{14}(?:\d{3})?`,
  String.raw`(?:9792|8600|9860|9704)\d{12}(?:\d{3})?`,
);

/** Seventeen and eighteen digits are an id that counts from a time, or that of a pallet, more often than a card: a word must tell. */
const longCard = String.raw`(?:220[0-5]|3(?:0[0-5]\d|095|[5689]\d{2})|(?:5[06-8]|6\d|81|82)\d{2})\d{13,14}`;

const groupedCard = oneOf(
  String.raw`(?:4\d{3}|5\d{3}|2[2-7]\d{2}|35\d{2}|6\d{3}|8[12]\d{2}|9792|8600|9860|9704)[ -]\d{4}[ -]\d{4}[ -]\d{1,4}(?:[ -]\d{1,3})?`,
  String.raw`(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|35\d{2}|6\d{3})(?:\.\d{4}){3}`,
  String.raw`62\d{4}[ -]\d{13}`,
  String.raw`(?:5[06-8]|6\d)\d{2}[ -]\d{4}[ -]\d{5}`,
  String.raw`3[47]\d{2}[ -]\d{6}[ -]\d{5}`,
  String.raw`3[0689]\d{2}[ -]\d{6}[ -]\d{4}`,
  String.raw`(?:5[06-8]|6\d)\d{2}[ -]\d{6}[ -]\d{3,9}`,
);

/** Whatever but a space or a hyphen is put between the groups of a number: so written beside a word that says what it is. */
const between = String.raw`(?:[\t\r\n_/|:*+.,]{1,2}| [|/:-] | {2,3})`;
/** A line's end between two groups, where a mail or a file of YAML is folded. */
const folded = String.raw`[ -]?\r?\n[ \t>]{0,8}`;
const separatedCard = oneOf(
  String.raw`(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|35\d{2}|6\d{3})(?:${between}\d{4}){3}`,
  String.raw`(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|35\d{2}|6\d{3})(?:${folded}\d{4}(?:[ -]\d{4}){2}|[ -]\d{4}${folded}\d{4}[ -]\d{4}|(?:[ -]\d{4}){2}${folded}\d{4})`,
  String.raw`3[47]\d{2}(?:${between}|${folded})\d{6}(?:${between}|${folded})\d{5}`,
  String.raw`3[0689]\d{2}${between}\d{6}${between}\d{4}`,
  // Digit by digit, in halves, and a Diners Club card in fours.
  String.raw`(?:3(?:[ -]\d){13,14}|[2-6](?:[ -]\d){14,15})`,
  String.raw`[3-6]\d{7}[ -]\d{8}`,
  String.raw`3[0689]\d{2}(?:[ -]\d{4}){2}[ -]\d{2}`,
  // In the groups of other forms: 4-4-4-3, 3-4-5-3, 3-4-4-3, 4-6-6.
  String.raw`3[47]\d{2}(?:[ -]\d{4}){2}[ -]\d{3}`,
  String.raw`3[0-9]\d[ -]\d{4}[ -]\d{4,5}[ -]\d{3}`,
  String.raw`4\d{3}(?:[ -]\d{6}){2}`,
);

/** Twelve and thirteen digits are a GTIN more often than a card: those whose own check digit holds are left alone. */
const shortCard = {
  entity: "CREDIT_CARD",
  label: "regulated",
  tags: ["pii", "financial", "pci"],
  notBefore: "[0-9A-Za-z.]",
  notAfter: "[0-9A-Za-z]",
  confidence: 0.8,
  source: "ISO/IEC 7812-1, issuer identification numbers; GS1 General Specifications 7.9.1",
} as const satisfies Partial<Detector>;

/** The check digit of a GTIN does not hold: one of these must be added. */
const noArticle = (digits: number): Validator =>
  holds({
    weights: Array.from({ length: digits }, (_, place) => ((digits - place) % 2 === 1 ? 1 : 3)),
    plus: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    modulus: 10,
  });

/** With the check digit of a GTIN, too, or in the groups of a dump of bytes, of which every tenth has the right last digit: a word must tell. */
const wordedCard = oneOf(
  String.raw`4\d{12}`,
  String.raw`(?:5[06-8]|6\d)(?:\d{10,11}|\d{2}[ -]\d{4}[ -]\d{4})`,
  longCard,
);
const cardWords =
  "card, cards, credit card, debit card, bank card, payment card, payment, cc, pan, visa, maestro, mastercard, charge, charged, karte, kreditkarte, kartennummer, carte, tarjeta, cartão, cartao, carta, kort, karta, kartı, карта, карты, カード, 卡号, 카드";

export const paymentDetectors: readonly Detector[] = [
  {
    id: "payment-card",
    entity: "CREDIT_CARD",
    label: "regulated",
    tags: ["pii", "financial", "pci"],
    pattern: plainCard,
    notBefore: "[0-9.]",
    notAfter: String.raw`\d`,
    validate: [{ name: "luhn" }],
    confidence: 0.9,
    source: "ISO/IEC 7812-1, issuer identification numbers",
    examples: [
      { text: "card 4111111111111111, exp 12/30", find: ["4111111111111111"] },
      { text: "378282246310005 and 6011111111111117", find: ["378282246310005", "6011111111111117"] },
      { text: "2223003122003222", find: ["2223003122003222"] },
      { text: "Mir 2200000000000004, Humo 9860000000000000003x", find: ["2200000000000004"] },
      { text: "maestro 6759649826438453", find: ["6759649826438453"] },
    ],
    counterExamples: [
      { text: "card 4111111111111112" },
      { text: "score 0.4111111111111111" },
      { text: "id 41111111111111110" },
      { text: '"id": "584589260032773543", SSCC 391048349977005873' },
      { text: "4111 1111 1111 1111", neighbour: "payment-card-grouped" },
    ],
  },
  {
    id: "payment-card-13",
    ...shortCard,
    pattern: String.raw`(?:4\d|5[06-8]|6\d)\d{11}`,
    validate: [{ name: "luhn" }, noArticle(13)],
    examples: [
      { text: "card 4222222222222, exp 12/30", find: ["4222222222222"] },
      { text: "visa 4111111111119", find: ["4111111111119"] },
      { text: "Visa 4929000000006,", find: ["4929000000006"] },
    ],
    counterExamples: [
      { text: "EAN 4001312158706 and 6901234567892" },
      { text: "card 4222222222223" },
      { text: "shipped as 1ZHVQ6309271053596" },
      { text: "4111111111111111", neighbour: "payment-card" },
    ],
  },
  {
    id: "payment-card-12",
    ...shortCard,
    pattern: String.raw`(?:5[06-8]|6\d)\d{10}`,
    validate: [{ name: "luhn" }, noArticle(12)],
    examples: [
      { text: "maestro 501800000009", find: ["501800000009"] },
      { text: "card 561200000009, exp 12/30", find: ["561200000009"] },
      { text: "(630400000000)", find: ["630400000000"] },
    ],
    counterExamples: [
      { text: "UPC 614141000081" },
      { text: "maestro 501800000008" },
      { text: "id 5018000000090" },
      { text: "4111111111111111", neighbour: "payment-card" },
    ],
  },
  {
    id: "payment-card-grouped",
    entity: "CREDIT_CARD",
    label: "regulated",
    tags: ["pii", "financial", "pci"],
    pattern: groupedCard,
    notBefore: "[0-9]",
    // Not a letter of a hexadecimal table or of a dump of bytes, nor one in the group behind it.
    notAfter: String.raw`[0-9A-Fa-f]| \d[A-Fa-f]| [A-Fa-f]\d`,
    // Nine digits need ten bytes: the tenth may be the separator before the ninth.
    commit: { bytes: 10, digits: 8 },
    validate: [{ name: "luhn" }, { name: "not-counting" }],
    confidence: 0.95,
    source: "ISO/IEC 7812-1, issuer identification numbers",
    examples: [
      { text: "room 12 4111 1111 1111 1111", find: ["4111 1111 1111 1111"] },
      { text: "5555-5555-5555-4444.", find: ["5555-5555-5555-4444"] },
      { text: "amex 3782 822463 10005", find: ["3782 822463 10005"] },
      { text: "4111.1111.1111.1111", find: ["4111.1111.1111.1111"] },
      { text: "cut off: 4111 1111 11", find: ["4111 1111 11"] },
      { text: "cut off: 4111-1111-", find: ["4111-1111-"] },
    ],
    counterExamples: [
      { text: "4111 1111 1111 1112 is no card" },
      { text: "years 2020 2021 2022 2023 in a row" },
      { text: "code points 6270 6271 6272 6273 6274;" },
      { text: "54E8 5546 5531 5617 5968 5E9F 62F1" },
      { text: "00000160: 6365 6e73 6520 6973 2061 2066 7265 652c" },
      { text: "14111 1111 1111 1111 is one too long" },
      { text: "4111111111111111", neighbour: "payment-card" },
    ],
  },
  identifier({
    id: "payment-card-separated",
    entity: "CREDIT_CARD",
    tags: ["financial", "pci"],
    pattern: separatedCard,
    notAfter: "[0-9A-Za-z]",
    words: cardWords,
    validate: [{ name: "luhn" }, { name: "not-counting" }],
    confidence: 0.85,
    source: "ISO/IEC 7812-1, issuer identification numbers",
    finds: [
      "card «4111_1111_1111_1111»",
      "my visa is «4111  1111  1111  1111», thanks",
      "charge «5555|5555|5555|4444»",
      "cc: «4111\n1111\n1111\n1111»",
      "card «4111 - 1111 - 1111 - 1111», or «4111,1111,1111,1111»",
      "my card: «4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1», «4-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1»",
      "my card is «4111 1111\n> 1111 1111», or «5555-5555-5555-\r\n4444»",
      "card «41111111 11111111», diners card «3056 9309 0259 04»",
      "карта «3782/822463/10005»",
      "diners card «3056/930902/5904», «3-0-5-6-9-3-0-9-0-2-5-9-0-4», card «4111\r\n1111\r\n1111\r\n1111»",
      "amex card «3782 8224 6310 005», «378-2822-46310-005», visa «4111 111111 111111»",
    ],
    not: [
      "card 4111_1111_1111_1112",
      "the card shows 2400:3000:4000:5000",
      "offsets 4111/1111/1111/1111",
      ["card 4111111111111111", "payment-card"],
    ],
  }),
  identifier({
    id: "payment-card-by-word",
    entity: "CREDIT_CARD",
    tags: ["financial", "pci"],
    pattern: wordedCard,
    notBefore: "[0-9.-]",
    notAfter: String.raw`\d`,
    words: cardWords,
    validate: [{ name: "luhn" }],
    confidence: 0.8,
    source: "ISO/IEC 7812-1, issuer identification numbers: Maestro from 12 digits on, Visa's old numbers of 13",
    finds: [
      "Visa «4222222222222»",
      "maestro: «501800000009»",
      '{"cardNumber": "«6304000000000»"}',
      "maestro card «584589260032773543»",
    ],
    not: [
      "ean 4001312158706;",
      "card 4222222222223",
      "00000160: 6365 6e73 6520 6973 2061 2066 7265 652c",
      ["card 4111111111111111", "payment-card"],
    ],
  }),
  {
    id: "payment-card-after-dot",
    entity: "CREDIT_CARD",
    label: "regulated",
    tags: ["pii", "financial", "pci"],
    lead: String.raw`[A-Za-z]\.`,
    pattern: plainCard,
    notAfter: String.raw`\d`,
    validate: [{ name: "luhn" }],
    confidence: 0.8,
    source: "ISO/IEC 7812-1, issuer identification numbers",
    examples: [
      { text: "Card No.4111111111111111", find: ["4111111111111111"] },
      { text: "Kreditkarte Nr.378282246310005,", find: ["378282246310005"] },
      { text: "acct.5555555555554444 paid", find: ["5555555555554444"] },
    ],
    counterExamples: [
      { text: "Card No.4111111111111112" },
      { text: "score 0.4111111111111111" },
      { text: "x.41111111111111110" },
      { text: "Card No. 4111111111111111", neighbour: "payment-card" },
    ],
  },
  identifier({
    // What is called the number of a card is one, whatever its check digit says.
    id: "payment-card-labelled",
    entity: "CREDIT_CARD",
    tags: ["financial", "pci"],
    lead: `(?:${oneOf(
      "card[ _-]?(?:number|num|no|nr|#)",
      "card[\"'\\x60*]{0,3} ?[:=#]",
      "(?:credit|debit|bank|payment)[ _-]?card(?: account)?",
      "kreditkarten?(?:[ -]?nummer|[ -]?nr)?",
      "kartennummer",
      "tarjeta(?: n[úu]mero| n[°º])?",
      "carte (?:bancaire|bleue|de crédit|n[°º])",
      "num[ée]ro de carte",
      "(?:karta nr|nr karty|numer karty)",
      "cart[ãa]o(?: de crédito)?",
      "(?:visa|master ?card) ?(?:card|number|no|:)",
    )}${says}|cc[ _-]?(?:number|num|no)["'.]{0,2} ?[:=] ?["']?)`,
    pattern: String.raw`\d{4}(?:\d{12}|(?:[ .-]\d{4}){3})`,
    caseless: true,
    notAfter: "[0-9A-Za-z_]",
    validate: [luhn(16, [1, 2, 3, 4, 5, 6, 7, 8, 9]), { name: "not-placeholder" }],
    confidence: 0.55,
    source: "ISO/IEC 7812-1: sixteen digits, as most cards have",
    finds: [
      "Card number: «4532-1234-5678-9010»",
      '"credit_card": "«1234-5678-9012-3456»"',
      "Kreditkarte «4532 1234 5678 9010», gültig",
      '"cardNumber":"«5425233430109904»"',
      "Visa: «4111 1111 1111 1112»",
      "carte n° «4970 1012 3456 7890», karta nr «4539 1488 0343 6468»",
      "card: «1234 5678 9012 3456»",
      "cc_number=«4532123456789010»",
      "your credit card account «4532-1234-5678-9010», Kartennummer: «4532.1234.5678.9010»",
    ],
    not: [
      "card 4111 1111 1111 1112",
      "a card number has 16 digits, 0000 0000 0000 0000",
      "order 4532-1234-5678-9010",
      ["card number: 4111111111111111", "payment-card"],
    ],
  }),
  {
    id: "payment-card-cut",
    entity: "CREDIT_CARD",
    label: "regulated",
    tags: ["pii", "financial", "pci"],
    lead: String.raw`(?:card|visa|mastercard|amex|pan|cc|kreditkarte|kartennummer)[ _.-]?(?:number|num|no|nr|#)?["'.]{0,2}[ \t]{0,2}(?:is|[:=#])?[ \t]{0,2}["']?`,
    pattern: oneOf(String.raw`[2-6](?:[ -]?\d){7,13}[ -]?`, String.raw`(?:[24-6]\d|3[0-35689])(?:[ -]?\d){13}[ -]?`),
    caseless: true,
    // Any byte: the number stands at the lane's end, where the answer was cut.
    notAfter: String.raw`[\x00-\xff]`,
    confidence: 0.6,
    source: "ISO/IEC 7812-1",
    examples: [
      { text: "the card number is 41111111111", find: ["41111111111"] },
      { text: 'cut off: "card": "4111-1111-1', find: ["4111-1111-1"] },
      { text: "Visa: 411111111111111", find: ["411111111111111"] },
      { text: "pan 4111 1111 ", find: ["4111 1111 "] },
    ],
    counterExamples: [
      { text: "card number: 41111111 or so" },
      { text: "order 41111111" },
      { text: "card 12 of 52" },
      { text: "card 4111111111111111", neighbour: "payment-card" },
    ],
  },
  {
    id: "iban",
    entity: "IBAN_CODE",
    label: "confidential",
    tags: ["pii", "financial"],
    pattern: oneOf(
      String.raw`[A-Z]{2}[ -]?\d{2}(?:[ -]?[A-Z0-9]){11,30}`,
      String.raw`[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{4}){2,7}(?:[ -]?[A-Za-z0-9]{1,4})?`,
    ),
    notBefore: "[0-9A-Za-z]",
    notAfter: "[0-9A-Za-z]",
    validate: [{ name: "iban" }],
    confidence: 0.95,
    source: "ISO 13616, SWIFT IBAN registry",
    examples: [
      { text: "IBAN DE89 3704 0044 0532 0130 00, thanks", find: ["DE89 3704 0044 0532 0130 00"] },
      { text: "gb82west12345698765432", find: ["gb82west12345698765432"] },
      { text: "sheba IR580540105180021273113007", find: ["IR580540105180021273113007"] },
      { text: "pay to GB82WEST12345698765432 AND TO ME", find: ["GB82WEST12345698765432"] },
    ],
    counterExamples: [
      { text: "DE88 3704 0044 0532 0130 00 has a wrong check" },
      { text: "XX89 3704 0044 0532 0130 00 is nowhere" },
      { text: "the sha256 test case data from 2024" },
      { text: "4111 1111 1111 1111", neighbour: "payment-card-grouped" },
    ],
  },
  identifier({
    // What is called an IBAN is one, whatever its check digits say.
    id: "iban-labelled",
    entity: "IBAN_CODE",
    label: "confidential",
    tags: ["financial"],
    lead: `iban${says}`,
    // Behind the code of a bank each group begins with a digit, as the words behind do not.
    pattern: oneOf(
      String.raw`[A-Z]{2}\d{2} [A-Z0-9]{4}(?: \d[A-Z0-9]{3}){2,6}(?: \d[A-Z0-9]{0,2})?`,
      String.raw`[A-Z]{2}\d{2}[A-Z0-9]{11,30}`,
    ),
    caseless: true,
    notAfter: "[0-9A-Za-z]",
    validate: [{ name: "digits", min: 8 }, varied],
    confidence: 0.55,
    source: "ISO 13616: the form of an IBAN",
    finds: [
      "transfer to IBAN: «DE12345678901234567890» today",
      "My IBAN is «GB33 BUKB 2020 1555 5555 56».",
      "iban=«NL00ABNA0123456789»",
      '"iban": "«FR7612345678901234567890189»"',
    ],
    not: [
      "IBAN: DE00 or so",
      "the code DE12345678901234567890",
      "IBAN of the sender",
      ["IBAN, DE89 3704 0044 0532 0130 00", "iban"],
    ],
  }),
  identifier({
    id: "iban-separated",
    entity: "IBAN_CODE",
    label: "confidential",
    tags: ["financial"],
    pattern: oneOf(
      String.raw`[A-Z]{2}\d{2}(?:${between}[A-Z0-9]{4}){2,7}(?:${between}[A-Z0-9]{1,4})?`,
      String.raw`[A-Z]{2}\d{2}(?:[ -][A-Z0-9]{4}){0,6}${folded}[A-Z0-9]{1,4}(?:(?:${folded}|[ -])[A-Z0-9]{1,4}){0,6}`,
    ),
    words: "iban, account, bank account, konto, kontonummer, compte, cuenta, conto, rekening",
    validate: [{ name: "iban" }],
    confidence: 0.9,
    source: "ISO 13616, SWIFT IBAN registry",
    finds: [
      "IBAN «DE89_3704_0044_0532_0130_00» is mine",
      "iban: «GB82.WEST.1234.5698.7654.32»",
      "account «FR14  2004  1010  0505  0001  3M02  606»",
      "IBAN: «DE89 3704 0044\n  0532 0130 00»",
    ],
    not: [
      "IBAN DE88_3704_0044_0532_0130_00",
      "see RFC2 2104 4444 5555 66",
      "part DE89/3704/0044/0532/0130/00 of it",
      ["iban DE89370400440532013000", "iban"],
    ],
  }),
];
