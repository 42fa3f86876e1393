/**
 * Telephone numbers of every country, as they are written. What makes digits one, from sure to doubtful:
 *
 *   a plus, 00 or 011, and a calling code               phone-international, phone-exit
 *   the groups of a country, its trunk prefix before    phone-us, phone-national, phone-trunk
 *
 * and in phones-labelled.ts:
 *
 *   a word before it that says so, or a word behind     phone-labelled, -labelled-plus, -labelled-grouped, -plain, -us-plain, -then-label
 *   nothing else in the text                            phone-alone, phone-alone-trunk, phone-alone-grouped
 *   eleven digits of a mobile number with its 0         phone-mobile
 *
 * Examples and test data use numbers that nobody has (555-01xx, invented area codes), so shapes are asked for lengths
 * and groups, and only what has no shape for assigned ranges.
 */
import type { Detector } from "../detector.ts";
import { extension, phone } from "./phone-parts.ts";
import { callWords, phoneWords } from "./phone-words.ts";
import { noCentury, oneOf } from "./sample.ts";

/** Between two groups. A hyphen behind a space alone begins a time zone: `11:53:01 2006 -0800`. */
const between = "(?: ?[./] ?|-| ?- | {1,2})";

/** No further digits, nor bytes in hexadecimal: `<Buffer 01 02 07 03 04 05 06>`, `03 90 42 31 38 f8`. */
const afterNational = String.raw`\w|[ .:/-]\d| [a-fA-F]\d| (?:a[acef]|b[abcdf]|c[abcdf]|d[bcdf]|e[abcef]|f[bcdef])|>`;

export const phoneDetectors: readonly Detector[] = [
  {
    id: "phone-international",
    ...phone,
    pattern: String.raw`(?:\(\+[1-9]\d{0,2}\)|\+[1-9])(?:[ ().\-/]{0,3}\d){6,15}${extension}`,
    caseless: true,
    notBefore: "[0-9A-Za-z+]",
    notAfter: String.raw`\d`,
    validate: [
      { name: "digits", min: 8 },
      { name: "phone", form: "international" },
    ],
    confidence: 0.8,
    source: "ITU-T E.164, E.123",
    examples: [
      { text: "Ring +49 (0) 30 / 901820.", find: ["+49 (0) 30 / 901820"] },
      { text: "tel:+14155550132", find: ["+14155550132"] },
      { text: "<tel:+1-415-555-0132;ext=77>", find: ["+1-415-555-0132;ext=77"] },
      { text: "Office: +1 415-555-0132 ext. 204, ask for Ann", find: ["+1 415-555-0132 ext. 204"] },
      { text: "London (+44) 20 7946 0958", find: ["(+44) 20 7946 0958"] },
    ],
    counterExamples: [
      { text: "at 2024-06-01T10:00:00+1000 sharp" },
      { text: "x+12345678 and 1+12345678" },
      { text: "grew by +12.5 % in 2024" },
      { text: "a difference of +1234567890 bytes" },
      { text: "alice+4930901820@example.com", neighbour: "email" },
    ],
  },
  {
    id: "phone-exit",
    ...phone,
    // Two groups of four behind four are an IBAN's or a card's.
    pattern: [
      oneOf(
        String.raw`(?:0011|011[ -]?|00[ -])[1-9]\d{0,2}[ ./-]{1,2}(?:\d{5,11}|\d{1,8}[ ./-]\d{2,8})`,
        String.raw`00[1-9]\d{2}[ ./-]{1,2}(?:\d{5,11}|\d{1,8}[ ./-]\d{2,8})`,
        String.raw`00[1-9]\d?[ ./-]{1,2}(?:\d{1,3}[ ./-]\d{2,8}|\d{5,11}|\d{4}[ ./-](?:\d{3}[ ./-]\d{3}|\d{5,7}))`,
        String.raw`0(?:0|11)[ -]?[1-9]\d{0,2}[ ./-]?\(0?\d{0,5}\)[ ./-]?(?:\d{5,11}|\d{1,8}[ ./-]\d{2,8})`,
      ),
      String.raw`(?:[ ./-]\d{2,8}){0,4}`,
      extension,
    ].join(""),
    caseless: true,
    notBefore: String.raw`[\w.+-]`,
    notAfter: String.raw`\w|[ .:/-]\d`,
    validate: [
      { name: "digits", min: 10 },
      { name: "phone", form: "international" },
    ],
    confidence: 0.6,
    source: "ITU-T E.123; the exit codes 00 (ITU-T E.164) and 011 (North American Numbering Plan)",
    examples: [
      { text: "Ring 0049 30 901820 from abroad", find: ["0049 30 901820"] },
      { text: "011 44 20 7946 0958", find: ["011 44 20 7946 0958"] },
      { text: "Fax 0033 (0)1 23 45 67 89.", find: ["0033 (0)1 23 45 67 89"] },
    ],
    counterExamples: [
      { text: "id 0021 1234 5678" },
      { text: "DE00 3704 0044 0532 0130 00" },
      { text: "at 00:49 30 901820" },
      { text: "+49 30 901820", neighbour: "phone-international" },
    ],
  },
  {
    id: "phone-us",
    ...phone,
    tags: ["pii", "contact", "us"],
    // Area codes from 0 and 1 do not exist, but everybody's example is 123-456-7890.
    pattern: String.raw`(?:(?:001|1)[ .-]?)?(?:\(\d{3}\)[ +]?-?\d{3}[ .-]\d{4}|\d{3}-\d{3}-\d{4})${extension}`,
    caseless: true,
    notBefore: String.raw`[\w.+-]`,
    notAfter: String.raw`\d|[.-]\d`,
    // Nine in threes are many other numbers.
    commit: { digits: 10 },
    confidence: 0.7,
    source: "North American Numbering Plan, ATIS-0300051",
    examples: [
      { text: "Call (415) 555-0132 today", find: ["(415) 555-0132"] },
      { text: "415-555-0132 or 415-555-0199x12", find: ["415-555-0132", "415-555-0199x12"] },
      { text: "toll free 1-800-555-0199.", find: ["1-800-555-0199"] },
      { text: "(415) 555-0132 ext: 7246433", find: ["(415) 555-0132 ext: 7246433"] },
      { text: "415-555-0132 , x 204", find: ["415-555-0132 , x 204"] },
      { text: "phone=%28415%29+555-0132", find: ["%28415%29+555-0132"] },
    ],
    counterExamples: [
      { text: "part A115-555-0132" },
      { text: "version 415.555.0132.7" },
      { text: "ids 1415-555-01320" },
      { text: "part 415-555-013" },
      { text: "SSN 219-09-9999", neighbour: "us-ssn" },
    ],
  },
  {
    // Not cut short: three groups of three digits are the end of any large number.
    id: "phone-us-spaced",
    ...phone,
    tags: ["pii", "contact", "us"],
    pattern: String.raw`(?:(?:001|1)[ .-]?)?(?:[2-9]\d{2} [2-9]\d{2}[ -]\d{4}|\d{3}\.\d{3}\.\d{4})${extension}`,
    caseless: true,
    notBefore: String.raw`[\w.+-]`,
    notAfter: String.raw`\d|[.-]\d`,
    confidence: 0.7,
    source: "North American Numbering Plan, ATIS-0300051",
    examples: [
      { text: "415 555 0132 #12", find: ["415 555 0132 #12"] },
      { text: "call 1 415 555-0132 or 415.555.0199x12.", find: ["1 415 555-0132", "415.555.0199x12"] },
      { text: "text 415 555 0132", find: ["415 555 0132"] },
    ],
    counterExamples: [
      { text: "Table 3: 12 345 678 910" },
      { text: "Gs. 529.982.247" },
      { text: "rows 415 155 0132" },
      { text: "0.415 555 01321" },
      { text: "415-555-0132", neighbour: "phone-us" },
    ],
  },
  {
    id: "phone-us-plain",
    ...phone,
    tags: ["pii", "contact", "us"],
    pattern: String.raw`1?[2-9]\d{2}[2-9]\d{6}${extension}`,
    caseless: true,
    notBefore: String.raw`[\w.+-]`,
    notAfter: String.raw`\w|[.-]\d`,
    context: { words: [...phoneWords, ...callWords], before: 32 },
    validate: [{ name: "nanp" }],
    confidence: 0.7,
    source: "North American Numbering Plan, ATIS-0300051",
    examples: [
      { text: "phone_number: 4155550132", find: ["4155550132"] },
      { text: "fax 14155550132.", find: ["14155550132"] },
      { text: "call me: 2125550187", find: ["2125550187"] },
      { text: "CALLERID(num)=4155550118", find: ["4155550118"] },
    ],
    counterExamples: [
      { text: "order 4155550132" },
      { text: "phone 9115550132" },
      { text: "phone 41555501321" },
      { text: "phone 415-555-0132", neighbour: "phone-us" },
    ],
  },
  {
    id: "phone-national",
    ...phone,
    pattern: oneOf(
      String.raw`\((?:0\d{1,4}|\d{2}|[1-9]\d{3})\) ?\d{3,5}[ -]\d{3,4}`,
      String.raw`\([3-9]\d{2}\) ?\d{3}-\d{2}-\d{2}`,
      // Not four digits, a hyphen and six, without a word: so are orders and invoices numbered.
      String.raw`0[1-9]\d{0,4}(?: ?/ ?| ?- |-)\d{7,8}`,
      String.raw`0[1-9]\d{0,4}(?: ?/ ?| ?- )\d{6}(?:-\d{1,2})?`,
      String.raw`0[1-9](?:\d?|\d{3,4})-\d{6}`,
      // With a direct line.
      String.raw`0[1-9]\d{1,3} ?/ ?\d{5}-\d{1,3}`,
      // Japan, with the exchange in brackets.
      String.raw`0[1-9]\d{0,3}\(\d{1,4}\)\d{4}`,
      String.raw`0[1-9]\d?(?: \d{3,4} \d{3,4}|(?: \d{2,4}){3,4})`,
      String.raw`0[1-9]\d{2,3} \d{2,3}(?: \d{2,4}){1,3}`,
      String.raw`0[1-9]\d{0,3}(?:-\d{3,4}-\d{3,4}|(?:-\d{2,4}){3,4})`,
      String.raw`0[1-9]\d{1,4} \d{6,8}`,
      String.raw`0[1-9]\d{1,3} \d{5} \d{2,4}`,
      // Pairs from the end, as DIN 5008 once had them.
      String.raw`0[1-9]\d{1,4} ?/ ?\d{2,3}(?: \d{2,3}){1,3}(?:-\d{1,4})?`,
      // Not a year.
      String.raw`0[1-9]\d?/${noCentury}\d{2}[ -]\d{3}`,
      String.raw`\(\d{2}\) ?9[ .]\d{4}[ .-]\d{4}`,
      String.raw`8[ -]?\(0\d{2,4}\) ?\d{2,3}-\d{2}-\d{2}`,
      String.raw`0 ?\([2-5]\d{2}\) ?\d{3}[ -]\d{2}[ -]\d{2}`,
      // Belgium and Bulgaria; Hungary's capital; New Zealand; Thailand's capital; Ukraine's and Israel's free numbers.
      String.raw`0[1-9]\d?/ ?\d{3}[ .]\d{2}[ .]\d{2}`,
      String.raw`06[ -]1[ -]\d{3}[ -]\d{4}`,
      String.raw`0[1-9]-\d{3}[ -]\d{4}`,
      String.raw`0-2\d{3}-\d{4}`,
      // Belarus, Argentina's mobile numbers, India, Moldova.
      String.raw`8 0[1-9]\d{1,2} \d{2,3}-\d{2}-\d{2}`,
      String.raw`0[1-9]\d{1,3} 15-\d{3,4}-\d{4}`,
      String.raw`0[6-9]\d{4} \d{5}`,
      String.raw`0 800 \d{3} \d{3}`,
      String.raw`1-[78]00-\d{3}-\d{3}`,
      String.raw`0[1-9](?:\.\d{2}){4}`,
      String.raw`0 [2-5]\d{2} \d{3} \d{2} \d{2}`,
      String.raw`1[3-9]\d(?: \d{4} |-\d{4}-)\d{4}`,
    ),
    notBefore: String.raw`[\w.+-]`,
    notAfter: afterNational,
    validate: [{ name: "digits", min: 9 }],
    confidence: 0.5,
    source: "ITU-T E.123, national notation with a trunk prefix; DIN 5008; Turkey's and China's mobile numbers",
    examples: [
      { text: "Tel. 0171/23456789 (Handy), 089/ 123456-0", find: ["0171/23456789", "089/ 123456-0"] },
      { text: "call 07700 900123 now", find: ["07700 900123"] },
      { text: "01 23 45 67 89", find: ["01 23 45 67 89"] },
      { text: "fax (021) 3025-967", find: ["(021) 3025-967"] },
      { text: "(11) 91234-5678 e 138 0013 8000", find: ["(11) 91234-5678", "138 0013 8000"] },
      { text: "(939)751-10-86, (495) 123-45-67", find: ["(939)751-10-86", "(495) 123-45-67"] },
      { text: "Fax 030 23125 418 oder 089/90 19 20-43", find: ["030 23125 418", "089/90 19 20-43"] },
      { text: "02/3123-408, (85) 9 9876-5501", find: ["02/3123-408", "(85) 9 9876-5501"] },
      { text: "8 (017) 212-34-08, 0 (212) 312 34 08", find: ["8 (017) 212-34-08", "0 (212) 312 34 08"] },
      { text: "02/ 981 23 45, 06 1 234 5678, 09-555 1234", find: ["02/ 981 23 45", "06 1 234 5678", "09-555 1234"] },
      {
        text: "8 029 491-19-11 или 011 15-2345-6789, 081234 56789",
        find: ["8 029 491-19-11", "011 15-2345-6789", "081234 56789"],
      },
      { text: "030/12345-67, 06-1-234-5678, 03(1234)5679", find: ["030/12345-67", "06-1-234-5678", "03(1234)5679"] },
      { text: "0-2123-4567, 0 800 123 456, 1-700-123-456", find: ["0-2123-4567", "0 800 123 456", "1-700-123-456"] },
    ],
    counterExamples: [
      { text: "on 01-12-2024 10:30" },
      { text: "dump 04 12 33 41 20 11 00 19" },
      { text: "<Buffer 01 02 07 03 04 05 06>, 90 03 90 42 31 38 f8" },
      { text: "invoice 0639-216380" },
      { text: "id 0123456789" },
      { text: "invoice 02/2024-408" },
      { text: "SSN 078-05-1120", neighbour: "us-ssn" },
      { text: "+49 171 23456789", neighbour: "phone-international" },
    ],
  },
  {
    id: "phone-trunk",
    ...phone,
    // Three groups of four are an IBAN's end or a card's.
    pattern: [
      oneOf(
        String.raw`\(0\d{1,5}\) ?(?:\d{5,8}|\d{2,5}${between}\d{2,5})`,
        String.raw`\(0\) ?\d{1,4}${between}\d{2,5}${between}\d{2,5}`,
        String.raw`0[1-9]\d?${between}(?:\d{6,8}|(?:\d{2,3}|${noCentury}\d{2}|\d{5})${between}\d{2,5})`,
        // No span of months: `09/2015 - 03/2019`.
        String.raw`0[1-9]\d?${between}(?:19|20)\d{2}[ -]\d{4,5}`,
        String.raw`0[1-9]\d{2}(?: ?[./-] ?| )(?:\d{7,8}|\d{2,3}${between}\d{2,5})`,
        String.raw`0[1-9]\d{2}(?: ?[./] ?| ?- | )\d{6}`,
        String.raw`0-\(?\d{1,5}\)?[ -]\d{2,8}[ -]\d{2,5}`,
        String.raw`8[ -]?\(\d{3,5}\)[ -]?\d{1,3}[ -]\d{2,4}`,
        String.raw`8-\d{3,4}-\d{2,3}-\d\d`,
        String.raw`8 9\d{2} \d{3}[ -]\d\d`,
      ),
      String.raw`(?:${between}\d{2,5}){0,3}`,
      extension,
    ].join(""),
    caseless: true,
    notBefore: String.raw`[\w.+-]`,
    notAfter: afterNational,
    validate: [
      { name: "digits", min: 10 },
      { name: "phone", form: "trunk" },
    ],
    confidence: 0.5,
    source: "ITU-T E.123, national notation; the groups of each country in libphonenumber's metadata",
    examples: [
      { text: "8 (495) 123-45-67 доб. 12", find: ["8 (495) 123-45-67 доб. 12"] },
      { text: "Cep: 0-532-123-45-67", find: ["0-532-123-45-67"] },
      { text: "Handy 0171 - 234 56 78 oder 06-30-123-4567", find: ["0171 - 234 56 78", "06-30-123-4567"] },
    ],
    counterExamples: [
      { text: "from 01.02.2024 to 03/04/2025" },
      { text: "09/2015 - 03/2019 clerk" },
      { text: "Date: Tue Mar 14 11:53:01 2006 -0800" },
      { text: "id 01712345678" },
      { text: "0.123 456 7890" },
      { text: "weights 8 123 456 7890" },
      { text: "PL61 1090 1014 0000 0712 1981 2874" },
      { text: "SSN 219-09-9999", neighbour: "us-ssn" },
    ],
  },
];
