/** Telephone numbers that a word tells, being all there is, or the eleven digits of a mobile number (phones.ts says which there are). */
import type { Detector } from "../detector.ts";
import { extension, phone } from "./phone-parts.ts";
import { callWords, phoneWords } from "./phone-words.ts";
import { noCentury, oneOf } from "./sample.ts";

/** Where numbers are often written without groups, and with their trunk prefix. */
const withTrunk = [
  ...["AT", "AU", "BE", "CH", "DE", "EG", "FI", "FR", "GB", "ID", "IE", "IL", "IR", "JP", "KE", "KR", "MA", "MY"],
  ...["NG", "NL", "NZ", "PH", "PK", "RO", "SA", "SE", "TH", "TR", "TW", "UA", "VN", "ZA"],
];
/** Where they are often written without either, and ids are not as long. */
const bare = ["CN", "RU", "TR"];

export const labelledPhoneDetectors: readonly Detector[] = [
  {
    id: "phone-labelled",
    ...phone,
    // What has neither a plus, nor a trunk prefix with groups, nor the American groups.
    pattern: `${oneOf(
      String.raw`\d{3}[ -]\d{4}`,
      // No span of years.
      String.raw`(?:${noCentury}\d\d[ -]\d{4}|(?:19|20)\d\d[ -]${noCentury}\d\d)`,
      String.raw`0\d{5,14}`,
      String.raw`00[1-9](?:[ ().\-/]{0,3}\d){7,13}`,
      String.raw`0(?:\d{1,2}[ /-]\d{5}|\d[ /-]\d{6})`,
      String.raw`[1-9]\d{1,3}[ -]\d{5,9}`,
      String.raw`0\d{2,3}(?: \d{3,4}){2}`,
      String.raw`[1-9]\d(?:[ .-]\d{2}){2,4}`,
      String.raw`[1-9]\d{1,2}(?: \d{2,3}){1,4} \d{2,4}`,
      // No date.
      String.raw`(?:[1-9]\d{1,2}|[3-9]\d{3}|1[0-8]\d\d|2[1-9]\d\d|(?:19|20)\d\d-\d{3,4})(?:-\d{2,4}){2,3}`,
      String.raw`[1-9]\d \d{3,4} \d{4}`,
      String.raw`[1-9]\d{4}(?: \d{4,5}|\d? \d{3} \d{4})`,
      String.raw`\(\d{2,4}\) ?\d{2,4}(?:[ -]\d{2,4}){1,3}`,
      String.raw`\(\d{2,5}\) ?\d{4,9}`,
    )}${extension}`,
    caseless: true,
    notBefore: String.raw`[\w+.(-]`,
    notAfter: String.raw`\w|[ .:/-]\d`,
    context: { words: [...phoneWords, ...callWords], before: 32 },
    validate: [{ name: "digits", min: 6 }],
    confidence: 0.5,
    source: "ITU-T E.123, DIN 5008",
    examples: [
      { text: "My phone is 030 90182", find: ["030 90182"] },
      { text: "They're not answering at 785 8949", find: ["785 8949"] },
      { text: "mobile: 09171234567", find: ["09171234567"] },
      { text: "phone 0049 30 901820", find: ["0049 30 901820"] },
      { text: "You can call 33 93 31.", find: ["33 93 31"] },
      { text: "मोबाइल 98765 43210", find: ["98765 43210"] },
      { text: "call me at 975 110 8670 or (0320) 650292149", find: ["975 110 8670", "(0320) 650292149"] },
      { text: "phone: (371)63471550, 995 515 50 61 09", find: ["(371)63471550", "995 515 50 61 09"] },
      { text: "SMS 234809 831 2488 or 0256 0526 163", find: ["234809 831 2488", "0256 0526 163"] },
    ],
    counterExamples: [
      { text: "order 785 8949 was shipped" },
      { text: "the hotel has 1200000 guests" },
      { text: "phone 12 34" },
      { text: "phones 2012-2016, mobile 1998 2004" },
      { text: "after the call.\n\n2022-03-30 released" },
      { text: "phone +4930901820", neighbour: "phone-international" },
    ],
  },
  {
    // A plus behind such a word is enough: numbers that nobody has are written, too.
    id: "phone-labelled-plus",
    ...phone,
    pattern: String.raw`\+[1-9](?:[ ().\-/]{0,3}\d){6,14}${extension}`,
    caseless: true,
    notBefore: "[0-9A-Za-z+]",
    notAfter: String.raw`\d`,
    context: { words: [...phoneWords, ...callWords], before: 32 },
    confidence: 0.6,
    source: "ITU-T E.123, international notation",
    examples: [
      { text: "My number is +9949426123471 thanks", find: ["+9949426123471"] },
      { text: "call me at +97 511 08670982", find: ["+97 511 08670982"] },
      { text: '"phone": "+8428185883124"', find: ["+8428185883124"] },
    ],
    counterExamples: [
      { text: "a difference of +9949426123471 bytes" },
      { text: "phones +12.5 %, mobile +3 4" },
      { text: "called x+9949426123471" },
      { text: "call (415) 555-0132", neighbour: "phone-us" },
    ],
  },
  {
    id: "phone-labelled-grouped",
    ...phone,
    pattern: String.raw`\(?\d{1,6}\)?(?:[ ./-]{1,2}\d{1,8}){1,5}${extension}`,
    caseless: true,
    notBefore: String.raw`[\w.+$-]`,
    notAfter: String.raw`\w|[ .:/-]\d`,
    context: { words: phoneWords, before: 24 },
    validate: [
      { name: "digits", min: 7 },
      { name: "phone", form: "grouped" },
    ],
    confidence: 0.5,
    source: "The groups of each country in libphonenumber's metadata",
    examples: [
      { text: "Tel. (2) 2123 4567", find: ["(2) 2123 4567"] },
      { text: "móvil 612 34 56 78", find: ["612 34 56 78"] },
      { text: "сотовый: 7 1123456", find: ["7 1123456"] },
      { text: "Сотовый: 7 1123456, или ТЕЛЕФОН 7 1123457", find: ["7 1123456", "7 1123457"] },
      { text: "Κινητό 7 1123456", find: ["7 1123456"] },
    ],
    counterExamples: [
      { text: "phone since 2024-06-01" },
      { text: "mobile, at 12.05.2024" },
      { text: "an order of 612 34 56 78" },
      { text: "tel +34 612345678", neighbour: "phone-international" },
    ],
  },
  {
    id: "phone-plain",
    ...phone,
    // Ten digits from 1 on are seconds since 1970.
    pattern: String.raw`(?:1\d{6,8}|1\d{10}|[2-9]\d{6,11})${extension}`,
    caseless: true,
    notBefore: String.raw`[\w.+-]`,
    notAfter: String.raw`\w|[.:/-]\d`,
    context: { words: phoneWords, before: 24 },
    confidence: 0.5,
    source: "ITU-T E.164: national significant numbers",
    examples: [
      { text: "手机：13800138000", find: ["13800138000"] },
      { text: "Teléfono: 912345678", find: ["912345678"] },
      { text: "电话号码 62345678, 전화 21234567", find: ["62345678", "21234567"] },
    ],
    counterExamples: [
      { text: "phone_seen_at: 1700000000" },
      { text: "telephone order 912345.678" },
      { text: "called 12345678 times" },
      { text: "phone: +4930901820", neighbour: "phone-international" },
    ],
  },
  {
    id: "phone-then-label",
    ...phone,
    // The label is part of the span: nothing else tells what the digits are.
    pattern: String.raw`(?:\(?\d{2,4}\)?(?:[ .-]\d{4,6}|(?:[ .-]\d{2,4}){2,4})|\d{8,11})(?: ?- ?| ?\(?)(?:office|fax|mobile|cell|home|work|phone|tel|büro|privat|handy|mobil|bureau|portable)`,
    caseless: true,
    notBefore: String.raw`[\w.+$-]`,
    notAfter: String.raw`\w| \w|-\w`,
    validate: [{ name: "digits", min: 6 }],
    confidence: 0.5,
    source: "ITU-T E.123; the layout of addresses and signatures",
    examples: [
      { text: "22 498317 office\n001-955-555-0132 fax", find: ["22 498317 office", "001-955-555-0132 fax"] },
      { text: "50-98-28-96-Office", find: ["50-98-28-96-Office"] },
      { text: "9761 9808 (mobile)", find: ["9761 9808 (mobile"] },
    ],
    counterExamples: [
      { text: "12 345 678 mobile users" },
      { text: "in 1999 office" },
      { text: "$12345678 work" },
      { text: "Tel. 415-555-0132, office", neighbour: "phone-us" },
    ],
  },
  {
    id: "phone-alone",
    ...phone,
    pattern: String.raw`[2-5]\d{9}|1[3-9]\d{9}|[78]9\d{9}`,
    notBefore: String.raw`[\w.+-]`,
    notAfter: String.raw`\w|[.:/-]\d`,
    context: { words: phoneWords, before: 32, orAlone: true },
    validate: [{ name: "phone", form: "assigned", regions: bare }],
    confidence: 0.4,
    source: "The national numbering plans, as in libphonenumber's metadata",
    examples: [
      { text: "5321234567", find: ["5321234567"] },
      { text: "89161234567\n", find: ["89161234567"] },
      { text: "13800138000", find: ["13800138000"] },
    ],
    counterExamples: [
      { text: "1700000000" },
      { text: "10000000146" },
      { text: "row 5321234567" },
      { text: "+905321234567", neighbour: "phone-international" },
    ],
  },
  {
    id: "phone-alone-trunk",
    ...phone,
    pattern: String.raw`0[1-9]\d{8,9}`,
    notBefore: String.raw`[\w.+-]`,
    notAfter: String.raw`\w|[.:/-]\d`,
    context: { words: phoneWords, before: 32, orAlone: true },
    validate: [{ name: "phone", form: "assigned", regions: withTrunk }],
    confidence: 0.4,
    source: "The national numbering plans, as in libphonenumber's metadata",
    examples: [
      { text: "02121234567", find: ["02121234567"] },
      { text: "0612345678\n", find: ["0612345678"] },
      { text: "0412345678", find: ["0412345678"] },
    ],
    counterExamples: [
      { text: "0000012345" },
      { text: "row 0612345678" },
      { text: "0.0612345678" },
      { text: "+33612345678", neighbour: "phone-international" },
    ],
  },
  {
    id: "phone-alone-grouped",
    ...phone,
    pattern: oneOf(
      String.raw`[2-5]\d{2}[ -]\d{3}[ -]\d{2}[ -]\d{2}`,
      String.raw`[6-9]\d{4}[ -]\d{5}`,
      String.raw`(?:33|5[56]|81) \d{4} \d{4}`,
      String.raw`3\d{2} \d{7}`,
    ),
    notBefore: String.raw`[\w.+-]`,
    notAfter: String.raw`\w|[ .:/-]\d`,
    context: { words: phoneWords, before: 32, orAlone: true },
    confidence: 0.4,
    source: "How Turkey, India, Mexico and Colombia write ten digits without a trunk prefix",
    examples: [
      { text: "532-123-45-67", find: ["532-123-45-67"] },
      { text: "98765 43210", find: ["98765 43210"] },
      { text: "55 5123 4567", find: ["55 5123 4567"] },
    ],
    counterExamples: [
      { text: "12 345 678" },
      { text: "2024-06-01" },
      { text: "sizes 98765 43210" },
      { text: "219-09-9999 ssn", neighbour: "us-ssn" },
    ],
  },
  {
    id: "phone-mobile",
    ...phone,
    pattern: String.raw`0[3-9]\d{9}`,
    notBefore: String.raw`[\w.+-]`,
    notAfter: String.raw`\w|[.:/-]\d`,
    validate: [{ name: "phone", form: "assigned", regions: withTrunk }],
    confidence: 0.4,
    source: "The national numbering plans, as in libphonenumber's metadata",
    examples: [
      { text: "First 09171234567, second: 09181234567", find: ["09171234567", "09181234567"] },
      { text: "İkinci: 05359876543", find: ["05359876543"] },
      { text: "or text 07400123456", find: ["07400123456"] },
    ],
    counterExamples: [
      { text: "0.05359876543" },
      { text: "id 00000012345" },
      { text: "x07400123456" },
      { text: "+447400123456", neighbour: "phone-international" },
    ],
  },
];
