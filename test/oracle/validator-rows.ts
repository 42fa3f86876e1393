/** What each check says of which spans: asked of the oracle (validators.test.ts) and of the engine (test/native/validators.test.ts). */
import type { Validator } from "../../src/inspect/detector.ts";

export type Row = Validator & {
  readonly yes: readonly string[];
  readonly no: readonly string[];
};

export const validatorRows: readonly Row[] = [
  {
    name: "luhn",
    yes: ["4111111111111111", "4111 1111 1111 1111", "378282246310005", "4222222222222", "6304-0000-0000-0000"],
    no: ["4111111111111112", "0000000000000000", "42222222226", "41111111111111111111"],
  },
  {
    name: "iban",
    yes: ["DE89370400440532013000", "de89 3704 0044 0532 0130 00", "GB29NWBK60161331926819", "NO9386011117947"],
    no: ["DE88370400440532013000", "DE8937040044053201300", "ZZ89370400440532013000", "8989370400440532013000"],
  },
  {
    name: "us-ssn",
    yes: ["078-05-1120", "078051120", "078 05 1120"],
    no: [
      "078-05 1120",
      "07805-1120",
      "000-12-3456",
      "666-12-3456",
      "900-12-3456",
      "123-00-4567",
      "123-45-0000",
      "111111111",
    ],
  },
  {
    name: "ipv4",
    yes: ["192.0.2.1", "0.0.0.0", "255.255.255.255"],
    no: ["192.0.2", "192.0.2.256", "192.0.02.1", "1.2.3.4.5"],
  },
  {
    name: "ipv6",
    yes: [
      "2001:db8::1",
      "::",
      "::1",
      "1::",
      "1:2:3:4:5:6:7:8",
      "::ffff:192.0.2.1",
      "1:2:3:4:5:6:192.0.2.1",
      "1:2:3:4:5:6:7::",
    ],
    no: [
      "1:2:3:4:5:6:7",
      "1::2::3",
      ":::",
      "1:2:3:4:5:6:7:8::",
      "12345::",
      "::192.0.2.1:1",
      ":1",
      "1:",
      "::192.0.2.256",
    ],
  },
  {
    name: "mac",
    yes: ["00:00:5e:00:53:01", "00-00-5E-00-53-01", "0f:f0:00:00:00:00"],
    no: ["00:00:5e-00:53:01", "00:00:00:00:00:00", "FF:ff:ff:ff:ff:ff", "00:00:5e:00:53", "00005e005301"],
  },
  {
    name: "nanp",
    yes: ["(212) 555-0123", "+1 212 555 0123", "12125550123"],
    no: ["112-555-0123", "211-555-0123", "212-155-0123", "212-911-0123", "2222222222", "2 212 555 0123"],
  },
  {
    name: "e164",
    yes: ["+49 30 901820", "+442079460958"],
    no: ["+0123456789", "+1234567", "+1234567890123456", "11111111"],
  },
  {
    name: "date",
    yes: [
      "1985-03-12",
      "12.03.1985",
      "03/12/1985",
      "31/12/85",
      "29/02/00",
      "12 March 1985",
      "March 3rd, 1985",
      "3. März 1985",
      "3. MÄRZ 1985",
      "the 3rd of Sept. 2004",
      "1985 Dez 1",
      "2000-02-29",
    ],
    no: [
      "1985-13-32",
      "29.02.1900",
      "31/04/1985",
      "12.03.1885",
      "85-03-12",
      "12 Foo 1985",
      "12031985",
      "12.03",
      "1.2.3.1985",
    ],
  },
  { name: "entropy", min: 2, yes: ["abcd", "aabbccdd", "abcde"], no: ["aabb", "", "aaab"] },
  { name: "digits", min: 3, yes: ["a1b2c3", "1234"], no: ["a1b2", ""] },
  {
    name: "not-placeholder",
    yes: ["hunter2", "S3cr3t!pass", "$2b$10$abc", "correct-horse", "123456", "${", "passwords"],
    no: [
      "changeme",
      "'password'",
      "Your_Api_Key",
      "xxxxxxxx",
      "xxx-xxx",
      "****",
      "...",
      "$".concat("{SECRET}"),
      "<token>",
      "{{ vault }}",
      "%TOKEN%",
      "$TOKEN",
      "$(cat key)",
      "",
      '""',
      "NULL",
      "process.env.KEY",
      "%(password)s",
    ],
  },
  {
    name: "tld",
    yes: ["alice@example.com", "a@b.CO", "a@b.museum"],
    no: ["logo@2x.png", "a@b.c", "a@b", "a@b.c0m", "a@b.", "a@b.JSON"],
  },
  {
    name: "jwt-header",
    yes: ["eyJhbGciOiJIUzI1NiJ9.e30.x", "eyJ"],
    no: ["eyAi.e30.x", "eyJh+.x", "eyJhb.x", "", "abc.eyJ"],
  },
  {
    name: "verhoeff",
    yes: ["2363", "3123 4567 8909", "399876543211"],
    no: ["2362", "3123 4567 8908", "0", ""],
  },
  {
    name: "mod-11-10",
    yes: ["0794 5", "98765432106", "DE136695976"],
    no: ["0794 6", "98765432100", "5", ""],
  },
  {
    name: "base58-check",
    yes: ["16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", "1111111111111111111114oLvT2"],
    no: ["16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyY", "16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ2", "0", "z".repeat(40), ""],
  },
  {
    name: "bech32",
    yes: [
      "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
      "A12UEL5L",
      "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx",
      "?1v759aa",
    ],
    no: ["bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdz", "A12uEL5L", "1qzzfhee", "10a06t8", "abc1rzg", "x1b4n0q5v"],
  },
  {
    name: "phone",
    form: "international",
    yes: [
      "+49 (0) 30 / 901820",
      "+1 415-555-0132 ext. 204",
      "(+44) 20 7946 0958",
      "0049 30 901820",
      "011 44 20 7946 0958",
      "0011 44 20 7946 0958",
      "+33 (0)1 23 45 67 89",
      "+800 1234 5678",
    ],
    no: [
      "+1234567890",
      "+20240601",
      "+210 123 456 789",
      "+1 000 000 0000",
      "44 20 7946 0958",
      "0033 1 23 45 67",
      "+1",
      "",
    ],
  },
  {
    name: "phone",
    form: "grouped",
    yes: ["532-123-45-67", "0-532-123-45-67", "22 498317", "01 23 45 67 89", "(11) 91234-5678"],
    no: ["4155550132", "2024-06-01", "12.05.2024", "1-2-3-4-5-6-7", "00 12 34 56 78", ""],
  },
  {
    name: "phone",
    form: "trunk",
    yes: [
      "0171 23456789",
      "0171/2345678 Durchwahl 12",
      "8 (495) 123-45-67",
      "06 30 123 4567",
      "(0) 171 23456789",
      "0-532-123-45-67",
    ],
    no: ["532-123-45-67", "01712345678", "01.12.2024", "0 0171 2345", "8 12", ""],
  },
  {
    name: "phone",
    form: "assigned",
    regions: ["PH", "TR"],
    yes: ["09171234567", "0532 123 45 67", "3121234567", "(0212) 123 45 67 x12"],
    no: ["0917123456", "6123456789", "10000000146", "12345678901", "4155550132415555013241555501324155550132", ""],
  },
  // ISO 15706's relatives: a sum that must be a multiple, here ISBN-10 (ISO 2108:1992).
  {
    name: "checksum",
    alphabet: "0123456789X",
    equations: [{ weights: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1], modulus: 11 }],
    yes: ["0-306-40615-2", "080442957X", "080442957x", "978-0-306-40615-2"],
    no: ["0-306-40615-3", "306406152", ""],
  },
  // Two check digits, each by its table (CPF, Receita Federal).
  {
    name: "checksum",
    equations: [
      { weights: [10, 9, 8, 7, 6, 5, 4, 3, 2, 0, 0], modulus: 11, check: { fromEnd: 1, characters: "00987654321" } },
      { weights: [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 0], modulus: 11, check: { fromEnd: 0, characters: "00987654321" } },
    ],
    yes: ["111.444.777-35", "52998224725"],
    no: ["111.444.777-36", "52998224735", "1144477735"],
  },
  // Values in turn, which is Luhn; a number added for those born later (numéro de registre national, Belgium).
  {
    name: "checksum",
    equations: [
      {
        weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        values: [
          [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
          [0, 2, 4, 6, 8, 1, 3, 5, 7, 9],
        ],
        modulus: 10,
      },
    ],
    yes: ["4111-1111 1111 1111", "0000000000000018"],
    no: ["4111111111111112", "000018"],
  },
  {
    name: "checksum",
    equations: [{ weights: [10, 1], modulus: 97, plus: [0, 2], remainder: 40 }],
    yes: ["40", "38", "1938"],
    no: ["39", "4"],
  },
  {
    name: "checksum",
    equations: [{ weights: [-1, 1], modulus: 10 }],
    yes: ["33", "00"],
    no: ["34", "43"],
  },
];
